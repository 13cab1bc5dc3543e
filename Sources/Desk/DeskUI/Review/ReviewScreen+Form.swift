import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import TerminalUI

/// The form in which a draft is edited.
extension Desk {
  /// The draft's header, with how many mistakes the linter found.
  private func drawDraftHeader(_ words: String, in frame: inout Frame) {
    let version = review.draft?.checklist.map { " · " + say(Phrase.version($0.version)) } ?? ""
    drawHeader(say(Phrase.reviewEdit) + version + " · " + words, in: &frame)
    guard let draft = review.draft else { return }
    let count = (review.typedComplaints ?? draft.complaints).count
    let state =
      count > 0
      ? mark(.warning) + " " + say(Phrase.mistakes(count))
      : mark(.good) + " " + say(Phrase.reviewGood) + " · "
        + say(draft.isSaved ? Phrase.reviewDraftSaved : Phrase.reviewDraftUnsaved)
    frame.put(
      shortened(state, columns: size.columns - 2), column: 1, row: 1, role: count > 0 ? .caution : .good)
  }

  func drawDraft(_ screen: ReviewScreen, in frame: inout Frame) {
    drawDraftHeader(review.dossier.map { say($0.checklist.title) } ?? "", in: &frame)
    guard let draft = review.draft else { return }
    guard let checklist = draft.checklist else {
      var lines: [(String, TerminalUI.Role)] = [
        (say(Phrase.reviewUnreadableDraft), .caution), (say(Phrase.draftLies(draft.path)), .muted),
      ]
      lines += draft.complaints.map { (placed($0), .text) }
      return drawScrolled(lines, screen, in: listArea, of: &frame)
    }
    let rows = draftParts.map { part in
      let mistakes = complaints(at: checklist.path(of: part))
      return ListRow(
        partName(part, in: checklist), detail: mistakes.isEmpty ? "" : mark(.warning) + " \(mistakes.count)",
        role: mistakes.isEmpty ? .text : .caution)
    }
    drawList(rows, selection: screen.selection, in: reviewListArea(screen), of: &frame)
    guard draftParts.indices.contains(screen.selection) else { return }
    let mistakes = complaints(at: checklist.path(of: draftParts[screen.selection]))
    var lines = complaintLines(mistakes)
    if lines.isEmpty, let first = draft.complaints.first { lines = complaintLines([first]) }
    lines.append((say(Phrase.draftLies(draft.path)), .muted))
    explainReview(lines, screen, in: &frame)
  }

  private func complaintLines(_ complaints: [DraftComplaint]) -> [(String, TerminalUI.Role)] {
    complaints.map { (mark(.warning) + " " + placed($0), .caution) }
  }

  /// A complaint behind its line in the file, where it lies in one.
  private func placed(_ complaint: DraftComplaint) -> String {
    guard let line = complaint.line, let column = complaint.column else { return say(complaint.words) }
    return say(Phrase.atLine(line, column)) + ": " + say(complaint.words)
  }

  func drawPart(_ part: VersionDiff.Part, _ screen: ReviewScreen, in frame: inout Frame) {
    guard let checklist = draft else { return drawDraft(screen, in: &frame) }
    drawDraftHeader(partName(part, in: checklist), in: &frame)
    let rows = formRows(part)
    drawFormRows(rows, checklist, screen, in: &frame)
    guard rows.indices.contains(screen.selection) else { return }
    switch rows[screen.selection] {
    case .text(let place):
      let text = checklist.text(at: place) ?? LocalText("", "")
      let mistakes = complaintLines(complaints(at: checklist.path(of: place)))
      explainBoth(text, after: mistakes, screen, in: &frame)
    case .branch(let id):
      let path = checklist.path(of: .step(id)).map { $0 / "when" }
      explainReview(
        complaintLines(complaints(at: path)) + [
          (say(Phrase.reviewWhen) + ": " + conditionWords(checklist.step(id)?.when ?? .always, checklist), .text)
        ], screen, in: &frame)
    case .problems(let id):
      let path = checklist.path(of: .step(id)).map { $0 / "problems" }
      let names = checklist.step(id)?.problems.map { partName(.problem($0), in: checklist) } ?? []
      explainReview(complaintLines(complaints(at: path)) + names.map { ($0, .text) }, screen, in: &frame)
    }
  }

