import Checklists
import Journal
import Phrases
import TerminalUI

/// Where the file that lists all communes lies.
struct UnitsFileScreen: SettingFieldScreen {
  static let kind = FieldContent.Kind.numbers

  var focus: Focus

  init(file: String?) { focus = Focus(file ?? "") }

  func words(_ desk: Desk) -> [TextBlock] { [TextBlock(desk.say(Phrase.unitsFileWords), .title)] }

  mutating func submit(_ desk: inout Desk) -> [Effect] {
    desk.unitsFile = focus.words.isEmpty ? nil : focus.words
    desk.unitSearch = UnitSearch()
    desk.navigation.pop()
    return [
      .journal(.set(key: "units-file", value: focus.words)), .checklists(.loadUnits(file: desk.unitsFile)),
    ]
  }
}
