import Checklists
import Journal
import Phrases
package import Protocol
package import Reports

/// A unit's period, as the hub knows it.
package struct PeriodLine: Hashable, Sendable {
  /// The commune's code.
  package var unit: String
  package var name: String
  package var state: PeriodState
  /// Oldest first, with when the hub took each.
  package var steps: [PeriodStep]
  package var times: [Int64]

  package init(unit: String, name: String, steps: [PeriodStep], times: [Int64]) {
    self.unit = unit
    self.name = name
    self.steps = steps
    self.times = times
    state = PeriodStep.state(of: steps)
  }

  /// When its signatures came.
  package var signed: [Int64] { zip(steps, times).filter { $0.0.act == .sign }.map(\.1) }
}

/// How the units' reports of a period come in, and what the province does with each.
package enum PeriodPages {
  package static func counts(_ lines: [PeriodLine], of period: ReportPeriod) -> PeriodCounts {
    var counts = PeriodCounts()
    for line in lines {
      counts.count(line.state, signed: line.signed, of: period, offsetMinutes: PageTime.offsetMinutes)
    }
    return counts
  }

  /// - Parameter voice: Whose acts are offered; nil for who only reads.
  package static func list(
    _ lines: [PeriodLine], _ period: ReportPeriod, query: String, voice: PeriodVoice?, _ reader: PageReader
  ) -> HTML {
    let counts = counts(lines, of: period)
    let headlines = FigurePages.headlines(
      [
        .init("\(counts.expected)", Phrase.expectedReports), .init("\(counts.received)", Phrase.receivedReports),
        .init("\(counts.onTime)", Phrase.reportsOnTime(days: PeriodCounts.daysToSend)),
      ], reader)
    let rows = lines.map { line in
      Cells(
        head: "\(line.unit) \(line.name)",
        cells: [
          .text(reader(Phrase.word(line.state))), .text(line.times.last.map(PageTime.text) ?? ""),
          .text(line.steps.last?.reason ?? ""),
        ] + (voice.map { [.html(acts(line, $0, period, query: query, reader))] } ?? []))
    }
    guard !rows.isEmpty else { return Cells.nothing("periods", Phrase.periodsPage, Phrase.nothingToShow, reader) }
    return headlines
      + Cells.table(
        "periods", Phrase.period(period),
        [Phrase.unitColumn, Phrase.stateColumn, Phrase.timeColumn, Phrase.whyColumn]
          + (voice == nil ? [] : [Phrase.whatColumn]), rows, reader)
  }

  /// What was done with a unit's period, oldest first.
  package static func history(_ line: PeriodLine, _ reader: PageReader) -> HTML {
    guard !line.steps.isEmpty else { return .none }
    let rows = zip(line.steps, line.times).map { step, time in
      Cells(
        head: "\(PageTime.text(time))",
        cells: [.text(reader(Phrase.word(step.act))), .text(step.reason ?? "")])
    }
    return Cells.table(
      "steps", Phrase.periodSteps, [Phrase.timeColumn, Phrase.whatColumn, Phrase.whyColumn], rows, reader)
  }

  /// What came since a unit signed its period, for the unit itself: how much, and where it is told line by line.
  package static func supplement(_ change: ReportChange, query: String, _ reader: PageReader) -> HTML {
    guard !change.isEmpty else { return FigurePages.paragraph(Phrase.noSupplement, reader) }
    let words = Phrase.supplement(late: change.lateSessions, corrected: change.corrections.count)
    return """
      <p class="warning">\(reader(words)) <a href="\(PagePath.report.path)?\(query)#supplement-title">\(reader(Phrase.supplementSection))</a></p>

      """
  }

  private static func acts(
    _ line: PeriodLine, _ voice: PeriodVoice, _ period: ReportPeriod, query: String, _ reader: PageReader
  ) -> HTML {
    let acts = line.state.acts(of: voice)
    guard !acts.isEmpty else { return .none }
    let options = HTML.each(acts) { "<option value=\"\($0.rawValue)\">\(reader(Phrase.word($0)))</option>" }
    return """
      <form class="act" method="post" action="\(PagePath.periods.path)?\(query)">
      \(PageFrame.token(reader))
      <input type="hidden" name="unit" value="\(line.unit)">
      <label for="act-\(line.unit)">\(reader(Phrase.whatColumn))</label> <select id="act-\(line.unit)" name="act">\(options)</select>
      <label for="why-\(line.unit)">\(reader(Phrase.whyColumn))</label> <input id="why-\(line.unit)" name="reason" maxlength="\(PeriodStep.longest)">
      <button>\(reader(Phrase.doIt))<span class="hidden"> \(line.unit) \(line.name)</span></button>
      </form>
      """
  }
}
