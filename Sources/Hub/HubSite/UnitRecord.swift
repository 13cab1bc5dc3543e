import Foundation
import Platform
import Reports

/// The record of what readers outside were told of each unit's sessions, in a file of the hub's folder.
struct UnitRecord: Sendable {
  let path: String

  /// The largest record that is read, in bytes.
  private static let largest = 256 << 20

  /// What may be told of a month; what is told for the first time is on the disk before it returns.
  func release(
    _ month: ReportPeriod, units: Set<String>, _ sessions: [String: Int], by definition: ReportDefinition
  ) throws -> ProtectedTable? {
    let lock = try FileLock(path + ".lock")
    defer { lock.release() }
    var ledger = UnitLedger()
    if let bytes = try Files().read(path, limit: Self.largest) {
      ledger = try JSONDecoder().decode(UnitLedger.self, from: Data(bytes))
    }
    let before = ledger
    ledger.update(month, units: units, sessions, by: definition)
    if ledger != before { try Files().replace(path, with: Array(try JSONEncoder().encode(ledger))) }
    return ledger.table(of: month)
  }
}
