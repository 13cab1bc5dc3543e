import Checklists
import DeskPorts
import Journal
import Phrases
import TerminalUI
import VietnameseText

/// What follows from an event: changes the state and names the effects. Pure and total.
package func update(_ desk: inout Desk, _ event: Event) -> [Effect] {
  desk.now = event.at
  switch event.what {
  case .key, .pasted, .burst, .clicked, .wheel, .highlighted, .line: desk.people.touched = event.at
  case .ticked, .resized, .resumed, .replied, .inputEnded: break
  }
  switch event.what {
  case .ticked: return desk.ticked()
  case .resized(let size):
    desk.size = size
    return []
  case .resumed: return [.desk(.redraw)]
  case .replied(let reply): return desk.replied(reply)
  case .key(let key): return desk.pressed(key, event.seen)
  case .pasted(let text): return desk.pasted(text)
  case .burst(let keys): return desk.burst(keys, event.seen)
  case .clicked(let hit): return desk.clicked(hit, event.seen)
  case .wheel(let direction): return desk.pressed(direction < 0 ? .up : .down, event.seen)
  case .highlighted(let row): return desk.pointed(at: row)
  case .line(let text): return desk.entered(text, event.seen)
  case .inputEnded: return desk.inputEnded()
  }
}

extension Desk {
  /// Effects that the program asks for when it starts: a desk with PINs asks first who is there.
  mutating func started() -> [Effect] {
    if setup != nil { return [.checklists(.loadUnits(file: nil))] }
    return opened() + (people.usesPINs ? lock() : [])
  }

  /// Effects that a fresh desk asks for before its first key.
  package mutating func opened() -> [Effect] {
    guard current != nil else { return [] }
    // What was in front when the program ended goes on; the time in between was no help.
    let effects = record(.resumed(at: now))
    showSession()
    return effects
  }

  mutating func ticked() -> [Effect] {
    // What the disk refused is tried again with every tick.
    var effects = unsaved + exchangeTicked() + watchDraft() + lockIfIdle() + printerTicked()
    for place in navigation.places { effects += with(place.id) { $0.ticked(&$1) } }
    return effects
  }

  /// Lets a screen of the stack act. It works on a copy, which is written back where the screen is still there.
  private mutating func with(_ id: Int, _ act: (inout any Screen, inout Desk) -> [Effect]) -> [Effect] {
    guard var screen = navigation.places.last(where: { $0.id == id })?.screen else { return [] }
    let effects = act(&screen, &self)
    navigation.update(screen, at: id)
    return effects
  }

  /// Lets the screen in front act. Where it goes, the one that comes in front again is told.
  mutating func withTop(_ act: (inout any Screen, inout Desk) -> [Effect]) -> [Effect] {
    let (top, before) = (navigation.topID, navigation.places.map(\.id))
    let effects = with(top, act)
    guard navigation.topID != top, before.contains(navigation.topID) else { return effects }
    return effects + with(navigation.topID) { $0.returned(&$1) }
  }

  /// A key: a command first, then the highlighted row, the field, digits, and keys that move.
  mutating func pressed(_ key: Key, _ seen: Event.Seen?) -> [Effect] {
    let isDeliberate = isDeliberate(key, seen)
    lastKey = (key, now)
    // What was just said is there to be read in the other language, too.
    if key != .function(2) { message = nil }
    var effects: [Effect] = []
    if key == .enter, let field = navigation.top.content(self).field, field.kind != .filter {
      effects = changed(to: left(navigation.top.focus.field, isSecret: field.kind == .secret), field)
    }
    return effects + acted(on: key, isDeliberate: isDeliberate)
  }

  private mutating func acted(on key: Key, isDeliberate: Bool) -> [Effect] {
    let content = navigation.top.content(self)
    if key == .enter, content.list == nil, let marked {
      warn(Phrase.refused(marked))
      return []
    }
    if let command = command(for: key, content) { return perform(command, isDeliberate: isDeliberate) }
    if let field = content.field, let effects = edited(by: key, field, content) { return effects }
    if case .character(let character) = key, character.isASCII, let digit = character.wholeNumberValue {
      return pressed(digit: digit, content, isDeliberate: isDeliberate)
    }
    if isMeaningless(key) {
      warnMeaningless(key)
      return []
    }
    return moved(by: key, content)
  }

  /// Letters and function keys mean something only where a command has them. On a locked desk nothing is said of keys.
  private func isMeaningless(_ key: Key) -> Bool {
    switch key {
    case .character(" "): false
    case .character, .function: !isLocked
    default: false
    }
  }

