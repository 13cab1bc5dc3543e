import Checklists

/// A condition of a form with its place.
struct FormCondition {
  var relevant: Relevant
  var place: ImportPlace
}

/// One row of a form that becomes a question or steps.
struct FormItem {
  enum Kind {
    case question(list: String)
    case ticks(list: String)
    /// Read aloud, done, or typed.
    case note, acknowledge, text
    /// A group that is a step, with the rows in it.
    case step([Table.Row])
  }

  var row: Table.Row
  var kind: Kind
  /// As the form has it; empty where it has none.
  var name: String
  /// The name in the checklist.
  var id: String
  /// The conditions of the groups around it, and its own: all have to hold.
  var conditions: [FormCondition]
}

/// A group that is open.
private struct FormGroup {
  var row: Table.Row
  var conditions: [FormCondition]
  /// Rows of a group that is a step; nil for a group that is none.
  var rows: [Table.Row]?
}

extension FormReader {
  /// Groups within groups, many times what a person can follow.
  static let deepestGroup = 32

  /// Reads the rows of the survey into questions and steps.
  mutating func readSurvey() {
    let items = items()
    let meaning = meaning(of: items)
    for item in items { add(item, meaning) }
    for (name, choices) in lists where !usedLists.contains(name) {
      if let first = choices.first { diagnostics.lost(.unusedList(name), at: first.place) }
    }
  }

  /// The rows that matter, groups flattened.
  private mutating func items() -> [FormItem] {
    var items: [FormItem] = []
    var groups: [FormGroup] = []
    var names = NameGiver()
    for row in survey.table.rows {
      guard let type = type(of: row) else {
        if let name = survey.cell(row, "name") { leftOut.insert(name) }
        continue
      }
      switch type {
      case .begin(let isRepeat): begin(row, isRepeat, &groups)
      case .end:
        guard let group = groups.popLast() else {
          diagnostics.lost(.nothingToClose, at: survey.place(row, "type"))
          continue
        }
        guard let rows = group.rows else { continue }
        items.append(item(group.row, .step(rows), group.conditions, &names))
      case .item(let kind):
        if let step = groups.lastIndex(where: { $0.rows != nil }) {
          groups[step].rows?.append(row)
        } else {
          let conditions = (groups.last?.conditions ?? []) + condition(of: row)
          items.append(item(row, kind, conditions, &names))
        }
      }
    }
    for group in groups {
      let name = survey.cell(group.row, "name") ?? ""
      diagnostics.lost(.unclosedGroup(name), at: survey.place(group.row, "type"))
      if let rows = group.rows { items.append(item(group.row, .step(rows), group.conditions, &names)) }
    }
    return items
  }

  private func item(
    _ row: Table.Row, _ kind: FormItem.Kind, _ conditions: [FormCondition], _ names: inout NameGiver
  ) -> FormItem {
    let name = survey.cell(row, "name")
    var id = formName(name, row: row.number)
    switch kind {
    case .question, .ticks: id = names.name(id)
    // A question and a step may have one name in a checklist, but not in a form.
    case .step: id = formName(name.map { $0.hasPrefix("step_") ? String($0.dropFirst(5)) : $0 }, row: row.number)
    case .note, .acknowledge, .text: break
    }
    return FormItem(row: row, kind: kind, name: name ?? "", id: id, conditions: conditions)
  }

  private func begin(_ row: Table.Row, _ isRepeat: Bool, _ groups: inout [FormGroup]) {
    let outer = groups.last
    if groups.count >= Self.deepestGroup {
      diagnostics.lost(.deepGroup(limit: Self.deepestGroup), at: survey.place(row, "type"))
    }
    if isRepeat { diagnostics.lost(.repeated, at: survey.place(row, "type")) }
    let isWithinStep = groups.contains { $0.rows != nil }
    if isWithinStep, let value = survey.cell(row, "relevant") {
      diagnostics.lost(.column("relevant", value: value), at: survey.place(row, "relevant"))
    }
    let conditions = (outer?.conditions ?? []) + (isWithinStep ? [] : condition(of: row))
    let isStep = survey.cell(row, "tiepsuc") == "step" && !isWithinStep
    if !isStep {
      complainOfRole(row)
      if let label = survey.words(row, "label") {
        diagnostics.lost(.groupLabel(label.vi.isEmpty ? label.en : label.vi), at: survey.place(row, "label"))
      }
      complainOfStepColumns(row)
    }
    // A group within a step belongs to the step: its rows are read as if it were not there.
    groups.append(FormGroup(row: row, conditions: conditions, rows: isStep ? [] : nil))
  }

