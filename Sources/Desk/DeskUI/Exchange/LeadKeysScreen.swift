import DeskPorts
import Phrases
import Protocol
import TerminalUI

/// A key that the hub names for the unit's lead, to be compared with the lead's own laptop before it is used.
struct LeadKeysScreen: Screen {
  var focus = Focus()

  enum Action: String { case confirm }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.exchange) + " · " + desk.say(Phrase.compareKey))
    guard let key = desk.exchange.overview?.leadKeys.first else {
      content.texts = [TextBlock(desk.say(Phrase.noLeadKeys), .muted)]
      return content
    }
    let signs = Array(key.rawValue.uppercased().prefix(16))
    let groups = stride(from: 0, to: signs.count, by: 4).map { String(signs[$0..<min($0 + 4, signs.count)]) }
    content.texts = [
      TextBlock(desk.say(Phrase.compareWords)), .gap,
      TextBlock(line: [StyledText(text: "  " + groups.joined(separator: "  "), role: .title)]),
    ]
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    let isNone = desk.exchange.overview?.leadKeys.isEmpty ?? true
    return [
      Command("x", .confirm, Phrase.keyIsRight, disabled: isNone ? Phrase.noLeadKeys : nil, deliberate: true)
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .confirm: desk.exchange.overview?.leadKeys.first.map { [.exchange(.confirm($0))] } ?? []
    }
  }
}
