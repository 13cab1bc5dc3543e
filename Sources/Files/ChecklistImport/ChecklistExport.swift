package import Checklists

/// Writes checklists in the forms that ``ChecklistImport`` reads.
package enum ChecklistExport {
  /// What a form has no place for, and how many of them there are.
  package enum Loss: Hashable, Sendable {
    case questions(Int)
    /// Of so many steps.
    case conditions(Int)
    case problems(Int)
    case links(Int)
    case sources(Int)
    /// Steps that ask for a service or papers.
    case asks(Int)
    /// Line ends within texts became blanks.
    case lineEnds(Int)

    /// What is lost, in words.
    package var words: LocalText {
      switch self {
      case .questions(let count): .init("\(count) câu hỏi", "\(count) questions")
      case .conditions(let count): .init("điều kiện của \(count) bước", "the conditions of \(count) steps")
      case .problems(let count): .init("\(count) lỗi", "\(count) problems")
      case .links(let count): .init("\(count) đường dẫn", "\(count) links")
      case .sources(let count): .init("\(count) nguồn", "\(count) sources")
      case .asks(let count):
        .init("\(count) bước chọn dịch vụ, giấy tờ", "\(count) steps that ask for a service or papers")
      case .lineEnds(let count): .init("\(count) chỗ xuống dòng", "\(count) line ends")
      }
    }
  }

  /// What gets lost on the way into a form; nothing else does.
  package static func losses(_ checklist: Checklist, to kind: ChecklistImport.Kind) -> [Loss] {
    var losses: [Loss] = []
    let ends = lineEnds(checklist)
    if ends > 0 { losses.append(.lineEnds(ends)) }
    guard kind == .markdown else { return losses }
    let steps = checklist.steps
    let sources =
      steps.count { $0.source != nil } + checklist.safety.count { $0.source != nil }
    let counts: [(Int, (Int) -> Loss)] = [
      (checklist.questions.count, { .questions($0) }), (steps.count { !$0.when.clauses.isEmpty }, { .conditions($0) }),
      (checklist.problems.count, { .problems($0) }), (steps.reduce(0) { $0 + $1.links.count }, { .links($0) }),
      (sources, { .sources($0) }), (steps.count { $0.asks != nil }, { .asks($0) }),
    ]
    return losses + counts.filter { $0.0 > 0 }.map { $0.1($0.0) }
  }

  private static func lineEnds(_ checklist: Checklist) -> Int {
    var texts = [checklist.title, checklist.summary] + checklist.safety.map(\.text)
    for question in checklist.questions { texts += [question.text] + question.answers.map(\.text) }
    for step in checklist.steps {
      texts += [step.title, step.say, step.check] + step.actions + step.warnings + step.links.map(\.label)
    }
    for problem in checklist.problems { texts += [problem.symptom] + problem.fix }
    return texts.reduce(0) { $0 + $1.vi.count { $0.isNewline } + $1.en.count { $0.isNewline } }
  }

  /// The checklist as CSV, with a byte order mark, by which spreadsheet programs know UTF-8.
  package static func csv(_ checklist: Checklist) -> String {
    "\u{FEFF}" + csvRows(checklist).map { $0.map { field(guarded($0)) }.joined(separator: ",") + "\r\n" }.joined()
  }

  /// The checklist as a Markdown list.
  package static func markdown(_ checklist: Checklist) -> String {
    func words(_ text: LocalText) -> String {
      let text = text.onOneLine
      return text.vi + MarkdownReader.languageMark + text.en
    }
    var lines = [
      "# \(words(checklist.title)) {#\(checklist.id) version=\(checklist.version) checked=\(checklist.checked)}", "",
      words(checklist.summary), "",
    ]
    for line in checklist.safety { lines.append("! \(words(line.text)) {#\(line.id)}") }
    for step in checklist.steps {
      lines += ["", "- [ ] \(words(step.title)) (\(minutes(step.expected)) phút) {#\(step.id) safety=\(step.safety)}"]
      lines.append("  > \(words(step.say))")
      lines += step.actions.map { "  - \(words($0))" }
      lines.append("  - → \(words(step.check))")
      lines += step.warnings.map { "  - ! \(words($0))" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A field of a CSV line (RFC 4180).
private func field(_ text: String) -> String {
  let isPlain = text.utf8.allSatisfy {
    $0 != 0x22 && $0 != 0x2C && $0 != 0x3B && $0 != 0x0A && $0 != 0x0D && $0 != 0x09
  }
  return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
}

extension ChecklistExport {
  private static let columns = [
    "kind", "id", "title_vi", "title_en", "say_vi", "say_en", "do_vi", "do_en", "check_vi", "check_en", "warnings_vi",
    "warnings_en", "minutes", "when", "safety", "problems", "asks", "outcome", "checklist", "url", "version", "source",
    "checked", "verified",
  ]

  /// One row as its values by column.
  private static func row(_ kind: CSVReader.Kind, _ values: [String: String?]) -> [String] {
    columns.map { $0 == "kind" ? kind.rawValue : (values[$0] ?? nil) ?? "" }
  }

  private static func words(_ name: String, _ texts: [LocalText]) -> [String: String?] {
    let texts = texts.map(\.onOneLine)
    return [
      name + "_vi": texts.map(\.vi).joined(separator: "\n"), name + "_en": texts.map(\.en).joined(separator: "\n"),
    ]
  }

  private static func source(_ source: Source?) -> [String: String?] {
    guard let source else { return [:] }
    return ["source": source.text, "checked": source.checked, "verified": source.isVerified ? "true" : "false"]
  }

  private static func when(_ condition: Condition) -> String {
    condition.clauses.map { "\($0.question): \($0.answers.map(\.rawValue).joined(separator: "|"))" }
      .joined(separator: ", ")
  }

  private static func joined(_ parts: [String: String?]...) -> [String: String?] {
    parts.reduce(into: [:]) { $0.merge($1) { _, new in new } }
  }

  static func csvRows(_ checklist: Checklist) -> [[String]] {
    var rows = [columns]
    let head: [String: String?] = [
      "id": checklist.id.rawValue, "version": "\(checklist.version)", "checked": checklist.checked,
    ]
    rows.append(
      row(.checklist, joined(head, words("title", [checklist.title]), words("say", [checklist.summary]))))
    for line in checklist.safety {
      rows.append(row(.safety, joined(["id": line.id.rawValue], words("title", [line.text]), source(line.source))))
    }
    for question in checklist.questions {
      let id: [String: String?] = ["id": question.id.rawValue, "when": when(question.when)]
      rows.append(row(.question, joined(id, words("title", [question.text]))))
      for answer in question.answers {
        let id: [String: String?] = [
          "id": answer.id.rawValue, "outcome": answer.outcome?.rawValue, "checklist": answer.checklist?.rawValue,
        ]
        rows.append(row(.answer, joined(id, words("title", [answer.text]))))
      }
    }
    for step in checklist.steps { rows += stepRows(step) }
    for problem in checklist.problems {
      let id: [String: String?] = ["id": problem.id.rawValue, "outcome": problem.outcome?.rawValue]
      rows.append(
        row(
          .problem,
          joined(id, words("title", [problem.symptom]), words("do", problem.fix), source(problem.source))))
    }
    return rows
  }

  private static func stepRows(_ step: Step) -> [[String]] {
    let head: [String: String?] = [
      "id": step.id.rawValue, "minutes": minutes(step.expected), "when": when(step.when),
      "safety": step.safety.rawValue, "problems": step.problems.map(\.rawValue).joined(separator: " "),
      "asks": step.asks?.rawValue,
    ]
    let texts = joined(
      words("title", [step.title]), words("say", [step.say]), words("do", step.actions), words("check", [step.check]),
      words("warnings", step.warnings))
    let links = step.links.map { link in row(.link, joined(["url": link.address], words("title", [link.label]))) }
    return [row(.step, joined(head, texts, source(step.source)))] + links
  }
}
