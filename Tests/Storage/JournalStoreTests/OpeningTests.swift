import Foundation
import GRDB
import Journal
import JournalFixtures
import JournalSalvage
import JournalStore
import TestTraits
import Testing

@Suite(.ownThread) struct OpeningTests {
  private let folder = TemporaryFolder()

  private func mode(_ path: String) throws -> Int {
    try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test func `the first start makes a folder and files that only their owner can read`() throws {
    let store = try folder.open()
    try store.keep(sessions: 3, seed: 1)
    _ = try store.page(EntryFilter(words: "otp"), .newest, limit: 5)
    #expect(try mode(folder.path) == 0o700)
    for name in try folder.names() { #expect(try mode(folder.file(name)) == 0o600, "\(name)") }
    #expect(
      try folder.names().filter { !$0.contains("-") } == [
        "device.key", "journal.lock", "journal.sqlite", "machine", "search.sqlite",
      ])
    try store.close()
  }

  @Test func `every commit waits for the disk`() throws {
    let store = try folder.open()
    #expect(try store.synchronousLevel() == 2)
    try store.close()
    #expect(try folder.open().synchronousLevel() == 2)
  }

  @Test func `a second desk is told at once, and let in when the first has gone`() throws {
    let store = try folder.open()
    #expect(throws: JournalProblem.inUse(path: folder.journal)) { try folder.open() }
    #expect(throws: JournalProblem.inUse(path: folder.journal)) { try folder.salvage() }
    try store.close()
    try folder.open().close()
  }

  @Test func `practice has its own journal and key, and both can be open`() throws {
    let real = try folder.open()
    let practice = try folder.open(practice: true, seed: 2)
    try practice.keep(sessions: 2, seed: 1)
    #expect(try real.entryCount() == 0)
    #expect(try practice.entryCount() == 2)
    #expect(try folder.names().contains("practice.key"))
    #expect(try folder.bytes("practice.key") != folder.bytes("device.key"))
  }

  @Test func `reopening continues the chain`() throws {
    for round in 1...4 {
      let store = try folder.open(seed: UInt64(round))
      try store.keep(sessions: 5, seed: UInt64(round))
      #expect(try store.entryCount() == round * 5)
      #expect(try store.page(EntryFilter(), .newest, limit: 1).first?.id.sequence == round * 5)
      #expect(try store.page(EntryFilter(), .newest, limit: 1).first?.id.incarnation == 1)
      #expect(try store.verify().isWhole)
      try store.close()
    }
  }

  @Test func `a journal of a newer program is refused and left as it was`() throws {
    try folder.open().close()
    let queue = try DatabaseQueue(path: folder.journal)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 7") }
    try queue.close()
    let before = try folder.bytes("journal.sqlite")
    #expect(throws: JournalProblem.newerVersion(path: folder.journal, found: 7, known: 1)) { try folder.open() }
    #expect(throws: JournalProblem.newerVersion(path: folder.journal, found: 7, known: 1)) {
      try JournalStore.openForReading(folder: folder.path, practice: false)
    }
    #expect(try folder.bytes("journal.sqlite") == before)
  }

