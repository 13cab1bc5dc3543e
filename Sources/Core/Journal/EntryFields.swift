import Checklists

// The fields of an entry, each once, in the order of its bytes: what is listed here is what is written and read. A new
// field comes behind all others of its object or array.

extension StoredEntry {
  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    var kind = body.kind
    try coder.field(#"{"v":1,"kind":"#, &kind)
    if kind != body.kind { body = .blank(kind) }
    try coder.field(#","device":"#, &id.device)
    try coder.field(#","incarnation":"#, &id.incarnation)
    try coder.field(#","sequence":"#, &id.sequence)
    try coder.field(#","previous":"#, &previous)
    try body.code(with: &coder)
    try coder.optional(#","receipt":"#, &receipt)
    try coder.optional(#","contact":"#, &contact)
    try coder.optional(#","pack":"#, &pack)
    try coder.check(pack ?? 1 > 0, "a number from 1")
    try coder.endObject()
  }

  /// What a reader fills.
  static let blank = StoredEntry(
    id: .blank, previous: .zero, body: .erasure(of: .blank, at: .blank), receipt: nil, contact: nil)
}

extension EntryBody {
  fileprivate mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    switch self {
    case .session(var facts):
      try facts.code(with: &coder)
      self = .session(facts)
    case .count(var facts):
      try facts.code(with: &coder)
      self = .count(facts)
    case .amendment(var target, var change, var volunteer, var moment):
      try coder.field(#","of":"#, &target)
      try coder.optional(#","outcome":"#, &change.outcome)
      try coder.optional(#","age":"#, &change.ageBand)
      try coder.optional(#","satisfaction":"#, &change.satisfaction)
      try coder.optional(#","note":"#, &change.note)
      try coder.optional(#","volunteer":"#, &volunteer)
      try coder.field(#","at":"#, &moment)
      self = .amendment(of: target, change, by: volunteer, at: moment)
    case .followUpClosed(var target, var volunteer, var moment):
      try coder.field(#","of":"#, &target)
      try coder.optional(#","volunteer":"#, &volunteer)
      try coder.field(#","at":"#, &moment)
      self = .followUpClosed(of: target, by: volunteer, at: moment)
    case .erasure(var target, var moment):
      try coder.field(#","of":"#, &target)
      try coder.field(#","at":"#, &moment)
      self = .erasure(of: target, at: moment)
    case .shift(var facts):
      try facts.code(with: &coder)
      self = .shift(facts)
    case .plan(var facts):
      try facts.code(with: &coder)
      self = .plan(facts)
    case .event(var facts):
      try facts.code(with: &coder)
      self = .event(facts)
    case .petition(var target, var facts):
      try coder.field(#","of":"#, &target)
      try facts.code(with: &coder)
      self = .petition(of: target, facts)
    case .shiftAnswer(var facts):
      try facts.code(with: &coder)
      self = .shiftAnswer(facts)
    case .quickHelp(var facts):
      try facts.code(with: &coder)
      self = .quickHelp(facts)
    case .cancelled(var facts):
      try facts.code(with: &coder)
      self = .cancelled(facts)
    }
  }

  /// What a reader fills.
  static func blank(_ kind: EntrySummary.Kind) -> EntryBody {
    switch kind {
    case .session:
      .session(
        SessionFacts(
          began: .blank, ended: .blank, unit: nil, volunteer: nil, checklist: "", version: 0, checklistHash: "",
          consentVersion: 0, answers: [], steps: [], problems: [], outcome: .completed))
    case .count:
      .count(CountFacts(day: Day(daysSince1970: 0), unit: nil, checklist: "", version: 0, outcome: .completed))
    case .amendment: .amendment(of: .blank, Amendment(), by: nil, at: .blank)
    case .followUpClosed: .followUpClosed(of: .blank, by: nil, at: .blank)
    case .erasure: .erasure(of: .blank, at: .blank)
    case .shift: .shift(ShiftFacts(volunteer: VolunteerCode(rawValue: ""), act: .began, unit: nil, at: .blank))
    case .plan:
      .plan(
        PlanFacts(
          what: .shift, title: "", unit: nil, day: Day(daysSince1970: 0), from: 0, to: 0, needed: 0, people: [],
          by: nil, at: .blank))
    case .event:
      .event(
        EventFacts(
          what: .training, topic: "", unit: nil, day: Day(daysSince1970: 0), from: 0, to: 0, heads: [], people: [],
          by: nil, at: .blank))
    case .petition: .petition(of: .blank, PetitionStepFacts(act: .forwarded, from: .lead, by: nil, at: .blank))
    case .shiftAnswer:
      .shiftAnswer(ShiftAnswerFacts(.right, to: ShiftQuestionID(.noEnd, .blank), by: nil, at: .blank))
    case .quickHelp:
      .quickHelp(
        QuickHelpFacts(at: .blank, unit: nil, volunteer: nil, checklist: nil, topic: .service(""), helped: false))
    case .cancelled: .cancelled(CancelledFacts(day: .blank, unit: nil))
    }
  }
}

extension QuickHelpFacts {
  fileprivate mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.field(#","at":"#, &at)
    try coder.optional(#","unit":"#, &unit)
    try coder.optional(#","volunteer":"#, &volunteer)
    try coder.optional(#","checklist":"#, &checklist)
    var (problem, step, service) = (topic.problem, topic.step, topic.service)
    try coder.optional(#","problem":"#, &problem)
    try coder.optional(#","step":"#, &step)
    try coder.optional(#","service":"#, &service)
    let topics = [problem.map(Topic.problem), step.map(Topic.step), service.map(Topic.service)].compactMap(\.self)
    try coder.check(topics.count == 1, "one of problem, step and service")
    topic = topics.first ?? topic
    try coder.field(#","helped":"#, &helped)
  }
}

extension QuickHelpFacts.Topic {
  var problem: ProblemID? { if case .problem(let id) = self { id } else { nil } }
  var step: StepID? { if case .step(let id) = self { id } else { nil } }
  var service: ServiceID? { if case .service(let id) = self { id } else { nil } }
}

extension SessionFacts {
  fileprivate mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.field(#","began":"#, &began)
    try coder.key(#","ended":"#)
    try ended.code(with: &coder, sameBootAs: began)
    try coder.optional(#","unit":"#, &unit)
    try coder.optional(#","volunteer":"#, &volunteer)
    try coder.field(#","checklist":"#, &checklist)
    try coder.field(#","version":"#, &version)
    try coder.field(#","hash":"#, &checklistHash)
    try coder.field(#","consent":"#, &consentVersion)
    try coder.field(#","answers":"#, &answers)
    try coder.field(#","steps":"#, &steps)
    try coder.field(#","problems":"#, &problems)
    try coder.optional(#","service":"#, &service)
    try coder.field(#","outcome":"#, &outcome)
    try coder.optional(#","age":"#, &ageBand)
    try coder.optional(#","satisfaction":"#, &satisfaction)
    try coder.optional(#","petition":"#, &petition)
  }
}

extension CountFacts {
  fileprivate mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.field(#","day":"#, &day)
    try coder.optional(#","unit":"#, &unit)
    try coder.field(#","checklist":"#, &checklist)
    try coder.field(#","version":"#, &version)
    try coder.field(#","outcome":"#, &outcome)
  }
}

extension CancelledFacts {
  fileprivate mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.field(#","day":"#, &day)
    try coder.optional(#","unit":"#, &unit)
  }
}

extension AnswerFact: EntryValue {
  static var blank: AnswerFact { AnswerFact(question: "", answer: "") }

  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.beginArray()
    try coder.item(&question)
    try coder.item(&answer)
    try coder.endArray()
  }
}

extension StepFact: EntryValue {
  static var blank: StepFact { StepFact(step: "", state: .open, milliseconds: 0) }

  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.beginArray()
    try coder.item(&step)
    try coder.item(&state)
    try coder.item(&milliseconds)
    try coder.tail(&reason)
    try coder.tail(&note)
    // None is not written as 0.
    var count = wentBack ?? 0 > 0 ? wentBack : nil
    try coder.tail(&count)
    try coder.check(count ?? 1 > 0, "a number from 1")
    wentBack = count
    try coder.endArray()
  }
}

extension ProblemFact: EntryValue {
  static var blank: ProblemFact { ProblemFact(step: "") }

  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.beginArray()
    try coder.item(&step)
    try coder.tail(&problem)
    try coder.tail(&words)
    try coder.tail(&helped)
    try coder.endArray()
  }
}

extension Petition: EntryValue {
  static var blank: Petition { Petition(topic: .other, text: "") }

  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.beginArray()
    try coder.item(&topic)
    try coder.item(&text)
    try coder.endArray()
  }
}

extension EntryID: EntryValue {
  static var blank: EntryID { EntryID(device: DeviceID(rawValue: ""), incarnation: 0, sequence: 0) }

  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.beginArray()
    try coder.item(&device)
    try coder.item(&incarnation)
    try coder.item(&sequence)
    try coder.endArray()
  }
}

extension Moment: EntryValue {
  static var blank: Moment { Moment(wallMilliseconds: 0, offsetMinutes: 0, boot: "", monotonicMilliseconds: 0) }

  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try code(with: &coder, sameBootAs: nil)
  }

  fileprivate mutating func code<Coder: EntryCoder & ~Copyable>(
    with coder: inout Coder, sameBootAs earlier: Moment?
  ) throws(Coder.Failure) {
    try coder.beginArray()
    try coder.item(&wallMilliseconds)
    try coder.item(&offsetMinutes)
    if let earlier {
      var other = isSameBoot(as: earlier) ? nil : boot
      try coder.nullable(&other)
      boot = other ?? earlier.boot
      try coder.check(other == nil || !isSameBoot(as: earlier), "null for the same boot")
    } else {
      try coder.item(&boot)
    }
    try coder.item(&monotonicMilliseconds)
    try coder.endArray()
  }
}

extension Day: EntryValue {
  static var blank: Day { Day(daysSince1970: 0) }

  /// A day within 270 million years: no arithmetic on it, in milliseconds either, overflows.
  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.value(&daysSince1970)
    try coder.check(daysSince1970.magnitude < 100_000_000_000, "a nearer day")
  }
}
