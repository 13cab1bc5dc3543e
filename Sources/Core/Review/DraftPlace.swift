package import Checklists

/// Names one text of a checklist: the part that holds it, and where in it.
package struct DraftPlace: Hashable, Sendable {
  package var part: VersionDiff.Part
  package var text: VersionDiff.TextPlace

  package init(_ part: VersionDiff.Part, _ text: VersionDiff.TextPlace) {
    self.part = part
    self.text = text
  }
}

/// A text that a trainer proposes for a step, in both languages.
package struct TextProposal: Hashable, Sendable, Codable {
  /// Where in the step, as ``StepText/word`` has it.
  package var place: String
  package var vi: String
  package var en: String

  package init(place: StepText, _ text: LocalText) {
    self.place = place.word
    vi = text.vi
    en = text.en
  }

  package var text: LocalText { LocalText(vi: vi, en: en) }
}

extension StepText {
  /// As a proposal names it: `say`, `do/0`.
  package var word: String { line.map { "\(key)/\($0)" } ?? key }

  /// The place that a word names; nil where it names none.
  package init?(word: String) {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    switch (StepField.named(parts[0])?.kind, parts.count) {
    case (.text, 1): self.init(parts[0])
    case (.lines, 2), (.links, 2):
      guard let line = Int(parts[1]), (0..<100).contains(line) else { return nil }
      self.init(parts[0], line: line)
    default: return nil
    }
  }
}

extension Checklist {
  /// The texts of a part, in the order in which a volunteer meets them.
  package func places(of part: VersionDiff.Part) -> [DraftPlace] {
    let texts: [VersionDiff.TextPlace]
    switch part {
    case .checklist: texts = [.title, .summary]
    case .safety(let id): texts = safetyLine(id) == nil ? [] : [.text]
    case .question(let id): texts = question(id).map { [.text] + $0.answers.map { .answer($0.id) } } ?? []
    case .problem(let id): texts = problem(id).map { [.symptom] + $0.fix.indices.map { .fix($0) } } ?? []
    case .step(let id): texts = step(id)?.texts.map { .step($0.place) } ?? []
    }
    return texts.map { DraftPlace(part, $0) }
  }

  /// The texts of a part as a form lists them: of a list that is still empty, the place of its first line.
  package func formPlaces(of part: VersionDiff.Part) -> [DraftPlace] {
    guard case .step(let id) = part, let step = step(id) else { return places(of: part) }
    return StepField.all.flatMap { field -> [DraftPlace] in
      let texts = field.texts(of: step).map(\.place)
      guard texts.isEmpty, case .lines = field.kind else { return texts.map { DraftPlace(part, .step($0)) } }
      return [DraftPlace(part, .step(StepText(field.key, line: 0)))]
    }
  }

  /// The text at a place; nil where there is no such place.
  package func text(at place: DraftPlace) -> LocalText? {
    var copy = self
    return copy.withText(at: place) { $0 }
  }

  /// Puts a text in a place; true where there is one. At the index behind the last of a list, it is added to it.
  @discardableResult package mutating func put(_ text: LocalText, at place: DraftPlace) -> Bool {
    if addsTo(place) { return add(text, at: place) }
    return withText(at: place) { $0 = text } != nil
  }

  /// Takes a line out of a list of lines; true where it stood in one.
  @discardableResult package mutating func removeLine(at place: DraftPlace) -> Bool {
    guard let line = line(place) else { return false }
    if let links = links(place) {
      guard links.indices.contains(line), case .step(let id) = place.part else { return false }
      withStep(id) { $0.links.remove(at: line) }
      return true
    }
    return withLines(of: place) { lines in
      guard lines.indices.contains(line) else { return false }
      lines.remove(at: line)
      return true
    } ?? false
  }

  /// The place behind the last line of the list that a place lies in; nil where it lies in none.
  package func placeOfNewLine(in place: DraftPlace) -> DraftPlace? {
    var copy = self
    guard let count = copy.withLines(of: place, { $0.count }) else { return nil }
    switch place.text {
    case .step(let text): return DraftPlace(place.part, .step(StepText(text.key, line: count)))
    default: return DraftPlace(place.part, .fix(count))
    }
  }

