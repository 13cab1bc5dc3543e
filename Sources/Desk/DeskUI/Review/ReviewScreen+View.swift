import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import Statistics
import TerminalUI

extension Desk {
  func drawReview(_ screen: ReviewScreen, in frame: inout Frame) {
    switch screen.page {
    case .overview: drawReviewOverview(screen, in: &frame)
    case .toDo: drawToDo(screen, in: &frame)
    case .inside: drawInside(screen, in: &frame)
    case .filter, .filterChoices: drawFilter(screen, in: &frame)
    case .branches: drawBranches(screen, in: &frame)
    case .words: drawVolunteerWords(screen, in: &frame)
    case .step(let id): drawReviewStep(id, screen, in: &frame)
    case .comments, .proposalPlace: drawComments(screen, in: &frame)
    case .writing(let writing): drawWriting(writing, screen, in: &frame)
    case .versions: drawVersions(screen, in: &frame)
    case .compare: drawCompare(screen, in: &frame)
    case .draft: drawDraft(screen, in: &frame)
    case .part(let part): drawPart(part, screen, in: &frame)
    case .text(let place, let language): drawTextForm(place, language, screen, in: &frame)
    case .questions, .answers, .problems: drawTicks(screen, in: &frame)
    case .paths: drawPaths(screen, in: &frame)
    case .keys, .passphrase: drawKey(screen, in: &frame)
    }
  }

  /// Rows of the page's list; nil where it has none.
  func reviewList(_ screen: ReviewScreen) -> (selection: Int, count: Int, visible: Int)? {
    let count: Int? =
      switch screen.page {
      case .overview: reviewRows.count
      case .toDo: allToDos.count
      case .inside: review.dossier?.checklist.steps.count ?? 0
      case .filter: ReviewScreen.FilterKind.allCases.count
      case .filterChoices(let kind): filterNames(kind).count
      case .branches: review.shown?.report.branches.count ?? 0
      case .words: review.shown?.words.count ?? 0
      case .comments(let step): comments(step).count
      case .proposalPlace(let step): review.dossier?.checklist.places(of: .step(step)).count ?? 0
      case .versions: review.dossier?.versions.count ?? 0
      case .draft: draftParts.count
      case .part(let part): formRows(part).count
      case .questions: draft?.questions.count ?? 0
      case .answers(_, let question): draft?.question(question)?.answers.count ?? 0
      case .problems: draft?.problems.count ?? 0
      case .paths: draftPaths?.paths.count ?? 0
      case .keys: review.overview?.keys.count ?? 0
      case .step, .writing, .compare, .text, .passphrase: nil
      }
    return count.map { (min(screen.selection, max(0, $0 - 1)), $0, reviewListArea(screen).rows) }
  }

  /// Where the page's list is drawn; what is below explains the row in view.
  func reviewListArea(_ screen: ReviewScreen) -> Rect {
    let below: Int
    switch screen.page {
    case .overview: below = size.rows >= 24 ? 8 : 7
    case .inside: below = 6
    case .words, .branches, .toDo: below = 4
    case .comments, .versions, .part, .paths: below = size.rows >= 24 ? 8 : 6
    case .draft: below = 5
    default: below = 1
    }
    let top = screen.page == .inside ? 3 : 2
    return Rect(column: 1, row: top, columns: size.columns - 2, rows: max(1, size.rows - 2 - top - below))
  }

  /// Words about the selected row, under the list.
  func explainReview(_ lines: [(String, TerminalUI.Role)], _ screen: ReviewScreen, in frame: inout Frame) {
    let top = reviewListArea(screen).bottom
    frame.put(
      String(repeating: capabilities.hasSymbols ? "─" : "-", count: max(0, size.columns - 2)), column: 1, row: top,
      role: .quiet)
    var area = Rect(
      column: 1, row: top + 1, columns: size.columns - 2, rows: max(0, size.rows - 2 - top))
    // The last row is the message's; it is free while nothing was said.
    if message != nil || trouble != nil { area.rows = max(0, area.rows - 1) }
    for line in lines where area.rows > 0 {
      area = area.from(drawText(line.0, in: area, of: &frame, role: line.1))
    }
  }

  // Overview

  private func drawReviewOverview(_ screen: ReviewScreen, in frame: inout Frame) {
    drawHeader(say(Phrase.review), in: &frame)
    let sources = (review.overview?.sources ?? []).map { say(sourceName($0)) }.joined(separator: "; ")
    let counting = review.left.flatMap { $0 > 0 ? say(Phrase.stillCounting($0)) + " · " : nil } ?? ""
    let words = sources.isEmpty ? say(Phrase.reading) : counting + say(Phrase.figuresOf(LocalText(sources, sources)))
    frame.put(shortened(words, columns: size.columns - 2), column: 1, row: 1, role: .muted)
    if let trouble = review.trouble {
      drawText(mark(.warning) + " " + say(sentence(trouble)), in: listArea, of: &frame, role: .caution)
      if reviewRows.isEmpty { return }
    }
    let rows = reviewRows.map { row in
      let figures = row.figures.first?.report
      let share = figures.map { say(Phrase.share($0.completion)) + " · " } ?? ""
      return ListRow(
        say(row.title), detail: share + say(row.version > 0 ? Phrase.version(row.version) : Phrase.reviewState(.draft)))
    }
    drawList(rows, selection: screen.selection, in: reviewListArea(screen), of: &frame)
    guard reviewRows.indices.contains(screen.selection) else { return }
    explainReview(overviewLines(reviewRows[screen.selection]), screen, in: &frame)
  }

