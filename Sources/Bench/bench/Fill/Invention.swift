import Checklists
import Journal
import Platform

/// Invents entries: the same ones for the same seed, number of entries and last day.
struct Invention {
  private let shipped: Shipped
  private let volunteers: [VolunteerCode]
  private let year: WorkYear
  private var walk = WorkYear.Walk()
  private var dice: SplitMix64
  private var index = 0

  /// Sequences of sessions that a correction may name, newest last; the rest of the chain is too long ago.
  private var correctable: [Int] = []

  init(_ shipped: Shipped, volunteers: [VolunteerCode], entries: Int, through last: Day, seed: UInt64) {
    self.shipped = shipped
    self.volunteers = volunteers
    dice = SplitMix64(seed: seed)
    year = WorkYear(entries: entries, through: last, dice: &dice)
  }

  /// Days that have entries.
  var days: Int { year.count }

  /// The next entry; `incarnation` says which journal it goes to, and behind which of its entries, nil before anything
  /// is kept.
  mutating func next(in incarnation: EntryID?) -> EntryBody {
    let at = year.moment(index, &walk, dice: &dice)
    index += 1
    let luck = dice.below(1000)
    if luck < 12, let incarnation, let target = correctable.last { return amendment(EntryID(incarnation, target), at) }
    // One citizen in twelve does not agree to the log.
    if luck < 95 { return count(at) }
    if index > 1, dice.happens(perMille: 40) { correctable = [index] }
    return .session(session(at))
  }

  private mutating func amendment(_ of: EntryID, _ at: Moment) -> EntryBody {
    correctable.removeLast()
    let change = Amendment(
      outcome: dice.pick(Outcome.allCases), satisfaction: dice.happens(perMille: 300) ? 1 + dice.below(5) : nil,
      note: Words.correction(&dice))
    return .amendment(of: of, change, by: dice.pick(volunteers), at: at)
  }

  private mutating func count(_ at: Moment) -> EntryBody {
    let course = shipped.courses[dice.early(shipped.courses.count)]
    let branch = course.branches[dice.early(course.branches.count)]
    return .count(
      CountFacts(
        day: at.day, unit: shipped.units[0], checklist: course.checklist.id, version: course.checklist.version,
        outcome: branch.proposed))
  }

  private mutating func session(_ ended: Moment) -> SessionFacts {
    let course = shipped.courses[dice.early(shipped.courses.count)]
    let branch = course.branches[dice.early(course.branches.count)]
    var outcome = branch.proposed
    var steps: [StepFact] = []
    var problems: [ProblemFact] = []
    let isBrokenOff = dice.happens(perMille: 45)
    let last = isBrokenOff ? dice.below(branch.steps.count) : branch.steps.count
    if isBrokenOff { outcome = dice.happens(perMille: 600) ? .declined : .appointment }
    for (place, step) in branch.steps.enumerated() {
      steps.append(fact(step, isReached: place < last))
      guard place < last, dice.happens(perMille: 70), let met = problem(step, course) else { continue }
      problems.append(met.fact)
      if met.fact.helped == false, let proposed = met.outcome { outcome = proposed }
    }
    let duration = steps.reduce(0) { $0 + $1.milliseconds } + 20_000 + Int64(dice.below(60_000))
    var facts = SessionFacts(
      began: ended.earlier(milliseconds: duration), ended: ended, unit: shipped.units[dice.below(100) < 96 ? 0 : 1],
      volunteer: volunteers[dice.early(volunteers.count)], checklist: course.checklist.id,
      version: course.checklist.version, checklistHash: course.hash, consentVersion: 1, answers: branch.answers,
      steps: steps, problems: problems, outcome: outcome)
    if branch.steps.contains(where: { $0.asks == .service }) {
      facts.service = shipped.services[dice.early(shipped.services.count)]
    }
    addAnswers(to: &facts)
    // Who opens an account for a child has answered the question of age already.
    let isMinor = branch.answers.contains { $0.question == "age" && $0.answer != "adult" }
    if isMinor, facts.ageBand != nil { facts.ageBand = .under18 }
    return facts
  }

  /// What the citizen may say at the end, or may not.
  private mutating func addAnswers(to facts: inout SessionFacts) {
    if dice.happens(perMille: 720) { facts.ageBand = AgeBand.allCases[3 - dice.early(4)] }
    if dice.happens(perMille: 640) { facts.satisfaction = 5 - dice.early(5) }
    if dice.happens(perMille: 60) {
      facts.petition = Petition(topic: dice.pick(PetitionTopic.allCases), text: Words.petition(&dice))
    }
  }

  private mutating func fact(_ step: Step, isReached: Bool) -> StepFact {
    guard isReached else { return StepFact(step: step.id, state: .open, milliseconds: 0) }
    let expected = Double(step.expected.components.seconds * 1000)
    let took = Int64(expected * (0.35 + dice.fraction() + dice.fraction() * dice.fraction() * 2))
    let note = dice.happens(perMille: 35) ? Words.note(&dice) : nil
    guard dice.happens(perMille: 60) else {
      return StepFact(step: step.id, state: .done, milliseconds: took, note: note)
    }
    return StepFact(
      step: step.id, state: .skipped, milliseconds: took / 8, reason: dice.pick(SkipReason.allCases), note: note)
  }

  private mutating func problem(_ step: Step, _ course: Course) -> (fact: ProblemFact, outcome: Outcome?)? {
    if step.problems.isEmpty {
      guard dice.happens(perMille: 150) else { return nil }
      return (ProblemFact(step: step.id, words: Words.trouble(&dice), helped: nil), nil)
    }
    let id = step.problems[dice.early(step.problems.count)]
    let helped: Bool? = dice.happens(perMille: 80) ? nil : dice.happens(perMille: 780)
    return (ProblemFact(step: step.id, problem: id, helped: helped), course.problems[id]?.outcome)
  }
}

extension EntryID {
  /// An entry so many behind another one of the same incarnation.
  fileprivate init(_ incarnation: EntryID, _ count: Int) {
    self.init(device: incarnation.device, incarnation: incarnation.incarnation, sequence: incarnation.sequence + count)
  }
}
