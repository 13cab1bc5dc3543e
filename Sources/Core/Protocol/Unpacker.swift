import Bytes
import Journal

/// Puts entries together again from their columns. Every number in them is somebody else's: nothing is taken on trust.
struct Unpacker {
  private(set) var items: [Batch.Item] = []
  /// Of each item, the hash that the next one builds on.
  private(set) var itemHashes: [EntryHash] = []

  /// A phrase, or what of it lies before a mark.
  private struct Part {
    var start: Int32
    var end: Int32
    /// What follows; ``Mark/end`` at the end.
    var mark: Mark
  }

  private let bytes: [UInt8]
  private let count: Int
  /// By ``Mark/place``: what has not been read of each column.
  private var words: [Range<Int>] = []
  private var numbers: [Range<Int>] = []
  private var raw = 0..<0
  private var plain: BitReader
  private var hashes: ArraySlice<UInt8>
  /// The parts of all phrases.
  private var parts: [Part] = []
  /// By ``Mark/place``: where the parts of each phrase begin.
  private var phrases = [[Int32]](repeating: [], count: Mark.count)
  private var guesses = Guesses()
  private var running = Running()
  private let place: EntryPlace
  private var sequence: Int
  private var hash: EntryHash
  /// Bytes of the entries so far.
  private var unpacked = 0

  init?(_ label: SealedBatch.Label, columns: [UInt8], plain: ArraySlice<UInt8>, hashes: ArraySlice<UInt8>) {
    bytes = columns
    self.plain = BitReader(plain)
    self.hashes = hashes
    place = EntryPlace(device: label.device, incarnation: label.incarnation)
    (sequence, hash) = (label.base, label.baseHash)
    var reader = ByteReader(columns[...])
    guard let count = reader.number(atMost: Limits.batchEntries) else { return nil }
    self.count = count
    guard columns.count <= Limits.unpackedBytes else { return nil }
    var lengths: [Int] = []
    for _ in 0..<(2 * Mark.count + 1) {
      guard let length = reader.number(atMost: columns.count) else { return nil }
      lengths.append(length)
    }
    var start = reader.rest.startIndex
    guard lengths.reduce(0, +) == columns.count - start else { return nil }
    let columns = lengths.map { length in
      defer { start += length }
      return start..<(start + length)
    }
    words = Array(columns[..<Mark.count])
    let phraseBytes = words.reduce(0) { $0 + $1.count } - words[Mark.text.place].count
    guard phraseBytes <= Packing.mostPhraseBytes else { return nil }
    raw = columns[Mark.count]
    numbers = Array(columns[(Mark.count + 1)...])
  }

  /// Makes all items; false where the columns do not fit each other.
  mutating func run() -> Bool {
    items.reserveCapacity(count)
    itemHashes.reserveCapacity(count)
    var sheet = Sheet(capacity: EntryBytes.largest)
    for _ in 0..<count {
      guard let item = item(&sheet) else { return false }
      items.append(item)
      itemHashes.append(hash)
    }
    return hashes.isEmpty && plain.isAtEnd && (words + numbers + [raw]).allSatisfy(\.isEmpty)
  }

  private mutating func item(_ sheet: inout Sheet) -> Batch.Item? {
    guard let kind = number(Mark.entry.place) else { return nil }
    switch Packer.Item(rawValue: min(kind, Packer.Item.phrase.rawValue)) {
    case .raw:
      guard let length = number(Mark.place.place), length <= UInt64(min(raw.count, EntryBytes.largest)) else {
        return nil
      }
      let end = raw.lowerBound + Int(length)
      let entry = Array(bytes[raw.lowerBound..<end])
      raw = end..<raw.upperBound
      return pass(entry)
    case .lost:
      guard let more = number(Mark.back.place), more > 0, more <= UInt64(Packing.mostSequence),
        let last = takeHash().flatMap({ EntryHash(bytes: Array($0)) })
      else { return nil }
      sequence += Int(more)
      hash = last
      return sequence <= Packing.mostSequence ? .lost(through: sequence, hash: last) : nil
    default:
      sheet.clear()
      guard kind <= UInt64(Int32.max), expand(.entry, Int(kind - Packer.Item.phrase.rawValue), &sheet),
        let entry = sheet.bytes
      else { return nil }
      return pass(entry)
    }
  }

  private mutating func pass(_ entry: [UInt8]) -> Batch.Item? {
    unpacked += entry.count
    guard unpacked <= Limits.unpackedBytes else { return nil }
    sequence += 1
    hash = EntryHash(of: entry)
    return .entry(entry)
  }

  // MARK: Phrases

  /// Writes a phrase with all that its marks stand for.
  private mutating func expand(_ mark: Mark, _ number: Int, _ sheet: inout Sheet) -> Bool {
    guard number <= phrases[mark.place].count else { return false }
    if number == phrases[mark.place].count, !meet(mark) { return false }
    var index = Int(phrases[mark.place][number])
    while true {
      let part = parts[index]
      bytes.withUnsafeBytes { sheet.put(.init(rebasing: $0[Int(part.start)..<Int(part.end)])) }
      if part.mark == .end { return !sheet.isFull }
      guard part.mark.isPhrase ? phrase(part.mark, &sheet) : value(part.mark, &sheet) else { return false }
      index += 1
    }
  }

