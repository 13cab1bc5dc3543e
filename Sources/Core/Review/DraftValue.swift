package import Checklists
import Journal

/// A value of a draft that is no text in two languages: typed as one line, or chosen.
package enum DraftValue: Hashable, Sendable {
  /// When the checklist as a whole was last checked.
  case checked
  case minutes(StepID)
  /// Of a link, counted from 0; behind the last one a new link.
  case address(StepID, Int)
  case safety(StepID)
  case asks(StepID)
  /// Another checklist that helps at the step.
  case checklist(StepID)
  /// The document, the day it was last checked, and whether that was confirmed.
  case source(VersionDiff.Part)
  case sourceChecked(VersionDiff.Part)
  case sourceVerified(VersionDiff.Part)
  /// What finishing proposes.
  case outcomeOfAnswer(QuestionID, AnswerID)
  case outcomeOfProblem(ProblemID)
  /// Another checklist that should be done before.
  case checklistOfAnswer(QuestionID, AnswerID)

  /// Whether it is one of a few rather than typed.
  package var isChosen: Bool {
    switch self {
    case .safety, .asks, .checklist, .sourceVerified, .outcomeOfAnswer, .outcomeOfProblem, .checklistOfAnswer: true
    case .checked, .minutes, .address, .source, .sourceChecked: false
    }
  }
}

extension Checklist {
  /// The values of a part, in the order of the form.
  package func values(of part: VersionDiff.Part) -> [DraftValue] {
    switch part {
    case .checklist: [.checked]
    case .safety: sourceValues(part)
    case .problem(let id): [.outcomeOfProblem(id)] + sourceValues(part)
    case .question(let id):
      question(id)?.answers.flatMap { [.outcomeOfAnswer(id, $0.id), .checklistOfAnswer(id, $0.id)] } ?? []
    case .step(let id):
      [.minutes(id), .safety(id)] + (0...(step(id)?.links.count ?? 0)).map { .address(id, $0) }
        + [.asks(id), .checklist(id)] + sourceValues(part)
    }
  }

  /// Day and confirmation belong to a source that is named.
  private func sourceValues(_ part: VersionDiff.Part) -> [DraftValue] {
    source(of: part) == nil ? [.source(part)] : [.source(part), .sourceChecked(part), .sourceVerified(part)]
  }

  /// Where a rule of a part comes from.
  package func source(of part: VersionDiff.Part) -> Source? {
    switch part {
    case .safety(let id): safetyLine(id)?.source
    case .step(let id): step(id)?.source
    case .problem(let id): problem(id)?.source
    case .checklist, .question: nil
    }
  }

  /// A value as it is typed or named in the file; empty where there is none.
  package func words(of value: DraftValue) -> String {
    switch value {
    case .checked: return checked
    case .minutes(let id): return step(id).map { Self.minutes($0.expected) } ?? ""
    case .address(let id, let link):
      let links = step(id)?.links ?? []
      return links.indices.contains(link) ? links[link].address : ""
    case .safety(let id): return step(id)?.safety.rawValue ?? ""
    case .asks(let id): return step(id)?.asks?.rawValue ?? ""
    case .checklist(let id): return step(id)?.checklist?.rawValue ?? ""
    case .source(let part): return source(of: part)?.text ?? ""
    case .sourceChecked(let part): return source(of: part)?.checked ?? ""
    case .sourceVerified(let part): return source(of: part)?.isVerified == true ? "true" : "false"
    case .outcomeOfAnswer(let id, let answer): return self.answer(answer, of: id)?.outcome?.rawValue ?? ""
    case .outcomeOfProblem(let id): return problem(id)?.outcome?.rawValue ?? ""
    case .checklistOfAnswer(let id, let answer): return self.answer(answer, of: id)?.checklist?.rawValue ?? ""
    }
  }

  private func answer(_ id: AnswerID, of question: QuestionID) -> Answer? {
    self.question(question)?.answers.first { $0.id == id }
  }

