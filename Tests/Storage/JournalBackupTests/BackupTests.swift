import Foundation
import Journal
import JournalFixtures
import JournalStore
import Platform
import TemporaryFolders
import TestTraits
import Testing

@testable import JournalBackup

/// Backups of a data folder: what they hold, who can read them, and what a restore does to the log.
@Suite(.ownThread) struct BackupTests {
  private let folder: TemporaryFolder
  private let passphrase = "bốn chữ ngẫu nhiên"
  private var data: String { folder.file("data") }
  private var stick: String { folder.file("stick") }

  init() throws { folder = try TemporaryFolder(isPlayed: true) }

  private func open() throws -> JournalStore {
    try JournalStore.open(folder: data, practice: false, now: .sample, marks: MachineMarks(["system": "a"]))
  }

  /// A desk with entries, a contact, a checklist of its own and some files that stay here.
  private func fill(_ entries: Int) throws {
    let store = try open()
    try add(entries, to: store)
    try store.close()
    try folder.write("id: riêng\n".utf8, to: "data/checklists/rieng.yaml")
    try folder.write("secret of the log".utf8, to: "data/tiepsuc.log")
    try folder.write("nothing".utf8, to: "data/practice.key")
    _ = try BackupKey.make(in: data, passphrase: passphrase, rounds: 1 << 10)
  }

  private func add(_ entries: Int, to store: JournalStore, seed: UInt64 = 7) throws {
    var bodies = Bodies(seed: seed)
    for _ in 0..<entries { _ = try store.keep(.session(bodies.session()), closing: nil, contact: nil) }
  }

  private func write(_ name: String = "2026-11-29") throws -> String {
    try DataBackup.write(of: data, into: stick, name: name).path
  }

  private func entries(of folder: String) throws -> [[UInt8]] {
    let store = try JournalStore.openForReading(folder: folder, practice: false)
    var found: [[UInt8]] = []
    try store.export { found.append($0.bytes) }
    try store.close()
    return found
  }

