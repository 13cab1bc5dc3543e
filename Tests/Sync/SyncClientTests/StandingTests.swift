import Bytes
import Foundation
import GRDB
import HubFixtures
import HubService
import HubStore
import Journal
import JournalStore
import Platform
import Protocol
import SyncClient
import SyncStore
import TestTraits
import Testing

/// Who may what, clocks, orders, packs, and what waits for the desk.
@Suite(.ownThread) struct StandingTests {
  @Test func `a revoked desk stops at once with its reason, and keeps what is unsent`() async throws {
    let pair = try await Pair(sessions: 5)
    try await pair.expectWhole()
    try pair.desk.write(sessions: 3)
    _ = try await pair.hub.store.revoke(try pair.desk.device(), at: pair.hub.clock.now)
    let number = Counter()
    let (line, said) = await pair.push { request, pass async throws(TransportFault) in
      number.next()
      return await pass(request)
    }
    #expect(line.failure == .revoked)
    #expect(number.count == 1)
    #expect(said.attentions == [.revoked])
    #expect(line.summary?.isRevoked == true)
    #expect(line.summary?.unsent == 3)
    #expect(try await pair.desk.untruths(at: pair.hub) == [])
    try await pair.end()
  }

  @Test func `a code works once, for one desk, and again for the same one`() async throws {
    let hub = try await InProcessHub.patient()
    let desk = try TestDesk.begin(sessions: 1, clock: hub.clock)
    let other = try TestDesk.begin(sessions: 1, seed: 2, clock: hub.clock)
    let code = try await hub.code()
    #expect(await desk.run(DirectTransport(hub)).enrol(at: "https://hub.test", code: code).event == .done)
    #expect(await desk.run(DirectTransport(hub)).enrol(at: "https://hub.test", code: code).event == .done)
    #expect(await other.run(DirectTransport(hub)).enrol(at: "https://hub.test", code: code).failure == .badCode)
    #expect(try other.store().enrolment() == nil)
    var chance = SystemRandomNumberGenerator()
    let unknown = EnrolCode.short(using: &chance)
    #expect(await other.run(DirectTransport(hub)).enrol(at: "https://hub.test", code: unknown).failure == .badCode)
    try desk.end()
    try other.end()
    try await hub.end()
  }

  @Test func `a hub that does not know the code cannot let a desk in`() async throws {
    let hub = try await InProcessHub.patient()
    let other = try await InProcessHub.patient()
    let desk = try TestDesk.begin(sessions: 1, clock: hub.clock)
    let code = try await hub.code()
    let pretended = try await other.code()
    // A hub in between answers with an enrolment of its own, signed by its own key.
    let transport = DirectTransport(other) { request, _ async throws(TransportFault) in
      do {
        guard
          let (payload, publicKey) = Envelope(bytes: request.body, limit: Limits.messageBytes)?.payload(.enrolRequest),
          let asked = EnrolRequest(bytes: payload)
        else { throw TransportFault.cut }
        let answer = EnrolAnswer(
          hub: other.id, hubKey: Hex.text(other.key.publicKey), hubIncarnation: 1,
          device: DeviceID(publicKey: publicKey), unit: "29242", role: .desk, leads: [], time: other.clock.now,
          nonce: asked.nonce,
          proof: EnrolProof.hub(
            pretended.secret, hubKey: other.key.publicKey, publicKey: publicKey, nonce: asked.nonce))
        return try other.signed(
          200, try Envelope(try answer.bytes, .enrolAnswer, key: other.key).bytes, to: request)
      } catch { throw .cut }
    }
    #expect(await desk.run(transport).enrol(at: "https://hub.test", code: code).failure == .wrongHub)
    #expect(try desk.store().enrolment() == nil)
    try desk.end()
    try await other.end()
    try await hub.end()
  }

  @Test func `an enrolment whose answer is lost succeeds when it is asked again`() async throws {
    let hub = try await InProcessHub.patient()
    let desk = try TestDesk.begin(sessions: 1, clock: hub.clock)
    let code = try await hub.code()
    let number = Counter()
    let transport = DirectTransport(hub) { request, pass async throws(TransportFault) in
      let answer = await pass(request)
      if number.next() == 0 { throw .cut }
      return answer
    }
    #expect(await desk.run(transport).enrol(at: "https://hub.test", code: code).event == .done)
    try desk.end()
    try await hub.end()
  }

