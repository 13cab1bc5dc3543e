import Checklists
import Journal
import Phrases
import Tables

/// The columns of journal entries, one list for every form in which they leave the program.
enum EntryTable {
  private static let place: [Column<EntrySummary>] = [
    Column("row") { .number($0.row) },
    Column("incarnation") { TableCell($0.id.incarnation) },
    Column("sequence") { TableCell($0.id.sequence) },
  ]

  private static let facts: [Column<EntrySummary>] = [
    Column("kind") { .text("\($0.kind)") },
    Column("day") { .text(Numbers.iso($0.day)) },
    Column("time") { TableCell($0.minuteOfDay.map(Numbers.clock)) },
    Column("checklist") { TableCell($0.checklist?.rawValue) },
    Column("outcome") { TableCell($0.outcome?.rawValue) },
    Column("outcome_first") { TableCell($0.correction?.first.rawValue) },
    Column("corrected_by") { TableCell($0.correction?.by?.rawValue) },
    Column("correction_reason") { TableCell($0.correction?.reason) },
    Column("volunteer") { TableCell($0.volunteer?.rawValue) },
    Column("seconds") { .number($0.milliseconds / 1000) },
    Column("problems") { .texts($0.problems.map(\.rawValue)) },
    Column("amended") { .flag($0.isAmended) },
    // The row that this one corrects, closes or erases.
    Column("of_row") { TableCell($0.target) },
  ]

  /// For programs, one object a line.
  static let listed = TableWriter(place + [Column("device") { .text($0.id.device.rawValue) }] + facts)

  /// For spreadsheets, with the hash that proves each row.
  static let exported = TableWriter<(summary: EntrySummary, hash: String)>(
    (place + facts).map { $0.of(\.summary) } + [Column("hash") { .text($0.hash) }])

  /// For people, in their language.
  static func read(_ language: Language) -> TableWriter<EntrySummary> {
    TableWriter([
      Column("row") { .number($0.row) },
      Column("day") { .text(Numbers.date($0.day)) },
      Column("time") { TableCell($0.minuteOfDay.map(Numbers.clock)) },
      Column("kind") { .text("\($0.kind)") },
      Column("checklist") { TableCell($0.checklist?.rawValue) },
      Column("outcome") { line in
        TableCell(
          line.outcome.map { Phrase.outcome($0)[language] + (line.isAmended ? " *" : "") })
      },
      Column("volunteer") { TableCell($0.volunteer?.rawValue) },
      Column("problems") { .texts($0.problems.map(\.rawValue)) },
    ])
  }
}
