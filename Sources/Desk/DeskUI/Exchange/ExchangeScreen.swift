import Checklists
import DeskPorts
import Journal
import People
import Phrases
import Protocol
import TerminalUI

/// How the journal's entries stand on their way to the hub, and what can be done about it.
struct ExchangeScreen: Screen {
  var focus = Focus()

  enum Action: String {
    case stop, helpOn, send, stick, quarantined, desks, history, enrol, enrolOpenly, leadKeys
  }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.exchange))
    content.head = [HeadLine(standing(desk))]
    content.texts = counts(desk)
    if let run = desk.exchange.run { content.texts += progress(of: run, desk) }
    content.texts += results(desk) + standingWarnings(desk) + notes(desk)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    let exchange = desk.exchange
    let busy = desk.exchangeBusy
    var all: [Command<Action>] = []
    if let run = exchange.run {
      // Once it was asked to stop, Esc means what it means everywhere.
      if !run.isStopping { all.append(Command([.escape], .stop, Phrase.stopAtBatch)) }
      all.append(Command("n", .helpOn, Phrase.helpOn))
    }
    if busy == nil, exchange.openAddress != nil {
      all.append(Command([.enter], .enrolOpenly, Phrase.enrolOpenly))
    } else if exchange.isEnrolled || busy != nil {
      all.append(Command([.enter], .send, Phrase.sendNow, disabled: busy ?? desk.hubIsMissing))
    } else {
      all.append(Command([.enter], .enrol, Phrase.enrol))
    }
    return all + [
      Command("u", .stick, Phrase.byStick, disabled: busy),
      Command(
        "r", .quarantined, Phrase.keptApart,
        disabled: exchange.overview?.quarantined.isEmpty == false ? nil : Phrase.noneApart),
      Command("m", .desks, Phrase.theDesks, disabled: exchange.isLead ? nil : Phrase.onlyLeads),
      Command(
        "l", .history, Phrase.exchangeHistory,
        disabled: exchange.overview?.history.isEmpty == false ? nil : Phrase.noExchanges),
      Command(
        "d", .enrol, Phrase.enrol, disabled: busy ?? desk.refusal(.changeHub),
        hint: exchange.isEnrolled && desk.needsEnrolment),
      Command(
        "x", .leadKeys, Phrase.compareKey,
        disabled: exchange.overview?.leadKeys.isEmpty == false ? nil : Phrase.noLeadKeys),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .stop:
      desk.exchange.run?.isStopping = true
      desk.exchange.queue = []
      return [.exchange(.stop)]
    case .helpOn: desk.navigation.popToHome()
    case .send: return desk.begin([.push])
    case .stick: return [.exchange(.findSticks)]
    case .quarantined: desk.navigation.push(QuarantinedScreen())
    case .desks:
      desk.navigation.push(UnitDesksScreen())
      return [.unit(.countKinds)]
    case .history: desk.navigation.push(ExchangeHistoryScreen())
    case .enrol:
      let typed = desk.exchange.enrolling.address
      desk.navigation.push(HubAddressScreen(typed.isEmpty ? desk.exchange.overview?.summary.hub ?? "" : typed))
    case .enrolOpenly: return desk.exchange.openAddress.map { desk.enrol(at: $0) } ?? []
    case .leadKeys: desk.navigation.push(LeadKeysScreen())
    }
    return []
  }

  mutating func returned(_ desk: inout Desk) -> [Effect] { desk.exchange.run == nil ? [.exchange(.load)] : [] }

  /// One stick is used at once; of several one is chosen.
  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    guard case .exchange(.sticks(let sticks)) = reply else { return [] }
    switch sticks.count {
    case 0: desk.warn(Phrase.noStick)
    case 1: return desk.use(sticks[0])
    default: desk.navigation.push(SticksScreen())
    }
    return []
  }
}

// MARK: What it shows

extension ExchangeScreen {
  /// One line: which hub, and what this desk is there.
  private func standing(_ desk: Desk) -> String {
    guard let summary = desk.exchange.overview?.summary else {
      return desk.exchange.unreadable == nil ? desk.say(Phrase.reading) : ""
    }
    guard let unit = summary.unit, let role = summary.role else { return desk.say(Phrase.noHubYet) }
    return (summary.hub ?? desk.say(Phrase.onlySticks)) + " · " + desk.say(Phrase.asRole(role, unit: unit))
  }

  /// A table: what is counted, how many, and since when.
  private func counts(_ desk: Desk) -> [TextBlock] {
    guard let summary = desk.exchange.overview?.summary else { return [] }
    let age = summary.oldestUnsent.map { Phrase.age(milliseconds: desk.now.wallMilliseconds.subtracting($0)) }
    let overview = desk.exchange.overview
    let rows: [(LocalText, Int, String, TerminalUI.Role, EntryKinds?)] = [
      (Phrase.keptEntries, summary.kept, "", .text, overview?.kept),
      (
        Phrase.unsentEntries, summary.unsent, summary.unsent > 0 ? age.map { desk.say(Phrase.oldest($0)) } ?? "" : "",
        summary.unsent > 0 ? .caution : .good, overview?.unsent
      ),
      (Phrase.sentEntries, summary.sent, receiptText(summary.receipt, desk), .text, nil),
      (Phrase.keptApart, summary.quarantined, "", summary.quarantined > 0 ? .caution : .text, nil),
      (Phrase.erasedContacts, summary.erased, "", .text, nil),
    ]
    let cells = rows.map { (label: desk.say($0.0), count: Numbers.text($0.1, desk.language)) }
    let labels = cells.map { displayWidth($0.label) }.max() ?? 0
    let counts = cells.map { displayWidth($0.count) }.max() ?? 0
    return zip(rows, cells).flatMap { row, cell in
      let line = TextBlock(line: [
        StyledText(text: padded(cell.label, to: labels) + "  ", role: .muted),
        StyledText(text: String(repeating: " ", count: counts - displayWidth(cell.count)) + cell.count, role: row.3),
        StyledText(text: row.2.isEmpty ? "" : "  " + row.2, role: .muted),
      ])
      // Said only where it adds up to the count above it.
      let kinds = row.4.flatMap { $0.total == row.1 && row.1 > 0 ? desk.say(Phrase.kinds($0)) : nil }
      return [line] + (kinds.map { [TextBlock($0, .muted, mark: "  ")] } ?? [])
    } + [.gap]
  }

