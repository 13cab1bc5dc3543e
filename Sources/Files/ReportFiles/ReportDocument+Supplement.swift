import Checklists
import Journal
import Phrases
import Reports

/// The tables of a supplement: what of an earlier report changed, line by line.
struct SupplementTables {
  let names: ReportNames

  func sections(_ earlier: ReportTally, _ change: ReportChange) -> [ReportSection] {
    guard !change.isEmpty else {
      return [
        ReportSection(
          "supplement", Phrase.supplementSection, [Phrase.lineColumn],
          [ReportRow("none", Phrase.noSupplement, [])])
      ]
    }
    let columns = [Phrase.lineColumn, Phrase.beforeColumn, Phrase.afterColumn, Phrase.changeColumn]
    var sections = [
      ReportSection("supplement", Phrase.supplementSection, columns, lines(earlier, change)),
      ReportSection(
        "late", Phrase.supplement(late: change.lateSessions, corrected: change.corrections.count),
        [Phrase.deskColumn, Phrase.sessionsColumn],
        change.late.sorted { $0.key.rawValue < $1.key.rawValue }.map {
          ReportRow($0.key.rawValue, Phrase.lateFrom("\($0.key.rawValue.prefix(8))"), [.count($0.value)])
        }),
    ]
    if var corrected = Corrections(names: names).section(change.corrections) {
      corrected.id = "newly-corrected"
      sections.append(corrected)
    }
    return sections
  }

  /// Only lines that changed.
  private func lines(_ earlier: ReportTally, _ change: ReportChange) -> [ReportRow] {
    let (added, removed) = (change.added, change.removed)
    var rows: [ReportRow] = []
    func line(_ id: String, _ label: LocalText, _ count: (ReportTally) -> Int) {
      let (before, difference) = (count(earlier), count(added) - count(removed))
      guard difference != 0 else { return }
      rows.append(ReportRow(id, label, [.count(before), .count(before + difference), .change(difference)]))
    }
    line("sessions", Phrase.allSessionsRow) { $0.sessions }
    for outcome in Outcome.allCases {
      line("outcomes.\(outcome.rawValue)", Phrase.outcome(outcome)) { $0.outcomes[outcome] ?? 0 }
    }
    for checklist in added.checklists.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      line("checklists.\(checklist)", names.checklist(checklist)) { $0.checklists[checklist]?.sessions ?? 0 }
    }
    for indicator in ReportIndicator.allCases {
      line("results.\(indicator.rawValue)", Phrase.indicator(indicator)) { $0.indicators[indicator] ?? 0 }
    }
    for age in AgeBand.allCases { line("ages.\(age.rawValue)", Phrase.age(age)) { $0.ages[age] ?? 0 } }
    for value in 1...5 { line("satisfaction.\(value)", Phrase.satisfaction(value)) { $0.satisfaction[value] ?? 0 } }
    for topic in PetitionTopic.allCases {
      line("petitions.\(topic.rawValue)", Phrase.topic(topic)) { $0.petitions[topic] ?? 0 }
    }
    line("quick-help", Phrase.quickHelpRow) { $0.quickHelp }
    line("cancelled", Phrase.cancelledRow) { $0.cancelled }
    return rows
  }
}
