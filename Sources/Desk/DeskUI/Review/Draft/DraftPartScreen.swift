import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import TerminalUI

/// One part of the draft: its texts in both languages and its other values; of a step also when it belongs to the walk, and
/// its problems.
struct DraftPartScreen: DraftForm {
  var focus = Focus()
  let part: VersionDiff.Part

  init(part: VersionDiff.Part) { self.part = part }

  /// With a value highlighted.
  init(part: VersionDiff.Part, at value: DraftValue?, _ desk: Desk) {
    self.part = part
    let row = items(desk).firstIndex { if case .value(let found) = $0 { found == value } else { false } }
    focus.row = row ?? 0
  }

  enum Action: String { case addLine, removeLine, undo }

  /// A line of the form.
  private enum Item {
    case text(DraftPlace)
    case value(DraftValue)
    /// In which cases the step or question belongs to the walk.
    case branch
    case problems(StepID)
  }

  private func items(_ desk: Desk) -> [Item] {
    guard let draft = desk.draft else { return [] }
    let own = draft.formPlaces(of: part).map(Item.text) + draft.values(of: part).map(Item.value)
    return switch part {
    case .step(let id): own + [.branch, .problems(id)]
    case .question: own + [.branch]
    case .checklist, .safety, .problem: own
    }
  }

  func content(_ desk: Desk) -> ScreenContent {
    guard let draft = desk.draft else { return desk.unreadableDraft() }
    var content = desk.draftContent(desk.partName(part, in: draft))
    let items = items(desk)
    content.list = ListContent(Phrase.reviewEdit, rows(items, draft, desk))
    if let item = focus.item(of: items) {
      content.notes = desk.reviewNotes(
        desk.complaintBlocks(desk.complaints(at: path(item, draft))) + notes(item, draft, desk),
        rows: desk.size.rows >= 24 ? 7 : 5)
    }
    return content
  }

  private func notes(_ item: Item, _ draft: Checklist, _ desk: Desk) -> [TextBlock] {
    switch item {
    case .text(let place): desk.bothLanguages(draft.text(at: place) ?? LocalText("", ""))
    case .value(let value):
      [TextBlock(desk.valueWords(value)), TextBlock(desk.say(Phrase.draftValueHelp(value)), .muted)]
    case .branch: [TextBlock(desk.say(Phrase.reviewWhen) + ": " + condition(draft, desk))]
    case .problems(let id):
      (draft.step(id)?.problems ?? []).map { TextBlock(desk.partName(.problem($0), in: draft)) }
    }
  }

  private func condition(_ draft: Checklist, _ desk: Desk) -> String {
    desk.conditionWords(draft.condition(of: part) ?? .always, draft)
  }

  private func path(_ item: Item, _ draft: Checklist) -> SchemaPath? {
    switch item {
    case .text(let place): draft.path(of: place)
    case .value(let value): draft.path(of: value)
    case .branch: draft.path(of: part).map { $0 / "when" }
    case .problems(let id): draft.path(of: .step(id)).map { $0 / "problems" }
    }
  }

  // MARK: Rows

  /// A mark where there is a mistake, the name, then both languages next to each other where there is room.
  private func rows(_ items: [Item], _ draft: Checklist, _ desk: Desk) -> [Row] {
    let names = items.map { name($0, desk) }
    let width = (names.map(displayWidth).max() ?? 0) + 1
    let bar = desk.capabilities.hasSymbols ? "│" : "|"
    return zip(items, names).map { item, name in
      let hasMistake = !desk.complaints(at: path(item, draft)).isEmpty
      let words = words(item, draft, desk)
      return Row(name) { area, frame, isSelected in
        let role: TerminalUI.Role = isSelected ? .selected : hasMistake ? .caution : .text
        var column = area.column
        frame.put(hasMistake ? "!" : " ", column: column, row: area.row, role: role)
        column += 1
        frame.put(name, column: column, row: area.row, role: isSelected ? .selected : .muted)
        column += width
        let room = area.end - column - 1
        guard words.count == 2 else {
          frame.put(shortened(words[0], columns: room), column: column, row: area.row, role: role)
          return
        }
        let half = (room - 3) / 2
        frame.put(shortened(words[0], columns: half), column: column, row: area.row, role: role)
        frame.put(bar, column: column + half + 1, row: area.row, role: isSelected ? .selected : .quiet)
        frame.put(shortened(words[1], columns: half), column: column + half + 3, row: area.row, role: role)
      }
    }
  }

  private func name(_ item: Item, _ desk: Desk) -> String {
    switch item {
    case .text(let place):
      desk.say(isNewLine(place, desk) ? Phrase.draftNewLine(place.text) : Phrase.textPlace(place.text))
    case .value(let value): desk.say(isNewLink(value, desk) ? Phrase.draftNewLink : Phrase.draftValue(value))
    case .branch: desk.say(Phrase.reviewWhen)
    case .problems: desk.say(Phrase.reviewKnownProblems)
    }
  }

