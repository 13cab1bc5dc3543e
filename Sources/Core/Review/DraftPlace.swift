public import Checklists

/// Names one text of a checklist: the part that holds it, and where in it.
public struct DraftPlace: Hashable, Sendable {
  public var part: VersionDiff.Part
  public var text: VersionDiff.TextPlace

  public init(_ part: VersionDiff.Part, _ text: VersionDiff.TextPlace) {
    self.part = part
    self.text = text
  }
}

/// A text that a trainer proposes for a step, in both languages.
public struct TextProposal: Hashable, Sendable, Codable {
  /// Where in the step, as ``VersionDiff/TextPlace/word`` has it.
  public var place: String
  public var vi: String
  public var en: String

  public init(place: VersionDiff.TextPlace, _ text: LocalText) {
    self.place = place.word
    vi = text.vi
    en = text.en
  }

  public var text: LocalText { LocalText(vi: vi, en: en) }
}

extension VersionDiff.TextPlace {
  /// As a checklist's file and a proposal name it: `say`, `do/0`.
  public var word: String {
    switch self {
    case .title: "title"
    case .summary: "summary"
    case .say: "say"
    case .check: "check"
    case .symptom: "symptom"
    case .text: "text"
    case .action(let index): "do/\(index)"
    case .warning(let index): "warnings/\(index)"
    case .fix(let index): "fix/\(index)"
    case .answer(let id): "answers/\(id)"
    case .linkLabel(let index): "links/\(index)"
    }
  }

  /// The place in a step that a word names; nil where it names none.
  public init?(stepWord word: String) {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false)
    switch (parts[0], parts.count) {
    case ("title", 1): self = .title
    case ("say", 1): self = .say
    case ("check", 1): self = .check
    case ("do", 2), ("warnings", 2), ("links", 2):
      guard let index = Int(parts[1]), (0..<100).contains(index) else { return nil }
      self = parts[0] == "do" ? .action(index) : parts[0] == "warnings" ? .warning(index) : .linkLabel(index)
    default: return nil
    }
  }
}

extension Checklist {
  /// The texts of a part, in the order in which a volunteer meets them.
  public func places(of part: VersionDiff.Part) -> [DraftPlace] {
    let texts: [VersionDiff.TextPlace]
    switch part {
    case .checklist: texts = [.title, .summary]
    case .safety(let id): texts = safetyLine(id) == nil ? [] : [.text]
    case .question(let id): texts = question(id).map { [.text] + $0.answers.map { .answer($0.id) } } ?? []
    case .problem(let id): texts = problem(id).map { [.symptom] + $0.fix.indices.map { .fix($0) } } ?? []
    case .step(let id):
      texts =
        step(id).map { step in
          [.title, .say] + step.actions.indices.map { .action($0) } + [.check]
            + step.warnings.indices.map { .warning($0) } + step.links.indices.map { .linkLabel($0) }
        } ?? []
    }
    return texts.map { DraftPlace(part, $0) }
  }

  /// The text at a place; nil where there is no such place.
  public func text(at place: DraftPlace) -> LocalText? {
    var copy = self
    return copy.withText(at: place) { $0 }
  }

  /// Puts a text in a place; true where there is one. At the index behind the last of a list, it is added to it.
  @discardableResult public mutating func put(_ text: LocalText, at place: DraftPlace) -> Bool {
    if addsTo(place) { return add(text, at: place) }
    return withText(at: place) { $0 = text } != nil
  }

  /// Takes a line out of a list of lines; true where it stood in one.
  @discardableResult public mutating func removeLine(at place: DraftPlace) -> Bool {
    guard text(at: place) != nil else { return false }
    switch (place.part, place.text) {
    case (.step(let id), .action(let index)): withStep(id) { $0.actions.remove(at: index) }
    case (.step(let id), .warning(let index)): withStep(id) { $0.warnings.remove(at: index) }
    case (.problem(let id), .fix(let index)):
      if let at = problems.firstIndex(where: { $0.id == id }) { problems[at].fix.remove(at: index) }
    default: return false
    }
    return true
  }

  private func addsTo(_ place: DraftPlace) -> Bool {
    switch (place.part, place.text) {
    case (.step(let id), .action(let index)): step(id)?.actions.count == index
    case (.step(let id), .warning(let index)): step(id)?.warnings.count == index
    case (.problem(let id), .fix(let index)): problem(id)?.fix.count == index
    default: false
    }
  }

  private mutating func add(_ text: LocalText, at place: DraftPlace) -> Bool {
    switch (place.part, place.text) {
    case (.step(let id), .action): withStep(id) { $0.actions.append(text) }
    case (.step(let id), .warning): withStep(id) { $0.warnings.append(text) }
    case (.problem(let id), .fix):
      if let at = problems.firstIndex(where: { $0.id == id }) { problems[at].fix.append(text) }
    default: return false
    }
    return true
  }

  /// Changes a step, where there is one.
  public mutating func withStep(_ id: StepID, _ change: (inout Step) -> Void) {
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
      guard let at = steps.firstIndex(where: { $0.id == id }) else { return nil }
      return Self.withText(of: &steps[at], place.text, use)
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

  private static func withText<Value>(
    of step: inout Step, _ place: VersionDiff.TextPlace, _ use: (inout LocalText) -> Value
  ) -> Value? {
    switch place {
    case .title: return use(&step.title)
    case .say: return use(&step.say)
    case .check: return use(&step.check)
    case .action(let index): return step.actions.indices.contains(index) ? use(&step.actions[index]) : nil
    case .warning(let index): return step.warnings.indices.contains(index) ? use(&step.warnings[index]) : nil
    case .linkLabel(let index): return step.links.indices.contains(index) ? use(&step.links[index].label) : nil
    default: return nil
    }
  }
}
