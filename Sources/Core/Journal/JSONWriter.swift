import Checklists

/// Writes the one canonical form of a JSON text: no blanks, fixed key order (the caller's), and only those escapes that
/// JSON demands, always in the same spelling.
///
/// By hand, because the bytes are hashed: the same facts must give the same bytes on every machine and in every later
/// version. Into a buffer of its own, because appending some ninety pieces to an array costs more than hashing them.
struct JSONWriter: ~Copyable {
  private var buffer: UnsafeMutableRawBufferPointer
  private(set) var count = 0
  /// Absent values of an array that are written as null once something follows them.
  private var absent = 0
  private var isFirst = false

  init(capacity: Int) {
    buffer = .allocate(byteCount: max(64, capacity), alignment: 1)
  }

  deinit { buffer.deallocate() }

  /// What has been written.
  var bytes: [UInt8] { Array(buffer.prefix(count)) }

  /// Punctuation and keys, as they stand in the program.
  mutating func literal(_ text: StaticString) {
    append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func number(_ value: Int64) {
    var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)  // 20 digits and a sign at most
    withUnsafeMutableBytes(of: &digits) { buffer in
      var start = buffer.count
      var rest = value.magnitude
      repeat {
        start -= 1
        buffer[start] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
        rest /= 10
      } while rest > 0
      if value < 0 {
        start -= 1
        buffer[start] = 0x2d
      }
      append(UnsafeRawBufferPointer(rebasing: buffer[start...]))
    }
  }

  mutating func number(_ value: Int) { number(Int64(value)) }

  mutating func string(_ text: String) {
    // Long enough for a text that is escaped in every place, and two quotes.
    reserve(text.utf8.count * 6 + 2)
    put(0x22)
    var text = text
    text.withUTF8 { units in
      if Self.needsEscape(units) {
        for unit in units { putEscaped(unit) }
      } else {
        put(UnsafeRawBufferPointer(units))
      }
    }
    put(0x22)
  }

  mutating func hash(_ hash: EntryHash) {
    reserve(EntryHash.byteCount * 2 + 2)
    put(0x22)
    hash.forEachByte { putHex($0) }
    put(0x22)
  }

  private static func needsEscape(_ units: UnsafeBufferPointer<UInt8>) -> Bool {
    for unit in units where unit < 0x20 || unit == 0x22 || unit == 0x5c { return true }
    return false
  }

  private mutating func putEscaped(_ unit: UInt8) {
    switch unit {
    case 0x22, 0x5c:
      put(0x5c)
      put(unit)
    case ..<0x20:
      for unit in "\\u00".utf8 { put(unit) }
      putHex(unit)
    default:
      put(unit)
    }
  }

  // MARK: The buffer. What is `put` has been reserved before.

  @inline(__always)
  private mutating func append(_ units: UnsafeRawBufferPointer) {
    reserve(units.count)
    put(units)
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if count + more > buffer.count { grow(more) }
  }

  private mutating func grow(_ more: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: (count + more) * 2, alignment: 1)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer.prefix(count)))
    buffer.deallocate()
    buffer = larger
  }

  @inline(__always)
  private mutating func put(_ units: UnsafeRawBufferPointer) {
    UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).copyMemory(from: units)
    count += units.count
  }

  @inline(__always)
  private mutating func put(_ unit: UInt8) {
    buffer[count] = unit
    count += 1
  }

  @inline(__always)
  private mutating func putHex(_ byte: UInt8) {
    // An entry holds two hashes or more: `Hex.digit` would be a call for each of their digits.
    let digits: StaticString = "0123456789abcdef"
    put(digits.utf8Start[Int(byte >> 4)])
    put(digits.utf8Start[Int(byte & 15)])
  }
}

extension JSONWriter: EntryCoder {
  mutating func key(_ key: StaticString) { literal(key) }

  mutating func optional<Value: EntryValue>(_ key: StaticString, _ value: inout Value?) {
    guard value != nil else { return }
    literal(key)
    value?.code(with: &self)
  }

  mutating func string(_ value: inout String) { string(value) }
  mutating func word<Value: RawRepresentable<String>>(_ value: inout Value) { string(value.rawValue) }
  mutating func number(_ value: inout Int64) { number(value) }
  mutating func bool(_ value: inout Bool) { literal(value ? "true" : "false") }
  mutating func hash(_ value: inout EntryHash) { hash(value) }

  mutating func list<Value: EntryValue>(_ values: inout [Value]) {
    literal("[")
    var isFirst = true
    // One by one: to write through the array itself would copy all of it, since the entry holds it too.
    for var value in values {
      if !isFirst { literal(",") }
      isFirst = false
      value.code(with: &self)
    }
    literal("]")
  }

  mutating func beginArray() {
    literal("[")
    (isFirst, absent) = (true, 0)
  }

  mutating func item<Value: EntryValue>(_ value: inout Value) {
    if !isFirst { literal(",") }
    isFirst = false
    value.code(with: &self)
  }

  mutating func nullable<Value: EntryValue>(_ value: inout Value?) {
    literal(",")
    if value == nil { literal("null") }
    value?.code(with: &self)
  }

  mutating func tail<Value: EntryValue>(_ value: inout Value?) {
    guard value != nil else {
      absent += 1
      return
    }
    for _ in 0..<absent { literal(",null") }
    absent = 0
    literal(",")
    value?.code(with: &self)
  }

  mutating func endArray() { literal("]") }
  mutating func endObject() { literal("}") }
  mutating func check(_ holds: Bool, _ expected: StaticString) {}
}
