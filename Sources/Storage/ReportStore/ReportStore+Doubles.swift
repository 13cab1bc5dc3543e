import Checklists
import GRDB
import Journal
package import Reports
package import SQLiteFiles

extension ReportStore {
  /// Doubles that are told at most.
  package static let mostDoubles = 200
  /// Days before a period in which a receipt code of the period is looked for, too.
  package static let daysBefore = 92
  /// Milliseconds that local time is ahead of UTC, where the minute of a day is told.
  private static let localOffset: Int64 = 420 * 60_000

  /// Sessions of a period that may be doubles, of each other or of quick help, in order of time, at most ``mostDoubles``.
  /// Those that were only counted have no time and no receipt, and are never among them. A receipt code is also looked for in
  /// the ``daysBefore`` days before: the other session may be in the last report.
  package func doubles(
    _ period: ReportPeriod, unit: String? = nil
  ) throws(StorageProblem) -> [PossibleDouble] {
    try attempt {
      try pool.read { db in
        let names = try Names(db)
        let days = (period.from.daysSince1970, period.through.daysSince1970)
        let place = unit.map { names.id(of: $0) ?? -1 }
        var (receipts, minutes) = (SharedKeys(), SharedKeys())
        try each(
          db, "session s WHERE s.day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR s.unit = ?3)",
          (days.0 - Self.daysBefore, days.1), place, more: ", s.receipt"
        ) { row in
          guard row.int(6) >> 16 & 1 == 0 else { return }
          let chain = row.int(0) >> Self.sequenceBits
          if row.int(11) != 0 { receipts.add(row, .init(log: names.device(of: chain), a: row.int(11), b: 0)) }
          guard row.int(1) >= days.0 else { return }
          minutes.add(row, .init(log: names.log(of: chain), a: row.int(4), b: row.int(8) / 60_000))
        }
        var found = try receipts.groups.filter { $0.lastDay >= days.0 }.map { try double(.receipt, $0, names) }
        let told = Set(found.map(\.double.entries))
        found += try minutes.groups.map { try double(.sameMinute, $0, names) }
          .filter { !told.contains($0.double.entries) }
        found += try besideQuickHelp(db, days, place).map { try double(.quickHelp, $0, names) }
        return found.sorted { $0.place < $1.place }.prefix(Self.mostDoubles).map(\.double)
      }
    }
  }

  /// Sessions with the quick help that was kept while they lasted.
  private func besideQuickHelp(
    _ db: Database, _ days: (Int, Int), _ unit: Int64?
  ) throws -> [SharedKeys.Group] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT s.row AS row, s.day AS day, s.began AS began, s.checklist AS checklist, group_concat(q.row) AS others
        FROM quick q CROSS JOIN session s ON s.day = q.day AND s.unit = q.unit AND s.checklist = q.checklist
          AND s.row >> \(Self.sequenceBits) = q.row >> \(Self.sequenceBits)
          AND s.packed >> 16 & 1 = 0 AND q.asked BETWEEN s.began AND s.began + s.length
        WHERE q.day BETWEEN ?1 AND ?2 AND q.checklist != 0 AND (?3 IS NULL OR q.unit = ?3)
        GROUP BY s.row ORDER BY began LIMIT \(Self.mostDoubles)
        """, arguments: [days.0, days.1, unit])
    var groups: [SharedKeys.Group] = []
    while let row = try rows.next() {
      let others = (row["others"] as String).split(separator: ",").compactMap { Int64($0) }.sorted()
      groups.append(
        .init(
          first: .init(row: row["row"], began: row["began"], day: row["day"], checklist: row["checklist"]),
          others: others))
    }
    return groups
  }

  private func double(
    _ sign: PossibleDouble.Sign, _ group: SharedKeys.Group, _ names: Names
  ) throws -> (place: (Int64, Int64), double: PossibleDouble) {
    let all = [group.first.row] + group.others
    // A session stands before the quick help beside it.
    let entries = try (sign == .quickHelp ? all : all.sorted()).map { place in
      guard let chain = names.chains[place >> Self.sequenceBits]?.head.chain else {
        throw DatabaseError.damaged("session \(place)")
      }
      return chain.entry(Int(place & (1 << Self.sequenceBits - 1)))
    }
    let (local, isOver) = group.first.began.addingReportingOverflow(Self.localOffset)
    return (
      (group.first.began, group.first.row),
      PossibleDouble(
        sign, device: entries[0].device, day: Day(daysSince1970: group.first.day),
        minuteOfDay: isOver ? 0 : Int((local % 86_400_000 + 86_400_000) % 86_400_000 / 60_000),
        checklist: ChecklistID(rawValue: names.text(group.first.checklist)), entries: entries)
    )
  }
}

/// Sessions that share a key, found in one step through all of them: to sort them all would take longer.
private struct SharedKeys {
  struct Key: Hashable {
    /// Whose it is.
    var log: Int
    var a: Int64
    var b: Int64
  }

  struct Place {
    var row: Int64
    var began: Int64
    var day: Int
    var checklist: Int64
  }

  struct Group {
    /// The one that began first.
    var first: Place
    var others: [Int64]
    /// The latest day of all of them.
    var lastDay = Int.min
  }

  /// Sessions that are told of one key, beside the first, at most.
  private static let most = 19

  private var seen: [Key: Place] = [:]
  private var shared: [Key: Group] = [:]

  var groups: some Collection<Group> { shared.values }

  mutating func add(_ row: KeptRow, _ key: Key) {
    let place = Place(row: row.int(0), began: row.int(8), day: Int(row.int(1)), checklist: row.int(4))
    guard let known = seen[key] else {
      seen[key] = place
      return
    }
    var group = shared[key] ?? Group(first: known, others: [])
    // Entries from elsewhere may claim one minute for all that they hold.
    guard group.others.count < Self.most else { return }
    group.lastDay = max(group.lastDay, known.day, place.day)
    if place.began < group.first.began {
      group.others.append(group.first.row)
      group.first = place
    } else {
      group.others.append(place.row)
    }
    shared[key] = group
  }
}
