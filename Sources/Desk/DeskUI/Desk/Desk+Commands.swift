import Checklists
import Phrases
import TerminalUI

extension Desk {
  /// What can be done now: the screen's own commands first, then those of every screen.
  func commands(_ content: ScreenContent) -> [NamedCommand] { ownCommands(content) + globalCommands(content.field) }

  /// What can be done on the screen in front.
  package var commandsInView: [NamedCommand] { commands(navigation.top.content(self)) }

  /// What a key does; nil where no command has it. Those of every screen leave the keys alone that move.
  func command(for key: Key, _ content: ScreenContent) -> NamedCommand? {
    ownCommands(content).first { $0.keys.contains(key) }
      ?? (key.moves ? nil : globalCommands(content.field).first { $0.keys.contains(key) })
  }

  /// Those of the screen in front, and of its list.
  private func ownCommands(_ content: ScreenContent) -> [NamedCommand] {
    var all = navigation.top.namedCommands(self)
    // Letters are text while a field is open, and Enter takes the row where a list is.
    func isTaken(_ key: Key) -> Bool {
      if case .character = key { return content.field != nil }
      return key == .enter && content.list != nil
    }
    // Most keep their keys: to remove none of an array copies it all the same.
    for index in all.indices where all[index].keys.contains(where: isTaken) {
      all[index].keys.removeAll(where: isTaken)
    }
    if let list = content.list {
      let disabled = list.count == 0 ? list.disabled ?? list.empty : list.disabled
      all.insert(
        NamedCommand(
          Command(
            [.enter], DeskAction.choose, list.label, disabled: disabled, hint: list.isHint,
            deliberate: list.isDeliberate)), at: 0)
    }
    return all
  }

  /// Why nobody leaves this desk; nil where they may.
  var staysOpen: LocalText? { isKiosk ? Phrase.kioskStaysOpen : nil }

  /// Those of every screen.
  private func globalCommands(_ field: FieldContent?) -> [NamedCommand] {
    let hasField = field != nil
    var all: [Command<DeskAction>] = []
    if !(navigation.top is CommandPalette) {
      all.append(Command(hasField ? [.function(1)] : [.function(1), .character("?")], .help, Phrase.allActions))
    }
    if !navigation.places.contains(where: { $0.screen is GuidesScreen }) {
      all.append(Command([], .guides, Phrase.guides, hint: false))
    }
    if hasField, marked != nil { all.append(Command([.function(8)], .takeOut, Phrase.takeOutNumber)) }
    if field.map({ $0.rows > 1 }) == true {
      let nothing = navigation.top.focus.history.isEmpty ? Phrase.draftNothingToUndo : nil
      all.append(Command([.function(7)], .undoTyping, Phrase.draftUndo, disabled: nothing))
    }
    if hasField { all.append(Command([.function(9)], .typing, Phrase.typingLabel, hint: false)) }
    if live != nil, !(navigation.top is AddressScreen) {
      all.append(Command([.function(3)], .address, Phrase.addressCommand, hint: false))
    }
    all.append(Command([.function(2)], .language, Phrase.switchLanguage, hint: false))
    if !navigation.isHome { all.append(Command([.escape], .out, Phrase.out, hint: false)) }
    if !isLocked {
      all.append(Command([.control("z")], .suspend, Phrase.suspend, disabled: staysOpen, hint: false))
    }
    all.append(Command([.control("l")], .redraw, Phrase.redraw, hint: false))
    all.append(Command([.control("c")], .quit, Phrase.quit, disabled: staysOpen, hint: false))
    return all.map(NamedCommand.init)
  }
}

extension Key {
  /// Whether it moves the highlight, or the texts.
  package var moves: Bool {
    switch self {
    case .up, .down, .pageUp, .pageDown, .home, .end: true
    default: false
    }
  }
}
