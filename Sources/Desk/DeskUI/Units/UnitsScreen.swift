import Checklists
import Journal
import Phrases
import TerminalUI

/// The commune picker.
struct UnitsScreen: Screen {
  var focus = Focus()

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.unit))
    content.head = [HeadLine(desk.say(Phrase.whichUnit), .title)]
    content.ask(for: desk.units(like: focus), empty: Phrase.nothingFound)
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let unit = desk.units(like: focus)[row]
    desk.navigation.pop()
    return desk.take(unit)
  }
}

extension Desk {
  /// Communes that match what was typed, the best first; so many at most that a letter draws at once.
  func units(like focus: Focus) -> [Unit] { unitSearch.found(focus.field.text, limit: 200) }
}

extension ScreenContent {
  /// Asks for one of some communes, by name or code: digits are typed, and choose no row.
  mutating func ask(for units: [Unit], empty: LocalText) {
    field = FieldContent(.numbers)
    list = ListContent(Phrase.choose, count: units.count, empty: empty) { index in
      let unit = units[index]
      return Row(unit.name, detail: unit.code + " " + unit.province, id: unit.code, digit: .none)
    }
  }
}
