import DeskPorts
import Phrases
import TerminalUI

/// Which of several sticks carries the exchange.
struct SticksScreen: Screen {
  var focus = Focus()

  enum Action: String { case lookAgain }

  func content(_ desk: Desk) -> ScreenContent {
    let all = desk.exchange.sticks
    var content = ScreenContent(title: desk.say(Phrase.exchange) + " · " + desk.say(Phrase.byStick))
    var list = ListContent(
      Phrase.useStick,
      all.map { Row($0.name, detail: desk.say(Phrase.stickFacts(free: $0.freeBytes, bundles: $0.bundles.count))) },
      empty: Phrase.noStick)
    list.disabled = all.isEmpty ? nil : desk.exchangeBusy
    content.list = list
    if let stick = focus.item(of: all) { content.notes = Notes([TextBlock(stick.folder, .muted)], rows: 6) }
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command("u", .lookAgain, Phrase.lookAgain)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .lookAgain: [.exchange(.findSticks)]
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.navigation.pop()
    return desk.use(desk.exchange.sticks[row])
  }
}
