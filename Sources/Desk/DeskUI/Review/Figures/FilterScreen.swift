import Checklists
import DeskPorts
import Phrases
import Statistics
import TerminalUI

/// Which sessions the figures are about.
struct FilterScreen: Screen {
  var focus = Focus()

  enum Action: String { case clear }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.reviewTitle(Phrase.reviewFilter))
    content.head = [HeadLine(desk.filterWords)]
    content.list = ListContent(
      Phrase.choose,
      FilterKind.allCases.map { kind in
        let names = kind.names(desk)
        let chosen = kind.chosen(desk.review)
        return Row(desk.say(kind.name), detail: names.indices.contains(chosen) ? names[chosen] : "", id: kind.rawValue)
      })
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command("x", .clear, Phrase.reviewClearFilter)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .clear:
      desk.review.filter = FigureFilter()
      return desk.loadFigures()
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let kind = FilterKind.allCases[row]
    desk.navigation.push(FilterChoicesScreen(kind: kind, row: kind.chosen(desk.review)))
    return []
  }
}

/// What a filter asks about.
enum FilterKind: String, CaseIterable {
  case version, unit, from, through, experience

  var name: LocalText {
    switch self {
    case .version: Phrase.reviewByVersion
    case .unit: Phrase.reviewByUnit
    case .from: Phrase.reviewFrom
    case .through: Phrase.reviewThrough
    case .experience: Phrase.reviewByExperience
    }
  }

  /// What can be chosen, all first.
  func names(_ desk: Desk) -> [String] {
    guard let choices = desk.review.choices else { return [desk.say(Phrase.reviewAll)] }
    let names: [String] =
      switch self {
      case .version: choices.versions.map { desk.say(Phrase.version($0)) }
      case .unit: choices.units.map(desk.unitName)
      case .from, .through: choices.months.map { desk.say(Phrase.month($0)) }
      case .experience: Experience.allCases.map { desk.say(Phrase.experience($0)) }
      }
    return [desk.say(Phrase.reviewAll)] + names
  }

  /// The row of what is chosen now.
  func chosen(_ review: ReviewDesk) -> Int {
    guard let choices = review.choices else { return 0 }
    let filter = review.filter
    let place: Int? =
      switch self {
      case .version: filter.version.flatMap { choices.versions.firstIndex(of: $0) }
      case .unit: filter.unit.flatMap { choices.units.firstIndex(of: $0) }
      case .from: filter.from.flatMap { choices.months.firstIndex(of: $0) }
      case .through: filter.through.flatMap { choices.months.firstIndex(of: $0) }
      case .experience: filter.experience.flatMap { Experience.allCases.firstIndex(of: $0) }
      }
    return place.map { $0 + 1 } ?? 0
  }

  /// Takes a row of the choices.
  func choose(_ row: Int, _ review: inout ReviewDesk) {
    guard let choices = review.choices else { return }
    func at<Item>(_ items: [Item]) -> Item? { items.indices.contains(row - 1) ? items[row - 1] : nil }
    switch self {
    case .version: review.filter.version = at(choices.versions)
    case .unit: review.filter.unit = at(choices.units)
    case .from: review.filter.from = at(choices.months)
    case .through: review.filter.through = at(choices.months)
    case .experience: review.filter.experience = at(Experience.allCases)
    }
  }
}
