import Bytes
import ChecklistFiles
import ChecklistImport
import Checklists
import Glibc
import Journal
import Protocol
import TerminalUI

@testable import ChecklistPacks
@testable import CursesTerminal

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
  /// A pack of checklists before zstd packs it.
  case pack
  /// A root of trainers, as it is signed.
  case root
  /// A checklist in YAML.
  case checklist
  /// A table of another program.
  case csv
  /// A workbook of another program.
  case xlsx
  /// A list of another program.
  case markdown
  /// Files of keys, and what a desk remembers of packs.
  case keys
  /// What a terminal sends.
  case terminal

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
    case .pack: try readPack(bytes)
    case .root: try readRoot(bytes)
    case .checklist: readChecklist(bytes)
    case .csv, .xlsx: readImport(bytes, "a.\(rawValue)")
    case .markdown: readImport(bytes, "a.md")
    case .keys: readKeys(bytes)
    case .terminal: readInput(bytes)
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
    var file = SignedFile(.bundle, body: payload)
    let signature = try Desk.key.signature(over: Envelope.encoding(.bundle, payload))
    file.signatures = [SignedFile.Signature(publicKey: Desk.key.publicKey, bytes: signature)]
    guard let (bundle, _) = Bundle.open(file.bytes) else { return }
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
      if let act = LeadAct(bytes: payload), act.isSound { _ = act.period?.period }
    }
    _ = LeadAct.open(bytes)
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

  // MARK: Files

  private func readPack(_ unpacked: [UInt8]) throws {
    _ = Pack.claimedVersion(head: unpacked)
    _ = Pack.claim(SignedFile(.pack, body: unpacked))
    let head = EntryHash.zero.bytes + [0, 0, 0, 1]
    let file = SignedFile(.pack, body: head + (Zstd.compress(unpacked, level: 1) ?? []))
    let pack = try Pack.opened(file)
    let again = try Pack.opened(try pack.file())
    precondition(again.manifest == pack.manifest && again.files == pack.files)
    try pack.check()
  }

  private func readRoot(_ body: [UInt8]) throws {
    let root = try PackRoot(body: body)
    let again = try PackRoot(body: try root.file.body)
    precondition(again == root)
  }

  private func readChecklist(_ bytes: [UInt8]) {
    if let checklist = ChecklistReader.read(bytes, file: "a.yaml").understood {
      precondition(ChecklistReader.readQuick(bytes) == checklist)
    }
    _ = ChecklistReader.readHeader(bytes)
    _ = ChecklistReader.readCatalogue(bytes, file: "a.yaml")
    _ = ChecklistReader.readConsent(bytes, file: "a.yaml")
    _ = ChecklistReader.readUnits(bytes, file: "a.csv")
  }

  private func readImport(_ bytes: [UInt8], _ name: String) {
    let result = ChecklistImport.read(bytes, file: name, today: "2026-01-01")
    guard let yaml = result.yaml else { return }
    // What is made of a file can be read again.
    precondition(ChecklistReader.readHeader(Array(yaml.utf8)) != nil || !result.isClean)
  }

  private func readKeys(_ bytes: [UInt8]) {
    if let file = KeyFile(bytes) { precondition(KeyFile(file.bytes) != nil) }
    if let memory = PackMemory(bytes: bytes) { precondition(PackMemory(bytes: memory.bytes) == memory) }
    _ = TrainerKeyFile(bytes: bytes)
  }

  private func readInput(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    for scalar in text.unicodeScalars { _ = key(of: scalar) }
    for sequence in text.split(separator: "\u{1B}") {
      guard let final = sequence.unicodeScalars.last else { continue }
      _ = input(ofSequence: String(sequence.dropLast()), final: final)
    }
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

/// One input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput") package func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  // A refusal is what most bytes deserve.
  do { try Parser.chosen.read(Array(UnsafeBufferPointer(start: data, count: count))) } catch { return 0 }
  return 0
}

private typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Where the package manager lets a program of this name begin.
@_cdecl("fuzz_main") func fuzzMain(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>)
  -> CInt
{
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments, testOneInput)
}
