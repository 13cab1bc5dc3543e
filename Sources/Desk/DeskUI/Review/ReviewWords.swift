import Checklists
import DeskPorts
import Phrases
import Review
import Statistics
import TerminalUI

// How the review's screens name things.
extension Desk {
  /// The title of a screen about the checklist in front.
  func reviewTitle(_ words: LocalText? = nil) -> String {
    let title = review.dossier.map { say($0.checklist.title) } ?? say(Phrase.review)
    return ([title] + [words.map(say)].compactMap(\.self)).joined(separator: " · ")
  }

  /// Words about the highlighted row, below the list and a line; the list stands still above them.
  func reviewNotes(_ texts: [TextBlock], rows: Int) -> Notes { Notes(texts, rows: rows, rule: true) }

  /// A part by its name: the number and title of a step where the checklist is here.
  func partName(_ part: VersionDiff.Part, in checklist: Checklist?) -> String {
    switch part {
    case .checklist: say(Phrase.reviewWholeChecklist)
    case .safety(let id): say(Phrase.reviewSafety(id))
    case .question(let id): checklist?.question(id).map { say($0.text) } ?? say(Phrase.reviewQuestion(id))
    case .problem(let id):
      [id.rawValue, checklist?.problem(id).map { say($0.symptom) }].compactMap(\.self).joined(separator: " ")
    case .step(let id):
      checklist.flatMap { checklist in
        checklist.steps.firstIndex { $0.id == id }.map {
          say(Phrase.stepNumber($0 + 1)) + ". " + say(checklist.steps[$0].title)
        }
      } ?? say(Phrase.reviewStepNamed(id))
    }
  }

  /// A condition in words: question and answers by their texts.
  func conditionWords(_ condition: Condition, _ checklist: Checklist) -> String {
    if condition.clauses.isEmpty { return say(Phrase.reviewAlways) }
    return condition.clauses.map { clause in
      let question = checklist.question(clause.question)
      let answers = clause.answers.map { id in
        question?.answers.first { $0.id == id }.map { say($0.text) } ?? id.rawValue
      }
      return (question.map { say($0.text) } ?? clause.question.rawValue) + " " + answers.joined(separator: " / ")
    }.joined(separator: "; ")
  }

  /// The answers of a branch as people read them.
  func branchWords(_ branch: String, _ checklist: Checklist) -> [String] {
    branch.split(separator: " ").map { pair in
      let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2 else { return String(pair) }
      let answer = checklist.question(QuestionID(rawValue: sides[0]))?.answers.first { $0.id.rawValue == sides[1] }
      return answer.map { say($0.text) } ?? sides[1]
    }
  }

  /// Answers on one line: each gets its share of the room, so that the last ones, which tell branches apart, are seen.
  func branchLine(_ answers: [String]) -> String {
    guard !answers.isEmpty else { return say(Phrase.reviewAlways) }
    let room = max(4, (size.columns - 26) / answers.count - 3)
    return answers.map { shortened($0, columns: room) }.joined(separator: " > ")
  }

  /// A source of figures by its name.
  func sourceName(_ source: FigureSource) -> LocalText {
    switch source {
    case .journal: Phrase.thisJournal
    case .hub(let madeAt): Phrase.allDesks(timeText(madeAt))
    }
  }

  /// The same without its day.
  func shortSourceName(_ source: FigureSource) -> LocalText {
    switch source {
    case .journal: Phrase.thisJournal
    case .hub: Phrase.allDesksShort
    }
  }

  /// The name of a commune where this desk knows it, else its code.
  func unitName(_ code: String) -> String {
    if code.isEmpty { return say(Phrase.reviewNone) }
    if let unit, unit.code == code { return unit.name }
    return unitSearch.units.first { $0.code == code }.map { "\($0.name), \($0.province)" } ?? code
  }

  /// The filter in words.
  var filterWords: String {
    let filter = review.filter
    let months = [filter.from.map(Phrase.fromMonth), filter.through.map(Phrase.throughMonth)].compactMap(\.self)
    let words: [String] = [
      filter.version.map { say(Phrase.version($0)) } ?? say(Phrase.reviewAllVersions),
      filter.unit.map(unitName) ?? say(Phrase.reviewAllUnits),
      months.isEmpty ? say(Phrase.reviewAllMonths) : months.map(say).joined(separator: " "),
      filter.experience.map { say(Phrase.experience($0)) } ?? say(Phrase.reviewEverybody),
    ]
    return words.joined(separator: ", ")
  }

  /// What is known of one step.
  func stepBlocks(_ step: Step, _ report: StepReport?, number: Int) -> [TextBlock] {
    guard let report else { return [TextBlock(say(Phrase.stepNumber(number)) + ": " + say(Phrase.sessions(.few)))] }
    let times = say(Phrase.stepTimes(report, expectedSeconds: step.expected.wholeSeconds))
    var blocks = [
      TextBlock(say(Phrase.stepNumber(number)) + ": " + times), TextBlock(say(Phrase.stepRates(report))),
    ]
    blocks += report.problems.map { problem in
      let symptom = review.dossier?.checklist.problem(problem.problem)?.symptom ?? LocalText("", "")
      return TextBlock(say(Phrase.problemMet(symptom, problem)), .caution)
    }
    if report.unknownProblems.shown != nil { blocks.append(TextBlock(say(Phrase.unknownMet(report.unknownProblems)))) }
    let reasons = report.reasons.map { say(Phrase.skipReason(Phrase.reason($0.reason), $0.sessions)) }
    if !reasons.isEmpty {
      blocks.append(TextBlock(say(Phrase.reviewSkipped) + ": " + reasons.joined(separator: " · "), .muted))
    }
    return blocks
  }

  /// Both languages of a text: Vietnamese left and English right where there is room, else under each other.
  func bothLanguages(_ text: LocalText) -> [TextBlock] {
    guard size.columns >= 80 else { return [TextBlock("vi: " + text.vi), TextBlock("en: " + text.en)] }
    let half = (size.columns - 2 - 3) / 2
    let (left, right) = (wrapped("vi: " + text.vi, columns: half), wrapped("en: " + text.en, columns: half))
    return (0..<max(left.count, right.count)).map { row in
      let words = row < left.count ? left[row] : ""
      return TextBlock(line: [
        StyledText(text: words + String(repeating: " ", count: max(0, half - displayWidth(words))), role: .text),
        StyledText(text: capabilities.hasSymbols ? " │ " : " | ", role: .quiet),
        StyledText(text: row < right.count ? right[row] : "", role: .text),
      ])
    }
  }
}
