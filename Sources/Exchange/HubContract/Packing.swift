import Journal

/// The items of a batch as few bytes: what the other side can derive stays at home, the rest goes through zstd.
///
/// Of an entry that stands where its device, incarnation, sequence and previous hash say, these four are left out and
/// derived again; any other bytes travel whole.
enum Packing {
  /// Higher levels save a tenth and cost five times the time.
  private static let level: Int32 = 9
  private static let mostSequence = 1 << 41

  static func pack(_ batch: Batch) -> [UInt8]? {
    var writer = ByteWriter()
    writer.number(batch.items.count)
    var place = Place(batch.device, batch.incarnation, batch.base, batch.baseHash)
    for item in batch.items {
      switch item {
      case .entry(let bytes):
        if let kept = place.shorten(bytes) {
          writer.number(0)
          writer.counted(kept)
        } else {
          writer.number(1)
          writer.counted(bytes)
        }
        place.pass(bytes)
      case .lost(let through, let hash):
        writer.number(2)
        writer.number(through)
        writer.hash(hash)
        (place.sequence, place.hash) = (through, hash)
      }
    }
    writer.number(batch.besides.count)
    for beside in batch.besides {
      writer.number(beside.sequence)
      writer.counted(Array(beside.lead.rawValue.utf8))
      writer.counted(beside.box)
    }
    guard writer.bytes.count <= Limits.unpackedBytes else { return nil }
    return Zstd.compress(writer.bytes, level: level)
  }

  /// The batch, the size of the chain after it, and the hash at the end of each item.
  static func unpack(
    _ frame: ArraySlice<UInt8>, _ label: SealedBatch.Label
  ) throws(BatchFault) -> (batch: Batch, size: Int, hashes: [EntryHash]) {
    guard let bytes = Zstd.decompress(frame, limit: Limits.unpackedBytes) else { throw .malformed }
    var reader = ByteReader(bytes[...])
    var batch = Batch(
      publicKey: label.publicKey, incarnation: label.incarnation, base: label.base, baseHash: label.baseHash, items: [])
    var place = Place(label.device, label.incarnation, label.base, label.baseHash)
    guard let count = reader.number(atMost: Limits.batchEntries) else { throw .malformed }
    batch.items.reserveCapacity(count)
    var hashes: [EntryHash] = []
    hashes.reserveCapacity(count)
    for _ in 0..<count {
      guard let item = item(&reader, &place) else { throw .malformed }
      batch.items.append(item)
      hashes.append(place.hash)
    }
    batch.besides = try besides(&reader, size: label.size)
    guard reader.isAtEnd else { throw .malformed }
    return (batch, place.sequence, hashes)
  }

  private static func besides(_ reader: inout ByteReader, size: Int) throws(BatchFault) -> [Batch.Beside] {
    var list: [Batch.Beside] = []
    guard let besides = reader.number(atMost: Limits.batchEntries) else { throw .malformed }
    for _ in 0..<besides {
      guard let sequence = reader.number(atMost: size), sequence > 0,
        let lead = reader.counted(atMost: 64).flatMap({ String(validating: $0, as: UTF8.self) }),
        let box = reader.counted(atMost: Limits.contactBytes)
      else { throw .malformed }
      list.append(.init(sequence: sequence, lead: LeadKeyID(rawValue: lead), box: Array(box)))
    }
    return list
  }

  private static func item(_ reader: inout ByteReader, _ place: inout Place) -> Batch.Item? {
    switch reader.number(atMost: 2) {
    case 0:
      guard let kept = reader.counted(atMost: EntryBytes.largest) else { return nil }
      let bytes = place.lengthen(kept)
      place.pass(bytes)
      return .entry(bytes)
    case 1:
      guard let bytes = reader.counted(atMost: EntryBytes.largest) else { return nil }
      place.pass(Array(bytes))
      return .entry(Array(bytes))
    case 2:
      guard let through = reader.number(atMost: mostSequence), through > place.sequence, let hash = reader.hash() else {
        return nil
      }
      (place.sequence, place.hash) = (through, hash)
      return .lost(through: through, hash: hash)
    default:
      return nil
    }
  }
}

/// Where the next entry stands, and what it must therefore say of itself.
private struct Place {
  let device: DeviceID
  let incarnation: Int
  var sequence: Int
  var hash: EntryHash

  init(_ device: DeviceID, _ incarnation: Int, _ sequence: Int, _ hash: EntryHash) {
    (self.device, self.incarnation, self.sequence, self.hash) = (device, incarnation, sequence, hash)
  }

  private static let start = Array(#"{"v":1,"kind":""#.utf8)

  /// What stands behind the kind of an entry.
  private var middle: [UInt8] {
    Array(
      #"","device":"\#(device.rawValue)","incarnation":\#(incarnation),"sequence":\#(sequence + 1),"previous":"\#(hash.hex)""#
        .utf8)
  }

  /// The kind behind its length, then what stands behind the previous hash; nil where the entry says something else.
  func shorten(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.starts(with: Self.start), let quote = bytes[Self.start.count...].firstIndex(of: 0x22) else {
      return nil
    }
    let middle = middle
    guard quote - Self.start.count < 128, bytes[quote...].starts(with: middle) else { return nil }
    return [UInt8(quote - Self.start.count)] + bytes[Self.start.count..<quote] + bytes[(quote + middle.count)...]
  }

  func lengthen(_ kept: ArraySlice<UInt8>) -> [UInt8] {
    let kind = kept.dropFirst().prefix(Int(kept.first ?? 0))
    return Self.start + kind + middle + kept[kind.endIndex...]
  }

  mutating func pass(_ bytes: [UInt8]) {
    sequence += 1
    hash = EntryHash(of: bytes)
  }
}
