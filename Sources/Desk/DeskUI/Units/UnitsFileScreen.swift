import Checklists
import Journal
import Phrases
import TerminalUI

/// Where the file that lists all communes lies.
struct UnitsFileScreen: Screen {
  var focus: Focus

  init(file: String?) { focus = Focus(file ?? "") }

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.settings))
    content.texts = [TextBlock(desk.say(Phrase.unitsFileWords), .title)]
    content.field = FieldContent(.numbers)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.confirm)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit:
      desk.unitsFile = focus.words.isEmpty ? nil : focus.words
      desk.unitSearch = UnitSearch()
      desk.navigation.pop()
      return [
        .journal(.set(key: "units-file", value: focus.words)), .checklists(.loadUnits(file: desk.unitsFile)),
      ]
    }
  }
}
