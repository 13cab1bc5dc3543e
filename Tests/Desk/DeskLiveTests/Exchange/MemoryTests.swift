import DeskPorts
import DeskUI
import Foundation
import Journal
import JournalFixtures
import JournalStore
import Platform
import Protocol
import SyncStore
import Testing

@testable import DeskLive

@Suite struct MemoryTests {
  private func open(_ place: Place) throws -> JournalStore {
    try JournalStore.open(folder: place.path, practice: false, now: .sample, entropy: SplitMix64(seed: 7))
  }

  private func exchange(_ place: Place, _ journal: JournalStore?) -> LiveExchange {
    LiveExchange(folder: place.path, program: "", journal: { journal }, clock: { 0 })
  }

  private func keep(_ journal: JournalStore, _ count: Int, contact: Contact? = nil) throws -> [KeptEntry] {
    var bodies = Bodies(seed: 3)
    return try (0..<count).map { _ in try journal.keep(.session(bodies.session()), closing: nil, contact: contact) }
  }

  private let contact = Contact(
    name: "Bác Mẫu", phone: "", appointment: "thứ hai", due: nil, consentVersion: 1)

  @Test func `before the first exchange everything is unsent, and no file is made`() throws {
    let place = try Place()
    let journal = try open(place)
    _ = try keep(journal, 3)
    let overview = try exchange(place, journal).overview()
    #expect(overview.summary == ExchangeSummary(kept: 3, unsent: 3))
    #expect(!FileManager.default.fileExists(atPath: place.file("exchange.sqlite")))
    #expect(throws: ExchangeTrouble.failed(.practice)) { try exchange(place, nil).overview() }
  }

  @Test func `what the hub keeps apart is found in the journal's rows`() throws {
    let place = try Place()
    let journal = try open(place)
    let kept = try keep(journal, 2)
    let store = try ExchangeStore.open(folder: place.path)
    _ = try store.saveQuarantined(
      [
        Quarantine(incarnation: 1, sequence: kept[1].id.sequence, reason: .personalNumber),
        Quarantine(incarnation: 9, sequence: 1, reason: .unreadable),
      ], of: kept[1].id.device)
    let found = try exchange(place, journal).overview().quarantined
    #expect(found.map(\.row) == [kept[1].row, nil])
    #expect(found.map(\.quarantine.reason) == [.personalNumber, .unreadable])
  }

  @Test func `what a receipt covers is told for each incarnation`() throws {
    let place = try Place()
    let journal = try open(place)
    let kept = try keep(journal, 3)
    let store = try ExchangeStore.open(folder: place.path)
    let receipt = try Receipt(
      hubIncarnation: 1, device: kept[0].id.device, incarnation: 1, size: 2, head: .zero, time: 9, key: HubKey())
    _ = try store.saveReceipt(receipt, covering: 2)
    let overview = try exchange(place, journal).overview()
    #expect(overview.covered == [kept[1].id])
    #expect(overview.summary.sent == 2)
    #expect(overview.summary.unsent == 1)
    #expect(overview.summary.oldestUnsent != nil)
    #expect(overview.summary.receipt?.size == 2)
  }

  @Test func `an erasure that was ordered is done once, and marked`() throws {
    let place = try Place()
    let journal = try open(place)
    let kept = try keep(journal, 2, contact: contact)
    let store = try ExchangeStore.open(folder: place.path)
    let code = try #require(kept[0].receipt)
    _ = try store.saveOrders([
      ErasureOrder(number: 1, receipt: try #require(try journal.receiptHash(of: code)).hex, time: 5),
      ErasureOrder(number: 2, receipt: String(repeating: "e", count: 64), time: 6),
    ])
    let exchange = exchange(place, journal)
    #expect(try exchange.overview().waitingOrders == 2)
    #expect(try exchange.applyOrders(to: journal, at: .sample) == 2)
    let overview = try exchange.overview()
    #expect(overview.waitingOrders == 0)
    #expect(overview.summary.erased == 1)
    #expect(overview.summary.kept == 3)
    #expect(throws: JournalProblem.contactGone) { try journal.contact(row: kept[0].row) }
    #expect(try journal.contact(row: kept[1].row).name == "Bác Mẫu")
    #expect(try exchange.applyOrders(to: journal, at: .sample) == 0)
    #expect(try exchange.overview().summary.kept == 3)
  }

  @Test func `a lead's steps on a petition are written into the open journal once, in their order`() throws {
    let place = try Place()
    let journal = try open(place)
    var bodies = Bodies(seed: 3)
    var facts = bodies.session()
    facts.petition = Petition(topic: .network, text: "mạng chậm")
    let kept = try journal.keep(.session(facts), closing: nil, contact: nil)
    let store = try ExchangeStore.open(folder: place.path)
    func step(_ act: PetitionAct, _ time: Int64, of entry: EntryID) -> PetitionStep {
      PetitionStep(entry: entry, step: act, time: time)
    }
    let stranger = EntryID(device: DeviceID(rawValue: String(repeating: "ab", count: 16)), incarnation: 1, sequence: 1)
    let (reopened, answered) = (step(.reopened, 6, of: kept.id), step(.answered, 5, of: kept.id))
    try store.take([reopened, answered, step(.answered, 5, of: stranger)])
    let exchange = exchange(place, journal)
    #expect(try exchange.overview().waitingOrders == 2)
    for count in [2, 0] { #expect(try exchange.applyOrders(to: journal, at: .sample) == count) }
    #expect(try exchange.overview().waitingOrders == 0)
    let later = try journal.detail(row: kept.row).later
    #expect(
      try later.map { try journal.detail(row: $0.row).body }
        == [answered, reopened].map {
          .petition(of: kept.id, $0.facts(at: .sample))
        })
  }

  @Test func `a new incarnation is begun where it was ordered, and an order for another incarnation does nothing`()
    throws
  {
    let place = try Place()
    let journal = try open(place)
    let first = try keep(journal, 1)[0].id
    let store = try ExchangeStore.open(folder: place.path)
    let exchange = exchange(place, journal)
    try store.leaveOrder(.beginIncarnation(after: ChainID(device: first.device, incarnation: 7)))
    #expect(try exchange.applyOrders(to: journal, at: .sample) == 1)
    #expect(try keep(journal, 1)[0].id.incarnation == 1)
    try store.leaveOrder(.beginIncarnation(after: ChainID(device: first.device, incarnation: 1)))
    #expect(try exchange.overview().waitingOrders == 1)
    #expect(try exchange.applyOrders(to: journal, at: .sample) == 1)
    #expect(try exchange.overview().waitingOrders == 0)
    let second = try keep(journal, 1)[0].id
    #expect(second == EntryID(device: first.device, incarnation: 2, sequence: 1))
    try store.leaveOrder(.renewIdentity(device: first.device))
    #expect(try exchange.applyOrders(to: journal, at: .sample) == 1)
    #expect(try keep(journal, 1)[0].id.device != first.device)
  }

  @Test func `a memory that cannot be read is said so, and the journal is untouched`() throws {
    let place = try Place()
    let journal = try open(place)
    _ = try keep(journal, 1)
    try place.write("exchange.sqlite", String(repeating: "this is no database. ", count: 500))
    let exchange = exchange(place, journal)
    #expect(throws: ExchangeTrouble.failed(.journal, subject: place.file("exchange.sqlite"))) {
      try exchange.overview()
    }
    #expect(try journal.entryCount() == 1)
  }
}