  /// Reads a phrase that is new.
  private mutating func meet(_ mark: Mark) -> Bool {
    let column = words[mark.place]
    phrases[mark.place].append(Int32(truncatingIfNeeded: parts.count))
    var start = column.lowerBound
    for offset in column where bytes[offset] < Mark.firstText {
      guard let found = Mark(rawValue: bytes[offset]), !found.isPhrase || mark == .entry || found.place > mark.place,
        found != .entry
      else { return false }
      parts.append(Part(start: Int32(start), end: Int32(offset), mark: found))
      start = offset + 1
      if found == .end {
        words[mark.place] = start..<column.upperBound
        return true
      }
    }
    return false
  }

  private mutating func phrase(_ mark: Mark, _ sheet: inout Sheet) -> Bool {
    guard let told = number(mark.place), told <= UInt64(Int32.max) else { return false }
    var number = Int(told)
    if let guide = mark.guide {
      number = number == 0 ? guesses.guess(mark, guide: guide) : number - 1
      guard number >= 0 else { return false }
    }
    // A number that is too large for its table is not kept: it would make the tables of guesses as large.
    guard number <= phrases[mark.place].count else { return false }
    guesses.note(mark, number)
    return expand(mark, number, &sheet)
  }

  // MARK: Values

  private mutating func value(_ mark: Mark, _ sheet: inout Sheet) -> Bool {
    switch mark {
    case .place:
      sheet.put(place.before)
      sheet.number(Int64(sequence + 1))
      sheet.put(place.between)
      hash.bytes.withUnsafeBytes { sheet.hex($0) }
      sheet.put(0x22)
    case .hash:
      guard let bytes = takeHash() else { return false }
      sheet.put(0x22)
      bytes.withUnsafeBytes { sheet.hex($0) }
      sheet.put(0x22)
    case .text:
      let column = words[Mark.text.place]
      guard let end = bytes[column].firstIndex(of: Mark.end.rawValue) else { return false }
      bytes.withUnsafeBytes { sheet.put(.init(rebasing: $0[column.lowerBound..<end])) }
      words[Mark.text.place] = (end + 1)..<column.upperBound
    default:
      guard let low = plain.take(mark.plainBits), let told = number(mark.place) else { return false }
      let high = mark.isSigned ? ZigZag.unfold(told) : Int64(bitPattern: told)
      let difference = high << Int64(mark.plainBits) | Int64(bitPattern: low)
      sheet.number(running.value(difference, mark, sequence: sequence + 1))
    }
    return true
  }

  private mutating func takeHash() -> ArraySlice<UInt8>? {
    guard hashes.count >= EntryHash.byteCount else { return nil }
    defer { hashes = hashes.dropFirst(EntryHash.byteCount) }
    return hashes.prefix(EntryHash.byteCount)
  }

  /// The next number of a column.
  private mutating func number(_ place: Int) -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    var offset = numbers[place].lowerBound
    let end = numbers[place].upperBound
    while offset < end, shift < 64 {
      let byte = bytes[offset]
      offset += 1
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 {
        numbers[place] = offset..<end
        return value
      }
      shift += 7
    }
    return nil
  }
}

/// One entry as it is written; keeps to its capacity, and says when that was not enough.
struct Sheet: ~Copyable {
  private let buffer: UnsafeMutableRawBufferPointer
  private var count = 0
  private(set) var isFull = false

  init(capacity: Int) { buffer = .allocate(byteCount: capacity, alignment: 1) }
  deinit { buffer.deallocate() }

  /// What was written; nil where it did not fit.
  var bytes: [UInt8]? { isFull ? nil : Array(buffer.prefix(count)) }

  mutating func clear() { (count, isFull) = (0, false) }

  mutating func put(_ more: UnsafeRawBufferPointer) {
    guard more.count <= buffer.count - count else {
      isFull = true
      return
    }
    UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).copyMemory(from: more)
    count += more.count
  }

  mutating func put(_ more: [UInt8]) { more.withUnsafeBytes { put($0) } }

  mutating func put(_ unit: UInt8) {
    guard count < buffer.count else {
      isFull = true
      return
    }
    buffer[count] = unit
    count += 1
  }

  /// Two digits a byte.
  mutating func hex(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes {
      put(Self.digit(byte >> 4))
      put(Self.digit(byte & 15))
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

  mutating func number(_ value: Int64) {
    var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)  // 20 digits at most
    if value < 0 { put(0x2d) }
    withUnsafeMutableBytes(of: &digits) { buffer in
      var start = buffer.count
      var rest = value.magnitude
      repeat {
        start -= 1
        buffer[start] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
        rest /= 10
      } while rest > 0
      put(UnsafeRawBufferPointer(rebasing: buffer[start...]))
    }
  }
}
