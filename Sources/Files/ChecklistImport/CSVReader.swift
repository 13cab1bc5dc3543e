import ChecklistFiles
import Checklists
import SwiftCSV

/// The cells of a CSV file, as a spreadsheet program would show them.
///
/// Commas, semicolons and tabs are told apart by the first line.
func csvSheet(_ text: String, ear: Ear) throws(UnreadableFault) -> Sheet {
  // A row of our own at the end shows whether every quotation mark before it was closed.
  let mark = "\u{E000}end"
  let rows: [[String]]
  do {
    let csv = try EnumeratedCSV(
      string: text + "\n" + mark, delimiter: CSVDelimiter.guessed(string: text), loadColumns: false)
    rows = [csv.header] + csv.rows
  } catch {
    throw .badQuote
  }
  guard rows.last?.first == mark else { throw .badQuote }
  var sheet = Sheet(name: "")
  for (index, row) in rows.dropLast().enumerated() {
    for (column, field) in row.enumerated() {
      let text = tidied(field, at: sheet.place(index + 1, column + 1), ear: ear)
      if !text.isEmpty { sheet.rows[index + 1, default: [:]][column + 1] = bared(text) }
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
  }

  let sheet: Sheet
  let ear: Ear
  private var draft = Draft()
  private var names = NameGiver()

  init(sheet: Sheet, ear: Ear) {
    self.sheet = sheet
    self.ear = ear
  }

  /// The whole draft.
  mutating func wholeDraft() throws(UnreadableFault) -> Draft {
    if let table = Table(sheet), isHeading(table) {
      read(table)
    } else {
      readPlain()
    }
    if draft.steps.isEmpty, draft.questions.isEmpty { throw .noSteps }
    return draft
  }

  /// The columns of a table, each with other names it may have.
  private static let single = [
    ["kind", "loại"], ["id", "mã"], ["version", "phiên bản"], ["minutes", "phút", "thời gian"], ["when", "khi"],
    ["safety", "an toàn"], ["problems", "lỗi"], ["asks"], ["outcome"], ["checklist"], ["url"], ["source", "nguồn"],
    ["checked"], ["verified"],
  ]
  private static let texts = [
    ["title", "step", "bước", "tên bước", "tiêu đề"], ["say", "nói", "đọc", "lời"], ["do", "làm", "việc làm"],
    ["check", "kiểm tra", "dấu hiệu"], ["warnings", "warning", "cảnh báo"],
  ]

  /// Whether the first row names columns: one of a title, and nothing that is no column.
  private func isHeading(_ table: Table) -> Bool {
    let titles = Self.texts[0]
    return table.headers.values.contains { titles.contains($0.base) }
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
      var step = DraftStep(id: names.name(name), place: place)
      step.title = title
      if title != words(text) { step.actions = [words(text)] }
      for column in cells.keys.sorted() where column != first {
        guard let text = cells[column] else { continue }
        if column == first + 1 {
          step.say = words(text)
          step.places["say"] = sheet.place(number, column)
        } else {
          step.places["do/\(step.actions.count)"] = sheet.place(number, column)
          step.actions.append(words(text))
        }
      }
      draft.steps.append(step)
    }
  }

  private func titled(_ text: LocalText, at place: ImportPlace) -> LocalText {
    let (title, isCut) = shortTitle(text)
    if isCut { ear.lost(.shortened(limit: titleColumns), at: place) }
    return title
  }

  private mutating func read(_ table: Table) {
    let reader = TableReader(table, single: Self.single, texts: Self.texts, ear: ear)
    reader.complainOfUnread()
    for row in table.rows {
      let place = table.place(row.number, row.cells.keys.min() ?? 1)
      let kind = reader.cell(row, "kind") ?? Kind.step.rawValue
      switch Kind(rawValue: kind) {
      case .checklist: readChecklist(row, reader, place)
      case .safety: readSafety(row, reader, place)
      case .question: readQuestion(row, reader, place)
      case .answer: readAnswer(row, reader, place)
      case .step: readStep(row, reader, place)
      case .link: readLink(row, reader, place)
      case .problem: readProblem(row, reader, place)
      case nil: ear.lost(.role(kind), at: reader.place(row, "kind"))
      }
    }
  }
}

extension CSVReader {
  private mutating func readChecklist(_ row: Table.Row, _ reader: TableReader, _ place: ImportPlace) {
    draft.place = place
    draft.id = reader.cell(row, "id")
    draft.title = reader.words(row, "title")?.onOneLine
    draft.summary = reader.words(row, "say")?.onOneLine
    draft.checked = reader.cell(row, "checked")
    guard let version = reader.cell(row, "version") else { return }
    if let number = Int(version), (1...999_999).contains(number) {
      draft.version = number
    } else {
      ear.lost(.version(version), at: reader.place(row, "version"))
    }
  }

