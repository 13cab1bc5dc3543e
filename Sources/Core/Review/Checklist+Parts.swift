package import Checklists

/// Why a part of a draft cannot be taken away.
package enum DraftRefusal: Hashable, Sendable {
  /// A checklist needs at least one of its kind; a question two answers.
  case lastOfItsKind
  /// So many steps and questions stand only where it was answered, or show it.
  case inUse(Int)
}

/// Parts of a draft come, go, are doubled and moved.
extension Checklist {
  /// A new part of the kind of another one, behind it; of a new step behind the checklist's own line, the first.
  ///
  /// Its texts are still empty: the linter says what is to be written.
  package mutating func addPart(after part: VersionDiff.Part) -> VersionDiff.Part {
    switch part {
    case .checklist, .step:
      var step = Step(id: StepID(rawValue: Self.free("step", in: steps.map(\.id.rawValue))))
      step.actions = [LocalText("", "")]
      step.expected = .seconds(60)
      step.safety = safety.first?.id ?? ""
      var place = 0
      if case .step(let id) = part, let at = steps.firstIndex(where: { $0.id == id }) {
        (place, step.safety) = (at + 1, steps[at].safety)
      }
      steps.insert(step, at: place)
      return .step(step.id)
    case .question(let id):
      let question = Question(
        id: QuestionID(rawValue: Self.free("question", in: questions.map(\.id.rawValue))), text: LocalText("", ""),
        answers: ["answer-1", "answer-2"].map { Answer(id: AnswerID(rawValue: $0), text: LocalText("", "")) })
      questions.insert(question, at: (questions.firstIndex { $0.id == id } ?? -1) + 1)
      return .question(question.id)
    case .safety(let id):
      let line = SafetyLine(
        id: SafetyID(rawValue: Self.free("safety", in: safety.map(\.id.rawValue))), text: LocalText("", ""))
      safety.insert(line, at: (safety.firstIndex { $0.id == id } ?? -1) + 1)
      return .safety(line.id)
    case .problem(let id):
      let problem = Problem(id: freeProblem, symptom: LocalText("", ""), fix: [LocalText("", "")])
      problems.insert(problem, at: (problems.firstIndex { $0.id == id } ?? -1) + 1)
      return .problem(problem.id)
    }
  }

  /// The same part once more, behind it, under a name of its own; nil for the checklist itself.
  package mutating func duplicate(_ part: VersionDiff.Part) -> VersionDiff.Part? {
    switch part {
    case .checklist: return nil
    case .step(let id):
      guard let at = steps.firstIndex(where: { $0.id == id }) else { return nil }
      let name = StepID(rawValue: Self.free(id.rawValue, in: steps.map(\.id.rawValue)))
      var copy = steps[at]
      copy.id = name
      steps.insert(copy, at: at + 1)
      return .step(name)
    case .question(let id):
      guard let at = questions.firstIndex(where: { $0.id == id }) else { return nil }
      var copy = questions[at]
      copy.id = QuestionID(rawValue: Self.free(id.rawValue, in: questions.map(\.id.rawValue)))
      questions.insert(copy, at: at + 1)
      return .question(copy.id)
    case .safety(let id):
      guard let at = safety.firstIndex(where: { $0.id == id }) else { return nil }
      var copy = safety[at]
      copy.id = SafetyID(rawValue: Self.free(id.rawValue, in: safety.map(\.id.rawValue)))
      safety.insert(copy, at: at + 1)
      return .safety(copy.id)
    case .problem(let id):
      guard let at = problems.firstIndex(where: { $0.id == id }) else { return nil }
      var copy = problems[at]
      copy.id = freeProblem
      problems.insert(copy, at: at + 1)
      return .problem(copy.id)
    }
  }

  /// Why a part cannot be taken away now; nil where it can.
  package func refusal(toRemove part: VersionDiff.Part) -> DraftRefusal? {
    switch part {
    case .checklist: return .lastOfItsKind
    case .step: return steps.count > 1 ? nil : .lastOfItsKind
    case .question(let id):
      let users = (steps.map(\.when) + questions.map(\.when)).count { $0.clauses.contains { $0.question == id } }
      return users > 0 ? .inUse(users) : nil
    case .safety(let id):
      let users = steps.count { $0.safety == id }
      return users > 0 ? .inUse(users) : safety.count > 1 ? nil : .lastOfItsKind
    case .problem: return nil
    }
  }

