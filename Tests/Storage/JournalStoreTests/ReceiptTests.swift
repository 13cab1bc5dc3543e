import Checklists
import Foundation
import Journal
import JournalFixtures
import JournalStore
import TestTraits
import Testing

/// The receipt of the last citizen stays within reach for a while, sealed, and then is in no file.
@Suite(.ownThread) struct ReceiptTests {
  private let folder = TemporaryFolder()
  private let minute: Int64 = 60_000

  @Test func `it is there for fifteen minutes, also at the next start, and then it is nowhere`() throws {
    var store = try folder.open()
    let kept = try store.keep(.session(Bodies.plain), closing: nil, contact: nil)
    let receipt = try #require(kept.receipt)
    let end = Bodies.plain.ended
    #expect(try store.lastReceipt(at: end.later(by: 14 * minute)) == receipt)
    try store.close()
    store = try folder.open(now: end.later(by: 14 * minute))
    #expect(try store.lastReceipt(at: end.later(by: 14 * minute)) == receipt)
    #expect(try store.settings().isEmpty)
    for name in try folder.names() {
      #expect(!contains(try folder.bytes(name), Array(receipt.letters.utf8)), "\(name)")
    }
    #expect(try store.lastReceipt(at: end.later(by: 15 * minute)) == nil)
    #expect(try store.lastReceipt(at: end) == nil)
  }

  @Test func `the next session's receipt takes its place, a correction does not`() throws {
    let store = try folder.open()
    let first = try store.keep(.session(Bodies.plain), closing: nil, contact: nil)
    _ = try store.keep(
      .amendment(of: first.id, Amendment(outcome: .declined, note: nil), by: nil, at: Bodies.plain.ended), closing: nil,
      contact: nil)
    #expect(try store.lastReceipt(at: Bodies.plain.ended) == first.receipt)
    let second = try store.keep(.session(Bodies.plain), closing: nil, contact: nil)
    #expect(try store.lastReceipt(at: Bodies.plain.ended) == second.receipt)
  }
}
