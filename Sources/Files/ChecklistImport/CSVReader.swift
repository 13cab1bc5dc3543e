import ChecklistFiles
import Checklists

/// The cells of a CSV file, as a spreadsheet program would show them.
///
/// Rows count as the program counts them: empty lines too, a line end between quotes not, and `sep=;` not.
func csvSheet(_ text: String, diagnostics: ImportDiagnostics) throws(ImportFault) -> TableSheet {
  let table: CSVText
  switch CSVText.read(text) {
  case .table(let read): table = read
  case .badQuote(let line, _): throw .unreadable(.badQuote(line: line))
  }
  var sheet = TableSheet(name: "")
  for row in table.rows {
    for (column, field) in row.fields.enumerated() {
      let text = tidied(field.text, at: sheet.place(row.number, column + 1), diagnostics: diagnostics)
      if !text.isEmpty { sheet.rows[row.number, default: [:]][column + 1] = bared(text) }
    }
  }
  return sheet
}

/// Signs with which spreadsheet programs let a formula begin.
private let formulaSigns: Set<Character> = ["=", "+", "-", "@"]

/// A text that spreadsheet programs do not take for a formula.
func guarded(_ text: String) -> String {
  (text.first.map(formulaSigns.contains) ?? false) || isGuarded(text) ? "'" + text : text
}

/// The text before it was guarded.
private func bared(_ text: String) -> String { isGuarded(text) ? String(text.dropFirst()) : text }

/// Whether a text begins with an apostrophe that has to be taken off, or kept by one more.
private func isGuarded(_ text: String) -> Bool {
  guard text.first == "'", let second = text.dropFirst().first else { return false }
  return second == "'" || formulaSigns.contains(second)
}

/// Reads a checklist from a table with one step a line.
struct CSVReader {
  /// What a row is where the column `kind` says so; a row without a kind is a step.
  enum Kind: String, CaseIterable {
    case checklist, safety, question, answer, step, link, problem

    /// The kind of a word in either language.
    init?(word: String) {
      let names: [Kind: String] = [
        .checklist: "danh mục", .safety: "câu an toàn", .question: "câu hỏi", .answer: "câu trả lời", .step: "bước",
        .link: "liên kết", .problem: "lỗi",
      ]
      guard let kind = Kind(rawValue: word) ?? names.first(where: { $0.value == word })?.key else { return nil }
      self = kind
    }
  }

  let sheet: TableSheet
  let diagnostics: ImportDiagnostics
  private var draft = ImportDraft()
  private var names = NameGiver()

  init(sheet: TableSheet, diagnostics: ImportDiagnostics) {
    self.sheet = sheet
    self.diagnostics = diagnostics
  }

  /// The whole draft.
  mutating func wholeDraft() throws(ImportFault) -> ImportDraft {
    if let table = Table(sheet), isHeading(table) {
      read(table)
    } else {
      readPlain()
    }
    if draft.steps.isEmpty, draft.questions.isEmpty { throw .unreadable(.noSteps) }
    return draft
  }

  /// The columns of a table: a step's fields, and what other rows need beside them. Links are rows of their own.
  static let columns: [ColumnName] =
    [ColumnName("kind", ["loại"]), ColumnName("id", ["mã"]), ColumnName("version", ["phiên bản"])]
    + StepField.all.filter { $0.key != "links" }.map { ColumnName($0) }
    + [
      ColumnName("outcome", ["kết quả"]), ColumnName("checklist", ["danh mục bước", "danh mục"]),
      ColumnName("url", ["địa chỉ"]),
    ]
    .filter { column in StepField.named(column.key) == nil } + TableReader.sourceColumns

  /// Whether the first row names columns: the one of titles, or nothing but columns.
  private func isHeading(_ table: Table) -> Bool {
    let named = table.headers.values.compactMap { TableReader.named($0.base, Self.columns)?.key }
    return named.contains("title") || named.count > 1 && named.count == table.headers.count
  }

