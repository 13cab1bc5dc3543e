import Journal

/// One statement with its values, which travel apart from it and in binary form.
struct PostgresStatement {
  /// Words of this program alone: values stand in it as `$1`, `$2` … and nowhere else.
  var sql: String
  private(set) var types: [UInt32] = []
  /// All values one after the other.
  private(set) var bytes: [UInt8] = []
  /// Where each value lies in `bytes`; nil is NULL.
  private(set) var ranges: [Range<Int>?] = []

  init(_ sql: String) { self.sql = sql }

  /// A statement with single values.
  init(_ sql: String, _ values: PostgresValue...) {
    self.sql = sql
    for value in values { add(value) }
  }

  /// A statement with values of a list.
  init(_ sql: String, values: [PostgresValue]) {
    self.sql = sql
    for value in values { add(value) }
  }

  /// Adds the next value.
  mutating func add(_ value: PostgresValue) {
    types.append(value.type.rawValue)
    let start = bytes.count
    switch value {
    case .int(nil), .text(nil), .blob(nil):
      ranges.append(nil)
      return
    case .int(let number?): Self.append(number, to: &bytes)
    case .text(let text?): bytes.append(contentsOf: text.utf8)
    case .blob(let blob?): bytes.append(contentsOf: blob)
    }
    ranges.append(start..<bytes.count)
  }

  /// Adds an array of one dimension.
  mutating func add(_ array: PostgresArray) {
    types.append(array.type.arrayOid)
    let start = bytes.count
    Self.append(Int32(array.count == 0 ? 0 : 1), to: &bytes)
    Self.append(Int32(array.hasNull ? 1 : 0), to: &bytes)
    Self.append(Int32(bitPattern: array.type.rawValue), to: &bytes)
    if array.count > 0 {
      Self.append(Int32(array.count), to: &bytes)
      Self.append(Int32(1), to: &bytes)
      bytes.append(contentsOf: array.bytes)
    }
    ranges.append(start..<bytes.count)
  }

  /// The same statement with one array more.
  func with(_ arrays: PostgresArray...) -> PostgresStatement {
    var copy = self
    for array in arrays { copy.add(array) }
    return copy
  }

  fileprivate static func append<T: FixedWidthInteger>(_ number: T, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }
}

/// The types that the hub's tables have, with their numbers in PostgreSQL.
enum PostgresType: UInt32 {
  case int = 20
  case text = 25
  case blob = 17

  var arrayOid: UInt32 {
    switch self {
    case .int: 1016
    case .text: 1009
    case .blob: 1001
    }
  }
}

/// A value; nil is NULL.
enum PostgresValue {
  case int(Int64?)
  case text(String?)
  case blob([UInt8]?)

  static func int(_ value: Int) -> PostgresValue { .int(Int64(value)) }
  static func hash(_ value: EntryHash) -> PostgresValue { .blob(value.bytes) }

  var type: PostgresType {
    switch self {
    case .int: .int
    case .text: .text
    case .blob: .blob
    }
  }
}

/// Elements of an array as they travel: each behind its length.
struct PostgresArray {
  let type: PostgresType
  fileprivate private(set) var count = 0
  fileprivate private(set) var hasNull = false
  fileprivate private(set) var bytes: [UInt8] = []

  /// - Parameter capacity: How many bytes the elements will have, with four each for their length.
  init(_ type: PostgresType, capacity: Int = 0) {
    self.type = type
    bytes.reserveCapacity(capacity)
  }

  init(_ numbers: some Sequence<Int64>) {
    self.init(.int)
    for number in numbers { add(number) }
  }

  init(_ texts: some Sequence<String>) {
    self.init(.text)
    for text in texts { add(text) }
  }

  init(_ hashes: some Sequence<EntryHash>) {
    self.init(.blob)
    for hash in hashes { add(hash) }
  }

  init(_ blobs: some Sequence<[UInt8]>) {
    self.init(.blob)
    for blob in blobs { add(blob) }
  }

  mutating func addNull() {
    PostgresStatement.append(Int32(-1), to: &bytes)
    count += 1
    hasNull = true
  }

  mutating func add(_ number: Int64?) {
    guard let number else { return addNull() }
    PostgresStatement.append(Int32(8), to: &bytes)
    PostgresStatement.append(number, to: &bytes)
    count += 1
  }

  mutating func add(_ text: String?) {
    guard let text else { return addNull() }
    PostgresStatement.append(Int32(clamping: text.utf8.count), to: &bytes)
    bytes.append(contentsOf: text.utf8)
    count += 1
  }

  mutating func add(_ blob: [UInt8]?) {
    guard let blob else { return addNull() }
    PostgresStatement.append(Int32(clamping: blob.count), to: &bytes)
    bytes.append(contentsOf: blob)
    count += 1
  }

  mutating func add(_ hash: EntryHash) { add(hash.bytes) }

  /// Adds a value of the array's own type.
  mutating func add(_ value: PostgresValue) {
    switch value {
    case .int(let number): add(number)
    case .text(let text): add(text)
    case .blob(let blob): add(blob)
    }
  }
}
