import Checklists
import GRDB
import Journal
import SQLiteFiles

/// Sessions whose outcome was corrected to another one than they were kept with. They are read when a list first asks for
/// an outcome, and then as entries come: looking them all up for each page would take longer the longer a journal is.
struct OutcomeCorrections {
  struct Change {
    /// As kept.
    var from: Outcome
    /// As corrected last.
    var to: Outcome
    /// The session's facet, with the outcome as kept.
    var facet: Int64
  }

  /// By the session's row.
  private(set) var changes: [Int64: Change] = [:]
  /// The last row that was looked at.
  private var through: Int64 = 0

  /// Reads what came since the last call. Entries never change and never go, so what was read stays right.
  mutating func catchUp(_ db: Database) throws {
    let last = try db.first("SELECT coalesce(max(row), 0) FROM entry") { $0.int64(0) } ?? 0
    guard last > through else { return }
    // At first the index of entries that name others is walked (a plus keeps SQLite from walking all entries in the order
    // of their rows); afterwards the few new rows are.
    let row = through == 0 ? "+a.row" : "a.row"
    let wanted = through == 0 ? "a.target > ?1" : "a.row > ?1"
    try db.each(
      """
      SELECT a.target, o.outcome, n.outcome, o.id FROM entry a JOIN facet n ON n.id = a.facet
        JOIN entry e ON e.row = a.target JOIN facet o ON o.id = e.facet
      WHERE \(wanted) AND \(row) <= ?2 AND a.kind = 3 AND n.outcome <> '' AND o.outcome <> '' ORDER BY \(row)
      """, [.int(through), .int(last)]
    ) { line in
      guard let from = Outcome(rawValue: line.text(1)), let to = Outcome(rawValue: line.text(2)) else { return }
      changes[line.int64(0)] = from == to ? nil : Change(from: from, to: to, facet: line.int64(3))
    }
    through = last
  }
}
