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

  /// Sessions of a period that may be doubles, in order of time, at most ``mostDoubles``. Those that were only counted have no
  /// time, and are never among them.
  package func doubles(
    _ period: ReportPeriod, unit: String? = nil
  ) throws(StorageProblem) -> [PossibleDouble] {
    try attempt {
      try pool.read { db in
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT k.device AS device, k.incarnation AS incarnation, s.day AS day, min(s.began) AS began,
              n.text AS checklist, group_concat(s.row) AS rows
            FROM session s JOIN chain k ON k.id = s.row >> \(Self.sequenceBits) JOIN name n ON n.id = s.checklist
            WHERE s.day BETWEEN ?1 AND ?2 AND s.packed >> 16 & 1 = 0
              AND (?3 IS NULL OR s.unit = (SELECT id FROM name WHERE text = ?3))
            GROUP BY k.device, k.incarnation, s.checklist, s.day, s.began / 60000 HAVING count(*) > 1
            ORDER BY began LIMIT \(Self.mostDoubles)
            """, arguments: [period.from.daysSince1970, period.through.daysSince1970, unit])
        return rows.map { row in
          let chain = ChainID(device: DeviceID(rawValue: row["device"]), incarnation: row["incarnation"])
          let places = (row["rows"] as String).split(separator: ",").compactMap { Int64($0) }.sorted()
          let (local, isOver) = (row["began"] as Int64).addingReportingOverflow(Self.localOffset)
          return PossibleDouble(
            device: chain.device, day: Day(daysSince1970: row["day"]),
            minuteOfDay: isOver ? 0 : Int((local % 86_400_000 + 86_400_000) % 86_400_000 / 60_000),
            checklist: ChecklistID(rawValue: row["checklist"]),
            entries: places.map { chain.entry(Int($0 & (1 << Self.sequenceBits - 1))) })
        }
      }
    }
  }
}
