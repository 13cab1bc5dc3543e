/// What a text was before, change by change: letters of one word are one change.
package struct TextHistory: Hashable, Sendable {
  private var earlier: [EditedText] = []
  private var last: EditedText
  /// Whether the change under way adds (1) or takes out (-1) letters of a word; nil where the next change is one of its own.
  private var direction: Int?

  /// Changes that can be taken back.
  private static let most = 200

  package init(_ text: EditedText) { last = text }

  package var isEmpty: Bool { earlier.isEmpty }

  /// Notes how the text stands now.
  package mutating func follow(_ text: EditedText) {
    guard text.text != last.text else { return }
    let direction = (text.text.count - last.text.count).signum()
    let isSameWord = text.text.filter { $0 == " " }.count == last.text.filter { $0 == " " }.count
    let isLetter = abs(text.text.count - last.text.count) <= 1 && isSameWord
    // A letter that is composed into the one before it changes no length.
    let goesOn = isLetter && self.direction != nil && (direction == 0 || direction == self.direction)
    if !goesOn {
      earlier.append(last)
      if earlier.count > Self.most { earlier.removeFirst() }
    }
    self.direction = isLetter ? (direction == 0 ? self.direction ?? 1 : direction) : nil
    last = text
  }

  /// The text before the last change; nil where there was none.
  package mutating func undo() -> EditedText? {
    guard let before = earlier.popLast() else { return nil }
    (last, direction) = (before, nil)
    return before
  }
}
