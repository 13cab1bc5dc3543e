import DeskPorts
import Phrases
import TerminalUI

/// The passphrase of a trainer's key; then what waits for the key is done.
struct PassphraseScreen: Screen {
  var focus = Focus()
  let key: String
  /// What is signed.
  let pending: ReviewEffect

  init(key: String, for pending: ReviewEffect) {
    self.key = key
    self.pending = pending
  }

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.review))
    content.texts = [TextBlock(desk.say(Phrase.passphraseOf(key)), .title)]
    content.field = FieldContent(.secret, limit: Desk.longestReviewText)
    content.notes = Notes([TextBlock(desk.say(Phrase.reviewPassphraseWords), .muted)])
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.reviewUnlock)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit: focus.field.text.isEmpty ? [] : [.review(.unlock(key, Passphrase(focus.field.text)))]
    }
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    switch reply {
    case .review(.unlocked):
      desk.navigation.pop()
      return [.review(pending)]
    case .review(.failed(.unlock, _)): focus = Focus()
    default: break
    }
    return []
  }
}
