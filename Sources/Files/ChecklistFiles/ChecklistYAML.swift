package import Checklists

/// A checklist written as the YAML that the reader reads, in the order of the files that ship.
///
/// Whatever the checklist holds, the reader understands what is written; whether it keeps the rules is another matter.
package struct ChecklistYAML {
  /// The whole file.
  package internal(set) var text = ""

  /// Steps whose minutes nobody has said.
  private let untimed: Set<StepID>

  /// - Parameter untimed: Steps whose minutes stand for nothing; a remark beside them says so.
  package init(_ checklist: Checklist, untimed: Set<StepID> = []) {
    self.untimed = untimed
    put("id: \(plain(checklist.id.rawValue))")
    put("version: \(checklist.version)")
    put("checked: \(isDate(checklist.checked) ? checklist.checked : quoted(checklist.checked))")
    words("title", checklist.title, indent: 0)
    words("summary", checklist.summary, indent: 0)
    part("safety", isEmpty: checklist.safety.isEmpty)
    for line in checklist.safety { put(line) }
    part("questions", isEmpty: checklist.questions.isEmpty)
    for question in checklist.questions { put(question) }
    part("steps", isEmpty: checklist.steps.isEmpty)
    for (index, step) in checklist.steps.enumerated() {
      if index > 0 { put("") }
      put(step)
    }
    part("problems", isEmpty: checklist.problems.isEmpty)
    for problem in checklist.problems { put(problem) }
  }

  private mutating func put(_ line: String) { text += line + "\n" }

  /// The key of one of the long lists.
  private mutating func part(_ key: String, isEmpty: Bool) { put("\n\(key):" + (isEmpty ? " []" : "")) }

  private mutating func put(_ line: SafetyLine) {
    put("  - id: \(plain(line.id.rawValue))")
    words("text", line.text, indent: 4)
    source("source", line.source)
  }

  private mutating func put(_ question: Question) {
    put("  - id: \(plain(question.id.rawValue))")
    words("text", question.text, indent: 4)
    when("when", question.when)
    put("    answers:" + (question.answers.isEmpty ? " []" : ""))
    for answer in question.answers {
      put("      - id: \(plain(answer.id.rawValue))")
      words("text", answer.text, indent: 8)
      if let outcome = answer.outcome { put("        outcome: \(outcome.rawValue)") }
      if let checklist = answer.checklist { put("        checklist: \(plain(checklist.rawValue))") }
    }
  }

  private mutating func put(_ problem: Problem) {
    put("  - id: \(plainProblem(problem.id.rawValue))")
    words("symptom", problem.symptom, indent: 4)
    lines("fix", problem.fix)
    if let outcome = problem.outcome { put("    outcome: \(outcome.rawValue)") }
    source("source", problem.source)
  }

  private mutating func put(_ step: Step) {
    put("  - id: \(plain(step.id.rawValue))")
    for field in StepField.all where field.isRequired || field.isGiven(in: step) { put(field, of: step) }
  }

  private mutating func put(_ field: StepField, of step: Step) {
    let key = field.key
    switch field.kind {
    case .text(let property, _): words(key, step[keyPath: property], indent: 4)
    case .lines(let property, _, _): lines(key, step[keyPath: property])
    case .condition(let property): when(key, step[keyPath: property])
    case .links(let property, _, _):
      put("    \(key):")
      for link in step[keyPath: property] {
        put("      - url: \(quoted(link.address))")
        words("label", link.label, indent: 8)
      }
    case .minutes(let property, _):
      let remark = untimed.contains(step.id) ? "  # \(Placeholder.text.vi) \(Placeholder.text.en)" : ""
      put("    \(key): \(minutes(step[keyPath: property]))\(remark)")
    case .problems(let property, _):
      put("    \(key): [\(step[keyPath: property].map { plainProblem($0.rawValue) }.joined(separator: ", "))]")
    case .safety(let property): put("    \(key): \(plain(step[keyPath: property].rawValue))")
    case .asking(let property): if let asks = step[keyPath: property] { put("    \(key): \(asks.rawValue)") }
    case .checklist(let property): if let id = step[keyPath: property] { put("    \(key): \(plain(id.rawValue))") }
    case .source(let property): source(key, step[keyPath: property])
    }
  }

  private mutating func lines(_ key: String, _ texts: [LocalText]) {
    put("    \(key):" + (texts.isEmpty ? " []" : ""))
    for text in texts {
      put("      - vi: \(quoted(text.vi))")
      put("        en: \(quoted(text.en))")
    }
  }

  private mutating func words(_ key: String, _ text: LocalText, indent: Int) {
    let blanks = String(repeating: " ", count: indent)
    put("\(blanks)\(key):")
    put("\(blanks)  vi: \(quoted(text.vi))")
    put("\(blanks)  en: \(quoted(text.en))")
  }

  private mutating func when(_ key: String, _ condition: Condition) {
    if condition.clauses.isEmpty { return }
    let clauses = condition.clauses.map { clause in
      "\(plain(clause.question.rawValue)): [\(clause.answers.map { plain($0.rawValue) }.joined(separator: ", "))]"
    }
    put("    \(key): {\(clauses.joined(separator: ", "))}")
  }

  private mutating func source(_ key: String, _ source: Source?) {
    guard let source else { return }
    let text = "text: \(quoted(source.text)), checked: \(quoted(source.checked)), verified: \(source.isVerified)"
    put("    \(key): {\(text)}")
  }
}

/// A name as it is, in quotes where a reader of YAML could take it for something else.
private func plain(_ name: String) -> String {
  let words = ["yes", "no", "on", "off", "true", "false", "null", "y", "n"]
  let isPlain = isName(name) && !words.contains(name) && name.utf8.first.map { (0x61...0x7A).contains($0) } ?? false
  return isPlain ? name : quoted(name)
}

/// The name of a problem as the files that ship write it, in quotes where it is no such name.
private func plainProblem(_ name: String) -> String {
  name.hasPrefix("E-") && isName(name.lowercased()) ? name : quoted(name)
}

/// A text between double quotes, on one line.
///
/// An "&" that the reader could take for an anchor is written as an escape.
private func quoted(_ text: String) -> String {
  var result = "\""
  var before: Unicode.Scalar = " "
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\":
      result += "\\"
      result.unicodeScalars.append(scalar)
    case "\n": result += "\\n"
    case "&" where !before.properties.isAlphabetic: result += "\\x26"
    default: result.unicodeScalars.append(scalar)
    }
    before = scalar
  }
  return result + "\""
}

/// A time in minutes as it is written in a file: as many decimals as it needs.
package func minutes(_ time: Duration) -> String {
  let exact = (time.components.seconds * 1_000 + time.components.attoseconds / 1_000_000_000_000_000) / 60
  let thousandths = abs(exact)
  var text = (exact < 0 ? "-" : "") + "\(thousandths / 1_000)"
  var rest = thousandths % 1_000
  if rest == 0 { return text }
  text += "."
  var unit: Int64 = 100
  while rest > 0 {
    text += "\(rest / unit)"
    rest %= unit
    unit /= 10
  }
  return text
}
