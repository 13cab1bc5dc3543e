import Checklists
import Journal
import Phrases
import TerminalUI

/// One line of the contact: what the citizen is called, where they are reached, for what and when. Each may stay empty.
struct ContactScreen: PlaceScreen {
  enum Part: Sendable { case name, phone, appointment, due }

  var focus: Focus
  let part: Part

  init(_ part: Part, _ text: String) {
    self.part = part
    focus = Focus(text)
  }

  enum Action: String { case submit }

  var place: Place {
    switch part {
    case .name: .contactName
    case .phone: .contactPhone
    case .appointment: .contactAppointment
    case .due: .contactDue
    }
  }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    let (title, words): (LocalText, LocalText?) =
      switch part {
      case .name: (Phrase.askContactName, Phrase.contactSealed)
      case .phone: (Phrase.askContactPhone, Phrase.contactSealed)
      case .appointment: (Phrase.askAppointment, Phrase.noNumbers)
      case .due: (Phrase.askDue, nil)
      }
    content.texts = [TextBlock(desk.say(title), .title)] + (words.map { [TextBlock(desk.say($0), .muted)] } ?? [])
    content.field = FieldContent(part == .phone ? .numbers : .words)
    return content
  }

  /// The last one keeps the entry.
  func commands(_ desk: Desk) -> [Command<Action>] {
    [Command([.enter], .submit, Phrase.confirm, deliberate: part == .due)]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    let words = focus.words
    switch (action, part) {
    case (.submit, .name): return desk.record(.contactNamed(words, at: desk.now))
    case (.submit, .phone):
      guard words.isEmpty || isPhone(words) else {
        desk.warn(Phrase.notAPhone)
        return []
      }
      return desk.record(.contactPhoned(words, at: desk.now))
    case (.submit, .appointment): return desk.record(.contactAppointed(words, at: desk.now))
    case (.submit, .due):
      guard words.isEmpty || desk.day(from: words) != nil else {
        desk.warn(Phrase.notADay)
        return []
      }
      let due = desk.day(from: words)
      if let due, due.daysSince1970 - desk.now.day.daysSince1970 > Contact.furthestDue {
        desk.warn(Phrase.dueTooFar)
        return []
      }
      if let due, due < desk.now.day {
        desk.warn(Phrase.duePast)
        return []
      }
      return desk.record(.contactDue(due, at: desk.now))
    }
  }

  mutating func typed(_ desk: inout Desk) -> [Effect] {
    let purpose: TypedText.Purpose =
      switch part {
      case .name: .contactName
      case .phone: .contactPhone
      case .appointment: .contactAppointment
      case .due: .contactDue
      }
    return desk.recordTyped(focus.field.text, for: purpose)
  }

  mutating func left(_ desk: inout Desk) -> [Effect] { desk.record(.wentBack(at: desk.now)) }
}
