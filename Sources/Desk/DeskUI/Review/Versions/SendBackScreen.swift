import DeskPorts
import Journal
import Phrases
import Review
import TerminalUI

/// Why a version is sent back to its author.
struct SendBackScreen: Screen {
  var focus = Focus()
  let version: VersionID

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    desk.writingContent([], desk.say(Phrase.reviewWhySentBack), .words)
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.goOn)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit:
      guard !focus.words.isEmpty else {
        desk.warn(Phrase.reviewEmptyWords)
        return []
      }
      desk.navigation.pop()
      return desk.sign(.take(.sentBack(version, words: focus.words), at: desk.now))
    }
  }
}
