import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import Statistics
import TerminalUI

/// The figures of one checklist.
extension Desk {
  /// The header of a page about one checklist.
  func drawReviewHeader(_ words: LocalText? = nil, in frame: inout Frame) {
    let title = review.dossier.map { say($0.checklist.title) } ?? say(Phrase.review)
    drawHeader(([title] + [words.map(say)].compactMap(\.self)).joined(separator: " · "), in: &frame)
  }

  func drawInside(_ screen: ReviewScreen, in frame: inout Frame) {
    drawReviewHeader(in: &frame)
    guard let checklist = review.dossier?.checklist else { return }
    guard let shown = review.shown else {
      let trouble = review.shownSource.flatMap { review.figureTroubles[$0] }
      frame.put(
        shortened(
          say(Phrase.figuresOf(review.shownSource.map(sourceName) ?? Phrase.reading)), columns: size.columns - 2),
        column: 1, row: 1, role: .muted)
      drawText(say(trouble.map { sentence($0) } ?? Phrase.reading), in: listArea, of: &frame, role: .caution)
      return
    }
    let whole = say(Phrase.wholeFigures(shown.report, expectedSeconds: checklist.expectedSeconds(of: shown.report)))
    frame.put(shortened(whole, columns: size.columns - 2), column: 1, row: 1, role: .title)
    drawSourceLine(shown, in: &frame)
    let area = reviewListArea(screen)
    let steps = checklist.steps
    let label = max(6, steps.map { displayWidth(barLabel(shown.report.steps[$0.id], $0)) }.max() ?? 0)
    let bar = size.columns >= 80 ? 16 : 10
    let rows = steps.map { ListRow(say($0.title), detail: String(repeating: " ", count: bar + 1 + label)) }
    drawList(rows, selection: screen.selection, in: area, of: &frame)
    let top = listTop(selection: screen.selection, count: steps.count, visible: area.rows)
    for (line, step) in steps.dropFirst(top).prefix(area.rows).enumerated() {
      let report = shown.report.steps[step.id]
      let place = Rect(column: area.end - 1 - bar - 1 - label, row: area.row + line, columns: bar, rows: 1)
      drawShare(barShare(report, step), in: place, of: &frame, isSelected: top + line == screen.selection)
      let text = barLabel(report, step)
      frame.put(
        text, column: area.end - 1 - displayWidth(text), row: place.row,
        role: top + line == screen.selection ? .selected : .text)
    }
    guard steps.indices.contains(screen.selection) else { return }
    explainReview(
      stepLines(steps[screen.selection], shown.report.steps[steps[screen.selection].id], number: screen.selection + 1),
      screen, in: &frame)
  }

  /// Which figures, of which sessions, and which others can be seen.
  private func drawSourceLine(_ shown: ReviewFigures, in frame: inout Frame) {
    var words = say(sourceName(shown.source)) + " · " + filterWords
    if let left = review.left, left > 0, shown.source == .journal {
      words = say(Phrase.stillCounting(left)) + " · " + words
    }
    let other = (review.overview?.sources ?? []).first { $0 != shown.source }.map {
      say(Phrase.alsoThere(sourceName($0)))
    }
    let room = size.columns - 2 - (other.map { displayWidth($0) + 2 } ?? 0)
    if let other {
      let column = max(1, size.columns - 1 - displayWidth(other))
      frame.put(other, column: column, row: 2, role: .accent, limit: size.columns - 1 - column)
      frame.click(Rect(column: column, row: 2, columns: displayWidth(other), rows: 1), .key(.character("o")))
    }
    if room > 0 { frame.put(shortened(words, columns: room), column: 1, row: 2, role: .muted) }
  }

  /// How much of a bar is full; nil where the figure is about too few.
  private func barShare(_ report: StepReport?, _ step: Step) -> Double? {
    guard let report else { return nil }
    if review.showsTimes {
      return report.median.shown.map { Double($0) / Double(max(1, 2 * step.expected.wholeSeconds)) }
    }
    return stumbles(report)
  }

