import Journal

/// Makes the text of a batch, item by item.
struct BatchPacker {
  private typealias Bytes = UnsafeBufferPointer<UInt8>

  private(set) var text: [UInt8] = []
  private(set) var numbers = NumberColumns()
  /// Hashes that travel as 32 bytes each.
  private(set) var hashes: [UInt8] = []
  /// The chain behind the last item.
  private(set) var head: ChainHead
  /// Bytes of the entries so far.
  private(set) var unpackedBytes = 0
  /// First eight bytes of hashes that the text or the dictionary holds in digits: again in digits, they pack well.
  private var known: Set<UInt64>
  /// What tells kinds of numbers apart, by column: the key before it and how many commas lie between.
  private var kinds: [UInt64] = []
  private let place: EntryPlace
  /// What an entry says of its place, in a buffer that is used again.
  private var placeText: [UInt8] = []

  init(_ batch: Batch, knownHashes: Set<UInt64>) {
    head = batch.base
    place = EntryPlace(batch.base.chain)
    known = knownHashes
  }

  /// False where it is more than a batch may hold.
  mutating func add(_ item: Batch.Item) -> Bool {
    switch item {
    case .entry(let bytes):
      unpackedBytes += bytes.count
      guard bytes.count <= EntryBytes.largest, unpackedBytes <= Limits.unpackedBytes else { return false }
      bytes.withUnsafeBufferPointer { add($0) }
      numbers.endEntry()
      (head.size, head.hash) = (head.size + 1, EntryHash(of: bytes))
    case .lost(let range):
      text.append(BatchMark.lost)
      text.append(contentsOf: String(max(0, range.last - head.size)).utf8)
      hashes += range.hash.bytes
      (head.size, head.hash) = (range.last, range.hash)
    }
    text.append(BatchMark.end)
    return true
  }

  private mutating func add(_ entry: Bytes) {
    guard !entry.contains(where: { $0 < BatchMark.text }) else {
      for unit in entry {
        if unit < BatchMark.text { text.append(BatchMark.escape) }
        text.append(unit)
      }
      return
    }
    placeText.removeAll(keepingCapacity: true)
    place.append(sequence: head.size + 1, previous: head.hash, to: &placeText)
    if let gap = EntryPlace.range(of: placeText, in: entry) {
      scan(Bytes(rebasing: entry[..<gap.lowerBound]))
      text.append(BatchMark.place)
      scan(Bytes(rebasing: entry[gap.upperBound...]))
    } else {
      scan(entry)
    }
  }

