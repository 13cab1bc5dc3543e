import ChecklistFiles
package import Checklists

/// Writes checklists in the forms that ``ChecklistImport`` reads.
package enum ChecklistExport {
  /// What a kind of file has no place for, and how many of them there are.
  package enum Loss: Hashable, Sendable {
    case questions(Int)
    case problems(Int)
    /// Sources of safety lines.
    case safetySources(Int)
    /// A field of a step, by its key, in so many steps.
    case field(String, steps: Int)
    /// Line ends within texts became blanks.
    case lineEnds(Int)
    /// Remarks (`#`) of the file.
    case remarks(Int)

    /// What is lost, in words.
    package var words: LocalText {
      switch self {
      case .questions(let count): .init("\(count) câu hỏi", "\(count) questions")
      case .problems(let count): .init("\(count) lỗi", "\(count) problems")
      case .safetySources(let count): .init("nguồn của \(count) câu an toàn", "the sources of \(count) safety lines")
      case .field(let key, let steps):
        StepField.named(key).map {
          .init("“\($0.label.vi)” (\(key)) của \(steps) bước", "“\($0.label.en)” (\(key)) of \(steps) steps")
        } ?? .init(key, key)
      case .lineEnds(let count): .init("\(count) chỗ xuống dòng", "\(count) line ends")
      case .remarks(let count): .init("\(count) ghi chú (#)", "\(count) remarks (#)")
      }
    }
  }

  /// What gets lost on the way into a kind of file; nothing else does.
  ///
  /// - Parameter remarks: How many remarks the checklist's own file has.
  package static func losses(_ checklist: Checklist, to kind: ChecklistImport.Kind, remarks: Int = 0) -> [Loss] {
    let ends = checklist.texts.reduce(0) { $0 + $1.vi.count { $0.isNewline } + $1.en.count { $0.isNewline } }
    var losses: [(Int, Loss)] = [(ends, .lineEnds(ends)), (remarks, .remarks(remarks))]
    if kind == .markdown {
      let (questions, problems) = (checklist.questions.count, checklist.problems.count)
      let sources = checklist.safety.count { $0.source != nil }
      losses += [
        (questions, .questions(questions)), (problems, .problems(problems)), (sources, .safetySources(sources)),
      ]
      for field in StepField.all where field.markdown == nil {
        let steps = checklist.steps.count { field.isGiven(in: $0) }
        losses.append((steps, .field(field.key, steps: steps)))
      }
    }
    return losses.filter { $0.0 > 0 }.map(\.1)
  }

  /// The checklist as CSV, with a byte order mark, by which spreadsheet programs know UTF-8.
  package static func csv(_ checklist: Checklist) -> String {
    "\u{FEFF}" + csvRows(checklist).map { CSVText.line($0.map(guarded)) }.joined()
  }

  /// The checklist as a Markdown list.
  package static func markdown(_ checklist: Checklist) -> String {
    var lines = [
      "# \(markdown(checklist.title)) {#\(checklist.id) version=\(checklist.version) checked=\(checklist.checked)}", "",
      markdown(checklist.summary), "",
    ]
    for line in checklist.safety { lines.append("! \(markdown(line.text)) {#\(line.id)}") }
    for step in checklist.steps { lines += [""] + markdownLines(step) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func markdown(_ text: LocalText) -> String {
    let text = text.onOneLine
    return MarkdownText.escaped(text.vi) + MarkdownReader.languageMark + MarkdownText.escaped(text.en)
  }

  private static func markdownLines(_ step: Step) -> [String] {
    var entry = "- [ ]"
    var time = ""
    var attributes = "#\(step.id)"
    var lines: [String] = []
    for field in StepField.all where field.isGiven(in: step) {
      switch (field.markdown, field.kind) {
      case (.entry, .text(let property, _)): entry += " " + markdown(step[keyPath: property])
      case (.time, .minutes(let property, _)): time = " (\(minutes(step[keyPath: property])) phút)"
      case (.attribute, .safety(let property)): attributes += " \(field.key)=\(step[keyPath: property])"
      case (.attribute, .checklist(let property)):
        if let id = step[keyPath: property] { attributes += " \(field.key)=\(id)" }
      case (.quote, _): lines += field.texts(of: step).map { "  > " + markdown($0.text) }
      case (.item(let sign), _):
        lines += field.texts(of: step).map { "  - \(sign.isEmpty ? "" : sign + " ")" + markdown($0.text) }
      default: break
      }
    }
    return [entry + time + " {\(attributes)}"] + lines
  }
}

extension ChecklistExport {
  /// The headings, each text in both languages.
  private static let columns = CSVReader.columns.flatMap { column in
    column.isText ? Language.allCases.map { "\(column.key)_\($0.rawValue)" } : [column.key]
  }

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
    var values: [String: String?] = ["id": step.id.rawValue]
    var links: [[String]] = []
    for field in StepField.all {
      let key = field.key
      switch field.kind {
      case .text(let property, _): values = joined(values, words(key, [step[keyPath: property]]))
      case .lines(let property, _, _): values = joined(values, words(key, step[keyPath: property]))
      case .condition(let property): values[key] = when(step[keyPath: property])
      case .links(let property, _, _):
        links = step[keyPath: property].map { link in
          row(.link, joined(["url": link.address], words("title", [link.label])))
        }
      case .minutes(let property, _): values[key] = minutes(step[keyPath: property])
      case .problems(let property, _): values[key] = step[keyPath: property].map(\.rawValue).joined(separator: " ")
      case .safety(let property): values[key] = step[keyPath: property].rawValue
      case .asking(let property): values[key] = step[keyPath: property]?.rawValue
      case .checklist(let property): values[key] = step[keyPath: property]?.rawValue
      case .source(let property): values = joined(values, source(step[keyPath: property]))
      }
    }
    return [row(.step, values)] + links
  }
}
