import Checklists
import Journal
import Phrases
import TerminalUI

/// The right outcome of an entry that was kept with a wrong one.
struct AmendScreen: Screen {
  var focus: Focus
  let entry: EntrySummary

  init(entry: EntrySummary) {
    self.entry = entry
    focus = Focus(row: entry.outcome.flatMap { Outcome.allCases.firstIndex(of: $0) } ?? 0)
  }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(
      title: "\(desk.say(Phrase.journalTitle)) · \(entry.id.incarnation).\(entry.id.sequence)")
    content.texts = [TextBlock(desk.say(Phrase.whichOutcome), .title)]
    content.list = ListContent(
      Phrase.choose, Outcome.allCases.map { Row(desk.say(Phrase.outcome($0)), id: $0.rawValue) })
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.navigation.replaceTop(with: AmendNoteScreen(entry: entry, outcome: Outcome.allCases[row]))
    return []
  }
}

/// Why an entry is corrected.
struct AmendNoteScreen: Screen {
  var focus = Focus()
  let entry: EntrySummary
  let outcome: Outcome

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(
      title: "\(desk.say(Phrase.journalTitle)) · \(entry.id.incarnation).\(entry.id.sequence)")
    content.texts = [TextBlock(desk.say(Phrase.whyAmended), .title), TextBlock(desk.say(Phrase.noNumbers), .muted)]
    content.field = FieldContent(.words)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.confirm, deliberate: true)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit:
      // The same outcome again corrects nothing; words about it may be added.
      let isOther = outcome != entry.outcome
      guard isOther || !focus.words.isEmpty else {
        desk.navigation.pop()
        desk.warn(Phrase.nothingAmended(Phrase.outcome(outcome)))
        return []
      }
      let amendment = Amendment(outcome: isOther ? outcome : nil, note: focus.words.isEmpty ? nil : focus.words)
      return [
        .journal(.keep(.amendment(of: entry.id, amendment, by: desk.volunteer, at: desk.now), closing: nil, nil))
      ]
    }
  }

  /// The correction was kept: the entry below shows it.
  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    guard case .journal(.kept(_, closing: nil)) = reply else { return [] }
    desk.navigation.pop()
    desk.tell(Phrase.wasAmended)
    // A wish of the lead may be answered by it.
    return [.journal(.loadDetail(row: entry.row))] + (desk.markedHere.isEmpty ? [] : [.exchange(.load)])
  }
}
