import AccountStore
import Checklists
import Foundation
import HTTPTypes
import HubPages
import HubService
import HubStore
import Journal
import Phrases
import Protocol
import ReportFiles
import Reports

/// What stands on each page.
extension HubSite {
  /// Rows of the audit log on one page.
  private static let events = 100
  /// Entries kept apart that are listed.
  private static let mostApart = 200

  func content(
    _ page: PagePath, _ query: Query, _ person: Person, _ reader: PageReader, _ now: Int64
  ) async throws -> HTML {
    switch page {
    case .today: try await today(person, reader, now)
    case .trends: try await trends(person, reader, now)
    case .units: try await unitList(person, reader, now)
    case .unit(let code): try await unit(code, person, reader, now)
    case .problems: try await report(page, ["problems", "texts"], query, person, reader, now, otherwise: .week)
    case .satisfaction: try await report(page, ["satisfaction"], query, person, reader, now)
    case .petitions: try await report(page, ["petitions", "texts"], query, person, reader, now)
    case .report: try await report(page, nil, query, person, reader, now)
    case .desks: HubLists.desks(try await own(person), isOwn: ownUnit(person) != nil, names: unitName, reader)
    case .entries: try await entries(person, reader)
    case .periods: try await periods(query, person, reader, now)
    case .packs: HubLists.packs(try hub.packShelf?.offers() ?? [], reader)
    case .people: HubLists.people(try accounts.people(), try accounts.tokens(), now: now, reader)
    case .audit: try audit(query, reader)
    case .download, .signIn, .signOut, .style, .icon: .none
    }
  }

  /// Devices of the units that are somebody's own, or below.
  func own(_ person: Person) async throws -> [DeskLine] {
    try await board.desks().filter { covers(person.scope, $0.device.unit) }
  }

