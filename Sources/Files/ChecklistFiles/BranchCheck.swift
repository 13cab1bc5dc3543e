import Checklists

/// Follows the conditions of a checklist whose names all resolve: circles, questions asked too late, dead branches.
struct BranchCheck {
  let diagnostics: Diagnostics
  let checklist: Checklist
  /// The place of each question in the file's order.
  private let order: [QuestionID: Int]

  /// How many different situations are followed at a time; real checklists have some dozens.
  static let mostSituations = 5_000

  init(_ checklist: Checklist, _ diagnostics: Diagnostics) {
    self.diagnostics = diagnostics
    self.checklist = checklist
    order = Dictionary(checklist.questions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Complains of all that is wrong with the branches.
  func run() {
    if complainOfOrder() { complainOfDeadBranches() }
  }

  private func note(_ fault: BranchFault, _ kind: String, _ index: Int) {
    diagnostics.note(.branch(fault), about: .root / kind / index / "when")
  }

  /// Complains of circles, and of conditions that ask for what is not known yet; true where there are none.
  private func complainOfOrder() -> Bool {
    var isOrdered = true
    var inCircle: Set<Int> = []
    for index in checklist.questions.indices where !inCircle.contains(index) {
      guard let circle = circle(from: index) else { continue }
      isOrdered = false
      inCircle.formUnion(circle)
      note(.loop(circle.map { checklist.questions[$0].id }), "questions", index)
    }
    for (index, question) in checklist.questions.enumerated() {
      for clause in question.when.clauses {
        guard let asked = order[clause.question], asked > index, !(inCircle.contains(asked) && inCircle.contains(index))
        else { continue }
        isOrdered = false
        note(.lateQuestion(clause.question), "questions", index)
      }
    }
    return isOrdered
  }

  /// The shortest way from a question along the conditions back to itself, or nil.
  private func circle(from start: Int) -> [Int]? {
    var cameFrom: [Int: Int] = [:]
    var waiting = [start]
    while !waiting.isEmpty {
      let index = waiting.removeFirst()
      for clause in checklist.questions[index].when.clauses {
        guard let next = order[clause.question] else { continue }
        if next == start {
          var way = [index]
          while let before = way.last, before != start, let further = cameFrom[before] { way.append(further) }
          return way.reversed()
        }
        if cameFrom[next] == nil {
          cameFrom[next] = index
          waiting.append(next)
        }
      }
    }
    return nil
  }
}

extension BranchCheck {
  /// What was answered to the questions that still matter; a question that was not asked is absent.
  private typealias Situation = [QuestionID: AnswerID]

  /// Follows all combinations of answers, question by question, and complains of what none of them reaches.
  ///
  /// Answers are forgotten when no later condition asks for them, and answers that no condition tells apart count
  /// once: what has to be followed then stays small, however many questions there are.
  private func complainOfDeadBranches() {
    var situations: Set<Situation> = [[:]]
    complainOfSteps(decidedAfter: -1, situations)
    for (index, question) in checklist.questions.enumerated() {
      let kept = questionsAsked(after: index)
      let answers = distinctAnswers(of: question)
      var next: Set<Situation> = []
      // Steps look at the situations before anything is forgotten that only they ask for.
      var isReached = false
      for situation in situations {
        guard question.when.holds(for: situation) else {
          next.insert(situation)
          continue
        }
        isReached = true
        for answer in answers {
          var further = situation
          further[question.id] = answer
          next.insert(further)
        }
        guard next.count <= Self.mostSituations else { return complainOfNumber() }
      }
      if !isReached { note(.unreachableQuestion(question.id), "questions", index) }
      complainOfSteps(decidedAfter: index, next)
      situations = Set(next.map { $0.filter { kept.contains($0.key) } })
    }
  }

  private func complainOfNumber() {
    diagnostics.note(.branch(.tooManyCombinations(limit: Self.mostSituations)), about: .root)
  }

  /// Complains of the steps whose condition is decided by this question and holds in none of the situations.
  private func complainOfSteps(decidedAfter index: Int, _ situations: Set<Situation>) {
    for (number, step) in checklist.steps.enumerated() where lastQuestion(of: step.when) == index {
      if situations.contains(where: { step.when.holds(for: $0) }) { continue }
      note(.unreachableStep(step.id), "steps", number)
    }
  }

  private func lastQuestion(of condition: Condition) -> Int {
    condition.clauses.compactMap { order[$0.question] }.max() ?? -1
  }

  /// The questions whose answers are asked for by a condition that is decided after this question.
  private func questionsAsked(after index: Int) -> Set<QuestionID> {
    var asked: Set<QuestionID> = []
    for question in checklist.questions.dropFirst(index + 1) { asked.formUnion(question.when.clauses.map(\.question)) }
    for step in checklist.steps where lastQuestion(of: step.when) > index {
      asked.formUnion(step.when.clauses.map(\.question))
    }
    return asked
  }

  /// One answer of each group that all conditions treat alike.
  private func distinctAnswers(of question: Question) -> [AnswerID] {
    let conditions = checklist.questions.map(\.when) + checklist.steps.map(\.when)
    let clauses = conditions.flatMap(\.clauses).filter { $0.question == question.id }
    var seen: Set<[Bool]> = []
    return question.answers.map(\.id).filter { answer in
      seen.insert(clauses.map { $0.answers.contains(answer) }).inserted
    }
  }
}
