/// The administrative units over time: what each was called, and which one took its place from a day on.
///
/// Entries keep the code under which they were written; a figure of today stands with the unit that there is today.
package struct UnitRegister: Hashable, Sendable, Codable {
  /// A name that was in force from a day on.
  package struct Name: Hashable, Sendable, Codable {
    package var from: String
    package var name: String
  }

  package struct Entry: Hashable, Sendable, Codable {
    /// Five digits.
    package var code: String
    /// Oldest first, at least one.
    package var names: [Name]
    /// Two digits.
    package var province: String
    package var provinceName: String
    /// The first day on which it was no more, `yyyy-mm-dd`, and the code that took its place.
    package var ended: String?
    package var successor: String?

    package var name: String { names.last?.name ?? code }
  }

  /// By code.
  private var entries: [String: Entry] = [:]

  package init() {}

  /// One line of a table that is imported.
  package struct Line: Hashable, Sendable {
    package var code: String
    package var name: String
    package var province: String
    package var provinceName: String

    package init(code: String, name: String, province: String, provinceName: String) {
      self.code = code
      self.name = name
      self.province = province
      self.provinceName = provinceName
    }
  }

  /// What an import changed.
  package struct Change: Hashable, Sendable {
    package var added = 0
    package var renamed = 0
    package var ended = 0

    package init() {}
  }

  /// What came of a table; only one that was taken changed something.
  package enum Import: Hashable, Sendable {
    case taken(Change)
    /// Units that are not in the table, and no successor is named for them.
    case noSuccessor([String])
    /// A successor that is not in the table.
    case unknownSuccessor(String)
    /// A line that is no unit.
    case badLine(Int)
    case empty
  }

  /// Takes a whole table of `code,name,province_code,province`, with a heading, as it is from a day on. Units that are
  /// missing in it ended on that day; `merges` says which ones took their place.
  package mutating func take(csv text: String, from day: String, merges: [String: String]) -> Import {
    var lines: [Line] = []
    let rows = text.split(whereSeparator: \.isNewline)
    guard rows.first?.replacing("\u{feff}", with: "") == "code,name,province_code,province" else { return .badLine(1) }
    for (place, row) in rows.enumerated().dropFirst() {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 4, Self.isCode(cells[0], 5), Self.isCode(cells[2], 2), !cells[1].isEmpty,
        cells[1].utf8.count <= 200, !cells[3].isEmpty
      else { return .badLine(place + 1) }
      lines.append(Line(code: cells[0], name: cells[1], province: cells[2], provinceName: cells[3]))
    }
    return take(lines, from: day, merges: merges)
  }

  /// Takes the lines of a table.
  package mutating func take(_ lines: [Line], from day: String, merges: [String: String]) -> Import {
    guard !lines.isEmpty else { return .empty }
    var next = entries
    var change = Change()
    let present = Set(lines.map(\.code))
    for (_, successor) in merges.sorted(by: { $0.key < $1.key }) where !present.contains(successor) {
      return .unknownSuccessor(successor)
    }
    for line in lines {
      guard var known = next[line.code], known.ended == nil else {
        next[line.code] = Entry(
          code: line.code, names: (next[line.code]?.names ?? []) + [Name(from: day, name: line.name)],
          province: line.province, provinceName: line.provinceName)
        change.added += 1
        continue
      }
      if known.name != line.name {
        known.names.append(Name(from: day, name: line.name))
        change.renamed += 1
      }
      (known.province, known.provinceName) = (line.province, line.provinceName)
      next[line.code] = known
    }
    let missing = next.values.filter { $0.ended == nil && !present.contains($0.code) }.map(\.code).sorted()
    let lost = missing.filter { merges[$0] == nil }
    guard lost.isEmpty else { return .noSuccessor(lost) }
    for code in missing {
      next[code]?.ended = day
      next[code]?.successor = merges[code]
      change.ended += 1
    }
    entries = next
    return .taken(change)
  }

  package subscript(code: String) -> Entry? { entries[code] }

  /// The unit that stands for a code on a day: itself, or the one that took its place by then.
  package func current(_ code: String, on day: String) -> String {
    var code = code
    // A table that names itself in a ring ends somewhere.
    for _ in 0..<8 {
      guard let entry = entries[code], let ended = entry.ended, ended <= day, let successor = entry.successor else {
        break
      }
      code = successor
    }
    return code
  }

  /// The codes that now stand in a unit, itself among them.
  package func codes(of unit: String, on day: String) -> Set<String> {
    Set([unit] + entries.keys.filter { current($0, on: day) == unit })
  }

  /// What was merged into a unit, and its own earlier names, oldest first: code, name, and the day from which it was no more.
  package func former(_ unit: String) -> [(code: String, name: String, until: String)] {
    var former = entries.values.filter { $0.successor == unit }.map { ($0.code, $0.name, $0.ended ?? "") }
    if let names = entries[unit]?.names {
      former += zip(names, names.dropFirst()).map { (unit, $0.name, $1.from) }
    }
    return former.sorted { ($0.2, $0.0) < ($1.2, $1.0) }
  }

  /// All codes with what each is called now.
  package var names: [(code: String, name: String)] { entries.values.map { ($0.code, $0.name) } }

  /// Two digits; nil where the unit is not known.
  package func province(of code: String) -> String? { entries[code]?.province }
  package func provinceName(_ code: String) -> String? { entries.values.first { $0.province == code }?.provinceName }

  /// How many units there are.
  package var count: Int { entries.values.count { $0.ended == nil } }

  private static func isCode(_ text: String, _ digits: Int) -> Bool {
    text.utf8.count == digits && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
