/// What readers outside the units were told of how many sessions each had, month by month, in one joint table: so no two
/// units' figures tell a third one's by difference.
///
/// As with ``OutsideLedger``, a month is told once after its end, and what came late follows as changes under the same
/// rule. It holds exact counts, so it stays on the hub.
package struct UnitLedger: Hashable, Sendable, Codable {
  private struct Month: Hashable, Sendable, Codable {
    /// Its first day, `yyyy-mm-dd`.
    var from: String
    var definition: String
    var entry: OutsideLedger.Entry
  }

  private var months: [Month] = []

  package init() {}

  /// Sessions of units that had no desk when the month was told.
  package static let elsewhere = "elsewhere"

  /// Tells what is new of a month that has ended.
  ///
  /// - Parameters:
  ///   - units: The codes that have a row of their own, should the month be told for the first time.
  ///   - sessions: By the commune's code.
  package mutating func update(
    _ month: ReportPeriod, units: Set<String>, _ sessions: [String: Int], by definition: ReportDefinition
  ) {
    let place = months.firstIndex { $0.from == month.from.iso }
    guard place.map({ months[$0].definition == definition.name }) ?? true else { return }
    let known = place.map { months[$0].entry.published.rows.categories.filter { $0 != Self.elsewhere } }
    let counts = Self.table(known ?? units.sorted(), sessions)
    guard let entry = OutsideLedger.Entry.told(counts, after: place.map { months[$0].entry }) else { return }
    if let place {
      months[place].entry = entry
    } else {
      months.append(Month(from: month.from.iso, definition: definition.name, entry: entry))
    }
  }

  /// What was told of a month: rows are units, in bands of neighbours by code; nil where nothing was.
  package func table(of month: ReportPeriod) -> ProtectedTable? {
    months.first { $0.from == month.from.iso }?.entry.now
  }

  /// One column. Units stand in bands of four, and these again in bands of four, by their codes alone: which units merge
  /// does not tell which of them is small.
  private static func table(_ units: [String], _ sessions: [String: Int]) -> CountTable {
    var bands = units.map(BandTree.Shape.one)
    var level = 0
    while bands.count > 4 {
      level += 1
      bands = stride(from: 0, to: bands.count, by: 4).map { start in
        .band("\(level)-\(start / 4)", Array(bands[start..<min(start + 4, bands.count)]))
      }
    }
    let rows = BandTree(.band("all", bands + [.one(elsewhere)]))
    let own = Set(units)
    let others = sessions.filter { !own.contains($0.key) }.values.reduce(0, +)
    return CountTable(
      rows: rows, columns: BandTree(.one("sessions")),
      counts: rows.categories.map { [$0 == elsewhere ? others : sessions[$0] ?? 0] })
  }
}

extension ProtectedTable {
  /// Which units the figures over sessions are about: each with its own figure, or hidden in a band of several.
  package var sessionsByUnit: [String: Int?] {
    lines.reduce(into: [:]) { result, line in
      let node = rows.nodes[line.node]
      for unit in rows.categories[node.leaves] { result[unit] = .some(node.leaves.count == 1 ? line.total : nil) }
    }
  }
}
