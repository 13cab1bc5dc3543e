import Foundation
import HTTPTypes
import Journal
import Protocol
import SyncClient
import SyncHTTP
import Synchronization

/// What could not be had of the hub.
struct NoHub: Error, CustomStringConvertible {
  var description: String
}

/// The hub that is attacked.
struct Target: Sendable {
  var transport: HTTPTransport

  /// Its name, and the difference of its clock from this machine's in milliseconds.
  struct Known: Sendable {
    var hub: HubID
    var difference: Int64
  }

  static var now: Int64 { Int64(Date.now.timeIntervalSince1970 * 1_000) }

  func identify() async throws -> Known {
    let answer = try await transport.send(HubRequest(.get, Route.hub), within: .usual)
    guard let facts = HubFacts(bytes: answer.body) else { throw NoHub(description: "no hub: \(answer.status)") }
    return Known(hub: facts.hub, difference: facts.time - Self.now)
  }

  /// The answer; nil where none comes.
  func ask(_ request: HubRequest) async -> HubAnswer? {
    do { return try await transport.send(request, within: .usual) } catch { return nil }
  }
}

/// Counts answers by their status.
final class Answers: Sendable {
  private let held = Mutex<[Int: Int]>([:])
  var counts: [Int: Int] { held.withLock { $0 } }
  func add(_ answer: HubAnswer?) { held.withLock { $0[answer?.status ?? 0, default: 0] += 1 } }
}

/// An enrolled desk, which signs whatever it is told to.
struct AttackDesk: Sendable {
  let key: DeviceKey
  private let known: Target.Known

  init(enrolledAt target: Target, _ known: Target.Known, with code: EnrolCode) async throws {
    var generator = SystemRandomNumberGenerator()
    guard let key = DeviceKey(using: &generator) else { throw NoHub(description: "no key") }
    self.key = key
    self.known = known
    let nonce = Self.nonce()
    let request = EnrolRequest(
      lookup: code.lookup.hex, proof: EnrolProof.device(code.secret, publicKey: key.publicKey, nonce: nonce),
      nonce: nonce, clock: Target.now, sealingKey: nil)
    let body = try Envelope(try request.bytes, .enrolRequest, key: key).bytes
    let answer = await target.ask(HubRequest(.post, Route.enrol, body: body))
    guard answer?.status == 200 else { throw NoHub(description: "not enrolled: \(answer?.status ?? 0)") }
  }

  private static func nonce() -> String { (0..<32).map { _ in String(Int.random(in: 0..<16), radix: 16) }.joined() }

  /// Asks; nil where no answer comes.
  func ask(_ request: HubRequest, at target: Target) async -> HubAnswer? {
    let clock = Target.now
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
    _ items: [Batch.Item], incarnation: Int, base: Int = 0, baseHash: EntryHash = .zero, wait: Int = 0,
    damaged: Bool = false, at target: Target
  ) async -> HubAnswer? {
    do {
      let chain = ChainID(device: key.device, incarnation: incarnation)
      let batch = Batch(
        publicKey: key.publicKey, base: ChainHead(chain: chain, size: base, hash: baseHash), items: items)
      var bytes = try SealedBatch(batch, key: key).bytes
      if damaged { bytes = try resigned(bytes) }
      var request = HubRequest(.post, Route.push, body: bytes)
      if wait > 0 { request.headers[.prefer] = "wait=\(wait)" }
      return await ask(request, at: target)
    } catch {
      return nil
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
