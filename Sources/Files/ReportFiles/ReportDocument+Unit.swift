import Checklists
import Journal
import Phrases
package import Reports

extension ReportDocument {
  /// A unit's own report.
  ///
  /// - Parameters:
  ///   - made: When it was made, as a person reads it.
  ///   - change: What changed since an earlier report, where one was named.
  package init(
    _ report: ActivityReport, _ names: ReportNames, made: String,
    change: ReportChange? = nil
  ) {
    title = Phrase.reportTitle
    heads = [
      Phrase.period(report.period), Phrase.reportUnit(report.unit, report.unit.flatMap { names.units[$0] }),
      Phrase.reportMade(made), Phrase.definition(report.definition),
    ]
    let tables = UnitTables(report: report, names: names)
    sections = []
    if let change { sections += SupplementTables(names: names).sections(change.before(report.tally), change) }
    sections += [
      tables.volunteers, tables.sessions, tables.outcomes, tables.results, tables.services, tables.ages,
      tables.satisfaction, tables.petitions, tables.problems, tables.texts, tables.time, tables.groups,
      tables.corrected, tables.missing,
    ].compactMap { $0 }
    notes = [Phrase.incidentsByHand]
    if report.tally.isEmpty { notes.insert(Phrase.emptyReport, at: 0) }
  }
}

/// The tables of a unit's own report.
private struct UnitTables {
  let report: ActivityReport
  let names: ReportNames

  private var tally: ReportTally { report.tally }

  var volunteers: ReportSection {
    ReportSection(
      "volunteers", Phrase.volunteersSection, [Phrase.lineColumn, Phrase.countColumn],
      [
        ReportRow("volunteers", Phrase.volunteersRow, [.count(report.volunteers)]),
        ReportRow("shifts", Phrase.shiftsRow, [.count(report.shifts)]),
        ReportRow("hours", Phrase.hoursRow, [.seconds(report.shiftSeconds)]),
      ])
  }

  var sessions: ReportSection {
    var rows = [
      ReportRow("sessions", Phrase.allSessionsRow, [.count(tally.sessions)], isTotal: true),
      ReportRow("only-counted", Phrase.onlyCountedRow, [.count(tally.onlyCounted)]),
      ReportRow("corrected", Phrase.correctedRow, [.count(report.corrected.count)]),
      ReportRow("quick-help", Phrase.quickHelpRow, [.count(tally.quickHelp)]),
      ReportRow("quick-helped", Phrase.quickHelpedRow, [.count(tally.quickHelped)]),
      ReportRow("cancelled", Phrase.cancelledRow, [.count(tally.cancelled)]),
    ]
    if report.unreadable > 0 { rows.append(ReportRow("unreadable", Phrase.unreadableRow, [.count(report.unreadable)])) }
    return ReportSection("sessions", Phrase.sessionsSection, [Phrase.lineColumn, Phrase.countColumn], rows)
  }

  /// Sessions and outcomes of one line.
  static func cells(_ sessions: Int, _ outcomes: [Outcome: Int]) -> [ReportCell] {
    [.count(sessions)] + Outcome.allCases.map { .count(outcomes[$0] ?? 0) }
  }

  static var outcomeColumns: [LocalText] { [Phrase.sessionsColumn] + Outcome.allCases.map(Phrase.outcome) }

  var outcomes: ReportSection {
    let checklists = tally.checklists.sorted {
      ($1.value.sessions, $0.key.rawValue) < ($0.value.sessions, $1.key.rawValue)
    }
    let rows = checklists.map {
      ReportRow($0.key.rawValue, names.checklist($0.key), Self.cells($0.value.sessions, $0.value.outcomes))
    }
    let total = ReportRow("total", Phrase.totalRow, Self.cells(tally.sessions, tally.outcomes), isTotal: true)
    return ReportSection(
      "outcomes", Phrase.outcomesSection, [Phrase.serviceColumn] + Self.outcomeColumns, rows + [total], chart: .bars)
  }

