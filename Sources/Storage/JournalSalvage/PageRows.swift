import SQLiteFiles

/// One row found on a page.
struct FoundRow {
  var rowid: Int64
  /// As the record holds them; the column that stands for the rowid is null.
  var values: [SQLiteValue]
}

/// Reads the rows on leaf pages of tables. Every number on a page may be wrong, so each is held against the page
/// before it is used; a row that does not fit is left out.
///
/// Source: SQLite's documentation "Database File Format", sections 1.6 and 2.1.
struct PageRows {
  let file: PageFile
  /// Largest row that is put together, in bytes.
  private static let largest = 8 << 20

  /// The rows on one page with a wanted number of columns, empty where it is no leaf of a table.
  func rows(onPage number: Int, columns: (Int) -> Bool) -> [FoundRow] {
    guard let page = file.page(number) else { return [] }
    let header = number == 1 ? 100 : 0
    guard page[header] == 0x0d else { return [] }
    let count = Int(page[header + 3]) << 8 | Int(page[header + 4])
    guard header + 8 + count * 2 <= page.count else { return [] }
    return (0..<count).compactMap { index in
      let pointer = header + 8 + index * 2
      return row(page, at: Int(page[pointer]) << 8 | Int(page[pointer + 1]), columns)
    }
  }

  private func row(_ page: [UInt8], at offset: Int, _ columns: (Int) -> Bool) -> FoundRow? {
    var reader = Bytes(page, at: offset)
    guard let size = reader.variable(), let rowid = reader.variable(), size > 0, size <= Int64(Self.largest) else {
      return nil
    }
    let local = Self.localBytes(payload: Int(size), usable: page.count)
    guard var payload = reader.take(local) else { return nil }
    if local < Int(size) {
      guard let next = reader.take(4), let rest = overflow(from: Self.number(next), Int(size) - local) else {
        return nil
      }
      payload += rest
    }
    return Self.record(payload, columns).map { FoundRow(rowid: rowid, values: $0) }
  }

  /// How much of a payload lies on the leaf itself.
  private static func localBytes(payload: Int, usable: Int) -> Int {
    let most = usable - 35
    if payload <= most { return payload }
    let least = (usable - 12) * 32 / 255 - 23
    let fitting = least + (payload - least) % (usable - 4)
    return fitting <= most ? fitting : least
  }

  private func overflow(from first: Int, _ count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    var number = first
    while bytes.count < count {
      guard number > 0, number <= file.pageCount, let page = file.page(number) else { return nil }
      bytes += page[4..<min(page.count, 4 + count - bytes.count)]
      number = Self.number(Array(page[0..<4]))
    }
    return bytes
  }

  private static func number(_ bytes: [UInt8]) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

  /// The values of a record; nil where it does not fit its own header, or has another number of columns.
  private static func record(_ payload: [UInt8], _ columns: (Int) -> Bool) -> [SQLiteValue]? {
    var reader = Bytes(payload, at: 0)
    guard let size = reader.variable(), size <= Int64(payload.count) else { return nil }
    var types: [Int64] = []
    while reader.offset < Int(size) {
      guard let type = reader.variable(), types.count < 32 else { return nil }
      types.append(type)
    }
    guard reader.offset == Int(size), columns(types.count) else { return nil }
    var values: [SQLiteValue] = []
    for type in types {
      guard let value = value(type, &reader) else { return nil }
      values.append(value)
    }
    return reader.offset == payload.count ? values : nil
  }

  private static func value(_ type: Int64, _ reader: inout Bytes) -> SQLiteValue? {
    switch type {
    case 0: return .null
    case 1...6:
      let widths = [1, 2, 3, 4, 6, 8]
      return reader.take(widths[Int(type) - 1]).map { bytes in
        .int(bytes.dropFirst().reduce(Int64(Int8(bitPattern: bytes[0]))) { $0 << 8 | Int64($1) })
      }
    case 8: return .int(0)
    case 9: return .int(1)
    case 12...Int64(largest) where type.isMultiple(of: 2):
      return reader.take(Int(type - 12) / 2).map { .blob($0) }
    case 13...Int64(largest):
      return reader.take(Int(type - 13) / 2).flatMap { String(validating: $0, as: UTF8.self) }.map { .text($0) }
    // Fractions, and numbers that SQLite keeps for itself: this program never writes them.
    default: return nil
    }
  }
}

/// Reads forward within some bytes.
private struct Bytes {
  private let bytes: [UInt8]
  private(set) var offset: Int

  init(_ bytes: [UInt8], at offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  mutating func take(_ count: Int) -> [UInt8]? {
    guard count >= 0, offset + count <= bytes.count else { return nil }
    defer { offset += count }
    return Array(bytes[offset..<(offset + count)])
  }

  /// One of SQLite's numbers of one to nine bytes.
  mutating func variable() -> Int64? {
    var value: UInt64 = 0
    for index in 0..<9 {
      guard offset < bytes.count else { return nil }
      let byte = bytes[offset]
      offset += 1
      if index == 8 { return Int64(bitPattern: value << 8 | UInt64(byte)) }
      value = value << 7 | UInt64(byte & 0x7f)
      if byte < 0x80 { return Int64(bitPattern: value) }
    }
    return nil
  }
}
