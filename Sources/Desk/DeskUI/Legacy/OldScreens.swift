package import Checklists
import DeskPorts
import Journal
import Phrases
package import TerminalUI
import VietnameseText

/// What a key, hint, row or click asks for, by meaning.
package enum Act: Hashable, Sendable {
  case choose, submit, language, out
  case chooseDigit(Int)
  // Exchange
  case startExchange, stopExchange, openSticks, openQuarantined, openDesks, openExchangeHistory
  case enrol, openLeadKeys, confirmLeadKey, helpOn
  // Review
  case review(ReviewAct)
  case scrollDown, scrollUp
}

/// A key with what it does: help, hints and messages all come from here.
package struct Binding: Sendable {
  package var keys: [Key]
  package var act: Act
  package var label: LocalText
  /// Why it cannot be done now; nil where it can.
  package var disabled: LocalText?
  /// Whether it belongs to the six hints at the bottom.
  package var isHint: Bool

  package init(_ keys: [Key], _ act: Act, _ label: LocalText, disabled: LocalText? = nil, hint: Bool = true) {
    self.keys = keys
    self.act = act
    self.label = label
    self.disabled = disabled
    isHint = hint
  }

  package init(_ key: Character, _ act: Act, _ label: LocalText, disabled: LocalText? = nil, hint: Bool = true) {
    self.init([.character(key)], act, label, disabled: disabled, hint: hint)
  }
}

/// A place in the program. Home is always at the bottom of the stack.
package enum OldScreen: Sendable {
  /// A screen of its own.
  case new(any Screen)
  case exchange(ExchangeScreen)
  case review(ReviewScreen)
}

/// A screen that is still drawn and steered by switches over all of them.
struct LegacyScreen: Screen {
  var focus = Focus()
  var old: OldScreen

  init(_ old: OldScreen) { self.old = old }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: "")
    if desk.oldField != nil { content.field = FieldContent(.numbers) }
    return content
  }

  func namedCommands(_ desk: Desk) -> [NamedCommand] {
    desk.screenBindings.enumerated().map { index, binding in
      var command = NamedCommand(
        Command(binding.keys, DeskAction.choose, binding.label, disabled: binding.disabled, hint: binding.isHint))
      if let words = Phrase.otherWords("\(binding.act)") { command.words = words }
      command.id = binding.act == .language ? "language" : CommandID(rawValue: "old \(index)")
      return command
    }
  }

  /// An old screen cannot act on a copy of itself: it changes the desk's stack.
  mutating func perform(_ id: CommandID, _ desk: inout Desk) -> [Effect] {
    let bindings = desk.screenBindings
    guard let index = Int(id.rawValue.dropFirst(4)), bindings.indices.contains(index) else { return [] }
    let place = desk.navigation.topID
    let effects = desk.performOnScreen(bindings[index].act)
    if let again = desk.navigation.places.last(where: { $0.id == place })?.screen as? LegacyScreen { self = again }
    return effects
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    if case .journal(.detail(let detail)) = reply { return desk.open(detail) }
    return again(desk)
  }

  /// What the desk made of this screen meanwhile.
  private mutating func again(_ desk: Desk) -> [Effect] {
    if let now = desk.navigation.top as? LegacyScreen { self = now }
    return []
  }

  mutating func left(_ desk: inout Desk) -> [Effect] {
    let place = desk.navigation.topID
    let effects = desk.performOnScreen(.out)
    if let again = desk.navigation.places.last(where: { $0.id == place })?.screen as? LegacyScreen { self = again }
    return effects
  }
}

extension Desk {
  /// The stack as old screens know it.
  var screens: [OldScreen] {
    get { navigation.places.map { ($0.screen as? LegacyScreen)?.old ?? .new($0.screen) } }
    set {
      navigation.replaceAll(
        with: newValue.map { old in if case .new(let screen) = old { screen } else { LegacyScreen(old) } })
    }
  }

  /// A key on an old screen.
  mutating func pressedOld(_ key: Key) -> [Effect] {
    var effects: [Effect] = []
    if key == .enter, !digitsChoose, let field = oldField {
      effects = changed(left(field, isSecret: isSecret), from: field)
    }
    return effects + actedOld(on: key)
  }

  private mutating func actedOld(on key: Key) -> [Effect] {
    if let command = oldCommands.first(where: { $0.keys.contains(key) }) { return perform(command) }
    if oldField != nil, let effects = typedOld(key) { return effects }
    if case .character(let character) = key, let digit = character.wholeNumberValue, character.isASCII, digitsChoose {
      return performOnScreen(.chooseDigit(digit))
    }
    return movedOld(by: key)
  }

  private var oldCommands: [NamedCommand] {
    navigation.top.namedCommands(self) + globalCommands(hasField: oldField != nil)
  }

  func drawOld(_ old: OldScreen, in frame: inout Frame) {
    drawScreen(in: &frame)
    let help = oldCommands.filter { $0.id.rawValue == DeskAction.help.rawValue }
    let own = oldCommands.filter { $0.isHint && $0.id != help.first?.id && $0.disabled == nil && !$0.keys.isEmpty }
    drawHints(own.prefix(6 - help.count) + help, in: &frame)
    let row = size.rows - 2
    let shown = Array(messageLines.prefix(max(1, min(4, size.rows - 4))))
    for (index, line) in shown.enumerated() {
      let role: Role = message.map { $0.isWarning ? .caution : .good } ?? .danger
      frame.fill(frame.bounds.line(row - shown.count + 1 + index), role: role)
      frame.put(line, column: 1, row: row - shown.count + 1 + index, role: role)
    }
  }

