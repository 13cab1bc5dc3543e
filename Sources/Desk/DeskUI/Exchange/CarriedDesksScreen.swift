import DeskPorts
import Journal
import Phrases
import Protocol
import TerminalUI

/// For a lead: the desks that this laptop carries for, and what of theirs has arrived.
struct CarriedDesksScreen: Screen {
  var focus = Focus()

  func content(_ desk: Desk) -> ScreenContent {
    let all = desk.exchange.overview?.carried ?? []
    var content = ScreenContent(title: desk.say(Phrase.exchange) + " · " + desk.say(Phrase.theDesks))
    content.list = ListContent(Phrase.out, all.map { row($0, desk) }, empty: Phrase.noDesks)
    let forked = focus.item(of: all).map(\.isForked) ?? false
    content.notes = Notes(
      forked ? [TextBlock(desk.say(Phrase.sentence(.forked, count: nil)), .caution)] : [], rows: 6)
    return content
  }

  private func row(_ carried: CarriedDesk, _ desk: Desk) -> Row {
    let isBehind = carried.sent < carried.seen || carried.quarantined > 0
    return Row(
      carried.device.rawValue.prefix(8) + "  "
        + desk.say(Phrase.deskCounts(seen: carried.seen, sent: carried.sent))
        + (carried.quarantined > 0 ? ", " + desk.say(Phrase.apart(carried.quarantined)) : ""),
      detail: carried.isForked
        ? desk.mark(.warning) + " " + desk.say(Phrase.twoUnderOneName) : desk.dateText(carried.time),
      role: carried.isForked ? .danger : isBehind ? .caution : .text)
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] { left(&desk) }
}
