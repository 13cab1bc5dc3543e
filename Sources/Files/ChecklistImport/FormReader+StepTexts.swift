import Checklists

extension FormReader {
  /// A step with what its row says of minutes, safety line and the like.
  private func started(_ item: FormItem) -> DraftStep {
    let row = item.row
    var step = DraftStep(id: item.id, place: survey.place(row, "type"))
    step.minutes = survey.minutes(row)
    step.problems = survey.names(row, "problems").map { ProblemID(rawValue: $0) }
    step.safety = survey.cell(row, "safety")
    step.asks = survey.word(row, "asks")
    step.source = survey.source(row)
    for (part, column) in [
      ("title", "label"), ("minutes", "minutes"), ("problems", "problems"), ("safety", "safety"), ("source", "source"),
    ] where survey.has(column) {
      step.places[part] = survey.place(row, column)
    }
    complainOfRequired(row)
    return step
  }

  private func complainOfRequired(_ row: Table.Row) {
    guard let required = survey.cell(row, "required") else { return }
    switch flag(required) {
    case true?: ear.lost(.required, at: survey.place(row, "required"))
    case false?: break
    case nil: ear.lost(.requiredCondition(required), at: survey.place(row, "required"))
    }
  }

  /// The row's label as a title; complains where it is cut.
  private func title(_ text: LocalText?, of row: Table.Row) -> LocalText? {
    guard let text else { return nil }
    let (title, isCut) = shortTitle(text)
    if isCut { ear.lost(.shortened(limit: titleColumns), at: survey.place(row, "label")) }
    return title
  }

  /// A row that is read aloud, done, or typed.
  func plainStep(_ item: FormItem) -> DraftStep {
    let row = item.row
    var step = started(item)
    complainOfRole(row)
    complainOfAddress(row)
    let label = survey.words(row, "label")
    let hint = survey.words(row, "hint")
    let parts = label.map { lines(of: $0) } ?? []
    step.title = title(parts.first, of: row)
    if case .note = item.kind {
      step.say = label?.onOneLine
      step.places["say"] = survey.place(row, "label")
      step.actions = hint.map { lines(of: $0) } ?? []
      step.places["do"] = survey.place(row, "hint")
      return step
    }
    if case .text = item.kind { ear.lost(.typedText, at: survey.place(row, "type")) }
    // The first of several lines is the title already, where it was not cut.
    step.actions = parts.count > 1 && step.title == parts.first ? Array(parts.dropFirst()) : parts
    step.places["do"] = survey.place(row, "label")
    step.say = hint?.onOneLine
    step.places["say"] = survey.place(row, "hint")
    return step
  }

  /// A list of choices as steps, five lines each.
  func listSteps(_ item: FormItem, _ choices: [Choice]) -> [DraftStep] {
    let label = survey.words(item.row, "label")?.onOneLine
    let hint = survey.words(item.row, "hint").map { lines(of: $0) } ?? []
    complainOfRole(item.row)
    complainOfAddress(item.row)
    let all = hint + choices.map(\.text)
    var first = started(item)
    first.title = title(label, of: item.row)
    first.say = label
    first.places["say"] = survey.place(item.row, "label")
    var steps: [DraftStep] = []
    for start in stride(from: 0, to: max(1, all.count), by: 5) {
      var step = first
      step.actions = Array(all[start..<min(all.count, start + 5)])
      for index in step.actions.indices where start + index >= hint.count {
        step.places["do/\(index)"] = choices[start + index - hint.count].place
      }
      steps.append(step)
    }
    return steps
  }

  private func complainOfAddress(_ row: Table.Row) {
    if let address = survey.cell(row, "url") {
      ear.lost(.column("url", value: address), at: survey.place(row, "url"))
    }
  }

  /// A group that is a step, with the rows in it.
  func step(_ item: FormItem, _ rows: [Table.Row]) -> DraftStep {
    var step = started(item)
    step.title = title(survey.words(item.row, "label"), of: item.row)
    complainOfAddress(item.row)
    if let hint = survey.words(item.row, "hint") {
      ear.lost(.column("hint", value: hint.vi.isEmpty ? hint.en : hint.vi), at: survey.place(item.row, "hint"))
    }
    for row in rows { take(row, into: &step) }
    return step
  }

  /// One row within a step, by what the column `tiepsuc` says, else by its type.
  private func take(_ row: Table.Row, into step: inout DraftStep) {
    complainOfInner(row)
    let place = survey.place(row, "label")
    guard let text = survey.words(row, "label")?.onOneLine else {
      ear.lost(.emptyRow, at: survey.place(row, "type"))
      return
    }
    let type = survey.cell(row, "type")?.lowercased() ?? ""
    let role = survey.cell(row, "tiepsuc") ?? (type == "note" ? (step.say == nil ? "say" : "do") : "do")
    switch role {
    case "say" where step.say == nil:
      step.say = text
      step.places["say"] = place
    case "check" where step.check == nil:
      step.check = text
      step.places["check"] = place
    case "do":
      step.places["do/\(step.actions.count)"] = place
      step.actions.append(text)
    case "warning":
      step.places["warnings/\(step.warnings.count)"] = place
      step.warnings.append(text)
    case "link":
      step.places["links/\(step.links.count)"] = place
      step.links.append(Link(address: survey.cell(row, "url") ?? "", label: text))
    default: ear.lost(.role(role), at: survey.place(row, "tiepsuc"))
    }
    if role != "link" { complainOfAddress(row) }
  }

  /// Complains of what a row within a step cannot have.
  private func complainOfInner(_ row: Table.Row) {
    let type = survey.cell(row, "type") ?? ""
    if !["note", "acknowledge", "trigger"].contains(type.lowercased()) {
      ear.lost(.type(type), at: survey.place(row, "type"))
    }
    for name in ["relevant", "minutes", "problems", "safety", "asks", "source"] {
      if let value = survey.cell(row, name) { ear.lost(.column(name, value: value), at: survey.place(row, name)) }
    }
    if let hint = survey.words(row, "hint") {
      ear.lost(.column("hint", value: hint.vi.isEmpty ? hint.en : hint.vi), at: survey.place(row, "hint"))
    }
    complainOfRequired(row)
  }
}