  /// Takes a value as it was typed or chosen; false where it cannot be one. Whether it is right, the linter says.
  ///
  /// No words take away what may be left out: a link, a source, an outcome.
  package mutating func put(_ words: String, at value: DraftValue) -> Bool {
    switch value {
    case .checked:
      guard Self.isDay(words) else { return false }
      checked = words
    case .minutes(let id):
      guard let duration = Self.duration(minutes: words) else { return false }
      withStep(id) { $0.expected = duration }
    case .address(let id, let link):
      withStep(id) { step in
        if step.links.indices.contains(link) {
          if words.isEmpty { step.links.remove(at: link) } else { step.links[link].address = words }
        } else if !words.isEmpty {
          step.links.append(Link(address: words, label: LocalText("", "")))
        }
      }
    case .safety(let id):
      guard safetyLine(SafetyID(rawValue: words)) != nil else { return false }
      withStep(id) { $0.safety = SafetyID(rawValue: words) }
    case .asks(let id):
      guard words.isEmpty || Asking(rawValue: words) != nil else { return false }
      withStep(id) { $0.asks = Asking(rawValue: words) }
    case .checklist(let id): withStep(id) { $0.checklist = words.isEmpty ? nil : ChecklistID(rawValue: words) }
    case .source(let part):
      // A document that was named just now is one that was looked at with the rest.
      let day = checked
      withSource(of: part) { source in
        source =
          words.isEmpty
          ? nil : Source(text: words, checked: source?.checked ?? day, isVerified: source?.isVerified ?? false)
      }
    case .sourceChecked(let part):
      guard Self.isDay(words) else { return false }
      withSource(of: part) { $0?.checked = words }
    case .sourceVerified(let part):
      guard let isVerified = Bool(words) else { return false }
      withSource(of: part) { $0?.isVerified = isVerified }
    case .outcomeOfAnswer(let id, let answer):
      guard words.isEmpty || Outcome(rawValue: words) != nil else { return false }
      withAnswer(answer, of: id) { $0.outcome = Outcome(rawValue: words) }
    case .outcomeOfProblem(let id):
      guard words.isEmpty || Outcome(rawValue: words) != nil else { return false }
      if let at = problems.firstIndex(where: { $0.id == id }) { problems[at].outcome = Outcome(rawValue: words) }
    case .checklistOfAnswer(let id, let answer):
      withAnswer(answer, of: id) { $0.checklist = words.isEmpty ? nil : ChecklistID(rawValue: words) }
    }
    return true
  }

  private mutating func withSource(of part: VersionDiff.Part, _ change: (inout Source?) -> Void) {
    switch part {
    case .safety(let id): if let at = safety.firstIndex(where: { $0.id == id }) { change(&safety[at].source) }
    case .step(let id): withStep(id) { change(&$0.source) }
    case .problem(let id): if let at = problems.firstIndex(where: { $0.id == id }) { change(&problems[at].source) }
    case .checklist, .question: break
    }
  }

  private mutating func withAnswer(_ id: AnswerID, of question: QuestionID, _ change: (inout Answer) -> Void) {
    guard let at = questions.firstIndex(where: { $0.id == question }),
      let place = questions[at].answers.firstIndex(where: { $0.id == id })
    else { return }
    change(&questions[at].answers[place])
  }

  /// Minutes with a tenth where there is one: `1.5`.
  private static func minutes(_ duration: Duration) -> String {
    let tenths = (duration.components.seconds * 10 + 30) / 60
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  /// A number of minutes with a point or a comma; nil for anything else, and for what no step takes.
  private static func duration(minutes words: String) -> Duration? {
    guard words.utf8.count <= 6, let minutes = Double(words.replacing(",", with: ".")),
      case .minutes(_, let range)? = StepField.named("minutes")?.kind, range.contains(minutes)
    else { return nil }
    return .seconds((minutes * 60).rounded())
  }

  private static func isDay(_ words: String) -> Bool {
    let parts = words.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2] else { return false }
    let numbers = parts.compactMap { Int($0) }
    return numbers.count == 3 && Day(year: numbers[0], month: numbers[1], day: numbers[2]) != nil
  }

  /// The path of a value in the checklist's file: `steps/3/minutes`.
  package func path(of value: DraftValue) -> SchemaPath? {
    switch value {
    case .checked: SchemaPath.root / "checked"
    case .minutes(let id): path(of: .step(id)).map { $0 / "minutes" }
    case .address(let id, let link): path(of: .step(id)).map { $0 / "links" / link }
    case .safety(let id): path(of: .step(id)).map { $0 / "safety" }
    case .asks(let id): path(of: .step(id)).map { $0 / "asks" }
    case .checklist(let id): path(of: .step(id)).map { $0 / "checklist" }
    case .source(let part): path(of: part).map { $0 / "source" }
    case .sourceChecked(let part): path(of: part).map { $0 / "source" / "checked" }
    case .sourceVerified(let part): path(of: part).map { $0 / "source" / "verified" }
    case .outcomeOfProblem(let id): path(of: .problem(id)).map { $0 / "outcome" }
    case .outcomeOfAnswer(let id, let answer):
      path(of: DraftPlace(.question(id), .answer(answer))).map { $0 / "outcome" }
    case .checklistOfAnswer(let id, let answer):
      path(of: DraftPlace(.question(id), .answer(answer))).map { $0 / "checklist" }
    }
  }
}