  /// Whether a line can be taken out: lists that need one keep their last one.
  package func canRemoveLine(at place: DraftPlace) -> Bool {
    if let links = links(place) { return line(place).map(links.indices.contains) ?? false }
    var copy = self
    guard copy.removeLine(at: place), let left = copy.withLines(of: place, { $0.count }) else { return false }
    guard case .step(let text) = place.text, case .lines(_, let counts, _) = StepField.named(text.key)?.kind else {
      return left > 0
    }
    return left >= counts.lowerBound
  }

  /// Which line of its list a place is; nil where it is in none.
  private func line(_ place: DraftPlace) -> Int? {
    switch place.text {
    case .fix(let line): line
    case .step(let text): text.line
    default: nil
    }
  }

  /// The links of the step whose label stands at a place; nil for any other place.
  private func links(_ place: DraftPlace) -> [Link]? {
    guard case .step(let id) = place.part, case .step(let text) = place.text,
      case .links(let property, _, _)? = StepField.named(text.key)?.kind
    else { return nil }
    return step(id)?[keyPath: property]
  }

  private func addsTo(_ place: DraftPlace) -> Bool { placeOfNewLine(in: place) == place }

  private mutating func add(_ text: LocalText, at place: DraftPlace) -> Bool {
    withLines(of: place) { $0.append(text) } != nil
  }

  /// Changes the list of lines that a place lies in; nil where it lies in none.
  private mutating func withLines<Value>(of place: DraftPlace, _ use: (inout [LocalText]) -> Value) -> Value? {
    switch (place.part, place.text) {
    case (.step(let id), .step(let text)):
      guard let at = steps.firstIndex(where: { $0.id == id }),
        case .lines(let property, _, _) = StepField.named(text.key)?.kind
      else { return nil }
      return use(&steps[at][keyPath: property])
    case (.problem(let id), .fix):
      guard let at = problems.firstIndex(where: { $0.id == id }) else { return nil }
      return use(&problems[at].fix)
    default: return nil
    }
  }

  /// Changes a step, where there is one.
  package mutating func withStep(_ id: StepID, _ change: (inout Step) -> Void) {
    if let index = steps.firstIndex(where: { $0.id == id }) { change(&steps[index]) }
  }

  private mutating func withText<Value>(at place: DraftPlace, _ use: (inout LocalText) -> Value) -> Value? {
    switch place.part {
    case .checklist:
      switch place.text {
      case .title: return use(&title)
      case .summary: return use(&summary)
      default: return nil
      }
    case .safety(let id):
      guard place.text == .text, let at = safety.firstIndex(where: { $0.id == id }) else { return nil }
      return use(&safety[at].text)
    case .question(let id):
      guard let at = questions.firstIndex(where: { $0.id == id }) else { return nil }
      return Self.withText(of: &questions[at], place.text, use)
    case .problem(let id):
      guard let at = problems.firstIndex(where: { $0.id == id }) else { return nil }
      return Self.withText(of: &problems[at], place.text, use)
    case .step(let id):
      guard case .step(let text) = place.text, let at = steps.firstIndex(where: { $0.id == id }) else { return nil }
      return steps[at].withText(at: text, use)
    }
  }

  private static func withText<Value>(
    of question: inout Question, _ place: VersionDiff.TextPlace, _ use: (inout LocalText) -> Value
  ) -> Value? {
    if case .answer(let id) = place {
      guard let at = question.answers.firstIndex(where: { $0.id == id }) else { return nil }
      return use(&question.answers[at].text)
    }
    return place == .text ? use(&question.text) : nil
  }

  private static func withText<Value>(
    of problem: inout Problem, _ place: VersionDiff.TextPlace, _ use: (inout LocalText) -> Value
  ) -> Value? {
    if case .fix(let index) = place { return problem.fix.indices.contains(index) ? use(&problem.fix[index]) : nil }
    return place == .symptom ? use(&problem.symptom) : nil
  }
}
