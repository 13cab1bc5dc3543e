/// A text broken between words into lines that show every character: what is edited in a field of several lines.
///
/// Blanks at the end of a line belong to it and may hang over its edge; a word that is longer than a line is broken within.
package struct WrappedText: Sendable {
  /// Characters of each line, from the text's start; at least one line.
  package let lines: [Range<Int>]
  private let characters: [Character]

  package init(_ text: String, columns: Int) {
    characters = Array(text)
    var lines: [Range<Int>] = []
    var start = 0
    var width = 0
    /// Where the word under way begins, and how wide it is.
    var word = (start: 0, width: 0)
    for (index, character) in characters.enumerated() {
      let columnsOfCharacter = displayWidth(character)
      if character == " " {
        width += columnsOfCharacter
        word = (index + 1, 0)
        continue
      }
      if width + columnsOfCharacter > max(1, columns), index > start {
        // The whole word goes on in the next line, where it is not a line itself.
        let end = word.start > start ? word.start : index
        lines.append(start..<end)
        start = end
        width = end == index ? 0 : word.width
        if end == index { word = (index, 0) }
      }
      width += columnsOfCharacter
      word.width += columnsOfCharacter
    }
    self.lines = lines + [start..<characters.count]
  }

  /// The line in which a cursor stands, and the columns before it there.
  package func place(of cursor: Int) -> (line: Int, column: Int) {
    let cursor = min(max(0, cursor), characters.count)
    let line = lines.lastIndex { $0.lowerBound <= cursor } ?? 0
    return (line, characters[lines[line].lowerBound..<cursor].reduce(0) { $0 + displayWidth($1) })
  }

  /// The cursor nearest to a column of a line.
  package func cursor(line: Int, column: Int) -> Int {
    let range = lines[min(max(0, line), lines.count - 1)]
    var used = 0
    for index in range {
      // Behind the blank at its end a cursor would stand in the next line.
      if used + displayWidth(characters[index]) > column { return index }
      used += displayWidth(characters[index])
    }
    return line >= lines.count - 1 ? range.upperBound : max(range.lowerBound, range.upperBound - 1)
  }

  /// The words of a line.
  package func text(_ line: Int) -> String { String(characters[lines[line]]) }

  /// The cursor after a key that moves between lines or to their ends; nil for any other key, and where there is no
  /// further line.
  package func moved(from cursor: Int, by key: Key) -> Int? {
    let place = place(of: cursor)
    switch key {
    case .up: return place.line > 0 ? self.cursor(line: place.line - 1, column: place.column) : nil
    case .down: return place.line < lines.count - 1 ? self.cursor(line: place.line + 1, column: place.column) : nil
    case .home: return lines[place.line].lowerBound
    case .end: return self.cursor(line: place.line, column: .max)
    default: return nil
    }
  }
}

/// Draws a text in a field of several lines; the lines around the cursor are in view, and the frame's cursor is in it.
///
/// - Parameter marks: Characters that are marked, from the text's start.
package func drawField(
  _ text: WrappedText, cursor: Int, in area: Rect, of frame: inout Frame, marks: [Range<Int>] = []
) {
  guard area.columns > 1, area.rows > 0 else { return }
  let place = text.place(of: cursor)
  let top = listTop(selection: place.line, count: text.lines.count, visible: area.rows)
  for row in 0..<area.rows {
    frame.fill(area.line(row), role: .field)
    guard top + row < text.lines.count else { continue }
    var column = area.column
    for (index, letter) in zip(text.lines[top + row], text.text(top + row)) {
      let isMarked = marks.contains { $0.contains(index) }
      column += frame.put(
        String(letter), column: column, row: area.row + row, role: isMarked ? .danger : .field,
        limit: max(0, area.end - column))
    }
  }
  frame.cursor = (min(area.column + place.column, area.end - 1), area.row + place.line - top)
}
