import DeskPorts
import Phrases
import Protocol
import TerminalUI

/// The last exchanges, and how each ended.
struct ExchangeHistoryScreen: Screen {
  var focus = Focus()

  func content(_ desk: Desk) -> ScreenContent {
    let all = desk.exchange.overview?.history ?? []
    var content = ScreenContent(title: desk.say(Phrase.exchange) + " · " + desk.say(Phrase.exchangeHistory))
    content.list = ListContent(Phrase.out, all.map { row($0, desk) }, empty: Phrase.noExchanges)
    if let record = focus.item(of: all) { content.notes = Notes(notes(record, desk), rows: 6) }
    return content
  }

  private func row(_ record: ExchangeRecord, _ desk: Desk) -> Row {
    Row(
      desk.timeText(record.began) + " " + desk.say(Phrase.way(record.way))
        + (record.entries > 0 ? " · " + desk.say(Phrase.journalEntries(record.entries)) : ""),
      detail: record.failure == nil
        ? desk.mark(.good) + " " + desk.say(Phrase.wentWell) : desk.mark(.warning) + " " + desk.say(Phrase.wentWrong),
      role: record.failure == nil ? .text : .caution)
  }

  private func notes(_ record: ExchangeRecord, _ desk: Desk) -> [TextBlock] {
    let end =
      record.failure.map { TextBlock(desk.say(Phrase.sentence($0, subject: nil, refusal: nil)), .caution) }
      ?? TextBlock(
        desk.say(
          Phrase.exchangeDone(
            record.way, entries: record.entries, bytes: record.bytes, isLead: desk.exchange.isLead)), .good)
    // How many it was about is not kept: only that it happened.
    return [end] + record.attentions.map { TextBlock(desk.say(Phrase.word($0)), .caution) }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] { left(&desk) }
}
