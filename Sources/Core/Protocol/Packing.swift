import Bytes
import Journal

/// The items of a batch as few bytes: what the other side can derive stays at home, the rest goes in columns through
/// zstd.
///
/// Each entry is cut into phrases that come again (``PhraseTable``) and values (``EntryScanner``); like stands with like
/// (``Columns``). What is chance to the last bit (hashes, the low bits of times) travels beside the zstd frame. Phrases
/// that the shipped checklists make are known to both ends (``BatchWords``), or a small batch would be all words. Bytes
/// of another form than today's entries travel whole.
///
/// What limits it: nine entries of ten hold the hash of a receipt code, 32 bytes of chance (the code itself, of 31 bits,
/// stays with the citizen). Seven or eight times of steps are 17 bits of chance each, beginning and end another 40. That
/// is 29 + 16 + 5 of some 66 bytes an entry in batches of 500. The rest is which branch, step, problem and outcome it
/// was, and what people typed. In a batch of 20 ten bytes an entry are its keys and signatures.
///
/// Layout: version of the words; zstd frame behind its length (number of items, length of each column, the columns);
/// plain bits behind their length; number of hashes, hashes; contacts. Numbers are LEB128.
enum Packing {
  /// Above it, a two-hundredth is saved for twice the time and more.
  static let level: Int32 = 6
  static let mostSequence = 1 << 41
  /// Bytes of phrases in one batch: the reader's tables are some times as large. What is beyond goes whole.
  static let mostPhraseBytes = 1 << 20

  static func pack(_ batch: Batch) -> (bytes: [UInt8], end: (size: Int, head: EntryHash))? {
    var packer = Packer(batch)
    for item in batch.items {
      guard packer.add(item) else { return nil }
    }
    let columns = packer.finish()
    var frame = ByteWriter()
    frame.number(batch.items.count)
    var blocks: [[UInt8]] = []
    for column in columns.words + [columns.raw] + columns.numbers {
      frame.number(column.count)
      blocks.append(column)
    }
    guard blocks.reduce(frame.bytes.count, { $0 + $1.count }) <= Limits.unpackedBytes,
      let packed = Zstd.compress(blocks: [frame.bytes] + blocks, level: level, dictionary: BatchWords.bytes)
    else { return nil }
    var writer = ByteWriter()
    writer.number(BatchWords.version)
    writer.counted(packed)
    writer.counted(columns.plain.bytes)
    writer.number(columns.hashes.count / EntryHash.byteCount)
    writer.raw(columns.hashes)
    writer.besides(batch.besides)
    return (writer.bytes, (packer.sequence, packer.hash))
  }

  static func unpack(
    _ bytes: ArraySlice<UInt8>, _ label: SealedBatch.Label
  ) throws(BatchFault) -> (batch: Batch, hashes: [EntryHash]) {
    var reader = ByteReader(bytes)
    guard let version = reader.number(atMost: 1 << 20) else { throw .malformed }
    guard version == BatchWords.version else { throw .newerFormat }
    guard let frame = reader.counted(atMost: Limits.batchBytes), let plain = reader.counted(atMost: Limits.batchBytes),
      let count = reader.number(atMost: Limits.batchBytes), let hashes = reader.raw(count * EntryHash.byteCount),
      let besides = reader.besides(size: label.size), reader.isAtEnd,
      let columns = Zstd.decompress(frame, limit: Limits.unpackedBytes, dictionary: BatchWords.bytes),
      var unpacker = Unpacker(label, columns: columns, plain: plain, hashes: hashes), unpacker.run()
    else { throw .malformed }
    let batch = Batch(
      publicKey: label.publicKey, incarnation: label.incarnation, base: label.base, baseHash: label.baseHash,
      items: unpacker.items, besides: besides)
    return (batch, unpacker.itemHashes)
  }
}

extension ByteWriter {
  fileprivate mutating func besides(_ besides: [Batch.Beside]) {
    number(besides.count)
    for beside in besides {
      number(beside.sequence)
      counted(Array(beside.lead.rawValue.utf8))
      counted(beside.box)
    }
  }
}

extension ByteReader {
  /// Contacts of entries up to `size`.
  fileprivate mutating func besides(size: Int) -> [Batch.Beside]? {
    guard let count = number(atMost: Limits.batchEntries) else { return nil }
    var besides: [Batch.Beside] = []
    for _ in 0..<count {
      guard let sequence = number(atMost: size), sequence > 0,
        let lead = counted(atMost: 64).flatMap({ String(validating: $0, as: UTF8.self) }),
        let box = counted(atMost: Limits.contactBytes)
      else { return nil }
      besides.append(.init(sequence: sequence, lead: LeadKeyID(rawValue: lead), box: Array(box)))
    }
    return besides
  }
}
