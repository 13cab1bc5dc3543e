package import Protocol

extension PostgresHubStore {
  package func keep(
    _ step: PeriodStep, by author: String, at time: Int64, behind count: Int
  ) async throws(StoreFault) -> Bool {
    let bytes: [UInt8]
    do { bytes = try step.bytes } catch { throw .unstorable }
    // Of two in one moment the key lets in one.
    return try await ask(
      PostgresStatement(
        """
        INSERT INTO period_step SELECT $1, $2, $3, $4, $5, $6
        WHERE (SELECT count(*) FROM period_step WHERE unit = $1 AND days = $2) = $3 - 1 ON CONFLICT DO NOTHING
        """, .text(step.unit), .text(step.days), .int(count + 1), .int(time), .text(author), .blob(bytes))
    ) { $0.changes == 1 }
  }

  package func periodSteps(
    of unit: String?, days: String?, limit: Int
  ) async throws(StoreFault) -> [HeldPeriodStep] {
    try await ask(
      PostgresStatement(
        """
        SELECT time, author, step FROM (SELECT * FROM period_step WHERE ($1 IS NULL OR unit = $1)
          AND ($2 IS NULL OR days = $2) ORDER BY time DESC, unit, days, place DESC LIMIT $3) AS newest
        ORDER BY unit COLLATE "C", time, days COLLATE "C", place
        """, .text(unit), .text(days), .int(limit))
    ) { result in
      try result.map { row in
        guard let step = PeriodStep(bytes: row.blob(2)) else { throw StoreFault.damaged("a period") }
        return HeldPeriodStep(step: step, author: row.text(1), time: try row.long(0))
      }
    }
  }
}
