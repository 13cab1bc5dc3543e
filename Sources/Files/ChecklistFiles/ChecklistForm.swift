import Checklists

/// Reads a checklist from the values of its file. Whether it keeps the rules is asked by ``ChecklistRules``.
///
/// What is wrong with the file's form is complained about, and something empty stands in for it.
struct ChecklistForm {
  let diagnostics: Diagnostics

  static let headerKeys = ["id", "version", "checked", "title", "summary"]

  func checklist(_ root: YAMLValue) -> Checklist {
    let fields = Fields(
      root, .root, allowed: Self.headerKeys + ["safety", "questions", "steps", "problems"], diagnostics)
    let header = header(fields)
    return Checklist(
      id: header.id, version: header.version, checked: header.checked, title: header.title, summary: header.summary,
      safety: fields.list("safety").map(safetyLine), questions: fields.list("questions").map(question),
      steps: fields.list("steps").map(step), problems: fields.list("problems").map(problem))
  }

  /// The lines that stand at the top of every checklist.
  func header(_ fields: Fields) -> ChecklistHeader {
    ChecklistHeader(
      id: ChecklistID(rawValue: fields.text("id")), version: fields.wholeNumber("version"),
      checked: fields.text("checked"), title: fields.words("title"), summary: fields.words("summary"))
  }

  private func fields(_ value: YAMLValue, _ path: SchemaPath, _ keys: [String]) -> Fields {
    Fields(value, path, allowed: keys, diagnostics)
  }

  private func safetyLine(_ value: YAMLValue, _ path: SchemaPath) -> SafetyLine {
    let fields = fields(value, path, ["id", "text", "source"])
    return SafetyLine(
      id: SafetyID(rawValue: fields.text("id")), text: fields.words("text"), source: source(fields, "source"))
  }

  private func question(_ value: YAMLValue, _ path: SchemaPath) -> Question {
    let fields = fields(value, path, ["id", "text", "when", "answers"])
    return Question(
      id: QuestionID(rawValue: fields.text("id")), text: fields.words("text"), when: condition(fields, "when"),
      answers: fields.list("answers").map(answer))
  }

  private func answer(_ value: YAMLValue, _ path: SchemaPath) -> Answer {
    let fields = fields(value, path, ["id", "text", "outcome", "checklist"])
    return Answer(
      id: AnswerID(rawValue: fields.text("id")), text: fields.words("text"), outcome: fields.optionalWord("outcome"),
      checklist: fields.optionalText("checklist").map { ChecklistID(rawValue: $0) })
  }

  private func problem(_ value: YAMLValue, _ path: SchemaPath) -> Problem {
    let fields = fields(value, path, ["id", "symptom", "fix", "outcome", "source"])
    return Problem(
      id: ProblemID(rawValue: fields.text("id")), symptom: fields.words("symptom"), fix: fields.lines("fix"),
      outcome: fields.optionalWord("outcome"), source: source(fields, "source"))
  }

  private func step(_ value: YAMLValue, _ path: SchemaPath) -> Step {
    let fields = fields(value, path, ["id"] + StepField.all.map(\.key))
    var step = Step(id: StepID(rawValue: fields.text("id")))
    for field in StepField.all { read(field, of: fields, into: &step) }
    return step
  }

  private func read(_ field: StepField, of fields: Fields, into step: inout Step) {
    let key = field.key
    switch field.kind {
    case .text(let property, _):
      if let value = fields.value(key, isRequired: field.isRequired) {
        step[keyPath: property] = diagnostics.words(value, fields.path / key)
      }
    case .lines(let property, _, _): step[keyPath: property] = fields.lines(key, isRequired: field.isRequired)
    case .condition(let property): step[keyPath: property] = condition(fields, key)
    case .links(let property, _, _):
      step[keyPath: property] = fields.list(key, isRequired: field.isRequired).map { diagnostics.link($0, $1) }
    case .minutes(let property, _): step[keyPath: property] = fields.minutes(key, isRequired: field.isRequired)
    case .problems(let property, _):
      step[keyPath: property] = fields.list(key, isRequired: field.isRequired).compactMap { value, path in
        diagnostics.text(value, path).map { ProblemID(rawValue: $0) }
      }
    case .safety(let property): step[keyPath: property] = SafetyID(rawValue: fields.text(key))
    case .asking(let property): step[keyPath: property] = fields.optionalWord(key)
    case .checklist(let property):
      step[keyPath: property] = fields.optionalText(key).map { ChecklistID(rawValue: $0) }
    case .source(let property): step[keyPath: property] = source(fields, key)
    }
  }

  private func source(_ fields: Fields, _ key: String) -> Source? {
    fields.optional(key).map { diagnostics.source($0, fields.path / key) }
  }

  private func condition(_ fields: Fields, _ key: String) -> Condition {
    guard let value = fields.optional(key) else { return .always }
    guard case .mapping(let pairs) = value.kind else {
      fields.unread(key, value, .mapping)
      return .always
    }
    let path = fields.path / key
    return Condition(
      pairs.map { pair in
        Condition.Clause(
          question: QuestionID(rawValue: pair.key),
          answers: diagnostics.list(pair.value, path / pair.key).compactMap { value, path in
            diagnostics.text(value, path).map { AnswerID(rawValue: $0) }
          })
      })
  }
}

extension Diagnostics {
  /// Where a rule comes from.
  func source(_ value: YAMLValue, _ path: SchemaPath) -> Source {
    let fields = Fields(value, path, allowed: ["text", "checked", "verified"], self)
    return Source(text: fields.text("text"), checked: fields.text("checked"), isVerified: fields.flag("verified"))
  }

  /// An address that a citizen may be shown.
  func link(_ value: YAMLValue, _ path: SchemaPath) -> Link {
    let fields = Fields(value, path, allowed: ["url", "label"], self)
    return Link(address: fields.text("url"), label: fields.words("label"))
  }
}
