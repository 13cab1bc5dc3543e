import DeskPorts
import Phrases
import TerminalUI

/// Which of several keys signs.
struct ReviewKeysScreen: Screen {
  var focus = Focus()
  /// What is signed.
  let pending: ReviewEffect

  init(for pending: ReviewEffect) { self.pending = pending }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.review))
    content.head = [HeadLine(desk.say(Phrase.reviewChooseKey), .title)]
    content.list = ListContent(Phrase.choose, (desk.review.overview?.keys ?? []).map { Row($0) })
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    if let key = desk.review.overview?.keys[row] {
      desk.navigation.replaceTop(with: PassphraseScreen(key: key, for: pending))
    }
    return []
  }
}
