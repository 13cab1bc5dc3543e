import Foundation
package import Journal
import Platform
package import Reports

/// The record of what was told to readers outside the unit, in a file of the data folder.
package struct OutsideRecord: Sendable {
  private let path: String

  package init(path: String) { self.path = path }

  /// The largest record that is read, in bytes: a month of a unit takes some 50,000.
  private static let largest = 256 << 20

  /// Makes a report for readers outside; what it tells for the first time is on the disk before it returns.
  ///
  /// - Parameter count: The unit's own report over a period.
  package func release(
    _ period: ReportPeriod, today: Day, count: (ReportPeriod) throws(ReportProblem) -> ActivityReport
  ) throws(ReportProblem) -> OutsideReport {
    let lock = try lock()
    defer { lock.release() }
    let before = try read()
    var ledger = before
    switch try Disclosure.release(try count(period), today: today, ledger: &ledger, count: count) {
    case .refused(let problem): throw .outside(problem)
    case .told(let report):
      if ledger != before { try keep(ledger) }
      return report
    }
  }

  private func lock() throws(ReportProblem) -> FileLock {
    do { return try FileLock(path + ".lock") } catch {
      throw error.isHeld ? .recordInUse : .notWritable(path: path, word: "\(error)")
    }
  }

  private func read() throws(ReportProblem) -> OutsideLedger {
    do {
      guard let bytes = try Files().read(path, limit: Self.largest) else { return OutsideLedger() }
      return try JSONDecoder().decode(OutsideLedger.self, from: Data(bytes))
    } catch {
      throw .recordUnreadable(path: path)
    }
  }

  private func keep(_ ledger: OutsideLedger) throws(ReportProblem) {
    do {
      try Files().replace(path, with: Array(try JSONEncoder().encode(ledger)))
    } catch {
      throw .notWritable(path: path, word: "\(error)")
    }
  }
}
