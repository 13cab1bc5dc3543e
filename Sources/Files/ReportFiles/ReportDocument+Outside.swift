import Checklists
import Journal
import Phrases
package import Reports

extension ReportDocument {
  /// A report for readers outside the unit.
  package init(_ report: OutsideReport, _ names: ReportNames, made: String) {
    title = Phrase.outsideReportTitle
    heads = [
      Phrase.period(report.period), Phrase.reportUnit(report.unit, report.unit.flatMap { names.units[$0] }),
      Phrase.reportMade(made), Phrase.definition(report.definition), Phrase.hiddenMeaning,
    ]
    sections = [
      ReportSection(
        "volunteers", Phrase.volunteersSection, [Phrase.lineColumn, Phrase.countColumn],
        [
          ReportRow("volunteers", Phrase.volunteersRow, [.count(report.volunteers)]),
          ReportRow("shifts", Phrase.shiftsRow, [.count(report.shifts)]),
          ReportRow("hours", Phrase.hoursRow, [.seconds(report.shiftSeconds)]),
        ])
    ]
    notes = []
    if !report.open.isEmpty { notes.append(Phrase.openMonths(report.open)) }
    let words = OutsideWords(names: names)
    sections += words.sections(report.tables)
  }
}

/// What the categories of named tables are called.
struct OutsideWords {
  let names: ReportNames

  /// All tables; those of indicators, and those of problems, together.
  func sections(_ tables: [OutsideTable]) -> [ReportSection] {
    let indicators = tables.filter { if case .indicator = $0.name { true } else { false } }
    let problems = tables.filter { if case .problem = $0.name { true } else { false } }
    var sections: [ReportSection] = []
    for table in tables {
      switch table.name {
      case .indicator:
        if table.name == indicators.first?.name {
          let columns = [Phrase.lineColumn, Phrase.reached, Phrase.ofSessionsColumn]
          sections.append(ReportSection("results", Phrase.resultsSection, columns, indicators.flatMap(short)))
        }
      case .problem:
        if table.name == problems.first?.name {
          let columns = [Phrase.lineColumn, Phrase.itHelped, Phrase.itDidNot, Phrase.unsaidRow, Phrase.metColumn]
          sections.append(ReportSection("problems", Phrase.problemsSection, columns, problems.flatMap(short)))
        }
      default: sections.append(section(table))
      }
    }
    return sections
  }

  /// A table of one line as a line: its figures and their sum; of indicators just those that count.
  private func short(_ table: OutsideTable) -> [ReportRow] {
    let width = if case .indicator = table.name { 1 } else { 3 }
    let figures = (0..<width).map { column in table.table?.total(column).map { ReportCell.count($0) } ?? .hidden }
    let sum = table.table?.total.map { ReportCell.count($0) } ?? .hidden
    return [ReportRow(table.name.id, title(table.name), figures + [sum])] + withheld(table, of: table.name.id)
  }

  /// What a table that is told in part leaves out.
  private func withheld(_ table: OutsideTable, of row: String) -> [ReportRow] {
    guard table.table != nil, !table.withheld.isEmpty else { return [] }
    return [ReportRow("\(row)/withheld", Phrase.withheldMonths(table.withheld), [])]
  }

  private func section(_ table: OutsideTable) -> ReportSection {
    guard let shown = table.table else {
      return ReportSection(
        table.name.id, title(table.name), [Phrase.lineColumn, Phrase.sessionsColumn],
        [ReportRow("total", Phrase.totalRow, [.hidden], isTotal: true)])
    }
    var section = shown.rows.categories.count == 1 ? list(table.name, shown) : self.table(table.name, shown)
    section.rows += withheld(table, of: "total")
    return section
  }

  private func table(_ name: NamedTable, _ shown: ProtectedTable) -> ReportSection {
    let columns = shown.columns
    var rows: [ReportRow] = []
    for line in shown.lines {
      let node = shown.rows.nodes[line.node]
      var label = row(name, node.id)
      if node.leaves.count > 1 {
        let categories = shown.rows.categories[node.leaves]
        rows += categories.map {
          ReportRow($0, row(name, $0), Array(repeating: .hidden, count: columns.categories.count + 1))
        }
        label = Phrase.merged(categories.map { row(name, $0) })
      }
      rows.append(ReportRow(node.id, label, [.count(line.total)] + cells(line.bands, columns)))
      rows += mergedBands(name, line.bands, columns, of: node.id)
    }
    let total = [ReportCell.count(shown.total ?? 0)] + cells(shown.totals, columns)
    rows.append(ReportRow("total", Phrase.totalRow, total, isTotal: true))
    rows += mergedBands(name, shown.totals, columns, of: "total")
    return ReportSection(
      name.id, title(name),
      [Phrase.serviceColumn, Phrase.sessionsColumn] + columns.categories.map { column(name, $0) }, rows)
  }

