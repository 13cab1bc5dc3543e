/// Draws one line of text being typed, scrolled so that the cursor is in view, and places the cursor.
///
/// - Parameters:
///   - cursor: Characters before the cursor.
///   - marks: Runs of characters that must not stay.
package func drawField(_ text: String, cursor: Int, in area: Rect, of frame: inout Frame, marks: [Range<Int>] = []) {
  guard area.columns > 1, area.rows > 0 else { return }
  frame.fill(area.line(0), role: .field)
  let characters = Array(text)
  let before = min(max(0, cursor), characters.count)
  var start = before
  var used = 0
  // One column stays free for the cursor behind the last character.
  while start > 0, used + displayWidth(characters[start - 1]) < area.columns {
    start -= 1
    used += displayWidth(characters[start])
  }
  frame.put(String(characters[start...]), column: area.column, row: area.row, role: .field, limit: area.columns)
  for mark in marks where mark.upperBound > start && mark.upperBound <= characters.count {
    let from = max(start, mark.lowerBound)
    let column = area.column + characters[start..<from].reduce(0) { $0 + displayWidth($1) }
    frame.put(
      String(characters[from..<mark.upperBound]), column: column, row: area.row, role: .danger,
      limit: max(0, area.end - column))
  }
  frame.cursor = (area.column + used, area.row)
}

/// What a key does to a line of text; nil where the key is no editing key.
///
/// - Returns: The text and how many characters stand before the cursor.
package func edited(_ text: String, cursor: Int, by key: Key) -> (text: String, cursor: Int)? {
  var characters = Array(text)
  let at = min(max(0, cursor), characters.count)
  switch key {
  case .left: return (text, max(0, at - 1))
  case .right: return (text, min(characters.count, at + 1))
  case .home: return (text, 0)
  case .end: return (text, characters.count)
  case .backspace:
    guard at > 0 else { return (text, at) }
    characters.remove(at: at - 1)
    return (String(characters), at - 1)
  case .delete:
    guard at < characters.count else { return (text, at) }
    characters.remove(at: at)
    return (String(characters), at)
  case .control("u"): return (String(characters[at...]), 0)
  case .control("w"):
    var start = at
    while start > 0, characters[start - 1] == " " { start -= 1 }
    while start > 0, characters[start - 1] != " " { start -= 1 }
    characters.removeSubrange(start..<at)
    return (String(characters), start)
  default: return nil
  }
}