  private mutating func readSafety(_ row: Table.Row, _ reader: TableReader, _ place: ImportPlace) {
    draft.places["safety/\(draft.safety.count)"] = place
    draft.safety.append(
      SafetyLine(
        id: SafetyID(rawValue: formName(reader.cell(row, "id"), row: row.number)),
        text: reader.words(row, "title")?.onOneLine ?? LocalText("", ""), source: reader.source(row)))
  }

  private mutating func readQuestion(_ row: Table.Row, _ reader: TableReader, _ place: ImportPlace) {
    draft.places["questions/\(draft.questions.count)"] = place
    draft.questions.append(
      Question(
        id: QuestionID(rawValue: formName(reader.cell(row, "id"), row: row.number)),
        text: reader.words(row, "title")?.onOneLine ?? LocalText("", ""), when: when(row, reader), answers: []))
  }

  private mutating func readAnswer(_ row: Table.Row, _ reader: TableReader, _ place: ImportPlace) {
    guard let last = draft.questions.indices.last else {
      ear.lost(.role(Kind.answer.rawValue), at: place)
      return
    }
    draft.places["questions/\(last)/answers/\(draft.questions[last].answers.count)"] = place
    draft.questions[last].answers.append(
      Answer(
        id: AnswerID(rawValue: formName(reader.cell(row, "id"), row: row.number)),
        text: reader.words(row, "title")?.onOneLine ?? LocalText("", ""), outcome: reader.word(row, "outcome"),
        checklist: reader.cell(row, "checklist").map { ChecklistID(rawValue: $0) }))
  }

  private mutating func readStep(_ row: Table.Row, _ reader: TableReader, _ place: ImportPlace) {
    let text = reader.words(row, "title")?.onOneLine
    let title = text.map { titled($0, at: reader.place(row, "title")) }
    let name = reader.cell(row, "id") ?? text.map { $0.vi.isEmpty ? $0.en : $0.vi }
    var step = DraftStep(id: names.name(formName(name, row: row.number)), place: place)
    step.title = title
    step.when = [when(row, reader)]
    step.say = reader.words(row, "say")?.onOneLine
    step.actions =
      (title == text ? [] : [text].compactMap { $0 }) + (reader.words(row, "do").map { lines(of: $0) } ?? [])
    step.check = reader.words(row, "check")?.onOneLine
    step.warnings = reader.words(row, "warnings").map { lines(of: $0) } ?? []
    step.minutes = reader.minutes(row)
    step.problems = reader.names(row, "problems").map { ProblemID(rawValue: $0) }
    step.safety = reader.cell(row, "safety")
    step.asks = reader.word(row, "asks")
    step.source = reader.source(row)
    for part in ["title", "say", "do", "check", "warnings", "minutes", "problems", "safety", "when", "source"]
    where reader.has(part) {
      step.places[part] = reader.place(row, part)
    }
    draft.steps.append(step)
  }

  private mutating func readLink(_ row: Table.Row, _ reader: TableReader, _ place: ImportPlace) {
    guard let last = draft.steps.indices.last else {
      ear.lost(.role(Kind.link.rawValue), at: place)
      return
    }
    draft.steps[last].places["links/\(draft.steps[last].links.count)"] = place
    draft.steps[last].links.append(
      Link(
        address: reader.cell(row, "url") ?? "", label: reader.words(row, "title")?.onOneLine ?? LocalText("", "")))
  }

  private mutating func readProblem(_ row: Table.Row, _ reader: TableReader, _ place: ImportPlace) {
    draft.places["problems/\(draft.problems.count)"] = place
    draft.problems.append(
      Problem(
        id: ProblemID(rawValue: reader.cell(row, "id") ?? ""),
        symptom: reader.words(row, "title")?.onOneLine ?? LocalText("", ""),
        fix: reader.words(row, "do").map { lines(of: $0) } ?? [], outcome: reader.word(row, "outcome"),
        source: reader.source(row)))
  }

  /// A condition from `phone: android|iphone, card: have`; always, with a complaint, where it is written otherwise.
  private func when(_ row: Table.Row, _ reader: TableReader) -> Condition {
    guard let text = reader.cell(row, "when") else { return .always }
    var clauses: [Condition.Clause] = []
    for part in text.split(separator: ",") {
      let pair = part.split(separator: ":").map { $0.trimmed() }
      guard pair.count == 2 else {
        ear.lost(.condition(.syntax(part.trimmed())), at: reader.place(row, "when"))
        return .always
      }
      let answers = pair[1].split(separator: "|").map { AnswerID(rawValue: $0.trimmed()) }
      clauses.append(.init(question: QuestionID(rawValue: pair[0]), answers: answers))
    }
    return Condition(clauses)
  }
}
