import Checklists

extension JSONReader {
  mutating func entry() throws(EntryBytes.Unreadable) -> StoredEntry {
    try expect(#"{"v":1,"kind":"#)
    let kind = try string()
    try expect(#","device":"#)
    let device = DeviceID(rawValue: try string())
    try expect(#","incarnation":"#)
    let incarnation = try int()
    try expect(#","sequence":"#)
    let sequence = try int()
    try expect(#","previous":"#)
    let previous = try hash()
    let body = try body(kind)
    let receipt = take(#","receipt":"#) ? try hash() : nil
    let contact = take(#","contact":"#) ? try hash() : nil
    try expect("}")
    guard isAtEnd else { throw complaint("the end") }
    return StoredEntry(
      id: EntryID(device: device, incarnation: incarnation, sequence: sequence), previous: previous, body: body,
      receipt: receipt, contact: contact)
  }

  private mutating func body(_ kind: String) throws(EntryBytes.Unreadable) -> EntryBody {
    switch kind {
    case EntrySummary.Kind.session.word: return .session(try session())
    case EntrySummary.Kind.count.word: return .count(try count())
    case EntrySummary.Kind.amendment.word: return try amendment()
    case EntrySummary.Kind.followUpClosed.word:
      let target = try of()
      let volunteer = try volunteer()
      return .followUpClosed(of: target, by: volunteer, at: try at(#","at":"#))
    case EntrySummary.Kind.erasure.word:
      let target = try of()
      return .erasure(of: target, at: try at(#","at":"#))
    default: throw complaint("a known kind")
    }
  }

  private mutating func session() throws(EntryBytes.Unreadable) -> SessionFacts {
    let began = try at(#","began":"#)
    let ended = try at(#","ended":"#, sameBootAs: began)
    let unit = try optional(#","unit":"#)
    let volunteer = try volunteer()
    try expect(#","checklist":"#)
    let checklist = try name(ChecklistID.self)
    try expect(#","version":"#)
    let version = try int()
    try expect(#","hash":"#)
    let hash = try string()
    try expect(#","consent":"#)
    let consent = try int()
    try expect(#","answers":"#)
    let answers = try list { (reader) throws(EntryBytes.Unreadable) in try reader.answer() }
    try expect(#","steps":"#)
    let steps = try list { (reader) throws(EntryBytes.Unreadable) in try reader.step() }
    try expect(#","problems":"#)
    let problems = try list { (reader) throws(EntryBytes.Unreadable) in try reader.problem() }
    let service = try optional(#","service":"#).map(ServiceID.init(rawValue:))
    try expect(#","outcome":"#)
    let outcome = try word(Outcome.self)
    let age = take(#","age":"#) ? try word(AgeBand.self) : nil
    let satisfaction = take(#","satisfaction":"#) ? try int() : nil
    return SessionFacts(
      began: began, ended: ended, unit: unit, volunteer: volunteer, checklist: checklist, version: version,
      checklistHash: hash, consentVersion: consent, answers: answers, steps: steps, problems: problems,
      service: service, outcome: outcome, ageBand: age, satisfaction: satisfaction, petition: try petition())
  }

  private mutating func count() throws(EntryBytes.Unreadable) -> CountFacts {
    try expect(#","day":"#)
    let day = try day()
    let unit = try optional(#","unit":"#)
    try expect(#","checklist":"#)
    let checklist = try name(ChecklistID.self)
    try expect(#","version":"#)
    let version = try int()
    try expect(#","outcome":"#)
    return CountFacts(
      day: day, unit: unit, checklist: checklist, version: version, outcome: try word(Outcome.self))
  }

  private mutating func amendment() throws(EntryBytes.Unreadable) -> EntryBody {
    let target = try of()
    let outcome = take(#","outcome":"#) ? try word(Outcome.self) : nil
    let age = take(#","age":"#) ? try word(AgeBand.self) : nil
    let satisfaction = take(#","satisfaction":"#) ? try int() : nil
    let note = try optional(#","note":"#)
    let volunteer = try volunteer()
    return .amendment(
      of: target, Amendment(outcome: outcome, ageBand: age, satisfaction: satisfaction, note: note), by: volunteer,
      at: try at(#","at":"#))
  }

  private mutating func answer() throws(EntryBytes.Unreadable) -> AnswerFact {
    try expect("[")
    let question = try name(QuestionID.self)
    try expect(",")
    let answer = try name(AnswerID.self)
    try expect("]")
    return AnswerFact(question: question, answer: answer)
  }

  private mutating func step() throws(EntryBytes.Unreadable) -> StepFact {
    try expect("[")
    let step = try name(StepID.self)
    try expect(",")
    let state = try word(StepState.self)
    try expect(",")
    var fact = StepFact(step: step, state: state, milliseconds: try int64())
    if take(",") {
      fact.reason = take("null") ? nil : try word(SkipReason.self)
      var endsWithNil = fact.reason == nil
      if take(",") {
        fact.note = take("null") ? nil : try string()
        endsWithNil = fact.note == nil
        if take(",") {
          let wentBack = try int()
          guard wentBack > 0 else { throw complaint("a number from 1") }
          fact.wentBack = wentBack
          endsWithNil = false
        }
      }
      if endsWithNil { throw complaint("something after null") }
    }
    try expect("]")
    return fact
  }

  private mutating func problem() throws(EntryBytes.Unreadable) -> ProblemFact {
    try expect("[")
    var fact = ProblemFact(step: try name(StepID.self))
    if take(",") {
      fact.problem = take("null") ? nil : try name(ProblemID.self)
      var endsWithNil = fact.problem == nil
      if take(",") {
        fact.words = take("null") ? nil : try string()
        endsWithNil = fact.words == nil
        if take(",true") { fact.helped = true } else if take(",false") { fact.helped = false }
        if fact.helped != nil { endsWithNil = false }
      }
      if endsWithNil { throw complaint("something after null") }
    }
    try expect("]")
    return fact
  }

  private mutating func petition() throws(EntryBytes.Unreadable) -> Petition? {
    guard take(#","petition":["#) else { return nil }
    let topic = try word(PetitionTopic.self)
    try expect(",")
    let text = try string()
    try expect("]")
    return Petition(topic: topic, text: text)
  }

  private mutating func of() throws(EntryBytes.Unreadable) -> EntryID {
    try expect(#","of":["#)
    let device = DeviceID(rawValue: try string())
    try expect(",")
    let incarnation = try int()
    try expect(",")
    let sequence = try int()
    try expect("]")
    return EntryID(device: device, incarnation: incarnation, sequence: sequence)
  }

  private mutating func at(
    _ key: StaticString, sameBootAs earlier: Moment? = nil
  ) throws(EntryBytes.Unreadable) -> Moment {
    try expect(key)
    try expect("[")
    let wall = try int64()
    try expect(",")
    let offset = try int()
    try expect(",")
    let boot = try boot(earlier)
    try expect(",")
    let monotonic = try int64()
    try expect("]")
    return Moment(wallMilliseconds: wall, offsetMinutes: offset, boot: boot, monotonicMilliseconds: monotonic)
  }

  /// A day within a thousand million years: arithmetic on it cannot overflow.
  mutating func day() throws(EntryBytes.Unreadable) -> Day {
    let days = try int()
    guard days.magnitude < 365_000_000_000 else { throw complaint("a nearer day") }
    return Day(daysSince1970: days)
  }

  private mutating func boot(_ earlier: Moment?) throws(EntryBytes.Unreadable) -> String {
    guard let earlier else { return try string() }
    if take("null") { return earlier.boot }
    let boot = try string()
    guard boot != earlier.boot || boot.utf8.count != earlier.boot.utf8.count else {
      throw complaint("null for the same boot")
    }
    return boot
  }

  private mutating func optional(_ key: StaticString) throws(EntryBytes.Unreadable) -> String? {
    take(key) ? try string() : nil
  }

  private mutating func volunteer() throws(EntryBytes.Unreadable) -> VolunteerCode? {
    try optional(#","volunteer":"#).map(VolunteerCode.init(rawValue:))
  }
}
