import Checklists
import Foundation
import HTTPTypes
import HubFixtures
import HubService
import HubStore
import Journal
import JournalStore
import Protocol
import Reports
import SyncClient
import SyncStore
import TestTraits
import Testing

/// What a lead's laptop holds of the unit, by wire and by stick.
@Suite(.ownThread) struct UnitExchangeTests {
  private func copies(_ lead: TestDesk) throws -> JournalStore {
    try #require(try JournalStore.openCopies(folder: lead.folder))
  }

  @Test func `a lead's exchange brings the unit's journals, and each later one what is new`() async throws {
    let village = try await Village()
    let desks = try (1...2 as ClosedRange<UInt64>).map {
      try TestDesk.begin(sessions: 700, seed: $0, clock: village.hub.clock)
    }
    for desk in desks {
      try await desk.enrol(at: village.hub)
      #expect(await desk.run(DirectTransport(village.hub)).push().event == .done)
    }
    let stranger = try TestDesk.begin(sessions: 3, seed: 77, clock: village.hub.clock)
    try await stranger.enrol(at: village.hub, unit: "29243")
    #expect(await stranger.run(DirectTransport(village.hub)).push().event == .done)
    #expect(await village.lead.run(DirectTransport(village.hub)).push().event == .done)
    var store = try copies(village.lead)
    #expect(try store.entryCount() == 1_404)
    #expect(try store.verify().isWhole)
    let device = try desks[0].device()
    let incarnation = try #require(try store.incarnations().first { $0.head.last.device == device })
    let held = try store.places(of: incarnation, after: 0, entries: .max, bytes: .max).compactMap { place -> [UInt8]? in
      if case .entry(_, _, let bytes) = place { bytes } else { nil }
    }
    #expect(held == (try desks[0].entries(device: device, incarnation: 1)))
    try store.close()
    try desks[0].write(sessions: 2)
    #expect(await desks[0].run(DirectTransport(village.hub)).push().event == .done)
    #expect(await village.lead.run(DirectTransport(village.hub)).pull().event == .done)
    store = try copies(village.lead)
    #expect(try store.entryCount() == 1_406)
    #expect(try store.page(EntryFilter(device: device), .newest, limit: 2_000).count == 702)
    try store.close()
    let told = try #require(try village.lead.store().unitDesks())
    #expect(told.desks.map(\.held) == [4, 702, 700])
    for desk in desks + [stranger] { try desk.end() }
    try await village.end()
  }

