import Checklists
import Journal
import Phrases
import TerminalUI
import VietnameseText

/// The commune picker.
struct UnitsScreen: Screen {
  var focus = Focus()

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.unit))
    content.head = [HeadLine(desk.say(Phrase.whichUnit), .title)]
    content.ask(for: desk.units(like: focus), among: desk, focus, empty: Phrase.nothingFound)
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let unit = desk.units(like: focus)[row]
    desk.navigation.pop()
    return desk.take(unit)
  }
}

extension Desk {
  /// So many communes are listed at most that a letter draws at once.
  private static let mostUnits = 200

  /// Communes that match what was typed, the best first.
  func units(like focus: Focus) -> [Unit] { unitSearch.found(focus.field.text, limit: Self.mostUnits) }

  /// What is said where more communes match than are listed; nil where all are.
  func unitsBeyond(_ focus: Focus) -> LocalText? {
    let all = unitSearch.units.count
    if Search(focus.field.text).isEmpty {
      return all > Self.mostUnits ? Phrase.firstUnits(Self.mostUnits, of: all) : nil
    }
    let more = unitSearch.found(focus.field.text, limit: Self.mostUnits + 1).count
    return more > Self.mostUnits ? Phrase.bestMatches(Self.mostUnits) : nil
  }
}

extension ScreenContent {
  /// Asks for one of some communes, by name or code: digits are typed, and choose no row.
  mutating func ask(for units: [Unit], among desk: Desk, _ focus: Focus, empty: LocalText) {
    field = FieldContent(.numbers)
    list = ListContent(Phrase.choose, count: units.count, empty: empty) { index in
      let unit = units[index]
      return Row(unit.name, detail: unit.code + " " + unit.province, id: unit.code, digit: .none)
    }
    list?.beyond = desk.unitsBeyond(focus)
  }
}
