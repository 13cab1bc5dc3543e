import Checklists
import DeskPorts
import Journal
import People
import Phrases
import Protocol
import ReportFiles
import Reports
import TerminalUI

/// A report over a period, with bars, for reading; other forms are written into files.
struct ReportScreen: Screen {
  var focus = Focus()
  private var period: ReportPeriod
  private let isOfUnit: Bool
  /// Nil until it was made.
  private var document: ReportDocument?
  /// The last try to make it failed.
  private var hasFailed = false
  /// The signing key was pressed once.
  private var isSigning = false

  init(_ period: ReportPeriod, isOfUnit: Bool) {
    self.period = period
    self.isOfUnit = isOfUnit
  }

  private static let blank = TextBlock(line: [])

  enum Action: String { case kind, earlier, later, write, sign, reopen }

  var request: ReportRequest { ReportRequest(from: period.from, through: period.through, isOfUnit: isOfUnit) }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(
      title: desk.say(isOfUnit ? Phrase.unitReport : Phrase.deskReport) + " · " + desk.say(Phrase.period(period)))
    if isOfUnit, desk.exchange.isLead {
      let (state, step) = desk.periodState(period)
      let reason = step?.reason.map { " · " + $0 } ?? ""
      content.head = [
        HeadLine(
          desk.say(Phrase.periodStands(state)) + reason, state == .needsCorrection ? .caution : .text,
          right: step.map { StyledText(text: desk.timeText($0.time), role: .muted) })
      ]
      content.texts =
        desk.refusedStep(period).map { refused in
          [TextBlock(desk.mark(.warning) + " " + desk.say(Phrase.sentence(refused)), .caution), Self.blank]
        } ?? []
    }
    guard let document else {
      content.texts += hasFailed ? [] : [TextBlock(desk.say(Phrase.reading), .muted)]
      return content
    }
    content.texts += [TextBlock(desk.say(document.title), .title)] + document.heads.map { TextBlock(desk.say($0)) }
    for section in document.sections {
      let lines = ReportPlainText.table(
        section, desk.language, columns: desk.size.columns - 3, isASCII: !desk.capabilities.hasSymbols)
      content.texts += [Self.blank, TextBlock(desk.say(section.title), .title)]
      content.texts += lines.map { TextBlock(line: [StyledText(text: $0, role: .text)]) }
    }
    content.texts += (document.notes.isEmpty ? [] : [Self.blank]) + document.notes.map { TextBlock(desk.say($0)) }
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [
      Command("k", .kind, Phrase.otherPeriod), Command([.left, .character("t")], .earlier, Phrase.earlierPeriod),
      Command([.right, .character("s")], .later, Phrase.laterPeriod), Command("x", .write, Phrase.writeReport),
    ]
      + (isOfUnit
        ? [
          Command("c", .sign, Phrase.signPeriod, disabled: refusal(.sign, desk), deliberate: true),
          Command("m", .reopen, Phrase.reopenPeriod, disabled: refusal(.reopen, desk), hint: false),
        ] : [])
  }

  /// Why the unit cannot do something with its period now; nil where it can.
  private func refusal(_ act: PeriodAct, _ desk: Desk) -> LocalText? {
    if !desk.exchange.isLead { return Phrase.onlyLeadsSign }
    if let refusal = desk.refusal(.plan) { return refusal }
    if act == .sign, period.through >= desk.now.day { return Phrase.sentence(PeriodLock.stillRuns) }
    return desk.periodState(period).state.after(act, by: .unit).lock.map(Phrase.sentence)
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    let wasSigning = isSigning
    isSigning = action == .sign && !wasSigning
    switch action {
    case .sign:
      if wasSigning { return [.report(.take(.sign, request, reason: nil))] }
      desk.warn(Phrase.confirmSigning)
      return []
    case .reopen:
      desk.navigation.push(ReopenScreen(request))
      return []
    case .kind:
      let kinds: [ReportPeriod.Kind] = [.week, .month, .quarter, .year]
      let next = kinds.firstIndex(of: period.kind).map { ($0 + 1) % kinds.count } ?? 0
      period = ReportPeriod(kinds[next], holding: min(period.through, desk.now.day))
    case .earlier: period = ReportPeriod(period.kind, holding: period.from.later(days: -1))
    case .later:
      // There is nothing to tell of days to come.
      let next = period.through.later(days: 1)
      guard next <= desk.now.day else {
        desk.warn(Phrase.noLaterPeriod)
        return []
      }
      period = ReportPeriod(period.kind, holding: next)
    case .write:
      desk.navigation.push(ReportFormScreen(request))
      return []
    }
    document = nil
    hasFailed = false
    focus.scroll = 0
    return [load]
  }

  var load: Effect { .report(.load(request)) }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    switch reply {
    case .report(.document(request, let document)): self.document = document
    // What came since the signature stands as a supplement now.
    case .report(.taken): return [load]
    case .report(.failed): hasFailed = true
    default: break
    }
    return []
  }
}

/// Why a signed period is opened again.
struct ReopenScreen: Screen {
  var focus = Focus()
  let request: ReportRequest

  init(_ request: ReportRequest) { self.request = request }

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.reopenPeriod))
    content.texts = [TextBlock(desk.say(Phrase.whyReopened), .title), TextBlock(desk.say(Phrase.noNumbers), .muted)]
    content.field = FieldContent(.words, limit: PeriodStep.longest)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.confirm, deliberate: true)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit:
      guard let reason = PeriodStep.clean(focus.words) else {
        desk.warn(Phrase.sentence(PeriodLock.needsReason))
        return []
      }
      desk.navigation.pop()
      return [.report(.take(.reopen, request, reason: reason))]
    }
  }
}

/// In which form a report is written.
struct ReportFormScreen: Screen {
  var focus = Focus()
  let request: ReportRequest

  init(_ request: ReportRequest) { self.request = request }

  private static let forms: [(id: String, words: LocalText)] = [
    ("xlsx", Phrase.formWorkbook), ("csv", Phrase.formCSV), ("json", Phrase.formJSON), ("html", Phrase.formHTML),
    ("text", Phrase.formText),
  ]

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.writeReport))
    content.list = ListContent(Phrase.choose, Self.forms.map { Row(desk.say($0.words), id: $0.id) })
    content.notes = Notes([TextBlock(desk.say(Phrase.reportIsInner), .muted)], rows: 2)
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.navigation.pop()
    return [.report(.write(request, format: Self.forms[row].id, desk.language))]
  }
}

extension Desk {
  /// Where a period of the unit stands, as far as this laptop knows, and what was done with it last.
  func periodState(_ period: ReportPeriod) -> (state: PeriodState, last: PeriodStep?) {
    let days = PeriodStep.days(of: period)
    let steps = (exchange.overview?.periods ?? []).filter { $0.days == days }
    return (PeriodStep.state(of: steps), steps.last)
  }

  /// What the hub did not take of a period last; nil where something was done with it since.
  func refusedStep(_ period: ReportPeriod) -> RefusedStep? {
    exchange.overview?.refusedSteps.last { $0.step.days == PeriodStep.days(of: period) }
  }

  /// The report of this week, over this laptop's journal or the copies of the unit's.
  mutating func openReport(isOfUnit: Bool) -> [Effect] {
    let screen = ReportScreen(ReportPeriod(.week, holding: now.day), isOfUnit: isOfUnit)
    navigation.push(screen)
    return [screen.load]
  }
}
