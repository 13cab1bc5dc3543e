import Bytes
import Glibc
import Journal
import Protocol

/// What is read, named by `TIEPSUC_FUZZ`.
enum Parser: String, CaseIterable {
  /// What a device signed as a batch: the packed part.
  case batch
  /// The text of a batch before zstd packs it.
  case text
  /// Entries, each ended by a zero byte: they travel and come back.
  case entries
  /// The payload of a file on a stick.
  case bundle
  /// News, as the hub signs them.
  case news
  /// The line of a receipt.
  case receipt
  /// An envelope as it travels.
  case envelope
  /// The headers that sign requests and answers.
  case header

  static let chosen = getenv("TIEPSUC_FUZZ").flatMap { Parser(rawValue: String(cString: $0)) } ?? .batch

  /// Reads some bytes. What is read comes out again as it was; else the fuzzer hears of it.
  func read(_ bytes: [UInt8]) throws {
    switch self {
    case .batch: try open(try sealed(bytes))
    case .text: try open(try sealed(packed(bytes)))
    case .entries: try travel(bytes)
    case .bundle: try readBundle(bytes)
    case .news: readNews(bytes)
    case .receipt: readReceipt(bytes)
    case .envelope: readEnvelope(bytes)
    case .header: readHeader(bytes)
    }
  }

  // MARK: Batches

  private func sealed(_ packed: [UInt8]) throws -> [UInt8] {
    let numbers: [UInt8] = [1, 0, 3]
    let signed = numbers + EntryHash.zero.bytes + [UInt8](repeating: 0, count: 64) + packed
    let message = Array("tiepsuc batch 1 \(EntryHash(of: signed).hex)".utf8)
    return Array("TSB1".utf8) + Desk.key.publicKey + (try Desk.key.signature(over: message)) + signed
  }

  /// A packed part with such a text, and some numbers and hashes for it.
  private func packed(_ text: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.number(1)
    writer.counted(Zstd.compress(text, level: 1) ?? [])
    writer.counted([3, 17, 70, 191] + (0..<60).map { UInt8(truncatingIfNeeded: $0 &* 37) })
    writer.counted([UInt8](repeating: 7, count: 32 * text.count { $0 == 2 || $0 == 3 }))
    writer.number(0)
    writer.counted([UInt8](repeating: 0, count: 400))
    return writer.bytes
  }

  private func open(_ bytes: [UInt8]) throws {
    let (batch, hashes) = try SealedBatch(bytes: bytes).openHashed()
    precondition(batch.items.count == hashes.count && batch.items.count <= Limits.batchEntries)
  }

  private func travel(_ bytes: [UInt8]) throws {
    let chain = ChainID(device: Desk.key.device, incarnation: 1)
    let entries = bytes.split(separator: 0, omittingEmptySubsequences: false).prefix(50)
    let batch = Batch(
      publicKey: Desk.key.publicKey, base: ChainHead(chain: chain, size: 0, hash: .zero),
      items: entries.map { .entry(Array($0)) })
    let read = try SealedBatch(bytes: SealedBatch(batch, key: Desk.key).bytes).open()
    precondition(read == batch)
  }

  // MARK: The others

  private func readBundle(_ payload: [UInt8]) throws {
    let signature = try Desk.key.signature(over: Envelope.encoding(.bundle, payload))
    guard let (bundle, _) = Bundle.open(Array("TSU1".utf8) + Desk.key.publicKey + signature + payload) else { return }
    let again = try bundle.sealed(key: Desk.key)
    precondition(Bundle.open(again)?.bundle == bundle)
  }

  private func readNews(_ bytes: [UInt8]) {
    guard let news = News(bytes: bytes, limit: Limits.newsBytes) else { return }
    _ = news.isBounded
    for line in news.receipts { _ = Receipt(line: line) }
    precondition((try? news.bytes).flatMap { News(bytes: $0, limit: .max) } == news)
  }

  private func readReceipt(_ bytes: [UInt8]) {
    let line = String(decoding: bytes, as: UTF8.self)
    guard let receipt = Receipt(line: line) else { return }
    precondition(receipt.line == line && Limits.times.contains(receipt.time))
  }

  private func readEnvelope(_ bytes: [UInt8]) {
    guard let envelope = Envelope(bytes: bytes, limit: Limits.newsBytes) else { return }
    for kind in Envelope.Kind.allCases {
      guard let (payload, _) = envelope.payload(kind) else { continue }
      _ = News(bytes: payload, limit: Limits.newsBytes)
      _ = EnrolRequest(bytes: payload)
      _ = EnrolAnswer(bytes: payload)
      _ = EnrolTicket(bytes: payload)
    }
  }

  private func readHeader(_ bytes: [UInt8]) {
    let header = String(decoding: bytes, as: UTF8.self)
    if let signature = RequestSignature(header: header) { _ = RequestSignature(header: signature.header) }
    if let signature = AnswerSignature(header: header) {
      precondition(AnswerSignature(header: signature.header) != nil)
    }
    _ = EnrolCode(typed: header)
    _ = FigureQuestion { _ in Substring(header) }
  }
}

/// A desk that signs whatever the fuzzer makes.
enum Desk {
  /// The same numbers in each run.
  private struct Counter: RandomNumberGenerator {
    var count: UInt64 = 0
    mutating func next() -> UInt64 {
      count &+= 0x9e37_79b9_7f4a_7c15
      return count
    }
  }

  static let key: DeviceKey = {
    var counter = Counter()
    guard let key = DeviceKey(using: &counter) else { preconditionFailure("no key") }
    return key
  }()
}

/// libFuzzer's entry.
@_cdecl("LLVMFuzzerTestOneInput") public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  // A refusal is what most bytes deserve.
  do { try Parser.chosen.read(Array(UnsafeBufferPointer(start: data, count: count))) } catch { return 0 }
  return 0
}
