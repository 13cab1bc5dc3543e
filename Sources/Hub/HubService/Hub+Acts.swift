import HubStore
import Journal
package import Protocol
package import Reports

/// What leads and the province say of the units' journals.
extension Hub {
  /// Keeps what a lead says of the unit's journals and people; another lead of the unit may bring it.
  func act(_ request: ParsedRequest, _ requester: Requester) async throws -> HubAnswer {
    guard let (act, signer) = LeadAct.open(request.raw.body) else { throw Refusal(.malformed) }
    try requireLead(requester)
    let unit = requester.device.unit
    guard try await leadDevices(of: unit).contains(where: { $0.id == signer }) else { throw Refusal(.wrongRole) }
    if let word = act.word {
      _ = try await carried(word.device, by: requester)
      guard try await store.keep(word, by: signer.rawValue) else { throw Refusal(.tooLarge) }
    }
    if let step = act.period {
      guard step.unit == unit else { throw Refusal(.wrongUnit) }
      try await check(step.heads, of: unit)
      if let lock = try await take(step, by: signer.rawValue) { throw Refusal(.periodHeld, detail: "\(lock)") }
    }
    return Self.json(try act.bytes)
  }

  /// Takes a step of a period where that can be done now; the same one again changes nothing. Returns what holds it where
  /// it cannot be done, and throws a fault of the store.
  package func take(_ step: PeriodStep, by author: String) async throws -> PeriodLock? {
    guard step.isSound, let period = step.period else { return .needsReason }
    // Another step may come in between: then it is looked at anew.
    for _ in 1...3 {
      let held = try await store.periodSteps(of: step.unit, days: step.days, limit: PeriodStep.mostOfPeriod)
      if held.contains(where: { $0.step == step && $0.author == author }) { return nil }
      guard held.count < PeriodStep.mostOfPeriod else { return .isLocked }
      let now = clock()
      if step.act == .sign, now < period.end(offsetMinutes: Self.offsetMinutes) { return .stillRuns }
      if let lock = PeriodStep.state(of: held.map(\.step)).after(step.act, by: step.voice).lock { return lock }
      if try await store.keep(step, by: author, at: now, behind: held.count) { return nil }
    }
    throw Refusal(.tooMany, retryAfterSeconds: 1)
  }

  /// Desks are in Việt Nam, wherever the hub's machine thinks it is.
  private static let offsetMinutes = 420

  /// What a lead signs is of desks of the unit, and what this hub holds of it.
  private func check(_ heads: [PeriodHead], of unit: String) async throws {
    let devices = Set(try await store.devices(of: unit).map(\.id))
    for head in heads {
      guard devices.contains(head.chain.device) else { throw Refusal(.wrongUnit) }
      let branches = try await store.chains(of: head.chain.device).filter {
        $0.incarnation == head.chain.incarnation && $0.size >= head.size
      }
      var isPassed = branches.isEmpty
      for branch in branches where !isPassed { isPassed = try await passes(branch, head) }
      guard isPassed else { throw Refusal(.malformed, detail: "a head that no branch passes") }
    }
  }

  /// Whether a branch has that very entry there; what was lost at that place says nothing against it.
  private func passes(_ branch: ChainState, _ head: PeriodHead) async throws -> Bool {
    let entry = try await store.entries(of: branch, after: head.size - 1, limit: 1).first
    guard let entry, entry.sequence == head.size else { return true }
    return entry.hash.hex == head.hash
  }
}
