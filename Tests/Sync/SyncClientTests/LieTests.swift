import Bytes
import HTTPTypes
import HubFixtures
import HubService
import HubStore
import Journal
import JournalStore
import Protocol
import SyncClient
import SyncStore
import TestTraits
import Testing

/// A hub that lies, with the pinned key or without: nothing that it says makes an entry sent that it does not hold, nor
/// changes anything else.
@Suite(.ownThread) struct LieTests {
  /// Changes the answer to a push that the real hub took.
  private func lie(
    _ pair: Pair, _ change: @escaping @Sendable (PushAnswer, Receipt) throws -> PushAnswer
  ) async -> (line: SyncLine, said: SaidLines) {
    let hub = pair.hub
    return await pair.push { request, pass async throws(TransportFault) in
      let answer = await pass(request)
      guard request.path == Route.push, let said = answer.pushed else { return answer }
      do { return try hub.signed(200, try change(said.answer, said.receipt).bytes, to: request) } catch { throw .cut }
    }
  }

  /// A receipt that the pinned hub signs.
  private func forge(
    _ pair: Pair, _ receipt: Receipt, device: DeviceID? = nil, incarnation: Int? = nil, size: Int? = nil,
    head: EntryHash? = nil, hubIncarnation: Int? = nil, key: HubKey? = nil
  ) throws -> String {
    try Receipt(
      hubIncarnation: hubIncarnation ?? receipt.hubIncarnation, device: device ?? receipt.device,
      incarnation: incarnation ?? receipt.incarnation, size: size ?? receipt.size, head: head ?? receipt.head,
      time: receipt.time, key: key ?? pair.hub.key
    ).line
  }

  private func expectHarmless(_ pair: Pair, _ line: SyncLine, _ failure: SyncFailure) async throws {
    #expect(line.failure == failure, "\(line)")
    #expect(line.summary?.sent == 0)
    #expect(try await pair.desk.untruths(at: pair.hub) == [])
    try await pair.expectWhole()
    try await pair.end()
  }

  @Test func `a receipt of another head`() async throws {
    let pair = try await Pair(sessions: 30)
    let (line, _) = await lie(pair) { said, receipt in
      var said = said
      said.receipt = try forge(pair, receipt, head: EntryHash(of: [1]))
      return said
    }
    try await expectHarmless(pair, line, .answerMismatch)
  }

  @Test func `a receipt of another device`() async throws {
    let pair = try await Pair(sessions: 30)
    let (line, _) = await lie(pair) { said, receipt in
      var said = said
      said.receipt = try forge(pair, receipt, device: DeviceID(publicKey: [1]))
      return said
    }
    try await expectHarmless(pair, line, .answerMismatch)
  }

  @Test func `a receipt of another incarnation of the log`() async throws {
    let pair = try await Pair(sessions: 30)
    let (line, _) = await lie(pair) { said, receipt in
      var said = said
      said.receipt = try forge(pair, receipt, incarnation: 2)
      return said
    }
    try await expectHarmless(pair, line, .answerMismatch)
  }