  /// One line of figures as a list.
  private func list(_ name: NamedTable, _ shown: ProtectedTable) -> ReportSection {
    let columns = shown.columns
    var rows: [ReportRow] = []
    for band in shown.totals {
      let node = columns.nodes[band.node]
      guard node.leaves.count > 1 else {
        rows.append(ReportRow(node.id, column(name, node.id), [.count(band.count)]))
        continue
      }
      rows += columns.categories[node.leaves].map { ReportRow($0, column(name, $0), [.hidden]) }
      // The sum of all stands at the end.
      guard band.node != columns.root else { continue }
      rows.append(
        ReportRow(
          node.id, Phrase.merged(columns.categories[node.leaves].map { column(name, $0) }), [.count(band.count)]))
    }
    if columns.categories.count > 1 {
      rows.append(ReportRow("total", Phrase.totalRow, [.count(shown.total ?? 0)], isTotal: true))
    }
    return ReportSection(name.id, title(name), [Phrase.lineColumn, Phrase.sessionsColumn], rows)
  }

  private func cells(_ bands: [ProtectedTable.Band], _ columns: BandTree) -> [ReportCell] {
    bands.flatMap { band -> [ReportCell] in
      let width = columns.nodes[band.node].leaves.count
      return width == 1 ? [.count(band.count)] : Array(repeating: .hidden, count: width)
    }
  }

  /// Lines that tell what merged columns have together.
  private func mergedBands(
    _ name: NamedTable, _ bands: [ProtectedTable.Band], _ columns: BandTree, of row: String
  ) -> [ReportRow] {
    bands.compactMap { band in
      let node = columns.nodes[band.node]
      // The sum of all columns is the line's own.
      guard node.leaves.count > 1, band.node != columns.root else { return nil }
      return ReportRow(
        "\(row)/\(node.id)", Phrase.merged(node.leaves.map { column(name, columns.categories[$0]) }),
        [.count(band.count)] + Array(repeating: .none, count: columns.categories.count))
    }
  }

  func title(_ name: NamedTable) -> LocalText {
    switch name {
    case .services: Phrase.outcomesSection
    case .ages: Phrase.agesSection
    case .satisfaction: Phrase.satisfactionSection
    case .petitions: Phrase.petitionsSection
    case .indicator(let indicator): Phrase.indicator(indicator)
    case .problem(let problem): names.problem(problem)
    case .quickHelp: Phrase.quickHelpRow
    case .cancelled: Phrase.cancelledRow
    }
  }

  func row(_ name: NamedTable, _ category: String) -> LocalText {
    if category == NamedTable.otherRow { return Phrase.otherRow }
    return name == .services ? names.checklist(ChecklistID(rawValue: category)) : Phrase.totalRow
  }

  func column(_ name: NamedTable, _ category: String) -> LocalText {
    switch name {
    case .services: return Outcome(rawValue: category).map(Phrase.outcome) ?? Phrase.totalRow
    case .ages: return AgeBand(rawValue: category).map(Phrase.age) ?? Phrase.unsaidRow
    case .satisfaction: return Int(category).map(Phrase.satisfaction) ?? Phrase.unsaidRow
    case .petitions: return PetitionTopic(rawValue: category).map(Phrase.topic) ?? Phrase.noPetitionRow
    case .indicator: return category == "yes" ? Phrase.reached : Phrase.notReached
    case .problem, .quickHelp:
      if category == "helped" { return Phrase.itHelped }
      return category == "unsaid" ? Phrase.unsaidRow : Phrase.itDidNot
    case .cancelled: return Phrase.totalRow
    }
  }
}

extension ReportDocument {
  /// What the leak check tells a lead about a report.
  package init(_ findings: [LeakFinding], of report: ActivityReport, _ names: ReportNames, made: String) {
    title = Phrase.leaksSection
    heads = [
      Phrase.period(report.period), Phrase.reportUnit(report.unit, report.unit.flatMap { names.units[$0] }),
      Phrase.reportMade(made),
    ]
    sections = [.leaks(findings, names)]
    notes = []
  }
}

extension ReportSection {
  /// What the leak check tells a lead, one sentence a row.
  package static func leaks(_ findings: [LeakFinding], _ names: ReportNames) -> ReportSection {
    let words = OutsideWords(names: names)
    let rows = findings.enumerated().map { index, finding in
      ReportRow("\(index + 1)", words.sentence(finding), [])
    }
    return ReportSection(
      "leaks", Phrase.leaksSection, [Phrase.lineColumn],
      rows.isEmpty ? [ReportRow("none", Phrase.noLeaks, [])] : rows)
  }
}

extension OutsideWords {
  fileprivate func sentence(_ finding: LeakFinding) -> LocalText {
    let name = finding.table
    let small = finding.small.map { one in
      let place = [
        one.row.isEmpty || one.row == "all" ? nil : row(name, one.row),
        one.column.isEmpty ? nil : column(name, one.column),
      ].compactMap { $0 }
      let count = LocalText(Numbers.vietnamese(one.count), Numbers.english(one.count))
      return place.isEmpty
        ? count
        : LocalText(
          place.map(\.vi).joined(separator: ", ") + ": " + count.vi,
          place.map(\.en).joined(separator: ", ") + ": " + count.en)
    }
    switch finding.kind {
    case .withheld: return Phrase.withheldTable(title(name), because: small)
    case .rows:
      return Phrase.mergedInTable(title(name), line: nil, finding.categories.map { row(name, $0) }, because: small)
    case .columns(_, let line):
      // The line of a table that has but one has no name.
      let label = line == "all" ? nil : line.split(separator: "+").map { row(name, String($0)) }
      return Phrase.mergedInTable(
        title(name), line: label, finding.categories.map { column(name, $0) }, because: small)
    }
  }
}