  @Test(arguments: [-20, -1, 1, 20])
  func `a clock that is years off still exchanges, and the volunteer is told`(years: Int64) async throws {
    let hub = try await InProcessHub.patient()
    var desk = try TestDesk.begin(sessions: 3, clock: hub.clock)
    desk.skew = years * 365 * 86_400_000
    try await desk.enrol(at: hub)
    desk.skew -= 4 * 86_400_000
    let said = SaidLines()
    let line = await desk.run(DirectTransport(hub), lines: said).push()
    #expect(line.event == .done, "\(line)")
    #expect(said.count(of: .clock).map { Int64($0) } == desk.skew / 1000)
    #expect(try await hub.store.device(try desk.device())?.skew == desk.skew)
    #expect(try await desk.untruths(at: hub) == [])
    try desk.end()
    try await hub.end()
  }

  @Test func `an erasure order reaches a closed desk, and stays done when the hub forgets it`() async throws {
    let pair = try await Pair(sessions: 2)
    let contact = Contact(name: "Bác Tư", phone: "", appointment: "", due: nil, consentVersion: 1)
    let kept = try pair.desk.write(contact)
    try await pair.expectWhole()
    let receipt = try pair.desk.receiptHash(of: kept.receipt)
    let backup = pair.hub.folder + "/backup"
    try await pair.hub.backUp(to: backup)
    _ = try await pair.hub.store.erase(receipt: receipt, unit: "29242", at: pair.hub.clock.now)
    let (line, _) = await pair.push()
    #expect(line.event == .done, "\(line)")
    #expect(line.summary?.erased == 1)
    #expect(line.summary?.unsent == 0, "the erasure is an entry, and sent in the same exchange")
    #expect(throws: JournalProblem.contactGone) { try pair.desk.withJournal { try $0.contact(row: kept.row) } }
    // The order was never in the hub's own log of erasures: only the desk can remind it.
    try await pair.hub.restore(from: backup)
    #expect(try await pair.hub.store.erasures(for: nil, after: 0, limit: 10).isEmpty)
    #expect(await pair.push().line.event == .done)
    let orders = try await pair.hub.store.erasures(for: nil, after: 0, limit: 10)
    #expect(orders.map(\.order.receipt) == [receipt.hex])
    #expect(try pair.desk.status().erased == 1)
    try await pair.expectWhole()
    try await pair.end()
  }

  @Test func `an erasure order waits for a desk that is open`() async throws {
    let pair = try await Pair(sessions: 2)
    let contact = Contact(name: "Bác Tư", phone: "", appointment: "", due: nil, consentVersion: 1)
    let kept = try pair.desk.write(contact)
    try await pair.expectWhole()
    let receipt = try pair.desk.receiptHash(of: kept.receipt)
    _ = try await pair.hub.store.erase(receipt: receipt, unit: "29242", at: pair.hub.clock.now)
    let open = try JournalStore.open(
      folder: pair.desk.folder, practice: false, now: pair.desk.now, marks: pair.desk.marks)
    let (line, said) = await pair.push()
    #expect(line.event == .done)
    #expect(said.count(of: .erasures) == 1)
    #expect(try open.contact(row: kept.row) == contact)
    let store = try pair.desk.store()
    let order = try #require(try store.waitingOrders().first)
    #expect(order.receipt == receipt.hex)
    guard case .erased = try open.eraseOrdered(receipt: receipt, at: pair.desk.now) else {
      Issue.record("not erased")
      return
    }
    try store.markApplied(order, erased: true)
    #expect(try store.waitingOrders() == [])
    try open.close()
    try await pair.expectWhole()
    #expect(try pair.desk.status().erased == 1)
    try await pair.end()
  }

