import Bytes
import ChecklistPacks
import HTTPTypes
import Journal
import JournalStore
import Protocol
import SyncStore

extension SyncSession {
  /// Asks a hub to let this desk in, and pins its key. An address without a scheme is tried with TLS; where the hub answers
  /// only without, that is a fault of its own, for somebody to decide.
  func enrol(at address: String, code: EnrolCode, name: String? = nil) async throws {
    guard !address.contains("://") else { return try await ask(at: address, code, name) }
    do {
      try await ask(at: "https://" + address, code, name)
    } catch let fault as SyncFault where fault.failure == .noAnswer || fault.failure == .portal {
      let open = "http://" + address
      if try await isHub(at: open) { throw SyncFault(.onlyOpenLine, subject: open) }
      throw fault
    }
  }

  /// Whether what answers at an address signs like a hub. Which hub it is shows when it proves that it knows the code.
  private func isHub(at address: String) async throws -> Bool {
    try goOn()
    let nonce = environment.nonce()
    let request = HubRequest(.get, Route.hub, headers: [.tiepsucNonce: nonce])
    do {
      let answer = try await HubClient.race(try connect(address), request, environment)
      guard let facts = HubFacts(bytes: answer.body), let key = Hex.bytes(facts.hubKey),
        let signature = answer.headers[.tiepsucAnswer].flatMap({ AnswerSignature(header: $0) })
      else { return false }
      return signature.holds(for: answer, to: .init(request, nonce: nonce), hubKey: key)
    } catch {
      return false
    }
  }

  private func ask(at address: String, _ code: EnrolCode, _ name: String?) async throws {
    say(.connecting, next: .enrolling)
    let transport: any HubTransport
    do { transport = try connect(address) } catch { throw SyncFault(error, subject: address) }
    try renewIfForked()
    let key = try currentKey()
    let nonce = environment.nonce()
    let body = try request(code, key, nonce, sealingKey: try sealingKey(), name: name)
    say(.enrolling, next: nil)
    let request = HubRequest(
      .post, Route.enrol, headers: [.contentType: "application/json", .tiepsucNonce: nonce], body: body)
    let (answer, difference) = try await ask(request, transport, address)
    tally.bytes += body.count + answer.body.count
    guard let header = answer.headers[.tiepsucAnswer], let signature = AnswerSignature(header: header) else {
      throw SyncFault(.portal, subject: address)
    }
    guard answer.status == 200 else {
      guard let refusal = Refusal(bytes: answer.body) else { throw SyncFault(.portal, subject: address) }
      throw SyncFault(refusal, subject: address)
    }
    let (said, hubKey) = try believe(answer.body, code: code, key: key, nonce: nonce, address)
    guard signature.holds(for: answer, to: .init(request, nonce: nonce), hubKey: hubKey) else {
      throw SyncFault(.portal, subject: address)
    }
    try store.enrol(
      Enrolment(
        address: address, hub: said.hub, hubKey: hubKey, hubIncarnation: said.hubIncarnation, device: key.device,
        unit: said.unit, role: said.role, differenceMilliseconds: said.time - difference), leads: said.leads)
    pin(said.packRoot)
    let wrong = difference - said.time
    if wrong.magnitude > 300_000 { emit(.clock, count: Int(clamping: wrong / 1000)) }
  }

  /// Sends a request to enrol; the same again where the answer does not come, for a code lets the same device in twice.
  /// Returns the laptop's time when it was answered.
  private func ask(
    _ request: HubRequest, _ transport: any HubTransport, _ address: String
  ) async throws -> (HubAnswer, Int64) {
    var tries = 1
    while true {
      try goOn()
      do {
        let answer = try await HubClient.race(transport, request, environment)
        return (answer, environment.wallMilliseconds())
      } catch {
        guard error.isPassing, tries < 3 else { throw SyncFault(error, subject: address) }
        tries += 1
      }
    }
  }

  /// What the hub answered, if it knows the code too: only the hub that made it does.
  private func believe(
    _ bytes: [UInt8], code: EnrolCode, key: DeviceKey, nonce: String, _ subject: String
  ) throws -> (EnrolAnswer, hubKey: [UInt8]) {
    guard let envelope = Envelope(bytes: bytes, limit: Limits.messageBytes),
      let (payload, hubKey) = envelope.payload(.enrolAnswer), let said = EnrolAnswer(bytes: payload)
    else { throw SyncFault(.portal, subject: subject) }
    guard Self.holds(said, hubKey: hubKey, code: code, key: key, nonce: nonce) else {
      throw SyncFault(.wrongHub, subject: subject)
    }
    return (said, hubKey)
  }

