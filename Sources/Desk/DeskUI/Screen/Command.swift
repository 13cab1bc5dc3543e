package import Checklists
import Phrases
package import TerminalUI

/// A key with what it does: hints, the command palette, clicks and messages all come from here.
package struct Command<Action: RawRepresentable<String> & Sendable>: Sendable {
  package var keys: [Key]
  package var action: Action
  package var label: LocalText
  /// Other words by which people look for it.
  package var words: LocalText
  /// Why it cannot be done now; nil where it can.
  package var disabled: LocalText?
  /// Whether it belongs to the hints at the bottom.
  package var isHint: Bool
  /// Whether it ends something or cannot be taken back: a key that is held down, or that was pressed before the screen was
  /// seen, does not do it.
  package var isDeliberate: Bool

  package init(
    _ keys: [Key], _ action: Action, _ label: LocalText, words: LocalText = LocalText("", ""),
    disabled: LocalText? = nil, hint: Bool = true, deliberate: Bool = false
  ) {
    self.keys = keys
    self.action = action
    self.label = label
    self.words = words
    self.disabled = disabled
    isHint = hint
    isDeliberate = deliberate
  }

  package init(
    _ key: Character, _ action: Action, _ label: LocalText, words: LocalText = LocalText("", ""),
    disabled: LocalText? = nil, hint: Bool = true, deliberate: Bool = false
  ) {
    self.init(
      [.character(key)], action, label, words: words, disabled: disabled, hint: hint, deliberate: deliberate)
  }
}

/// The name of a command: the raw value of a screen's action, or one of those that every screen has.
package struct CommandID: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral {
  package var rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  package init(stringLiteral value: String) { rawValue = value }
}

/// A command whatever screen it belongs to.
package struct NamedCommand: Sendable {
  package var id: CommandID
  package var keys: [Key]
  package var label: LocalText
  /// Those that its screen names.
  private let ownWords: LocalText
  package var disabled: LocalText?
  package var isHint: Bool
  package var isDeliberate: Bool

  /// Other words by which people look for it: the screen's, or else those of the table.
  package var words: LocalText {
    guard ownWords.vi.isEmpty else { return ownWords }
    let isAddress = FormOfAddress(rawValue: id.rawValue) != nil
    return Phrase.otherWords(isAddress ? DeskAction.address.rawValue : id.rawValue) ?? ownWords
  }

  init<Action>(_ command: Command<Action>) {
    id = CommandID(rawValue: command.action.rawValue)
    keys = command.keys
    label = command.label
    ownWords = command.words
    disabled = command.disabled
    isHint = command.isHint
    isDeliberate = command.isDeliberate
  }
}

/// What can be done on every screen.
package enum DeskAction: String, Sendable {
  /// Takes the highlighted row.
  case choose
  /// Takes the marked number out of the field.
  case takeOut
  /// Takes back what was typed last into a field of several lines.
  case undoTyping
  /// The next way of typing Vietnamese.
  case typing
  /// How volunteer and citizen call each other.
  case address
  case out, help, guides, language, suspend, redraw, quit
}
