import Foundation
import Journal
import JournalStore
import Protocol

/// An invented journal on the disk, with its chain in memory.
struct Stock {
  /// The desk's data folder.
  let folder: String
  let key: DeviceKey
  let incarnation: Int
  /// The exact bytes that were hashed, from the first.
  let entries: [[UInt8]]
  let hashes: [EntryHash]

  /// The unit of all invented desks.
  static let unit = "99001"

  /// Fills a new folder.
  init(folder: String, entries count: Int, seed: UInt64 = 1) throws {
    try Desks.fill(folder, entries: count, seed: seed)
    try self.init(reading: folder)
  }

  /// Reads the folder of a desk.
  init(reading folder: String) throws {
    self.folder = folder
    let store = try JournalStore.openForReading(folder: folder, practice: false)
    guard let current = try store.incarnations().last(where: \.isCurrent),
      let key = store.signingKey(of: current.head.last.device)
    else { throw failure("The invented journal has no incarnation.") }
    let places = try store.places(of: current, after: 0, entries: 1 << 30, bytes: 1 << 40)
    try store.close()
    self.key = key
    incarnation = current.head.last.incarnation
    var entries: [[UInt8]] = []
    var hashes: [EntryHash] = []
    for case .entry(_, let hash, let bytes) in places {
      entries.append(bytes)
      hashes.append(hash)
    }
    self.entries = entries
    self.hashes = hashes
  }

  /// Mean bytes of an entry.
  var meanBytes: Double { Double(entries.reduce(0) { $0 + $1.count }) / Double(max(1, entries.count)) }

  /// A stretch of the chain.
  func batch(after base: Int, entries count: Int) -> Batch {
    Batch(
      publicKey: key.publicKey,
      base: ChainHead(
        chain: ChainID(device: key.device, incarnation: incarnation), size: base,
        hash: base == 0 ? .zero : hashes[base - 1]),
      items: entries[base..<min(base + count, entries.count)].map { .entry($0) })
  }

  /// All of it in batches.
  func batches(of size: Int) -> [Batch] {
    stride(from: 0, to: entries.count, by: size).map { batch(after: $0, entries: size) }
  }

  /// Keeps more entries in the journal of a folder, through the code that keeps real ones.
  static func add(_ count: Int, to folder: String, seed: UInt64) throws {
    let store = try JournalStore.open(folder: folder, practice: false, now: .now())
    let codes = (1...12).map { VolunteerCode(rawValue: "TN" + ($0 < 10 ? "0" : "") + "\($0)") }
    var invention = Invention(
      try Shipped(), volunteers: codes, entries: count, through: Filling.usualLastDay, seed: seed)
    try store.keepMany((0..<count).map { _ in invention.next(in: nil) })
    try store.close()
  }
}
