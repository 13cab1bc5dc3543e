import ChecklistFiles
import Checklists

/// Reads a checklist from the sheets of an XLSForm.
struct FormReader {
  /// The sheets that are read, in the order in which complaints are shown.
  static let sheets = ["settings", "survey", "choices", "safety", "problems"]

  /// The fields of a step that have a column of their own; texts and links are rows, conditions are in `relevant`.
  static let stepFields = StepField.all.filter { field in
    switch field.kind {
    case .text, .lines, .links, .condition: false
    case .minutes, .problems, .safety, .asking, .checklist, .source: true
    }
  }

  /// One choice of a list.
  struct Choice {
    /// As the form has it.
    var name: String
    var id: AnswerID
    var text: LocalText
    var outcome: Outcome?
    var checklist: ChecklistID?
    var place: ImportPlace
  }

  let diagnostics: ImportDiagnostics
  let survey: TableReader
  let plain: Language?
  private let workbook: Workbook
  var draft = ImportDraft()
  /// The lists of choices by name, with the row in which each begins.
  var lists: [String: [Choice]] = [:]
  var usedLists: Set<String> = []
  /// The names of rows that were left out: a condition may ask for them.
  var leftOut: Set<String> = []

  init(_ workbook: Workbook, diagnostics: ImportDiagnostics) throws(ImportFault) {
    self.workbook = workbook
    self.diagnostics = diagnostics
    plain = defaultLanguage(workbook)
    guard let sheet = workbook.sheet("survey"), let table = Table(sheet, plain: plain) else {
      throw .unreadable(.missingSheet("survey", found: workbook.sheets.map(\.name)))
    }
    let columns = [
      ColumnName("type"), ColumnName("name"), ColumnName("required", ["bind::required"]),
      ColumnName("relevant", ["relevance", "bind::relevant"]), ColumnName("disabled"), ColumnName("tiepsuc"),
      ColumnName("url"), .text("label", "caption"), .text("hint"),
    ]
    survey = TableReader(
      table, columns: columns + Self.stepFields.map { ColumnName($0.key) } + TableReader.sourceColumns,
      diagnostics: diagnostics)
    guard survey.has("type") else { throw .unreadable(.missingColumn("type")) }
    draft.place = table.place(table.headerRow, 1)
  }

  /// The whole draft.
  mutating func wholeDraft() -> ImportDraft {
    readSettings()
    readSafety()
    readChoices()
    readSurvey()
    readProblems()
    survey.complainOfUnread()
    return draft
  }

  private mutating func readSettings() {
    guard let sheet = workbook.sheet("settings"), let table = Table(sheet, plain: plain) else { return }
    let reader = TableReader(
      table,
      columns: [
        ColumnName("form_id", ["id_string"]), ColumnName("version"), ColumnName("default_language"),
        ColumnName("checked"), .text("checklist_title", "title"), .text("form_title", "set form title"),
        .text("checklist_summary", "summary"),
      ], diagnostics: diagnostics)
    reader.complainOfUnread()
    guard let row = table.rows.first else { return }
    draft.place = table.place(row.number, 1)
    let formTitle = reader.words(row, "form_title")?.onOneLine
    let title = reader.words(row, "checklist_title")?.onOneLine
    draft.title = title ?? formTitle ?? LocalText("", "")
    if let title, let formTitle {
      for text in [formTitle.vi, formTitle.en] where !text.isEmpty && text != title.vi && text != title.en {
        diagnostics.lost(.column("form_title", value: text), at: reader.place(row, "form_title"))
      }
    }
    draft.summary = reader.words(row, "checklist_summary")?.onOneLine ?? LocalText("", "")
    draft.places[.root / "title"] = reader.place(row, title == nil ? "form_title" : "checklist_title")
    draft.places[.root / "summary"] = reader.place(row, "checklist_summary")
    draft.places[.root / "version"] = reader.place(row, "version")
    draft.places[.root / "checked"] = reader.place(row, "checked")
    draft.checked = reader.day(row, "checked")
    if let id = reader.cell(row, "form_id") {
      let name = isName(id) ? id : checklistName(id, fallback: "checklist")
      if name != id { diagnostics.lost(.id(id, used: name), at: reader.place(row, "form_id")) }
      draft.id = name
    }
    if let version = reader.cell(row, "version") {
      if let number = Int(version), (1...999_999).contains(number) {
        draft.version = number
      } else {
        diagnostics.lost(.version(version), at: reader.place(row, "version"))
      }
    }
  }

