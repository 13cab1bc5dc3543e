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
    content.askForUnit(of: desk, focus, empty: Phrase.nothingFound)
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

  /// Communes that match what was typed, the best first; one more than are listed, where there are more.
  fileprivate func matches(_ focus: Focus) -> [Unit] {
    unitSearch.found(focus.field.text, limit: Self.mostUnits + 1)
  }

  /// Communes that are listed for what was typed, the best first.
  func units(like focus: Focus) -> [Unit] { Array(matches(focus).prefix(Self.mostUnits)) }

  /// What is said where more communes match than are listed; nil where all are.
  fileprivate func unitsBeyond(_ matches: [Unit], _ focus: Focus) -> LocalText? {
    guard matches.count > Self.mostUnits else { return nil }
    return Search(focus.field.text).isEmpty
      ? Phrase.firstUnits(Self.mostUnits, of: unitSearch.units.count) : Phrase.bestMatches(Self.mostUnits)
  }
}

extension ScreenContent {
  /// Asks for one of the communes, by name or code: digits are typed, and choose no row.
  mutating func askForUnit(of desk: Desk, _ focus: Focus, empty: LocalText) {
    field = FieldContent(.numbers)
    let matches = desk.matches(focus)
    let beyond = desk.unitsBeyond(matches, focus)
    list = ListContent(Phrase.choose, count: matches.count - (beyond == nil ? 0 : 1), empty: empty) { index in
      let unit = matches[index]
      return Row(unit.name, detail: unit.code + " " + unit.province, id: unit.code, digit: .none)
    }
    list?.beyond = beyond
  }
}