  /// Whoever presses a key that does nothing here is told so, and where all of them stand.
  private mutating func warnMeaningless(_ key: Key) {
    var hasCapsLock = false
    if case .character(let letter) = key, letter.isUppercase, let small = letter.lowercased().first {
      hasCapsLock = commandsInView.contains { $0.keys.contains(.character(small)) }
    }
    warn(hasCapsLock ? Phrase.capsLock(key.name) : Phrase.noSuchKey(key.name))
  }

  fileprivate mutating func clicked(_ hit: Hit, _ seen: Event.Seen?) -> [Effect] {
    // A click means what was drawn where it fell; another screen may have come since.
    guard let seen, seen.screen == navigation.topID else { return [] }
    switch hit {
    case .key(let key): return pressed(key, seen)
    case .row(let row):
      message = nil
      let content = navigation.top.content(self)
      guard let list = content.list, row < list.count else { return [] }
      let wasSeen = now.milliseconds(since: seen.since) >= Self.glance
      return highlight(row) + take(list, at: row, isDeliberate: wasSeen || seen.isScripted)
    }
  }

  fileprivate mutating func pointed(at row: Int) -> [Effect] {
    message = nil
    guard let list = navigation.top.content(self).list, row < list.count else { return [] }
    return highlight(row)
  }

  /// Whoever is being helped waits until somebody types again.
  fileprivate mutating func inputEnded() -> [Effect] {
    let effects = live.map { putAside(as: $0.session.nickname) } ?? []
    return effects + [.desk(.quit)]
  }

  /// Milliseconds that a screen must be in view before it is answered for good.
  private static let glance: Int64 = 300
  /// Milliseconds after which the same key again is no longer one that is held down.
  private static let hold: Int64 = 800

  /// Whether a key answers what is on the screen: it was drawn before the key came, and the key is not held down since
  /// before that.
  private func isDeliberate(_ key: Key, _ seen: Event.Seen?) -> Bool {
    guard let seen, seen.screen == navigation.topID else { return false }
    if seen.isScripted { return true }
    guard now.milliseconds(since: seen.since) >= Self.glance else { return false }
    guard let lastKey, lastKey.key == key else { return true }
    return now.milliseconds(since: lastKey.at) >= Self.hold
  }
}

// MARK: Commands and rows

extension Desk {
  /// What the screen in front shows, and where it stands.
  package var inView: (content: ScreenContent, layout: ScreenLayout) {
    let content = navigation.top.content(self)
    return (content, ScreenLayout(content, navigation.top.focus, size: size, message: messageLines.count))
  }

  /// A row of the list in front by its name, or else by words in it, with its digit where it has one.
  package func rowInView(named name: String) -> (row: Int, digit: Int?)? {
    let content = navigation.top.content(self)
    guard let list = content.list else { return nil }
    let rows = (0..<list.count).map(list.row)
    guard let row = rows.firstIndex(where: { $0.id == name }) ?? rows.firstIndex(where: { $0.text.contains(name) })
    else { return nil }
    let digits = content.field == nil || content.field?.kind == .filter
    let layout = ScreenLayout(content, navigation.top.focus, size: size)
    return (row, digits ? layout.digits(list).first { $0.row == row }?.digit : nil)
  }

  /// Does what a command names, unless there is a reason why not.
  mutating func perform(_ command: NamedCommand, isDeliberate: Bool = true) -> [Effect] {
    if let reason = command.disabled {
      warn(reason)
      return []
    }
    if command.isDeliberate, !isDeliberate, command.id.rawValue != DeskAction.choose.rawValue {
      warn(Phrase.pressAgain)
      return []
    }
    if let action = DeskAction(rawValue: command.id.rawValue) { return perform(action, isDeliberate: isDeliberate) }
    // Nothing follows from a text that holds a number of a person, whichever way it is asked for.
    if let marked, navigation.top.content(self).list == nil {
      warn(Phrase.refused(marked))
      return []
    }
    return withTop { $0.perform(command.id, &$1) }
  }