  /// Share of sessions that were stuck, skipped the step, or ended there.
  private func stumbles(_ report: StepReport) -> Double? {
    guard let stuck = report.stuckRate.shown, let skip = report.skipRate.shown, let drop = report.dropRate.shown else {
      return nil
    }
    return min(1, stuck + skip + drop)
  }

  private func barLabel(_ report: StepReport?, _ step: Step) -> String {
    guard let report else { return say(Phrase.fewSessions) }
    if review.showsTimes {
      return say(Phrase.time(report.median)) + "/" + Phrase.minutes(step.expected.wholeSeconds)
    }
    return stumbles(report).map { "\(Phrase.percent($0)) %" } ?? say(Phrase.fewSessions)
  }

  private func drawShare(_ share: Double?, in area: Rect, of frame: inout Frame, isSelected: Bool) {
    guard let share else { return }
    let full = min(area.columns, Int((Double(area.columns) * share).rounded()))
    let (filled, empty) = capabilities.hasSymbols ? ("█", "░") : ("#", ".")
    let role: TerminalUI.Role = isSelected ? .selected : share >= 0.5 ? .danger : share >= 0.25 ? .caution : .good
    frame.put(String(repeating: filled, count: full), column: area.column, row: area.row, role: role)
    frame.put(
      String(repeating: empty, count: area.columns - full), column: area.column + full, row: area.row,
      role: isSelected ? .selected : .quiet)
  }

  /// What is known of one step.
  func stepLines(_ step: Step, _ report: StepReport?, number: Int) -> [(String, TerminalUI.Role)] {
    guard let report else { return [(say(Phrase.stepNumber(number)) + ": " + say(Phrase.sessions(.few)), .text)] }
    var lines: [(String, TerminalUI.Role)] = [
      (
        say(Phrase.stepNumber(number)) + ": "
          + say(Phrase.stepTimes(report, expectedSeconds: step.expected.wholeSeconds)), .text
      ), (say(Phrase.stepRates(report)), .text),
    ]
    lines += report.problems.map { problem in
      let symptom = review.dossier?.checklist.problem(problem.problem)?.symptom ?? LocalText("", "")
      return (say(Phrase.problemMet(symptom, problem)), .caution)
    }
    if report.unknownProblems.shown != nil { lines.append((say(Phrase.unknownMet(report.unknownProblems)), .text)) }
    let reasons = report.reasons.map { say(Phrase.skipReason(Phrase.reason($0.reason), $0.sessions)) }
    if !reasons.isEmpty { lines.append((say(Phrase.reviewSkipped) + ": " + reasons.joined(separator: " · "), .muted)) }
    return lines
  }

