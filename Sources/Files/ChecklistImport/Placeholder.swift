package import Checklists

/// Stands where a checklist needs a text that the file did not give; everybody sees that it is none.
package enum Placeholder {
  package static let text = LocalText("[CẦN VIẾT]", "[TO BE WRITTEN]")
  /// The name of the safety line, or of the step, that has to be written.
  package static let name = "to-write"
  /// Minutes of a step whose time nobody has said.
  package static let minutes = Duration.seconds(60)

  /// A text with the placeholder in each language that is missing.
  package static func filled(_ given: LocalText?) -> LocalText {
    LocalText(
      vi: given.flatMap { $0.vi.isEmpty ? nil : $0.vi } ?? text.vi,
      en: given.flatMap { $0.en.isEmpty ? nil : $0.en } ?? text.en)
  }

  /// How many texts of a checklist are still placeholders; each language counts.
  package static func count(in checklist: Checklist) -> Int {
    var texts = [checklist.title, checklist.summary]
    texts += checklist.safety.map(\.text)
    for question in checklist.questions { texts += [question.text] + question.answers.map(\.text) }
    for step in checklist.steps {
      texts += [step.title, step.say, step.check] + step.actions + step.warnings + step.links.map(\.label)
    }
    for problem in checklist.problems { texts += [problem.symptom] + problem.fix }
    return texts.reduce(0) { count, one in
      count + (one.vi.contains(text.vi) ? 1 : 0) + (one.en.contains(text.en) ? 1 : 0)
    }
  }
}