  private mutating func readSafety() {
    guard let sheet = workbook.sheet("safety"), let table = Table(sheet, plain: plain) else { return }
    let columns = [ColumnName("name"), ColumnName("source"), .text("label")] + TableReader.sourceColumns
    let reader = TableReader(table, columns: columns, diagnostics: diagnostics)
    reader.complainOfUnread()
    var names = NameGiver()
    for row in table.rows {
      let path = SchemaPath.root / "safety" / draft.safety.count
      draft.places[path] = reader.place(row, "name")
      draft.places[path / "text"] = reader.place(row, "label")
      let name = names.name(formName(reader.cell(row, "name"), row: row.number))
      let text = reader.words(row, "label")?.onOneLine ?? LocalText("", "")
      draft.safety.append(SafetyLine(id: SafetyID(rawValue: name), text: text, source: reader.source(row)))
    }
  }

  private mutating func readProblems() {
    guard let sheet = workbook.sheet("problems"), let table = Table(sheet, plain: plain) else { return }
    let columns = [ColumnName("name"), ColumnName("outcome"), ColumnName("source"), .text("label"), .text("hint")]
    let reader = TableReader(table, columns: columns + TableReader.sourceColumns, diagnostics: diagnostics)
    reader.complainOfUnread()
    for row in table.rows {
      let path = SchemaPath.root / "problems" / draft.problems.count
      draft.places[path] = reader.place(row, "name")
      draft.places[path / "symptom"] = reader.place(row, "label")
      draft.places[path / "fix"] = reader.place(row, "hint")
      draft.problems.append(
        Problem(
          id: ProblemID(rawValue: reader.cell(row, "name") ?? ""),
          symptom: reader.words(row, "label")?.onOneLine ?? LocalText("", ""),
          fix: reader.words(row, "hint").map { lines(of: $0) } ?? [], outcome: reader.word(row, "outcome"),
          source: reader.source(row)))
    }
  }

  private mutating func readChoices() {
    guard let sheet = workbook.sheet("choices"), let table = Table(sheet, plain: plain) else { return }
    let columns = [
      ColumnName("list_name", ["list name", "listname"]), ColumnName("name", ["value"]), ColumnName("outcome"),
      ColumnName("checklist"), .text("label", "caption"),
    ]
    let reader = TableReader(table, columns: columns, diagnostics: diagnostics)
    reader.complainOfUnread()
    var givers: [String: NameGiver] = [:]
    for row in table.rows {
      guard let list = reader.cell(row, "list_name") else {
        if let name = reader.cell(row, "name") {
          diagnostics.lost(.column("name", value: name), at: reader.place(row, "name"))
        }
        continue
      }
      let name = reader.cell(row, "name") ?? ""
      if let same = lists[list]?.first(where: { $0.name == name }) {
        diagnostics.lost(.duplicateName(name, first: same.place), at: reader.place(row, "name"))
        continue
      }
      let id = givers[list, default: NameGiver()].name(formName(name, row: row.number))
      lists[list, default: []].append(
        Choice(
          name: name, id: AnswerID(rawValue: id),
          text: reader.words(row, "label")?.onOneLine ?? LocalText("", ""), outcome: reader.word(row, "outcome"),
          checklist: reader.cell(row, "checklist").map { ChecklistID(rawValue: $0) },
          place: reader.place(row, "list_name")))
    }
  }
}

/// A name as checklists have them, made of the name in a form.
func formName(_ name: String?, row: Int) -> String {
  guard let name else { return "row-\(row)" }
  return isName(name) ? name : checklistName(name, fallback: "row-\(row)")
}

/// The language of texts whose heading names none, where the form says so.
private func defaultLanguage(_ workbook: Workbook) -> Language? {
  guard let sheet = workbook.sheet("settings"), let table = Table(sheet), let row = table.rows.first,
    let column = table.column("default_language"), let name = row.cells[column]
  else { return nil }
  return Language(named: name)
}
