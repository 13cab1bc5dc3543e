import Checklists
import Guides
import Phrases

/// The guides that ship, for each kind of reader.
struct GuidesScreen: Screen {
  var focus = Focus()

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.guides))
    content.list = ListContent(
      Phrase.open,
      Guide.allCases.map { Row(desk.say($0.title), detail: desk.say($0.reader), id: $0.rawValue) })
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let guide = Guide.allCases[row]
    desk.navigation.push(GuideScreen(guide: guide))
    return desk.guides[guide] == nil ? [.checklists(.loadGuide(guide))] : []
  }
}
