package import Checklists
import Journal
package import Statistics

/// What a trainer does to a draft beyond its texts.
extension Checklist {
  /// Lets a step know a problem, or know it no longer.
  package mutating func toggle(_ problem: ProblemID, at id: StepID) {
    withStep(id) { step in
      if let at = step.problems.firstIndex(of: problem) {
        step.problems.remove(at: at)
      } else {
        step.problems.append(problem)
      }
    }
  }

  /// A new problem that a step knows: its texts are still empty, its name is the first free one of the checklist's letter.
  package mutating func addProblem(at id: StepID) -> ProblemID {
    let name = freeProblem
    problems.append(Problem(id: name, symptom: LocalText("", ""), fix: [LocalText("", "")]))
    withStep(id) { $0.problems.append(name) }
    return name
  }

  /// When a step or question belongs to the walk; nil where the part has no such condition.
  package func condition(of part: VersionDiff.Part) -> Condition? {
    switch part {
    case .step(let id): step(id)?.when
    case .question(let id): question(id)?.when
    case .checklist, .safety, .problem: nil
    }
  }

  /// Questions whose answers a part's condition can name: those before it.
  package func questions(before part: VersionDiff.Part) -> [Question] {
    guard case .question(let id) = part else { return questions }
    return Array(questions.prefix { $0.id != id })
  }

  /// Makes a part belong to the walk only where a question has one of some answers, or gives that up for no answers.
  package mutating func toggle(_ answer: AnswerID, of question: QuestionID, at part: VersionDiff.Part) {
    switch part {
    case .step(let id): withStep(id) { $0.when.toggle(answer, of: question) }
    case .question(let id):
      if let at = questions.firstIndex(where: { $0.id == id }) { questions[at].when.toggle(answer, of: question) }
    case .checklist, .safety, .problem: break
    }
  }

  /// The path of a part in the checklist's file: `steps/3`; nil where the part is not there.
  package func path(of part: VersionDiff.Part) -> SchemaPath? {
    func path(_ key: String, _ index: Int?) -> SchemaPath? { index.map { .root / key / $0 } }
    return switch part {
    case .checklist: .root
    case .safety(let id): path("safety", safety.firstIndex { $0.id == id })
    case .question(let id): path("questions", questions.firstIndex { $0.id == id })
    case .step(let id): path("steps", steps.firstIndex { $0.id == id })
    case .problem(let id): path("problems", problems.firstIndex { $0.id == id })
    }
  }

  /// The path of a text in the checklist's file: `steps/3/do/1`.
  package func path(of place: DraftPlace) -> SchemaPath? {
    guard let part = path(of: place.part) else { return nil }
    switch place.text {
    case .title: return part / "title"
    case .summary: return part / "summary"
    case .symptom: return part / "symptom"
    case .text: return part / "text"
    case .fix(let line): return part / "fix" / line
    case .step(let text): return text.line.map { part / text.key / $0 } ?? part / text.key
    case .answer(let id):
      guard case .question(let question) = place.part,
        let index = self.question(question)?.answers.firstIndex(where: { $0.id == id })
      else { return nil }
      return part / "answers" / index
    }
  }

  /// The expected time of a branch as tallies name it (`question=answer`, between blanks), in seconds; nil where this
  /// version does not have it.
  package func expectedSeconds(ofBranch branch: String) -> Int64? {
    var answers: [QuestionID: AnswerID] = [:]
    for pair in branch.split(separator: " ") {
      let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2, let question = question(QuestionID(rawValue: sides[0])),
        question.answers.contains(where: { $0.id.rawValue == sides[1] })
      else { return nil }
      answers[question.id] = AnswerID(rawValue: sides[1])
    }
    return steps(for: answers).reduce(0) { $0 + $1.expected.components.seconds }
  }

  /// What a session is expected to take, in seconds: the median over the branches that were really taken; without any
  /// the longest branch.
  package func expectedSeconds(of report: FigureReport) -> Int64 {
    let taken = report.branches.compactMap { branch, sessions in
      expectedSeconds(ofBranch: branch).map { (seconds: $0, sessions: sessions) }
    }.sorted { $0.seconds < $1.seconds }
    let half = taken.reduce(0) { $0 + $1.sessions } / 2
    var passed = 0
    for (seconds, sessions) in taken {
      passed += sessions
      if passed > half { return seconds }
    }
    return AllPaths(self).paths.map(\.expectedSeconds).max() ?? 0
  }
}

/// Something that trainers should look at again.
package struct ReviewToDo: Hashable, Sendable {
  package enum Why: Hashable, Sendable {
    /// Last checked so many days ago.
    case old(days: Int)
    /// Nobody has confirmed it.
    case unverified
  }

  package var checklist: ChecklistID
  package var part: VersionDiff.Part
  /// What the part says first: its title, symptom or line.
  package var name: LocalText
  /// Words of the source; empty for the checklist as a whole.
  package var source: String
  package var why: Why

  /// A source that was looked at longer ago than this many days is due.
  package static let mostDays = 180

  /// Everything due in a checklist, in its order.
  ///
  /// - Parameter today: Days since 1970.
  package static func all(in checklist: Checklist, today: Int) -> [ReviewToDo] {
    var all: [ReviewToDo] = []
    func look(_ part: VersionDiff.Part, _ name: LocalText, _ source: Source?) {
      guard let source else { return }
      if !source.isVerified {
        all.append(ReviewToDo(checklist: checklist.id, part: part, name: name, source: source.text, why: .unverified))
      }
      if let days = daysSince(source.checked, today: today), days > mostDays {
        all.append(
          ReviewToDo(checklist: checklist.id, part: part, name: name, source: source.text, why: .old(days: days)))
      }
    }
    if let days = daysSince(checklist.checked, today: today), days > mostDays {
      all.append(
        ReviewToDo(
          checklist: checklist.id, part: .checklist, name: checklist.title, source: "", why: .old(days: days)))
    }
    for line in checklist.safety { look(.safety(line.id), line.text, line.source) }
    for step in checklist.steps { look(.step(step.id), step.title, step.source) }
    for problem in checklist.problems { look(.problem(problem.id), problem.symptom, problem.source) }
    return all
  }
}

/// Days from `yyyy-mm-dd` until today; nil where the text is no day.
private func daysSince(_ text: String, today: Int) -> Int? {
  let parts = text.split(separator: "-").compactMap { Int($0) }
  guard parts.count == 3, let day = Day(year: parts[0], month: parts[1], day: parts[2]) else { return nil }
  return today - day.daysSince1970
}

extension Condition {
  /// Adds an answer to those that satisfy it, or takes it out; a question without answers is in it no longer.
  fileprivate mutating func toggle(_ answer: AnswerID, of question: QuestionID) {
    guard let at = clauses.firstIndex(where: { $0.question == question }) else {
      clauses.append(Clause(question: question, answers: [answer]))
      return
    }
    if let place = clauses[at].answers.firstIndex(of: answer) {
      clauses[at].answers.remove(at: place)
      if clauses[at].answers.isEmpty { clauses.remove(at: at) }
    } else {
      clauses[at].answers.append(answer)
    }
  }
}
