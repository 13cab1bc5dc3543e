import HTTPTypes
import HubFixtures
import HubStore
import Journal
import JournalStore
import Protocol
import SyncClient
import SyncStore
import TestTraits
import Testing

/// A stranger on the line without any key, who hands over what the hub itself signed, but to another question.
@Suite(.ownThread) struct SwapTests {
  /// Another question that the stranger asks with the nonce of the desk's own.
  enum Other: CaseIterable, Sendable {
    /// Who the hub is: anybody may ask.
    case facts
    /// The desk's own path, without its signature.
    case unsigned
    /// The desk's own signature on another path.
    case path
    /// The desk's own signature under another body.
    case body

    func asked(insteadOf request: HubRequest) -> HubRequest {
      let nonce = request.headers[.authorization].flatMap { RequestSignature(header: $0)?.nonce } ?? ""
      switch self {
      case .facts: return HubRequest(.get, Route.hub, headers: [.tiepsucNonce: nonce])
      case .unsigned: return HubRequest(.get, request.path, headers: [.tiepsucNonce: nonce])
      case .path:
        var other = request
        other.path = Route.desks
        return other
      case .body:
        var other = request
        other.body = [1]
        return other
      }
    }
  }

  /// Swaps the answers to what has such a path.
  private func swapping(_ hub: InProcessHub, _ path: String, _ other: Other) -> DirectTransport {
    DirectTransport(hub) { request, pass async throws(TransportFault) in
      await pass(request.path.hasPrefix(path) ? other.asked(insteadOf: request) : request)
    }
  }

  @Test(arguments: Other.allCases)
  func `an order of erasure is not swallowed`(_ other: Other) async throws {
    let pair = try await Pair(sessions: 1)
    let contact = Contact(name: "Bác Năm", phone: "", appointment: "", due: nil, consentVersion: 1)
    let code = try #require(try pair.desk.write(contact).receipt)
    try await pair.expectWhole()
    let line = await pair.desk.run(swapping(pair.hub, Route.erasures, other)).erase(code)
    #expect(line.failure != nil, "\(line)")
    #expect(try await pair.hub.store.erasures(for: nil, after: 0, limit: 9).isEmpty)
    #expect(await pair.desk.run(DirectTransport(pair.hub)).erase(code).event == .done)
    #expect(try await pair.hub.store.erasures(for: nil, after: 0, limit: 9).count == 1)
    try await pair.end()
  }

  @Test func `an order is ordered only where the hub names it`() async throws {
    let pair = try await Pair(sessions: 1)
    let contact = Contact(name: "Bác Năm", phone: "", appointment: "", due: nil, consentVersion: 1)
    let code = try #require(try pair.desk.write(contact).receipt)
    let hub = pair.hub
    let receipt = try pair.desk.receiptHash(of: code)
    let bodies = [
      try HubFacts(hub: hub.id, hubKey: "", incarnation: 1, time: 1).bytes, Array("{}".utf8), [],
      try ErasureAnswer(orders: [], isKnown: true).bytes,
      try ErasureAnswer(orders: [ErasureOrder(number: 1, receipt: EntryHash(of: [1]).hex, time: 1)], isKnown: true)
        .bytes,
      try ErasureAnswer(orders: [ErasureOrder(number: 0, receipt: receipt.hex, time: 1)], isKnown: true).bytes,
    ]
    for body in bodies {
      let line = await pair.desk.run(
        DirectTransport(hub) { request, pass async throws(TransportFault) in
          guard request.path == Route.erasures else { return await pass(request) }
          do { return try hub.signed(200, body, to: request) } catch { throw .cut }
        }
      ).erase(code)
      #expect(line.failure == .answerMismatch, "\(line)")
    }
    try await pair.end()
  }

  @Test(arguments: Other.allCases)
  func `nothing is sent, and nothing is news, by an answer to another question`(_ other: Other) async throws {
    for path in [Route.push, Route.pull] {
      let pair = try await Pair(sessions: 5)
      let line = await pair.desk.run(swapping(pair.hub, path, other)).push()
      #expect(line.failure != nil, "\(path): \(line)")
      #expect((line.summary?.sent ?? 0) == (path == Route.push ? 0 : 5))
      #expect(try await pair.desk.untruths(at: pair.hub) == [])
      try await pair.expectWhole()
      try await pair.end()
    }
  }

  @Test func `orders behind those that never came here are not taken from a stick`() async throws {
    let village = try await Village()
    let desk = try await village.desk(sessions: 2, seed: 3)
    try await village.round([desk])
    let device = try desk.device()
    func news(after: Int, orders: ClosedRange<Int>) throws -> [UInt8] {
      village.hub.clock.advance(by: 1_000)
      return try village.hub.envelope(
        News(
          hub: village.hub.id, hubIncarnation: 1, device: device, unit: "29242", role: .desk,
          time: village.hub.clock.now, after: after, receipts: [], quarantined: [],
          erasures: orders.map { ErasureOrder(number: $0, receipt: EntryHash(of: [UInt8($0)]).hex, time: 1) },
          notes: [], roster: [], leads: [], isForked: false, isRevoked: false))
    }
    func read(_ envelope: [UInt8]) async throws -> Int {
      var chance = SystemRandomNumberGenerator()
      let key = try #require(DeviceKey(using: &chance))
      let file = try village.stick.put("news.tsb", try Bundle(answers: [envelope]).sealed(key: key))
      #expect(await desk.read(file).event == .done)
      return try desk.store().lastOrder()
    }
    #expect(try await read(news(after: 3, orders: 4...5)) == 0)
    #expect(try await read(news(after: 0, orders: 1...3)) == 3)
    #expect(try await read(news(after: 3, orders: 4...5)) == 5)
    try await village.end([desk])
  }
}