  @Test func `another program's file is not taken for a journal`() throws {
    try folder.open().close()
    try folder.write("journal.sqlite", [])
    let queue = try DatabaseQueue(path: folder.journal)
    try queue.write { try $0.execute(sql: "CREATE TABLE player(id)") }
    try queue.close()
    #expect(throws: JournalProblem.damaged(path: folder.journal, what: "a file of another sort")) {
      try folder.open()
    }
  }

  @Test(arguments: ["", "not a database, but some words that are long enough to be looked at", "SQLite format 3\u{0}"])
  func `a file that is no database is damage, never a new journal`(text: String) throws {
    try folder.open().close()
    try folder.write("journal.sqlite", Array(text.utf8))
    #expect { try folder.open() } throws: { error in
      if case JournalProblem.damaged = error { true } else { false }
    }
    #expect(try folder.bytes("journal.sqlite") == Array(text.utf8))
  }

  @Test func `a journal that vanished is not silently begun anew`() throws {
    let store = try folder.open()
    try store.keep(sessions: 3, seed: 1)
    try store.close()
    try FileManager.default.removeItem(atPath: folder.journal)
    #expect(throws: JournalProblem.damaged(path: folder.journal, what: "the file is missing or empty")) {
      try folder.open()
    }
    let report = try folder.salvage()
    #expect(report.startedAnew && report.kept == 0 && report.setAside == nil)
    let fresh = try folder.open()
    try fresh.keep(sessions: 1, seed: 2)
    #expect(try fresh.page(EntryFilter(), .newest, limit: 1).first?.id.incarnation == 2)
  }

  @Test func `without its key a journal is not opened, with another's neither`() throws {
    let other = TemporaryFolder()
    try folder.open(seed: 1).close()
    try other.open(seed: 2).close()
    let key = try folder.bytes("device.key")
    try folder.write("device.key", try other.bytes("device.key"))
    #expect(throws: JournalProblem.keyUnusable(path: folder.file("device.key"))) { try folder.open() }
    try folder.write("device.key", Array(key.dropLast()))
    #expect(throws: JournalProblem.keyUnusable(path: folder.file("device.key"))) { try folder.open() }
    try FileManager.default.removeItem(atPath: folder.file("device.key"))
    #expect(throws: JournalProblem.keyUnusable(path: folder.file("device.key"))) { try folder.open() }
    try folder.write("device.key", key)
    try folder.open().close()
    #expect(try mode(folder.file("device.key")) == 0o600)
  }

  @Test func `a folder that cannot be made or written is said to be so`() throws {
    // Below a regular file: this fails for everybody, root too.
    let blocked = folder.path + "-file"
    try Data().write(to: URL(fileURLWithPath: blocked))
    defer { try? FileManager.default.removeItem(atPath: blocked) }
    #expect(throws: JournalProblem.notWritable(path: blocked + "/data")) {
      try JournalStore.open(folder: blocked + "/data", practice: false, now: .sample)
    }
    #expect(throws: JournalProblem.notWritable(path: blocked)) {
      try JournalStore.open(folder: blocked, practice: false, now: .sample)
    }
    // /proc takes no files from anybody.
    #expect(throws: JournalProblem.notWritable(path: "/proc/tiepsuc")) {
      try JournalStore.open(folder: "/proc/tiepsuc", practice: false, now: .sample)
    }
  }

  @Test func `a crash at the first start, between key and tables, is made good`() throws {
    let store = try folder.open()
    try store.close()
    // As if the tables had never been committed.
    let key = try #require(DeviceKey.read(file: try folder.bytes("device.key")))
    try folder.write("device.key", key.key.fileBytes(incarnation: 0))
    try FileManager.default.removeItem(atPath: folder.journal)
    let again = try folder.open()
    try again.keep(sessions: 1, seed: 1)
    let first = try #require(try again.page(EntryFilter(), .newest, limit: 1).first)
    #expect(first.id == EntryID(device: key.key.device, incarnation: 1, sequence: 1))
    try again.close()
    #expect(DeviceKey.read(file: try folder.bytes("device.key"))?.incarnation == 1)
  }

  @Test func `a reader sees one moment of a journal that a desk is using`() throws {
    let store = try folder.open()
    try store.keep(sessions: 10, seed: 1)
    let reader = try JournalStore.openForReading(folder: folder.path, practice: false)
    try store.keep(sessions: 5, seed: 2)
    #expect(try reader.entryCount() == 10)
    #expect(try reader.all().count == 10)
    #expect(try reader.verify().good == 10)
    #expect(try reader.all(EntryFilter(words: "tn0")).count == 10)
    #expect(throws: JournalProblem.notWritable(path: folder.journal)) { try reader.set("a", "b") }
    var rows: [Int64] = []
    try reader.export { rows.append($0.summary.row) }
    #expect(rows == Array(1...10))
    try reader.close()
    #expect(try store.entryCount() == 15)
  }

  @Test func `a reader says when there is no journal`() {
    #expect(throws: JournalProblem.damaged(path: folder.journal, what: "there is no journal here")) {
      try JournalStore.openForReading(folder: folder.path, practice: false)
    }
  }
}
