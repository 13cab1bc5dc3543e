import GRDB
package import Protocol
import SQLiteFiles

extension SQLiteHubStore {
  package func keep(
    _ step: PeriodStep, by author: String, at time: Int64, behind count: Int
  ) async throws(StoreFault) -> Bool {
    try await write { db in
      try db.run(
        """
        INSERT INTO period_step SELECT ?1, ?2, ?3, ?4, ?5, ?6
        WHERE (SELECT count(*) FROM period_step WHERE unit = ?1 AND days = ?2) = ?3 - 1
        """, .text(step.unit), .text(step.days), .int(count + 1), .int(time), .text(author), .blob(try step.bytes))
      return db.changes == 1
    }
  }

  package func periodSteps(
    of unit: String?, days: String?, limit: Int
  ) async throws(StoreFault) -> [HeldPeriodStep] {
    try await read { db in
      try db.all(
        """
        SELECT time, author, step FROM (SELECT * FROM period_step WHERE (?1 IS NULL OR unit = ?1)
          AND (?2 IS NULL OR days = ?2) ORDER BY time DESC, unit, days, place DESC LIMIT ?3)
        ORDER BY unit, time, days, place
        """, .text(unit), .text(days), .int(limit)
      ) { line in
        guard let step = PeriodStep(bytes: line.blob(2)) else { throw StoreFault.damaged("a period") }
        return HeldPeriodStep(step: step, author: line.text(1), time: line.int64(0))
      }
    }
  }
}
