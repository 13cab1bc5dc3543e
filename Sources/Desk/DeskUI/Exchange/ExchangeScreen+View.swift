import Checklists
import DeskPorts
import Journal
import Phrases
import Protocol
import TerminalUI

extension Desk {
  func drawExchange(_ screen: ExchangeScreen, in frame: inout Frame) {
    switch screen.page {
    case .overview: drawOverview(screen, in: &frame)
    case .quarantined: drawQuarantined(screen, in: &frame)
    case .desks: drawDesks(screen, in: &frame)
    case .history: drawHistory(screen, in: &frame)
    case .sticks: drawSticks(screen, in: &frame)
    case .address, .code: drawEnrolment(screen, in: &frame)
    case .leadKeys: drawLeadKeys(screen, in: &frame)
    }
  }

  private func drawOverview(_ screen: ExchangeScreen, in frame: inout Frame) {
    drawHeader(say(Phrase.exchange), in: &frame)
    frame.put(shortened(standing, columns: size.columns - 2), column: 1, row: 1, role: .muted)
    let area = listArea
    var used = drawCounts(in: area, of: &frame)
    if let run = exchange.run { used += drawRun(run, in: area.from(used), of: &frame) }
    let rest = area.from(used)
    let lines = overviewLines.flatMap { text, role in wrapped(text, columns: rest.columns).map { ($0, role) } }
    let scroll = min(screen.scroll, max(0, lines.count - rest.rows))
    for (index, line) in lines.dropFirst(scroll).prefix(rest.rows).enumerated() {
      frame.put(line.0, column: rest.column, row: rest.row + index, role: line.1, limit: rest.columns)
    }
    if lines.count - scroll > rest.rows {
      let more = mark(.more) + " " + say(Phrase.moreBelow)
      frame.put(more, column: area.end - displayWidth(more), row: 1, role: .caution)
    }
  }

  /// One line: which hub, and what this desk is there.
  private var standing: String {
    guard let summary = exchange.overview?.summary else {
      return exchange.unreadable == nil ? say(Phrase.reading) : ""
    }
    guard let unit = summary.unit, let role = summary.role else { return say(Phrase.noHubYet) }
    return (summary.hub ?? say(Phrase.onlySticks)) + " · " + say(Phrase.asRole(role, unit: unit))
  }

  /// The table of counts; returns its rows.
  private func drawCounts(in area: Rect, of frame: inout Frame) -> Int {
    guard let summary = exchange.overview?.summary else { return 0 }
    let age = summary.oldestUnsent.map { Phrase.age(milliseconds: now.wallMilliseconds.subtracting($0)) }
    let rows: [(LocalText, Int, String, TerminalUI.Role)] = [
      (Phrase.keptEntries, summary.kept, "", .text),
      (
        Phrase.unsentEntries, summary.unsent, summary.unsent > 0 ? age.map { say(Phrase.oldest($0)) } ?? "" : "",
        summary.unsent > 0 ? .caution : .good
      ),
      (Phrase.sentEntries, summary.sent, receiptText(summary.receipt), .text),
      (Phrase.keptApart, summary.quarantined, "", summary.quarantined > 0 ? .caution : .text),
      (Phrase.erasedContacts, summary.erased, "", .text),
    ]
    let labels = rows.map { displayWidth(say($0.0)) }.max() ?? 0
    let counts = rows.map { displayWidth(Numbers.text($0.1, language)) }.max() ?? 0
    for (index, row) in rows.enumerated() where index < area.rows {
      let count = Numbers.text(row.1, language)
      let line = area.row + index
      frame.put(say(row.0), column: area.column, row: line, role: .muted)
      let end = area.column + labels + 2 + counts
      frame.put(count, column: end - displayWidth(count), row: line, role: row.3)
      frame.put(
        shortened(row.2, columns: max(1, area.end - end - 2)), column: end + 2, row: line, role: .muted,
        limit: max(0, area.end - end - 2))
    }
    return rows.count + 1
  }

  private func receiptText(_ receipt: ExchangeSummary.LastReceipt?) -> String {
    receipt.map { say(Phrase.receiptOf(String($0.hub.rawValue.prefix(8)), timeText($0.time))) }
      ?? (exchange.isEnrolled ? say(Phrase.noReceiptYet) : "")
  }

  /// A time of any clock as it is here: `dd/mm/yyyy hh:mm`.
  func timeText(_ milliseconds: Int64) -> String {
    dateText(milliseconds) + " " + clockText(here(milliseconds).minuteOfDay)
  }

  /// The day of a time of any clock as it is here: `dd/mm/yyyy`.
  func dateText(_ milliseconds: Int64) -> String { Numbers.date(here(milliseconds).day) }

  private func here(_ milliseconds: Int64) -> Moment {
    Moment(wallMilliseconds: milliseconds, offsetMinutes: now.offsetMinutes, boot: "", monotonicMilliseconds: 0)
  }

