import Checklists
import Journal
import Phrases
import Reports

/// Sessions that may be doubles, as questions.
struct DoubleTable {
  let names: ReportNames
  let desks: [ReportDesk]

  func section(_ doubles: [PossibleDouble]) -> ReportSection? {
    guard !doubles.isEmpty else { return nil }
    let rows = doubles.map { double in
      let entries = double.entries.map { "\($0.incarnation).\($0.sequence)" }.joined(separator: ", ")
      let desk =
        desks.first { $0.device == double.device }?.name ?? String(double.device.rawValue.prefix(8))
      let time = Numbers.clock(double.minuteOfDay)
      let checklist = names.checklist(double.checklist)
      let label =
        switch double.sign {
        case .sameMinute: checklist
        case .quickHelp: Phrase.besideQuickHelp(checklist)
        case .receipt: Phrase.withSameReceipt(checklist)
        }
      return ReportRow(
        "\(double.device.rawValue) \(entries)", label,
        [
          .day(double.day), .text(LocalText(time, time)), .text(LocalText(desk, desk)),
          .text(LocalText(entries, entries)),
        ])
    }
    return ReportSection(
      "doubles", Phrase.doublesSection,
      [Phrase.serviceColumn, Phrase.dayColumn, Phrase.beganColumn, Phrase.deskColumn, Phrase.doubledColumn], rows)
  }
}