  /// A line of the form: its name, then both languages next to each other where there is room.
  private func drawFormRows(_ rows: [FormRow], _ checklist: Checklist, _ screen: ReviewScreen, in frame: inout Frame) {
    let area = reviewListArea(screen)
    let names = rows.map { formName($0) }
    let name = (names.map(displayWidth).max() ?? 0) + 1
    let top = listTop(selection: screen.selection, count: rows.count, visible: area.rows)
    drawList(rows.indices.map { _ in ListRow("") }, selection: screen.selection, in: area, of: &frame)
    for line in 0..<min(area.rows, max(0, rows.count - top)) {
      let row = rows[top + line]
      let isSelected = top + line == screen.selection
      let hasMistake = !complaints(at: formPath(row, checklist)).isEmpty
      let role: TerminalUI.Role = isSelected ? .selected : hasMistake ? .caution : .text
      let at = area.row + line
      var column = area.column + 4
      frame.put(hasMistake ? "!" : " ", column: column, row: at, role: role)
      column += 1
      frame.put(names[top + line], column: column, row: at, role: isSelected ? .selected : .muted)
      column += name
      let room = area.end - column - 1
      switch row {
      case .text(let place):
        let text = checklist.text(at: place) ?? LocalText("", "")
        if size.columns >= 80 {
          let half = (room - 3) / 2
          frame.put(shortened(text.vi, columns: half), column: column, row: at, role: role)
          frame.put(
            capabilities.hasSymbols ? "│" : "|", column: column + half + 1, row: at,
            role: isSelected ? .selected : .quiet)
          frame.put(shortened(text.en, columns: half), column: column + half + 3, row: at, role: role)
        } else {
          frame.put(shortened(say(text), columns: room), column: column, row: at, role: role)
        }
      case .branch(let id):
        let words = conditionWords(checklist.step(id)?.when ?? .always, checklist)
        frame.put(shortened(words, columns: room), column: column, row: at, role: role)
      case .problems(let id):
        let words = checklist.step(id)?.problems.map(\.rawValue).joined(separator: ", ") ?? ""
        frame.put(
          shortened(words.isEmpty ? say(Phrase.reviewNone) : words, columns: room), column: column, row: at, role: role)
      }
    }
  }

  private func formName(_ row: FormRow) -> String {
    switch row {
    case .text(let place): say(Phrase.textPlace(place.text))
    case .branch: say(Phrase.reviewWhen)
    case .problems: say(Phrase.reviewKnownProblems)
    }
  }

  private func formPath(_ row: FormRow, _ checklist: Checklist) -> SchemaPath? {
    switch row {
    case .text(let place): checklist.path(of: place)
    case .branch(let id): checklist.path(of: .step(id)).map { $0 / "when" }
    case .problems(let id): checklist.path(of: .step(id)).map { $0 / "problems" }
    }
  }

  /// Both languages of a text under the list: next to each other where there is room.
  private func explainBoth(
    _ text: LocalText, after lines: [(String, TerminalUI.Role)], _ screen: ReviewScreen, in frame: inout Frame
  ) {
    explainReview(lines, screen, in: &frame)
    let top = reviewListArea(screen).bottom + 1
    let used = lines.reduce(0) { $0 + wrapped($1.0, columns: size.columns - 2).count }
    let area = Rect(column: 1, row: top + used, columns: size.columns - 2, rows: max(0, size.rows - 2 - top - used))
    drawBoth(text, in: area, of: &frame)
  }

  /// Vietnamese left and English right, or under each other.
  @discardableResult private func drawBoth(_ text: LocalText, in area: Rect, of frame: inout Frame) -> Int {
    if size.columns >= 80 {
      let half = (area.columns - 3) / 2
      let left = Rect(column: area.column, row: area.row, columns: half, rows: area.rows)
      let right = Rect(column: area.column + half + 3, row: area.row, columns: half, rows: area.rows)
      let rows = max(
        drawText("vi: " + text.vi, in: left, of: &frame, role: .text),
        drawText("en: " + text.en, in: right, of: &frame, role: .text))
      for row in 0..<rows {
        frame.put(
          capabilities.hasSymbols ? "│" : "|", column: area.column + half + 1, row: area.row + row, role: .quiet)
      }
      return rows
    }
    let used = drawText("vi: " + text.vi, in: area, of: &frame, role: .text)
    return used + drawText("en: " + text.en, in: area.from(used), of: &frame, role: .text)
  }

