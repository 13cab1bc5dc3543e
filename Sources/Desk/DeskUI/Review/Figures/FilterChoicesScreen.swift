import DeskPorts
import Phrases
import TerminalUI

/// What one kind of filter can be set to.
struct FilterChoicesScreen: Screen {
  var focus: Focus
  let kind: FilterKind

  init(kind: FilterKind, row: Int) {
    self.kind = kind
    focus = Focus(row: row)
  }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.reviewTitle(Phrase.reviewFilter))
    content.head = [HeadLine(desk.say(kind.name), .title)]
    content.list = ListContent(Phrase.choose, kind.names(desk).map { Row($0) })
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    kind.choose(row, &desk.review)
    desk.navigation.pop()
    return desk.loadFigures()
  }
}