  private var names: ReportNames {
    ReportNames(units: Dictionary(units.names.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first }))
  }

  // MARK: Figures

  /// The unit of a lead, whose own figures they see exactly; nil for readers outside the units.
  func ownUnit(_ person: Person) -> String? {
    guard person.role == .lead, case .commune(let code) = person.scope else { return nil }
    return code
  }

  private func today(_ person: Person, _ reader: PageReader, _ now: Int64) async throws -> HTML {
    let day = PageTime.day(now)
    let desks = try await own(person).filter { $0.device.revoked == nil && $0.device.role == .desk }
    let heard = desks.count { $0.lastHeard.map { PageTime.day($0) == day } ?? false }
    let lines = try await unitLines(person, now)
    let silent = lines.filter { $0.isSilent(at: now) }
    func figure(_ count: Int) -> String { Numbers.text(count, reader.language) }
    var headlines: [FigurePages.Headline] = []
    var rest = HTML.none
    let isWhole = try await seesWholeHub(person)
    if let unit = ownUnit(person) {
      let report = try await board.report(.init(period: ReportPeriod(.range, holding: day), unit: unit))
      headlines += [
        .init(figure(report.tally.sessions), Phrase.sessionsToday),
        .init(figure(report.tally.outcomes[.completed] ?? 0), Phrase.completedToday),
        .init(figure(report.volunteers), Phrase.volunteersToday),
        .init(Numbers.tenths(report.shiftSeconds / 360, reader.language), Phrase.hoursToday),
      ]
      if let period = ReportPeriod(from: day.later(days: -13), through: day) {
        let days = try await board.report(.init(period: period, unit: unit))
        let document = ReportDocument(days, names, made: "")
        rest += HTML.each(document.sections.filter { $0.id == "days" }) {
          SectionView.html(
            ReportSection($0.id, Phrase.lastDays, $0.columns, $0.rows, chart: $0.chart), reader)
        }
      }
    } else if isWhole {
      let report = try await board.report(.init(period: ReportPeriod(.range, holding: day)))
      headlines += [
        .init(figure(report.volunteers), Phrase.volunteersToday),
        .init(Numbers.tenths(report.shiftSeconds / 360, reader.language), Phrase.hoursToday),
      ]
    }
    headlines += [
      .init("\(figure(heard))/\(figure(desks.count))", Phrase.desksHeardToday, isWarning: heard < desks.count),
      .init(figure(silent.count), Phrase.silentUnits, isWarning: !silent.isEmpty),
    ]
    let period = Phrase.period(helpMonth(person, now))
    let list =
      silent.isEmpty
      ? FigurePages.paragraph(Phrase.nobodySilent, reader)
      : UnitPages.table(silent, Phrase.silentUnits, period, now: now, reader, id: "silent")
    let map = person.role == .lead ? HTML.none : UnitPages.map(lines, period, now: now, reader)
    return FigurePages.paragraph(Phrase.countedAt(PageTime.text(now)), reader)
      + FigurePages.headlines(headlines, reader) + rest + map + list
  }

  private func trends(_ person: Person, _ reader: PageReader, _ now: Int64) async throws -> HTML {
    let today = PageTime.day(now)
    if let unit = ownUnit(person) {
      let year = ReportPeriod(.month, holding: today.later(days: -335)).from
      guard let days = ReportPeriod(from: today.later(days: -89), through: today),
        let months = ReportPeriod(from: year, through: today)
      else { return .none }
      let sections = [
        ReportDocument(try await board.report(.init(period: days, unit: unit)), names, made: ""),
        ReportDocument(try await board.report(.init(period: months, unit: unit)), names, made: ""),
      ].flatMap(\.sections).filter { ["days", "months"].contains($0.id) }
      return HTML.each(sections.reversed()) { SectionView.html($0, reader) }
    }
    guard try await seesWholeHub(person) else { return FigurePages.paragraph(Phrase.scopeIsPart, reader) }
    // Oldest first, months that have ended.
    var rows: [ReportRow] = []
    for back in (1...12).reversed() {
      let month = self.month(back, before: today)
      let told = try await board.units(month)
      let total = told?.total.map { ReportCell.count($0) } ?? .hidden
      let name = Phrase.period(month)
      rows.append(ReportRow(month.from.iso, name, [total], day: month.from))
    }
    return FigurePages.paragraph(Phrase.outsideOnly, reader)
      + SectionView.html(
        ReportSection(
          "months", Phrase.monthsSection, [Phrase.dayColumn, Phrase.sessionsColumn], rows, chart: .line), reader)
  }

  /// The month so many before that of a day.
  func month(_ back: Int, before day: Day) -> ReportPeriod {
    (0..<back).reduce(ReportPeriod(.month, holding: day)) { month, _ in
      ReportPeriod(.month, holding: month.from.later(days: -1))
    }
  }

  /// Of which month the help in communes is told: to a lead the present one, to readers outside the last that has ended.
  private func helpMonth(_ person: Person, _ now: Int64) -> ReportPeriod {
    month(ownUnit(person) == nil ? 1 : 0, before: PageTime.day(now))
  }

  /// Whether all that the hub holds is somebody's own: only then joint figures are theirs.
  private func seesWholeHub(_ person: Person) async throws -> Bool {
    if person.scope == .hub { return true }
    return try await board.desks().allSatisfy { covers(person.scope, $0.device.unit) }
  }

  /// Somebody's communes with their desks, in the order of their codes.
  private func unitLines(_ person: Person, _ now: Int64) async throws -> [UnitLine] {
    let units = units
    let today = PageTime.day(now).iso
    let groups = Dictionary(grouping: try await own(person)) { units.current($0.device.unit, on: today) }
    let month = helpMonth(person, now)
    var told: [String: Int?] = [:]
    if let unit = ownUnit(person) {
      told[unit] = try await board.report(.init(period: month, unit: unit)).tally.sessions
    } else {
      told = try await board.units(month)?.sessionsByUnit ?? [:]
    }
    return groups.sorted { $0.key < $1.key }.map { code, desks in
      let present = desks.filter { $0.device.revoked == nil }
      let help: UnitHelp =
        if let shown = told[code] { shown.map { .count($0) } ?? .hidden } else { .untold }
      return UnitLine(
        code: code, name: units[code]?.name ?? code, desks: present.count,
        lastHeard: desks.compactMap(\.lastHeard).max(), help: help)
    }
  }

  private func unitList(_ person: Person, _ reader: PageReader, _ now: Int64) async throws -> HTML {
    let lines = try await unitLines(person, now)
    let period = Phrase.period(helpMonth(person, now))
    let notes =
      ownUnit(person) == nil
      ? FigurePages.paragraph(Phrase.outsideOnly, reader) + FigurePages.paragraph(Phrase.hiddenMeaning, reader) : .none
    return notes + UnitPages.map(lines, period, now: now, reader)
      + UnitPages.table(lines, Phrase.unitsPage, period, now: now, reader)
  }

  private func unit(_ code: String, _ person: Person, _ reader: PageReader, _ now: Int64) async throws -> HTML {
    let today = PageTime.day(now).iso
    let units = units
    let lines = try await unitLines(person, now).filter { $0.code == units.current(code, on: today) }
    let desks = try await own(person).filter {
      units.current($0.device.unit, on: today) == code || $0.device.unit == code
    }
    var html = UnitPages.table(lines, Phrase.unitsPage, Phrase.period(helpMonth(person, now)), now: now, reader)
    html += HubLists.desks(desks, isOwn: ownUnit(person) != nil, names: unitName, reader)
    let former = units.former(code)
    if !former.isEmpty {
      html += "<h2>\(Phrase.formerUnits[reader.language])</h2>\n"
      html += HTML.each(former) { code, name, until in
        let date = Day(iso: until).map(Numbers.date) ?? until
        return FigurePages.paragraph(Phrase.formerUnit(code, name, until: date), reader)
      }
    }
    guard ownUnit(person) != nil else { return html }
    let week = ReportPeriod(.week, holding: PageTime.day(now))
    let (report, _, through) = try await board.counted(.init(period: week, unit: code))
    return html
      + FigurePages.document(
        ReportDocument(report, names, made: PageTime.text(through)),
        only: ["volunteers", "sessions", "outcomes", "days", "missing"], reader)
  }

  private func report(
    _ page: PagePath, _ ids: Set<String>?, _ query: Query, _ person: Person, _ reader: PageReader, _ now: Int64,
    otherwise: ReportPeriod.Kind = .month
  ) async throws -> HTML {
    let today = PageTime.day(now)
    let isOutside = ownUnit(person) == nil
    var question = PageQuestion(query, today: today, otherwise: isOutside ? .month : otherwise)
    // Who chose nothing gets the last month that has ended.
    if isOutside, query["on"] == nil {
      question.on = month(1, before: today).from
      question.period = ReportPeriod(question.kind, holding: question.on)
    }
    let chooser = FigurePages.chooser(page, question.kind, on: question.on, reader)
    let document = try await self.document(question, person, now)
    switch document {
    case .reason(let words): return chooser + FigurePages.paragraph(words, reader)
    case .report(let document):
      let files = page == .report ? FigurePages.downloads(question.query, reader) : .none
      return chooser + files + FigurePages.document(document, only: ids, reader)
    }
  }

  /// A report, or why there is none, for people.
  private enum ReportOrReason {
    case report(ReportDocument)
    case reason(LocalText)
  }

  private func document(
    _ question: PageQuestion, _ person: Person, _ now: Int64
  ) async throws -> ReportOrReason {
    if let unit = ownUnit(person) {
      let (report, change, through) = try await signed(question.period, question.unit ?? unit)
      return .report(ReportDocument(report, names, made: PageTime.text(through), change: change))
    }
    guard try await seesWholeHub(person) else { return .reason(Phrase.scopeIsPart) }
    switch try await board.outside(question.period) {
    case .success(let report): return .report(ReportDocument(report, names, made: PageTime.text(now)))
    case .failure(let problem): return .reason(problem.sentence)
    }
  }

  /// A unit's own report; where it signed the period, what came since stands beside it as a supplement.
  func signed(_ period: ReportPeriod, _ unit: String) async throws -> FigureBoard.Counted {
    let steps = try await hub.store.periodSteps(
      of: unit, days: PeriodStep.days(of: period), limit: PeriodStep.mostOfPeriod)
    return try await board.counted(
      .init(period: period, unit: unit, signed: PeriodStep.signedHeads(of: steps.map(\.step))))
  }

  /// A report as a file.
  func download(
    _ format: String, _ question: PageQuestion, _ person: Person, _ language: Language
  ) async throws -> HubAnswer {
    let now = hub.clock()
    let bytes: [UInt8]
    switch try await document(question, person, now) {
    case .reason(let words):
      let reader = PageReader(language: language, person: person, scopeName: "", formToken: "")
      return Self.html(
        409, PageFrame.page(nil, title: Phrase.reportPage, reader, FigurePages.paragraph(words, reader)))
    case .report(let document):
      switch format {
      case "xlsx": bytes = try Self.workbook(document, language)
      case "csv": bytes = Array(ReportCSV.write(document, language).utf8)
      default: bytes = Array(try await json(question, person, now).utf8)
      }
    }
    let types = [
      "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8",
      "json": "application/json",
    ]
    var fields = Self.headers([.contentType: types[format] ?? "application/octet-stream", .cacheControl: "no-store"])
    fields[.contentDisposition] =
      "attachment; filename=\"bao-cao-\(question.period.from.iso)-\(question.period.through.iso).\(format)\""
    return HubAnswer(status: 200, headers: fields, body: bytes)
  }

  private func json(_ question: PageQuestion, _ person: Person, _ now: Int64) async throws -> String {
    if let unit = ownUnit(person) {
      let (report, change, through) = try await signed(question.period, question.unit ?? unit)
      return try ReportJSON.write(report, made: through, change: change)
    }
    return try ReportJSON.write(try await board.outside(question.period).get(), made: now)
  }

  /// The library writes files alone.
  private static func workbook(_ document: ReportDocument, _ language: Language) throws -> [UInt8] {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("report-\(UUID().uuidString).xlsx").path
    defer { unlink(path) }
    try ReportWorkbook.write(document, language, to: path)
    return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  // MARK: Lists

  private func entries(_ person: Person, _ reader: PageReader) async throws -> HTML {
    let desks = try await own(person)
    var apart: [ApartLine] = []
    for desk in desks where desk.quarantined > 0 && apart.count < Self.mostApart {
      let left = Self.mostApart - apart.count
      apart += try await hub.store.quarantined(of: desk.device.id, limit: left).map {
        ApartLine(desk: desk, entry: $0)
      }
    }
    let isOwn = ownUnit(person) != nil
    let newest = try await newestEntries(person)
    return (newest.map { MarkPages.list($0, reader) } ?? .none)
      + HubLists.forks(desks, isOwn: isOwn, names: unitName, reader)
      + HubLists.apart(apart, isOwn: isOwn, names: unitName, reader)
  }

  private func audit(_ query: Query, _ reader: PageReader) throws -> HTML {
    let before = query["before"].flatMap { Int64($0) } ?? .max
    let events = try accounts.events(before: before, limit: Self.events + 1)
    return HubLists.audit(Array(events.prefix(Self.events)), hasMore: events.count > Self.events, reader)
  }
}
