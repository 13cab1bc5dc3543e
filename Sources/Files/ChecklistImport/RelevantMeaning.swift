import Checklists

/// What the name in a condition stands for.
enum ConditionTarget {
  /// A question; its answers by the names that the form has for them. `isConditional`: it may not be asked.
  case question(QuestionID, answers: [String: AnswerID], order: [AnswerID], isConditional: Bool)
  /// A list to tick: a question of its own for each choice that is asked for.
  case ticks([String: QuestionID], known: [String], isConditional: Bool)
  /// A row without answers to choose from.
  case other
}

/// Turns conditions of a form into those of a checklist.
struct RelevantMeaning {
  /// The answers that keep one question's clause; all clauses of a way have to hold.
  typealias Way = [QuestionID: Set<AnswerID>]

  /// By the names that the form has for its rows.
  var targets: [String: ConditionTarget]
  /// The answers of each question in their order.
  var order: [QuestionID: [AnswerID]]

  static let yes: AnswerID = "yes-ticked"
  static let no: AnswerID = "no-not-ticked"
  /// More ways than this are not followed.
  static let mostWays = 64

  /// The ways in which a condition holds, and the names whose question has to be asked although the form says "not".
  ///
  /// No ways: it never holds. One empty way: it always does.
  func ways(_ relevant: Relevant) throws(ImportFault) -> (ways: [Way], unasked: [String]) {
    var unasked: [String] = []
    let ways = try ways(relevant, isNot: false, &unasked)
    return (ways, unasked)
  }

  /// Both conditions at once.
  func both(_ one: [Way], _ other: [Way]) throws(ImportFault) -> [Way] {
    guard one.count * other.count <= Self.mostWays * Self.mostWays else {
      throw .condition(.tooLong(limit: Self.mostWays))
    }
    var result: [Way] = []
    for first in one {
      for second in other {
        let merged = first.merging(second) { $0.intersection($1) }
        if merged.values.allSatisfy({ !$0.isEmpty }) { result.append(merged) }
      }
    }
    return try merged(result)
  }

  /// A way as a checklist's condition, its questions in the order in which the form's conditions name them.
  func condition(_ way: Way, named conditions: [Relevant]) -> Condition {
    var rest = way
    var clauses: [Condition.Clause] = []
    for question in conditions.flatMap(\.names).flatMap(questions) {
      guard let answers = rest.removeValue(forKey: question), let all = order[question] else { continue }
      clauses.append(.init(question: question, answers: all.filter { answers.contains($0) }))
    }
    return Condition(clauses)
  }

  /// The questions that a name stands for.
  private func questions(_ name: String) -> [QuestionID] {
    switch targets[name] {
    case .question(let question, _, _, _): [question]
    case .ticks(let questions, let known, _): known.compactMap { questions[$0] }
    case .other, nil: []
    }
  }

  private func ways(_ relevant: Relevant, isNot: Bool, _ unasked: inout [String]) throws(ImportFault) -> [Way] {
    switch relevant {
    case .always: return isNot ? [] : [[:]]
    case .never: return isNot ? [[:]] : []
    case .not(let one): return try ways(one, isNot: !isNot, &unasked)
    case .equals(let name, let answer): return try equals(name, answer, isTick: false, isNot, &unasked)
    case .selected(let name, let answer): return try equals(name, answer, isTick: true, isNot, &unasked)
    case .and(let one, let other):
      let (first, second) = (try ways(one, isNot: isNot, &unasked), try ways(other, isNot: isNot, &unasked))
      return isNot ? try merged(first + second) : try both(first, second)
    case .or(let one, let other):
      let (first, second) = (try ways(one, isNot: isNot, &unasked), try ways(other, isNot: isNot, &unasked))
      return isNot ? try both(first, second) : try merged(first + second)
    }
  }

  private func equals(
    _ name: String, _ answer: String, isTick: Bool, _ isNot: Bool, _ unasked: inout [String]
  ) throws(ImportFault) -> [Way] {
    switch targets[name] {
    case nil: throw .condition(.unknownName(name, known: targets.keys.sorted()))
    case .other: throw .condition(.noQuestion(name))
    case .question(let question, let answers, let order, let isConditional):
      if answer.isEmpty {
        // "Not empty" is any answer; "empty" is what a clause cannot say.
        guard isNot else { throw .condition(.syntax("${\(name)} = ''")) }
        return [[question: Set(order)]]
      }
      guard let id = answers[answer] else {
        throw .condition(.unknownAnswer(answer, of: name, known: answers.keys.sorted()))
      }
      if isNot, isConditional, !unasked.contains(name) { unasked.append(name) }
      return [[question: isNot ? Set(order).subtracting([id]) : [id]]]
    case .ticks(let questions, let known, let isConditional):
      guard isTick else { throw .condition(.syntax("${\(name)} = '\(answer)'")) }
      guard let question = questions[answer] else { throw .condition(.unknownAnswer(answer, of: name, known: known)) }
      if isNot, isConditional, !unasked.contains(name) { unasked.append(name) }
      return [[question: isNot ? [Self.no] : [Self.yes]]]
    }
  }

  /// The same ways with fewer of them: those within another are left out, those that differ in one question joined.
  private func merged(_ ways: [Way]) throws(ImportFault) -> [Way] {
    guard ways.count <= Self.mostWays * 2 else { throw .condition(.tooLong(limit: Self.mostWays)) }
    var result = ways
    var isChanged = true
    while isChanged {
      isChanged = false
      search: for first in result.indices {
        for second in result.indices where second != first {
          guard let joined = joined(result[first], result[second]) else { continue }
          result[first] = joined
          result.remove(at: second)
          isChanged = true
          break search
        }
      }
    }
    return result
  }

  /// One way for two, or nil where a single one cannot say the same.
  private func joined(_ one: Way, _ other: Way) -> Way? {
    if one.allSatisfy({ question, answers in other[question]?.isSubset(of: answers) ?? false }) { return one }
    guard one.keys == other.keys else { return nil }
    let different = one.keys.filter { one[$0] != other[$0] }
    guard different.count == 1, let question = different.first, let first = one[question], let second = other[question]
    else { return nil }
    var result = one
    result[question] = first.union(second)
    return result
  }
}
