import HTTPTypes
import Journal
import Protocol
import SyncStore
import Synchronization

/// What a hub said, known to be said by it and to this request.
enum HubReply: Sendable {
  /// 200 or 204.
  case fine(HubAnswer)
  /// A problem document.
  case refusal(Refusal)
}

/// Signs what is asked of the pinned hub, and believes only what it signed.
final class HubClient: Sendable {
  /// How long an exchange that was stopped waits for what is under way.
  static let grace = Duration.milliseconds(300)
  /// The longest pause that a hub may ask for, in seconds, and how often in a row.
  private static let longestPause = 30
  private static let mostPauses = 6
  private static let mostReplays = 5

  /// The pinned hub.
  let hub: HubID
  /// Its Ed25519 key, 32 bytes.
  let hubKey: [UInt8]
  /// For people: the host.
  let subject: String?
  private let transport: any HubTransport
  private let environment: SyncEnvironment
  private let clocks: Mutex<Clocks>

  private struct Clocks {
    /// The hub's clock minus the laptop's, in milliseconds.
    var difference: Int64
    var wasMeasured = false
  }

  init(_ enrolment: Enrolment, over transport: any HubTransport, subject: String?, environment: SyncEnvironment) {
    hub = enrolment.hub
    hubKey = enrolment.hubKey
    self.subject = subject
    self.transport = transport
    self.environment = environment
    clocks = Mutex(Clocks(difference: enrolment.differenceMilliseconds))
  }

  /// The hub's clock minus the laptop's, in milliseconds, as far as it is known; nil before an answer told it.
  var measuredDifference: Int64? { clocks.withLock { $0.wasMeasured ? $0.difference : nil } }

  /// Asks, signed by a device.
  func ask(
    _ method: HubRequest.Method, _ path: String, headers: HTTPFields = [:], body: [UInt8] = [], as key: DeviceKey,
    within bounds: AnswerBounds = .usual
  ) async throws(SyncFault) -> HubReply {
    var (corrections, replays, pauses) = (0, 0, 0)
    while true {
      let nonce = environment.nonce()
      var request = HubRequest(method, path, headers: headers, body: body)
      request.headers[.authorization] = try signature(request, nonce, key)
      let answer = try await send(request, nonce: nonce, within: bounds)
      switch try reply(answer) {
      case .refusal(let refusal) where refusal.kind == .wrongTime && corrections < 1:
        corrections += 1
      // The network delivered a request twice; the one that was answered is not ours any more, and asking again is safe.
      case .refusal(let refusal) where refusal.kind == .replayed && replays < Self.mostReplays:
        replays += 1
      case .refusal(let refusal) where refusal.kind == .tooMany && pauses < Self.mostPauses:
        pauses += 1
        await environment.pause(.seconds(max(1, min(refusal.retryAfterSeconds ?? 1, Self.longestPause))))
      case let reply: return reply
      }
    }
  }

  private func signature(_ request: HubRequest, _ nonce: String, _ key: DeviceKey) throws(SyncFault) -> String {
    let clock = environment.wallMilliseconds()
    let (time, isOver) = clock.addingReportingOverflow(clocks.withLock(\.difference))
    do {
      return try RequestSignature.sign(
        request, to: hub, time: isOver ? clock : time, clock: clock, nonce: nonce, key: key
      ).header
    } catch {
      throw SyncFault(.journal)
    }
  }

  private func reply(_ answer: HubAnswer) throws(SyncFault) -> HubReply {
    if answer.status == 200 || answer.status == 204 { return .fine(answer) }
    guard let refusal = Refusal(bytes: answer.body) else { throw SyncFault(.hubFault, subject: subject) }
    return .refusal(refusal)
  }

  /// Sends, and returns only what the pinned hub signed for just this request.
  private func send(
    _ request: HubRequest, nonce: String, within bounds: AnswerBounds
  ) async throws(SyncFault) -> HubAnswer {
    let began = environment.wallMilliseconds()
    let answer: HubAnswer
    do { answer = try await Self.race(transport, request, environment, within: bounds) } catch {
      throw SyncFault(error, subject: subject)
    }
    guard let header = answer.headers[.tiepsucAnswer], let signature = AnswerSignature(header: header) else {
      // A proxy that takes only small bodies says so itself.
      throw SyncFault(.portal, subject: subject, isPassing: answer.status == 413)
    }
    guard signature.holds(for: answer, to: .init(request, nonce: nonce), hubKey: hubKey) else { throw await identify() }
    note(signature.time, between: began, and: environment.wallMilliseconds())
    return answer
  }

  /// Sends a request, but not beyond the grace of an exchange that is to stop.
  static func race(
    _ transport: any HubTransport, _ request: HubRequest, _ environment: SyncEnvironment,
    within bounds: AnswerBounds = .usual
  ) async throws(TransportFault) -> HubAnswer {
    let cancellation = environment.cancellation
    let result = await withTaskGroup(of: Result<HubAnswer, TransportFault>?.self) { group in
      group.addTask {
        do throws(TransportFault) {
          return .success(try await transport.send(request, within: bounds))
        } catch {
          return .failure(error)
        }
      }
      group.addTask {
        await cancellation.wait()
        guard !Task.isCancelled else { return nil }
        await environment.pause(grace)
        return .failure(.stopped)
      }
      defer { group.cancelAll() }
      while let result = await group.next() { if let result { return result } }
      return .failure(.stopped)
    }
    return try result.get()
  }

  /// A signature is there, but not the pinned hub's over this answer: it is another hub, or the answer was changed on its
  /// way.
  private func identify() async -> SyncFault {
    let nonce = environment.nonce()
    let request = HubRequest(.get, Route.hub, headers: [.tiepsucNonce: nonce])
    let answer: HubAnswer
    do { answer = try await Self.race(transport, request, environment) } catch {
      return SyncFault(error == .stopped ? TransportFault.stopped : .cut, subject: subject)
    }
    guard let header = answer.headers[.tiepsucAnswer], let signature = AnswerSignature(header: header) else {
      return SyncFault(.portal, subject: subject)
    }
    // The pinned hub does answer here: what came before was damaged on its way.
    if signature.holds(for: answer, to: .init(request, nonce: nonce), hubKey: hubKey) {
      return SyncFault(TransportFault.cut, subject: subject)
    }
    return SyncFault(.wrongHub, subject: subject)
  }

  /// Learns the hub's clock from an answer that was signed between two moments of the laptop's.
  private func note(_ time: Int64, between began: Int64, and ended: Int64) {
    // A clock that was set while the answer was on its way tells nothing.
    guard ended >= began, ended - began < 120_000 else { return }
    let (least, isUnder) = time.subtractingReportingOverflow(ended)
    let (most, isOver) = time.subtractingReportingOverflow(began)
    guard !isUnder, !isOver else { return }
    clocks.withLock { clocks in
      clocks.wasMeasured = true
      if clocks.difference < least - 1000 || clocks.difference > most + 1000 {
        clocks.difference = least + (most - least) / 2
      }
    }
  }
}
