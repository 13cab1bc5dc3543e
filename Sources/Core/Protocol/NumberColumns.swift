/// Numbers of a batch in columns of their kind, where they lie close to each other.
///
/// Each column says in what way its numbers are told (``Way``), and with how many low bits as they are: what is above
/// them is small, and so many ones and a zero; eight ones begin a number that is told by its length. That is within a
/// tenth of what times of steps and clocks hold of chance.
struct NumberColumns {
  /// Columns of one batch at most; numbers of further kinds stay in the text.
  static let most = 27

  /// What of a number travels.
  enum Way: UInt8, CaseIterable {
    /// All of it.
    case itself
    /// How far it moved from the one before it in its column.
    case step
    /// How much farther it moved than the last number of its entry that moved: a monotonic clock moves as the wall clock
    /// did.
    case follow
  }

  /// What both sides remember of the numbers so far.
  struct Memory {
    private var last = [Int64](repeating: 0, count: NumberColumns.most)
    private var move: Int64 = 0

    mutating func endEntry() { move = 0 }

    /// What is expected of a column's next number.
    func expected(_ column: Int, _ way: Way) -> Int64 {
      switch way {
      case .itself: 0
      case .step: last[column]
      case .follow: last[column] &+ move
      }
    }

    mutating func note(_ value: Int64, _ column: Int) {
      if value != last[column] { move = value &- last[column] }
      last[column] = value
    }
  }

  /// In the order of the text; ``most`` ends an entry.
  private var columns: [UInt8] = []
  private var values: [Int64] = []

  mutating func add(_ value: Int64, to column: Int) {
    columns.append(UInt8(column))
    values.append(value)
  }

  mutating func endEntry() { add(0, to: Self.most) }

  /// Number of columns, a byte for each, and the bits.
  var bytes: [UInt8] {
    var told = [[[UInt64]]](repeating: [[UInt64]](repeating: [], count: Way.allCases.count), count: Self.most)
    forEach { value, column, memory in
      for way in Way.allCases {
        told[column][Int(way.rawValue)].append(NumberCode.fold(value &- memory.expected(column, way)))
      }
    }
    let codes = told.prefix { !$0[0].isEmpty }.map { ways in
      let costs = ways.map(NumberCode.best)
      let way = Way.allCases.min { costs[Int($0.rawValue)].bits < costs[Int($1.rawValue)].bits } ?? .itself
      return (way: way, code: costs[Int(way.rawValue)].code)
    }
    var bits = BitWriter([UInt8(codes.count)] + codes.map { $0.way.rawValue << 6 | $0.code.low })
    forEach { value, column, memory in
      codes[column].code.write(NumberCode.fold(value &- memory.expected(column, codes[column].way)), to: &bits)
    }
    return bits.finished()
  }

  private func forEach(_ body: (Int64, Int, Memory) -> Void) {
    var memory = Memory()
    for (column, value) in zip(columns, values) {
      if column == Self.most {
        memory.endEntry()
      } else {
        body(value, Int(column), memory)
        memory.note(value, Int(column))
      }
    }
  }
}

/// The reading side of ``NumberColumns``; nil where the bits end too early.
struct NumberReader {
  private var columns: [(way: NumberColumns.Way, code: NumberCode)] = []
  private var bits: BitReader
  private var memory = NumberColumns.Memory()

  init?(_ bytes: ArraySlice<UInt8>) {
    guard let count = bytes.first, count <= NumberColumns.most, bytes.count > Int(count) else { return nil }
    for byte in bytes.dropFirst().prefix(Int(count)) {
      guard let way = NumberColumns.Way(rawValue: byte >> 6) else { return nil }
      columns.append((way, NumberCode(low: byte & 63)))
    }
    bits = BitReader(bytes.dropFirst(Int(count) + 1))
  }

  /// Nothing is left but the zeros that fill the last byte.
  var isAtEnd: Bool { bits.isAtEnd }

  mutating func endEntry() { memory.endEntry() }

  mutating func next(_ column: Int) -> Int64? {
    guard column < columns.count, let folded = columns[column].code.read(&bits) else { return nil }
    let value = memory.expected(column, columns[column].way) &+ NumberCode.unfold(folded)
    memory.note(value, column)
    return value
  }
}

/// How the numbers of one column are written as bits (Rice's code, with a way out for large ones).
struct NumberCode {
  /// How many low bits travel as they are; ``nothing`` where all numbers are zero.
  var low: UInt8
  /// Then no bits travel at all.
  static let nothing: UInt8 = 63
  /// So many ones begin a number that is told by its length.
  private static let escape = 8

