import Journal
import TerminalUI
import VietnameseText

extension Desk {
  /// A line of text once a key was typed into it, as Vietnamese unless it is a secret; nil where the key edits no text.
  mutating func typed(_ key: Key, into field: EditedText, isSecret: Bool) -> EditedText? {
    let (text, cursor): (String, Int)
    switch key {
    case .character(let character) where isSecret:
      var plain = Composer()
      (text, cursor) = plain.type(character, into: field.text, at: field.cursor)
    case .character(let character): (text, cursor) = composer.type(character, into: field.text, at: field.cursor)
    case .backspace where !isSecret: (text, cursor) = composer.erase(in: field.text, at: field.cursor)
    default:
      guard let changed = TerminalUI.edited(field.text, cursor: field.cursor, by: key) else { return nil }
      return EditedText(changed.text, cursor: changed.cursor)
    }
    let composedText = composed(text)
    let shift = text.count - composedText.count
    return EditedText(composedText, cursor: max(0, cursor - max(0, shift)))
  }

  /// The line of text when Enter leaves it: the word that was being typed is whole, and what is no Vietnamese stands as
  /// it was typed.
  mutating func left(_ field: EditedText, isSecret: Bool) -> EditedText {
    if isSecret { return field }
    let (text, cursor) = composer.end(in: field.text, at: field.cursor)
    return EditedText(text, cursor: cursor)
  }
}
