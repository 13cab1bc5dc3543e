import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import Statistics
import TerminalUI

/// The figures of one checklist, step by step.
struct FiguresScreen: Screen {
  var focus = Focus()
  /// Bars show times instead of stumbles.
  var showsTimes = false

  enum Action: String { case edit, versions, filter, measure, comments, branches, words, source }

  func content(_ desk: Desk) -> ScreenContent {
    let review = desk.review
    var content = ScreenContent(title: desk.reviewTitle())
    guard let checklist = review.dossier?.checklist else { return content }
    guard let shown = review.shown else {
      let trouble = review.shownSource.flatMap { review.figureTroubles[$0] }
      content.head = [
        HeadLine(desk.say(Phrase.figuresOf(review.shownSource.map(desk.sourceName) ?? Phrase.reading)))
      ]
      content.texts = [TextBlock(desk.say(trouble.map { Phrase.sentence($0) } ?? Phrase.reading), .caution)]
      content.list = ListContent(
        Phrase.open, checklist.steps.map { Row(desk.say($0.title), id: $0.id.rawValue) })
      return content
    }
    content.head = head(shown, expectedSeconds: checklist.expectedSeconds(of: shown.report), desk)
    content.list = ListContent(Phrase.open, rows(checklist.steps, shown.report, desk))
    if let step = focus.item(of: checklist.steps),
      let number = checklist.steps.firstIndex(where: { $0.id == step.id })
    {
      content.notes = desk.reviewNotes(
        desk.stepBlocks(step, shown.report.steps[step.id], number: number + 1), rows: 5)
    }
    return content
  }

  /// The figures as a whole; which they are, of which sessions, and which others can be seen. On a small screen one line
  /// each: the filter is said by its own screen, and the day of other figures when they are shown.
  private func head(_ shown: ReviewFigures, expectedSeconds: Int64, _ desk: Desk) -> [HeadLine] {
    let source = desk.say(desk.sourceName(shown.source))
    let left = shown.source == .journal ? desk.review.left ?? 0 : 0
    let counting = left > 0 ? desk.say(Phrase.stillCounting(left)) + " · " : ""
    let other = (desk.review.overview?.sources ?? []).first { $0 != shown.source }
    guard desk.size.rows < 24 else {
      let whole = desk.say(Phrase.wholeFigures(shown.report, expectedSeconds: expectedSeconds))
      return [
        HeadLine(whole, .title),
        sourceLine(counting + source + " · " + desk.filterWords, other.map(desk.sourceName), desk),
      ]
    }
    let columns = desk.size.columns - 2
    let isFiltered = desk.review.filter != FigureFilter()
    let filtered = " · " + desk.say(Phrase.reviewFiltered)
    let lines = [
      sourceLine(
        counting + source + (isFiltered ? " · " + desk.filterWords : ""), other.map(desk.shortSourceName), desk),
      sourceLine(counting + source + (isFiltered ? filtered : ""), other.map(desk.shortSourceName), desk),
      sourceLine(counting + source + (isFiltered ? filtered : ""), nil, desk),
    ]
    let short = shortened(source + (isFiltered ? filtered : ""), columns: columns)
    let whole = desk.say(Phrase.shortFigures(shown.report, expectedSeconds: expectedSeconds))
    return [
      HeadLine(shortened(whole, columns: columns), .title),
      lines.first { $0.lines(columns: columns).count == 1 } ?? HeadLine(short),
    ]
  }

  private func sourceLine(_ words: String, _ other: LocalText?, _ desk: Desk) -> HeadLine {
    let right = other.map { StyledText(text: desk.say(Phrase.alsoThere($0)), role: .accent) }
    return HeadLine(words, right: right, click: right == nil ? nil : .character("o"))
  }

  // MARK: Bars

