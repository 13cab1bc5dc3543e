import Foundation
import GRDB
import HubFixtures
import HubStore
import Journal
import JournalFixtures
import JournalStore
import Protocol
import SyncClient
import SyncStore
import TestTraits
import Testing

/// What a lead does with a petition of another desk, by wire and by stick.
@Suite(.ownThread) struct PetitionStepTests {
  /// A citizen's petition at a desk.
  private func petition(_ desk: TestDesk) throws -> EntryID {
    try desk.withJournal { journal in
      var bodies = Bodies(seed: 3)
      var facts = bodies.session()
      facts.petition = Petition(topic: .network, text: "mạng ở ấp chậm")
      return try journal.keep(.session(facts), closing: nil, contact: nil).id
    }
  }

  /// What a desk's journal says was done with a petition.
  private func steps(_ desk: TestDesk, _ petition: EntryID) throws -> [PetitionStepFacts] {
    try desk.withJournal { journal in
      let detail = try journal.detail(row: try #require(try journal.row(of: petition)))
      return try detail.later.compactMap {
        if case .petition(petition, let facts) = try journal.detail(row: $0.row).body { facts } else { nil }
      }
    }
  }

  @Test func `a lead's steps on a desk's petition are written there once, by wire and by stick, in their order`()
    async throws
  {
    let village = try await Village()
    let desk = try TestDesk.begin(sessions: 2, seed: 5, clock: village.hub.clock)
    try await desk.enrol(at: village.hub)
    let entry = try petition(desk)
    for one in [desk, village.lead] {
      #expect(await one.run(DirectTransport(village.hub)).push().event == .done)
    }
    #expect(await desk.run(DirectTransport(village.hub)).pull().event == .done)
    func step(_ act: PetitionAct, _ time: Int64, _ words: String? = nil, reason: ClosingReason? = nil) -> PetitionStep {
      PetitionStep(entry: entry, step: act, reason: reason, words: words, time: time)
    }
    // By stick, without any network, the later one written first.
    let said = [step(.answered, 5, "đã thêm trạm"), step(.closed, 6, reason: .solved)]
    for one in said.reversed() { try village.lead.store().wish(one) }
    try village.stick.clear()
    #expect(await village.lead.write(village.stick).event == .done)
    #expect(await desk.read(village.stick.path).event == .done)
    #expect(try steps(desk, entry).map(\.said) == [5, 6])
    #expect(try steps(desk, entry).first?.words == "đã thêm trạm" && steps(desk, entry).last?.reason == .solved)
    #expect(try steps(desk, entry).allSatisfy { $0.from == .lead && $0.by == nil })
    // The same by wire changes nothing; what is new comes behind it, and goes up in the same exchange.
    try village.lead.store().wish(step(.reopened, 7, "bác báo vẫn chậm"))
    #expect(await village.lead.run(DirectTransport(village.hub)).push().event == .done)
    #expect(try village.lead.store().wordsToTell(PetitionStep.self).isEmpty)
    for _ in 1...2 {
      #expect(await desk.read(village.stick.path).event == .done)
      #expect(await desk.run(DirectTransport(village.hub)).push().event == .done)
    }
    #expect(try steps(desk, entry).map(\.said) == [5, 6, 7])
    #expect(try await village.hub.store.chains(of: entry.device).map(\.size) == [6])
    // Also when nothing is remembered of what was written down.
    try desk.store().take([step(.reopened, 7, "bác báo vẫn chậm"), step(.closed, 8, reason: .unsolved)])
    let unknown = PetitionStep(
      entry: EntryID(device: entry.device, incarnation: 1, sequence: 1), step: .answered, time: 9)
    try desk.store().take([unknown])
    #expect(await desk.run(DirectTransport(village.hub)).push().event == .done)
    #expect(try steps(desk, entry).map(\.said) == [5, 6, 7, 8])
    #expect(try steps(desk, unknown.entry).isEmpty && desk.store().waitingSteps(of: [entry.device]).isEmpty)
    // Nobody fills a desk's disk with steps.
    let flood = (10...200).map { PetitionStep(entry: entry, step: .answered, words: "\($0) lần", time: $0) }
    try desk.store().take(flood)
    #expect(await desk.run(DirectTransport(village.hub)).push().event == .done)
    #expect(try steps(desk, entry).count == PetitionStep.mostOfPetition)
    #expect(try desk.store().waitingSteps(of: [entry.device]).isEmpty)
    // The lead's copies have all of them, and what they have is not carried any more.
    #expect(await village.lead.run(DirectTransport(village.hub)).push().event == .done)
    let store = try #require(try JournalStore.openCopies(folder: village.lead.folder))
    let detail = try store.detail(row: try #require(try store.row(of: entry)))
    #expect(detail.later.count == PetitionStep.mostOfPetition)
    for one in said { #expect(try one.isWritten(in: detail, of: store)) }
    try store.close()
    try village.stick.clear()
    #expect(await village.lead.write(village.stick).event == .done)
    for file in try village.stick.files {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
      #expect(Bundle.open(Array(bytes))?.bundle.acts.isEmpty == true)
    }
    try await village.end([desk])
  }

  @Test func `a step on an entry that the disk lost waits no longer, and nothing else is kept from the desk`()
    async throws
  {
    let hub = try await InProcessHub.patient()
    let desk = try TestDesk.begin(sessions: 1, seed: 5, clock: hub.clock)
    let entry = try petition(desk)
    // Opening a journal looks at its last entries.
    try desk.write(sessions: 100)
    let queue = try DatabaseQueue(path: desk.folder + "/journal.sqlite")
    try await queue.write { db in
      try db.execute(sql: "DROP TRIGGER entry_never_changes")
      try db.execute(sql: "UPDATE entry SET bytes = x'00' WHERE row = 2")
    }
    try queue.close()
    let store = try desk.store()
    let step = PetitionStep(entry: entry, step: .answered, time: 5)
    try store.take([step])
    #expect(try store.waitingSteps(of: [entry.device]) == [step])
    try desk.withJournal { journal in
      let row = try #require(try journal.row(of: entry))
      #expect(throws: JournalProblem.self) { try journal.detail(row: row) }
      let done = try store.carryOutOrders(
        in: journal, current: try journal.heads().last?.chain, devices: try journal.devices(), at: desk.now,
        row: journal.row(of:))
      #expect(done == (done: 1, written: 0))
    }
    #expect(try store.waitingSteps(of: [entry.device]).isEmpty)
    try desk.end()
    try await hub.end()
  }
}