  private mutating func perform(_ action: DeskAction, isDeliberate: Bool) -> [Effect] {
    switch action {
    case .choose:
      let content = navigation.top.content(self)
      guard let list = content.list else { return [] }
      let layout = ScreenLayout(content, navigation.top.focus, size: size)
      guard let row = layout.row else {
        warn(list.unchosen ?? Phrase.chooseFirst)
        return []
      }
      return take(list, at: row, isDeliberate: isDeliberate)
    case .takeOut:
      guard let field = navigation.top.content(self).field,
        let rest = PersonalDigits.withoutFirst(navigation.top.focus.field.text)
      else { return [] }
      return changed(to: EditedText(rest.text, cursor: rest.cursor), field)
    case .undoTyping:
      return withTop { screen, desk in
        guard let before = screen.focus.history.undo() else { return [] }
        screen.focus.field = before
        return screen.typed(&desk)
      }
    case .out: return withTop { $0.left(&$1) }
    case .help:
      navigation.push(CommandPalette())
      return []
    case .guides:
      navigation.push(GuidesScreen())
      return []
    case .language: return switchLanguage()
    case .typing: return switchTyping()
    case .address:
      navigation.push(AddressScreen(formOfAddress))
      return []
    case .suspend: return [.desk(.suspend)]
    case .redraw: return [.desk(.redraw)]
    case .quit: return [.desk(.quit)]
    }
  }

  /// The next way of typing, here and from the next start on.
  mutating func switchTyping() -> [Effect] {
    let all = TypingMethod.allCases
    // Where the machine types by itself, F9 begins anew with the same.
    if !composer.hasGivenWay {
      typing = all[((all.firstIndex(of: typing) ?? -1) + 1) % all.count]
    } else {
      typing = typing
    }
    return [.journal(.set(key: "typing", value: typing.rawValue))]
  }

  /// The other language, here and from the next start on.
  mutating func switchLanguage() -> [Effect] {
    language = language.other
    return [.journal(.set(key: "language", value: language.rawValue))]
  }

  /// Takes a row, unless there is a reason why not.
  private mutating func take(_ list: ListContent, at row: Int, isDeliberate: Bool) -> [Effect] {
    if list.isDeliberate, !isDeliberate {
      warn(Phrase.pressAgain)
      return []
    }
    // Why a row cannot be taken is known once it is highlighted.
    if let reason = navigation.top.content(self).list?.disabled {
      warn(reason)
      return []
    }
    return withTop { $0.chose(row, &$1) }
  }

  /// A digit takes the row in view that it stands before.
  private mutating func pressed(digit: Int, _ content: ScreenContent, isDeliberate: Bool) -> [Effect] {
    guard let list = content.list, content.field == nil || content.field?.kind == .filter else {
      if content.field == nil, !isLocked { warn(Phrase.noSuchKey("\(digit)")) }
      return []
    }
    let layout = ScreenLayout(content, navigation.top.focus, size: size)
    guard let row = layout.digits(list).first(where: { $0.digit == digit })?.row else {
      if !isLocked { warn(Phrase.noSuchKey("\(digit)")) }
      return []
    }
    // What was not in view is brought there first, to be read.
    guard layout.shows(row) else { return highlight(row) }
    if list.isDeliberate, !isDeliberate {
      warn(Phrase.pressAgain)
      return []
    }
    return highlight(row) + take(list, at: row, isDeliberate: isDeliberate)
  }

  private mutating func highlight(_ row: Int) -> [Effect] {
    withTop { screen, desk in
      guard screen.focus.row != row else { return [] }
      screen.focus.row = row
      return screen.moved(&desk)
    }
  }

  /// Keys that move: the highlight of a list; the texts where there is none, or with page keys where they are too long.
  private mutating func moved(by key: Key, _ content: ScreenContent) -> [Effect] {
    if let list = content.list, list.count > 0, key != .pageUp, key != .pageDown {
      guard let row = list.row(from: list.highlighted(navigation.top.focus), by: key) else { return [] }
      return highlight(row)
    }
    let layout = ScreenLayout(content, navigation.top.focus, size: size)
    if let list = content.list, list.count > 0, !layout.scrolls {
      let page = max(1, (layout.list?.rows ?? 1) - 1)
      return highlight(min(max(0, (layout.row ?? 0) + (key == .pageUp ? -page : page)), list.count - 1))
    }
    let page = max(1, layout.texts.rows - 1)
    let target: Int
    switch key {
    case .up: target = layout.scroll - 1
    case .down: target = layout.scroll + 1
    case .pageUp: target = layout.scroll - page
    case .pageDown, .character(" "): target = layout.scroll + page
    case .home: target = 0
    case .end: target = layout.lines.count
    default: return []
    }
    return withTop { screen, _ in
      screen.focus.scroll = min(max(0, target), max(0, layout.lines.count - layout.texts.rows))
      return []
    }
  }
}
