import Bytes
import Foundation
import HubFixtures
import HubService
import HubStore
import Journal
import JournalFixtures
import JournalStore
import Protocol
import SyncClient
import SyncStore
import TestTraits
import Testing

/// Sticks that somebody made on purpose: whole, signed, and lying.
@Suite(.ownThread) struct HostileStickTests {
  /// Somebody with a key of their own.
  private struct Stranger {
    let key: DeviceKey
    let hub = HubKey()

    init() throws {
      var chance = SystemRandomNumberGenerator()
      key = try #require(DeviceKey(using: &chance))
    }

    func bundle(
      requests: [[UInt8]] = [], batches: [[UInt8]] = [], answers: [[UInt8]] = []
    ) throws -> [UInt8] {
      try Bundle(enrolRequests: requests, batches: batches, answers: answers).sealed(key: key)
    }
  }

  /// Reads a hostile file as the lead and as the desk, and expects that nothing at all changed.
  private func expectNothing(
    _ village: Village, _ desk: TestDesk, _ bytes: [UInt8], _ failure: SyncFailure?,
    _ location: SourceLocation = #_sourceLocation
  ) async throws {
    let before = try (desk.status(), village.lead.status())
    let file = try village.stick.put("hostile.tsb", bytes)
    for reader in [village.lead, desk] {
      let line = await reader.read(file)
      #expect(line.failure == failure, "\(line)", sourceLocation: location)
    }
    #expect(try desk.status() == before.0, sourceLocation: location)
    #expect(try village.lead.status() == before.1, sourceLocation: location)
    #expect(try desk.store().waitingOrders() == [], sourceLocation: location)
    #expect(try desk.store().leadKeysToConfirm() == [], sourceLocation: location)
    #expect(try village.lead.store().carriedBatches(after: nil, limit: 1).isEmpty, sourceLocation: location)
    #expect(try village.lead.store().carriedRequests().isEmpty, sourceLocation: location)
    #expect(try await desk.untruths(at: village.hub) == [], sourceLocation: location)
  }

  /// A village whose desk has sent all by stick, then wrote two more.
  private func settled() async throws -> (Village, TestDesk) {
    let village = try await Village()
    let desk = try await village.desk(sessions: 10, seed: 3)
    try await village.round([desk])
    try desk.write(sessions: 2)
    village.hub.clock.advance(by: 60_000)
    return (village, desk)
  }

  private func news(_ village: Village, _ desk: TestDesk, _ change: (inout News) -> Void) throws -> News {
    var news = News(
      hub: village.hub.id, hubIncarnation: 1, device: try desk.device(), unit: "29242", role: .desk,
      time: village.hub.clock.now, receipts: [], quarantined: [],
      erasures: [ErasureOrder(number: 1, receipt: EntryHash(of: [1]).hex, time: 1)], notes: ["lie"], roster: [],
      leads: [LeadKey(id: LeadKeyID(publicKey: village.hub.key.publicKey), key: Hex.text(village.hub.key.publicKey))],
      isForked: true, isRevoked: true)
    change(&news)
    return news
  }

  @Test func `no bundle at all`() async throws {
    let (village, desk) = try await settled()
    for bytes in [
      [], Array("TSU1".utf8), [UInt8](repeating: 0, count: 500), Array("TSU2".utf8) + [UInt8](repeating: 1, count: 300),
    ] {
      try await expectNothing(village, desk, bytes, .badBundle)
    }
    try await village.end([desk])
  }

