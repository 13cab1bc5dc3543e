import Journal

/// Puts items into columns, one after the other.
struct Packer {
  /// What begins the column of entries' phrases: an item that is none.
  enum Item: UInt64 {
    case raw, lost
    /// The first phrase.
    case phrase
  }

  private(set) var sequence: Int
  /// Of the last entry.
  private(set) var hash: EntryHash
  private let place: EntryPlace
  private var columns = Columns()
  private var tables = [PhraseTable](repeating: PhraseTable(), count: Mark.count)
  private var guesses = Guesses()
  private var running = Running()
  private var scanner = EntryScanner()
  /// Bytes that the items unpack to.
  private var unpacked = 0
  /// No less than the bytes of all phrases.
  private var phraseBytes = 0

  init(_ batch: Batch) {
    (sequence, hash) = (batch.base, batch.baseHash)
    place = EntryPlace(device: batch.device, incarnation: batch.incarnation)
  }

  /// False where it is more than a batch may hold.
  mutating func add(_ item: Batch.Item) -> Bool {
    switch item {
    case .entry(let bytes):
      unpacked += bytes.count
      guard bytes.count <= EntryBytes.largest, unpacked <= Limits.unpackedBytes else { return false }
      let isCut = bytes.withUnsafeBufferPointer { buffer in
        guard let gap = place.gap(in: buffer, sequence: sequence + 1, previous: hash) else { return false }
        return scanner.cut(buffer, gap: gap)
      }
      if isCut, phraseBytes + scanner.byteCount <= Packing.mostPhraseBytes { addPieces() } else { addRaw(bytes) }
      sequence += 1
      hash = EntryHash(of: bytes)
    case .lost(let through, let last):
      columns.number(Item.lost.rawValue, at: Mark.entry.place)
      columns.number(UInt64(max(0, through - sequence)), at: Mark.back.place)
      columns.hashes += last.bytes
      (sequence, hash) = (through, last)
    }
    return true
  }

  /// Ends the columns.
  mutating func finish() -> Columns {
    for index in tables.indices where index != Mark.text.place { columns.words[index] = tables[index].text }
    columns.plain.finish()
    return columns
  }

  private mutating func addRaw(_ bytes: [UInt8]) {
    columns.number(Item.raw.rawValue, at: Mark.entry.place)
    columns.number(UInt64(bytes.count), at: Mark.place.place)
    columns.raw += bytes
  }

  private mutating func addPieces() {
    let number = scanner.entry.withUnsafeBytes { meet($0, .entry) }
    columns.number(UInt64(number) + Item.phrase.rawValue, at: Mark.entry.place)
    scanner.kept.withUnsafeBytes { kept in
      for piece in scanner.pieces {
        let bytes = UnsafeRawBufferPointer(rebasing: kept[piece.start..<piece.end])
        switch piece.mark {
        case .hash: columns.hashes.append(contentsOf: bytes)
        case .text:
          columns.words[Mark.text.place].append(contentsOf: bytes)
          columns.words[Mark.text.place].append(Mark.end.rawValue)
        case let mark where mark.isPhrase: phrase(mark, meet(bytes, mark))
        case let mark: columns.value(running.difference(piece.value, mark, sequence: sequence + 1), mark)
        }
      }
    }
  }

  /// The number of a phrase.
  private mutating func meet(_ phrase: UnsafeRawBufferPointer, _ mark: Mark) -> Int {
    let count = tables[mark.place].count
    let number = tables[mark.place].number(of: phrase)
    if number == count { phraseBytes += phrase.count + 1 }
    return number
  }

  private mutating func phrase(_ mark: Mark, _ number: Int) {
    if let guide = mark.guide {
      let isGuessed = guesses.guess(mark, guide: guide) == number
      columns.number(isGuessed ? 0 : UInt64(number) + 1, at: mark.place)
    } else {
      columns.number(UInt64(number), at: mark.place)
    }
    guesses.note(mark, number)
  }
}

/// How entries of one chain say where they stand.
struct EntryPlace {
  private static let start = Array(#"{"v":1,"kind":""#.utf8)
  /// Behind the kind, up to the sequence.
  let before: [UInt8]
  /// Between the sequence and the previous hash.
  let between = Array(#","previous":""#.utf8)

  init(device: DeviceID, incarnation: Int) {
    before = Array(#"","device":"\#(device.rawValue)","incarnation":\#(incarnation),"sequence":"#.utf8)
  }

  /// Where an entry says it; nil where it says something else.
  func gap(in bytes: UnsafeBufferPointer<UInt8>, sequence: Int, previous: EntryHash) -> Range<Int>? {
    guard bytes.starts(with: Self.start) else { return nil }
    var offset = Self.start.count
    while offset < bytes.count, bytes[offset] != 0x22 { offset += 1 }
    let first = offset
    func take(_ wanted: some Collection<UInt8>) -> Bool {
      guard bytes.count - offset >= wanted.count else { return false }
      for unit in wanted {
        guard bytes[offset] == unit else { return false }
        offset += 1
      }
      return true
    }
    guard take(before), take(String(sequence).utf8), take(between), take(previous.hex.utf8), take(CollectionOfOne(0x22))
    else { return nil }
    return first..<offset
  }
}
