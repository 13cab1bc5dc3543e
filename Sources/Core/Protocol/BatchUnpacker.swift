import Journal

/// Makes entries from the text of a batch. Every byte of it is somebody else's: nothing is taken on trust, and no more
/// is written than its allowance.
struct BatchUnpacker {
  private(set) var items: [Batch.Item] = []
  /// Of each item, the hash that the next one builds on.
  private(set) var itemHashes: [EntryHash] = []

  private var numbers: NumberReader
  private var hashes: ArraySlice<UInt8>
  private let place: EntryPlace
  private var sequence: Int
  private var hash: EntryHash
  /// Bytes that may still be written.
  private var allowance: Int
  /// The entry that is being put together.
  private var entry: [UInt8] = []

  init(_ base: ChainHead, numbers: NumberReader, hashes: ArraySlice<UInt8>, allowance: Int) {
    self.numbers = numbers
    self.hashes = hashes
    self.allowance = allowance
    place = EntryPlace(base.chain)
    (sequence, hash) = (base.size, base.hash)
  }

  /// Makes all items; false where the parts do not fit each other.
  mutating func run(_ text: ArraySlice<UInt8>, count: Int) -> Bool {
    text.withUnsafeBufferPointer { text in
      var offset = 0
      for _ in 0..<count {
        guard let next = text[offset...].first == BatchMark.lost ? lost(text, offset + 1) : entry(text, offset) else {
          return false
        }
        itemHashes.append(hash)
        offset = next
      }
      return offset == text.count && hashes.isEmpty && numbers.isAtEnd
    }
  }

  /// Reads an entry; returns where the next item begins.
  private mutating func entry(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    entry.removeAll(keepingCapacity: true)
    var offset = start
    while offset < text.count {
      let first = offset
      offset = Self.mark(in: text, from: offset)
      guard offset < text.count, put(UnsafeBufferPointer(rebasing: text[first..<offset])) else { return nil }
      let mark = text[offset]
      offset += 1
      let count = entry.count
      switch mark {
      case BatchMark.end: return pass() ? offset : nil
      case BatchMark.place: place.append(sequence: sequence + 1, previous: hash, to: &entry)
      case BatchMark.hash:
        guard let hash = takeHash() else { return nil }
        entry.append(0x22)
        hash.appendHex(to: &entry)
        entry.append(0x22)
      case BatchMark.escape:
        guard offset < text.count, text[offset] < BatchMark.text else { return nil }
        entry.append(text[offset])
        offset += 1
      case BatchMark.number...:
        guard let number = numbers.next(Int(mark - BatchMark.number)) else { return nil }
        DecimalDigits.append(number, to: &entry)
      default: return nil
      }
      // What a mark stands for is short, and may be written before it is paid for.
      guard spend(entry.count - count) else { return nil }
    }
    return nil
  }

  /// Where the next byte stands that does not stand for itself; the end of the text where there is none.
  private static func mark(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let bytes = UnsafeRawBufferPointer(text)
    var offset = start
    // Eight at once. What is taken away from a byte below 0x20 sets its highest bit; a byte that had it set is another
    // case, and what a byte borrows changes only those behind it.
    let (each, high) = (0x0101_0101_0101_0101 as UInt64, 0x8080_8080_8080_8080 as UInt64)
    while offset + 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let marks = (word &- each &* UInt64(BatchMark.text)) & ~word & high
      if marks != 0 { return offset + marks.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < bytes.count, bytes[offset] >= BatchMark.text { offset += 1 }
    return offset
  }

  /// Pays for so many bytes of the entry.
  private mutating func spend(_ count: Int) -> Bool {
    allowance -= count
    return allowance >= 0 && entry.count <= EntryBytes.largest
  }

  private mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard entry.count + bytes.count <= EntryBytes.largest, spend(bytes.count) else { return false }
    entry.append(contentsOf: bytes)
    return true
  }

  private mutating func pass() -> Bool {
    guard sequence < Limits.chainEntries else { return false }
    numbers.endEntry()
    sequence += 1
    hash = EntryHash(of: entry)
    items.append(.entry(entry))
    return true
  }

  /// Reads a lost range; returns where the next item begins.
  private mutating func lost(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    guard let end = text[start...].prefix(20).firstIndex(of: BatchMark.end),
      let count = String(validating: text[start..<end], as: UTF8.self).flatMap({ Int($0) }), count > 0,
      count <= Limits.chainEntries - sequence, let last = takeHash()
    else { return nil }
    items.append(.lost(LostRange(first: sequence + 1, last: sequence + count, hash: last)))
    sequence += count
    hash = last
    return end + 1
  }

  private mutating func takeHash() -> EntryHash? {
    guard let hash = EntryHash(bytes: Array(hashes.prefix(EntryHash.byteCount))) else { return nil }
    hashes = hashes.dropFirst(EntryHash.byteCount)
    return hash
  }
}