  @Test func `a backup made while the desk is open brings back every entry as a new incarnation of the log`() throws {
    try fill(30)
    let desk = try open()
    let path = try write()
    let kept = try entries(of: data)
    let was = try #require(try desk.incarnations().first { $0.isCurrent }).head.last
    // What came after the backup stays in the folder that is set aside.
    try add(1, to: desk, seed: 8)
    #expect(throws: BackupProblem.inUse(folder: data)) {
      try DataBackup.restore(path, to: data, passphrase: passphrase, isReplacing: true)
    }
    try desk.close()
    let proof = try DataBackup.restore(path, to: data, passphrase: passphrase, isReplacing: true)
    #expect(proof.entries == 30 && proof.before == data + ".before-restore-1")
    #expect(try entries(of: data) == kept)
    #expect(try entries(of: data + ".before-restore-1").count == 31)
    let store = try open()
    let now = try #require(try store.incarnations().first { $0.isCurrent })
    #expect(now.head.last.device == was.device && now.head.last.incarnation == was.incarnation + 1)
    #expect(now.reason == .restored && store.beganAfterCopy)
    try add(1, to: store, seed: 9)
    #expect(try store.verify().isWhole)
    try store.close()
    #expect(FileManager.default.fileExists(atPath: data + "/checklists/rieng.yaml"))
    #expect(!FileManager.default.fileExists(atPath: data + "/tiepsuc.log"))
    #expect(!FileManager.default.fileExists(atPath: data + "/practice.key"))
  }

  @Test func `the same backup put back twice begins two different incarnations`() throws {
    try fill(3)
    let path = try write()
    var incarnations: Set<Int> = []
    for _ in 1...2 {
      _ = try DataBackup.restore(path, to: data, passphrase: passphrase, isReplacing: true)
      let store = try open()
      incarnations.insert(try #require(try store.incarnations().first { $0.isCurrent }).head.last.incarnation)
      try add(1, to: store)
      try store.close()
    }
    #expect(incarnations == [2, 3])
  }

  @Test func `a rehearsal proves a backup and touches nothing`() throws {
    try fill(12)
    let path = try write()
    let before = try contents()
    // Letters and marks apart, as some keyboards send them.
    let typed = passphrase.decomposedStringWithCanonicalMapping
    #expect(Array(typed.utf8) != Array(passphrase.utf8))
    let proof = try DataBackup.prove(path, beside: data, passphrase: typed)
    #expect(proof.entries == 12 && proof.before == nil)
    #expect(try contents() == before)
  }

  /// Every file below the test's folder, with its bytes.
  private func contents() throws -> [String: Data] {
    var found: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      if let bytes = FileManager.default.contents(atPath: folder.file(name)) { found[name] = bytes }
    }
    return found
  }

  @Test func `a backup is put back only over a journal where that was asked for`() throws {
    try fill(2)
    let path = try write()
    let before = try contents()
    #expect(throws: BackupProblem.journalExists(folder: data)) {
      try DataBackup.restore(path, to: data, passphrase: passphrase, isReplacing: false)
    }
    #expect(try contents() == before)
    let fresh = folder.file("fresh")
    let proof = try DataBackup.restore(path, to: fresh, passphrase: passphrase, isReplacing: false)
    #expect(try proof.before == nil && entries(of: fresh) == entries(of: data))
  }

  @Test func `whoever has the disk of the backup and the laptop's own key file reads nothing`() throws {
    let name = "Bác Bảy Trưởng"
    let store = try open()
    var bodies = Bodies(seed: 3)
    let contact = Contact(
      name: name, phone: "0900000000", appointment: "thứ hai", due: Day(daysSince1970: 20_420), consentVersion: 1)
    _ = try store.keep(.session(bodies.session()), closing: nil, contact: contact)
    try store.close()
    _ = try BackupKey.make(in: data, passphrase: passphrase, rounds: 1 << 10)
    let bytes = try Data(contentsOf: URL(filePath: try write()))
    for needle in [name, "vneid", "SQLite format 3", "tiepsuc key"] {
      #expect(bytes.range(of: Data(needle.utf8)) == nil, "\(needle)")
    }
    let path = stick + "/" + (try FileManager.default.contentsOfDirectory(atPath: stick)[0])
    for wrong in ["", "\u{1}\u{200d}", "bốn chữ ngẫu nhiê", passphrase + " "] {
      #expect(throws: BackupProblem.wrongPassphrase) {
        try DataBackup.prove(path, beside: data, passphrase: wrong)
      }
    }
  }

  @Test func `a backup that was cut, changed or continued is refused, and nothing is replaced`() throws {
    try fill(40)
    let path = try write()
    let whole = try [UInt8](Data(contentsOf: URL(filePath: path)))
    let before = try contents().filter { $0.key.hasPrefix("data/") }
    var chance = SplitMix64(seed: 5)
    var damaged: [[UInt8]] = [
      whole + [0], whole + whole, Array(whole.dropLast()), [], Array("tiepsuc backup 1\n".utf8),
    ]
    for _ in 0..<25 { damaged.append(Array(whole.prefix(chance.below(whole.count)))) }
    for _ in 0..<60 {
      var bytes = whole
      bytes[chance.below(bytes.count)] ^= UInt8(1 << chance.below(8))
      damaged.append(bytes)
    }
    for bytes in damaged {
      try Data(bytes).write(to: URL(filePath: path))
      let problem = #expect(throws: BackupProblem.self) {
        try DataBackup.restore(path, to: data, passphrase: passphrase, isReplacing: true)
      }
      // A changed lock opens nothing: that is all that can be said of it.
      let known: [BackupProblem] = [.notWhole(path: path), .wrongPassphrase, .newerVersion(path: path)]
      #expect(problem.map(known.contains) == true, "\(problem as Any)")
    }
    #expect(try contents().filter { $0.key.hasPrefix("data/") } == before)
    #expect(!FileManager.default.fileExists(atPath: data + ".restoring"))
  }

  @Test func `pieces of two backups do not fit together`() throws {
    try fill(1)
    try folder.write([UInt8](repeating: 7, count: 3 * BackupStream.pieceBytes), to: "data/publish/a.tsp")
    let first = try [UInt8](Data(contentsOf: URL(filePath: try write("a"))))
    let second = try [UInt8](Data(contentsOf: URL(filePath: try write("b"))))
    #expect(first.count == second.count)
    let cut = first.count - BackupStream.pieceBytes
    let path = stick + "/mixed" + DataBackup.suffix
    try Data(first[..<cut] + second[cut...]).write(to: URL(filePath: path))
    #expect(throws: BackupProblem.notWhole(path: path)) {
      try DataBackup.prove(path, beside: data, passphrase: passphrase)
    }
  }

  @Test func `a journal whose chain breaks is not put back`() throws {
    try fill(9)
    let journal = data + "/journal.sqlite"
    var bytes = try [UInt8](Data(contentsOf: URL(filePath: journal)))
    // The words of an entry, in place: the pages stay well formed.
    let word = Array(#""checklist""#.utf8)
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: word) })
    bytes[place + 2] ^= 1
    try Data(bytes).write(to: URL(filePath: journal))
    let path = try write()
    #expect(throws: BackupProblem.notWhole(path: path)) {
      try DataBackup.restore(path, to: folder.file("fresh"), passphrase: passphrase, isReplacing: false)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.file("fresh")))
  }

  @Test func `a copy is made once a day and the last seven stay`() throws {
    try fill(1)
    let byHand = try write("2026-01-01-0900")
    for day in 10...20 {
      #expect(try DataBackup.writeDaily(of: data, into: stick, day: "2026-11-\(day)") != nil)
      #expect(try DataBackup.writeDaily(of: data, into: stick, day: "2026-11-\(day)") == nil)
    }
    let days = try DataBackup.daily(of: data, in: stick).map { $0.dropLast(DataBackup.suffix.count).suffix(2) }
    #expect(days == ["14", "15", "16", "17", "18", "19", "20"])
    #expect(FileManager.default.fileExists(atPath: byHand))
    #expect(try DataBackup.newest(at: stick).hasSuffix("2026-11-20" + DataBackup.suffix))
    #expect(throws: BackupProblem.noBackup(path: data)) { try DataBackup.newest(at: data) }
  }

  @Test func `without a passphrase or a journal there is no backup`() throws {
    #expect(throws: BackupProblem.noPassphraseYet) { try write() }
    #expect(throws: BackupProblem.shortPassphrase(least: 10)) {
      try BackupKey.make(in: folder.path, passphrase: "ngắn quá")
    }
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    _ = try BackupKey.make(in: data, passphrase: passphrase, rounds: 1 << 10)
    #expect(throws: BackupProblem.noJournal(folder: data)) { try write() }
  }

  @Test(arguments: ["../x", "/etc/x", "a/../../x", "a//b", ".hidden", "a/.b", "", "a\0b", "a/b/c/d/e/f"])
  func `a name that leads elsewhere is refused`(_ name: String) {
    #expect(!BackupFiles.isSafe(name))
    #expect(BackupFiles.isSafe("checklists/rieng.yaml"))
  }
}
