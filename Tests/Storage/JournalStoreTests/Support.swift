import CFaultVFS
import Checklists
import Foundation
import GRDB
import Journal
import JournalFixtures
import JournalSalvage
import JournalStore
import Platform

/// A folder of its own for one test; it goes with the object.
final class TemporaryFolder: Sendable {
  let path: String

  /// `isPlayed`: for tests that play the disk's faults themselves, thousands of times; they need not wait for a real
  /// one.
  init(isPlayed: Bool = false) {
    let memory = "/dev/shm/"
    let root = isPlayed && access(memory, W_OK) == 0 ? memory : NSTemporaryDirectory()
    path = root + "journal-" + UUID().uuidString
  }

  deinit {
    fault_disarm(path)
    try? FileManager.default.removeItem(atPath: path)
  }

  func file(_ name: String) -> String { path + "/" + name }
  var journal: String { file("journal.sqlite") }
  var log: String { file("journal.sqlite-wal") }

  /// The machine is the same for every folder, unless a test says otherwise: copies of a folder are crashes here.
  func open(
    practice: Bool = false, now: Moment = .sample, seed: UInt64 = 1, on marks: MachineMarks = .sample
  ) throws -> JournalStore {
    try JournalStore.open(folder: path, practice: practice, now: now, entropy: SplitMix64(seed: seed), marks: marks)
  }

  func reader() throws -> JournalStore { try JournalStore.openForReading(folder: path, practice: false) }

  func salvage(seed: UInt64 = 99, checklists: [ChecklistText] = []) throws -> SalvageReport {
    try JournalStore.salvage(
      folder: path, practice: false, now: .sample, checklists: checklists, entropy: SplitMix64(seed: seed))
  }

  func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: file(name)))) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
  }

  /// All files, by name.
  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

  /// Changes the journal as no program of ours would.
  func change(_ sql: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: journal, configuration: configuration)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }

  func copy() throws -> TemporaryFolder {
    let other = TemporaryFolder()
    try FileManager.default.copyItem(atPath: path, toPath: other.path)
    return other
  }

  /// A copy of the files as a crash at this moment would leave them, without the desk's hold on them.
  func crashed() throws -> TemporaryFolder {
    let other = try copy()
    try? FileManager.default.removeItem(atPath: other.file("journal.sqlite-shm"))
    return other
  }
}

extension MachineMarks {
  /// One laptop, and another one.
  static let sample = MachineMarks(["system": "a", "place": "1"])
  static let other = MachineMarks(["system": "a", "place": "2"])
}

extension ChecklistText {
  static let sample = ChecklistText(id: "vneid", version: 1, bytes: Array("id: vneid\n".utf8))
}

extension Contact {
  static let sample = Contact(
    name: "Bác Bảy Trưởng", phone: "0912345678", appointment: "thứ hai", due: Day(daysSince1970: 20_420),
    consentVersion: 1)
}

extension JournalStore {
  /// Keeps some sessions.
  func keep(sessions count: Int, seed: UInt64) throws {
    var bodies = Bodies(seed: seed)
    try keepMany((0..<count).map { _ in .session(bodies.session()) })
  }

  /// All lines, newest first, read in pages.
  func all(_ filter: EntryFilter = EntryFilter(), limit: Int = 50) throws -> [EntrySummary] {
    var lines = try page(filter, .newest, limit: limit)
    while let last = lines.last {
      let more = try page(filter, .before(last.row), limit: limit)
      if more.isEmpty { break }
      lines += more
    }
    return lines
  }
}

/// Whether some bytes stand in others.
func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool { Data(bytes).range(of: Data(wanted)) != nil }