  @Test func `a receipt for fewer entries than it took`() async throws {
    let pair = try await Pair(sessions: 30)
    let hash = try pair.desk.withJournal { try $0.hash(of: try #require(try $0.incarnations().last), at: 10) }
    let (line, _) = await lie(pair) { said, receipt in
      var said = said
      said.receipt = try forge(pair, receipt, size: 10, head: hash)
      return said
    }
    try await expectHarmless(pair, line, .answerMismatch)
  }

  @Test func `a receipt that another key signed`() async throws {
    let pair = try await Pair(sessions: 30)
    let (line, _) = await lie(pair) { said, receipt in
      var said = said
      said.receipt = try forge(pair, receipt, key: HubKey())
      return said
    }
    try await expectHarmless(pair, line, .answerMismatch)
  }

  @Test func `a receipt of a former incarnation of the hub`() async throws {
    let pair = try await Pair(sessions: 3)
    try await pair.expectWhole()
    let backup = pair.hub.folder + "/backup"
    try await pair.hub.backUp(to: backup)
    try await pair.hub.restore(from: backup)
    try pair.desk.write(sessions: 2)
    try await pair.expectWhole()
    try pair.desk.write(sessions: 2)
    let (line, _) = await lie(pair) { said, receipt in
      var said = said
      said.receipt = try forge(pair, receipt, hubIncarnation: 1)
      return said
    }
    #expect(line.failure == .answerMismatch)
    #expect(line.summary?.sent == 5)
    try await pair.expectWhole()
    try await pair.end()
  }

  @Test func `a receipt for more entries than there are begins a new incarnation, and loses nothing`() async throws {
    let pair = try await Pair(sessions: 30)
    let (line, said) = await lie(pair) { said, receipt in
      var said = said
      said.receipt = try forge(pair, receipt, size: 500, head: EntryHash(of: [1]))
      return said
    }
    #expect(said.attentions.contains(.imageRestored))
    #expect(line.summary?.kept == 30)
    #expect(try await pair.desk.untruths(at: pair.hub) == [])
    try pair.desk.write(sessions: 5)
    try await pair.expectWhole()
    try await pair.end()
  }

  @Test func `reasons for entries of others`() async throws {
    let pair = try await Pair(sessions: 30)
    let (line, said) = await lie(pair) { said, _ in
      var said = said
      said.quarantined = [
        Quarantine(incarnation: 1, sequence: 31, reason: .unreadable),
        Quarantine(incarnation: 7, sequence: 1, reason: .misplaced),
        Quarantine(incarnation: 1, sequence: -4, reason: .misplaced),
      ]
      return said
    }
    #expect(line.event == .done)
    #expect(said.count(of: .notVerified) == 3)
    #expect(line.summary?.quarantined == 0)
    try await pair.expectWhole()
    try await pair.end()
  }

  @Test func `an unsigned 200`() async throws {
    let pair = try await Pair(sessions: 30)
    let (line, _) = await pair.push { request, pass async throws(TransportFault) in
      var answer = await pass(request)
      answer.headers[.tiepsucAnswer] = nil
      return answer
    }
    try await expectHarmless(pair, line, .portal)
  }

  @Test func `a login page`() async throws {
    let pair = try await Pair(sessions: 30)
    for status in [200, 302, 511, 502] {
      let (line, _) = await pair.push { _, _ async throws(TransportFault) in
        HubAnswer(
          status: status, headers: [.contentType: "text/html", .location: "http://login.test/"],
          body: Array("<html>Please log in</html>".utf8))
      }
      #expect(line.failure == .portal)
      #expect(line.summary?.sent == 0)
    }
    try await pair.expectWhole()
    try await pair.end()
  }

  @Test func `an old answer given again`() async throws {
    let pair = try await Pair(sessions: 30)
    let old = Kept<HubAnswer>()
    _ = await pair.push { request, pass async throws(TransportFault) in
      let answer = await pass(request)
      if request.path == Route.push { old.keep(answer) }
      return answer
    }
    try pair.desk.write(sessions: 5)
    let (line, _) = await pair.push { request, pass async throws(TransportFault) in
      guard request.path == Route.push, let old = old.value else { return await pass(request) }
      return old
    }
    #expect(line.failure == .noAnswer, "\(line)")
    #expect(line.summary?.sent == 30)
    try await pair.expectWhole()
    try await pair.end()
  }

  @Test func `a hub with another key`() async throws {
    let pair = try await Pair(sessions: 30)
    let other = try await InProcessHub.patient()
    let line = await pair.desk.run(DirectTransport(other)).push()
    try await expectHarmless(pair, line, .wrongHub)
    try await other.end()
  }

  @Test func `an endless size mismatch`() async throws {
    for size in [0, 7, 1_000_000, -1] {
      let pair = try await Pair(sessions: 30)
      let hub = pair.hub
      let (line, _) = await pair.push { request, pass async throws(TransportFault) in
        guard request.path == Route.push else { return await pass(request) }
        do { return try hub.signed(409, try Refusal(.sizeMismatch, size: size).bytes, to: request) } catch {
          throw .cut
        }
      }
      try await expectHarmless(pair, line, .answerMismatch)
    }
  }

  @Test func `an endless wrong time, too many, or replayed`() async throws {
    for kind in [Refusal.Kind.wrongTime, .tooMany, .replayed] {
      let pair = try await Pair(sessions: 30)
      let hub = pair.hub
      let (line, _) = await pair.push { request, pass async throws(TransportFault) in
        do {
          return try hub.signed(
            kind.status, try Refusal(kind, time: 5, retryAfterSeconds: 1_000_000).bytes, to: request)
        } catch { throw .cut }
      }
      try await expectHarmless(pair, line, .refused)
    }
  }

  @Test func `a huge answer`() async throws {
    let pair = try await Pair(sessions: 30)
    let hub = pair.hub
    let (line, _) = await pair.push { request, pass async throws(TransportFault) in
      guard request.path == Route.push else { return await pass(request) }
      do { return try hub.signed(200, [UInt8](repeating: 0x20, count: 9 << 20), to: request) } catch { throw .cut }
    }
    try await expectHarmless(pair, line, .answerTooLarge)
  }

  /// Changes the news that the real hub gave, and signs it as it does, or not.
  private func news(
    _ pair: Pair, key: HubKey? = nil, _ change: @escaping @Sendable (inout News) -> Void
  ) async -> (line: SyncLine, said: SaidLines) {
    let hub = pair.hub
    return await pair.push { request, pass async throws(TransportFault) in
      let answer = await pass(request)
      guard request.path.hasPrefix(Route.pull), answer.status == 200,
        let payload = Envelope(bytes: answer.body, limit: Limits.newsBytes)?
          .payload(.news, signedBy: hub.key.publicKey), var news = News(bytes: payload, limit: Limits.newsBytes)
      else { return answer }
      change(&news)
      do {
        let envelope = try Envelope(try news.bytes, .news, key: key ?? hub.key)
        return try hub.signed(200, try envelope.bytes, to: request)
      } catch { throw .cut }
    }
  }

  @Test func `news for another device, of another hub, or of a former incarnation of this one`() async throws {
    let changes: [@Sendable (inout News) -> Void] = [
      { $0.device = DeviceID(publicKey: [1]) }, { $0.hub = HubID(publicKey: [1]) }, { $0.hubIncarnation = 0 },
    ]
    for change in changes {
      let pair = try await Pair(sessions: 3)
      let order = ErasureOrder(number: 1, receipt: EntryHash(of: [1]).hex, time: 1)
      let (line, _) = await news(pair) { news in
        change(&news)
        news.erasures = [order]
        news.notes = ["lie"]
      }
      #expect(line.failure == .answerMismatch)
      #expect(try pair.desk.store().waitingOrders() == [])
      #expect(try pair.desk.store().notes() == [])
      try await pair.expectWhole()
      try await pair.end()
    }
  }

  @Test func `erasure orders that another key signed`() async throws {
    let pair = try await Pair(sessions: 3)
    let contact = Contact(name: "Bác Năm", phone: "", appointment: "", due: nil, consentVersion: 1)
    let kept = try pair.desk.write(contact)
    let receipt = try pair.desk.receiptHash(of: kept.receipt).hex
    let (line, _) = await news(pair, key: HubKey()) { news in
      news.erasures = [ErasureOrder(number: 1, receipt: receipt, time: 1)]
    }
    #expect(line.failure == .answerMismatch)
    #expect(try pair.desk.withJournal { try $0.contact(row: kept.row) } == contact)
    try await pair.expectWhole()
    try await pair.end()
  }

  @Test func `another key of the lead is not used until somebody confirms it`() async throws {
    let pair = try await Pair(sessions: 1)
    let pretended = LeadSeal.pair()
    let named = LeadKey(id: LeadKeyID(publicKey: pretended.publicKey), key: Hex.text(pretended.publicKey))
    let contact = Contact(name: "Bác Sáu", phone: "", appointment: "", due: nil, consentVersion: 1)
    try pair.desk.write(contact)
    let (line, said) = await news(pair) { $0.leads = [named] }
    #expect(line.event == .done)
    #expect(said.attentions.contains(.leadKeyChanged))
    #expect(try pair.desk.store().confirmedLeads() == [])
    #expect(try pair.desk.store().leadKeysToConfirm() == [named])
    let boxes = { try await pair.hub.store.attachments(to: named.id, after: 0, limit: 10).count }
    #expect(try await boxes() == 0)
    _ = await news(pair) { $0.leads = [named] }
    #expect(try await boxes() == 0)
    try pair.desk.store().confirm(lead: named.id)
    _ = await news(pair) { $0.leads = [named] }
    #expect(try await boxes() == 1)
    try await pair.end()
  }

  @Test func `a lead key that does not have its name is not even asked about`() async throws {
    let pair = try await Pair(sessions: 1)
    let key = LeadSeal.pair().publicKey
    let (_, said) = await news(pair) {
      $0.leads = [
        LeadKey(id: LeadKeyID(rawValue: "0000000000000000"), key: Hex.text(key)),
        LeadKey(id: LeadKeyID(publicKey: []), key: ""),
      ]
    }
    #expect(!said.attentions.contains(.leadKeyChanged))
    #expect(try pair.desk.store().leadKeysToConfirm() == [])
    try await pair.end()
  }
}