  /// Without headings: the step, what is said, and what is done in all further columns.
  private mutating func readPlain() {
    let isVietnamese = sheet.rows.values.contains { $0.values.contains(where: looksVietnamese) }
    func words(_ text: String) -> LocalText {
      isVietnamese ? LocalText(vi: text.onOneLine, en: "") : LocalText(vi: "", en: text.onOneLine)
    }
    for number in sheet.rows.keys.sorted() {
      guard let cells = sheet.rows[number], let first = cells.keys.min(), let text = cells[first] else { continue }
      let place = sheet.place(number, first)
      let title = titled(words(text), at: place)
      let name = checklistName(text, fallback: "row-\(number)")
      var draft = DraftStep(id: names.name(name), place: place)
      draft.step.title = title
      if title != words(text) { draft.step.actions = [words(text)] }
      for column in cells.keys.sorted() where column != first {
        guard let text = cells[column] else { continue }
        if column == first + 1 {
          draft.step.say = words(text)
          draft.note("say", at: sheet.place(number, column))
        } else {
          draft.note("do", line: draft.step.actions.count, at: sheet.place(number, column))
          draft.step.actions.append(words(text))
        }
      }
      self.draft.steps.append(draft)
    }
  }

  private func titled(_ text: LocalText, at place: ImportPlace) -> LocalText {
    let (title, isCut) = shortTitle(text)
    if isCut { diagnostics.lost(.shortened(limit: titleColumns), at: place) }
    return title
  }

  private mutating func read(_ table: Table) {
    let reader = TableReader(table, columns: Self.columns, diagnostics: diagnostics)
    reader.complainOfUnread()
    for row in table.rows {
      let place = table.place(row.number, row.cells.keys.min() ?? 1)
      let kind = reader.cell(row, "kind") ?? Kind.step.rawValue
      switch Kind(word: kind.lowercased()) {
      case .checklist: readChecklist(row, reader, place)
      case .safety: readSafety(row, reader, place)
      case .question: readQuestion(row, reader, place)
      case .answer: readAnswer(row, reader, place)
      case .step: readStep(row, reader, place)
      case .link: readLink(row, reader, place)
      case .problem: readProblem(row, reader, place)
      case nil: diagnostics.lost(.role(kind), at: reader.place(row, "kind"))
      }
    }
  }
}

extension CSVReader {
  private func title(_ row: Table.Row, _ reader: TableReader) -> LocalText {
    reader.words(row, "title")?.onOneLine ?? LocalText("", "")
  }

  private mutating func readChecklist(_ row: Table.Row, _ reader: TableReader, _ place: ImportPlace) {
    draft.place = place
    draft.id = reader.cell(row, "id")
    draft.title = title(row, reader)
    draft.summary = reader.words(row, "say")?.onOneLine ?? LocalText("", "")
    draft.checked = reader.day(row, "checked")
    guard let version = reader.cell(row, "version") else { return }
    if let number = Int(version), (1...999_999).contains(number) {
      draft.version = number
    } else {
      diagnostics.lost(.version(version), at: reader.place(row, "version"))
    }
  }

  private mutating func readSafety(_ row: Table.Row, _ reader: TableReader, _ place: ImportPlace) {
    draft.places[.root / "safety" / draft.safety.count] = place
    draft.safety.append(
      SafetyLine(
        id: SafetyID(rawValue: formName(reader.cell(row, "id"), row: row.number)), text: title(row, reader),
        source: reader.source(row)))
  }

  private mutating func readQuestion(_ row: Table.Row, _ reader: TableReader, _ place: ImportPlace) {
    draft.places[.root / "questions" / draft.questions.count] = place
    draft.questions.append(
      Question(
        id: QuestionID(rawValue: formName(reader.cell(row, "id"), row: row.number)), text: title(row, reader),
        when: when(row, reader, "when"), answers: []))
  }

