package import Checklists

/// What two versions of a checklist differ in.
package struct VersionDiff: Hashable, Sendable {
  /// A text of the checklist, within its step, question, problem or safety line.
  package enum TextPlace: Hashable, Sendable {
    /// Of the checklist itself.
    case title, summary
    /// Of a problem.
    case symptom
    /// Of a safety line or a question.
    case text
    /// A line of a problem's fix, counted from 0.
    case fix(Int)
    case answer(AnswerID)
    case step(StepText)
  }

  /// One text in both versions; an absent one is empty.
  package struct TextChange: Hashable, Sendable {
    package var place: TextPlace
    package var old: LocalText
    package var new: LocalText

    /// Word by word, in one language.
    package func words(_ language: Language) -> WordDiff { WordDiff(from: old[language], to: new[language]) }
  }

  /// What became of one part.
  package enum Change: Hashable, Sendable {
    case added
    case removed
    /// Among the parts that both versions have, it comes at another place: from and to, counted from 1 in its version.
    case moved(from: Int, to: Int)
    /// It is part of the walk in other cases.
    case branch(old: Condition, new: Condition)
    /// Texts differ.
    case texts([TextChange])
    /// Expected time, in seconds.
    case expected(old: Int64, new: Int64)
    /// Something else differs: links, known problems, safety line, source, what is asked, outcomes of answers.
    case details
  }

  /// What a change is about.
  package enum Part: Hashable, Sendable {
    case checklist
    case safety(SafetyID)
    case question(QuestionID)
    case step(StepID)
    case problem(ProblemID)
  }

  /// One part that differs.
  package struct Row: Hashable, Sendable {
    package var part: Part
    package var changes: [Change]
  }

  /// Parts that differ: the checklist itself, safety lines, questions, steps, problems, each in the order of the new
  /// version, what was removed at the end of its kind.
  package var rows: [Row] = []

  package init(from old: Checklist, to new: Checklist) {
    var own: [Change] = []
    let texts = Self.texts([(.title, old.title, new.title), (.summary, old.summary, new.summary)])
    if let texts { own.append(texts) }
    if old.checked != new.checked { own.append(.details) }
    if !own.isEmpty { rows.append(Row(part: .checklist, changes: own)) }
    compare(old.safety, new.safety, id: \.id, part: Part.safety) { a, b in
      [Self.texts([(.text, a.text, b.text)]), a.source == b.source ? nil : .details]
    }
    compare(old.questions, new.questions, id: \.id, part: Part.question, Self.question)
    compare(old.steps, new.steps, id: \.id, part: Part.step, Self.step)
    compare(old.problems, new.problems, id: \.id, part: Part.problem) { a, b in
      [
        Self.texts([(.symptom, a.symptom, b.symptom)] + Self.lists(a.fix, b.fix, TextPlace.fix)),
        a.outcome == b.outcome && a.source == b.source ? nil : .details,
      ]
    }
  }

  private static func question(_ a: Question, _ b: Question) -> [Change?] {
    let ids = a.answers.map(\.id) + b.answers.map(\.id).filter { id in !a.answers.contains { $0.id == id } }
    let answers = ids.map { id in
      (
        TextPlace.answer(id), a.answers.first { $0.id == id }?.text ?? LocalText("", ""),
        b.answers.first { $0.id == id }?.text ?? LocalText("", "")
      )
    }
    func rest(_ question: Question) -> [Answer] {
      question.answers.map { Answer(id: $0.id, text: LocalText("", ""), outcome: $0.outcome, checklist: $0.checklist) }
    }
    return [
      texts([(.text, a.text, b.text)] + answers), branch(a.when, b.when), rest(a) == rest(b) ? nil : .details,
    ]
  }

  private static func step(_ a: Step, _ b: Step) -> [Change?] {
    var pairs: [(TextPlace, LocalText, LocalText)] = []
    var branch: Change?
    var expected: Change?
    var isSame = true
    for field in StepField.all {
      switch field.kind {
      case .text, .lines: pairs += texts(of: field, a, b)
      case .links(let property, _, _):
        pairs += texts(of: field, a, b)
        isSame = isSame && a[keyPath: property].map(\.address) == b[keyPath: property].map(\.address)
      case .condition(let property): branch = Self.branch(a[keyPath: property], b[keyPath: property])
      case .minutes(let property, _):
        let (old, new) = (a[keyPath: property], b[keyPath: property])
        if old != new { expected = .expected(old: old.components.seconds, new: new.components.seconds) }
      case .problems, .safety, .asking, .checklist, .source: isSame = isSame && field.isSame(a, b)
      }
    }
    return [texts(pairs), branch, expected, isSame ? nil : .details]
  }

  /// The texts of one field side by side; of a list as many as the longer one has.
  private static func texts(of field: StepField, _ a: Step, _ b: Step) -> [(TextPlace, LocalText, LocalText)] {
    let (old, new) = (field.texts(of: a), field.texts(of: b))
    return (0..<max(old.count, new.count)).map { index in
      let place = index < old.count ? old[index].place : new[index].place
      return (
        .step(place), index < old.count ? old[index].text : LocalText("", ""),
        index < new.count ? new[index].text : LocalText("", "")
      )
    }
  }

  private static func branch(_ old: Condition, _ new: Condition) -> Change? {
    old == new ? nil : .branch(old: old, new: new)
  }

  private static func lists(
    _ old: [LocalText], _ new: [LocalText], _ place: (Int) -> TextPlace
  ) -> [(TextPlace, LocalText, LocalText)] {
    (0..<max(old.count, new.count)).map { index in
      (
        place(index), index < old.count ? old[index] : LocalText("", ""),
        index < new.count ? new[index] : LocalText("", "")
      )
    }
  }

  private static func texts(_ pairs: [(TextPlace, LocalText, LocalText)]) -> Change? {
    let changed = pairs.filter { $0.1 != $0.2 }.map { TextChange(place: $0.0, old: $0.1, new: $0.2) }
    return changed.isEmpty ? nil : .texts(changed)
  }

  /// Rows of one kind of part.
  private mutating func compare<Item, ID: Hashable>(
    _ old: [Item], _ new: [Item], id: KeyPath<Item, ID>, part: (ID) -> Part, _ changes: (Item, Item) -> [Change?]
  ) {
    let before = Dictionary(
      old.enumerated().map { ($1[keyPath: id], ($0, $1)) }, uniquingKeysWith: { first, _ in first })
    let after = Set(new.map { $0[keyPath: id] })
    let kept = new.map { $0[keyPath: id] }.filter { before[$0] != nil }
    let still = Self.unmoved(kept.compactMap { before[$0]?.0 })
    for (place, item) in new.enumerated() {
      guard let (from, earlier) = before[item[keyPath: id]] else {
        rows.append(Row(part: part(item[keyPath: id]), changes: [.added]))
        continue
      }
      var found = changes(earlier, item).compactMap(\.self)
      if !still.contains(from) { found.insert(.moved(from: from + 1, to: place + 1), at: 0) }
      if !found.isEmpty { rows.append(Row(part: part(item[keyPath: id]), changes: found)) }
    }
    for item in old where !after.contains(item[keyPath: id]) {
      rows.append(Row(part: part(item[keyPath: id]), changes: [.removed]))
    }
  }

  /// The places that keep their order: a longest ascending run, so that one moved step is one move.
  private static func unmoved(_ places: [Int]) -> Set<Int> {
    var lengths = [Int](repeating: 1, count: places.count)
    var before = [Int?](repeating: nil, count: places.count)
    for index in places.indices {
      for earlier in 0..<index where places[earlier] < places[index] && lengths[earlier] + 1 > lengths[index] {
        (lengths[index], before[index]) = (lengths[earlier] + 1, earlier)
      }
    }
    var chosen: Set<Int> = []
    var next = lengths.indices.max { lengths[$0] < lengths[$1] }
    while let index = next {
      chosen.insert(places[index])
      next = before[index]
    }
    return chosen
  }
}
