import Bytes
package import Journal

/// A stretch of one chain on its way to the hub.
package struct Batch: Hashable, Sendable {
  /// One place of the stretch.
  package enum Item: Hashable, Sendable {
    /// The exact bytes that were hashed.
    case entry([UInt8])
    /// Entries that the device lost.
    case lost(LostRange)
  }

  /// The Ed25519 key of the chain's device, 32 bytes.
  package var publicKey: [UInt8]
  /// What the batch builds on.
  package var base: ChainHead
  /// In the order of the chain; the first is entry `base.size + 1`.
  package var items: [Item]
  package var attachments: [ContactAttachment]

  package init(publicKey: [UInt8], base: ChainHead, items: [Item], attachments: [ContactAttachment] = []) {
    self.publicKey = publicKey
    self.base = base
    self.items = items
    self.attachments = attachments
  }

  /// How many stretches the device lost.
  var losses: Int { items.count { if case .lost = $0 { true } else { false } } }

  /// The size of the chain after the batch.
  var size: Int {
    items.reduce(base.size) { size, item in
      if case .lost(let range) = item { range.last } else { size + 1 }
    }
  }

  /// Where the chain ends after the batch.
  package var end: ChainHead {
    items.reduce(into: base) { end, item in
      switch item {
      case .entry(let bytes): (end.size, end.hash) = (end.size + 1, EntryHash(of: bytes))
      case .lost(let range): (end.size, end.hash) = (range.last, range.hash)
      }
    }
  }
}

/// A contact of an entry of the chain, sealed to a lead (``LeadSeal``), beside a batch: the hub cannot read it.
package struct ContactAttachment: Hashable, Sendable {
  /// The entry's place; not beyond the end of the batch, perhaps before its beginning.
  package var sequence: Int
  /// To whose key it is sealed.
  package var lead: LeadKeyID
  package var box: [UInt8]

  package init(sequence: Int, lead: LeadKeyID, box: [UInt8]) {
    self.sequence = sequence
    self.lead = lead
    self.box = box
  }
}

/// Why bytes are no batch.
package enum BatchFault: Error, Hashable, Sendable {
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
package struct SealedBatch: Hashable, Sendable {
  static let magic = Array("TSB1".utf8)
  private static let prefix = magic.count + 32 + 64

  /// As it travels.
  package let bytes: [UInt8]
  /// The Ed25519 key of the chain's device, 32 bytes. This and what follows is known to be signed by it.
  package let publicKey: [UInt8]
  /// What the batch builds on.
  package let base: ChainHead
  /// The size of the chain after the batch.
  package let size: Int
  /// Ed25519 over ``ChainHead/message`` of the chain's end after the batch, 64 bytes. Whether it holds shows only when
  /// the batch is opened.
  package let headSignature: [UInt8]
  private let payload: Range<Int>

  /// Packs and signs a batch. Throws `tooLarge` where it does not fit: take fewer entries.
  package init(_ batch: Batch, key: DeviceKey) throws { try self.init(bytes: try Self.signed(batch, key: key)) }

  /// A batch as it travels, packed and signed, also where nobody would take what it says.
  package static func signed(_ batch: Batch, key: DeviceKey) throws -> [UInt8] {
    guard batch.items.count <= Limits.batchEntries, batch.losses <= Limits.batchLosses,
      let (packed, end) = BatchCodec.pack(batch)
    else { throw BatchFault.tooLarge }
    var writer = ByteWriter()
    writer.number(batch.base.chain.incarnation)
    writer.number(batch.base.size)
    writer.number(end.size)
    writer.raw(batch.base.hash.bytes)
    writer.raw(try key.sign(last: end.last, hash: end.hash).signature)
    writer.raw(packed)
    return magic + key.publicKey + (try key.signature(over: message(writer.bytes[...]))) + writer.bytes
  }

  /// Takes bytes from outside: bounds them, and checks their signature before anything in them is believed.
  package init(bytes: [UInt8]) throws(BatchFault) {
    guard bytes.count <= Limits.batchBytes else { throw .tooLarge }
    guard bytes.count > Self.prefix, bytes.starts(with: Self.magic.dropLast()) else { throw .malformed }
    guard bytes[3] == Self.magic[3] else { throw .newerFormat }
    let key = Array(bytes[4..<36])
    let signed = bytes[Self.prefix...]
    guard DeviceKey.isSigned(Self.message(signed), signature: Array(bytes[36..<100]), publicKey: key) else {
      throw .badSignature
    }
    var reader = ByteReader(signed)
    guard let incarnation = reader.number(atMost: Limits.incarnations), incarnation > 0,
      let base = reader.number(atMost: Limits.chainEntries), let size = reader.number(atMost: Limits.chainEntries),
      size >= base, let baseHash = reader.hash(), let head = reader.raw(64)
    else { throw .malformed }
    // Before the first entry there is nothing, and one hash that says so.
    guard base > 0 || baseHash == .zero else { throw .malformed }
    self.bytes = bytes
    publicKey = key
    self.base = ChainHead(
      chain: ChainID(device: DeviceID(publicKey: key), incarnation: incarnation), size: base, hash: baseHash)
    self.size = size
    headSignature = Array(head)
    payload = reader.rest.indices
  }

  /// The chain that it is of.
  package var chain: ChainID { base.chain }

  /// What it holds. Throws `wrongHead` unless the items end at the head that the device signed.
  package func open() throws(BatchFault) -> Batch { try openHashed().batch }

  /// What it holds, and of each item the hash that the next one builds on: they were made to read it.
  package func openHashed() throws(BatchFault) -> (batch: Batch, hashes: [EntryHash]) {
    let (batch, hashes) = try BatchCodec.unpack(bytes[payload], publicKey: publicKey, base: base, size: size)
    let end = ChainHead(chain: chain, size: size, hash: hashes.last ?? base.hash)
    guard batch.size == size,
      DeviceKey.isSigned(end.message, signature: headSignature, publicKey: publicKey)
    else { throw .wrongHead }
    return (batch, hashes)
  }

  private static func message(_ signed: ArraySlice<UInt8>) -> [UInt8] {
    Array("tiepsuc batch 1 \(EntryHash(of: Array(signed)).hex)".utf8)
  }
}
