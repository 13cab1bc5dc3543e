import Checklists
import VietnameseText

/// Reads a table of units; quotes as in RFC 4180, but no line ends within them.
struct UnitsTable {
  let lint: Lint

  /// Three times as many as there are communes in 2026.
  static let mostRows = 10_000
  private static let header = ["code", "name", "province_code", "province"]

  /// One field of a line, and the column it begins in.
  private struct Field {
    var text: String
    var column: Int
  }

  /// The units in file order; those of wrong lines are left out, with a complaint.
  func units(_ text: String) -> [Unit] {
    var units: [Unit] = []
    var firstLines: [String: Int] = [:]
    var provinces: [String: String] = [:]
    var sawHeader = false
    // "\r\n" is one Character, so lines are cut in the bytes.
    for (index, raw) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let line = index + 1
      let content = raw.last == 0x0D ? raw.dropLast() : raw
      if content.allSatisfy({ $0 == 0x20 }) { continue }
      guard let fields = fields(String(Substring(content)), line: line) else { continue }
      guard sawHeader else {
        sawHeader = true
        if fields.map(\.text) == Self.header { continue }
        lint.note(.units(.wrongHeader), at: Place(line: line, column: 1))
        return units
      }
      guard units.count < Self.mostRows else {
        lint.note(.units(.tooManyRows(limit: Self.mostRows)), at: Place(line: line, column: 1))
        return units
      }
      if let unit = unit(fields, line: line, &firstLines, &provinces) { units.append(unit) }
    }
    if !sawHeader, !lint.isBroken { lint.note(.bytes(.empty), at: .start) }
    return units
  }

  private func unit(
    _ fields: [Field], line: Int, _ firstLines: inout [String: Int], _ provinces: inout [String: String]
  ) -> Unit? {
    guard fields.count == 4 else {
      lint.note(.units(.wrongColumnCount(found: fields.count)), at: Place(line: line, column: 1))
      return nil
    }
    let places = fields.map { Place(line: line, column: $0.column) }
    let (code, name, provinceCode, province) = (fields[0].text, fields[1].text, fields[2].text, fields[3].text)
    check(code, digits: 5, at: places[0])
    check(provinceCode, digits: 2, at: places[2])
    check(name: name, at: places[1])
    check(name: province, at: places[3])
    if let first = firstLines[code] {
      lint.note(.name(.duplicate(.unit, code, firstLine: first)), at: places[0])
    } else {
      firstLines[code] = line
    }
    if let before = provinces[provinceCode], comparable(before) != comparable(province) {
      lint.note(.units(.provinceRenamed(province, before: before)), at: places[3])
    } else {
      provinces[provinceCode] = province
    }
    return Unit(code: code, name: name, provinceCode: provinceCode, province: province)
  }

  private func check(_ code: String, digits: Int, at place: Place) {
    if code.utf8.count != digits || !isDigits(code) { lint.note(.units(.badCode(code, digits: digits)), at: place) }
  }

  private func check(name: String, at place: Place) {
    if name.isEmpty { lint.note(.units(.missingName), at: place) }
    lint.measure(name, .line(60), at: place)
  }

  /// The fields of a line, without blanks around them and composed; nil, with a complaint, where a quote is wrong.
  private func fields(_ line: String, line number: Int) -> [Field]? {
    var fields: [Field] = []
    var rest = line.unicodeScalars[...]
    var column = 1
    while true {
      let start = rest.startIndex
      var field = String.UnicodeScalarView()
      if rest.first == "\"" {
        guard let quoted = quoted(&rest) else {
          lint.note(.units(.badQuote), at: Place(line: number, column: column))
          return nil
        }
        field = quoted
      } else {
        let end = rest.firstIndex(of: ",") ?? rest.endIndex
        field.append(contentsOf: rest[..<end])
        rest = rest[end...]
      }
      fields.append(Field(text: composed(trimmed(String(field))), column: column))
      column += line.unicodeScalars.distance(from: start, to: rest.startIndex) + 1
      guard rest.popFirst() != nil else { return fields }
    }
  }

  /// Takes a quoted field off the front, up to the comma or the end; nil where the quote is not closed there.
  private func quoted(_ rest: inout Substring.UnicodeScalarView) -> String.UnicodeScalarView? {
    var field = String.UnicodeScalarView()
    rest.removeFirst()
    while let scalar = rest.popFirst() {
      guard scalar == "\"" else {
        field.append(scalar)
        continue
      }
      guard rest.first == "\"" else { return rest.isEmpty || rest.first == "," ? field : nil }
      field.append(rest.removeFirst())
    }
    return nil
  }
}

/// The text without blanks at its ends.
private func trimmed(_ text: String) -> String {
  let scalars = text.unicodeScalars
  guard let first = scalars.firstIndex(where: { $0 != " " }), let last = scalars.lastIndex(where: { $0 != " " }) else {
    return ""
  }
  return String(scalars[first...last])
}
