import DeskPorts
import Journal
import People
import Phrases
import TerminalUI

/// Where a PIN is typed; the sixth digit is the last key.
struct PINScreen: Screen {
  /// What it is asked for.
  enum Purpose: Equatable, Sendable {
    /// The person comes to the desk, or back to it.
    case enter
    /// The lead at the desk gives somebody a new PIN.
    case reset(Volunteer)
  }

  var focus = Focus()
  let person: Volunteer
  let purpose: Purpose

  init(person: Volunteer, purpose: Purpose) {
    self.person = person
    self.purpose = purpose
  }

  enum Action: String { case submitPIN, usePINCode, otherPerson }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.pinLabel))
    let question = purpose == .enter ? Phrase.pinOf(person.name) : Phrase.leadConfirms
    content.texts = [TextBlock(desk.say(question), .title)]
    content.field = FieldContent(.secret, limit: PIN.length)
    if desk.record(of: person.code).pin == nil {
      content.notes = Notes([TextBlock(desk.say(Phrase.noPINYet), .caution)])
    }
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    var commands = [Command([.enter], Action.submitPIN, Phrase.confirm)]
    if purpose == .enter {
      commands.append(Command([.function(5)], .usePINCode, Phrase.usePINCode))
      if desk.isLocked { commands.append(Command([.function(6)], .otherPerson, Phrase.someoneElse)) }
    }
    return commands
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submitPIN: return submit(desk)
    case .usePINCode: desk.navigation.push(PINCodeScreen(person: person))
    case .otherPerson: desk.navigation.push(VolunteersScreen())
    }
    return []
  }

  private func submit(_ desk: Desk) -> [Effect] {
    guard !focus.field.text.isEmpty else { return [] }
    return [.people(.checkPIN(person.code, Passphrase(focus.field.text), at: desk.now))]
  }

  mutating func typed(_ desk: inout Desk) -> [Effect] { focus.field.text.count == PIN.length ? submit(desk) : [] }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    guard case .people(.checked(person.code, let answer)) = reply else { return [] }
    focus = Focus()
    switch answer {
    case .wrong(let left): desk.warn(Phrase.wrongPIN(left: left))
    case .wait(let milliseconds): desk.warn(Phrase.pinWaits(seconds: (milliseconds + 999) / 1000))
    case .right:
      desk.navigation.pop()
      // Word of it may have come while the PIN was looked at.
      if purpose == .enter, desk.isBarred(person.code) {
        desk.warn(Phrase.personIsBarred)
        return []
      }
      switch purpose {
      case .reset(let other): desk.navigation.push(NewPINScreen(person: other))
      case .enter:
        // The list from which the person was chosen goes with it.
        if desk.isLocked || desk.navigation.top is VolunteersScreen { return desk.arrived(person) }
        return desk.helps(person)
      }
    }
    return []
  }
}

/// A new PIN, typed twice.
struct NewPINScreen: Screen {
  var focus = Focus()
  let person: Volunteer
  private var first: Passphrase?

  init(person: Volunteer) { self.person = person }

  enum Action: String { case submitPIN }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.pinLabel))
    content.texts = [
      TextBlock(desk.say(first == nil ? Phrase.newPINOf(person.name) : Phrase.pinAgain), .title),
      TextBlock(desk.say(Phrase.pinWords), .muted),
    ]
    content.field = FieldContent(.secret, limit: PIN.length)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submitPIN, Phrase.confirm)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submitPIN: return submit(&desk)
    }
  }

  mutating func typed(_ desk: inout Desk) -> [Effect] {
    focus.field.text.count == PIN.length ? submit(&desk) : []
  }

  private mutating func submit(_ desk: inout Desk) -> [Effect] {
    let pin = Passphrase(focus.field.text)
    focus = Focus()
    guard PIN.isPIN(pin.text) else {
      desk.warn(Phrase.pinWords)
      return []
    }
    if PIN.isWeak(pin.text) {
      desk.warn(Phrase.weakPIN)
      return []
    }
    guard let first else {
      self.first = pin
      return []
    }
    guard first == pin else {
      self.first = nil
      desk.warn(Phrase.pinsDiffer)
      return []
    }
    return [.people(.setPIN(person.code, pin))]
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    guard case .people(.pinSet(person.code)) = reply else { return [] }
    desk.navigation.pop()
    desk.tell(Phrase.pinWasSet)
    return []
  }
}

/// A one-time code that a lead told by telephone, in place of a forgotten PIN.
struct PINCodeScreen: Screen {
  var focus = Focus()
  let person: Volunteer

  init(person: Volunteer) { self.person = person }

  enum Action: String { case submitCode }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.usePINCode))
    content.texts = [TextBlock(desk.say(Phrase.pinCodeWords), .title)]
    content.field = FieldContent(.secret, limit: PINDesk.codeLength + 2)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submitCode, Phrase.confirm)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submitCode:
      focus.field.text.isEmpty
        ? [] : [.people(.useCode(Passphrase(focus.field.text), for: person.code, at: desk.now))]
    }
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    guard case .people(.codeUsed(person.code, let answer)) = reply else { return [] }
    focus = Focus()
    switch answer {
    case .right: desk.navigation.replaceTop(with: NewPINScreen(person: person))
    case .wrong(0): desk.warn(Phrase.noPINCodes)
    case .wrong(let left): desk.warn(Phrase.wrongPIN(left: left))
    case .wait(let milliseconds): desk.warn(Phrase.pinWaits(seconds: (milliseconds + 999) / 1000))
    }
    return []
  }
}
