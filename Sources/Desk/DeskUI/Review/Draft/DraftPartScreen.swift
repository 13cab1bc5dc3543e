import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import TerminalUI

/// One part of the draft: its texts in both languages; of a step also when it belongs to the walk, and its problems.
struct DraftPartScreen: DraftForm {
  var focus = Focus()
  let part: VersionDiff.Part

  enum Action: String { case addLine, removeLine }

  /// A line of the form.
  private enum Item {
    case text(DraftPlace)
    /// In which cases the step belongs to the walk.
    case branch(StepID)
    case problems(StepID)
  }

  private func items(_ desk: Desk) -> [Item] {
    guard let draft = desk.draft else { return [] }
    let texts = draft.places(of: part).map(Item.text)
    if case .step(let id) = part { return texts + [.branch(id), .problems(id)] }
    return texts
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
    case .branch(let id):
      [
        TextBlock(
          desk.say(Phrase.reviewWhen) + ": " + desk.conditionWords(draft.step(id)?.when ?? .always, draft))
      ]
    case .problems(let id):
      (draft.step(id)?.problems ?? []).map { TextBlock(desk.partName(.problem($0), in: draft)) }
    }
  }

  private func path(_ item: Item, _ draft: Checklist) -> SchemaPath? {
    switch item {
    case .text(let place): draft.path(of: place)
    case .branch(let id): draft.path(of: .step(id)).map { $0 / "when" }
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
    case .text(let place): desk.say(Phrase.textPlace(place.text))
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
    case .branch(let id): return [desk.conditionWords(draft.step(id)?.when ?? .always, draft)]
    case .problems(let id):
      let names = draft.step(id)?.problems.map(\.rawValue).joined(separator: ", ") ?? ""
      return [names.isEmpty ? desk.say(Phrase.reviewNone) : names]
    }
  }

  // MARK: What follows

  private func place(_ desk: Desk) -> DraftPlace? {
    if case .text(let place)? = focus.item(of: items(desk)) { place } else { nil }
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    let place = place(desk)
    let isLine = place.flatMap { desk.draft?.placeOfNewLine(in: $0) } != nil
    let canGo = place.map { desk.draft?.canRemoveLine(at: $0) == true } ?? false
    let noLine = isLine ? nil : Phrase.reviewNotALine
    return [
      Command("t", .addLine, Phrase.reviewAddLine, disabled: noLine),
      Command("x", .removeLine, Phrase.reviewRemoveLine, disabled: noLine ?? (canGo ? nil : Phrase.reviewLastLine)),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    guard let place = place(desk) else { return [] }
    switch action {
    case .addLine:
      if let new = desk.draft?.placeOfNewLine(in: place) { desk.navigation.push(DraftTextScreen(new, desk)) }
      return []
    case .removeLine:
      focus.row = focus.row.map { max(0, $0 - 1) }
      return desk.changeDraft { $0.removeLine(at: place) }
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    switch items(desk)[row] {
    case .text(let place): desk.navigation.push(DraftTextScreen(place, desk))
    case .branch(let id): desk.navigation.push(BranchQuestionsScreen(step: id))
    case .problems(let id): desk.navigation.push(StepProblemsScreen(step: id))
    }
    return []
  }
}
