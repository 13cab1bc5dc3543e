/// Stands where a checklist needs a text that nobody has written yet; everybody sees that it is none.
package enum Placeholder {
  package static let text = LocalText("[CẦN VIẾT]", "[TO BE WRITTEN]")
  /// The name of the safety line, or of the step, that has to be written.
  package static let name = "to-write"
  /// Minutes of a step whose time nobody has said.
  package static let minutes = Duration.seconds(60)

  /// A text with the placeholder in each language that is missing.
  package static func filled(_ given: LocalText) -> LocalText {
    LocalText(vi: given.vi.isEmpty ? text.vi : given.vi, en: given.en.isEmpty ? text.en : given.en)
  }
}

extension Checklist {
  /// All texts that people read, in the order of the file.
  package var texts: [LocalText] {
    [title, summary] + safety.map(\.text) + questions.flatMap { [$0.text] + $0.answers.map(\.text) }
      + steps.flatMap { $0.texts.map(\.text) } + problems.flatMap { [$0.symptom] + $0.fix }
  }

  /// How many texts are still placeholders; each language counts.
  package var unwrittenCount: Int {
    texts.reduce(0) { count, one in
      count + (one.vi.contains(Placeholder.text.vi) ? 1 : 0) + (one.en.contains(Placeholder.text.en) ? 1 : 0)
    }
  }
}