  func drawHeader(_ title: String, in frame: inout Frame) { drawBar(title, in: &frame) }

  /// One step out.
  mutating func goOut() -> [Effect] {
    navigation.pop()
    return []
  }

  mutating func performOnScreen(_ act: Act) -> [Effect] {
    switch screens.last {
    case .exchange(let screen): performExchange(act, screen)
    case .review(let screen): performReview(act, screen)
    case .new, nil: []
    }
  }

  var screenBindings: [Binding] {
    switch screens.last {
    case .exchange(let screen): exchangeBindings(screen)
    case .review(let screen): reviewBindings(screen)
    case .new, nil: []
    }
  }

  /// The line of text of the screen in view; nil where there is none.
  var oldField: EditedText? {
    switch screens.last {
    case .exchange(let screen): screen.page == .address || screen.page == .code ? screen.field : nil
    case .review(let screen): reviewField(screen)
    default: nil
    }
  }

  var hasField: Bool { navigation.top.content(self).field != nil }

  /// Whether digits choose a row although a field is open.
  var digitsChoose: Bool {
    guard oldField != nil else { return true }
    switch screens.last {
    default: return false
    }
  }

  /// A key in the field; nil where it is none that edits text.
  private mutating func typedOld(_ key: Key) -> [Effect]? {
    guard let field = oldField else { return nil }
    if case .character(let character) = key, digitsChoose, character.isASCII, character.isNumber { return nil }
    guard let typed = typed(key, into: field, isSecret: isSecret) else { return nil }
    return changed(typed, from: field)
  }

  /// Takes a changed line of text, unless it now holds a number that is never kept.
  mutating func changed(_ field: EditedText, from old: EditedText) -> [Effect] {
    if field == old { return [] }
    if field.text.count > longestField {
      warn(Phrase.tooLong(longestField))
      return []
    }
    // Also where something was taken away: what stood between two numbers may have kept them apart.
    if !mayHoldNumbers, field.text != old.text, let digits = PersonalDigits.first(in: field.text) {
      warn(Phrase.refused(digits))
      return []
    }
    return take(field)
  }

  /// Characters that a field takes; more would not fit a note that others read.
  private var longestField: Int { reviewPage == nil ? 200 : ReviewScreen.longestField }

  /// Only the citizen's own phone, with its own consent, and a receipt code or file name may hold digits in a row.
  private var mayHoldNumbers: Bool {
    switch screens.last {
    case .exchange: true
    case .review(let screen): screen.mayHoldNumbers
    default: false
    }
  }

  private mutating func take(_ field: EditedText) -> [Effect] {
    switch screens.last {
    case .exchange(var screen):
      screen.field = field
      replaceTop(.exchange(screen))
    case .review(let screen): return reviewTyped(field, screen)
    default: break
    }
    return []
  }

  mutating func replaceTop(_ screen: OldScreen) {
    if !screens.isEmpty { screens[screens.count - 1] = screen }
  }

  func drawScreen(in frame: inout Frame) {
    switch screens.last {
    case .exchange(let screen): drawExchange(screen, in: &frame)
    case .review(let screen): drawReview(screen, in: &frame)
    case .new, nil: break
    }
  }

}

extension Desk {
  /// Rows of the list in view, its selection, and how many rows are visible; nil where there is no list.
  var list: (selection: Int, count: Int, visible: Int)? {
    switch screens.last {
    case .exchange(let screen): exchangeList(screen)
    case .review(let screen): reviewList(screen)
    case .new, nil: nil
    }
  }

  /// The area between the header and the message line.
  var listArea: Rect { Rect(column: 1, row: 2, columns: size.columns - 2, rows: max(0, size.rows - 4)) }

  /// Arrow and page keys in the list in view.
  mutating func movedOld(by key: Key) -> [Effect] {
    guard let (selection, count, visible) = list, count > 0 else { return scrolled(by: key) }
    let target: Int
    switch key {
    case .up: target = selection - 1
    case .down: target = selection + 1
    case .pageUp: target = selection - max(1, visible - 1)
    case .pageDown: target = selection + max(1, visible - 1)
    case .home: target = 0
    case .end: target = count - 1
    default: return []
    }
    return select(min(max(0, target), count - 1))
  }

  /// Highlights a row.
  mutating func select(_ row: Int) -> [Effect] {
    switch screens.last {
    case .exchange(var screen):
      screen.selection = row
      replaceTop(.exchange(screen))
    case .review(var screen):
      screen.selection = row
      replaceTop(.review(screen))
    default: break
    }
    return []
  }

  /// The row that a digit names, highlighted; false where there is none.
  mutating func selectDigit(_ digit: Int) -> (effects: [Effect], found: Bool) {
    guard let (selection, count, visible) = list,
      let row = rowForDigit(digit, selection: selection, count: count, visible: visible)
    else { return ([], false) }
    return (select(row), true)
  }

  /// Keys that scroll a text longer than the screen.
  private mutating func scrolled(by key: Key) -> [Effect] {
    let step: Int
    switch key {
    case .up: step = -1
    case .down: step = 1
    case .pageUp: step = -8
    case .pageDown, .character(" "): step = 8
    default: return []
    }
    if case .exchange(var screen) = screens.last {
      screen.scroll = max(0, screen.scroll + step)
      replaceTop(.exchange(screen))
    } else if case .review(var screen) = screens.last {
      screen.scroll = max(0, screen.scroll + step)
      replaceTop(.review(screen))
    }
    return []
  }
}
