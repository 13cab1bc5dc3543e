import Checklists
import DeskPorts
import Journal
import Phrases
import Reports
import TerminalUI

/// A report over a period, with bars, for reading; other forms are written into files.
struct ReportScreen: Screen {
  var focus = Focus()
  private var period: ReportPeriod
  private let isOfUnit: Bool
  /// Nil until it was made.
  private var lines: [String]?

  init(_ period: ReportPeriod, isOfUnit: Bool) {
    self.period = period
    self.isOfUnit = isOfUnit
  }

  enum Action: String { case kind, earlier, later, write }

  var request: ReportRequest { ReportRequest(from: period.from, through: period.through, isOfUnit: isOfUnit) }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(
      title: desk.say(isOfUnit ? Phrase.unitReport : Phrase.deskReport) + " · " + desk.say(Phrase.period(period)))
    guard let lines else {
      content.texts = [TextBlock(desk.say(Phrase.reading), .muted)]
      return content
    }
    content.texts = lines.map { TextBlock(line: [StyledText(text: $0, role: .text)]) }
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [
      Command("k", .kind, Phrase.otherPeriod), Command([.left, .character("t")], .earlier, Phrase.earlierPeriod),
      Command([.right, .character("s")], .later, Phrase.laterPeriod), Command("x", .write, Phrase.writeReport),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
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
    lines = nil
    focus.scroll = 0
    return [load(desk)]
  }

  func load(_ desk: Desk) -> Effect {
    .report(.load(request, desk.language, isASCII: !desk.capabilities.hasSymbols))
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    switch reply {
    case .report(.text(request, let lines)): self.lines = lines
    case .report(.failed): lines = []
    default: break
    }
    return []
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
  /// The report of this week, over this laptop's journal or the copies of the unit's.
  mutating func openReport(isOfUnit: Bool) -> [Effect] {
    let screen = ReportScreen(ReportPeriod(.week, holding: now.day), isOfUnit: isOfUnit)
    navigation.push(screen)
    return [screen.load(self)]
  }
}
