import Checklists
import DeskPorts
import Journal
import Phrases
import Protocol
import TerminalUI

/// For a lead: follow-ups of the unit that are due, by desk. The contacts were sealed to this lead's key; they are opened
/// for this screen, are kept nowhere, and each opening is noted before it is shown.
struct UnitFollowUpsScreen: Screen {
  var focus = Focus()

  enum Action: String { case openContacts }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.theDesks) + " · " + desk.say(Phrase.unitFollowUps))
    content.head = [HeadLine(desk.say(Phrase.openingsAreNoted), .muted)]
    guard let items = desk.exchange.followUps else {
      content.texts = [TextBlock(desk.say(desk.exchangeBusy ?? desk.hubIsMissing ?? Phrase.openContacts), .muted)]
      return content
    }
    if items.isEmpty, desk.exchange.run?.isOfContacts == true {
      content.texts = [TextBlock(desk.say(Phrase.reading), .muted)]
      return content
    }
    if let trouble = desk.exchange.results.last?.trouble {
      content.texts = [TextBlock(desk.say(Phrase.sentence(trouble)), .caution)]
      return content
    }
    content.list = ListContent(Phrase.open, items.map { row($0, desk) }, empty: Phrase.noUnitFollowUps)
    if let item = focus.item(of: items) { content.notes = Notes(desk.lines(of: item), rows: 3) }
    return content
  }

  private func row(_ item: OpenedContact, _ desk: Desk) -> Row {
    Row(
      [desk.name(of: item), item.contact.name].filter { !$0.isEmpty }.joined(separator: " · "),
      detail: desk.dueText(of: item), role: .caution)
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [Command("g", .openContacts, Phrase.openContacts, disabled: desk.exchangeBusy ?? desk.hubIsMissing)]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .openContacts: return desk.openContacts()
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    guard let items = desk.exchange.followUps, items.indices.contains(row) else { return [] }
    desk.navigation.push(UnitFollowUpScreen(item: items[row]))
    return []
  }

  mutating func left(_ desk: inout Desk) -> [Effect] {
    desk.exchange.followUps = nil
    desk.navigation.pop()
    return []
  }
}

/// One of them, whole.
struct UnitFollowUpScreen: Screen {
  var focus = Focus()
  let item: OpenedContact

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.unitFollowUps) + " · " + desk.name(of: item))
    content.texts = desk.lines(of: item) + [.gap, TextBlock(desk.dueText(of: item), .caution)]
    return content
  }
}

extension Desk {
  /// Why there is no hub to ask; nil where there is one.
  var hubIsMissing: LocalText? {
    guard exchange.isEnrolled else { return Phrase.sentence(.notEnrolled, subject: nil, refusal: nil) }
    return exchange.overview?.summary.hub == nil ? Phrase.noAddress : nil
  }

  /// Has the contacts of what is due opened; nothing where that cannot be done now, which the key says.
  mutating func openContacts() -> [Effect] {
    guard exchangeBusy == nil, hubIsMissing == nil else { return [] }
    exchange.followUps = []
    return begin([.followUps])
  }

  fileprivate func name(of item: OpenedContact) -> String {
    item.desk.isEmpty ? name(of: item.entry.device) : item.desk
  }

  fileprivate func dueText(of item: OpenedContact) -> String {
    item.contact.due.map { say(Phrase.due) + " " + Numbers.date($0) } ?? say(Phrase.dueUnknown)
  }

  /// What the citizen gave, in some lines.
  fileprivate func lines(of item: OpenedContact) -> [TextBlock] {
    [
      [item.contact.name, item.contact.phone].filter { !$0.isEmpty }.joined(separator: " · "), item.contact.appointment,
    ]
    .filter { !$0.isEmpty }.map { TextBlock($0) }
  }
}
