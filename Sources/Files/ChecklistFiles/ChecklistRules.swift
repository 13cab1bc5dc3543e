import Checklists

/// Holds a checklist against every rule that one file can be held against: bounds, space on the screen, addresses,
/// names that stand for nothing, branches that lead nowhere.
///
/// Works on the value, wherever it comes from; what it finds is named by paths.
struct ChecklistRules {
  let diagnostics: Diagnostics
  let checklist: Checklist
  private var symbols = SymbolTable()

  /// Many times what a person can be walked through; they bound the effort of following the branches.
  static let mostQuestions = 40
  static let mostSteps = 200
  /// Rows of 80×24 that a step may take, so that it shows without scrolling.
  static let rowsOfStep = 15

  init(_ checklist: Checklist, _ diagnostics: Diagnostics) {
    self.checklist = checklist
    self.diagnostics = diagnostics
  }

  /// Complains of all that is wrong; returns where other checklists are named.
  mutating func check() -> [Reference] {
    diagnostics.check(
      ChecklistHeader(
        id: checklist.id, version: checklist.version, checked: checklist.checked, title: checklist.title,
        summary: checklist.summary))
    for (path, line) in parts(checklist.safety, "safety", 1...40) { check(line, path) }
    for (path, question) in parts(checklist.questions, "questions", 0...Self.mostQuestions) { check(question, path) }
    for (path, step) in parts(checklist.steps, "steps", 1...Self.mostSteps) { check(step, path) }
    for (path, problem) in parts(checklist.problems, "problems", 0...200) { check(problem, path) }
    let isBounded = checklist.questions.count <= Self.mostQuestions && checklist.steps.count <= Self.mostSteps
    if symbols.check(diagnostics), isBounded { BranchCheck(checklist, diagnostics).run() }
    return symbols.references.map { id, path in
      let place = diagnostics.place(of: path) ?? .start
      return Reference(checklist: id, line: place.line, column: place.column, path: path)
    }
  }

  /// The parts of a list with their paths; complains where there are too few or too many.
  private func parts<Part>(_ parts: [Part], _ key: String, _ counts: ClosedRange<Int>) -> [(SchemaPath, Part)] {
    diagnostics.check(count: parts.count, counts, .root / key)
    return parts.enumerated().map { (.root / key / $0, $1) }
  }

  private mutating func check(_ line: SafetyLine, _ path: SchemaPath) {
    give(.safety, line.id.rawValue, path)
    diagnostics.check(line.text, .line(74), path / "text")
    if let source = line.source { diagnostics.check(source, path / "source") }
  }

  private mutating func check(_ question: Question, _ path: SchemaPath) {
    give(.question, question.id.rawValue, path)
    diagnostics.check(question.text, .line(72), path / "text")
    check(question.when, path / "when")
    diagnostics.check(count: question.answers.count, 2...9, path / "answers")
    for (index, answer) in question.answers.enumerated() {
      let path = path / "answers" / index
      diagnostics.check(name: answer.id.rawValue, path / "id")
      symbols.give(answer: answer.id.rawValue, of: question.id, at: path / "id")
      diagnostics.check(answer.text, .line(66), path / "text")
      if let checklist = answer.checklist { refer(to: checklist, path / "checklist") }
    }
  }

  private mutating func check(_ problem: Problem, _ path: SchemaPath) {
    let id = problem.id.rawValue
    if !isProblemName(id) { diagnostics.note(.shape(.badProblemName(id)), about: path / "id") }
    symbols.give(.problem, id, at: path / "id")
    diagnostics.check(problem.symptom, .line(70), path / "symptom")
    diagnostics.check(problem.fix, 1...4, .lines(2, of: 70), path / "fix")
    if let source = problem.source { diagnostics.check(source, path / "source") }
  }

  private mutating func check(_ step: Step, _ path: SchemaPath) {
    give(.step, step.id.rawValue, path)
    for field in StepField.all { check(field, of: step, path / field.key) }
    for language in Language.allCases {
      let rows = StepField.all.reduce(0) { $0 + Self.rows(of: $1, step, language) }
      if rows > Self.rowsOfStep {
        diagnostics.note(.room(.tooTall(rows: rows, budget: Self.rowsOfStep, language)), about: path)
      }
    }
  }

  private mutating func check(_ field: StepField, of step: Step, _ path: SchemaPath) {
    switch field.kind {
    case .text(let property, let limit):
      if field.isRequired || field.isGiven(in: step) { diagnostics.check(step[keyPath: property], limit, path) }
    case .lines(let property, let counts, let limit): diagnostics.check(step[keyPath: property], counts, limit, path)
    case .condition(let property): check(step[keyPath: property], path)
    case .links(let property, let counts, let limit):
      diagnostics.check(count: step[keyPath: property].count, counts, path)
      for (index, link) in step[keyPath: property].enumerated() { diagnostics.check(link, limit, path / index) }
    case .minutes(let property, let range):
      let minutes = step[keyPath: property] / .seconds(60)
      if !range.contains(minutes) {
        diagnostics.note(
          .shape(.outOfRange(lowest: range.lowerBound, highest: range.upperBound)), about: path)
      }
    case .problems(let property, let counts):
      diagnostics.check(count: step[keyPath: property].count, counts, path)
      for (index, problem) in step[keyPath: property].enumerated() {
        symbols.use(.problem, problem.rawValue, at: path / index)
      }
    case .safety(let property): symbols.use(.safety, step[keyPath: property].rawValue, at: path)
    case .asking: break
    case .checklist(let property): if let id = step[keyPath: property] { refer(to: id, path) }
    case .source(let property): if let source = step[keyPath: property] { diagnostics.check(source, path) }
    }
  }