  private func receiptText(_ receipt: ExchangeSummary.LastReceipt?, _ desk: Desk) -> String {
    receipt.map { desk.say(Phrase.receiptOf(String($0.hub.rawValue.prefix(8)), desk.timeText($0.time))) }
      ?? (desk.exchange.isEnrolled ? desk.say(Phrase.noReceiptYet) : "")
  }

  /// What happens now and next, and how far it is.
  private func progress(of run: ExchangeState.Run, _ desk: Desk) -> [TextBlock] {
    let stage = run.stage.map(Phrase.stage) ?? Phrase.starting
    let next = run.next.map { Phrase.then(Phrase.stage($0)) } ?? Phrase.thenDone
    let facts = [
      run.ofEntries > 0 ? desk.say(Phrase.ofEntries(run.entries, run.ofEntries)) : nil,
      run.bytes > 0 ? desk.say(Phrase.bytes(run.bytes)) : nil,
      run.bytesPerSecond.map { desk.say(Phrase.bytes($0)) + "/s" },
    ].compactMap { $0 }.joined(separator: " · ")
    var line: [StyledText] = []
    if run.ofEntries > 0 {
      line = bar(
        share(run.entries, of: run.ofEntries), columns: min(24, desk.size.columns / 3),
        hasSymbols: desk.capabilities.hasSymbols)
      line.append(StyledText(text: " ", role: .text))
    }
    let what =
      desk.mark(.current) + " " + desk.say(stage) + ", " + desk.say(run.isStopping ? Phrase.stopping : next)
    return [
      TextBlock(line: [StyledText(text: what, role: .title)]),
      TextBlock(line: line + [StyledText(text: facts, role: .text)]),
      TextBlock(line: [StyledText(text: desk.say(Phrase.goesOnMeanwhile), role: .muted)]), .gap,
    ]
  }

  private func warning(_ text: LocalText, _ desk: Desk) -> TextBlock {
    TextBlock(desk.mark(.warning) + " " + desk.say(text), .caution)
  }

  /// What came of the last exchange.
  private func results(_ desk: Desk) -> [TextBlock] {
    var blocks: [TextBlock] = []
    if desk.isPractice { blocks.append(warning(Phrase.sentence(.practice, subject: nil, refusal: nil), desk)) }
    if let trouble = desk.exchange.unreadable, !desk.isPractice {
      blocks.append(warning(Phrase.sentence(trouble), desk))
    }
    if let problem = desk.exchange.unapplied { blocks.append(warning(Phrase.sentence(problem), desk)) }
    for result in desk.exchange.results.reversed() {
      if let trouble = result.trouble {
        blocks.append(warning(Phrase.sentence(trouble), desk))
        continue
      }
      let isAsking = result.way == .enrolment && desk.exchange.overview != nil && !desk.exchange.isEnrolled
      let text =
        isAsking
        ? Phrase.ticketTaken
        : Phrase.exchangeDone(
          result.way, entries: result.entries, kinds: result.kinds, bytes: result.bytes, isLead: desk.exchange.isLead)
      blocks.append(TextBlock(desk.mark(.good) + " " + desk.say(text), .good))
    }
    return blocks
  }

  /// What the last exchange said, and what stays true until somebody does something about it.
  private func standingWarnings(_ desk: Desk) -> [TextBlock] {
    var all = desk.exchange.attentions
    func stands(_ attention: SyncAttention, _ count: Int? = nil) {
      if !all.contains(where: { $0.attention == attention }) {
        all.append(ExchangeState.Attention(attention: attention, count: count))
      }
    }
    if let overview = desk.exchange.overview {
      if overview.summary.isForked { stands(.forked) }
      if overview.summary.isRevoked { stands(.revoked) }
      if !overview.leadKeys.isEmpty { stands(.leadKeyChanged) }
      if overview.summary.quarantined > 0 { stands(.quarantined, overview.summary.quarantined) }
    }
    var blocks = all.map { warning(Phrase.sentence($0.attention, count: $0.count), desk) }
    if desk.exchange.overview != nil, !desk.exchange.isEnrolled, desk.exchange.results.isEmpty,
      desk.exchange.run == nil
    {
      blocks.append(warning(Phrase.sentence(.notEnrolled, subject: nil, refusal: nil), desk))
    }
    return blocks
  }

  /// Words of the hub to the unit.
  private func notes(_ desk: Desk) -> [TextBlock] {
    guard let notes = desk.exchange.overview?.notes, !notes.isEmpty else { return [] }
    return [.gap, TextBlock(desk.say(Phrase.notesOfHub), .title)] + notes.map { TextBlock($0) }
  }
}

/// A text with blanks behind it.
private func padded(_ text: String, to columns: Int) -> String {
  text + String(repeating: " ", count: max(0, columns - displayWidth(text)))
}

extension Int64 {
  /// The difference, held at the ends of the range: clocks may claim anything.
  fileprivate func subtracting(_ other: Int64) -> Int64 {
    let (difference, isOver) = subtractingReportingOverflow(other)
    return isOver ? 0 : difference
  }
}
