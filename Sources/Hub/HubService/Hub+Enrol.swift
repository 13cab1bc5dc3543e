import Bytes
import HubStore
import Journal
import Protocol

extension Hub {
  /// Lets a device in that knows a code. The request may come from the device or from whoever carries it.
  func enrol(_ request: ParsedRequest) async throws -> HubAnswer {
    let now = clock()
    for (rate, name) in [(codeRate, request.address), (allCodesRate, "")] {
      if let seconds = rate.secondsToWait(name, now: now) { throw Refusal(.tooMany, retryAfterSeconds: seconds) }
    }
    guard let envelope = Envelope(bytes: request.raw.body, limit: Limits.messageBytes) else {
      throw Refusal(.malformed)
    }
    guard let (bytes, publicKey) = envelope.payload(.enrolRequest) else { throw Refusal(.badSignature) }
    guard let wish = EnrolRequest(bytes: bytes), let lookup = EntryHash(hex: wish.lookup),
      Hex.bytes(wish.nonce)?.count == 16
    else { throw Refusal(.malformed) }
    guard let code = try await store.code(lookup) else { throw wrongCode(request, now) }
    let expected = EnrolProof.device(code.secret, publicKey: publicKey, nonce: wish.nonce)
    guard Self.isSame(expected, wish.proof) else { throw wrongCode(request, now) }
    let device = try await redeem(code, wish, publicKey, now) ?? { throw wrongCode(request, now) }()
    guard device.revoked == nil else { throw Refusal(.revoked) }
    metrics.count { $0.enrolments += 1 }
    let leads = try await leads(of: device.unit)
    let answer = EnrolAnswer(
      hub: key.id, hubKey: Hex.text(key.publicKey), hubIncarnation: identity.incarnation, device: device.id,
      unit: device.unit, role: device.role, leads: leads, time: now, nonce: wish.nonce,
      proof: EnrolProof.hub(code.secret, hubKey: key.publicKey, publicKey: publicKey, nonce: wish.nonce),
      packRoot: try packShelf?.root()?.hex)
    return Self.json(try Envelope(try answer.bytes, .enrolAnswer, key: key).bytes)
  }

  private func redeem(
    _ code: StoredCode, _ wish: EnrolRequest, _ publicKey: [UInt8], _ now: Int64
  ) async throws -> EnrolledDevice? {
    var sealingKey: [UInt8]?
    if code.role == .lead {
      guard let leadKey = wish.sealingKey.flatMap({ Hex.bytes($0) }), leadKey.count == 32 else {
        throw Refusal(.malformed)
      }
      sealingKey = leadKey
    }
    let id = DeviceID(publicKey: publicKey)
    let receipts = wish.receiptKey.flatMap {
      EnrolProof.open($0, code.secret, publicKey: publicKey, nonce: wish.nonce)
    }
    let device = EnrolledDevice(
      id: id, publicKey: publicKey, unit: code.unit, role: code.role, sealingKey: sealingKey,
      receiptKey: try receipts.map { try key.seal($0.bytes, place: Self.receiptPlace(id)) }, enrolled: now,
      skew: wish.clock.subtractingReportingOverflow(now).partialValue,
      // A name that is none of a desk's keeps nobody out.
      name: wish.name.flatMap(DeskName.clean) ?? "", seen: now)
    switch try await store.redeem(code.lookup, for: device, now: now) {
    case .enrolled(let device): return device
    case .refused: return nil
    }
  }

  /// What the key for receipts of a device belongs to.
  static func receiptPlace(_ device: DeviceID) -> String { "receipt key \(device.rawValue)" }

  private func wrongCode(_ request: ParsedRequest, _ now: Int64) -> Refusal {
    _ = codeRate.spend(request.address, now: now)
    _ = allCodesRate.spend("", now: now)
    return Refusal(.badCode)
  }

  /// Whether two texts are the same, in a time that does not tell where they differ.
  private static func isSame(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    guard a.count == b.count else { return false }
    return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// The sealing keys of a unit's leads, by their names.
  func leads(of unit: String) async throws -> [LeadKey] { Self.keys(of: try await leadDevices(of: unit)) }

  /// Laptops that lead a unit, in the order of their enrolment; those that were shut out are not among them.
  func leadDevices(of unit: String) async throws -> [EnrolledDevice] {
    try await store.devices(of: unit).filter { $0.role == .lead && $0.revoked == nil }
  }

  /// The sealing keys of leads, by their names.
  static func keys(of leads: [EnrolledDevice]) -> [LeadKey] {
    leads.compactMap(\.sealingKey).map { LeadKey(id: LeadKeyID(publicKey: $0), key: Hex.text($0)) }
      .sorted { $0.id.rawValue < $1.id.rawValue }
  }
}