  @Test func `a citizen's code erases the contact at the hub and on every desk of the unit`() async throws {
    let pair = try await Pair(sessions: 2)
    let lead = try TestDesk.begin(seed: 8, clock: pair.hub.clock)
    try await lead.enrol(at: pair.hub, role: .lead)
    let contact = Contact(name: "Bác Tư", phone: "", appointment: "", due: nil, consentVersion: 1)
    try await pair.desk.enrol(at: pair.hub)
    let kept = try pair.desk.write(contact)
    try await pair.expectWhole()
    let opened = SaidContacts()
    _ = await lead.run(DirectTransport(pair.hub)).contacts { opened.add($0) }
    #expect(opened.all.map(\.entry) == [kept.id])
    #expect(await lead.run(DirectTransport(pair.hub)).erase(try #require(kept.receipt)).event == .done)
    _ = await lead.run(DirectTransport(pair.hub)).contacts { opened.add($0) }
    #expect(opened.all.count == 1)
    try await pair.expectWhole()
    #expect(throws: JournalProblem.contactGone) { try pair.desk.withJournal { try $0.contact(row: kept.row) } }
    try lead.end()
    try await pair.end()
  }

  @Test func `a laptop may enrol before anybody opened its desk`() async throws {
    let hub = try await InProcessHub.patient()
    let desk = try TestDesk.begin(clock: hub.clock)
    try desk.end()
    try await desk.enrol(at: hub)
    #expect(try desk.status() == ExchangeSummary(hub: "https://hub.test", unit: "29242", role: .desk))
    try desk.end()
    try await hub.end()
  }

  @Test func `packs come piece by piece, and only those that are what the hub named`() async throws {
    let pair = try await Pair(sessions: 1)
    let packs = pair.hub.folder + "/packs"
    try FileManager.default.createDirectory(atPath: packs, withIntermediateDirectories: true)
    let bytes = (0..<1_700_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    #expect(FileManager.default.createFile(atPath: packs + "/goi-1.pack", contents: Data(bytes)))
    let number = Counter()
    let (broken, _) = await pair.push { request, pass async throws(TransportFault) in
      if request.path.hasPrefix(Route.packs), number.next() == 2 { throw .noNetwork }
      return await pass(request)
    }
    #expect(broken.failure == .noNetwork)
    let first = Kept<String>()
    let (line, _) = await pair.push { request, pass async throws(TransportFault) in
      if request.path.hasPrefix(Route.packs), first.value == nil { first.keep(request.path) }
      return await pass(request)
    }
    #expect(line.event == .done, "\(line)")
    // It goes on where it was broken off, with a part of the first size.
    #expect(first.value?.hasSuffix("?from=\((64 + 128) << 10)&bytes=\(64 << 10)") == true, "\(first.value ?? "")")
    let offer = try #require(try pair.desk.store().packs().first)
    #expect(FileManager.default.contents(atPath: pair.desk.folder + "/exchange-packs/" + offer.hash) == Data(bytes))
    try await pair.end()
  }

  @Test func `what leads said to an older program is there after its file is brought forward`() async throws {
    let pair = try await Pair(sessions: 1)
    try await pair.expectWhole()
    let device = try pair.desk.device()
    let queue = try DatabaseQueue(path: pair.desk.folder + "/exchange.sqlite")
    try await queue.write { db in
      for statement in [
        "DROP TABLE lead_word",
        """
        CREATE TABLE mark(device TEXT, incarnation INTEGER, sequence INTEGER, time INTEGER, note TEXT NOT NULL,
          after INTEGER NOT NULL, is_told INTEGER NOT NULL, envelope BLOB,
          PRIMARY KEY(device, incarnation, sequence, time)) WITHOUT ROWID
        """,
        "INSERT INTO mark VALUES('\(device.rawValue)', 1, 1, 30, 'sai \"kết quả\"', 9, 0, x'0102')",
        """
        CREATE TABLE standing(device TEXT, volunteer TEXT, time INTEGER NOT NULL, is_barred INTEGER NOT NULL,
          is_told INTEGER NOT NULL, envelope BLOB, PRIMARY KEY(device, volunteer)) WITHOUT ROWID
        """,
        "INSERT INTO standing VALUES('\(device.rawValue)', 'TN02', 20, 1, 1, NULL)",
        "PRAGMA user_version = 7",
      ] { try db.execute(sql: statement) }
    }
    try queue.close()
    let mark = EntryMark(
      entry: EntryID(device: device, incarnation: 1, sequence: 1), note: "sai \"kết quả\"", after: 9, time: 30)
    let standing = PersonStanding(device: device, volunteer: VolunteerCode(number: 2), isBarred: true, time: 20)
    let store = try pair.desk.store()
    #expect(try store.wordsToTell() == [MadeWord(word: mark, envelope: [1, 2])])
    #expect(try store.words() == [MadeWord(word: standing)] && store.wordsToTell(PersonStanding.self).isEmpty)
    try await pair.end()
  }

  @Test func `one exchange at a time`() async throws {
    let pair = try await Pair(sessions: 1)
    let lock = try ExchangeStore.lock(folder: pair.desk.folder)
    #expect(await pair.push().line.failure == .busy)
    lock.release()
    try await pair.expectWhole()
    try await pair.end()
  }

  @Test func `what a newer program remembers is refused untouched, and a damaged file is no success`() async throws {
    let pair = try await Pair(sessions: 1)
    #expect(try pair.desk.store().synchronousLevel() == 2)
    let path = pair.desk.folder + "/exchange.sqlite"
    try pair.desk.store().close()
    try FileManager.default.removeItem(atPath: path)
    for side in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: path + side) {
      try FileManager.default.removeItem(atPath: path + side)
    }
    #expect(FileManager.default.createFile(atPath: path, contents: Data(repeating: 7, count: 8192)))
    let line = await pair.push().line
    #expect(line.failure == .journal)
    try await pair.end()
  }