  var results: ReportSection {
    ReportSection(
      "results", Phrase.resultsSection, [Phrase.lineColumn, Phrase.countColumn],
      ReportIndicator.allCases.map {
        ReportRow($0.rawValue, Phrase.indicator($0), [.count(tally.indicators[$0] ?? 0)])
      })
  }

  var services: ReportSection? {
    guard !tally.services.isEmpty else { return nil }
    let rows = tally.services.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
      .map { ReportRow($0.key.rawValue, names.service($0.key), [.count($0.value)]) }
    return ReportSection(
      "services", Phrase.servicesSection, [Phrase.serviceColumn, Phrase.sessionsColumn], rows, chart: .bars)
  }

  var ages: ReportSection {
    let told = tally.ages.values.reduce(0, +)
    let rows = AgeBand.allCases.map { age in
      ReportRow(
        age.rawValue, Phrase.age(age), [.count(tally.ages[age] ?? 0), .share(tally.ages[age] ?? 0, of: told)])
    }
    let unsaid = ReportRow("unsaid", Phrase.unsaidRow, [.count(tally.sessions - told), .none])
    return ReportSection(
      "ages", Phrase.agesSection, [Phrase.lineColumn, Phrase.sessionsColumn, Phrase.shareColumn], rows + [unsaid],
      chart: .bars)
  }

  var satisfaction: ReportSection {
    let rows = (1...5).reversed().map { value in
      ReportRow(
        "\(value)", Phrase.satisfaction(value),
        [.count(tally.satisfaction[value] ?? 0), .share(tally.satisfaction[value] ?? 0, of: tally.rated)])
    }
    let sum = tally.satisfaction.reduce(0) { $0 + $1.key * $1.value }
    return ReportSection(
      "satisfaction", Phrase.satisfactionSection, [Phrase.lineColumn, Phrase.ratedRow, Phrase.shareColumn],
      rows + [
        ReportRow("rated", Phrase.totalRow, [.count(tally.rated), .none], isTotal: true),
        ReportRow("mean", Phrase.meanRow, [.mean(sum, of: tally.rated), .none]),
      ], chart: .bars)
  }

  var petitions: ReportSection {
    let rows = PetitionTopic.allCases.map {
      ReportRow($0.rawValue, Phrase.topic($0), [.count(tally.petitions[$0] ?? 0)])
    }
    let sum = tally.petitions.values.reduce(0, +)
    return ReportSection(
      "petitions", Phrase.petitionsSection, [Phrase.lineColumn, Phrase.countColumn],
      rows + [ReportRow("total", Phrase.totalRow, [.count(sum)], isTotal: true)])
  }

  var problems: ReportSection {
    let rows = tally.topProblems(report.definition.topProblems).map { problem, counts in
      ReportRow(
        problem.rawValue, names.problem(problem),
        [.count(counts.met), .share(counts.helped, of: counts.helped + counts.didNotHelp), .count(counts.didNotHelp)])
    }
    return ReportSection(
      "problems", Phrase.problemsSection,
      [Phrase.lineColumn, Phrase.metColumn, Phrase.helpedColumn, Phrase.notHelpedColumn],
      rows + [ReportRow("other", Phrase.otherProblemsRow, [.count(tally.otherProblems), .none, .none])])
  }

  var texts: ReportSection? {
    guard !report.texts.isEmpty else { return nil }
    let rows = report.texts.enumerated().map { index, text in
      let about =
        switch text.kind {
        case .petition(let topic): Phrase.topic(topic)
        case .difficulty(let checklist, _): names.checklist(checklist)
        }
      return ReportRow("\(index + 1)", about, [.day(text.day), .text(LocalText(text.words, text.words))])
    }
    return ReportSection(
      "texts", Phrase.textsSection, [Phrase.lineColumn, Phrase.dayColumn, Phrase.wordsColumn], rows)
  }

