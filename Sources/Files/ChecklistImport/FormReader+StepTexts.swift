import Checklists

extension FormReader {
  /// A step with what its row says of minutes, safety line and the like.
  private func started(_ item: FormItem) -> DraftStep {
    let row = item.row
    var draft = DraftStep(id: item.id, place: survey.place(row, "type"))
    if survey.has("label") { draft.note("title", at: survey.place(row, "label")) }
    for field in Self.stepFields where survey.has(field.key) {
      read(field, row, into: &draft.step)
      draft.note(field.key, at: survey.place(row, field.key))
    }
    complainOfRequired(row)
    return draft
  }

  private func read(_ field: StepField, _ row: Table.Row, into step: inout Step) {
    let key = field.key
    switch field.kind {
    case .minutes(let property, _): step[keyPath: property] = survey.minutes(row, key) ?? .zero
    case .problems(let property, _): step[keyPath: property] = survey.names(row, key).map { ProblemID(rawValue: $0) }
    case .safety(let property): step[keyPath: property] = SafetyID(rawValue: survey.cell(row, key) ?? "")
    case .asking(let property): step[keyPath: property] = survey.word(row, key)
    case .checklist(let property):
      step[keyPath: property] = survey.cell(row, key).map { ChecklistID(rawValue: $0) }
    case .source(let property): step[keyPath: property] = survey.source(row)
    case .text, .lines, .links, .condition: break
    }
  }

  private func complainOfRequired(_ row: Table.Row) {
    guard let required = survey.cell(row, "required") else { return }
    switch flag(required) {
    case true?: diagnostics.lost(.required, at: survey.place(row, "required"))
    case false?: break
    case nil: diagnostics.lost(.requiredCondition(required), at: survey.place(row, "required"))
    }
  }

  /// The row's label as a title; complains where it is cut.
  private func title(_ text: LocalText?, of row: Table.Row) -> LocalText {
    guard let text else { return LocalText("", "") }
    let (title, isCut) = shortTitle(text)
    if isCut { diagnostics.lost(.shortened(limit: titleColumns), at: survey.place(row, "label")) }
    return title
  }

  /// A row that is read aloud, done, or typed.
  func plainStep(_ item: FormItem) -> DraftStep {
    let row = item.row
    var draft = started(item)
    complainOfRole(row)
    complainOfAddress(row)
    let label = survey.words(row, "label")
    let hint = survey.words(row, "hint")
    let parts = label.map { lines(of: $0) } ?? []
    draft.step.title = title(parts.first, of: row)
    if case .note = item.kind {
      draft.step.say = label?.onOneLine ?? LocalText("", "")
      draft.note("say", at: survey.place(row, "label"))
      draft.step.actions = hint.map { lines(of: $0) } ?? []
      draft.note("do", at: survey.place(row, "hint"))
      return draft
    }
    if case .text = item.kind { diagnostics.lost(.typedText, at: survey.place(row, "type")) }
    // The first of several lines is the title already, where it was not cut.
    draft.step.actions = parts.count > 1 && draft.step.title == parts.first ? Array(parts.dropFirst()) : parts
    draft.note("do", at: survey.place(row, "label"))
    draft.step.say = hint?.onOneLine ?? LocalText("", "")
    draft.note("say", at: survey.place(row, "hint"))
    return draft
  }

  /// A list of choices as steps, five lines each.
  func listSteps(_ item: FormItem, _ choices: [Choice]) -> [DraftStep] {
    let label = survey.words(item.row, "label")?.onOneLine
    let hint = survey.words(item.row, "hint").map { lines(of: $0) } ?? []
    complainOfRole(item.row)
    complainOfAddress(item.row)
    let all = hint + choices.map(\.text)
    var first = started(item)
    first.step.title = title(label, of: item.row)
    first.step.say = label ?? LocalText("", "")
    first.note("say", at: survey.place(item.row, "label"))
    var drafts: [DraftStep] = []
    for start in stride(from: 0, to: max(1, all.count), by: 5) {
      var draft = first
      draft.step.actions = Array(all[start..<min(all.count, start + 5)])
      for index in draft.step.actions.indices where start + index >= hint.count {
        draft.note("do", line: index, at: choices[start + index - hint.count].place)
      }
      drafts.append(draft)
    }
    return drafts
  }

  private func complainOfAddress(_ row: Table.Row) { lose(["url"], row) }

  /// Complains of the values of some columns in a row that has no place for them.
  func lose(_ columns: [String], _ row: Table.Row) {
    for name in columns {
      if let value = survey.cell(row, name) {
        diagnostics.lost(.column(name, value: value), at: survey.place(row, name))
      }
    }
  }

  /// Complains of a hint in a row that has no place for one.
  func loseHint(_ row: Table.Row) {
    guard let hint = survey.words(row, "hint") else { return }
    diagnostics.lost(.column("hint", value: hint.vi.isEmpty ? hint.en : hint.vi), at: survey.place(row, "hint"))
  }

  /// A group that is a step, with the rows in it.
  func step(_ item: FormItem, _ rows: [Table.Row]) -> DraftStep {
    var draft = started(item)
    draft.step.title = title(survey.words(item.row, "label"), of: item.row)
    complainOfAddress(item.row)
    loseHint(item.row)
    for row in rows { take(row, into: &draft) }
    return draft
  }

  /// One row within a step, by what the column `tiepsuc` says, else by its type.
  private func take(_ row: Table.Row, into draft: inout DraftStep) {
    complainOfInner(row)
    let place = survey.place(row, "label")
    guard let text = survey.words(row, "label")?.onOneLine else {
      diagnostics.lost(.emptyRow, at: survey.place(row, "type"))
      return
    }
    let type = survey.cell(row, "type")?.lowercased() ?? ""
    let isSaid = draft.step.say != LocalText("", "")
    let role = survey.cell(row, "tiepsuc") ?? (type == "note" && !isSaid ? "say" : "do")
    let field = StepField.all.first { $0.role == role }
    switch field?.kind {
    case .text(let property, _)? where role != "title" && draft.step[keyPath: property] == LocalText("", ""):
      draft.step[keyPath: property] = text
      draft.note(field?.key ?? role, at: place)
    case .lines(let property, _, _)?:
      draft.note(field?.key ?? role, line: draft.step[keyPath: property].count, at: place)
      draft.step[keyPath: property].append(text)
    case .links(let property, _, _)?:
      draft.note(field?.key ?? role, line: draft.step[keyPath: property].count, at: place)
      draft.step[keyPath: property].append(Link(address: survey.cell(row, "url") ?? "", label: text))
      return
    default: diagnostics.lost(.role(role), at: survey.place(row, "tiepsuc"))
    }
    complainOfAddress(row)
  }

  /// Complains of what a row within a step cannot have.
  private func complainOfInner(_ row: Table.Row) {
    let type = survey.cell(row, "type") ?? ""
    if !["note", "acknowledge", "trigger"].contains(type.lowercased()) {
      diagnostics.lost(.type(type), at: survey.place(row, "type"))
    }
    lose(["relevant"] + Self.stepFields.map(\.key), row)
    loseHint(row)
    complainOfRequired(row)
  }
}
