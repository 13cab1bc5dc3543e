import Journal

/// What a batch is made of on its way: a column for each kind of value, for like values stand well beside each other.
struct Columns {
  /// By ``Mark/place``: numbers of phrases, or what of a value is not in `plain`; LEB128.
  var numbers = [[UInt8]](repeating: [], count: Mark.count)
  /// By ``Mark/place``: phrases in the order in which they were met; under ``Mark/text`` the texts. Each has its end.
  var words = [[UInt8]](repeating: [], count: Mark.count)
  /// Entries that no phrase fits.
  var raw: [UInt8] = []
  /// Hashes, 32 bytes each. No compression would find anything in them.
  var hashes: [UInt8] = []
  /// The low bits of numbers.
  var plain = BitWriter()

  mutating func number(_ value: UInt64, at place: Int) {
    var rest = value
    while rest >= 0x80 {
      numbers[place].append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    numbers[place].append(UInt8(truncatingIfNeeded: rest))
  }

  /// A value, or its difference to the one before it.
  mutating func value(_ value: Int64, _ mark: Mark) {
    plain.put(UInt64(bitPattern: value), mark.plainBits)
    let high = value >> Int64(mark.plainBits)
    number(mark.isSigned ? ZigZag.fold(high) : UInt64(bitPattern: high), at: mark.place)
  }
}

/// Appends numbers of a few bits each.
struct BitWriter {
  private(set) var bytes: [UInt8] = []
  private var held: UInt64 = 0
  private var count = 0

  /// The low `bits` of a value, at most 32.
  mutating func put(_ value: UInt64, _ bits: Int) {
    guard bits > 0 else { return }
    held |= (value & ((1 << UInt64(bits)) - 1)) << UInt64(count)
    count += bits
    while count >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: held))
      held >>= 8
      count -= 8
    }
  }

  /// Fills the last byte up with zeros.
  mutating func finish() {
    if count > 0 { bytes.append(UInt8(truncatingIfNeeded: held)) }
    (held, count) = (0, 0)
  }
}

/// Reads what ``BitWriter`` wrote.
struct BitReader {
  private let bytes: ArraySlice<UInt8>
  private var offset: Int
  private var held: UInt64 = 0
  private var count = 0

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    offset = bytes.startIndex
  }

  /// Nothing is left but the zeros that fill the last byte.
  var isAtEnd: Bool { offset == bytes.endIndex && count < 8 && held == 0 }

  /// The next `bits`, at most 32; nil behind the end.
  mutating func take(_ bits: Int) -> UInt64? {
    while count < bits {
      guard offset < bytes.endIndex else { return nil }
      held |= UInt64(bytes[offset]) << UInt64(count)
      offset += 1
      count += 8
    }
    let value = held & ((1 << UInt64(bits)) - 1)
    held >>= UInt64(bits)
    count -= bits
    return value
  }
}

/// Numbers with a sign as numbers without one, small ones staying small.
enum ZigZag {
  static func fold(_ value: Int64) -> UInt64 { UInt64(bitPattern: (value << 1) ^ (value >> 63)) }
  static func unfold(_ value: UInt64) -> Int64 { Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1) }
}

/// What numbers are told as differences to; both ends keep one.
struct Running {
  var wall: Int64 = 0
  /// The wall clock less the monotonic one.
  var boot: Int64 = 0
  var day: Int64 = 0

  /// What travels for a value.
  mutating func difference(_ value: Int64, _ mark: Mark, sequence: Int) -> Int64 {
    switch mark {
    case .wall, .span:
      defer { wall = value }
      return value &- wall
    case .monotonic:
      defer { boot = wall &- value }
      return wall &- value &- boot
    case .day:
      defer { day = value }
      return value &- day
    case .back: return Int64(sequence) &- value
    default: return value
    }
  }

  /// The value that travelled as that.
  mutating func value(_ difference: Int64, _ mark: Mark, sequence: Int) -> Int64 {
    switch mark {
    case .wall, .span:
      wall = wall &+ difference
      return wall
    case .monotonic:
      boot = boot &+ difference
      return wall &- boot
    case .day:
      day = day &+ difference
      return day
    case .back: return Int64(sequence) &- difference
    default: return difference
    }
  }
}
