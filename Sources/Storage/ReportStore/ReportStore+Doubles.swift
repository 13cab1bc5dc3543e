import Checklists
import GRDB
import Journal
package import Reports
package import SQLiteFiles

extension ReportStore {
  /// Doubles that are told at most.
  package static let mostDoubles = 200
  /// Milliseconds that local time is ahead of UTC, where the minute of a day is told.
  private static let localOffset: Int64 = 420 * 60_000

  /// Sessions of a period that may be doubles, of each other or of quick help, in order of time, at most ``mostDoubles``.
  /// Those that were only counted have no time and no receipt, and are never among them.
  package func doubles(
    _ period: ReportPeriod, unit: String? = nil
  ) throws(StorageProblem) -> [PossibleDouble] {
    try attempt {
      try pool.read { db in
        let names = try Names(db)
        let days: StatementArguments = [period.from.daysSince1970, period.through.daysSince1970, unit]
        var found: [(began: Int64, double: PossibleDouble)] = []
        func add(_ sign: PossibleDouble.Sign, _ query: String) throws {
          let rows = try Row.fetchAll(db, sql: query + " ORDER BY began LIMIT \(Self.mostDoubles)", arguments: days)
          for row in rows { found.append((row["began"], try double(sign, row, names))) }
        }
        try add(
          .receipt,
          """
          SELECT s.row AS row, s.day AS day, min(s.began) AS began, s.checklist AS checklist, group_concat(s.row) AS rows
          FROM session s JOIN chain k ON k.id = s.row >> \(Self.sequenceBits)
          WHERE s.day BETWEEN ?1 AND ?2 AND s.receipt <> 0
            AND (?3 IS NULL OR s.unit = (SELECT id FROM name WHERE text = ?3))
          GROUP BY s.receipt, k.device HAVING count(*) > 1
          """)
        let told = Set(found.map(\.double.entries))
        try add(
          .sameMinute,
          """
          SELECT s.row AS row, s.day AS day, min(s.began) AS began, s.checklist AS checklist, group_concat(s.row) AS rows
          FROM session s JOIN chain k ON k.id = s.row >> \(Self.sequenceBits)
          WHERE s.day BETWEEN ?1 AND ?2 AND s.packed >> 16 & 1 = 0
            AND (?3 IS NULL OR s.unit = (SELECT id FROM name WHERE text = ?3))
          GROUP BY k.device, k.incarnation, s.checklist, s.day, s.began / 60000 HAVING count(*) > 1
          """)
        found.removeAll { $0.double.sign == .sameMinute && told.contains($0.double.entries) }
        try add(
          .quickHelp,
          """
          SELECT s.row AS row, s.day AS day, s.began AS began, s.checklist AS checklist,
            s.row || ',' || group_concat(q.row) AS rows
          FROM quick q CROSS JOIN session s ON s.day = q.day AND s.unit = q.unit AND s.checklist = q.checklist
            AND s.row >> \(Self.sequenceBits) = q.row >> \(Self.sequenceBits)
            AND s.packed >> 16 & 1 = 0 AND q.asked BETWEEN s.began AND s.began + s.length
          WHERE q.day BETWEEN ?1 AND ?2 AND q.checklist != 0
            AND (?3 IS NULL OR q.unit = (SELECT id FROM name WHERE text = ?3))
          GROUP BY s.row
          """)
        return found.sorted { $0.began < $1.began }.prefix(Self.mostDoubles).map(\.double)
      }
    }
  }

  private func double(_ sign: PossibleDouble.Sign, _ row: Row, _ names: Names) throws -> PossibleDouble {
    let told = (row["rows"] as String).split(separator: ",").compactMap { Int64($0) }
    // A session stands before the quick help beside it.
    let places = sign == .quickHelp ? told.prefix(1) + told.dropFirst().sorted() : told.sorted()[...]
    let entries = try places.map { place in
      guard let chain = names.chains[place >> Self.sequenceBits]?.head.chain else {
        throw DatabaseError.damaged("session \(place)")
      }
      return chain.entry(Int(place & (1 << Self.sequenceBits - 1)))
    }
    guard let first = entries.first else { throw DatabaseError.damaged("session \(row["row"] as Int64)") }
    let (local, isOver) = (row["began"] as Int64).addingReportingOverflow(Self.localOffset)
    return PossibleDouble(
      sign, device: first.device, day: Day(daysSince1970: row["day"]),
      minuteOfDay: isOver ? 0 : Int((local % 86_400_000 + 86_400_000) % 86_400_000 / 60_000),
      checklist: ChecklistID(rawValue: names.text(row["checklist"] as Int64)), entries: entries)
  }
}
