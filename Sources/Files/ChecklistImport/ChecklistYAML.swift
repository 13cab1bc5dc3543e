import ChecklistFiles
package import Checklists

/// A checklist written as the YAML that the reader reads, in the order of the files that ship.
package struct ChecklistYAML {
  /// The whole file.
  package private(set) var text = ""
  /// For each line, the path of the part that stands on it, e.g. `steps/3/do/1`.
  package private(set) var paths: [String] = []

  /// Steps whose minutes nobody has said.
  private let untimed: Set<StepID>

  /// - Parameter untimed: Steps whose minutes stand for nothing; a remark beside them says so.
  package init(_ checklist: Checklist, untimed: Set<StepID> = []) {
    self.untimed = untimed
    put("id: \(plain(checklist.id.rawValue))", "id")
    put("version: \(checklist.version)", "version")
    put("checked: \(isDate(checklist.checked) ? checklist.checked : quoted(checklist.checked))", "checked")
    words("title", checklist.title, "title", indent: 0)
    words("summary", checklist.summary, "summary", indent: 0)
    put("\nsafety:", "safety")
    for (index, line) in checklist.safety.enumerated() { put(line, "safety/\(index)") }
    if !checklist.questions.isEmpty { put("\nquestions:", "questions") } else { put("\nquestions: []", "questions") }
    for (index, question) in checklist.questions.enumerated() { put(question, "questions/\(index)") }
    put("\nsteps:", "steps")
    for (index, step) in checklist.steps.enumerated() { put(step, "steps/\(index)", isFirst: index == 0) }
    put(checklist.problems.isEmpty ? "\nproblems: []" : "\nproblems:", "problems")
    for (index, problem) in checklist.problems.enumerated() { put(problem, "problems/\(index)") }
  }

  private mutating func put(_ line: String, _ path: String) {
    for part in line.split(separator: "\n", omittingEmptySubsequences: false) {
      text += part + "\n"
      paths.append(path)
    }
  }

  private mutating func put(_ line: SafetyLine, _ path: String) {
    put("  - id: \(plain(line.id.rawValue))", path)
    words("text", line.text, "\(path)/text", indent: 4)
    source(line.source, path)
  }

  private mutating func put(_ question: Question, _ path: String) {
    put("  - id: \(plain(question.id.rawValue))", path)
    words("text", question.text, "\(path)/text", indent: 4)
    when(question.when, path)
    put("    answers:", "\(path)/answers")
    for (index, answer) in question.answers.enumerated() {
      let path = "\(path)/answers/\(index)"
      put("      - id: \(plain(answer.id.rawValue))", path)
      words("text", answer.text, "\(path)/text", indent: 8)
      if let outcome = answer.outcome { put("        outcome: \(outcome.rawValue)", path) }
      if let checklist = answer.checklist { put("        checklist: \(plain(checklist.rawValue))", path) }
    }
  }

  private mutating func put(_ step: Step, _ path: String, isFirst: Bool) {
    put((isFirst ? "" : "\n") + "  - id: \(plain(step.id.rawValue))", path)
    words("title", step.title, "\(path)/title", indent: 4)
    when(step.when, path)
    words("say", step.say, "\(path)/say", indent: 4)
    list("do", step.actions, path)
    words("check", step.check, "\(path)/check", indent: 4)
    if !step.warnings.isEmpty { list("warnings", step.warnings, path) }
    if !step.links.isEmpty { put("    links:", "\(path)/links") }
    for (index, link) in step.links.enumerated() {
      put("      - url: \(quoted(link.address))", "\(path)/links/\(index)")
      words("label", link.label, "\(path)/links/\(index)", indent: 8)
    }
    let remark = untimed.contains(step.id) ? "  # \(Placeholder.text.vi) \(Placeholder.text.en)" : ""
    put("    minutes: \(minutes(step.expected))\(remark)", "\(path)/minutes")
    put(
      "    problems: [\(step.problems.map { plainProblem($0.rawValue) }.joined(separator: ", "))]", "\(path)/problems")
    put("    safety: \(plain(step.safety.rawValue))", "\(path)/safety")
    if let asks = step.asks { put("    asks: \(asks.rawValue)", path) }
    source(step.source, path)
  }

  private mutating func put(_ problem: Problem, _ path: String) {
    put("  - id: \(plainProblem(problem.id.rawValue))", path)
    words("symptom", problem.symptom, "\(path)/symptom", indent: 4)
    list("fix", problem.fix, path)
    if let outcome = problem.outcome { put("    outcome: \(outcome.rawValue)", path) }
    source(problem.source, path)
  }

  private mutating func list(_ key: String, _ texts: [LocalText], _ path: String) {
    put("    \(key):", "\(path)/\(key)")
    for (index, text) in texts.enumerated() {
      put("      - vi: \(quoted(text.vi))", "\(path)/\(key)/\(index)")
      put("        en: \(quoted(text.en))", "\(path)/\(key)/\(index)")
    }
  }

  private mutating func words(_ key: String, _ text: LocalText, _ path: String, indent: Int) {
    let blanks = String(repeating: " ", count: indent)
    put("\(blanks)\(key):", path)
    put("\(blanks)  vi: \(quoted(text.vi))", path)
    put("\(blanks)  en: \(quoted(text.en))", path)
  }

  private mutating func when(_ condition: Condition, _ path: String) {
    if condition.clauses.isEmpty { return }
    let clauses = condition.clauses.map { clause in
      "\(plain(clause.question.rawValue)): [\(clause.answers.map { plain($0.rawValue) }.joined(separator: ", "))]"
    }
    put("    when: {\(clauses.joined(separator: ", "))}", "\(path)/when")
  }

  private mutating func source(_ source: Source?, _ path: String) {
    guard let source else { return }
    let text = "text: \(quoted(source.text)), checked: \(quoted(source.checked)), verified: \(source.isVerified)"
    put("    source: {\(text)}", "\(path)/source")
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
func minutes(_ time: Duration) -> String {
  let thousandths = (time.components.seconds * 1_000 + time.components.attoseconds / 1_000_000_000_000_000) / 60
  var text = "\(thousandths / 1_000)"
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