  /// A value for a step in a row that becomes none means nothing.
  private func complainOfStepColumns(_ row: Table.Row) {
    lose(Self.stepFields.map(\.key) + ["url"], row)
    loseHint(row)
  }

  func complainOfRole(_ row: Table.Row) {
    if let role = survey.cell(row, "tiepsuc") { diagnostics.lost(.role(role), at: survey.place(row, "tiepsuc")) }
  }

  /// The row's own condition; none, with a complaint, where it is not understood.
  private func condition(of row: Table.Row) -> [FormCondition] {
    guard let text = survey.cell(row, "relevant") else { return [] }
    let place = survey.place(row, "relevant")
    do throws(ImportFault) {
      return [FormCondition(relevant: try Relevant(text), place: place)]
    } catch {
      diagnostics.note(error, at: place)
      return []
    }
  }
}

/// What a row of a form is.
private enum RowType {
  case begin(isRepeat: Bool)
  case end
  case item(FormItem.Kind)
}

/// Types that ask for something other than an answer or a text; a help desk does not record it.
private let recordTypes: Set<String> = [
  "start", "end", "today", "deviceid", "phonenumber", "username", "email", "simserial", "subscriberid", "audit",
  "start-geopoint", "imei", "background-audio", "background-geopoint", "calculate", "hidden", "xml-external",
  "csv-external",
  "device id", "sim id", "start time", "end time",
]

extension FormReader {
  /// What a row is; nil where it is left out, with a complaint.
  private mutating func type(of row: Table.Row) -> RowType? {
    let place = survey.place(row, "type")
    if let value = survey.cell(row, "disabled"), flag(value) == true {
      diagnostics.lost(.disabled, at: survey.place(row, "disabled"))
      return nil
    }
    guard let text = survey.cell(row, "type") else {
      diagnostics.lost(.noType, at: survey.table.place(row.number, row.cells.keys.min() ?? 1))
      return nil
    }
    let joined = text.lowercased()
    switch joined {
    case "note": return .item(.note)
    case "acknowledge", "trigger", "acknowledgement": return .item(.acknowledge)
    case "text", "string": return .item(.text)
    case "begin_group", "begin group", "begin-group": return .begin(isRepeat: false)
    case "begin_repeat", "begin repeat", "begin-repeat": return .begin(isRepeat: true)
    case "end_group", "end group", "end-group", "end_repeat", "end repeat", "end-repeat": return .end
    default: break
    }
    if let kind = listKind(text, at: place) { return .item(kind) }
    diagnostics.lost(recordTypes.contains(joined) ? .record(text) : .type(text), at: place)
    return nil
  }

  /// A question or a list to tick with the name of its list; nil for a row of another type.
  private func listKind(_ text: String, at place: ImportPlace) -> FormItem.Kind? {
    let words = text.split(separator: " ").map(String.init)
    let heads: [([String], (String) -> FormItem.Kind)] = [
      (["select_one", "select one from", "select one", "select1"], { .question(list: $0) }),
      (
        [
          "select_multiple", "select all that apply from", "select all that apply", "select multiple from",
          "select multiple",
        ], { .ticks(list: $0) }
      ),
    ]
    for (names, kind) in heads {
      for name in names where text.lowercased().hasPrefix(name + " ") {
        let rest = words.dropFirst(name.split(separator: " ").count)
        guard let list = rest.first else { continue }
        complainOfRest(rest.dropFirst(), at: place)
        return kind(list)
      }
    }
    return nil
  }

  private func complainOfRest(_ rest: ArraySlice<String>, at place: ImportPlace) {
    if rest.isEmpty { return }
    let text = rest.joined(separator: " ").lowercased()
    diagnostics.lost(text == "or_other" || text == "or specify other" ? .orOther : .type(text), at: place)
  }
}