  /// A number with a sign as one without, small ones staying small.
  static func fold(_ value: Int64) -> UInt64 { UInt64(bitPattern: (value << 1) ^ (value >> 63)) }
  static func unfold(_ value: UInt64) -> Int64 { Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1) }

  /// The code that writes these numbers in the fewest bits, or nearly.
  static func best(_ numbers: [UInt64]) -> (code: NumberCode, bits: Int) {
    var lengths = [Int](repeating: 0, count: 65)
    for number in numbers { lengths[64 - number.leadingZeroBitCount] += 1 }
    guard lengths[0] < numbers.count else { return (NumberCode(low: nothing), 0) }
    var below = 0
    let median = lengths.firstIndex { count in
      below += count
      return below * 2 >= numbers.count
    }
    return (-3...1).map { offset in
      let code = NumberCode(low: UInt8(min(max(0, (median ?? 0) + offset), 48)))
      return (code, numbers.reduce(0) { $0 + code.bits($1) })
    }.min { $0.bits < $1.bits } ?? (NumberCode(low: 0), .max)
  }

  private func bits(_ number: UInt64) -> Int {
    let high = number >> UInt64(low)
    return high < Self.escape ? Int(high) + 1 + Int(low) : Self.escape + 6 + 63 - number.leadingZeroBitCount
  }

  func write(_ number: UInt64, to bits: inout BitWriter) {
    guard low != Self.nothing else { return }
    let high = number >> UInt64(low)
    if high < Self.escape {
      bits.put((1 << high) - 1, Int(high) + 1)
      bits.put(number, Int(low))
    } else {
      let length = 63 - number.leadingZeroBitCount
      bits.put((1 << UInt64(Self.escape)) - 1, Self.escape)
      bits.put(UInt64(length), 6)
      bits.put(number, length)
    }
  }

  func read(_ bits: inout BitReader) -> UInt64? {
    guard low != Self.nothing else { return 0 }
    guard let high = bits.takeOnes(atMost: Self.escape) else { return nil }
    if high < Self.escape { return bits.take(Int(low)).map { UInt64(high) << UInt64(low) | $0 } }
    guard let length = bits.take(6), let rest = bits.take(Int(length)) else { return nil }
    return 1 << length | rest
  }
}

/// Appends numbers of some bits each.
struct BitWriter {
  private var bytes: [UInt8]
  private var held: UInt64 = 0
  private var count = 0

  /// Goes on behind some bytes.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The low `bits` of a value, at most 63.
  mutating func put(_ value: UInt64, _ bits: Int) {
    guard bits <= 32 else {
      put(value, 32)
      return put(value >> 32, bits - 32)
    }
    held |= (value & ((1 << UInt64(bits)) - 1)) << UInt64(count)
    count += bits
    while count >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: held))
      held >>= 8
      count -= 8
    }
  }

  /// All of them, the last byte filled up with zeros.
  consuming func finished() -> [UInt8] { count > 0 ? bytes + [UInt8(truncatingIfNeeded: held)] : bytes }
}

/// Reads what ``BitWriter`` wrote.
struct BitReader {
  private let bytes: ArraySlice<UInt8>
  /// The first byte whose bits are not held yet.
  private var offset: Int
  private var held: UInt64 = 0
  /// How many bits are held; those above them are zero.
  private var count = 0

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    offset = bytes.startIndex
  }

  /// Nothing is left but the zeros that fill the last byte.
  var isAtEnd: Bool { offset == bytes.endIndex && count < 8 && held == 0 }

  /// The next `bits`, at most 63; nil behind the end.
  mutating func take(_ bits: Int) -> UInt64? {
    guard bits <= 32 else {
      guard let low = take(32), let high = take(bits - 32) else { return nil }
      return high << 32 | low
    }
    guard hold(bits) else { return nil }
    let value = held & ((1 << UInt64(bits)) - 1)
    drop(bits)
    return value
  }

  /// How many ones come before the next zero, which goes with them; after `most` ones, at most 32, no zero is looked for.
  /// Nil behind the end.
  mutating func takeOnes(atMost most: Int) -> Int? {
    _ = hold(most + 1)
    let ones = min((~held).trailingZeroBitCount, most)
    let length = ones < most ? ones + 1 : most
    guard length <= count else { return nil }
    drop(length)
    return ones
  }

  /// Holds so many bits, at most 57, if there are as many.
  private mutating func hold(_ bits: Int) -> Bool {
    guard count < bits else { return true }
    while count <= 56, offset < bytes.endIndex {
      held |= UInt64(bytes[offset]) << UInt64(count)
      offset += 1
      count += 8
    }
    return count >= bits
  }

  private mutating func drop(_ bits: Int) {
    held >>= UInt64(bits)
    count -= bits
  }
}
