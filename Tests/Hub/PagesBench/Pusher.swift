import Bytes
import HTTPTypes
import HubService
import HubStore
import Journal
import JournalFixtures
import Platform
import Protocol

/// A desk that pushes batch after batch.
struct Pusher: Sendable {
  let key: DeviceKey
  private var bodies: Bodies
  private var size = 0
  private var head = EntryHash.zero

  /// What cannot be pushed.
  struct Fault: Error {
    var status: Int
  }

  init(seed: UInt64) throws {
    var chance = SplitMix64(seed: seed)
    guard let key = DeviceKey(using: &chance) else { throw Fault(status: 0) }
    self.key = key
    bodies = Bodies(seed: seed)
  }

  /// Writes sessions and pushes them; returns how many.
  mutating func push(_ count: Int, to hub: Hub, _ now: Int64) async throws -> Int {
    let chain = ChainID(device: key.device, incarnation: 1)
    let base = ChainHead(chain: chain, size: size, hash: head)
    var items: [Batch.Item] = []
    for _ in 0..<count {
      size += 1
      let entry = StoredEntry(
        id: EntryID(device: key.device, incarnation: 1, sequence: size), previous: head,
        body: .session(bodies.session()))
      let bytes = try EntryBytes.encode(entry)
      head = EntryHash(of: bytes)
      items.append(.entry(bytes))
    }
    let batch = try SealedBatch(
      Batch(publicKey: key.publicKey, base: base, items: items, attachments: []), key: key)
    var request = HubRequest(.post, Route.push, body: batch.bytes)
    var generator = SystemRandomNumberGenerator()
    let nonce = Hex.text((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    let signature = try RequestSignature.sign(
      request, to: hub.identity.hub, time: now, clock: now, nonce: nonce, key: key)
    request.headers[.authorization] = signature.header
    let answer = await hub.answer(request)
    guard answer.status == 200 else { throw Fault(status: answer.status) }
    return count
  }
}
