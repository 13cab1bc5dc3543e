import Checklists
import Journal
import Phrases
import TerminalUI

/// The commune picker.
struct UnitsScreen: Screen {
  var focus = Focus()

  /// Rows at most, so that a letter draws at once.
  private static let most = 200

  func content(_ desk: Desk) -> ScreenContent {
    let found = found(desk)
    var content = ScreenContent(title: desk.say(Phrase.unit))
    content.head = [HeadLine(desk.say(Phrase.whichUnit), .title)]
    content.field = FieldContent(.filter)
    content.list = ListContent(Phrase.choose, count: found.count, empty: Phrase.nothingFound) { index in
      Row(found[index].name, detail: found[index].code + " " + found[index].province, id: found[index].code)
    }
    return content
  }

  /// Units that match what was typed, the best first.
  private func found(_ desk: Desk) -> [Unit] { desk.unitSearch.found(focus.field.text, limit: Self.most) }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let unit = found(desk)[row]
    desk.navigation.pop()
    return desk.take(unit)
  }
}