  /// What stands in a line, in one column or two.
  private func words(_ item: Item, _ draft: Checklist, _ desk: Desk) -> [String] {
    switch item {
    case .text(let place):
      let text = draft.text(at: place) ?? LocalText("", "")
      return desk.size.columns >= 80 ? [text.vi, text.en] : [desk.say(text)]
    case .value(let value): return [isNewLink(value, desk) ? "" : desk.valueWords(value)]
    case .branch: return [condition(draft, desk)]
    case .problems(let id):
      let names = draft.step(id)?.problems.map(\.rawValue).joined(separator: ", ") ?? ""
      return [names.isEmpty ? desk.say(Phrase.reviewNone) : names]
    }
  }

  // MARK: What follows

  /// A list without a line stands in the form with the one that it lacks.
  private func isNewLine(_ place: DraftPlace, _ desk: Desk) -> Bool { desk.draft?.text(at: place) == nil }

  /// Behind the last link of a step stands the line for a new one.
  private func isNewLink(_ value: DraftValue, _ desk: Desk) -> Bool {
    guard case .address(let id, let link) = value else { return false }
    return link == desk.draft?.step(id)?.links.count ?? 0
  }

  /// The highlighted line of a list of lines, with what can be done to it.
  private enum Line {
    case text(DraftPlace)
    case answer(QuestionID, AnswerID)
    case link(StepID, Int)
  }

  private func line(_ desk: Desk) -> Line? {
    switch focus.item(of: items(desk)) {
    case .text(let place):
      switch (part, place.text) {
      case (.question(let id), .answer(let answer)): return .answer(id, answer)
      case (.step(let id), .step(let text)) where text.key == "links": return text.line.map { .link(id, $0) }
      default: return desk.draft?.placeOfNewLine(in: place) == nil ? nil : .text(place)
      }
    case .value(.address(let id, let link)): return .link(id, link)
    case .value, .branch, .problems, nil: return nil
    }
  }

  private func irremovable(_ desk: Desk) -> LocalText? {
    switch line(desk) {
    case .text(let place) where isNewLine(place, desk): Phrase.reviewNotALine
    case .text(let place): desk.draft?.canRemoveLine(at: place) == true ? nil : Phrase.reviewLastLine
    case .answer(let id, let answer):
      desk.draft?.refusal(toRemove: answer, of: id).map(Phrase.draftRefused)
    case .link(let id, let link): link < desk.draft?.step(id)?.links.count ?? 0 ? nil : Phrase.reviewNotALine
    case nil: Phrase.reviewNotALine
    }
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [
      Command("t", .addLine, Phrase.reviewAddLine, disabled: line(desk) == nil ? Phrase.reviewNotALine : nil),
      Command([.character("x"), .delete], .removeLine, Phrase.reviewRemoveLine, disabled: irremovable(desk)),
      Command("u", .undo, Phrase.draftUndo, disabled: desk.nothingToUndoInDraft),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    if action == .undo {
      let effects = desk.undoDraft()
      // What was added a moment ago is gone, and its screen with it.
      if desk.draft?.path(of: part) == nil { desk.navigation.pop() }
      return effects
    }
    guard let line = line(desk) else { return [] }
    return action == .addLine ? addLine(line, &desk) : removeLine(line, &desk)
  }

  private mutating func addLine(_ line: Line, _ desk: inout Desk) -> [Effect] {
    switch line {
    case .text(let place):
      if let new = desk.draft?.placeOfNewLine(in: place) { desk.navigation.push(DraftTextScreen(new, desk)) }
      return []
    case .answer(let id, let answer):
      var made: AnswerID?
      let effects = desk.changeDraft { made = $0.addAnswer(to: id, after: answer) }
      guard let made else {
        desk.warn(Phrase.draftNoRoom)
        return []
      }
      desk.navigation.push(DraftTextScreen(DraftPlace(part, .answer(made)), desk))
      return effects
    case .link(let id, _):
      let new = DraftValue.address(id, desk.draft?.step(id)?.links.count ?? 0)
      desk.navigation.push(DraftValueScreen(new, of: part, desk))
      return []
    }
  }

  private mutating func removeLine(_ line: Line, _ desk: inout Desk) -> [Effect] {
    focus.row = focus.row.map { max(0, $0 - 1) }
    desk.tell(Phrase.draftRemoved)
    return desk.changeDraft { draft in
      switch line {
      case .text(let place): draft.removeLine(at: place)
      case .answer(let id, let answer): draft.remove(answer, of: id)
      case .link(let id, let link): _ = draft.put("", at: .address(id, link))
      }
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    switch items(desk)[row] {
    case .text(let place): desk.navigation.push(DraftTextScreen(place, desk))
    case .value(let value):
      desk.navigation.push(
        value.isChosen ? DraftChoiceScreen(value, of: part, desk) : DraftValueScreen(value, of: part, desk))
    case .branch: desk.navigation.push(BranchQuestionsScreen(part: part))
    case .problems(let id): desk.navigation.push(StepProblemsScreen(step: id))
    }
    return []
  }
}