  private mutating func readAnswer(_ row: Table.Row, _ reader: TableReader, _ place: ImportPlace) {
    guard let last = draft.questions.indices.last else {
      diagnostics.lost(.role(Kind.answer.rawValue), at: place)
      return
    }
    draft.places[.root / "questions" / last / "answers" / draft.questions[last].answers.count] = place
    draft.questions[last].answers.append(
      Answer(
        id: AnswerID(rawValue: formName(reader.cell(row, "id"), row: row.number)), text: title(row, reader),
        outcome: reader.word(row, "outcome"),
        checklist: reader.cell(row, "checklist").map { ChecklistID(rawValue: $0) }))
  }

  private mutating func readStep(_ row: Table.Row, _ reader: TableReader, _ place: ImportPlace) {
    let text = title(row, reader)
    let name = reader.cell(row, "id") ?? (text.vi.isEmpty ? text.en : text.vi)
    var draft = DraftStep(id: names.name(formName(name.isEmpty ? nil : name, row: row.number)), place: place)
    for field in StepField.all where reader.has(field.key) {
      read(field, row, reader, into: &draft)
      draft.note(field.key, at: reader.place(row, field.key))
    }
    let title = titled(text, at: reader.place(row, "title"))
    draft.step.title = title
    if title != text { draft.step.actions.insert(text, at: 0) }
    self.draft.steps.append(draft)
  }

  private func read(_ field: StepField, _ row: Table.Row, _ reader: TableReader, into draft: inout DraftStep) {
    let key = field.key
    switch field.kind {
    case .text(let property, _):
      draft.step[keyPath: property] = reader.words(row, key)?.onOneLine ?? LocalText("", "")
    case .lines(let property, _, _): draft.step[keyPath: property] = reader.words(row, key).map { lines(of: $0) } ?? []
    case .condition: draft.when = [when(row, reader, key)]
    // Rows of their own.
    case .links: break
    case .minutes(let property, _): draft.step[keyPath: property] = reader.minutes(row, key) ?? .zero
    case .problems(let property, _):
      draft.step[keyPath: property] = reader.names(row, key).map { ProblemID(rawValue: $0) }
    case .safety(let property): draft.step[keyPath: property] = SafetyID(rawValue: reader.cell(row, key) ?? "")
    case .asking(let property): draft.step[keyPath: property] = reader.word(row, key)
    case .checklist(let property):
      draft.step[keyPath: property] = reader.cell(row, key).map { ChecklistID(rawValue: $0) }
    case .source(let property): draft.step[keyPath: property] = reader.source(row)
    }
  }

  private mutating func readLink(_ row: Table.Row, _ reader: TableReader, _ place: ImportPlace) {
    guard let last = draft.steps.indices.last else {
      diagnostics.lost(.role(Kind.link.rawValue), at: place)
      return
    }
    draft.steps[last].note("links", line: draft.steps[last].step.links.count, at: place)
    draft.steps[last].step.links.append(Link(address: reader.cell(row, "url") ?? "", label: title(row, reader)))
  }

  private mutating func readProblem(_ row: Table.Row, _ reader: TableReader, _ place: ImportPlace) {
    draft.places[.root / "problems" / draft.problems.count] = place
    draft.problems.append(
      Problem(
        id: ProblemID(rawValue: reader.cell(row, "id") ?? ""), symptom: title(row, reader),
        fix: reader.words(row, "do").map { lines(of: $0) } ?? [], outcome: reader.word(row, "outcome"),
        source: reader.source(row)))
  }

  /// A condition from `phone: android|iphone, card: have`; always, with a complaint, where it is written otherwise.
  private func when(_ row: Table.Row, _ reader: TableReader, _ key: String) -> Condition {
    guard let text = reader.cell(row, key) else { return .always }
    var clauses: [Condition.Clause] = []
    for part in text.split(separator: ",") {
      let pair = part.split(separator: ":").map { $0.trimmed() }
      guard pair.count == 2 else {
        diagnostics.lost(.condition(.syntax(part.trimmed())), at: reader.place(row, key))
        return .always
      }
      let answers = pair[1].split(separator: "|").map { AnswerID(rawValue: $0.trimmed()) }
      clauses.append(.init(question: QuestionID(rawValue: pair[0]), answers: answers))
    }
    return Condition(clauses)
  }
}
