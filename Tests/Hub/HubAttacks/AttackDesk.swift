import Dispatch
import HTTPTypes
import Journal
import Protocol

/// An enrolled desk, which signs whatever it is told to.
struct AttackDesk: Sendable {
  let key: DeviceKey
  private let known: AttackedHub.Known
  /// Where it makes and seals its batches.
  private let sealing: DispatchQueue
  /// All bad desks have one thread: what their batches cost the attacker must not hold up the watch.
  static let badSealing = DispatchQueue(label: "bad desks")

  init(
    enrolledAt target: AttackedHub, _ known: AttackedHub.Known, with code: EnrolCode,
    sealing: DispatchQueue = Self.badSealing
  ) async throws {
    var generator = SystemRandomNumberGenerator()
    guard let key = DeviceKey(using: &generator) else { throw NoHub(description: "no key") }
    self.key = key
    self.known = known
    self.sealing = sealing
    let nonce = Self.nonce()
    let request = EnrolRequest(
      lookup: code.lookup.hex, proof: EnrolProof.device(code.secret, publicKey: key.publicKey, nonce: nonce),
      nonce: nonce, clock: AttackedHub.now, sealingKey: nil)
    let body = try Envelope(try request.bytes, .enrolRequest, key: key).bytes
    let answer = await target.ask(HubRequest(.post, Route.enrol, body: body))
    guard answer?.status == 200 else { throw NoHub(description: "not enrolled: \(answer?.status ?? 0)") }
  }

  private static func nonce() -> String { (0..<32).map { _ in String(Int.random(in: 0..<16), radix: 16) }.joined() }

  /// Asks; nil where no answer comes.
  func ask(_ request: HubRequest, at target: AttackedHub) async -> HubAnswer? {
    let clock = AttackedHub.now
    var request = request
    do {
      let signature = try RequestSignature.sign(
        request, to: known.hub, time: clock + known.difference, clock: clock, nonce: Self.nonce(), key: key)
      request.headers[.authorization] = signature.header
    } catch {
      return nil
    }
    return await target.ask(request)
  }

  /// Brings items behind a base; nil where they cannot be sealed.
  func push(
    incarnation: Int, base: Int = 0, baseHash: EntryHash = .zero, wait: Int = 0, damaged: Bool = false,
    at target: AttackedHub, _ items: @escaping @Sendable () -> [Batch.Item]
  ) async -> HubAnswer? {
    let chain = ChainID(device: key.device, incarnation: incarnation)
    let head = ChainHead(chain: chain, size: base, hash: baseHash)
    guard let bytes = await seal(damaged, { Batch(publicKey: key.publicKey, base: head, items: items()) }) else {
      return nil
    }
    var request = HubRequest(.post, Route.push, body: bytes)
    if wait > 0 { request.headers[.prefer] = "wait=\(wait)" }
    return await ask(request, at: target)
  }

  private func seal(_ isDamaged: Bool, _ batch: @escaping @Sendable () -> Batch) async -> [UInt8]? {
    await withCheckedContinuation { continuation in
      sealing.async {
        do {
          let bytes = try SealedBatch.signed(batch(), key: key)
          continuation.resume(returning: isDamaged ? try resigned(bytes) : bytes)
        } catch {
          continuation.resume(returning: nil)
        }
      }
    }
  }

  /// With another byte in the middle, under a signature of its own.
  private func resigned(_ bytes: [UInt8]) throws -> [UInt8] {
    var signed = Array(bytes.dropFirst(100))
    signed[signed.count / 2] ^= 0x55
    let message = Array("tiepsuc batch 1 \(EntryHash(of: signed).hex)".utf8)
    return Array(bytes.prefix(36)) + (try key.signature(over: message)) + signed
  }
}