  /// Takes a part away; nothing where that is refused. Steps know a problem that is gone no longer.
  package mutating func remove(_ part: VersionDiff.Part) {
    guard refusal(toRemove: part) == nil else { return }
    switch part {
    case .checklist: break
    case .step(let id): steps.removeAll { $0.id == id }
    case .question(let id): questions.removeAll { $0.id == id }
    case .safety(let id): safety.removeAll { $0.id == id }
    case .problem(let id):
      problems.removeAll { $0.id == id }
      for index in steps.indices { steps[index].problems.removeAll { $0 == id } }
    }
  }

  /// Moves a part up (-1) or down (1) among those of its kind; true where there was room.
  @discardableResult package mutating func move(_ part: VersionDiff.Part, by places: Int) -> Bool {
    func move<Item>(_ items: inout [Item], _ isIt: (Item) -> Bool) -> Bool {
      guard let at = items.firstIndex(where: isIt), items.indices.contains(at + places) else { return false }
      items.insert(items.remove(at: at), at: at + places)
      return true
    }
    return switch part {
    case .checklist: false
    case .step(let id): move(&steps) { $0.id == id }
    case .question(let id): move(&questions) { $0.id == id }
    case .safety(let id): move(&safety) { $0.id == id }
    case .problem(let id): move(&problems) { $0.id == id }
    }
  }

  // MARK: Answers

  /// Answers that a question can have: one digit each.
  static let mostAnswers = 9

  /// A new answer behind another one; nil where there is no room.
  package mutating func addAnswer(to id: QuestionID, after answer: AnswerID?) -> AnswerID? {
    guard let at = questions.firstIndex(where: { $0.id == id }), questions[at].answers.count < Self.mostAnswers else {
      return nil
    }
    let name = AnswerID(rawValue: Self.free("answer", in: questions[at].answers.map(\.id.rawValue)))
    let place = questions[at].answers.firstIndex { $0.id == answer }.map { $0 + 1 } ?? questions[at].answers.count
    questions[at].answers.insert(Answer(id: name, text: LocalText("", "")), at: place)
    return name
  }

  /// Why an answer cannot be taken away now; nil where it can.
  package func refusal(toRemove answer: AnswerID, of id: QuestionID) -> DraftRefusal? {
    let users = (steps.map(\.when) + questions.map(\.when)).count { condition in
      condition.clauses.contains { $0.question == id && $0.answers.contains(answer) }
    }
    if users > 0 { return .inUse(users) }
    return question(id)?.answers.count ?? 0 > 2 ? nil : .lastOfItsKind
  }

  /// Takes an answer away; nothing where that is refused.
  package mutating func remove(_ answer: AnswerID, of id: QuestionID) {
    guard refusal(toRemove: answer, of: id) == nil, let at = questions.firstIndex(where: { $0.id == id }) else {
      return
    }
    questions[at].answers.removeAll { $0.id == answer }
  }

  // MARK: Names

  /// The first name of a kind that nothing has: `step-2`; of `step-2` then `step-3`.
  private static func free(_ name: String, in taken: [String]) -> String {
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }.count
    let isNumbered = digits > 0 && digits < 4 && name.dropLast(digits).last == "-"
    let stem = isNumbered ? String(name.dropLast(digits + 1)) : name
    var number = 2
    while taken.contains("\(stem)-\(number)") { number += 1 }
    return "\(stem)-\(number)"
  }

  /// The first free name of the letter that this checklist's problems have: `E-V12`.
  var freeProblem: ProblemID {
    let letter = problems.first?.id.rawValue.dropFirst(2).first ?? "X"
    let taken = Set(problems.map(\.id.rawValue))
    func name(_ number: Int) -> String { "E-\(letter)" + (number < 10 ? "0" : "") + "\(number)" }
    var number = 1
    while number < 99, taken.contains(name(number)) { number += 1 }
    return ProblemID(rawValue: name(number))
  }
}