  /// Whether an answer belongs to a request of this device, from a hub that knows the code.
  static func holds(_ said: EnrolAnswer, hubKey: [UInt8], code: EnrolCode, key: DeviceKey, nonce: String) -> Bool {
    said.hub == HubID(publicKey: hubKey) && Hex.bytes(said.hubKey) == hubKey && said.nonce == nonce
      && said.device == key.device && (1...Limits.incarnations).contains(said.hubIncarnation)
      && Limits.times.contains(said.time)
      && said.proof
        == EnrolProof.hub(code.secret, hubKey: hubKey, publicKey: key.publicKey, nonce: nonce)
  }

  private func request(
    _ code: EnrolCode, _ key: DeviceKey, _ nonce: String, sealingKey: [UInt8], name: String?
  ) throws -> [UInt8] {
    let request = EnrolRequest(
      lookup: code.lookup.hex, proof: EnrolProof.device(code.secret, publicKey: key.publicKey, nonce: nonce),
      nonce: nonce, clock: environment.wallMilliseconds(), sealingKey: Hex.text(sealingKey),
      receiptKey: try EnrolProof.seal(key.receipts, code.secret, publicKey: key.publicKey, nonce: nonce),
      name: name.flatMap(DeskName.clean))
    return try Envelope(try request.bytes, .enrolRequest, key: key).bytes
  }

  /// This laptop's public sealing key, for the case that the code is a lead's; made once.
  private func sealingKey() throws -> [UInt8] {
    if let pair = try store.sealingPair() { return pair.publicKey }
    let pair = LeadSeal.pair()
    try store.saveSealingPair(secret: pair.secret, publicKey: pair.publicKey)
    return try store.sealingPair()?.publicKey ?? pair.publicKey
  }

  /// A name that two laptops write under is given up before the desk enrols anew.
  private func renewIfForked() throws {
    let device = try currentKey().device
    guard try store.isForked(device) else { return }
    guard try withJournal({ try $0.renewIdentity() }) != nil else {
      try store.leaveOrder(.renewIdentity(device: device))
      throw SyncFault(.journalInUse)
    }
    try store.markLogOrderDone()
  }

  /// Takes a ticket: whoever hands it over is trusted, its signature only shows that it is whole.
  func enrol(ticket bytes: [UInt8], name: String? = nil) throws {
    say(.enrolling, next: nil)
    guard let envelope = Envelope(bytes: bytes, limit: Limits.messageBytes),
      let (payload, signer) = envelope.payload(.enrolTicket), let ticket = EnrolTicket(bytes: payload),
      Hex.bytes(ticket.hubKey) == signer, ticket.hub == HubID(publicKey: signer),
      let code = EnrolCode(typed: ticket.code)
    else { throw SyncFault(.badBundle) }
    try renewIfForked()
    let key = try currentKey()
    // The same ticket again keeps the request that may be on its way already.
    if let pending = try store.pendingEnrolment(), pending.device == key.device, pending.ticket == ticket { return }
    let nonce = environment.nonce()
    let request = try request(code, key, nonce, sealingKey: try sealingKey(), name: name)
    try store.savePending(PendingEnrolment(device: key.device, ticket: ticket, request: request, nonce: nonce))
  }

  /// Takes the answer that somebody carried to a request of this laptop. Returns whether it is one to that.
  func takeEnrolAnswer(_ envelope: Envelope) throws -> Bool {
    guard let pending = try store.pendingEnrolment(), let hubKey = Hex.bytes(pending.ticket.hubKey),
      let key = journal.signingKey(of: pending.device), let code = EnrolCode(typed: pending.ticket.code),
      let payload = envelope.payload(.enrolAnswer, signedBy: hubKey), let said = EnrolAnswer(bytes: payload),
      Self.holds(said, hubKey: hubKey, code: code, key: key, nonce: pending.nonce)
    else { return false }
    // How long the answer was on its way nobody knows: the clock's difference stays open.
    try store.enrol(
      Enrolment(
        address: pending.ticket.address, hub: said.hub, hubKey: hubKey, hubIncarnation: said.hubIncarnation,
        device: pending.device, unit: said.unit, role: said.role, differenceMilliseconds: 0), leads: said.leads)
    pin(said.packRoot)
    return true
  }

  /// Pins whom this laptop believes about checklists. Where it believes others already, they stay, and it is told.
  private func pin(_ root: String?) {
    guard let root else { return }
    do {
      guard let hash = EntryHash(hex: root) else { throw SyncFault(.answerMismatch) }
      try Packs(data: folder).pinRoot(hash: hash)
    } catch {
      emit(.notVerified, count: 1, subject: "packs")
    }
  }
}
