import Journal
import Phrases
import TerminalUI

/// Where the citizen's code is typed.
struct CodeScreen: Screen {
  var focus = Focus()

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.findCode))
    content.texts = [
      TextBlock(desk.say(Phrase.codeTitle), .title), TextBlock(desk.say(Phrase.codeWords), .muted),
    ]
    content.field = FieldContent(.numbers)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.findCode)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit: [.journal(.find(code: focus.field.text))]
    }
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    switch reply {
    case .journal(.found(let row)): return [.journal(.loadDetail(row: row))]
    case .journal(.detail(let detail)):
      desk.navigation.pop()
      return desk.open(detail, byCode: true)
    default: return []
    }
  }
}
