import Bytes
import Checklists

/// Reads what ``JSONWriter`` writes, and nothing else: another key order, a blank or a needless escape is refused, so
/// that each entry has exactly one form.
struct JSONReader {
  private let bytes: [UInt8]
  /// How far it has read.
  private(set) var offset = 0
  /// Whether it read past something that a later program added.
  private(set) var hasMore = false
  private var isFirst = false
  /// Whether the last value of the array was null.
  private var endsWithNull = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { offset == bytes.count }

  func complaint(_ expected: String) -> ChainFault { .unreadable(offset: offset, expected: expected) }

  /// Steps over a literal if it comes next.
  mutating func take(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { wanted in
      guard bytes.count - offset >= wanted.count else { return false }
      for (index, unit) in wanted.enumerated() where bytes[offset + index] != unit { return false }
      offset += wanted.count
      return true
    }
  }

  mutating func expect(_ text: StaticString) throws(ChainFault) {
    guard take(text) else { throw complaint(text.description) }
  }

  mutating func int64() throws(ChainFault) -> Int64 {
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

  mutating func int() throws(ChainFault) -> Int { Int(try int64()) }

  mutating func string() throws(ChainFault) -> String {
    try expect("\"")
    let start = offset
    while offset < bytes.count, bytes[offset] != 0x22, bytes[offset] != 0x5c, bytes[offset] >= 0x20 { offset += 1 }
    if take("\"") { return try text(bytes[start..<(offset - 1)]) }
    var units = Array(bytes[start..<offset])
    while !take("\"") { units.append(try unit()) }
    return try text(units[...])
  }

  private func text(_ units: ArraySlice<UInt8>) throws(ChainFault) -> String {
    // `String(validating:as:)` costs more than all the rest of an entry, which is mostly ASCII.
    var all: UInt8 = 0
    for unit in units { all |= unit }
    if all < 0x80 { return String(decoding: units, as: UTF8.self) }
    guard let text = String(validating: units, as: UTF8.self) else { throw complaint("UTF-8") }
    return text
  }

  private mutating func unit() throws(ChainFault) -> UInt8 {
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

  mutating func hash() throws(ChainFault) -> EntryHash {
    let digits = EntryHash.byteCount * 2
    guard bytes.count - offset >= digits + 2, bytes[offset] == 0x22, bytes[offset + digits + 1] == 0x22,
      let hash = EntryHash(digits: bytes[(offset + 1)..<(offset + 1 + digits)])
    else { throw complaint("64 hex digits") }
    offset += digits + 2
    return hash
  }

  /// Reads past a value of any kind in the canonical form.
  private mutating func skip(depth: Int = 0) throws(ChainFault) {
    guard depth < Self.deepest else { throw complaint("fewer levels") }
    guard offset < bytes.count else { throw complaint("a value") }
    switch bytes[offset] {
    case 0x22: _ = try string()
    case 0x5b:
      offset += 1
      if take("]") { return }
      repeat { try skip(depth: depth + 1) } while take(",")
      try expect("]")
    case 0x7b:
      offset += 1
      if take("}") { return }
      repeat {
        _ = try string()
        try expect(":")
        try skip(depth: depth + 1)
      } while take(",")
      try expect("}")
    default:
      if take("true") || take("false") || take("null") { return }
      _ = try int64()
    }
  }

  /// Levels of arrays and objects that a later program may nest.
  private static let deepest = 8
}

extension JSONReader: EntryCoder {
  typealias Failure = ChainFault

  mutating func key(_ key: StaticString) throws(ChainFault) { try expect(key) }

  mutating func optional<Value: EntryValue>(
    _ key: StaticString, _ value: inout Value?
  ) throws(ChainFault) {
    guard take(key) else {
      value = nil
      return
    }
    var read = Value.blank
    try read.code(with: &self)
    value = read
  }

  mutating func string(_ value: inout String) throws(ChainFault) { value = try string() }

  mutating func word<Value: RawRepresentable<String>>(_ value: inout Value) throws(ChainFault) {
    guard let word = Value(rawValue: try string()) else { throw complaint("a known word (\(Value.self))") }
    value = word
  }

  mutating func number(_ value: inout Int64) throws(ChainFault) { value = try int64() }

  mutating func bool(_ value: inout Bool) throws(ChainFault) {
    value = take("true")
    if !value { try expect("false") }
  }

  mutating func hash(_ value: inout EntryHash) throws(ChainFault) { value = try hash() }

  mutating func list<Value: EntryValue>(_ values: inout [Value]) throws(ChainFault) {
    try expect("[")
    if take("]") { return }
    repeat {
      var value = Value.blank
      try value.code(with: &self)
      values.append(value)
    } while take(",")
    try expect("]")
  }

  mutating func beginArray() throws(ChainFault) {
    try expect("[")
    (isFirst, endsWithNull) = (true, false)
  }

  mutating func item<Value: EntryValue>(_ value: inout Value) throws(ChainFault) {
    if !isFirst { try expect(",") }
    isFirst = false
    try value.code(with: &self)
  }

  mutating func nullable<Value: EntryValue>(_ value: inout Value?) throws(ChainFault) {
    try expect(",")
    if take("null") {
      value = nil
    } else {
      var read = Value.blank
      try read.code(with: &self)
      value = read
    }
  }

  mutating func tail<Value: EntryValue>(_ value: inout Value?) throws(ChainFault) {
    guard offset < bytes.count, bytes[offset] == 0x2c else { return }
    try nullable(&value)
    endsWithNull = value == nil
  }

  mutating func endArray() throws(ChainFault) {
    while take(",") {
      hasMore = true
      endsWithNull = take("null")
      if !endsWithNull { try skip() }
    }
    if endsWithNull { throw complaint("something after null") }
    try expect("]")
  }

  mutating func endObject() throws(ChainFault) {
    var added: Set<String> = []
    while take(",") {
      let key = try string()
      guard !EntryBytes.keys.contains(key), added.insert(key).inserted else { throw complaint("a new key") }
      try expect(":")
      try skip()
      hasMore = true
    }
    try expect("}")
  }

  mutating func check(_ holds: Bool, _ expected: StaticString) throws(ChainFault) {
    if !holds { throw complaint(expected.description) }
  }
}