  /// Rows that a field takes on 80×24, beside the row of titles.
  private static func rows(of field: StepField, _ step: Step, _ language: Language) -> Int {
    switch field.kind {
    case .text(let property, let limit):
      limit.lines == 1 ? 0 : lineCount(of: step[keyPath: property][language], columns: limit.columns)
    case .lines(let property, _, let limit):
      step[keyPath: property].reduce(0) { $0 + lineCount(of: $1[language], columns: limit.columns) }
    case .links(let property, _, _): step[keyPath: property].count
    case .checklist, .source: field.isGiven(in: step) ? 1 : 0
    case .condition, .minutes, .problems, .safety, .asking: 0
    }
  }

  private mutating func check(_ condition: Condition, _ path: SchemaPath) {
    for clause in condition.clauses {
      let path = path / clause.question.rawValue
      symbols.use(.question, clause.question.rawValue, at: path)
      diagnostics.check(count: clause.answers.count, 1...9, path)
      for (index, answer) in clause.answers.enumerated() {
        symbols.use(answer: answer.rawValue, of: clause.question, at: path / index)
      }
    }
  }

  private mutating func give(_ named: NameFault.Named, _ name: String, _ path: SchemaPath) {
    diagnostics.check(name: name, path / "id")
    symbols.give(named, name, at: path / "id")
  }

  private mutating func refer(to checklist: ChecklistID, _ path: SchemaPath) {
    diagnostics.check(name: checklist.rawValue, path)
    symbols.references.append((checklist, path))
  }
}

extension Diagnostics {
  /// The lines at the top of a checklist.
  func check(_ header: ChecklistHeader) {
    check(name: header.id.rawValue, .root / "id")
    check(version: header.version, checked: header.checked)
    check(header.title, .line(50), .root / "title")
    check(header.summary, .line(72), .root / "summary")
  }

  /// What stands at the top of every file.
  func check(version: Int, checked: String) {
    if !(1...999_999).contains(version) {
      note(.shape(.outOfRange(lowest: 1, highest: 999_999)), about: .root / "version")
    }
    check(date: checked, .root / "checked")
  }

  func check(name: String, _ path: SchemaPath) {
    if !isName(name) { note(.shape(.badName(name)), about: path) }
  }

  func check(date: String, _ path: SchemaPath) {
    if !isDate(date) { note(.shape(.badDate(date)), about: path) }
  }

  func check(count: Int, _ counts: ClosedRange<Int>, _ path: SchemaPath) {
    if !counts.contains(count) {
      let fault = ShapeFault.wrongCount(found: count, lowest: counts.lowerBound, highest: counts.upperBound)
      note(.shape(fault), about: path)
    }
  }

  /// Complains where a text is missing in a language, or does not fit.
  func check(_ text: LocalText, _ limit: TextLimit, _ path: SchemaPath) {
    for language in Language.allCases {
      let path = path / language.rawValue
      if text[language].utf8.allSatisfy({ $0 == 0x20 || $0 == 0x0A }) {
        note(.shape(.missingText(language)), about: path)
      } else if let fault = fault(of: text[language], limit) {
        note(.room(fault), about: path)
      }
    }
  }

  func check(_ lines: [LocalText], _ counts: ClosedRange<Int>, _ limit: TextLimit, _ path: SchemaPath) {
    check(count: lines.count, counts, path)
    for (index, line) in lines.enumerated() { check(line, limit, path / index) }
  }

  func check(_ source: Source, _ path: SchemaPath) {
    // One row of the step's budget, behind "Nguồn: " and before the day.
    if source.text.isEmpty {
      note(.shape(.wrongType(expected: .text)), about: path / "text")
    } else if let fault = fault(of: source.text, .line(60)) {
      note(.room(fault), about: path / "text")
    }
    check(date: source.checked, path / "checked")
  }

  func check(_ link: Link, _ limit: TextLimit, _ path: SchemaPath) {
    for fault in faults(ofAddress: link.address, hosts: hosts) { note(.link(fault), about: path / "url") }
    check(link.label, limit, path / "label")
  }

  /// The name of the whole file, which the file's own name repeats.
  func check(id: String, stem: String) {
    if isName(id), id != stem { note(.shape(.idNotFileName(id: id, stem: stem)), about: .root / "id") }
  }
}

/// The form of `E-V01`: E, one capital, two digits.
private func isProblemName(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  return bytes.count == 5 && text.hasPrefix("E-") && (0x41...0x5A).contains(bytes[2])
    && bytes[3...].allSatisfy { (0x30...0x39).contains($0) }
}

/// What is wrong with an address.
///
/// Read more narrowly than browsers do: what is not plainly a host of the list is refused, user names, ports, capitals
/// and letters beyond ASCII included.
func faults(ofAddress address: String, hosts: [String]) -> [LinkFault] {
  var faults: [LinkFault] = []
  let bytes = address.utf8.count
  let limit = Checklist.longestAddressBytes
  if bytes > limit { faults.append(.tooLong(bytes: bytes, limit: limit)) }
  guard address.hasPrefix("https://") else { return [.notHTTPS] + faults }
  let host = String(address.dropFirst(8).prefix { $0 != "/" && $0 != "?" && $0 != "#" })
  let isPlain = address.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
  if !isPlain || !isAllowed(host, hosts) { faults.insert(.hostNotAllowed(host), at: 0) }
  return faults
}

/// Whether a host is one of the allowed ones or stands under one of them.
private func isAllowed(_ host: String, _ hosts: [String]) -> Bool {
  let parts = host.split(separator: ".", omittingEmptySubsequences: false)
  guard parts.allSatisfy({ isName(String($0)) && !$0.hasPrefix("-") && !$0.hasSuffix("-") }) else { return false }
  return hosts.contains { host == $0 || host.hasSuffix("." + $0) }
}
