import Foundation
import Journal
import JournalFixtures
import JournalStore
import TestTraits
import Testing

@Suite(.ownThread) struct OrderedErasureTests {
  private let folder = TemporaryFolder()

  private func keep(_ store: JournalStore, _ contact: Contact? = .sample) throws -> (row: Int64, receipt: EntryHash) {
    let kept = try store.keep(.session(Bodies.plain), closing: nil, contact: contact)
    let code = try #require(kept.receipt)
    return (kept.row, try #require(try store.receiptHash(of: code)))
  }

  @Test func `an order erases the contact once, says so in the chain, and changes nothing when it comes again`() throws
  {
    let store = try folder.open()
    let (row, receipt) = try keep(store)
    let trace = try folder.trace(row)
    #expect(try folder.appearances(of: trace) > 0)
    guard case .erased(let entry) = try store.eraseOrdered(receipt: receipt, at: .sample) else {
      Issue.record("nothing was erased")
      return
    }
    #expect(try store.detail(row: entry.row).body == .erasure(of: EntryID(store, row), at: .sample))
    #expect(throws: JournalProblem.contactGone) { try store.contact(row: row) }
    #expect(try folder.appearances(of: trace) == 0)
    for _ in 0..<5 { #expect(try store.eraseOrdered(receipt: receipt, at: .sample) == .alreadyGone) }
    #expect(try store.entryCount() == 2 && store.verify().isWhole)
    try store.close()
    #expect(try folder.open().eraseOrdered(receipt: receipt, at: .sample) == .alreadyGone)
  }

  @Test func `an order for an entry without contact, or for none at all, changes nothing`() throws {
    let store = try folder.open()
    let (_, bare) = try keep(store, nil)
    let (closed, receipt) = try keep(store)
    _ = try store.closeFollowUp(row: closed, by: nil, at: .sample)
    let before = try store.entryCount()
    #expect(try store.eraseOrdered(receipt: bare, at: .sample) == .alreadyGone)
    #expect(try store.eraseOrdered(receipt: receipt, at: .sample) == .alreadyGone)
    for unknown in [EntryHash.zero, EntryHash(of: [1]), receipt.sharingPrefix] {
      #expect(try store.eraseOrdered(receipt: unknown, at: .sample) == .unknown)
    }
    #expect(try store.entryCount() == before)
  }

  @Test func `an order reaches entries of earlier incarnations and identities`() throws {
    var store = try folder.open()
    var orders: [(row: Int64, receipt: EntryHash)] = []
    for round in 0..<6 {
      orders.append(try keep(store))
      if round.isMultiple(of: 2) { _ = try store.beginIncarnation() } else { _ = try store.renewIdentity() }
    }
    try store.close()
    store = try folder.open()
    for (row, receipt) in orders {
      let trace = try folder.trace(row)
      guard case .erased(let entry) = try store.eraseOrdered(receipt: receipt, at: .sample) else {
        Issue.record("row \(row)")
        continue
      }
      #expect(entry.id.device == (try store.incarnations().last?.head.last.device))
      #expect(try folder.appearances(of: trace) == 0, "row \(row)")
    }
    #expect(try store.openContacts(after: 0, limit: 10).isEmpty)
    #expect(try store.verify().isWhole && store.expectWholePlaces() == 12)
  }

  @Test func `a reader beside the desk sees the erasure when it looks anew, and then no file holds the contact`() throws
  {
    let store = try folder.open()
    let (row, receipt) = try keep(store)
    let trace = try folder.trace(row)
    let reader = try folder.reader()
    _ = try store.eraseOrdered(receipt: receipt, at: .sample)
    #expect(try reader.openContacts(after: 0, limit: 1).count == 1)
    try reader.refresh()
    #expect(try reader.openContacts(after: 0, limit: 1).isEmpty)
    #expect(throws: JournalProblem.notWritable(path: folder.journal)) {
      let (_, other) = try keep(store)
      try reader.refresh()
      _ = try reader.eraseOrdered(receipt: other, at: .sample)
    }
    try reader.close()
    // The same order again finds nothing to erase, and the log is emptied.
    #expect(try store.eraseOrdered(receipt: receipt, at: .sample) == .alreadyGone)
    #expect(try folder.appearances(of: trace) == 0)
  }

  @Test func `open contacts come in pages, oldest first, each with its entry`() throws {
    let store = try folder.open()
    var rows: [Int64] = []
    for number in 0..<20 {
      let (row, _) = try keep(store, number.isMultiple(of: 3) ? nil : .sample)
      if !number.isMultiple(of: 3) { rows.append(row) }
      if number == 10 { _ = try store.renewIdentity() }
    }
    let reader = try folder.reader()
    var found: [Int64] = []
    while true {
      let page = try reader.openContacts(after: found.last ?? 0, limit: 4)
      for (row, id, contact) in page {
        #expect(try reader.row(of: id) == row && contact == .sample)
        found.append(row)
      }
      if page.isEmpty { break }
    }
    #expect(found == rows)
    #expect(try reader.openContacts(after: 0, limit: 0).isEmpty)
    try reader.close()
    try store.close()
    // One that does not open keeps no other one back.
    try folder.change("UPDATE contact SET wrapped = zeroblob(60) WHERE row = \(rows[3])")
    let again = try folder.reader()
    #expect(try again.openContacts(after: 0, limit: 99).map(\.row) == rows.filter { $0 != rows[3] })
  }

  @Test func `an exchange without the key opens no contact and signs nothing`() throws {
    let store = try folder.open()
    _ = try keep(store)
    try store.close()
    try FileManager.default.removeItem(atPath: folder.file("device.key"))
    let reader = try folder.reader()
    #expect(throws: JournalProblem.keyUnusable(path: folder.file("device.key"))) {
      try reader.openContacts(after: 0, limit: 1)
    }
    let incarnation = try #require(try reader.incarnations().first)
    #expect(reader.signingKey(of: incarnation.head.last.device) == nil)
    #expect(try reader.expectWholePlaces() == 1)
  }
}

extension EntryID {
  fileprivate init(_ store: JournalStore, _ row: Int64) throws { self = try store.detail(row: row).summary.id }
}

extension EntryHash {
  /// Another hash whose first eight bytes, which the database is asked for, are the same.
  fileprivate var sharingPrefix: EntryHash {
    var other = bytes
    other[31] ^= 1
    return EntryHash(bytes: other) ?? .zero
  }
}
