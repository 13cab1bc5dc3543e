import Journal
import Phrases
import TerminalUI

/// Promised follow-ups, soonest first.
struct FollowUpsScreen: Screen {
  var focus = Focus()
  var items: [FollowUp] = []

  enum Action: String { case closeFollowUp }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.followUps))
    content.list = ListContent(
      Phrase.open,
      items.map { item in
        let contact = item.contact
        return Row(
          [contact.name, contact.phone, contact.appointment].filter { !$0.isEmpty }.joined(separator: " · "),
          detail: contact.due.map { desk.say(Phrase.due) + " " + Numbers.date($0) } ?? desk.say(Phrase.dueUnknown),
          role: contact.due.map { $0 <= desk.now.day } == true ? .caution : .text)
      }, empty: Phrase.noFollowUps)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [
      Command(
        "h", .closeFollowUp, Phrase.closeFollowUp, disabled: items.isEmpty ? Phrase.noFollowUps : nil, deliberate: true)
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    guard let row = focus.row, let item = items.indices.contains(row) ? items[row] : items.last else { return [] }
    switch action {
    case .closeFollowUp: return [.journal(.closeFollowUp(row: item.entry.row, by: desk.volunteer, at: desk.now))]
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    [.journal(.loadDetail(row: items[row].entry.row))]
  }

  mutating func returned(_ desk: inout Desk) -> [Effect] { [.journal(.loadFollowUps)] }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    switch reply {
    case .journal(.followUps(let items)): self.items = items
    case .journal(.detail(let detail)): return desk.open(detail)
    case .journal(.followUpClosed):
      desk.tell(Phrase.wasClosed)
      return [.journal(.loadFollowUps), .journal(.countToday(desk.now.day))]
    default: break
    }
    return []
  }
}