  func drawTextForm(
    _ place: DraftPlace, _ language: Language, _ screen: ReviewScreen, in frame: inout Frame
  ) {
    guard let checklist = draft else { return drawDraft(screen, in: &frame) }
    drawDraftHeader(partName(place.part, in: checklist), in: &frame)
    var text = checklist.text(at: place) ?? LocalText("", "")
    if language == .vietnamese { text.vi = screen.field.text } else { text.en = screen.field.text }
    var area = listArea
    frame.put(
      say(Phrase.textPlace(place.text)) + " · " + language.rawValue, column: area.column, row: area.row, role: .title)
    drawField(screen.field.text, cursor: screen.field.cursor, in: area.from(1), of: &frame)
    area = area.from(3)
    area = area.from(drawBoth(text, in: area, of: &frame) + 1)
    for line in complaintLines(complaints(at: checklist.path(of: place))) {
      area = area.from(drawText(line.0, in: area, of: &frame, role: line.1))
    }
  }

  /// Questions, answers and problems to be ticked for a step.
  func drawTicks(_ screen: ReviewScreen, in frame: inout Frame) {
    guard let checklist = draft else { return drawDraft(screen, in: &frame) }
    let rows: [ListRow]
    switch screen.page {
    case .questions(let step):
      drawDraftHeader(partName(.step(step), in: checklist), in: &frame)
      let clauses = checklist.step(step)?.when.clauses ?? []
      rows = checklist.questions.map { question in
        let chosen = clauses.first { $0.question == question.id }?.answers.count ?? 0
        return ListRow(
          mark(chosen > 0 ? .done : .open) + " " + say(question.text),
          detail: chosen > 0 ? "\(chosen)/\(question.answers.count)" : say(Phrase.reviewAlways))
      }
    case .answers(let step, let id):
      drawDraftHeader(partName(.step(step), in: checklist), in: &frame)
      let chosen = checklist.step(step)?.when.clauses.first { $0.question == id }?.answers ?? []
      rows = (checklist.question(id)?.answers ?? []).map { answer in
        ListRow(mark(chosen.contains(answer.id) ? .done : .open) + " " + say(answer.text))
      }
    case .problems(let step):
      drawDraftHeader(partName(.step(step), in: checklist), in: &frame)
      let known = checklist.step(step)?.problems ?? []
      rows = checklist.problems.map { problem in
        ListRow(
          mark(known.contains(problem.id) ? .done : .open) + " " + say(problem.symptom), detail: problem.id.rawValue)
      }
    default: return
    }
    drawList(rows, selection: screen.selection, in: reviewListArea(screen), of: &frame)
    let first = review.draft?.complaints.first
    explainReview(complaintLines([first].compactMap(\.self)), screen, in: &frame)
  }

  /// Every branch of the draft, walked by the program itself.
  var draftPaths: AllPaths? { draft.map(AllPaths.init) }

  func drawPaths(_ screen: ReviewScreen, in frame: inout Frame) {
    guard let checklist = draft, let all = draftPaths else { return drawDraft(screen, in: &frame) }
    drawHeader(say(Phrase.reviewPaths) + " · " + say(checklist.title), in: &frame)
    let words =
      all.complaints.isEmpty
      ? say(Phrase.pathCount(all.paths.count))
      : say(Phrase.pathCount(all.paths.count)) + " · " + mark(.warning) + " "
        + say(Phrase.mistakes(all.complaints.count))
    frame.put(
      shortened(words, columns: size.columns - 2), column: 1, row: 1, role: all.complaints.isEmpty ? .good : .caution)
    let rows = all.paths.map { path in
      let answers = path.answers.map { chosen in
        checklist.question(chosen.question)?.answers.first { $0.id == chosen.answer }.map { say($0.text) }
          ?? chosen.answer.rawValue
      }
      return ListRow(
        branchLine(answers),
        detail: say(Phrase.pathFacts(steps: path.steps.count, seconds: path.expectedSeconds)))
    }
    drawList(rows, selection: screen.selection, in: reviewListArea(screen), of: &frame)
    var lines: [(String, TerminalUI.Role)] = all.complaints.map {
      (mark(.warning) + " " + say(Phrase.complaint($0)), .caution)
    }
    if all.paths.indices.contains(screen.selection) {
      let path = all.paths[screen.selection]
      let steps = path.steps.compactMap { checklist.step($0).map { say($0.title) } }
      lines.append((say(Phrase.reviewStepsOfPath) + ": " + steps.joined(separator: ", "), .text))
      lines.append((say(Phrase.outcomeLabel) + ": " + say(Phrase.outcome(path.outcome)), .muted))
    }
    explainReview(lines, screen, in: &frame)
  }
}