  /// By day up to three months, else by month.
  var time: ReportSection {
    let columns = [Phrase.sessionsColumn, Phrase.outcome(.completed)]
    func row(_ id: String, _ label: LocalText, _ days: [DayCounts], _ day: Day) -> ReportRow {
      ReportRow(
        id, label, [.count(days.reduce(0) { $0 + $1.sessions }), .count(days.reduce(0) { $0 + $1.completed })], day: day
      )
    }
    guard report.period.dayCount > 93 else {
      let rows = report.period.days.map { day in
        row(day.iso, LocalText(Numbers.date(day), Numbers.date(day)), report.days[day].map { [$0] } ?? [], day)
      }
      return ReportSection("days", Phrase.daysSection, [Phrase.dayColumn] + columns, rows, chart: .line)
    }
    let months = Dictionary(grouping: report.days) { ReportPeriod(.month, holding: $0.key).from }
    var rows: [ReportRow] = []
    var month = ReportPeriod(.month, holding: report.period.from)
    while month.from <= report.period.through {
      rows.append(row(month.from.iso, Phrase.period(month), (months[month.from] ?? []).map(\.value), month.from))
      month = ReportPeriod(.month, holding: month.through.later(days: 1))
    }
    return ReportSection("months", Phrase.monthsSection, [Phrase.dayColumn] + columns, rows, chart: .line)
  }

  var groups: ReportSection? {
    guard let grouping = report.grouping else { return nil }
    let rows = report.groups.map { group in
      let label =
        switch grouping {
        case .volunteer: names.volunteer(group.key)
        case .checklist: names.checklist(ChecklistID(rawValue: group.key))
        case .unit: names.unit(group.key)
        case .day: Day(iso: group.key).map { LocalText(Numbers.date($0), Numbers.date($0)) } ?? LocalText("", "")
        }
      return ReportRow(
        group.key, label, Self.cells(group.tally.sessions, group.tally.outcomes),
        day: grouping == .day ? Day(iso: group.key) : nil)
    }
    let total = ReportRow("total", Phrase.totalRow, Self.cells(tally.sessions, tally.outcomes), isTotal: true)
    return ReportSection(
      "by-\(grouping.rawValue)", Phrase.grouped(by: grouping), [Phrase.lineColumn] + Self.outcomeColumns,
      rows + [total], chart: .bars)
  }

  var corrected: ReportSection? { Corrections(names: names).section(report.corrected) }

  var missing: ReportSection? {
    guard !report.missing.isEmpty else { return nil }
    let rows = report.missing.map { desk in
      let name = desk.name ?? "\(desk.device.rawValue.prefix(8))"
      let receipt = desk.lastReceipt.map { time in
        let day = Day(daysSince1970: Int((time + 420 * 60_000) / 86_400_000))
        return ReportCell.day(day)
      }
      return ReportRow(
        desk.device.rawValue, LocalText("\(name) (\(desk.unit))", "\(name) (\(desk.unit))"),
        [receipt ?? .text(Phrase.never)])
    }
    return ReportSection("missing", Phrase.missingSection, [Phrase.deskColumn, Phrase.receiptColumn], rows)
  }
}

/// Corrected sessions as a table.
struct Corrections {
  let names: ReportNames

  func section(_ corrected: [CorrectedSession]) -> ReportSection? {
    guard !corrected.isEmpty else { return nil }
    let rows = corrected.map { one in
      let reasons = one.corrections.compactMap(\.change.note).filter { !$0.isEmpty }.joined(separator: "; ")
      let people = one.corrections.compactMap { $0.by?.rawValue }.joined(separator: ", ")
      let id = "\(one.id.device.rawValue) \(one.id.incarnation) \(one.id.sequence)"
      return ReportRow(
        id, names.checklist(one.checklist),
        [
          .day(one.day), .text(Phrase.outcome(one.first)), .text(Phrase.outcome(one.now)),
          .text(LocalText(reasons, reasons)), .text(LocalText(people, people)),
        ])
    }
    return ReportSection(
      "corrected", Phrase.correctedSection,
      [
        Phrase.serviceColumn, Phrase.dayColumn, Phrase.firstColumn, Phrase.nowColumn, Phrase.reasonColumn,
        Phrase.byColumn,
      ], rows)
  }
}
