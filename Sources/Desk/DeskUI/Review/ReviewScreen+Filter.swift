import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import Statistics

/// Which sessions the figures are about.
extension Desk {
  /// What can be chosen of one kind, all first.
  func filterNames(_ kind: ReviewScreen.FilterKind) -> [String] {
    guard let choices = review.choices else { return [say(Phrase.reviewAll)] }
    let names: [String] =
      switch kind {
      case .version: choices.versions.map { say(Phrase.version($0)) }
      case .unit: choices.units.map(unitName)
      case .from, .through: choices.months.map { say(Phrase.month($0)) }
      case .experience: Experience.allCases.map { say(Phrase.experience($0)) }
      }
    return [say(Phrase.reviewAll)] + names
  }

  /// The name of a commune where this desk knows it, else its code.
  private func unitName(_ code: String) -> String {
    if code.isEmpty { return say(Phrase.reviewNone) }
    if let unit, unit.code == code { return unit.name }
    return unitSearch.units.first { $0.code == code }.map { "\($0.name), \($0.province)" } ?? code
  }

  /// The row of what is chosen now.
  func filterChoice(_ kind: ReviewScreen.FilterKind) -> Int {
    guard let choices = review.choices else { return 0 }
    let filter = review.filter
    let place: Int? =
      switch kind {
      case .version: filter.version.flatMap { choices.versions.firstIndex(of: $0) }
      case .unit: filter.unit.flatMap { choices.units.firstIndex(of: $0) }
      case .from: filter.from.flatMap { choices.months.firstIndex(of: $0) }
      case .through: filter.through.flatMap { choices.months.firstIndex(of: $0) }
      case .experience: filter.experience.flatMap { Experience.allCases.firstIndex(of: $0) }
      }
    return place.map { $0 + 1 } ?? 0
  }

  /// Takes a choice; the figures are asked anew.
  mutating func chose(_ row: Int, of kind: ReviewScreen.FilterKind) -> [Effect] {
    guard let choices = review.choices else { return [] }
    func at<Item>(_ items: [Item]) -> Item? { items.indices.contains(row - 1) ? items[row - 1] : nil }
    switch kind {
    case .version: review.filter.version = at(choices.versions)
    case .unit: review.filter.unit = at(choices.units)
    case .from: review.filter.from = at(choices.months)
    case .through: review.filter.through = at(choices.months)
    case .experience: review.filter.experience = at(Experience.allCases)
    }
    screens.removeLast()
    return loadFigures()
  }

  /// The filter in words.
  var filterWords: String {
    let filter = review.filter
    let months = [filter.from.map(Phrase.fromMonth), filter.through.map(Phrase.throughMonth)].compactMap(\.self)
    let words: [String] = [
      filter.version.map { say(Phrase.version($0)) } ?? say(Phrase.reviewAllVersions),
      filter.unit.map(unitName) ?? say(Phrase.reviewAllUnits),
      months.isEmpty ? say(Phrase.reviewAllMonths) : months.map(say).joined(separator: " "),
      filter.experience.map { say(Phrase.experience($0)) } ?? say(Phrase.reviewEverybody),
    ]
    return words.joined(separator: ", ")
  }

  /// A source by its name.
  func sourceName(_ source: FigureSource) -> LocalText {
    switch source {
    case .journal: Phrase.thisJournal
    case .hub(let madeAt): Phrase.allDesks(timeText(madeAt))
    }
  }
}

/// What a kind of filter is called.
func filterName(_ kind: ReviewScreen.FilterKind) -> LocalText {
  switch kind {
  case .version: Phrase.reviewByVersion
  case .unit: Phrase.reviewByUnit
  case .from: Phrase.reviewFrom
  case .through: Phrase.reviewThrough
  case .experience: Phrase.reviewByExperience
  }
}
