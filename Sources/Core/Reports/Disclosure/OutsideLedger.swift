import Checklists
import Journal

/// What a unit has told readers outside of it, table by table and month by month, so that nothing that comes later tells
/// what an earlier report hid.
///
/// A month is published once, after its end. What came late or was corrected follows as changes, each a table of its own
/// under the same rule, and in no narrower bands than what was published; changes about too few wait until there are more
/// of them. It holds exact counts too, so it stays with the unit.
package struct OutsideLedger: Hashable, Sendable, Codable {
  /// One table of one month.
  package struct Entry: Hashable, Sendable, Codable {
    /// Counts as they were when the last change was told, by row and column.
    fileprivate(set) var counts: [[Int]]
    package fileprivate(set) var published: ProtectedTable
    package fileprivate(set) var added: [ProtectedTable]
    package fileprivate(set) var removed: [ProtectedTable]

    /// All together, as a reader can add it up; nil where the table is withheld.
    package var now: ProtectedTable? { ProtectedTable.sum([published] + added, removed: removed) }

    /// What is told of counts behind what was told before; nil where the changes have to wait.
    static func told(_ counts: CountTable, after earlier: Entry?) -> Entry? {
      guard var entry = earlier, let now = entry.now else {
        // A table that was withheld so far has told nothing yet.
        return Entry(counts: counts.counts, published: Disclosure.protect(counts), added: [], removed: [])
      }
      // Another program's bands: what was published stays as it is.
      guard now.rows == counts.rows, now.columns == counts.columns else { return nil }
      let before = CountTable(rows: counts.rows, columns: counts.columns, counts: entry.counts)
      let (added, removed) = counts.change(since: before)
      let more = added.total == 0 ? nil : TableProtection(added, floor: now).protected()
      let less = removed.total == 0 ? nil : TableProtection(removed, floor: now, isRemoval: true).protected()
      guard more?.isWithheld != true, less?.isWithheld != true else { return nil }
      if let more { entry.added.append(more) }
      if let less { entry.removed.append(less) }
      entry.counts = counts.counts
      return entry
    }
  }

  private struct Month: Hashable, Sendable, Codable {
    /// The commune's code; nil for all that the source holds.
    var unit: String?
    /// Its first day, `yyyy-mm-dd`.
    var from: String
    var definition: String
    var tables: [String: Entry]
  }

  private var months: [Month] = []

  package init() {}

  /// Tells what is new of a month that has ended.
  ///
  /// Nothing is told of a month that was published by another definition: it stays as it was.
  package mutating func update(
    _ month: ReportPeriod, unit: String?, _ tally: ReportTally, by definition: ReportDefinition
  ) {
    let place = place(of: month, unit, definition)
    guard months[place].definition == definition.name else { return }
    var tables = months[place].tables
    guard Self.update(.services, &tables, tally, definition) else { return }
    let known = tables.keys.compactMap(NamedTable.init(id:)).filter { if case .problem = $0 { true } else { false } }
    let all = NamedTable.all(of: tally, by: definition)
    for table in all + known.filter({ !all.contains($0) }) where table != .services {
      guard Self.shows(table.needs(by: definition), tables[NamedTable.services.id]?.now) else { continue }
      _ = Self.update(table, &tables, tally, definition)
    }
    months[place].tables = tables
  }

  /// What was told of a month, by ``NamedTable/id``; nil where it was not published.
  package func entries(of month: ReportPeriod, unit: String?) -> [String: Entry]? {
    months.first { $0.unit == unit && $0.from == month.from.iso }?.tables
  }

  /// The units for which a month was told; nil stands for all that the source holds.
  package func units(of month: ReportPeriod) -> [String?] {
    months.filter { $0.from == month.from.iso }.map(\.unit)
  }

  private mutating func place(of month: ReportPeriod, _ unit: String?, _ definition: ReportDefinition) -> Int {
    if let place = months.firstIndex(where: { $0.unit == unit && $0.from == month.from.iso }) { return place }
    months.append(Month(unit: unit, from: month.from.iso, definition: definition.name, tables: [:]))
    return months.count - 1
  }

  /// False where changes have to wait.
  private static func update(
    _ table: NamedTable, _ tables: inout [String: Entry], _ tally: ReportTally, _ definition: ReportDefinition
  ) -> Bool {
    guard let entry = Entry.told(table.counts(of: tally, by: definition), after: tables[table.id]) else { return false }
    tables[table.id] = entry
    return entry.now != nil
  }

  /// Whether rows have lines of their own in all that was told, with these outcomes.
  private static func shows(_ needs: [(row: String, outcomes: [Outcome])], _ table: ProtectedTable?) -> Bool {
    needs.allSatisfy { row, outcomes in
      guard let table, let place = table.rows.categories.firstIndex(of: row),
        table.lines.contains(where: { table.rows.nodes[$0.node].id == row })
      else { return false }
      return outcomes.allSatisfy { outcome in
        table.columns.categories.firstIndex(of: outcome.rawValue).map { table[place, $0] != nil } ?? false
      }
    }
  }
}

extension ReportDefinition {
  /// Its name with its version.
  package var name: String { "\(id) \(version)" }
}

// MARK: In a file

extension ProtectedTable: Codable {
  private enum Key: String, CodingKey { case rows, columns, lines, totals }

  private struct Line: Codable {
    var row: Int
    var bands: [[Int]]
  }

  package init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: Key.self)
    let rows = BandTree(try box.decode(BandTree.Shape.self, forKey: .rows))
    let columns = BandTree(try box.decode(BandTree.Shape.self, forKey: .columns))
    func bands(_ pairs: [[Int]]) throws -> [Band] {
      try pairs.map { pair in
        guard pair.count == 2, columns.nodes.indices.contains(pair[0]), (0...Int(Int32.max)).contains(pair[1]) else {
          throw DecodingError.dataCorruptedError(forKey: .columns, in: box, debugDescription: "a band")
        }
        return Band(node: pair[0], count: pair[1])
      }
    }
    let lines = try box.decode([Line].self, forKey: .lines).map { line in
      guard rows.nodes.indices.contains(line.row) else {
        throw DecodingError.dataCorruptedError(forKey: .lines, in: box, debugDescription: "a row")
      }
      return Row(node: line.row, bands: try bands(line.bands))
    }
    let totals = try bands(try box.decode([[Int]].self, forKey: .totals))
    if lines.isEmpty {
      self.init(withheld: rows, columns)
    } else {
      self.init(rows: rows, columns: columns, lines: lines, totals: totals)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: Key.self)
    try box.encode(rows.shape, forKey: .rows)
    try box.encode(columns.shape, forKey: .columns)
    try box.encode(lines.map { Line(row: $0.node, bands: $0.bands.map { [$0.node, $0.count] }) }, forKey: .lines)
    try box.encode(totals.map { [$0.node, $0.count] }, forKey: .totals)
  }
}
