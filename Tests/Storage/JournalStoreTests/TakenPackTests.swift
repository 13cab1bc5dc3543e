import Journal
import JournalFixtures
import JournalStore
import TestTraits
import Testing

/// The chain says which pack of checklists was taken, so that nobody takes that back who can only delete a file.
@Suite(.ownThread) struct TakenPackTests {
  private let folder = TemporaryFolder()

  private func pack(_ store: JournalStore, row: Int64) throws -> Int? {
    try EntryBytes.decode(try store.storedBytes(row: row)).pack
  }

  @Test func `each entry says the newest pack, and none says less than one before it`() throws {
    var store = try folder.open()
    let erasure = try store.keep(.session(Bodies.plain), closing: nil, contact: .sample)
    #expect(try pack(store, row: 1) == nil && store.takenPack == 0)
    store.newestPack = 7
    _ = try store.keep(.session(Bodies.plain), closing: nil, contact: nil)
    _ = try store.erase(row: erasure.row, at: .sample)
    #expect(try pack(store, row: 2) == 7)
    #expect(try pack(store, row: 3) == 7)
    // Whoever opens it next knows of no pack, of an older one, or goes on under another name.
    for (number, newest) in [0, 6, 0].enumerated() {
      try store.close()
      store = try folder.open(seed: UInt64(number + 2))
      #expect(store.takenPack == 7)
      store.newestPack = newest
      if number == 1 { _ = try store.beginIncarnation() }
      if number == 2 { _ = try store.renewIdentity() }
      _ = try store.keep(.session(Bodies.plain), closing: nil, contact: nil)
      #expect(try pack(store, row: Int64(4 + number)) == 7)
    }
    store.newestPack = 9
    _ = try store.keep(.session(Bodies.plain), closing: nil, contact: nil)
    #expect(store.takenPack == 9)
    #expect(try folder.reader().takenPack == 9)
    #expect(try store.verify().isWhole)
  }

  @Test func `what is no pack is no entry`() throws {
    let store = try folder.open()
    store.newestPack = 3
    _ = try store.keep(.session(Bodies.plain), closing: nil, contact: nil)
    let text = String(decoding: try store.storedBytes(row: 1), as: UTF8.self)
    for number in ["0", "-1", "\(Int.min)"] {
      let changed = text.replacing("\"pack\":3", with: "\"pack\":\(number)")
      #expect(changed != text)
      #expect(throws: ChainFault.self) { try EntryBytes.decode(Array(changed.utf8)) }
    }
  }
}
