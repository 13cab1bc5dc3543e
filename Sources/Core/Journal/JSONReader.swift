import Bytes
import Checklists

/// Reads what ``JSONWriter`` writes, and nothing else: another key order, a blank or a needless escape is refused, so
/// that each entry has exactly one form.
struct JSONReader {
  private let bytes: [UInt8]
  /// How far it has read.
  private(set) var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { offset == bytes.count }

  func complaint(_ expected: String) -> EntryBytes.Unreadable { .init(offset: offset, expected: expected) }

  /// Steps over a literal if it comes next.
  mutating func take(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { wanted in
      guard bytes.count - offset >= wanted.count else { return false }
      for (index, unit) in wanted.enumerated() where bytes[offset + index] != unit { return false }
      offset += wanted.count
      return true
    }
  }

  mutating func expect(_ text: StaticString) throws(EntryBytes.Unreadable) {
    guard take(text) else { throw complaint(text.description) }
  }

  mutating func int64() throws(EntryBytes.Unreadable) -> Int64 {
    let start = offset
    let isNegative = take("-")
    var magnitude: UInt64 = 0
    var digits = 0
    while offset < bytes.count, case 0x30...0x39 = bytes[offset], digits < 20 {
      let (tens, over) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(UInt64(bytes[offset] - 0x30))
      guard !over, !carry else { throw complaint("a smaller number") }
      magnitude = sum
      digits += 1
      offset += 1
    }
    let leads = offset - digits < bytes.count ? bytes[offset - digits] : 0
    guard digits > 0, digits == 1 || leads != 0x30, !(isNegative && magnitude == 0) else {
      offset = start
      throw complaint("a number")
    }
    if isNegative, magnitude == Int64.min.magnitude { return .min }
    guard let value = Int64(exactly: magnitude) else { throw complaint("a smaller number") }
    return isNegative ? -value : value
  }

  mutating func int() throws(EntryBytes.Unreadable) -> Int { Int(try int64()) }

  mutating func string() throws(EntryBytes.Unreadable) -> String {
    try expect("\"")
    let start = offset
    while offset < bytes.count, bytes[offset] != 0x22, bytes[offset] != 0x5c, bytes[offset] >= 0x20 { offset += 1 }
    if take("\"") { return try text(bytes[start..<(offset - 1)]) }
    var units = Array(bytes[start..<offset])
    while !take("\"") { units.append(try unit()) }
    return try text(units[...])
  }

  private func text(_ units: ArraySlice<UInt8>) throws(EntryBytes.Unreadable) -> String {
    // `String(validating:as:)` costs more than all the rest of an entry, which is mostly ASCII.
    var all: UInt8 = 0
    for unit in units { all |= unit }
    if all < 0x80 { return String(decoding: units, as: UTF8.self) }
    guard let text = String(validating: units, as: UTF8.self) else { throw complaint("UTF-8") }
    return text
  }

  private mutating func unit() throws(EntryBytes.Unreadable) -> UInt8 {
    guard offset < bytes.count, bytes[offset] >= 0x20 else { throw complaint("the end of a string") }
    let unit = bytes[offset]
    guard unit == 0x5c else {
      offset += 1
      return unit
    }
    if take("\\\"") { return 0x22 }
    if take("\\\\") { return 0x5c }
    try expect("\\u00")
    guard offset + 2 <= bytes.count,
      let value = Hex.bytes(String(decoding: bytes[offset..<(offset + 2)], as: UTF8.self))?.first, value < 0x20
    else { throw complaint("a control character") }
    offset += 2
    return value
  }

  mutating func hash() throws(EntryBytes.Unreadable) -> EntryHash {
    let digits = EntryHash.byteCount * 2
    guard bytes.count - offset >= digits + 2, bytes[offset] == 0x22, bytes[offset + digits + 1] == 0x22,
      let hash = EntryHash(digits: bytes[(offset + 1)..<(offset + 1 + digits)])
    else { throw complaint("64 hex digits") }
    offset += digits + 2
    return hash
  }

  mutating func name<N: Name>(_ type: N.Type = N.self) throws(EntryBytes.Unreadable) -> N { N(rawValue: try string()) }

  /// One of the words of an enumeration.
  mutating func word<E: RawRepresentable<String>>(_ type: E.Type = E.self) throws(EntryBytes.Unreadable) -> E {
    guard let value = E(rawValue: try string()) else { throw complaint("a known word (\(E.self))") }
    return value
  }

  /// The items of an array whose `[` comes next.
  mutating func list<Item>(
    _ item: (inout JSONReader) throws(EntryBytes.Unreadable) -> Item
  ) throws(EntryBytes.Unreadable) -> [Item] {
    try expect("[")
    if take("]") { return [] }
    var items: [Item] = []
    repeat { items.append(try item(&self)) } while take(",")
    try expect("]")
    return items
  }
}