  @Test func `a file larger than any bundle`() async throws {
    let (village, desk) = try await settled()
    let path = try village.stick.put("huge.tsb", [])
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: UInt64(Limits.bundleBytes) + 1)
    try handle.close()
    #expect(await village.lead.read(path).failure == .badBundle)
    try FileManager.default.removeItem(atPath: path)
    try await village.end([desk])
  }

  @Test func `a folder, a pipe, a device and a link that are named like bundles`() async throws {
    let (village, desk) = try await settled()
    let file = village.stick.path + "/a.tsb"
    let sound = try village.stick.put("sound", try Bundle().sealed(key: Stranger().key))
    let makers: [(String) -> Int32] = [
      { mkdir($0, 0o700) }, { mkfifo($0, 0o600) }, { symlink("/dev/zero", $0) }, { symlink(sound, $0) },
      { symlink("/nowhere", $0) },
    ]
    for (number, make) in makers.enumerated() {
      #expect(make(file) == 0)
      for path in [village.stick.path, file] where path != file || number > 0 {
        let line = await village.lead.read(path)
        #expect(line.failure == .badBundle, "\(number): \(line)")
      }
      try FileManager.default.removeItem(atPath: file)
    }
    #expect(await village.lead.read("/dev/zero").failure == .badBundle)
    #expect(await village.lead.read(sound).event == .done)
    try await village.end([desk])
  }

  @Test func `batches that their device did not sign`() async throws {
    let (village, desk) = try await settled()
    let stranger = try Stranger()
    var device = try TestDevice(seed: 9)
    try device.write(sessions: 3)
    var bytes = try device.batch().bytes
    bytes[150] ^= 1
    let empty = [UInt8](repeating: 0, count: 200)
    try await expectNothing(village, desk, try stranger.bundle(batches: [bytes, empty, []]), nil)
    try await village.end([desk])
  }

  @Test func `a signed batch whose inside is a bomb, or no batch`() async throws {
    let (village, desk) = try await settled()
    let stranger = try Stranger()
    var device = try TestDevice(seed: 9)
    try device.write(sessions: 3)
    let sound = try device.batch().bytes
    // What stands behind the label is replaced, and signed anew by its device: only unpacking finds it out.
    for tail in [[UInt8](repeating: 0xff, count: 4000), []] {
      let signed = Array(sound[100..<(sound.count - 60)]) + tail
      let message = Array("tiepsuc batch 1 \(EntryHash(of: signed).hex)".utf8)
      let bytes = Array(sound[..<36]) + (try device.key.signature(over: message)) + signed
      let batch = try SealedBatch(bytes: bytes)
      #expect(throws: BatchFault.self) { try batch.open() }
      try await expectNothing(village, desk, try stranger.bundle(batches: [bytes]), nil)
    }
    try await village.end([desk])
  }

  @Test func `requests to enrol that nobody signed`() async throws {
    let (village, desk) = try await settled()
    let stranger = try Stranger()
    let envelope = try Envelope(Array("{}".utf8), .enrolRequest, key: stranger.key)
    var changed = envelope
    changed.payload = Base64.text(Array(#"{"lookup":"a","proof":"b","nonce":"c","clock":1}"#.utf8))
    try await expectNothing(
      village, desk, try stranger.bundle(requests: [try envelope.bytes, try changed.bytes, [1, 2]]), nil)
    try await village.end([desk])
  }

  @Test func `news that another hub signed in this hub's name`() async throws {
    let (village, desk) = try await settled()
    let stranger = try Stranger()
    let envelope = try Envelope(try news(village, desk) { _ in }.bytes, .news, key: stranger.hub)
    try await expectNothing(village, desk, try stranger.bundle(answers: [try envelope.bytes]), nil)
    try await village.end([desk])
  }

  @Test func `news whose signature is not over its words`() async throws {
    let (village, desk) = try await settled()
    let stranger = try Stranger()
    let signed = try Envelope(try news(village, desk) { $0.notes = [] }.bytes, .news, key: village.hub.key)
    var changed = signed
    changed.payload = Base64.text(try news(village, desk) { _ in }.bytes)
    try await expectNothing(village, desk, try stranger.bundle(answers: [try changed.bytes, [0x7b]]), nil)
    try await village.end([desk])
  }

  @Test func `true news for somebody else`() async throws {
    let (village, desk) = try await settled()
    let stranger = try Stranger()
    let other = try news(village, desk) { $0.device = stranger.key.device }
    try await expectNothing(
      village, desk, try stranger.bundle(answers: [try village.hub.envelope(other)]), nil)
    try await village.end([desk])
  }

  @Test func `true news of long ago, or of a former incarnation of the hub`() async throws {
    let (village, desk) = try await settled()
    let stranger = try Stranger()
    let old = try news(village, desk) { $0.time = 1 }
    let former = try news(village, desk) { $0.hubIncarnation = 0 }
    let envelopes = try [old, former].map { try village.hub.envelope($0) }
    try await expectNothing(village, desk, try stranger.bundle(answers: envelopes), nil)
    try await village.end([desk])
  }

  @Test func `an answer to enrol of a hub that does not know the code`() async throws {
    let village = try await Village()
    let desk = try await village.desk(sessions: 3, seed: 3)
    let stranger = try Stranger()
    for key in [stranger.hub, village.hub.key] {
      let answer = EnrolAnswer(
        hub: HubID(publicKey: key.publicKey), hubKey: Hex.text(key.publicKey), hubIncarnation: 1,
        device: try desk.device(), unit: "00000", role: .lead, leads: [], time: 1,
        nonce: try #require(try desk.store().pendingEnrolment()).nonce,
        proof: EnrolProof.hub(
          EntryHash(of: [1]), hubKey: key.publicKey, publicKey: stranger.key.publicKey, nonce: "0"))
      let envelope = try Envelope(try answer.bytes, .enrolAnswer, key: key)
      try await expectNothing(village, desk, try stranger.bundle(answers: [try envelope.bytes]), nil)
    }
    #expect(try desk.store().enrolment() == nil)
    #expect(try desk.store().pendingEnrolment() != nil)
    try await village.end([desk])
  }

  @Test func `receipts in true news that are of others, or of other entries`() async throws {
    let (village, desk) = try await settled()
    let stranger = try Stranger()
    let key = village.hub.key
    let receipts = [
      try Receipt(
        hubIncarnation: 1, device: try desk.device(), incarnation: 1, size: 12, head: EntryHash(of: [1]), time: 1,
        key: key),
      try Receipt(
        hubIncarnation: 1, device: stranger.key.device, incarnation: 1, size: 12, head: EntryHash(of: [1]), time: 1,
        key: key),
      try Receipt(
        hubIncarnation: 1, device: try desk.device(), incarnation: 1, size: 12, head: EntryHash(of: [1]), time: 1,
        key: stranger.hub),
    ].map(\.line)
    let told = try news(village, desk) {
      $0.receipts = receipts + ["tiepsuc receipt"]
      ($0.erasures, $0.leads, $0.notes, $0.isForked, $0.isRevoked) = ([], [], [], false, false)
    }
    try await expectNothing(village, desk, try stranger.bundle(answers: [try village.hub.envelope(told)]), nil)
    try await village.end([desk])
  }

  @Test func `a ticket that was changed`() async throws {
    let hub = try await InProcessHub.patient()
    let desk = try TestDesk.begin(sessions: 1, clock: hub.clock)
    let bytes = try await desk.ticket(of: hub)
    for place in stride(from: 0, to: bytes.count, by: 5) {
      var changed = bytes
      changed[place] ^= 0x01
      let line = await desk.run(DirectTransport.nowhere).enrol(ticket: changed)
      #expect(line.failure == .badBundle || changed == bytes, "changed at \(place)")
    }
    #expect(try desk.store().pendingEnrolment() == nil)
    try desk.end()
    try await hub.end()
  }
}