  @Test func `an entry that the hub keeps apart says why, and the rest goes on`() async throws {
    let pair = try await Pair(sessions: 5)
    let row = try pair.desk.withJournal { journal in
      let id = try #require(try journal.page(EntryFilter(), .newest, limit: 1).first?.id)
      let change = Amendment(outcome: nil, ageBand: nil, satisfaction: nil, note: "số 079 123 456 789 của bác")
      return try journal.keep(.amendment(of: id, change, by: nil, at: pair.desk.now), closing: nil, contact: nil).row
    }
    try pair.desk.write(sessions: 4)
    let (line, said) = await pair.push()
    #expect(line.event == .done, "\(line)")
    #expect(line.summary?.unsent == 0)
    #expect(said.count(of: .quarantined) == 1)
    #expect(line.summary?.quarantined == 1)
    let apart = try pair.desk.store().quarantined(of: try pair.desk.device())
    #expect(apart == [Quarantine(incarnation: 1, sequence: Int(row), reason: .personalNumber)])
    try await pair.end()
  }

  @Test func `the schema names every field and word of a line`() throws {
    let text = try SyncLineSchema.text()
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let properties = try #require(schema["properties"] as? [String: [String: Any]])
    let summary = ExchangeSummary(
      oldestUnsent: 1,
      receipt: .init(hub: HubID(rawValue: "a"), hubIncarnation: 1, incarnation: 1, size: 1, head: "b", time: 1),
      hub: "c",
      unit: "d", role: .lead)
    let line = SyncLine(
      .failed, stage: .applying, next: .sending, entries: 1, ofEntries: 2, bytes: 3, bytesPerSecond: 4,
      attention: .clock, count: 5, failure: .busy, refusal: "x", subject: "y", summary: summary,
      contact: OpenedContact(
        entry: EntryID(device: DeviceID(rawValue: "a"), incarnation: 1, sequence: 1),
        contact: Contact(name: "b", phone: "", appointment: "", due: nil, consentVersion: 1)))
    let object = try #require(try JSONSerialization.jsonObject(with: Data(try line.bytes)) as? [String: Any])
    #expect(Set(object.keys) == Set(properties.keys))
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    for (name, value) in [
      ("summary", object["summary"]), ("receipt", (object["summary"] as? [String: Any])?["receipt"]),
      ("contact", object["contact"]),
    ] {
      let fields = try #require(value as? [String: Any])
      let named = try #require(definitions[name]?["properties"] as? [String: Any])
      #expect(Set(fields.keys) == Set(named.keys))
    }
    #expect(properties["failure"]?["enum"] as? [String] == SyncFailure.allCases.map(\.rawValue))
    #expect(properties["attention"]?["enum"] as? [String] == SyncAttention.allCases.map(\.rawValue))
  }
}
