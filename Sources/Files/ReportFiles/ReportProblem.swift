package import Checklists
import Phrases
package import Reports

/// Why there is no report.
package enum ReportProblem: Error, Hashable, Sendable {
  /// The sessions that are kept for reports cannot be read; the word is for the log.
  case figures(path: String, word: String)
  case notWritable(path: String, word: String)
  /// The file is no report of this program.
  case notAReport(path: String)
  /// The earlier report is about something else.
  case otherEarlier(ReportJSON.Earlier)
  case outside(OutsideProblem)
  /// What was told outside so far cannot be read.
  case recordUnreadable(path: String)
  /// Another process is telling something outside.
  case recordInUse
  /// This laptop holds no copies of the unit's journals.
  case noCopies
  /// The period cannot be signed or opened now.
  case period(PeriodLock)

  /// What happened, what is safe, what to do now.
  package var sentence: LocalText {
    switch self {
    case .figures(let path, let word): Phrase.reportsUnusable(path, word)
    case .notWritable(let path, let word): Phrase.cannotWriteReport(path, word)
    case .notAReport(let path): Phrase.notAReport(path)
    case .otherEarlier(let earlier):
      Phrase.otherEarlierReport([
        Phrase.period(earlier.period), Phrase.reportUnit(earlier.unit, nil),
        LocalText(earlier.definition, earlier.definition),
      ])
    case .outside(let problem): Phrase.sentence(problem)
    case .recordUnreadable(let path): Phrase.ledgerUnusable(path)
    case .recordInUse: Phrase.ledgerInUse
    case .noCopies: Phrase.noUnitJournal
    case .period(let lock): Phrase.sentence(lock)
    }
  }
}
