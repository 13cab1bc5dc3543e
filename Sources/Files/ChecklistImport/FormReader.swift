import ChecklistFiles
import Checklists

/// Reads a checklist from the sheets of an XLSForm.
struct FormReader {
  /// The sheets that are read, in the order in which complaints are shown.
  static let sheets = ["settings", "survey", "choices", "safety", "problems"]

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

  let ear: Ear
  let survey: TableReader
  let plain: Language?
  private let workbook: Workbook
  var draft = Draft()
  /// The lists of choices by name, with the row in which each begins.
  var lists: [String: [Choice]] = [:]
  var usedLists: Set<String> = []
  /// The names of rows that were left out: a condition may ask for them.
  var leftOut: Set<String> = []

  init(_ workbook: Workbook, ear: Ear) throws(UnreadableFault) {
    self.workbook = workbook
    self.ear = ear
    plain = defaultLanguage(workbook)
    guard let sheet = workbook.sheet("survey"), let table = Table(sheet, plain: plain) else {
      throw .missingSheet("survey", found: workbook.sheets.map(\.name))
    }
    let single = [
      ["type"], ["name"], ["required", "bind::required"], ["relevant", "relevance", "bind::relevant"], ["disabled"],
      ["tiepsuc"], ["minutes"], ["problems"], ["safety"], ["asks"], ["url"],
    ]
    survey = TableReader(
      table, single: single + TableReader.sourceColumns, texts: [["label", "caption"], ["hint"]], ear: ear)
    guard survey.has("type") else { throw .missingColumn("type") }
    draft.place = table.place(table.headerRow, 1)
  }

  /// The whole draft.
  mutating func wholeDraft() -> Draft {
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
    let single = [
      ["form_id", "id_string"], ["version"], ["default_language"], ["checked"], ["form_title", "set form title"],
    ]
    let reader = TableReader(
      table, single: single,
      texts: [["checklist_title", "form_title", "set form title", "title"], ["checklist_summary", "summary"]],
      ear: ear)
    reader.complainOfUnread()
    guard let row = table.rows.first else { return }
    draft.place = table.place(row.number, 1)
    draft.title = reader.words(row, "checklist_title")?.onOneLine
    if let text = reader.cell(row, "form_title"), let title = draft.title, text != title.vi, text != title.en {
      ear.lost(.column("form_title", value: text), at: reader.place(row, "form_title"))
    }
    draft.summary = reader.words(row, "checklist_summary")?.onOneLine
    draft.places["title"] = reader.place(row, "checklist_title")
    draft.places["summary"] = reader.place(row, "checklist_summary")
    draft.places["version"] = reader.place(row, "version")
    draft.places["checked"] = reader.place(row, "checked")
    draft.checked = reader.cell(row, "checked")
    if let id = reader.cell(row, "form_id") {
      let name = isName(id) ? id : checklistName(id, fallback: "checklist")
      if name != id { ear.lost(.id(id, used: name), at: reader.place(row, "form_id")) }
      draft.id = name
    }
    if let version = reader.cell(row, "version") {
      if let number = Int(version), (1...999_999).contains(number) {
        draft.version = number
      } else {
        ear.lost(.version(version), at: reader.place(row, "version"))
      }
    }
  }

  private mutating func readSafety() {
    guard let sheet = workbook.sheet("safety"), let table = Table(sheet, plain: plain) else { return }
    let reader = TableReader(table, single: [["name"]] + TableReader.sourceColumns, texts: [["label"]], ear: ear)
    reader.complainOfUnread()
    var names = NameGiver()
    for row in table.rows {
      draft.places["safety/\(draft.safety.count)"] = reader.place(row, "name")
      draft.places["safety/\(draft.safety.count)/text"] = reader.place(row, "label")
      let name = names.name(formName(reader.cell(row, "name"), row: row.number))
      let text = reader.words(row, "label")?.onOneLine ?? LocalText("", "")
      draft.safety.append(SafetyLine(id: SafetyID(rawValue: name), text: text, source: reader.source(row)))
    }
  }

  private mutating func readProblems() {
    guard let sheet = workbook.sheet("problems"), let table = Table(sheet, plain: plain) else { return }
    let single = [["name"], ["outcome"]] + TableReader.sourceColumns
    let reader = TableReader(table, single: single, texts: [["label"], ["hint"]], ear: ear)
    reader.complainOfUnread()
    for row in table.rows {
      let path = "problems/\(draft.problems.count)"
      draft.places[path] = reader.place(row, "name")
      draft.places[path + "/symptom"] = reader.place(row, "label")
      draft.places[path + "/fix"] = reader.place(row, "hint")
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
    let single = [["list_name", "list name", "listname"], ["name", "value"], ["outcome"], ["checklist"]]
    let reader = TableReader(table, single: single, texts: [["label", "caption"]], ear: ear)
    reader.complainOfUnread()
    var givers: [String: NameGiver] = [:]
    for row in table.rows {
      guard let list = reader.cell(row, "list_name") else {
        if let name = reader.cell(row, "name") {
          ear.lost(.column("name", value: name), at: reader.place(row, "name"))
        }
        continue
      }
      let name = reader.cell(row, "name") ?? ""
      if let same = lists[list]?.first(where: { $0.name == name }) {
        ear.lost(.duplicateName(name, first: same.place), at: reader.place(row, "name"))
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