  /// What happens now and next, and how far it is; returns its rows.
  private func drawRun(_ run: ExchangeState.Run, in area: Rect, of frame: inout Frame) -> Int {
    let stage = run.stage.map(Phrase.stage) ?? Phrase.starting
    let next = run.next.map { Phrase.then(Phrase.stage($0)) } ?? Phrase.thenDone
    let what = mark(.current) + " " + say(stage) + ", " + say(run.isStopping ? Phrase.stopping : next)
    frame.put(shortened(what, columns: area.columns), column: area.column, row: area.row, role: .title)
    guard area.rows > 2 else { return 1 }
    let facts = [
      run.ofEntries > 0 ? say(Phrase.ofEntries(run.entries, run.ofEntries)) : nil,
      run.bytes > 0 ? say(Phrase.bytes(run.bytes)) : nil,
      run.bytesPerSecond.map { say(Phrase.bytes($0)) + "/s" },
    ].compactMap { $0 }.joined(separator: " · ")
    var column = area.column
    if run.ofEntries > 0 {
      let bar = min(24, area.columns / 3)
      drawProgress(
        done: run.entries, of: run.ofEntries, in: Rect(column: column, row: area.row + 1, columns: bar, rows: 1),
        of: &frame, hasSymbols: capabilities.hasSymbols)
      column += bar + 1
    }
    frame.put(
      shortened(facts, columns: max(1, area.end - column)), column: column, row: area.row + 1, role: .text)
    frame.put(
      shortened(say(Phrase.goesOnMeanwhile), columns: area.columns), column: area.column, row: area.row + 2,
      role: .muted)
    return 4
  }

  /// What came of the last exchange, what must be read, and the hub's notes.
  private var overviewLines: [(String, TerminalUI.Role)] {
    var lines: [(String, TerminalUI.Role)] = []
    func warning(_ text: LocalText) { lines.append((mark(.warning) + " " + say(text), .caution)) }
    if isPractice { warning(Phrase.sentence(.practice, subject: nil, refusal: nil)) }
    if let trouble = exchange.unreadable { warning(sentence(trouble)) }
    if let problem = exchange.unapplied { warning(Phrase.sentence(problem)) }
    for result in exchange.results.reversed() {
      if let trouble = result.trouble {
        warning(sentence(trouble))
      } else {
        let isAsking = result.way == .enrolment && exchange.overview != nil && !exchange.isEnrolled
        let text =
          isAsking
          ? Phrase.ticketTaken
          : Phrase.exchangeDone(
            result.way, entries: result.entries, bytes: result.bytes, isLead: exchange.isLead)
        lines.append((mark(.good) + " " + say(text), .good))
      }
    }
    for attention in attentions { warning(Phrase.sentence(attention.attention, count: attention.count)) }
    if exchange.overview != nil, !exchange.isEnrolled, exchange.results.isEmpty, exchange.run == nil {
      warning(Phrase.sentence(.notEnrolled, subject: nil, refusal: nil))
    }
    if let notes = exchange.overview?.notes, !notes.isEmpty {
      lines.append(("", .text))
      lines.append((say(Phrase.notesOfHub), .title))
      lines += notes.map { ($0, .text) }
    }
    return lines
  }

  /// What the last exchange said, and what stays true until somebody does something about it.
  private var attentions: [ExchangeState.Attention] {
    var all = exchange.attentions
    func standing(_ attention: SyncAttention, _ count: Int?) {
      if !all.contains(where: { $0.attention == attention }) {
        all.append(ExchangeState.Attention(attention: attention, count: count))
      }
    }
    guard let overview = exchange.overview else { return all }
    if overview.summary.isForked { standing(.forked, nil) }
    if overview.summary.isRevoked { standing(.revoked, nil) }
    if !overview.leadKeys.isEmpty { standing(.leadKeyChanged, nil) }
    if overview.summary.quarantined > 0 { standing(.quarantined, overview.summary.quarantined) }
    return all
  }

  /// Whether the progress of a running exchange is in view.
  var showsRun: Bool {
    guard exchange.run != nil, case .exchange(let screen) = screens.last else { return false }
    return screen.page == .overview
  }

  /// A word for the first screen; nil where there is nothing to say.
  var exchangeWord: (text: String, role: TerminalUI.Role)? {
    if let run = exchange.run {
      let share = run.ofEntries > 0 ? " \(run.entries * 100 / run.ofEntries) %" : ""
      return (say(Phrase.homeSending) + share, .accent)
    }
    guard !isPractice, exchange.isEnrolled, let overview = exchange.overview else { return nil }
    let summary = overview.summary
    if summary.isForked || summary.isRevoked || !overview.leadKeys.isEmpty {
      return (mark(.warning) + " " + say(Phrase.homeNeedsYou), .caution)
    }
    return summary.unsent == 0
      ? (mark(.good) + " " + say(Phrase.homeAllSent), .good) : (say(Phrase.homeUnsent(summary.unsent)), .caution)
  }
}

extension Int64 {
  /// The difference, held at the ends of the range: clocks may claim anything.
  fileprivate func subtracting(_ other: Int64) -> Int64 {
    let (difference, isOver) = subtractingReportingOverflow(other)
    return isOver ? 0 : difference
  }
}
