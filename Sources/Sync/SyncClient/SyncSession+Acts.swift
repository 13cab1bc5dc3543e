import HTTPTypes
import Journal
import JournalStore
import Protocol
import Reports
import SyncStore

/// What leads say of the unit's journals and people, on its way to the hub and to the desks.
extension SyncSession {
  /// Tells the hub what leads said that it does not know.
  func postActs(_ key: DeviceKey, _ client: HubClient) async throws {
    guard try store.enrolment()?.role == .lead else { return }
    for made in try store.marksToTell() {
      switch try await post(LeadAct(made.mark), made.envelope, key, client) {
      case nil: try store.markTold(made.mark)
      // What the hub will never take is not asked again.
      case .some: try store.drop(made.mark)
      }
    }
    for made in try store.standingsToTell() {
      switch try await post(LeadAct(made.standing), made.envelope, key, client) {
      case nil: try store.markTold(made.standing)
      case .some: try store.drop(made.standing)
      }
    }
    var refused = 0
    for made in try store.periodStepsToTell() {
      switch try await post(LeadAct(made.step), made.envelope, key, client) {
      case nil: try store.markTold(made.step)
      case .some(let refusal):
        guard let kind = refusal.kind else { continue }
        try store.take(
          RefusedStep(made.step, kind, kind == .periodHeld ? refusal.detail.flatMap(PeriodLock.init(rawValue:)) : nil))
        refused += 1
      }
    }
    if refused > 0 { emit(.periodRefused, count: refused) }
  }

  /// Tells the hub one act; returns why it will never take it, nil where it took it.
  private func post(
    _ act: LeadAct, _ envelope: [UInt8]?, _ key: DeviceKey, _ client: HubClient
  ) async throws -> Refusal? {
    try goOn()
    let body = try envelope ?? act.signed(by: key)
    let reply = try await client.ask(
      .post, Route.acts, headers: [.contentType: "application/json"], body: body, as: key)
    tally.bytes += body.count
    switch reply {
    case .fine(let answer):
      guard LeadAct(bytes: answer.body) == act else { throw SyncFault(.answerMismatch, subject: client.subject) }
      return nil
    case .refusal(let refusal):
      guard let kind = refusal.kind,
        [.malformed, .wrongRole, .wrongUnit, .tooLarge, .periodHeld].contains(kind)
      else { throw SyncFault(refusal, subject: client.subject) }
      return refusal
    }
  }

  /// What a lead's laptop writes onto a stick: marks on other desks' entries that nobody answered, the newest, words on
  /// people at other desks, and what the hub is to be told of periods.
  func actsToCarry(_ key: DeviceKey) throws -> [[UInt8]] {
    guard try store.enrolment()?.role == .lead else { return [] }
    let own = Set(try journal.incarnations().map(\.device))
    let marks = try store.allMarks().filter { !own.contains($0.mark.entry.device) }
    let people = try store.allStandings().filter { !own.contains($0.standing.device) }.map { made in
      try made.envelope ?? LeadAct(made.standing).signed(by: key)
    }
    let steps = try store.periodStepsToTell().prefix(PeriodStep.mostTold).map { made in
      try made.envelope ?? LeadAct(made.step).signed(by: key)
    }
    guard !marks.isEmpty else { return people + steps }
    let copies = try JournalStore.openCopies(folder: folder)
    let open = try marks.filter { made in
      guard let copies, let row = try copies.row(of: made.mark.entry) else { return true }
      return !made.mark.isAnswered(in: try copies.detail(row: row))
    }
    try copies?.close()
    return try open.prefix(EntryMark.mostTold).map { try $0.envelope ?? LeadAct($0.mark).signed(by: key) } + people
      + steps
  }

  /// Takes what leads of the unit say of this laptop's entries; a lead's laptop carries on what they say of others'.
  func applyActs(of bundle: Bundle, _ file: String) throws {
    guard !bundle.acts.isEmpty, let enrolment = try store.enrolment() else { return }
    let own = Set(try journal.incarnations().map(\.device))
    let leads = try store.leadDevices()
    var unsound = 0
    for bytes in bundle.acts {
      try goOn()
      guard let (act, signer) = LeadAct.open(bytes) else {
        unsound += 1
        continue
      }
      // Sticks go through many hands: what other units' leads say is theirs.
      guard leads.contains(signer) else { continue }
      if let mark = act.mark { try take(mark, bytes, own, isFromHere: own.contains(signer), enrolment) }
      if let standing = act.standing {
        if own.contains(standing.device) {
          try store.take([standing])
        } else if enrolment.role == .lead, !own.contains(signer),
          try store.isKnown(standing.device, of: enrolment.unit, hubKey: enrolment.hubKey)
        {
          try store.wish(standing, envelope: bytes)
        }
      }
      if let step = act.period, enrolment.role == .lead, !own.contains(signer), step.unit == enrolment.unit {
        try store.wish(step, envelope: bytes)
      }
    }
    if unsound > 0 { emit(.notVerified, count: unsound, subject: file) }
  }

  /// Takes a mark of a lead of the unit.
  private func take(
    _ mark: EntryMark, _ envelope: [UInt8], _ own: Set<DeviceID>, isFromHere: Bool, _ enrolment: Enrolment
  ) throws {
    if own.contains(mark.entry.device) {
      try store.take([mark])
    } else if enrolment.role == .lead, !isFromHere,
      try store.isKnown(mark.entry.device, of: enrolment.unit, hubKey: enrolment.hubKey)
    {
      try store.wish(mark, envelope: envelope)
    }
  }
}
