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
    for made in try store.wordsToTell(EntryMark.self) { try await post(made, key, client) }
    for made in try store.wordsToTell(PersonStanding.self) { try await post(made, key, client) }
    for made in try store.wordsToTell(PetitionStep.self) { try await post(made, key, client) }
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

  /// Tells the hub one word; what it will never take is not asked again.
  private func post<Word: LeadWord>(
    _ made: MadeWord<Word>, _ key: DeviceKey, _ client: HubClient
  ) async throws {
    let refusal = try await post(made.word.act, made.envelope, key, client)
    if refusal == nil { try store.markTold(made.word) } else { try store.drop(made.word) }
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

  /// What a lead's laptop writes onto a stick: marks on other desks' entries that nobody answered and steps on their petitions
  /// that are not in their journals, the newest; words on people at other desks; and what the hub is to be told of periods.
  func actsToCarry(_ key: DeviceKey) throws -> [[UInt8]] {
    guard try store.enrolment()?.role == .lead else { return [] }
    let own = try journal.devices()
    let people = try store.words(PersonStanding.self).filter { !own.contains($0.word.device) }
    let steps = try store.periodStepsToTell().prefix(PeriodStep.mostTold).map { made in
      try made.envelope ?? LeadAct(made.step).signed(by: key)
    }
    let copies = try JournalStore.openCopies(folder: folder)
    let marks = try open(EntryMark.self, own, in: copies) { $0.isAnswered(in: $1) }
    let petitions = try open(PetitionStep.self, own, in: copies) { step, detail in
      try copies.map { try step.isWritten(in: detail, of: $0) } ?? false
    }
    try copies?.close()
    return try Self.signed(marks, key) + Self.signed(people, key) + Self.signed(petitions, key) + steps
  }

  private static func signed<Word: LeadWord>(_ words: [MadeWord<Word>], _ key: DeviceKey) throws -> [[UInt8]] {
    try words.map { try $0.envelope ?? $0.word.act.signed(by: key) }
  }

  /// The newest words on entries of other desks to which their journals, as far as they are here, have no answer.
  private func open<Word: WordOnEntry>(
    _ kind: Word.Type, _ own: Set<DeviceID>, in copies: JournalStore?,
    isAnswered: (Word, EntryDetail) throws -> Bool
  ) throws -> [MadeWord<Word>] {
    let open = try store.words(kind).filter { made in
      guard !own.contains(made.word.device) else { return false }
      guard let copies, let row = try copies.row(of: made.word.entry) else { return true }
      return try !isAnswered(made.word, try copies.detail(row: row))
    }
    return Array(open.prefix(Word.mostTold))
  }

  /// Takes what leads of the unit say of this laptop's entries; a lead's laptop carries on what they say of others'.
  func applyActs(of bundle: Bundle, _ file: String) throws {
    guard !bundle.acts.isEmpty, let enrolment = try store.enrolment() else { return }
    let own = try journal.devices()
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
      if let word = act.word { try take(word, bytes, own, isFromHere: own.contains(signer), enrolment) }
      if let step = act.period, enrolment.role == .lead, !own.contains(signer), step.unit == enrolment.unit {
        try store.wish(step, envelope: bytes)
      }
    }
    if unsound > 0 { emit(.notVerified, count: unsound, subject: file) }
  }

  /// Takes a word of a lead of the unit.
  private func take(
    _ word: some LeadWord, _ envelope: [UInt8], _ own: Set<DeviceID>, isFromHere: Bool, _ enrolment: Enrolment
  ) throws {
    if own.contains(word.device) {
      try store.take([word])
    } else if enrolment.role == .lead, !isFromHere,
      try store.isKnown(word.device, of: enrolment.unit, hubKey: enrolment.hubKey)
    {
      try store.wish(word, envelope: envelope)
    }
  }
}
