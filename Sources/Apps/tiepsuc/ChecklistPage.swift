import ArgumentParser
import Checklists
import TerminalUI

/// Which forms of address a text is shown in.
enum SpokenForms: ExpressibleByArgument {
  case one(FormOfAddress)
  case all

  static let usual = SpokenForms.one(.usual)
  static let names = (FormOfAddress.allCases.map(\.rawValue) + ["all"]).joined(separator: ", ")

  init?(argument: String) {
    if argument == "all" {
      self = .all
    } else if let form = FormOfAddress(rawValue: argument) {
      self = .one(form)
    } else {
      return nil
    }
  }
}

/// A Vietnamese text in one form of address, or a line for each of them behind its name.
func spokenLines(_ text: String, _ forms: SpokenForms) -> [String] {
  switch forms {
  case .one(let form): return [form.spoken(text)]
  case .all:
    if FormOfAddress.usual.spoken(text) == text { return [text] }
    return FormOfAddress.allCases.map { "\($0.name.vi): \($0.spoken(text))" }
  }
}

/// A checklist as a page to be read.
struct ChecklistPage {
  var language: Language
  var forms: SpokenForms

  func show(_ checklist: Checklist) {
    line("", checklist.title, "· \(checklist.version) · \(checklist.checked)\n")
    for question in checklist.questions {
      line("? ", question.text, condition(question.when))
      for answer in question.answers { line("    - ", answer.text, answer.checklist.map { "-> \($0)" }) }
    }
    for step in checklist.steps { show(step) }
    for problem in checklist.problems {
      line("\n\(problem.id.rawValue) ", problem.symptom)
      for text in problem.fix { line("  - ", text) }
    }
  }

  private func show(_ step: Step) {
    line("\n# ", step.title, condition(step.when))
    for field in StepField.all where field.key != "title" {
      switch field.kind {
      case .text, .lines: for (place, text) in field.texts(of: step) { show(text, place, field) }
      case .links(let property, _, _): for link in step[keyPath: property] { print("  \(link.address)") }
      case .checklist(let property): if let id = step[keyPath: property] { print("  -> \(id)") }
      case .source(let property):
        if let source = step[keyPath: property] {
          print("  [\(source.text), \(source.checked)\(source.isVerified ? "" : ", ?")]")
        }
      case .condition, .minutes, .problems, .safety, .asking: break
      }
    }
  }

  /// Behind the sign with which Markdown writes it; what is done is numbered, what is said in quotes.
  private func show(_ text: LocalText, _ place: StepText, _ field: StepField) {
    switch field.markdown {
    case .quote?:
      for one in spoken(LocalText("“\(text.vi)”", "“\(text.en)”")) {
        for part in wrapped(one, columns: 76) { print("  " + part) }
      }
    case .item("")?: line("  \((place.line ?? 0) + 1). ", text)
    case .item("→")?: line("  => ", text)
    case .item(let sign)?: line("  \(sign) ", text)
    default: line("  ", text)
    }
  }

  private func spoken(_ text: LocalText) -> [String] {
    language == .english ? [text.en] : spokenLines(text.vi, forms)
  }

  private func line(_ mark: String, _ text: LocalText, _ end: String? = nil) {
    for (index, words) in spoken(text).enumerated() {
      let rest = index == 0 ? end.map { " " + $0 } ?? "" : ""
      print((index == 0 ? mark : String(repeating: " ", count: mark.count)) + words + rest)
    }
  }

  private func condition(_ condition: Condition) -> String? {
    if condition.clauses.isEmpty { return nil }
    return "("
      + condition.clauses.map { "\($0.question): \($0.answers.map(\.rawValue).joined(separator: "|"))" }
      .joined(separator: ", ") + ")"
  }
}