  func drawReviewStep(_ id: StepID, _ screen: ReviewScreen, in frame: inout Frame) {
    guard let checklist = review.dossier?.checklist, let step = checklist.step(id),
      let number = checklist.steps.firstIndex(where: { $0.id == id })
    else { return drawReviewHeader(in: &frame) }
    drawHeader(partName(.step(id), in: checklist), in: &frame)
    let open = comments(id).filter { !$0.comment.isResolved }.count
    frame.put(
      say(Phrase.openComments(open)), column: 1, row: 1, role: open > 0 ? .caution : .muted,
      limit: size.columns - 22)
    var lines: [(String, TerminalUI.Role)] = []
    for source in review.overview?.sources ?? [] {
      guard let figures = review.figures[source] else { continue }
      lines.append((say(Phrase.figuresOf(sourceName(source))) + " · " + filterWords, .title))
      lines += stepLines(step, figures.report.steps[id], number: number + 1)
    }
    if !step.when.clauses.isEmpty {
      lines.append((say(Phrase.reviewWhen) + ": " + conditionWords(step.when, checklist), .muted))
    }
    for place in checklist.places(of: .step(id)) {
      guard let text = checklist.text(at: place) else { continue }
      lines.append((say(Phrase.textPlace(place.text)), .accent))
      lines += [("  vi: " + text.vi, .text), ("  en: " + text.en, .text)]
    }
    let words = (review.shown?.words ?? []).filter { $0.step == id }
    if !words.isEmpty { lines.append((say(Phrase.reviewWords), .title)) }
    lines += words.map { ("  “" + $0.words + "” " + say(Phrase.month($0.month)), .text) }
    drawScrolled(lines, screen, in: listArea, of: &frame)
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

  func drawFilter(_ screen: ReviewScreen, in frame: inout Frame) {
    drawReviewHeader(Phrase.reviewFilter, in: &frame)
    let rows: [ListRow]
    if case .filterChoices(let kind) = screen.page {
      frame.put(say(filterName(kind)), column: 1, row: 1, role: .title)
      rows = filterNames(kind).map { ListRow($0) }
    } else {
      frame.put(shortened(filterWords, columns: size.columns - 2), column: 1, row: 1, role: .muted)
      rows = ReviewScreen.FilterKind.allCases.map { kind in
        let names = filterNames(kind)
        let place = filterChoice(kind)
        return ListRow(say(filterName(kind)), detail: names.indices.contains(place) ? names[place] : "")
      }
    }
    drawList(rows, selection: screen.selection, in: reviewListArea(screen), of: &frame)
  }

  func drawBranches(_ screen: ReviewScreen, in frame: inout Frame) {
    drawReviewHeader(Phrase.reviewBranches, in: &frame)
    guard let shown = review.shown, let checklist = review.dossier?.checklist else { return }
    frame.put(
      shortened(say(sourceName(shown.source)) + " · " + filterWords, columns: size.columns - 2), column: 1, row: 1,
      role: .muted)
    let branches = shown.report.branches
    if branches.isEmpty { drawText(say(Phrase.reviewNoBranches), in: listArea, of: &frame, role: .muted) }
    let total = max(1, shown.report.sessions.shown ?? 0)
    let rows = branches.map { branch, sessions in
      ListRow(
        branchLine(branchWords(branch, checklist)),
        detail: "\(Numbers.text(sessions, language)) · \(Phrase.percent(Double(sessions) / Double(total))) %")
    }
    drawList(rows, selection: screen.selection, in: reviewListArea(screen), of: &frame)
    var lines: [(String, TerminalUI.Role)] = []
    if branches.indices.contains(screen.selection) {
      lines.append((branchWords(branches[screen.selection].branch, checklist).joined(separator: " > "), .text))
    }
    if shown.report.rareBranches > 0 { lines.append((say(Phrase.rareBranches(shown.report.rareBranches)), .muted)) }
    explainReview(lines, screen, in: &frame)
  }

  /// Answers on one line: each gets its share of the room, so that the last ones, which tell branches apart, are seen.
  func branchLine(_ answers: [String]) -> String {
    guard !answers.isEmpty else { return say(Phrase.reviewAlways) }
    let room = max(4, (size.columns - 26) / answers.count - 3)
    return answers.map { shortened($0, columns: room) }.joined(separator: " > ")
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

  func drawVolunteerWords(_ screen: ReviewScreen, in frame: inout Frame) {
    drawReviewHeader(Phrase.reviewWords, in: &frame)
    guard let shown = review.shown, let checklist = review.dossier?.checklist else { return }
    frame.put(
      shortened(say(sourceName(shown.source)) + " · " + filterWords, columns: size.columns - 2), column: 1, row: 1,
      role: .muted)
    if shown.words.isEmpty { drawText(say(Phrase.reviewNoWords), in: listArea, of: &frame, role: .muted) }
    let rows = shown.words.map { ListRow($0.words, detail: say(Phrase.month($0.month))) }
    drawList(rows, selection: screen.selection, in: reviewListArea(screen), of: &frame)
    guard shown.words.indices.contains(screen.selection) else { return }
    let words = shown.words[screen.selection]
    explainReview(
      [
        (partName(.step(words.step), in: checklist) + " · " + say(Phrase.version(words.version)), .title),
        (words.words, .text),
      ], screen, in: &frame)
  }
}
