package import Checklists

/// Every branch of a checklist, walked by the program itself.
package struct AllPaths: Hashable, Sendable {
  /// One branch.
  package struct Path: Hashable, Sendable {
    /// The answers that lead there, in the order they are asked.
    package var answers: [Chosen]
    package var steps: [StepID]
    /// The sum of the steps' expected times, in seconds.
    package var expectedSeconds: Int64
    package var outcome: Outcome
  }

  /// One answer on the way.
  package struct Chosen: Hashable, Sendable {
    package var question: QuestionID
    package var answer: AnswerID
  }

  /// What is wrong with the branches as a whole.
  package enum Complaint: Hashable, Sendable {
    case unreachableStep(StepID)
    case unreachableQuestion(QuestionID)
    /// No branch takes this answer.
    case unreachableAnswer(QuestionID, AnswerID)
    /// A branch without a step.
    case empty(Path)
    /// The question applies only where it was already answered so: it would be asked without end.
    case endless(QuestionID)
    /// There are more branches than are walked; the rest is not shown.
    case tooMany(limit: Int)
  }

  /// In the order of answers.
  package private(set) var paths: [Path] = []
  package private(set) var complaints: [Complaint] = []

  /// How many branches are walked at most.
  package static let most = 5_000

  package init(_ checklist: Checklist) {
    let endless = checklist.questions.filter { question in question.when.clauses.contains { $0.question == question.id }
    }
    var walker = Walker(checklist: checklist)
    walker.walk([:], [])
    paths = walker.paths
    complaints = endless.map { .endless($0.id) }
    if walker.isCut {
      complaints.append(.tooMany(limit: Self.most))
      return
    }
    complainOfUnreached(checklist)
    complaints += paths.filter { $0.steps.isEmpty && $0.outcome == .completed }.map(Complaint.empty)
  }

  private mutating func complainOfUnreached(_ checklist: Checklist) {
    let taken = Set(paths.flatMap(\.answers))
    let steps = Set(paths.flatMap(\.steps))
    for question in checklist.questions {
      guard taken.contains(where: { $0.question == question.id }) else {
        complaints.append(.unreachableQuestion(question.id))
        continue
      }
      for answer in question.answers where !taken.contains(Chosen(question: question.id, answer: answer.id)) {
        complaints.append(.unreachableAnswer(question.id, answer.id))
      }
    }
    for step in checklist.steps where !steps.contains(step.id) { complaints.append(.unreachableStep(step.id)) }
  }

  private struct Walker {
    let checklist: Checklist
    var paths: [Path] = []
    var isCut = false

    init(checklist: Checklist) { self.checklist = checklist }

    mutating func walk(_ answers: [QuestionID: AnswerID], _ chosen: [Chosen]) {
      guard paths.count < AllPaths.most else {
        isCut = true
        return
      }
      guard let question = checklist.nextQuestion(after: answers), !question.answers.isEmpty else {
        let steps = checklist.steps(for: answers)
        paths.append(
          Path(
            answers: chosen, steps: steps.map(\.id),
            expectedSeconds: steps.reduce(0) { $0 + $1.expected.components.seconds },
            outcome: checklist.proposedOutcome(for: answers)))
        return
      }
      for answer in question.answers {
        var further = answers
        further[question.id] = answer.id
        walk(further, chosen + [Chosen(question: question.id, answer: answer.id)])
      }
    }
  }
}
