import Checklists
import DeskPorts
import Journal
import Phrases
import TerminalUI
import VietnameseText

/// What one filter of the journal can be set to, searched as one types.
struct JournalFilterScreen: Screen {
  enum Kind: String { case checklist, outcome, volunteer, days }

  /// What a row stands for; nil: any.
  enum Choice {
    case checklist(ChecklistID?)
    case outcome(Outcome?)
    case volunteer(VolunteerCode?)
    /// So many days up to today.
    case lastDays(Int?)
    /// A day, or a range of them, is typed.
    case typedDays
  }

  var focus = Focus()
  let kind: Kind

  init(_ kind: Kind) { self.kind = kind }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.journalTitle) + " · " + desk.say(name))
    content.field = FieldContent(.filter)
    content.list = ListContent(
      Phrase.choose, found(desk).map { Row($0.name, id: $0.id) }, empty: Phrase.nothingFound)
    return content
  }

  private var name: LocalText {
    switch kind {
    case .checklist: Phrase.filterChecklist
    case .outcome: Phrase.filterOutcome
    case .volunteer: Phrase.filterVolunteer
    case .days: Phrase.filterDays
    }
  }

  private func found(_ desk: Desk) -> [(name: String, id: String, choice: Choice)] {
    Search(focus.field.text).filtered(choices(desk)) { SearchItem($0.name, notes: [$0.id]) }
  }

  private func choices(_ desk: Desk) -> [(name: String, id: String, choice: Choice)] {
    let all = (desk.say(Phrase.allOfThem), "all")
    return switch kind {
    case .checklist:
      [(all.0, all.1, .checklist(nil))]
        + desk.shelf.headers.map { (desk.say($0.title), $0.id.rawValue, .checklist($0.id)) }
    case .outcome:
      [(all.0, all.1, .outcome(nil))]
        + Outcome.allCases.map { (desk.say(Phrase.outcome($0)), $0.rawValue, .outcome($0)) }
    case .volunteer:
      [(all.0, all.1, .volunteer(nil))]
        + desk.volunteers.map { ($0.name, $0.code.rawValue, .volunteer($0.code)) }
    case .days:
      [
        (desk.say(Phrase.allDays), all.1, .lastDays(nil)), (desk.say(Phrase.todayOnly), "today", .lastDays(1)),
        (desk.say(Phrase.lastSevenDays), "week", .lastDays(7)),
        (desk.say(Phrase.lastThirtyDays), "month", .lastDays(30)),
        (desk.say(Phrase.otherDays), "range", .typedDays),
      ]
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let choice = found(desk)[row].choice
    desk.navigation.pop()
    return desk.withTop { screen, desk in
      guard var journal = screen as? JournalScreen else { return [] }
      journal.choose(choice, desk)
      screen = journal
      return []
    }
  }
}
