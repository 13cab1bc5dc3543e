import Checklists

extension JSONWriter {
  mutating func entry(_ entry: StoredEntry) {
    literal(#"{"v":1,"kind":""#)
    word(entry.body.kind)
    literal(#"","device":"#)
    string(entry.id.device.rawValue)
    literal(#","incarnation":"#)
    number(entry.id.incarnation)
    literal(#","sequence":"#)
    number(entry.id.sequence)
    literal(#","previous":"#)
    hash(entry.previous)
    body(entry.body)
    if let receipt = entry.receipt {
      literal(#","receipt":"#)
      hash(receipt)
    }
    if let contact = entry.contact {
      literal(#","contact":"#)
      hash(contact)
    }
    literal("}")
  }

  private mutating func word(_ kind: EntrySummary.Kind) {
    switch kind {
    case .session: literal("session")
    case .count: literal("count")
    case .amendment: literal("amendment")
    case .followUpClosed: literal("follow-up-closed")
    case .erasure: literal("erasure")
    }
  }

  private mutating func body(_ body: EntryBody) {
    switch body {
    case .session(let facts):
      session(facts)
    case .count(let facts):
      count(facts)
    case .amendment(let target, let change, let volunteer, let moment):
      of(target)
      optional(#","outcome":"#, change.outcome?.rawValue)
      optional(#","age":"#, change.ageBand?.rawValue)
      optional(#","satisfaction":"#, change.satisfaction)
      optional(#","note":"#, change.note)
      optional(#","volunteer":"#, volunteer?.rawValue)
      at(#","at":"#, moment)
    case .followUpClosed(let target, let volunteer, let moment):
      of(target)
      optional(#","volunteer":"#, volunteer?.rawValue)
      at(#","at":"#, moment)
    case .erasure(let target, let moment):
      of(target)
      at(#","at":"#, moment)
    }
  }

  private mutating func session(_ facts: SessionFacts) {
    at(#","began":"#, facts.began)
    at(#","ended":"#, facts.ended, sameBootAs: facts.began)
    optional(#","unit":"#, facts.unit)
    optional(#","volunteer":"#, facts.volunteer?.rawValue)
    literal(#","checklist":"#)
    string(facts.checklist)
    literal(#","version":"#)
    number(facts.version)
    literal(#","hash":"#)
    string(facts.checklistHash)
    literal(#","consent":"#)
    number(facts.consentVersion)
    literal(#","answers":"#)
    list(facts.answers) { $0.answer($1) }
    literal(#","steps":"#)
    list(facts.steps) { $0.step($1) }
    literal(#","problems":"#)
    list(facts.problems) { $0.problem($1) }
    optional(#","service":"#, facts.service?.rawValue)
    literal(#","outcome":"#)
    string(facts.outcome.rawValue)
    optional(#","age":"#, facts.ageBand?.rawValue)
    optional(#","satisfaction":"#, facts.satisfaction)
    if let petition = facts.petition {
      literal(#","petition":["#)
      string(petition.topic.rawValue)
      literal(",")
      string(petition.text)
      literal("]")
    }
  }

  private mutating func count(_ facts: CountFacts) {
    literal(#","day":"#)
    number(facts.day.daysSince1970)
    optional(#","unit":"#, facts.unit)
    literal(#","checklist":"#)
    string(facts.checklist)
    literal(#","version":"#)
    number(facts.version)
    literal(#","outcome":"#)
    string(facts.outcome.rawValue)
  }

  private mutating func answer(_ fact: AnswerFact) {
    literal("[")
    string(fact.question)
    literal(",")
    string(fact.answer)
    literal("]")
  }

  private mutating func step(_ fact: StepFact) {
    literal("[")
    string(fact.step)
    literal(",")
    string(fact.state.rawValue)
    literal(",")
    number(fact.milliseconds)
    let wentBack = fact.wentBack ?? 0
    if fact.reason != nil || fact.note != nil || wentBack > 0 { item(fact.reason?.rawValue) }
    if fact.note != nil || wentBack > 0 { item(fact.note) }
    if wentBack > 0 {
      literal(",")
      number(wentBack)
    }
    literal("]")
  }

  private mutating func problem(_ fact: ProblemFact) {
    literal("[")
    string(fact.step)
    if fact.problem != nil || fact.words != nil || fact.helped != nil { item(fact.problem?.rawValue) }
    if fact.words != nil || fact.helped != nil { item(fact.words) }
    if let helped = fact.helped { literal(helped ? ",true" : ",false") }
    literal("]")
  }

  private mutating func of(_ id: EntryID) {
    literal(#","of":["#)
    string(id.device.rawValue)
    literal(",")
    number(id.incarnation)
    literal(",")
    number(id.sequence)
    literal("]")
  }

  private mutating func at(_ key: StaticString, _ moment: Moment, sameBootAs earlier: Moment? = nil) {
    literal(key)
    literal("[")
    number(moment.wallMilliseconds)
    literal(",")
    number(moment.offsetMinutes)
    literal(",")
    if let earlier, moment.isSameBoot(as: earlier) { literal("null") } else { string(moment.boot) }
    literal(",")
    number(moment.monotonicMilliseconds)
    literal("]")
  }

  private mutating func item(_ text: String?) {
    literal(",")
    if let text { string(text) } else { literal("null") }
  }

  private mutating func optional(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    literal(key)
    string(text)
  }

  private mutating func optional(_ key: StaticString, _ value: Int?) {
    guard let value else { return }
    literal(key)
    number(value)
  }

  private mutating func list<Item>(_ items: [Item], _ write: (inout JSONWriter, Item) -> Void) {
    literal("[")
    for index in items.indices {
      if index > 0 { literal(",") }
      write(&self, items[index])
    }
    literal("]")
  }
}
