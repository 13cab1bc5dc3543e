import Checklists
import DeskPorts
import Journal
import Phrases
import Protocol
import TerminalUI

extension Desk {
  /// The rows of a page's list; nil where the page has none.
  func exchangeList(_ screen: ExchangeScreen) -> (selection: Int, count: Int, visible: Int)? {
    let count: Int? =
      switch screen.page {
      case .quarantined: exchange.overview?.quarantined.count ?? 0
      case .desks: exchange.overview?.carried.count ?? 0
      case .history: exchange.overview?.history.count ?? 0
      case .sticks: exchange.sticks.count
      case .overview, .address, .code, .leadKeys: nil
      }
    return count.map { (screen.selection, $0, explainedArea.rows) }
  }

  /// A list that leaves room below for words about the selected row.
  private var explainedArea: Rect {
    Rect(column: listArea.column, row: listArea.row, columns: listArea.columns, rows: max(1, listArea.rows - 6))
  }

  private func explain(_ lines: [(String, TerminalUI.Role)], in frame: inout Frame) {
    var area = Rect(
      column: listArea.column, row: explainedArea.bottom + 1, columns: listArea.columns,
      rows: listArea.bottom - explainedArea.bottom - 1)
    for line in lines where area.rows > 0 {
      let used = drawText(line.0, in: area, of: &frame, role: line.1)
      area = area.from(used)
    }
  }

  func drawQuarantined(_ screen: ExchangeScreen, in frame: inout Frame) {
    drawHeader(say(Phrase.exchange) + " · " + say(Phrase.keptApart), in: &frame)
    let all = exchange.overview?.quarantined ?? []
    if all.isEmpty { drawText(say(Phrase.noneApart), in: listArea, of: &frame, role: .muted) }
    let rows = all.map { entry in
      ListRow(
        say(Phrase.entryNumber(entry.quarantine.incarnation, entry.quarantine.sequence)),
        detail: say(Phrase.word(entry.quarantine.reason)), role: .caution)
    }
    drawList(rows, selection: screen.selection, in: explainedArea, of: &frame)
    if all.indices.contains(screen.selection) {
      explain([(say(Phrase.sentence(all[screen.selection].quarantine.reason)), .text)], in: &frame)
    }
  }

  func drawDesks(_ screen: ExchangeScreen, in frame: inout Frame) {
    drawHeader(say(Phrase.exchange) + " · " + say(Phrase.theDesks), in: &frame)
    let all = exchange.overview?.carried ?? []
    if all.isEmpty { drawText(say(Phrase.noDesks), in: listArea, of: &frame, role: .muted) }
    let rows = all.map { desk in
      ListRow(
        desk.device.rawValue.prefix(8) + "  " + say(Phrase.deskCounts(seen: desk.seen, sent: desk.sent))
          + (desk.quarantined > 0 ? ", " + say(Phrase.apart(desk.quarantined)) : ""),
        detail: desk.isForked ? mark(.warning) + " " + say(Phrase.twoUnderOneName) : dateText(desk.time),
        role: desk.isForked ? .danger : desk.sent < desk.seen || desk.quarantined > 0 ? .caution : .text)
    }
    drawList(rows, selection: screen.selection, in: explainedArea, of: &frame)
    if all.indices.contains(screen.selection), all[screen.selection].isForked {
      explain([(say(Phrase.sentence(.forked, count: nil)), .caution)], in: &frame)
    }
  }

  func drawHistory(_ screen: ExchangeScreen, in frame: inout Frame) {
    drawHeader(say(Phrase.exchange) + " · " + say(Phrase.exchangeHistory), in: &frame)
    let all = exchange.overview?.history ?? []
    let rows = all.map { record in
      ListRow(
        timeText(record.began) + " " + say(Phrase.way(record.way))
          + (record.entries > 0 ? " · " + say(Phrase.entries(record.entries)) : ""),
        detail: record.failure == nil
          ? mark(.good) + " " + say(Phrase.wentWell) : mark(.warning) + " " + say(Phrase.wentWrong),
        role: record.failure == nil ? .text : .caution)
    }
    drawList(rows, selection: screen.selection, in: explainedArea, of: &frame)
    guard all.indices.contains(screen.selection) else { return }
    let record = all[screen.selection]
    var lines: [(String, TerminalUI.Role)] = []
    if let failure = record.failure {
      lines.append((say(Phrase.sentence(failure, subject: nil, refusal: nil)), .caution))
    } else {
      lines.append(
        (
          say(
            Phrase.exchangeDone(
              record.way, entries: record.entries, bytes: record.bytes, isLead: exchange.isLead)), .good
        ))
    }
    // How many it was about is not kept: only that it happened.
    lines += record.attentions.map { (say(Phrase.word($0)), .caution) }
    explain(lines, in: &frame)
  }

  func drawSticks(_ screen: ExchangeScreen, in frame: inout Frame) {
    drawHeader(say(Phrase.exchange) + " · " + say(Phrase.byStick), in: &frame)
    if exchange.sticks.isEmpty { drawText(say(Phrase.noStick), in: listArea, of: &frame, role: .muted) }
    let rows = exchange.sticks.map { stick in
      ListRow(stick.name, detail: say(Phrase.stickFacts(free: stick.freeBytes, bundles: stick.bundles.count)))
    }
    drawList(rows, selection: screen.selection, in: explainedArea, of: &frame)
    if exchange.sticks.indices.contains(screen.selection) {
      explain([(exchange.sticks[screen.selection].folder, .muted)], in: &frame)
    }
  }

  func drawEnrolment(_ screen: ExchangeScreen, in frame: inout Frame) {
    drawHeader(say(Phrase.exchange) + " · " + say(Phrase.enrol), in: &frame)
    let isCode = screen.page == .code
    var area = listArea
    if needsEnrolment {
      let sentence = Phrase.sentence(exchange.overview?.summary.isForked == true ? .forked : .revoked, count: nil)
      area = area.from(drawText(say(sentence), in: area, of: &frame, role: .caution) + 1)
    }
    if isCode {
      frame.put(shortened(screen.address, columns: area.columns), column: 1, row: 1, role: .muted)
    }
    frame.put(
      shortened(say(isCode ? Phrase.whichCode : Phrase.whichAddress), columns: area.columns), column: area.column,
      row: area.row, role: .title)
    drawField(screen.field.text, cursor: screen.field.cursor, in: area.from(2), of: &frame)
    drawText(
      say(isCode ? Phrase.codeForDesk : Phrase.addressWords), in: area.from(4), of: &frame, role: .muted)
  }

  func drawLeadKeys(_ screen: ExchangeScreen, in frame: inout Frame) {
    drawHeader(say(Phrase.exchange) + " · " + say(Phrase.compareKey), in: &frame)
    guard leadKeys.indices.contains(screen.selection) else {
      drawText(say(Phrase.noLeadKeys), in: listArea, of: &frame, role: .muted)
      return
    }
    let used = drawText(say(Phrase.compareWords), in: listArea, of: &frame, role: .text)
    let signs = Array(leadKeys[screen.selection].rawValue.uppercased().prefix(16))
    let groups = stride(from: 0, to: signs.count, by: 4).map { String(signs[$0..<min($0 + 4, signs.count)]) }
    frame.put(groups.joined(separator: "  "), column: 3, row: listArea.row + used + 1, role: .title)
  }
}
