import Bytes
public import Journal

/// A stretch of one chain on its way to the hub.
public struct Batch: Hashable, Sendable {
  /// One place of the stretch.
  public enum Item: Hashable, Sendable {
    /// The exact bytes that were hashed.
    case entry([UInt8])
    /// Entries that the device lost to a damaged disk: through this sequence, the last of which had this hash.
    case lost(through: Int, hash: EntryHash)
  }

  /// A contact beside an entry of the chain, sealed to a lead (``LeadSeal``): the hub cannot read it.
  public struct Beside: Hashable, Sendable {
    /// The entry's place; not beyond the end of the batch, perhaps before its beginning.
    public var sequence: Int
    /// To whose key it is sealed.
    public var lead: LeadKeyID
    public var box: [UInt8]

    public init(sequence: Int, lead: LeadKeyID, box: [UInt8]) {
      self.sequence = sequence
      self.lead = lead
      self.box = box
    }
  }

  /// The Ed25519 key of the chain's device, 32 bytes.
  public var publicKey: [UInt8]
  public var incarnation: Int
  /// The size of the chain that the batch builds on.
  public var base: Int
  /// The hash of entry `base`; ``EntryHash/zero`` where `base` is 0.
  public var baseHash: EntryHash
  /// In the order of the chain; the first is entry `base + 1`.
  public var items: [Item]
  public var besides: [Beside]

  public init(
    publicKey: [UInt8], incarnation: Int, base: Int, baseHash: EntryHash, items: [Item], besides: [Beside] = []
  ) {
    self.publicKey = publicKey
    self.incarnation = incarnation
    self.base = base
    self.baseHash = baseHash
    self.items = items
    self.besides = besides
  }

  /// Whose chain it is.
  public var device: DeviceID { DeviceID(publicKey: publicKey) }
  /// How many stretches the device lost.
  var losses: Int { items.count { if case .lost = $0 { true } else { false } } }

  /// The size of the chain after the batch, and the hash of its last entry.
  public var end: (size: Int, head: EntryHash) {
    items.reduce(into: (base, baseHash)) { end, item in
      switch item {
      case .entry(let bytes): end = (end.0 + 1, EntryHash(of: bytes))
      case .lost(let through, let hash): end = (through, hash)
      }
    }
  }
}

/// Why bytes are no batch.
public enum BatchFault: Error, Hashable, Sendable {
  /// More bytes than ``Limits/batchBytes``, or more in them than ``Limits/unpackedBytes``.
  case tooLarge
  /// Cut short, or not a batch at all.
  case malformed
  /// The device did not sign these bytes.
  case badSignature
  /// A newer program made it.
  case newerFormat
  /// What was unpacked does not end at the head that the device signed.
  case wrongHead
}

/// A batch as it travels, by wire or stick: signed by the device whose chain it is, so it is the same word whoever
/// carries it.
///
/// `TSB1`, public key (32), signature (64), then what is signed: incarnation, base, size (LEB128), hash of the base
/// (32), signature of the head (64), and the packed items and contacts.
public struct SealedBatch: Hashable, Sendable {
  /// Which stretch it is, known to be signed; nothing was unpacked for it.
  public struct Label: Hashable, Sendable {
    public var device: DeviceID
    public var publicKey: [UInt8]
    public var incarnation: Int
    public var base: Int
    public var size: Int
    public var baseHash: EntryHash
    /// Ed25519 over ``SignedHead/message(last:hash:)`` of the end.
    public var headSignature: [UInt8]

    /// The chain that it is of.
    public var chain: ChainID { ChainID(device: device, incarnation: incarnation) }
  }

  static let magic = Array("TSB1".utf8)
  private static let prefix = magic.count + 32 + 64

  /// As it travels.
  public let bytes: [UInt8]
  public let label: Label
  private let payload: Range<Int>

  /// Packs and signs a batch. Throws `tooLarge` where it does not fit: take fewer entries.
  public init(_ batch: Batch, key: DeviceKey) throws {
    guard batch.items.count <= Limits.batchEntries, batch.losses <= Limits.batchLosses,
      let (packed, end) = Packing.pack(batch)
    else {
      throw BatchFault.tooLarge
    }
    let last = EntryID(device: key.device, incarnation: batch.incarnation, sequence: end.size)
    let head = try key.sign(last: last, hash: end.head)
    var writer = ByteWriter()
    writer.number(batch.incarnation)
    writer.number(batch.base)
    writer.number(end.size)
    writer.hash(batch.baseHash)
    writer.raw(head.signature)
    writer.raw(packed)
    let signature = try key.signature(over: Self.message(writer.bytes[...]))
    try self.init(bytes: Self.magic + key.publicKey + signature + writer.bytes)
  }

  /// Takes bytes from outside: bounds them, and checks their signature before anything in them is believed.
  public init(bytes: [UInt8]) throws(BatchFault) {
    guard bytes.count <= Limits.batchBytes else { throw .tooLarge }
    guard bytes.count > Self.prefix, bytes.starts(with: Self.magic.dropLast()) else { throw .malformed }
    guard bytes[3] == Self.magic[3] else { throw .newerFormat }
    let key = Array(bytes[4..<36])
    let signed = bytes[Self.prefix...]
    guard DeviceKey.isSigned(Self.message(signed), signature: Array(bytes[36..<100]), publicKey: key) else {
      throw .badSignature
    }
    var reader = ByteReader(signed)
    guard let incarnation = reader.number(atMost: 1 << 40), incarnation > 0, let base = reader.number(atMost: 1 << 40),
      let size = reader.number(atMost: 1 << 41), size >= base, let baseHash = reader.hash(), let head = reader.raw(64)
    else { throw .malformed }
    self.bytes = bytes
    label = Label(
      device: DeviceID(publicKey: key), publicKey: key, incarnation: incarnation, base: base, size: size,
      baseHash: baseHash, headSignature: Array(head))
    payload = reader.rest.indices
  }

  /// What it holds. Throws `wrongHead` unless the items end at the head that the device signed.
  public func open() throws(BatchFault) -> Batch { try openHashed().batch }

  /// What it holds, and of each item the hash that the next one builds on: they were made to read it.
  public func openHashed() throws(BatchFault) -> (batch: Batch, hashes: [EntryHash]) {
    let (batch, hashes) = try Packing.unpack(bytes[payload], label)
    var size = label.base
    for item in batch.items {
      if case .lost(let through, _) = item { size = through } else { size += 1 }
    }
    let last = EntryID(device: label.device, incarnation: label.incarnation, sequence: size)
    guard size == label.size,
      DeviceKey.isSigned(
        SignedHead.message(last: last, hash: hashes.last ?? label.baseHash), signature: label.headSignature,
        publicKey: label.publicKey)
    else { throw .wrongHead }
    return (batch, hashes)
  }

  private static func message(_ signed: ArraySlice<UInt8>) -> [UInt8] {
    Array("tiepsuc batch 1 \(EntryHash(of: Array(signed)).hex)".utf8)
  }
}
