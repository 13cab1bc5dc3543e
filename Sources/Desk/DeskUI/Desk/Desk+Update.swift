import Checklists
import DeskPorts
import Journal
import Phrases
import TerminalUI
import VietnameseText

/// What follows from an event: changes the state and names the effects. Pure and total.
public func update(_ desk: inout Desk, _ event: Event) -> [Effect] {
  desk.now = event.at
  switch event.what {
  case .ticked: return desk.ticked()
  case .resized(let size):
    desk.size = size
    return []
  case .resumed: return [.redraw]
  case .replied(let reply): return desk.replied(reply)
  case .key(let key): return desk.pressed(key)
  case .click(let column, let row): return desk.clicked(column: column, row: row)
  case .wheel(let direction): return desk.pressed(direction < 0 ? .up : .down)
  }
}

extension Desk {
  /// Effects that a fresh desk asks for before its first key.
  public mutating func opened() -> [Effect] {
    guard let live else { return [] }
    // What was in front when the program ended goes on; the time in between was no help.
    return record(.resumed(at: now), of: live.id) + walkNeeds()
  }

  mutating func ticked() -> [Effect] {
    // What the disk refused is tried again with every tick.
    let effects = unsaved + exchangeTicked() + reviewTicked()
    guard let first = screens.first, case .home(var home) = first, home.day != now.day else { return effects }
    home.day = now.day
    screens[0] = .home(home)
    return effects + [.countToday(now.day), .purgeContacts(at: now)]
  }

  /// A key: the screen's bindings first, then text, then the list.
  mutating func pressed(_ key: Key) -> [Effect] {
    // What was just said is there to be read in the other language, too.
    if key != .function(2) { message = nil }
    if key == .enter { return wordEnded() + act(on: key) }
    return act(on: key)
  }

  /// The word that was being typed is whole: what is no Vietnamese stands as it was typed.
  private mutating func wordEnded() -> [Effect] {
    guard let field, !isSecret else { return [] }
    let (text, cursor) = composer.end(in: field.text, at: field.cursor)
    return changed(Field(text, cursor: cursor), from: field)
  }

  private mutating func act(on key: Key) -> [Effect] {
    if let binding = bindings.first(where: { $0.keys.contains(key) }) {
      if let reason = binding.disabled {
        warn(reason)
        return []
      }
      return perform(binding.act)
    }
    if hasField, let effects = typed(key) { return effects }
    if case .character(let character) = key, let digit = character.wholeNumberValue, character.isASCII, digitsChoose {
      return perform(.chooseDigit(digit))
    }
    return moved(by: key)
  }

  mutating func clicked(column: Int, row: Int) -> [Effect] {
    var frame = Frame(size)
    view(self, in: &frame)
    switch frame.hit(column: column, row: row) {
    case .key(let key): return pressed(key)
    case .row(let index):
      message = nil
      let effects = select(index)
      return effects + perform(.choose)
    case nil: return []
    }
  }

  /// Bindings that hold on every screen come after the screen's own.
  var bindings: [Binding] { screenBindings + globalBindings }

  var globalBindings: [Binding] {
    var all: [Binding] = []
    if !isHelp {
      let keys: [Key] = hasField ? [.function(1)] : [.function(1), .character("?")]
      all.append(Binding(keys, .help, Phrase.allActions))
    }
    all.append(Binding([.function(2)], .language, Phrase.switchLanguage, hint: false))
    if screens.count > 1 { all.append(Binding([.escape], .out, Phrase.out, hint: false)) }
    all.append(Binding([.control("z")], .suspend, Phrase.suspend, hint: false))
    all.append(Binding([.control("l")], .redraw, Phrase.redraw, hint: false))
    all.append(Binding([.control("c")], .quit, Phrase.quit, hint: false))
    return all
  }

  private var isHelp: Bool { if case .actions = screens.last { true } else { false } }

  /// Does what a binding names.
  mutating func perform(_ act: Act) -> [Effect] {
    switch act {
    case .language:
      language = language.other
      return [.set(key: "language", value: language.rawValue)]
    case .suspend: return [.suspend]
    case .redraw: return [.redraw]
    case .quit: return [.quit]
    case .help:
      screens.append(.actions(Actions()))
      return []
    default: return performOnScreen(act)
    }
  }

