import Checklists
import Foundation
import GRDB
import Journal
import ReportFixtures
import Reports
import Testing

/// The same figures by SQL over the bytes of the entries, without a line of the report's own code.
@Suite struct PlainSQLTests {
  private static let view = """
    CREATE TABLE entry(device TEXT, incarnation INTEGER, sequence INTEGER, body TEXT);
    CREATE VIEW correction AS SELECT json_extract(body, '$.of[0]') AS device, json_extract(body, '$.of[1]') AS incarnation,
        json_extract(body, '$.of[2]') AS sequence, json_extract(body, '$.outcome') AS outcome,
        json_extract(body, '$.age') AS age, json_extract(body, '$.satisfaction') AS satisfaction,
        incarnation * 1000000000 + sequence AS place
      FROM entry WHERE json_extract(body, '$.kind') = 'amendment';
    """

  /// Sessions as they are now: each corrected column is that of the last correction that names it.
  private static let sessions = """
    CREATE TABLE session AS SELECT e.device, e.body ->> '$.kind' AS kind, e.body ->> '$.unit' AS unit,
      e.body ->> '$.volunteer' AS volunteer, e.body ->> '$.checklist' AS checklist,
      COALESCE(e.body ->> '$.day', (e.body ->> '$.began[0]' + 60000 * (e.body ->> '$.began[1]')) / 86400000) AS day,
      COALESCE((SELECT outcome FROM held c WHERE c.device = e.device AND c.incarnation = e.incarnation
        AND c.sequence = e.sequence AND outcome IS NOT NULL ORDER BY place DESC LIMIT 1), e.body ->> '$.outcome') AS outcome,
      COALESCE((SELECT age FROM held c WHERE c.device = e.device AND c.incarnation = e.incarnation
        AND c.sequence = e.sequence AND age IS NOT NULL ORDER BY place DESC LIMIT 1), e.body ->> '$.age') AS age,
      COALESCE((SELECT satisfaction FROM held c WHERE c.device = e.device AND c.incarnation = e.incarnation
        AND c.sequence = e.sequence AND satisfaction IS NOT NULL ORDER BY place DESC LIMIT 1),
        e.body ->> '$.satisfaction') AS satisfaction,
      e.body ->> '$.petition[0]' AS topic, e.body -> '$.problems' AS problems
    FROM entry e WHERE kind IN ('session', 'count')
    """

  private func database(_ stock: Stock) throws -> DatabaseQueue {
    let queue = try DatabaseQueue()
    try queue.write { db in
      try db.execute(sql: Self.view)
      for entry in stock.entries {
        try db.execute(
          sql: "INSERT INTO entry VALUES(?, ?, ?, ?)",
          arguments: [
            entry.id.device.rawValue, entry.id.incarnation, entry.id.sequence,
            String(decoding: try EntryBytes.encode(entry), as: UTF8.self),
          ])
      }
      try db.execute(sql: "CREATE TABLE held AS SELECT * FROM correction")
      try db.execute(sql: "CREATE INDEX held_place ON held(device, incarnation, sequence)")
      try db.execute(sql: Self.sessions)
    }
    return queue
  }

  @Test func `a report and plain SQL over the bytes of the entries count the same`() throws {
    let stock = Stock(seed: 11, sessions: 3_000)
    let queue = try database(stock)
    let period = ReportPeriod(.quarter, holding: try #require(Day(iso: "2026-08-15")))
    for unit in [nil, "99002"] as [String?] {
      let report = stock.report(period, unit: unit)
      let tally = report.tally
      #expect(tally.sessions > 30)
      try queue.read { db in
        func count(_ condition: String) throws -> Int? {
          try Int.fetchOne(
            db,
            sql:
              "SELECT count(*) FROM session WHERE day BETWEEN ? AND ? AND (? IS NULL OR unit = ?) AND (\(condition))",
            arguments: [period.from.daysSince1970, period.through.daysSince1970, unit, unit])
        }
        #expect(try count("1") == tally.sessions)
        #expect(try count("kind = 'count'") == tally.onlyCounted)
        let cancelled = try Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM entry WHERE body ->> '$.kind' = 'cancelled' AND body ->> '$.day' BETWEEN ? AND ?
              AND (? IS NULL OR body ->> '$.unit' = ?)
            """, arguments: [period.from.daysSince1970, period.through.daysSince1970, unit, unit])
        #expect(cancelled == tally.cancelled && tally.cancelled > 0)
        for outcome in Outcome.allCases {
          #expect(try count("outcome = '\(outcome.rawValue)'") == tally.outcomes[outcome] ?? 0)
          for (checklist, counts) in tally.checklists {
            #expect(
              try count("checklist = '\(checklist)' AND outcome = '\(outcome.rawValue)'") == counts.outcomes[outcome]
                ?? 0)
          }
        }
        for age in AgeBand.allCases { #expect(try count("age = '\(age.rawValue)'") == tally.ages[age] ?? 0) }
        for value in 1...5 { #expect(try count("satisfaction = \(value)") == tally.satisfaction[value] ?? 0) }
        for topic in PetitionTopic.allCases {
          #expect(try count("topic = '\(topic.rawValue)'") == tally.petitions[topic] ?? 0)
        }
        let days = try Row.fetchAll(
          db,
          sql: """
            SELECT day, count(*) AS sessions FROM session WHERE day BETWEEN ? AND ? AND (? IS NULL OR unit = ?) GROUP BY day
            """, arguments: [period.from.daysSince1970, period.through.daysSince1970, unit, unit])
        #expect(days.count == report.days.count)
        for row in days { #expect(report.days[Day(daysSince1970: row["day"])]?.sessions == row["sessions"]) }
        let problems = try Row.fetchAll(
          db,
          sql: """
            SELECT p.value ->> '$[1]' AS problem, count(*) AS met, sum(p.value ->> '$[3]' = 1) AS helped FROM session s,
              json_each(s.problems) p WHERE day BETWEEN ? AND ? AND (? IS NULL OR unit = ?) GROUP BY 1
            """, arguments: [period.from.daysSince1970, period.through.daysSince1970, unit, unit])
        for row in problems {
          guard let problem: String = row["problem"] else {
            #expect(row["met"] == tally.otherProblems)
            continue
          }
          let counts = tally.problems[ProblemID(rawValue: problem)]
          #expect(row["met"] == counts?.met)
          #expect(row["helped"] ?? 0 == counts?.helped)
        }
      }
    }
  }
}