  @Test func `what a stick brings of a desk that the hub knows is there at once, without a network`() async throws {
    let village = try await Village()
    let desk = try await village.desk(sessions: 30, seed: 5)
    try await village.round([desk])
    var store = try copies(village.lead)
    #expect(try store.entryCount() == 34)
    try store.close()
    try desk.write(sessions: 3)
    try village.stick.clear()
    #expect(await desk.write(village.stick).event == .done)
    #expect(await village.lead.read(village.stick.path).event == .done)
    store = try copies(village.lead)
    #expect(try store.entryCount() == 37)
    #expect(try store.verify().isWhole)
    try store.close()
    // Nobody vouches for a laptop that only a stick speaks of.
    let stranger = try TestDesk.begin(sessions: 9, seed: 50, clock: village.hub.clock)
    try village.stick.clear()
    #expect(
      await stranger.run(DirectTransport.nowhere).enrol(ticket: try await stranger.ticket(of: village.hub)).event
        == .done)
    #expect(await stranger.write(village.stick).event == .done)
    #expect(await village.lead.read(village.stick.path).event == .done)
    store = try copies(village.lead)
    #expect(try store.entryCount() == 37)
    try store.close()
    try await village.end([desk, stranger])
  }

  @Test func `a hub that hands out what a desk did not sign is found out, and the exchange goes on`() async throws {
    let village = try await Village()
    let desk = try TestDesk.begin(sessions: 20, seed: 1, clock: village.hub.clock)
    try await desk.enrol(at: village.hub)
    #expect(await desk.run(DirectTransport(village.hub)).push().event == .done)
    let said = SaidLines()
    let lies = DirectTransport(village.hub) { request, pass async throws(TransportFault) in
      let answer = await pass(request)
      guard request.path.hasPrefix(Route.entries), request.path.contains(desk.name) else { return answer }
      do {
        var page = try ChainPage(bytes: answer.body)
        page.batch.items.swapAt(0, 1)
        return try village.hub.signed(200, try page.bytes, to: request)
      } catch {
        throw .cut
      }
    }
    let line = await village.lead.run(lies, lines: said).push()
    #expect(line.event == .done)
    #expect(said.attentions.contains(.notVerified))
    let store = try copies(village.lead)
    #expect(try store.page(EntryFilter(device: try desk.device()), .newest, limit: 9).isEmpty)
    #expect(try store.entryCount() == 4)
    try store.close()
    #expect(await village.lead.run(DirectTransport(village.hub)).pull().event == .done)
    let again = try copies(village.lead)
    #expect(try again.entryCount() == 24)
    try again.close()
    try desk.end()
    try await village.end()
  }

  /// A desk's correction of an entry.
  private func amend(_ desk: TestDesk, _ entry: EntryID) throws {
    try desk.withJournal { journal in
      let change = Amendment(outcome: .appointment, note: "sửa theo trưởng nhóm")
      _ = try journal.keep(.amendment(of: entry, change, by: nil, at: desk.now), closing: nil, contact: nil)
    }
  }

  private func isAnswered(_ mark: EntryMark, _ lead: TestDesk) throws -> Bool {
    let store = try copies(lead)
    defer { #expect(throws: Never.self) { try store.close() } }
    return mark.isAnswered(in: try store.detail(row: try #require(try store.row(of: mark.entry))))
  }

  @Test func `a mark goes by stick to a desk without a network, which amends, and the lead sees it closed`()
    async throws
  {
    let village = try await Village()
    let desk = try await village.desk(sessions: 3, seed: 5)
    try await village.round([desk])
    let entry = EntryID(device: try desk.device(), incarnation: 1, sequence: 2)
    let mark = EntryMark(entry: entry, note: "kết quả chưa đúng", after: 3, time: 7)
    try village.lead.store().wish(mark)
    // No hub in between: the lead's signature, and what the hub said before of who leads the unit.
    try village.stick.clear()
    #expect(await village.lead.write(village.stick).event == .done)
    #expect(await desk.read(village.stick.path).event == .done)
    #expect(try desk.store().words(EntryMark.self).map(\.word) == [mark])
    #expect(try village.lead.store().wordsToTell(EntryMark.self).map(\.word) == [mark])
    #expect(try !isAnswered(mark, village.lead))
    try amend(desk, entry)
    try village.stick.clear()
    #expect(await desk.write(village.stick).event == .done)
    #expect(await village.lead.read(village.stick.path).event == .done)
    #expect(try isAnswered(mark, village.lead))
    // What is answered is not carried any more; the hub hears of it all the same.
    try village.stick.clear()
    #expect(await village.lead.run(DirectTransport(village.hub)).push().event == .done)
    #expect(try village.lead.store().wordsToTell(EntryMark.self).isEmpty)
    #expect(try await village.hub.store.words(EntryMark.self, of: entry.device, limit: 9) == [mark])
    #expect(try village.lead.store().unitDesks()?.marks == [mark])
    let store = try copies(village.lead)
    let detail = try store.detail(row: try #require(try store.row(of: entry)))
    #expect(detail.summary.outcome == .appointment && detail.later.count == 1)
    try store.close()
    try await village.end([desk])
  }

  @Test
  func `a word on a person goes by wire and by stick, the newest counts, and what is unsent is sent all the same`()
    async throws
  {
    let village = try await Village()
    let desk = try TestDesk.begin(sessions: 3, seed: 5, clock: village.hub.clock)
    try await desk.enrol(at: village.hub)
    let second = try TestDesk.begin(sessions: 1, seed: 60, clock: village.hub.clock)
    try await second.enrol(at: village.hub, role: .lead)
    for one in [desk, second, village.lead] {
      #expect(await one.run(DirectTransport(village.hub)).push().event == .done)
    }
    // Who leads the unit comes with the news.
    #expect(await desk.run(DirectTransport(village.hub)).pull().event == .done)
    let device = try desk.device()
    func word(_ isBarred: Bool, _ time: Int64) -> PersonStanding {
      PersonStanding(device: device, volunteer: VolunteerCode(number: 1), isBarred: isBarred, time: time)
    }
    // By stick, without any network, to a desk that has something unsent.
    try desk.write(sessions: 2)
    try village.lead.store().wish(word(true, 5))
    try village.stick.clear()
    #expect(await village.lead.write(village.stick).event == .done)
    #expect(await desk.read(village.stick.path).event == .done)
    #expect(try desk.store().words(PersonStanding.self).map(\.word) == [word(true, 5)])
    #expect(await desk.run(DirectTransport(village.hub)).push().event == .done)
    #expect(try await village.hub.store.chains(of: device).map(\.size) == [5])
    // The hub did not know it yet, and takes nothing back from the desk.
    #expect(try desk.store().words(PersonStanding.self).map(\.word) == [word(true, 5)])
    // Another lead lets the person in again, and has no network: the first one brings it.
    try second.store().wish(word(false, 6))
    try village.stick.clear()
    #expect(await second.write(village.stick).event == .done)
    #expect(await village.lead.read(village.stick.path).event == .done)
    #expect(await village.lead.run(DirectTransport(village.hub)).push().event == .done)
    #expect(try await village.hub.store.words(PersonStanding.self, of: device, limit: 9) == [word(false, 6)])
    #expect(try village.lead.store().wordsToTell(PersonStanding.self).isEmpty)
    #expect(await desk.run(DirectTransport(village.hub)).push().event == .done)
    #expect(try desk.store().words(PersonStanding.self).map(\.word) == [word(false, 6)])
    // An older word changes nothing, nor does a stranger's.
    try desk.store().take([word(true, 5)])
    let stranger = try TestDevice(seed: 77)
    let bundle = Bundle(acts: [try LeadAct(word(true, 9)).signed(by: stranger.key)])
    try village.stick.clear()
    try village.stick.put("strange.tsb", try bundle.sealed(key: stranger.key))
    #expect(await desk.read(village.stick.path).event == .done)
    #expect(try desk.store().words(PersonStanding.self).map(\.word) == [word(false, 6)])
    try second.end()
    try await village.end([desk])
  }

  @Test func `a mark goes by wire too, and by the stick of another lead; strangers' and broken ones do not count`()
    async throws
  {
    let village = try await Village()
    let desk = try await village.desk(sessions: 3, seed: 5)
    let second = try TestDesk.begin(sessions: 1, seed: 60, clock: village.hub.clock)
    try await second.enrol(at: village.hub, role: .lead)
    try await village.round([desk])
    #expect(await second.run(DirectTransport(village.hub)).push().event == .done)
    let device = try desk.device()
    func mark(_ sequence: Int, _ note: String) -> EntryMark {
      EntryMark(
        entry: EntryID(device: device, incarnation: 1, sequence: sequence), note: note, after: 3,
        time: Int64(sequence))
    }
    // By the hub, and back with the news that a stick carries.
    try village.lead.store().wish(mark(1, "một"))
    try await village.round([desk])
    #expect(try desk.store().words(EntryMark.self).map(\.word) == [mark(1, "một")])
    // The second lead has no network: the first one brings it to the hub.
    try second.store().wish(mark(2, "hai"))
    try village.stick.clear()
    #expect(await second.write(village.stick).event == .done)
    #expect(await village.lead.read(village.stick.path).event == .done)
    #expect(await village.lead.run(DirectTransport(village.hub)).push().event == .done)
    #expect(try await village.hub.store.words(EntryMark.self, of: device, limit: 9).map(\.note) == ["hai", "một"])
    // Whoever does not lead the unit says nothing of it, and what was changed says nothing at all.
    let stranger = try TestDevice(seed: 77)
    var broken = try LeadAct(mark(3, "ba")).signed(by: stranger.key)
    broken[broken.count / 2] ^= 1
    let bundle = Bundle(acts: [try LeadAct(mark(3, "ba")).signed(by: stranger.key), broken])
    try village.stick.clear()
    try village.stick.put("strange.tsb", try bundle.sealed(key: stranger.key))
    let said = SaidLines()
    #expect(await desk.run(DirectTransport.nowhere, lines: said).readBundles(at: village.stick.path).event == .done)
    #expect(said.attentions == [.notVerified])
    #expect(try desk.store().words(EntryMark.self).map(\.word).map(\.note) == ["một"])
    try second.end()
    try await village.end([desk])
  }

  @Test func `a closed period goes to the hub by wire, or by the stick of another lead, and comes back to all leads`()
    async throws
  {
    let village = try await Village()
    let desk = try await village.desk(sessions: 3, seed: 5)
    let second = try TestDesk.begin(sessions: 1, seed: 60, clock: village.hub.clock)
    try await second.enrol(at: village.hub, role: .lead)
    try await village.round([desk])
    #expect(await second.run(DirectTransport(village.hub)).push().event == .done)
    let head = try #require(try desk.withJournal { try $0.heads() }.last)
    let month = ReportPeriod(.month, holding: Day(daysSince1970: 19_000))
    func step(_ act: PeriodAct, _ time: Int64) -> PeriodStep {
      PeriodStep(
        unit: "29242", period: month, act: act, voice: .unit, reason: act == .reopen ? "nhập thiếu" : nil,
        sessions: act == .sign ? 3 : 0, heads: act == .sign ? [PeriodHead(head)] : [], time: time)
    }
    // The second lead has no network.
    try second.store().wish(step(.sign, 1))
    try village.stick.clear()
    #expect(await second.write(village.stick).event == .done)
    #expect(await village.lead.read(village.stick.path).event == .done)
    #expect(await village.lead.run(DirectTransport(village.hub)).push().event == .done)
    #expect(try village.lead.store().periodSteps() == [step(.sign, 1)])
    // Opened by one, and closed by the other at the same time: what the hub took first counts.
    try village.lead.store().wish(step(.reopen, 2))
    try second.store().wish(step(.sign, 3))
    let said = SaidLines()
    #expect(await second.run(DirectTransport(village.hub), lines: said).push().event == .done)
    #expect(try second.store().periodSteps() == [step(.sign, 1)])
    // Whoever came too late is told why, until they do something else with the period.
    #expect(said.count(of: .periodRefused) == 1)
    #expect(try second.store().refusedSteps() == [RefusedStep(step(.sign, 3), .periodHeld, .isSent)])
    #expect(await second.run(DirectTransport(village.hub)).push().event == .done)
    #expect(try second.store().refusedSteps().count == 1)
    #expect(await village.lead.run(DirectTransport(village.hub)).push().event == .done)
    #expect(try village.lead.store().periodSteps() == [step(.sign, 1), step(.reopen, 2)])
    #expect(try village.lead.store().periodStepsToTell().isEmpty)
    try second.store().wish(step(.sign, 4))
    #expect(try second.store().refusedSteps().isEmpty)
    #expect(await second.run(DirectTransport(village.hub)).push().event == .done)
    #expect(try second.store().periodSteps() == [step(.sign, 1), step(.reopen, 2), step(.sign, 4)])
    try second.end()
    try await village.end([desk])
  }

  @Test func `a name given at enrolment is known to the lead, and one that the lead gives goes along`() async throws {
    let hub = try await InProcessHub.patient()
    let (lead, desk) = (
      try TestDesk.begin(sessions: 1, clock: hub.clock), try TestDesk.begin(sessions: 1, seed: 2, clock: hub.clock)
    )
    try await lead.enrol(at: hub, role: .lead)
    let code = try await hub.code()
    let run = desk.run(DirectTransport(hub))
    #expect(await run.enrol(at: "https://hub.test", code: code, name: "Bàn 1").event == .done)
    #expect(await lead.run(DirectTransport(hub)).push().event == .done)
    #expect(try lead.store().unitDesks()?.desks.map(\.name) == ["", "Bàn 1"])
    try lead.store().wish(DeskNaming(device: try desk.device(), name: "Nhà văn hoá"))
    #expect(await lead.run(DirectTransport(hub)).push().event == .done)
    #expect(try lead.store().unitDesks()?.desks.map(\.name) == ["", "Nhà văn hoá"])
    #expect(try lead.store().namings().isEmpty)
    try lead.end()
    try desk.end()
    try await hub.end()
  }

  @Test func `an address without a scheme tries TLS first, and where only an open line answers somebody must say so`()
    async throws
  {
    let hub = try await InProcessHub.patient()
    let desk = try TestDesk.begin(sessions: 1, clock: hub.clock)
    let code = try await hub.code()
    let asked = Counter()
    func run(_ refuses: String?) -> ExchangeRun {
      ExchangeRun(
        folder: desk.folder,
        environment: SyncEnvironment(now: { desk.now }, marks: desk.marks, pause: { _ in await Task.yield() }),
        connect: { address throws(TransportFault) in
          asked.next()
          if let refuses, address.hasPrefix(refuses) { throw .refused }
          return DirectTransport(hub)
        }, emit: { _ in })
    }
    let line = await run("https://").enrol(at: "tram.mau.example:8080", code: code)
    #expect(line.failure == .onlyOpenLine && line.subject == "http://tram.mau.example:8080")
    #expect(try desk.store().enrolment() == nil, "nothing was sent over the open line but the question who answers")
    #expect(await run(nil).enrol(at: "tram.mau.example", code: code).event == .done)
    #expect(try desk.store().enrolment()?.address == "https://tram.mau.example")
    let other = try await hub.code()
    #expect(await run("http").enrol(at: "tram.mau.example", code: other).failure == .noAnswer)
    #expect(await run("https://").enrol(at: "http://tram.mau.example", code: other).event == .done)
    try desk.end()
    try await hub.end()
  }
}

extension TestDesk {
  /// Its device, as it stands in paths.
  fileprivate var name: String {
    do { return try device().rawValue } catch { return "?" }
  }
}
