import Bytes
import Journal

/// The items of a batch in few bytes, without knowledge of what an entry says.
///
/// An entry's bytes become text in which marks (``BatchMark``) stand for what is not worth sending or would not pack:
/// its place in the chain, hashes, numbers of three digits or more (``NumberColumns``). zstd packs the text with a
/// dictionary of such texts; one that knows other checklists costs bytes, never an entry. Any bytes travel, and come
/// back exactly.
///
/// Some 57 bytes an entry are chance to the last bit: the hash of a receipt code, the times of steps, when the session
/// began and ended. The rest is which branch, step, problem and outcome it was, and what people typed.
///
/// Layout: number of the dictionary; zstd frame behind its length (number of items, text); columns of numbers
/// behind their length; hashes behind their length; contacts; filler behind its length.
/// Numbers are LEB128.
///
/// What a batch unpacks to is at most ``Limits/expansion`` times its bytes, so that work and room are paid for by who
/// sends it. Where entries repeat themselves more than that, zeros fill the difference.
package enum BatchCodec {
  /// Stands in every batch, and changes with the dictionary.
  private static let dictionaryNumber = 1
  private static let dictionary = ZstdDictionary(PackageResources.Batch_dictionary)
  /// The hashes that stand in the dictionary.
  private static let knownHashes = BatchPacker.hashes(in: PackageResources.Batch_dictionary)

  /// Nil where it is more than a batch may hold.
  static func pack(_ batch: Batch) -> (bytes: [UInt8], end: ChainHead)? {
    guard let (packer, frame) = framed(batch), frame.count <= Limits.unpackedBytes,
      let packed = dictionary?.compress(frame)
    else { return nil }
    var writer = ByteWriter()
    writer.number(dictionaryNumber)
    writer.counted(packed)
    writer.counted(packer.numbers.bytes)
    writer.counted(packer.hashes)
    writer.attachments(batch.attachments)
    let least = max(frame.count, packer.unpackedBytes) / Limits.expansion + 1
    writer.counted([UInt8](repeating: 0, count: max(0, least - writer.bytes.count)))
    return (writer.bytes, packer.head)
  }

  /// What zstd packs of a batch: what a dictionary is trained with.
  package static func frame(of batch: Batch) -> [UInt8]? { framed(batch)?.frame }

  private static func framed(_ batch: Batch) -> (packer: BatchPacker, frame: [UInt8])? {
    var packer = BatchPacker(batch, knownHashes: knownHashes)
    for item in batch.items {
      guard packer.add(item) else { return nil }
    }
    var frame = ByteWriter()
    frame.number(batch.items.count)
    frame.raw(packer.text)
    return (packer, frame.bytes)
  }

  static func unpack(
    _ bytes: ArraySlice<UInt8>, publicKey: [UInt8], base: ChainHead, size: Int
  ) throws(BatchFault) -> (batch: Batch, hashes: [EntryHash]) {
    var reader = ByteReader(bytes)
    guard let number = reader.number(atMost: 1 << 20) else { throw .malformed }
    guard number == dictionaryNumber else { throw .newerFormat }
    let allowance = min(Limits.unpackedBytes, bytes.count * Limits.expansion)
    guard let packed = reader.counted(atMost: bytes.count),
      let numbers = reader.counted(atMost: bytes.count).flatMap({ NumberReader($0) }),
      let hashes = reader.counted(atMost: bytes.count), let attachments = reader.attachments(size: size),
      reader.counted(atMost: bytes.count) != nil, reader.isAtEnd,
      let frame = dictionary?.decompress(packed, limit: allowance)
    else { throw .malformed }
    var text = ByteReader(frame[...])
    var unpacker = BatchUnpacker(base, numbers: numbers, hashes: hashes, allowance: allowance)
    guard let count = text.number(atMost: Limits.batchEntries), unpacker.run(text.rest, count: count) else {
      throw .malformed
    }
    let batch = Batch(
      publicKey: publicKey, base: base, items: unpacker.items, attachments: attachments)
    return (batch, unpacker.itemHashes)
  }
}

/// Bytes below 0x20 in the text of a batch; no text of an entry holds one.
enum BatchMark {
  /// Ends an item.
  static let end: UInt8 = 0
  /// Where the entry stands, from the device through the previous hash: both ends know it.
  static let place: UInt8 = 1
  /// The next hash, as 64 hexadecimal digits in quotes.
  static let hash: UInt8 = 2
  /// Entries that the device lost: how many of them follows in digits, and the last one's hash is the next hash.
  static let lost: UInt8 = 3
  /// A byte below 0x20 follows as it is.
  static let escape: UInt8 = 4
  /// The next number of the first column; the other columns' marks follow.
  static let number: UInt8 = 5
  /// The first byte that stands for itself.
  static let text: UInt8 = 0x20
}

extension ByteWriter {
  fileprivate mutating func attachments(_ attachments: [ContactAttachment]) {
    number(attachments.count)
    for attachment in attachments {
      number(attachment.sequence)
      counted(Array(attachment.lead.rawValue.utf8))
      counted(attachment.box)
    }
  }
}

extension ByteReader {
  /// Contacts of entries up to `size`.
  fileprivate mutating func attachments(size: Int) -> [ContactAttachment]? {
    guard let count = number(atMost: Limits.batchEntries) else { return nil }
    var attachments: [ContactAttachment] = []
    for _ in 0..<count {
      guard let sequence = number(atMost: size), sequence > 0,
        let lead = counted(atMost: 64).flatMap({ String(validating: $0, as: UTF8.self) }),
        let box = counted(atMost: Limits.contactBytes)
      else { return nil }
      attachments.append(.init(sequence: sequence, lead: LeadKeyID(rawValue: lead), box: Array(box)))
    }
    return attachments
  }
}