  /// Appends bytes as they are, but for numbers and hashes. They may be anything: what is not JSON packs less well.
  private mutating func scan(_ bytes: Bytes) {
    var (offset, copied) = (0, 0)
    var (key, commas): (UInt64, UInt64) = (0, 0)
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x22:
        let end = Self.endOfString(bytes, from: offset)
        // A string that ends with the bytes may lack its quote.
        if end - offset == 66, bytes[end - 1] == 0x22, takeHash(Bytes(rebasing: bytes[(offset + 1)..<(end - 1)])) {
          copy(bytes, copied, offset)
          text.append(BatchMark.hash)
          copied = end
        } else if end < bytes.count, bytes[end] == 0x3a {
          (key, commas) = (Self.word(bytes, offset + 1, end - 1), 0)
        }
        offset = end
      case 0x5b: (offset, commas) = (offset + 1, 0)
      case 0x2c: (offset, commas) = (offset + 1, commas + 1)
      case 0x31...0x39:
        let (value, end) = Self.number(bytes, from: offset)
        if end - offset >= 3, end - offset <= 18, let column = column(of: key &+ commas &* 0x9e37_79b9_7f4a_7c15) {
          copy(bytes, copied, offset)
          text.append(BatchMark.number + UInt8(column))
          numbers.add(value, to: column)
          copied = end
        }
        offset = end
      default: offset += 1
      }
    }
    copy(bytes, copied, offset)
  }

  private mutating func copy(_ bytes: Bytes, _ start: Int, _ end: Int) {
    text.append(contentsOf: Bytes(rebasing: bytes[start..<end]))
  }

  /// The column of a kind of numbers; nil where there are too many kinds.
  private mutating func column(of kind: UInt64) -> Int? {
    if let known = kinds.firstIndex(of: kind) { return known }
    guard kinds.count < NumberColumns.most else { return nil }
    kinds.append(kind)
    return kinds.count - 1
  }

  /// Whether the digits are a hash that travels as bytes.
  private mutating func takeHash(_ digits: Bytes) -> Bool {
    guard let hash = Self.hash(digits), known.insert(hash.0).inserted else { return false }
    hashes += hash.1
    return true
  }

  // MARK: Reading

  /// Where the string that begins here ends: behind its quote, or with the bytes.
  private static func endOfString(_ bytes: Bytes, from start: Int) -> Int {
    var offset = start + 1
    while offset < bytes.count, bytes[offset] != 0x22 { offset += bytes[offset] == 0x5c ? 2 : 1 }
    return min(offset + 1, bytes.count)
  }

  /// The digits from here as a number, which is true of up to 18 of them, and where they end.
  private static func number(_ bytes: Bytes, from start: Int) -> (Int64, Int) {
    var (value, offset): (Int64, Int) = (0, start)
    while offset < bytes.count, bytes[offset] &- 0x30 < 10 {
      value = value &* 10 &+ Int64(bytes[offset] &- 0x30)
      offset += 1
    }
    return (value, offset)
  }

  /// The first eight bytes of a key as a number.
  private static func word(_ bytes: Bytes, _ start: Int, _ end: Int) -> UInt64 {
    var word: UInt64 = 0
    for offset in start..<min(max(start, end), start + 8) { word = word << 8 | UInt64(bytes[offset]) }
    return word
  }

  /// A hash from 64 hexadecimal digits, and its first eight bytes as a number.
  private static func hash(_ digits: Bytes) -> (UInt64, [UInt8])? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(EntryHash.byteCount)
    for offset in stride(from: 0, to: digits.count, by: 2) {
      guard let high = value(digits[offset]), let low = value(digits[offset + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return (bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }, bytes)
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit &- 0x30
    case 0x61...0x66: digit &- 0x57
    default: nil
    }
  }

  /// The first eight bytes of each hash in a text.
  static func hashes(in text: [UInt8]) -> Set<UInt64> {
    text.withUnsafeBufferPointer { text in
      var found: Set<UInt64> = []
      var offset = 0
      while offset + 66 <= text.count {
        if text[offset] == 0x22, text[offset + 65] == 0x22,
          let hash = hash(Bytes(rebasing: text[(offset + 1)..<(offset + 65)]))
        {
          found.insert(hash.0)
        }
        offset += 1
      }
      return found
    }
  }
}

/// How entries of one chain say where they stand.
struct EntryPlace {
  /// Up to the sequence.
  let before: [UInt8]
  /// Between the sequence and the previous hash.
  let between = Array(#","previous":""#.utf8)
  /// An entry's place stands near its beginning.
  private static let farthest = 160

  init(_ chain: ChainID) {
    before = Array(#""device":"\#(chain.device.rawValue)","incarnation":\#(chain.incarnation),"sequence":"#.utf8)
  }

  /// Appends the whole of it.
  func append(sequence: Int, previous: EntryHash, to text: inout [UInt8]) {
    text.append(contentsOf: before)
    DecimalDigits.append(Int64(sequence), to: &text)
    text.append(contentsOf: between)
    previous.appendHex(to: &text)
    text.append(0x22)
  }

  /// Where an entry says it; nil where it says something else.
  static func range(of wanted: [UInt8], in entry: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    wanted.withUnsafeBufferPointer { wanted in
      for start in 0..<min(farthest, max(0, entry.count - wanted.count)) where entry[start] == wanted[0] {
        let end = start + wanted.count
        if UnsafeBufferPointer(rebasing: entry[start..<end]).elementsEqual(wanted) { return start..<end }
      }
      return nil
    }
  }
}
