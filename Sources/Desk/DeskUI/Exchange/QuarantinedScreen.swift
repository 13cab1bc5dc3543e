import DeskPorts
import Journal
import Phrases
import Protocol
import TerminalUI

/// Entries that the hub keeps apart, and why.
struct QuarantinedScreen: Screen {
  var focus = Focus()

  func content(_ desk: Desk) -> ScreenContent {
    let all = desk.exchange.overview?.quarantined ?? []
    var content = ScreenContent(title: desk.say(Phrase.exchange) + " · " + desk.say(Phrase.keptApart))
    var list = ListContent(
      Phrase.open,
      all.map { entry in
        Row(
          desk.say(Phrase.entryNumber(entry.quarantine.incarnation, entry.quarantine.sequence)),
          detail: desk.say(Phrase.word(entry.quarantine.reason)), role: .caution)
      }, empty: Phrase.noneApart)
    if let entry = focus.item(of: all) {
      if entry.row == nil { list.disabled = Phrase.entryElsewhere }
      content.notes = Notes([TextBlock(desk.say(Phrase.sentence(entry.quarantine.reason)))], rows: 6)
    }
    content.list = list
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.exchange.overview?.quarantined[row].row.map { [.journal(.loadDetail(row: $0))] } ?? []
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    guard case .journal(.detail(let detail)) = reply else { return [] }
    return desk.open(detail)
  }
}
