import Foundation
import HubFixtures
import Journal
import JournalFixtures
import JournalStore
import Protocol
import SyncClient
import SyncStore
import Synchronization
import TestTraits
import Testing

/// A hub with the right key that keeps a desk busy, or says more than any hub: the desk's time and room are its own.
@Suite(.ownThread) struct BoundsTests {
  /// A hub that offers a pack of so many bytes, and a desk.
  private func offering(_ size: Int) async throws -> Pair {
    let pair = try await Pair(sessions: 2)
    let folder = pair.hub.folder + "/packs"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) })
      .write(to: URL(fileURLWithPath: folder + "/p.pack"))
    return pair
  }

  /// Answers each question for a part of a pack so, signed; `seconds` pass meanwhile.
  private func parts(
    _ pair: Pair, seconds: Int64 = 0, asked: Counter = Counter(), _ answer: @escaping @Sendable (_ bytes: Int) -> Int
  ) -> DirectTransport {
    let hub = pair.hub
    return DirectTransport(hub) { request, pass async throws(TransportFault) in
      guard request.path.hasPrefix(Route.packs),
        let bytes = request.path.split(separator: "=").last.flatMap({ Int($0) })
      else { return await pass(request) }
      asked.next()
      hub.clock.advance(by: seconds * 1_000)
      do { return try hub.signed(200, [UInt8](repeating: 7, count: answer(bytes)), to: request) } catch { throw .cut }
    }
  }

  @Test func `a pack that never comes to its end is left after ten minutes, and the exchange is done`() async throws {
    let pair = try await offering(4_000_000)
    let asked = Counter()
    let line = await pair.desk.run(parts(pair, seconds: 1, asked: asked) { _ in 1 }).pull()
    #expect(line.event == .done, "\(line)")
    #expect(asked.count == 600)
    // The next exchange goes on behind those bytes, and finds out that they are not the pack's.
    let next = await pair.desk.run(DirectTransport(pair.hub)).pull()
    #expect(next.event == .done)
    #expect(try pair.desk.store().packsToFetch().count == 1)
    #expect(await pair.desk.run(DirectTransport(pair.hub)).pull().event == .done)
    #expect(try pair.desk.store().packs().map(\.size) == [4_000_000])
    try await pair.end()
  }

  @Test(arguments: [-1, 1, 100, 70_000, 9 << 20])
  func `a part of a pack has the bytes that were asked for, or fewer`(more: Int) async throws {
    let pair = try await offering(200_000)
    let line = await pair.desk.run(parts(pair) { more < 0 ? 0 : $0 + more }).pull()
    #expect(line.failure == (more < 0 ? .answerMismatch : .answerTooLarge), "\(line)")
    #expect(try pair.desk.store().packs() == [])
    #expect(await pair.desk.run(DirectTransport(pair.hub)).pull().event == .done)
    #expect(try pair.desk.store().packs().count == 1)
    try await pair.end()
  }

  @Test(arguments: [1_001, 30_000, 100_000])
  func `news of more orders than a hub tells at once are a sentence, and nothing of them is used`(
    count: Int
  ) async throws {
    let pair = try await Pair(sessions: 2)
    let hub = pair.hub
    let orders = (1...count).map {
      ErasureOrder(number: $0, receipt: EntryHash(of: [UInt8($0 & 255), UInt8($0 >> 8 & 255)]).hex, time: 1)
    }
    let line = await pair.desk.run(
      DirectTransport(hub) { request, pass async throws(TransportFault) in
        let answer = await pass(request)
        guard var news = answer.news else { return answer }
        news.erasures = orders
        do { return try hub.signed(200, try hub.envelope(news), to: request) } catch { throw .cut }
      }
    ).pull()
    #expect(line.failure == (count > 50_000 ? .answerTooLarge : .answerMismatch), "\(line)")
    #expect(try pair.desk.store().waitingOrders() == [])
    #expect(try pair.desk.store().lastOrder() == 0)
    try await pair.expectWhole()
    try await pair.end()
  }

  @Test func `whoever takes the connection and is silent is asked once`() async throws {
    let pair = try await Pair(sessions: 30)
    let asked = Counter()
    for path in [Route.push, Route.pull] {
      let before = asked.count
      let line = await pair.desk.run(
        DirectTransport(pair.hub) { request, pass async throws(TransportFault) in
          guard request.path.hasPrefix(path) else { return await pass(request) }
          asked.next()
          throw .silence
        }
      ).push()
      #expect(line.failure == .noAnswer)
      #expect(asked.count == before + 1)
    }
    try await pair.expectWhole()
    try await pair.end()
  }

  /// Fetches contacts from a hub that always names a next page, each of which takes so long; how it ended, and after how many.
  private func fetchContacts(pageTakes milliseconds: Int64) async throws -> (failure: SyncFailure?, pages: Int) {
    let hub = try await InProcessHub.patient()
    let lead = try TestDesk.begin(sessions: 1, seed: 4, clock: hub.clock)
    try await lead.enrol(at: hub, role: .lead)
    let asked = Counter()
    let line = await lead.run(
      DirectTransport(hub) { request, pass async throws(TransportFault) in
        guard request.path.hasPrefix(Route.contacts) else { return await pass(request) }
        hub.clock.advance(by: milliseconds)
        let page = ContactBoxes(boxes: [], next: Int64(asked.next() + 1))
        do { return try hub.signed(200, try page.bytes, to: request) } catch { throw .cut }
      }
    ).contacts { _ in }
    try lead.end()
    try await hub.end()
    return (line.failure, asked.count)
  }

  @Test func `contacts of which there is always a next page have an end`() async throws {
    #expect(try await fetchContacts(pageTakes: 0) == (.answerMismatch, 10_000))
  }

  @Test func `contacts that come slowly page after page are left after ten minutes`() async throws {
    #expect(try await fetchContacts(pageTakes: 44_000) == (.noAnswer, 14))
  }

  @Test func `journals of the unit that come entry by entry are left after ten minutes, and the exchange is done`()
    async throws
  {
    let village = try await Village()
    let hub = village.hub
    let desk = try TestDesk.begin(sessions: 90, seed: 1, clock: hub.clock)
    try await desk.enrol(at: hub)
    #expect(await desk.run(DirectTransport(hub)).push().event == .done)
    let asked = Counter()
    let drop = DirectTransport(hub) { request, pass async throws(TransportFault) in
      let answer = await pass(request)
      guard request.path.hasPrefix(Route.entries), !answer.body.isEmpty else { return answer }
      asked.next()
      hub.clock.advance(by: 10_000)
      do {
        var page = try ChainPage(bytes: answer.body)
        page.batch.items = Array(page.batch.items.prefix(1))
        return try hub.signed(200, try page.bytes, to: request)
      } catch {
        throw .cut
      }
    }
    let line = await village.lead.run(drop).pull()
    #expect(line.event == .done, "\(line)")
    #expect(asked.count == 60)
    // What came waits for its signature; the next exchange goes on behind it.
    #expect(await village.lead.run(DirectTransport(hub)).pull().event == .done)
    let copies = try #require(try JournalStore.openCopies(folder: village.lead.folder))
    #expect(try copies.page(EntryFilter(device: try desk.device()), .newest, limit: 200).count == 90)
    try copies.close()
    try desk.end()
    try await village.end()
  }

  @Test func `whoever wants it to end does not wait for the last part of a stick`() async throws {
    let village = try await Village()
    var chance = SystemRandomNumberGenerator()
    let key = try #require(DeviceKey(using: &chance))
    var device = try TestDevice(seed: 9)
    try device.write(sessions: 1)
    let batch = try device.batch().bytes
    let request = try device.enrolRequest(try await village.hub.code())
    for bundle in [Bundle(batches: [batch, batch]), Bundle(enrolRequests: [request, request])] {
      let file = try village.stick.put("busy.tsb", try bundle.sealed(key: key))
      let cancellation = CancellationToken()
      let isReading = Mutex(false)
      let run = ExchangeRun(
        folder: village.lead.folder,
        environment: SyncEnvironment(
          now: {
            // The clock is read when the file was opened, before the first part of it is looked at.
            if isReading.withLock(\.self) { cancellation.cancel() }
            return village.lead.now
          }, cancellation: cancellation, marks: village.lead.marks, pause: { _ in }),
        connect: { _ throws(TransportFault) in throw .noNetwork },
        emit: { line in isReading.withLock { $0 = line.stage == .readingStick } })
      #expect(await run.readBundles(at: file).failure == .stopped)
      #expect(try village.lead.store().carriedBatches(after: nil, limit: 1).isEmpty)
      #expect(try village.lead.store().carriedRequests().isEmpty)
    }
    try await village.end()
  }
}