  private mutating func performOnScreen(_ act: Act) -> [Effect] {
    switch screens.last {
    case .home(let home): performHome(act, home)
    case .walk(let walk): performWalk(act, walk)
    case .receipt(let receipt): performReceipt(act, receipt)
    case .journal(let list): performJournal(act, list)
    case .entry(let entry): performEntry(act, entry)
    case .code(let code): performCode(act, code)
    case .followUps(let list): performFollowUps(act, list)
    case .volunteers(let list): performVolunteers(act, list)
    case .settings(let settings): performSettings(act, settings)
    case .units(let picker): performUnits(act, picker)
    case .exchange(let screen): performExchange(act, screen)
    case .review(let screen): performReview(act, screen)
    case .actions(let actions): performActions(act, actions)
    case nil: []
    }
  }

  /// One step out.
  mutating func goOut() -> [Effect] {
    if screens.count > 1 { screens.removeLast() }
    return []
  }

  var screenBindings: [Binding] {
    switch screens.last {
    case .home(let home): homeBindings(home)
    case .walk(let walk): walkBindings(walk)
    case .receipt: receiptBindings
    case .journal(let list): journalBindings(list)
    case .entry(let entry): entryBindings(entry)
    case .code(let code): codeBindings(code)
    case .followUps(let list): followUpBindings(list)
    case .volunteers(let list): volunteerBindings(list)
    case .settings: settingsBindings
    case .units: unitBindings
    case .exchange(let screen): exchangeBindings(screen)
    case .review(let screen): reviewBindings(screen)
    case .actions: actionBindings
    case nil: []
    }
  }

  /// The line of text of the screen in view; nil where there is none.
  var field: Field? {
    switch screens.last {
    case .walk: live.flatMap { $0.session.place.hasField ? $0.session.field : nil }
    case .journal(let list): list.isSearching || list.isDating ? list.field : nil
    case .entry(let entry): entry.mode == .note ? entry.field : nil
    case .code(let code): code.field
    case .volunteers(let list): list.isAdding ? list.field : nil
    case .settings(let settings): settings.isNamingFile ? settings.field : nil
    case .units(let picker): picker.field
    case .exchange(let screen): screen.page == .address || screen.page == .code ? screen.field : nil
    case .review(let screen): reviewField(screen)
    case .actions(let actions): actions.field
    default: nil
    }
  }

  var hasField: Bool { field != nil }

  /// Whether digits choose a row although a field is open.
  var digitsChoose: Bool {
    guard hasField else { return true }
    switch screens.last {
    case .walk: return live?.session.place.isFilter ?? false
    case .units, .actions: return true
    default: return false
    }
  }

  /// A key in the field; nil where it is none that edits text.
  private mutating func typed(_ key: Key) -> [Effect]? {
    guard let field else { return nil }
    if case .character(let character) = key {
      if digitsChoose, character.isASCII, character.isNumber { return nil }
      var plain = Composer()
      let (text, cursor) =
        isSecret
        ? plain.type(character, into: field.text, at: field.cursor)
        : composer.type(character, into: field.text, at: field.cursor)
      let composedText = composed(text)
      let shift = text.count - composedText.count
      return changed(Field(composedText, cursor: max(0, cursor - max(0, shift))), from: field)
    }
    if key == .backspace, !isSecret {
      let (text, cursor) = composer.erase(in: field.text, at: field.cursor)
      return changed(Field(text, cursor: cursor), from: field)
    }
    guard let (text, cursor) = edited(field.text, cursor: field.cursor, by: key) else { return nil }
    return changed(Field(text, cursor: cursor), from: field)
  }

  /// Takes a changed line of text, unless it now holds a number that is never kept.
  private mutating func changed(_ field: Field, from old: Field) -> [Effect] {
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
    case .walk: live?.session.place == .contactPhone
    case .code, .units, .settings, .exchange: true
    case .review(let screen): screen.mayHoldNumbers
    default: false
    }
  }

  private mutating func take(_ field: Field) -> [Effect] {
    switch screens.last {
    case .walk: return live.map { record(.typed(field), of: $0.id) } ?? []
    case .journal(var list): return searchTyped(field, &list)
    case .entry(var entry):
      entry.field = field
      replaceTop(.entry(entry))
    case .code(var code):
      code.field = field
      replaceTop(.code(code))
    case .volunteers(var list):
      list.field = field
      replaceTop(.volunteers(list))
    case .settings(var settings):
      settings.field = field
      replaceTop(.settings(settings))
    case .units(var picker):
      picker.field = field
      picker.selection = 0
      replaceTop(.units(picker))
    case .exchange(var screen):
      screen.field = field
      replaceTop(.exchange(screen))
    case .review(let screen): return reviewTyped(field, screen)
    case .actions(var actions):
      actions.field = field
      actions.selection = 0
      replaceTop(.actions(actions))
    default: break
    }
    return []
  }

  mutating func replaceTop(_ screen: Screen) {
    if !screens.isEmpty { screens[screens.count - 1] = screen }
  }
}