  private func overviewLines(_ row: ReviewRow) -> [(String, TerminalUI.Role)] {
    var state = [
      row.version > 0 ? say(Phrase.version(row.version)) + " " + say(Phrase.reviewState(.published)) : nil,
      row.work.flatMap { work in
        work.state == .published && work.id.version == row.version
          ? nil : say(Phrase.version(work.id.version)) + " " + say(Phrase.reviewState(work.state))
      },
    ].compactMap(\.self)
    state.append(row.languages.map(\.rawValue).joined(separator: ", "))
    var lines: [(String, TerminalUI.Role)] = [(state.joined(separator: " · "), .title)]
    lines += row.figures.map { short in
      let name = say(sourceName(short.source))
      return (
        name.prefix(1).uppercased() + name.dropFirst() + ": "
          + say(Phrase.wholeFigures(short.report, expectedSeconds: row.expectedSeconds)), .text
      )
    }
    lines.append((say(row.changes.map(Phrase.changes) ?? Phrase.reviewNoBefore), .muted))
    let due = [
      row.openComments > 0 ? say(Phrase.openComments(row.openComments)) : nil,
      row.toDos.isEmpty ? nil : say(Phrase.toDos(row.toDos.count)),
    ].compactMap(\.self)
    if !due.isEmpty { lines.append((due.joined(separator: " · "), .caution)) }
    return lines
  }

  // To do

  var allToDos: [(row: ReviewRow, toDo: ReviewToDo)] { reviewRows.flatMap { row in row.toDos.map { (row, $0) } } }

  private func drawToDo(_ screen: ReviewScreen, in frame: inout Frame) {
    drawHeader(say(Phrase.review) + " · " + say(Phrase.reviewToDo), in: &frame)
    let all = allToDos
    if all.isEmpty {
      drawText(say(Phrase.reviewNoToDo), in: listArea, of: &frame, role: .muted)
      return
    }
    let rows = all.map { row, toDo in
      ListRow(
        say(row.title) + " · " + partName(toDo.part, in: nil), detail: say(Phrase.why(toDo.why)),
        role: toDo.why == .unverified ? .caution : .text)
    }
    drawList(rows, selection: screen.selection, in: reviewListArea(screen), of: &frame)
    guard all.indices.contains(screen.selection) else { return }
    let (row, toDo) = all[screen.selection]
    explainReview(
      [
        (say(row.title) + " · " + partName(toDo.part, in: nil), .title),
        (toDo.source.isEmpty ? say(Phrase.why(toDo.why)) : toDo.source + " · " + say(Phrase.why(toDo.why)), .text),
      ], screen, in: &frame)
  }

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

  // Keys

  private func drawKey(_ screen: ReviewScreen, in frame: inout Frame) {
    drawHeader(say(Phrase.review), in: &frame)
    guard case .passphrase(let key) = screen.page else {
      frame.put(say(Phrase.reviewChooseKey), column: 1, row: 1, role: .title)
      drawList(
        (review.overview?.keys ?? []).map { ListRow($0) }, selection: screen.selection, in: reviewListArea(screen),
        of: &frame)
      return
    }
    frame.put(shortened(say(Phrase.passphraseOf(key)), columns: size.columns - 2), column: 1, row: 2, role: .title)
    let masked = String(repeating: "*", count: screen.field.text.count)
    drawField(masked, cursor: screen.field.cursor, in: listArea.from(2), of: &frame)
    drawText(say(Phrase.reviewPassphraseWords), in: listArea.from(4), of: &frame, role: .muted)
  }

  /// Lines that scroll.
  func drawScrolled(_ lines: [(String, TerminalUI.Role)], _ screen: ReviewScreen, in area: Rect, of frame: inout Frame)
  {
    let all = lines.flatMap { text, role in wrapped(text, columns: area.columns).map { ($0, role) } }
    let scroll = min(screen.scroll, max(0, all.count - area.rows))
    for (index, line) in all.dropFirst(scroll).prefix(area.rows).enumerated() {
      frame.put(line.0, column: area.column, row: area.row + index, role: line.1, limit: area.columns)
    }
    if all.count - scroll > area.rows { drawMore(in: area, of: &frame) }
  }

  func drawMore(in area: Rect, of frame: inout Frame) {
    let more = mark(.more) + " " + say(Phrase.moreBelow)
    frame.put(more, column: area.end - displayWidth(more), row: 1, role: .caution)
  }
}
