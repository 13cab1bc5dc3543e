import Checklists
import Foundation
import GRDB
import Journal
import JournalFixtures
import JournalStore
import TestTraits
import Testing

@Suite(.ownThread) struct VerifyTests {
  private let folder = TemporaryFolder()

  /// Ten entries, then a change of the file that SQL allows once the triggers are gone; what a full check says of it.
  private func report(after sql: String, _ arguments: StatementArguments = []) throws -> VerifyReport {
    let store = try folder.open()
    try store.keep(sessions: 9, seed: 1)
    _ = try store.keep(.session(Bodies.plain), closing: nil, contact: .sample)
    try store.keep(sessions: 20, seed: 2)
    try store.close()
    try change(sql, arguments)
    let reader = try JournalStore.openForReading(folder: folder.path, practice: false)
    defer { try? reader.close() }
    return try reader.verify()
  }

  private func change(_ sql: String, _ arguments: StatementArguments) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: folder.journal, configuration: configuration)
    try queue.write { db in
      try db.execute(sql: "DROP TRIGGER entry_never_changes; DROP TRIGGER entry_never_goes")
      try db.execute(sql: sql, arguments: arguments)
    }
    try queue.close()
  }

  @Test func `a whole journal has no fault`() throws {
    let report = try report(after: "SELECT 1")
    #expect(report.good == 30 && report.contacts == 1 && report.missing == 0 && report.isWhole)
    #expect(report.breaks.first == nil)
  }

  @Test func `a changed byte is found at its row`() throws {
    let report = try report(
      after: "UPDATE entry SET bytes = CAST(replace(bytes, 'completed', 'appointed') AS BLOB) WHERE row = 10")
    #expect(report.breaks.first?.row == 10)
    #expect(report.breaks.first?.id.sequence == 10)
    #expect(report.breaks.first?.fault == .wrongHash)
    // The contact's entry can no longer be read, so the contact is not counted among the good ones.
    #expect(report.breakCount == 2 && report.breaks.last?.fault == .wrongPrevious)
  }

  @Test func `an entry that was cut out is a gap`() throws {
    let report = try report(after: "DELETE FROM entry WHERE row = 4")
    #expect(report.breaks.first?.fault == .gap(expected: 4, found: 5))
    #expect(report.breaks.first?.row == 5)
    #expect(report.breakCount == 1 && report.good == 28)
  }

  @Test func `entries that were cut off at the end are missed by the head`() throws {
    let report = try report(after: "DELETE FROM entry WHERE row > 27")
    #expect(report.breaks.map(\.fault) == [.wrongHead(sequence: 30)])
    #expect(report.breaks.first?.row == nil)
  }

  @Test func `a head that was put back, with the entries after it gone, is not signed`() throws {
    let report = try report(
      after: """
        DELETE FROM entry WHERE row = 30;
        UPDATE incarnation SET sequence = 29, hash = (SELECT hash FROM entry WHERE row = 29)
        """)
    #expect(report.breaks.map(\.fault) == [.badSignature])
    #expect(report.good == 29)
  }

  @Test func `a contact that was exchanged is found`() throws {
    let report = try report(after: "UPDATE contact SET box = zeroblob(90)")
    #expect(report.breaks.first?.row == 10)
    #expect(report.breaks.first?.fault == .contactDiffers)
    #expect(report.contacts == 0 && report.breakCount == 1)
  }

  @Test(arguments: [
    "day = day + 1", "minute = NULL", "milliseconds = 5", "problems = 'E-V99'", "receipt = 7", "target = 3",
    "sequence = 77",
    "facet = 1 + facet % 5",
  ])
  func `a column of the lists that says something else than the entry is found`(change: String) throws {
    let report = try report(after: "UPDATE entry SET \(change) WHERE row = 20")
    #expect(report.breaks.map(\.fault) == [.listDiffers])
    #expect(report.breaks.first?.row == 20)
  }

  @Test func `many faults are counted, the first hundred described`() throws {
    let store = try folder.open()
    try store.keep(sessions: 300, seed: 1)
    try store.close()
    try change("UPDATE entry SET milliseconds = -1", [])
    let reader = try JournalStore.openForReading(folder: folder.path, practice: false)
    let report = try reader.verify()
    #expect(report.breakCount == 300 && report.breaks.count == JournalStore.mostBreaks && report.good == 0)
  }

  @Test func `a desk does not open a journal whose end was changed`() throws {
    _ = try report(after: "DELETE FROM entry WHERE row = 30")
    #expect(throws: JournalProblem.damaged(path: folder.journal, what: "entry 30")) { try folder.open() }
  }

  @Test func `an export hands out every entry with its stored bytes`() throws {
    let store = try folder.open()
    try store.keep(sessions: 120, seed: 1)
    var rows: [Int64] = []
    try store.export { row in
      rows.append(row.summary.row)
      #expect(EntryHash(of: row.bytes).hex == row.hash)
      let entry = try EntryBytes.decode(row.bytes)
      #expect(entry.id == row.summary.id)
      #expect(row.summary == (try store.detail(row: row.summary.row).summary))
    }
    #expect(rows == Array(1...120))
  }

  @Test func `an export stops with the error of whoever takes it`() throws {
    struct Enough: Error {}
    let store = try folder.open()
    try store.keep(sessions: 10, seed: 1)
    var count = 0
    #expect(throws: Enough.self) {
      try store.export { _ in
        count += 1
        if count == 4 { throw Enough() }
      }
    }
    #expect(count == 4)
    #expect(try store.entryCount() == 10)
  }
}
