import HubStore
import Journal
import Protocol

/// The device that asks, known by its signature.
struct Requester: Sendable {
  var device: EnrolledDevice
  /// How far its clock is ahead of the hub's, in milliseconds.
  var skew: Int64
  /// Of the request.
  var nonce: String
  /// Until when the nonce must be remembered, in milliseconds since 1970.
  var expires: Int64
}

extension Hub {
  /// How long a device's clock may drift before the store is told again, in milliseconds: a write for each request would
  /// say nothing more. Every batch carries the exact figure.
  private static let notedSkew: Int64 = 1_000
  /// How long after it was noted that a device was seen, in milliseconds.
  private static let notedSeen: Int64 = 600_000

  /// Checks who signed a request, that it is theirs, whole, of now and for the first time.
  func authenticate(_ request: ParsedRequest) async throws -> Requester {
    let requester = try await identify(request)
    try await admit(requester)
    return requester
  }

  /// Checks who signed a request, that it is theirs, whole and of now. It may still be a replay, or of a device that was
  /// shut out: ``admit(_:)``.
  func identify(_ request: ParsedRequest) async throws -> Requester {
    let now = clock()
    if let seconds = failureRate.secondsToWait(request.address, now: now) {
      throw Refusal(.tooMany, retryAfterSeconds: seconds)
    }
    guard let signature = request.signature else { throw failure(.badSignature, request, now) }
    guard let device = try await store.device(signature.device) else { throw failure(.unknownDevice, request, now) }
    guard signature.holds(for: request.raw, to: key.id, publicKey: device.publicKey) else {
      throw failure(.badSignature, request, now)
    }
    if let seconds = deviceRate.spend(device.id.rawValue, request.route?.cost ?? 1, now: now) {
      throw Refusal(.tooMany, retryAfterSeconds: seconds)
    }
    let (age, isOver) = signature.time.subtractingReportingOverflow(now)
    guard !isOver, age.magnitude <= Limits.requestAgeMilliseconds else { throw Refusal(.wrongTime, time: now) }
    let (skew, isFar) = signature.clock.subtractingReportingOverflow(now)
    let bounded = isFar ? (signature.clock < now ? Int64.min : Int64.max) : skew
    return Requester(
      device: device, skew: bounded, nonce: signature.nonce,
      expires: signature.time + Limits.requestAgeMilliseconds + 1)
  }

  /// Lets a request in once, unless its device was shut out.
  func admit(_ requester: Requester) async throws {
    guard
      try await store.admit(nonce: requester.nonce, of: requester.device.id, expires: requester.expires, now: clock())
    else { throw Refusal(.replayed) }
    guard requester.device.revoked == nil else { throw Refusal(.revoked) }
    try await saveSkew(requester.skew, of: requester.device)
  }

  private func saveSkew(_ skew: Int64, of device: EnrolledDevice) async throws {
    metrics.noteSkew(skew)
    let (change, isOver) = skew.subtractingReportingOverflow(device.skew)
    let now = clock()
    if isOver || change.magnitude >= UInt64(Self.notedSkew) || now - device.seen >= Self.notedSeen {
      try await store.saveSkew(skew, seen: now, of: device.id)
    }
  }

  private func failure(_ kind: Refusal.Kind, _ request: ParsedRequest, _ now: Int64) -> Refusal {
    // Counts against whoever sends it, not against the device that it names.
    _ = failureRate.spend(request.address, now: now)
    return Refusal(kind)
  }

  /// Throws `wrong-role` unless a lead asks.
  func requireLead(_ requester: Requester) throws(Refusal) {
    guard requester.device.role == .lead else { throw Refusal(.wrongRole) }
  }

  /// The device that a lead carries for: one of its unit. Throws `wrong-role` or `wrong-unit`.
  func carried(_ id: DeviceID, by requester: Requester) async throws -> EnrolledDevice {
    try requireLead(requester)
    // Whether a device of another unit exists is none of this lead's business: one answer for both.
    guard let device = try await store.device(id), device.unit == requester.device.unit else {
      throw Refusal(.wrongUnit)
    }
    return device
  }
}