  /// A row for each step: title, bar, and the figure that the bar shows.
  private func rows(_ steps: [Step], _ report: FigureReport, _ desk: Desk) -> [Row] {
    let labels = steps.map { label(report.steps[$0.id], $0, desk) }
    let width = max(6, labels.map(displayWidth).max() ?? 0)
    let columns = desk.size.columns >= 80 ? 16 : 10
    let hasSymbols = desk.capabilities.hasSymbols
    return zip(steps, labels).map { step, label in
      let title = desk.say(step.title)
      let share = share(report.steps[step.id], step)
      return Row(title, detail: label, id: step.id.rawValue) { area, frame, isSelected in
        let at = area.end - 1 - width - 1 - columns
        frame.put(
          shortened(title, columns: max(1, at - 2 - area.column)), column: area.column, row: area.row,
          role: isSelected ? .selected : .text)
        var column = at
        for span in share.map({ Self.bar($0, columns: columns, hasSymbols: hasSymbols, isSelected: isSelected) }) ?? []
        {
          column += frame.put(span.text, column: column, row: area.row, role: span.role)
        }
        frame.put(
          label, column: area.end - 1 - displayWidth(label), row: area.row, role: isSelected ? .selected : .text)
      }
    }
  }

  private static func bar(_ share: Double, columns: Int, hasSymbols: Bool, isSelected: Bool) -> [StyledText] {
    let full: TerminalUI.Role = isSelected ? .selected : share >= 0.5 ? .danger : share >= 0.25 ? .caution : .good
    return DeskUI.bar(
      share, columns: columns, hasSymbols: hasSymbols, full: full, empty: isSelected ? .selected : .quiet)
  }

  /// How much of a bar is full; nil where the figure is about too few.
  private func share(_ report: StepReport?, _ step: Step) -> Double? {
    guard let report else { return nil }
    guard showsTimes else { return stumbles(report) }
    return report.median.shown.map { Double($0) / Double(max(1, 2 * step.expected.wholeSeconds)) }
  }

  /// Share of sessions that were stuck, skipped the step, or ended there.
  private func stumbles(_ report: StepReport) -> Double? {
    guard let stuck = report.stuckRate.shown, let skip = report.skipRate.shown, let drop = report.dropRate.shown else {
      return nil
    }
    return min(1, stuck + skip + drop)
  }

  private func label(_ report: StepReport?, _ step: Step, _ desk: Desk) -> String {
    guard let report else { return desk.say(Phrase.fewSessions) }
    if showsTimes {
      return desk.say(Phrase.time(report.median)) + "/" + Phrase.minutes(step.expected.wholeSeconds)
    }
    return stumbles(report).map { "\(Phrase.percent($0)) %" } ?? desk.say(Phrase.fewSessions)
  }

  // MARK: What follows

  func commands(_ desk: Desk) -> [Command<Action>] {
    let hasOther = (desk.review.overview?.sources.count ?? 0) > 1
    return [
      Command("s", .edit, Phrase.reviewEdit), Command("b", .versions, Phrase.reviewVersions),
      Command("l", .filter, Phrase.reviewFilter),
      Command("m", .measure, showsTimes ? Phrase.reviewStumbles : Phrase.reviewTimes),
      Command("g", .comments, Phrase.reviewComments, hint: false),
      Command("n", .branches, Phrase.reviewBranches, hint: false),
      Command("c", .words, Phrase.reviewWords, hint: false),
      Command(
        "o", .source, Phrase.reviewSource, disabled: hasOther ? nil : Phrase.reviewNoOtherSource, hint: false),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .edit: return desk.review.dossier.map { [.review(.loadDraft($0.checklist.id))] } ?? []
    case .versions: desk.navigation.push(VersionsScreen())
    case .filter: desk.navigation.push(FilterScreen())
    case .measure: showsTimes.toggle()
    case .comments: desk.navigation.push(CommentsScreen(step: nil))
    case .branches: desk.navigation.push(BranchesScreen())
    case .words: desk.navigation.push(VolunteerWordsScreen())
    case .source: desk.review.source += 1
    }
    return []
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    if let step = desk.review.dossier?.checklist.steps[row] { desk.navigation.push(ReviewStepScreen(step: step.id)) }
    return []
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    if case .review(.draft) = reply { desk.navigation.push(DraftScreen()) }
    return []
  }

  mutating func left(_ desk: inout Desk) -> [Effect] {
    desk.navigation.pop()
    desk.review.closeChecklist()
    return [.review(.loadOverview(at: desk.now))]
  }
}
