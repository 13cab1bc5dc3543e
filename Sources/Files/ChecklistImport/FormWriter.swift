import CXLSXWriter
import ChecklistFiles
package import Checklists
package import Platform
import Workbooks

extension ChecklistExport {
  /// Writes a checklist as an XLSForm workbook to a path, where nothing must stand yet.
  ///
  /// - Throws: ``FileError`` where the file cannot be written; what stands at the path then is no workbook.
  package static func writeForm(_ checklist: Checklist, to path: String) throws(FileError) {
    try WorkbookFile.write(to: path) { workbook in
      let bold = workbook_add_format(workbook)
      format_set_bold(bold)
      var problem: lxw_error = LXW_NO_ERROR
      for (name, rows) in formSheets(checklist) where problem == LXW_NO_ERROR {
        let sheet = workbook_add_worksheet(workbook, name)
        worksheet_freeze_panes(sheet, 1, 0)
        for (row, cells) in rows.enumerated() {
          for (column, text) in cells.enumerated() where !text.isEmpty && problem == LXW_NO_ERROR {
            problem = worksheet_write_string(sheet, UInt32(row), UInt16(column), text, row == 0 ? bold : nil)
          }
        }
      }
      return problem
    }
  }

  /// The sheets of an XLSForm with their rows; the first row of each holds the headings.
  static func formSheets(_ checklist: Checklist) -> [(name: String, rows: [[String]])] {
    let form = FormSheets(checklist)
    return [
      ("survey", form.survey), ("choices", form.choices), ("settings", form.settings), ("safety", form.safety),
      ("problems", form.problems),
    ]
  }
}

/// The rows of an XLSForm.
private struct FormSheets {
  let checklist: Checklist

  init(_ checklist: Checklist) { self.checklist = checklist }

  private static let vi = "::Vietnamese (vi)"
  private static let en = "::English (en)"
  private static let sourceColumns = ["source", "checked", "verified"]

  private func source(_ source: Source?) -> [String] {
    guard let source else { return ["", "", ""] }
    return [source.text, source.checked, source.isVerified ? "true" : "false"]
  }

  private func words(_ text: LocalText) -> [String] { [text.onOneLine.vi, text.onOneLine.en] }

  private func words(_ texts: [LocalText]) -> [String] {
    [texts.map(\.onOneLine.vi).joined(separator: "\n"), texts.map(\.onOneLine.en).joined(separator: "\n")]
  }

  var settings: [[String]] {
    [
      [
        "form_title", "form_id", "version", "default_language", "checklist_title" + Self.vi,
        "checklist_title" + Self.en,
      ]
        + ["checklist_summary" + Self.vi, "checklist_summary" + Self.en, "checked"],
      [checklist.title.onOneLine.vi, checklist.id.rawValue, "\(checklist.version)", "Vietnamese (vi)"]
        + words(checklist.title) + words(checklist.summary) + [checklist.checked],
    ]
  }

  var safety: [[String]] {
    [["name", "label" + Self.vi, "label" + Self.en] + Self.sourceColumns]
      + checklist.safety.map { [$0.id.rawValue] + words($0.text) + source($0.source) }
  }

  var problems: [[String]] {
    [
      ["name", "label" + Self.vi, "label" + Self.en, "hint" + Self.vi, "hint" + Self.en, "outcome"]
        + Self.sourceColumns
    ]
      + checklist.problems.map {
        [$0.id.rawValue] + words($0.symptom) + words($0.fix) + [$0.outcome?.rawValue ?? ""] + source($0.source)
      }
  }

  var choices: [[String]] {
    [["list_name", "name", "label" + Self.vi, "label" + Self.en, "outcome", "checklist"]]
      + checklist.questions.flatMap { question in
        question.answers.map { answer in
          [xlsName(question.id.rawValue), xlsName(answer.id.rawValue)] + words(answer.text)
            + [answer.outcome?.rawValue ?? "", answer.checklist?.rawValue ?? ""]
        }
      }
  }

  /// The columns of a step's fields behind the common ones, a source's three together.
  private var stepColumns: [String] { FormReader.stepFields.map(\.key) + ["checked", "verified"] }

  var survey: [[String]] {
    let heads = ["type", "name", "label" + Self.vi, "label" + Self.en, "required", "relevant", "tiepsuc", "url"]
    var rows = [heads + stepColumns]
    for question in checklist.questions {
      let name = xlsName(question.id.rawValue)
      rows.append(["select_one \(name)", name] + words(question.text) + ["yes", relevant(question.when)])
    }
    for step in checklist.steps { rows += self.rows(of: step) }
    return rows
  }

  private func rows(of step: Step) -> [[String]] {
    // A question and a step may have the same name; names in a form are one kind.
    let name = "step_" + xlsName(step.id.rawValue)
    var values: [String: String] = [:]
    var parts: [[String]] = []
    func part(_ field: StepField, _ text: LocalText, line: Int?, url: String = "") {
      // What is done is ticked off in a form, all else is read.
      let type = field.key == "do" ? "acknowledge" : "note"
      let end = field.role + (line.map { "_\($0 + 1)" } ?? "")
      parts.append([type, "\(name)_\(end)"] + words(text) + ["", "", field.role, url])
    }
    for field in StepField.all where field.key != "title" {
      let key = field.key
      switch field.kind {
      case .text, .lines:
        if field.isGiven(in: step) {
          for (place, text) in field.texts(of: step) { part(field, text, line: place.line) }
        }
      case .links(let property, _, _):
        for (index, link) in step[keyPath: property].enumerated() {
          part(field, link.label, line: index, url: link.address)
        }
      case .condition: break
      case .minutes(let property, _): values[key] = minutes(step[keyPath: property])
      case .problems(let property, _): values[key] = step[keyPath: property].map(\.rawValue).joined(separator: " ")
      case .safety(let property): values[key] = step[keyPath: property].rawValue
      case .asking(let property): values[key] = step[keyPath: property]?.rawValue
      case .checklist(let property): values[key] = step[keyPath: property]?.rawValue
      case .source(let property):
        for (column, value) in zip(Self.sourceColumns, source(step[keyPath: property])) { values[column] = value }
      }
    }
    let head = ["begin_group", name] + words(step.title) + ["", relevant(step.when), "step", ""]
    return [head + stepColumns.map { values[$0] ?? "" }] + parts + [["end_group"]]
  }

  private func relevant(_ condition: Condition) -> String {
    let clauses = condition.clauses.map { clause in
      let parts = clause.answers.map { "${\(xlsName(clause.question.rawValue))} = '\(xlsName($0.rawValue))'" }
      return parts.count == 1 || condition.clauses.count == 1
        ? parts.joined(separator: " or ") : "(\(parts.joined(separator: " or ")))"
    }
    return clauses.joined(separator: " and ")
  }
}

/// A name as forms have it, from which the checklist's name can be made again.
private func xlsName(_ name: String) -> String {
  let form = (name.first?.isNumber ?? false ? "_" : "") + name.replacing("-", with: "_")
  return checklistName(form, fallback: "") == name ? form : name
}
