import Checklists
import Review
import Testing

/// Parts of a draft come, go, are doubled and moved.
@Suite struct DraftPartTests {
  private func text(_ words: String) -> LocalText { LocalText(words, words) }

  private var draft: Checklist {
    var first = Step(id: "first")
    first.title = text("one")
    first.safety = "calm"
    first.problems = ["E-K01"]
    var second = Step(id: "second")
    second.safety = "calm"
    second.when = Condition([.init(question: "phone", answers: ["yes"])])
    return Checklist(
      id: "try", version: 1, checked: "2026-11-01", title: text("title"), summary: text("summary"),
      safety: [SafetyLine(id: "calm", text: text("calm")), SafetyLine(id: "spare", text: text("spare"))],
      questions: [
        Question(
          id: "phone", text: text("phone?"),
          answers: ["yes", "no", "maybe"].map { Answer(id: AnswerID(rawValue: $0), text: text($0)) })
      ],
      steps: [first, second], problems: [Problem(id: "E-K01", symptom: text("loud"), fix: [text("wait")])])
  }

  @Test(arguments: [
    VersionDiff.Part.checklist, .step("first"), .question("phone"), .safety("calm"), .problem("E-K01"),
  ])
  func `a new part stands behind the one that it was asked for at, empty, under a name of its own`(
    part: VersionDiff.Part
  ) throws {
    var draft = draft
    let made = draft.addPart(after: part)
    #expect(self.draft.path(of: made) == nil)
    let place = try #require(draft.path(of: made))
    switch part {
    case .checklist: #expect(place == .root / "steps" / 0)
    case .step: #expect(place == .root / "steps" / 1)
    case .question: #expect(place == .root / "questions" / 1)
    case .safety: #expect(place == .root / "safety" / 1)
    case .problem: #expect(place == .root / "problems" / 1)
    }
    #expect(draft.places(of: made).allSatisfy { draft.text(at: $0) == LocalText("", "") })
    // Once more: another name.
    let another = draft.addPart(after: made)
    #expect(another != made)
  }

  @Test func `a double says the same under the next name`() throws {
    var draft = draft
    let doubles = [
      draft.duplicate(.step("first")), draft.duplicate(.step("first-2")), draft.duplicate(.problem("E-K01")),
      draft.duplicate(.question("phone")), draft.duplicate(.safety("calm")), draft.duplicate(.checklist),
      draft.duplicate(.step("nobody")),
    ]
    #expect(
      doubles == [
        .step("first-2"), .step("first-3"), .problem("E-K02"), .question("phone-2"), .safety("calm-2"), nil, nil,
      ])
    var copy = try #require(draft.step("first-2"))
    copy.id = "first"
    #expect(copy == draft.step("first"))
    #expect(draft.steps.map(\.id) == ["first", "first-2", "first-3", "second"])
  }

  @Test func `what others need stays, and says how many need it`() {
    var draft = draft
    #expect(draft.refusal(toRemove: .question("phone")) == .inUse(1))
    #expect(draft.refusal(toRemove: .safety("calm")) == .inUse(2))
    #expect(draft.refusal(toRemove: "yes", of: "phone") == .inUse(1))
    let before = draft
    draft.remove(.question("phone"))
    draft.remove(.safety("calm"))
    draft.remove("yes", of: "phone")
    draft.remove(.checklist)
    #expect(draft == before)
    draft.remove(.step("second"))
    #expect(draft.refusal(toRemove: .step("first")) == .lastOfItsKind)
    draft.remove(.question("phone"))
    draft.remove(.safety("spare"))
    #expect(draft.questions.isEmpty && draft.safety.map(\.id) == ["calm"])
  }

  @Test func `a problem that goes is known by no step any more`() {
    var draft = draft
    draft.remove(.problem("E-K01"))
    #expect(draft.problems.isEmpty && draft.steps.allSatisfy { $0.problems.isEmpty })
  }

  @Test func `a question has two to nine answers`() {
    var draft = draft
    draft.remove("no", of: "phone")
    #expect(draft.refusal(toRemove: "maybe", of: "phone") == .lastOfItsKind)
    let second = draft.addAnswer(to: "phone", after: "yes")
    #expect(draft.questions[0].answers.map(\.id) == ["yes", second, "maybe"])
    for _ in 0..<6 { _ = draft.addAnswer(to: "phone", after: nil) }
    #expect(draft.questions[0].answers.count == 9)
    let tooMany = draft.addAnswer(to: "phone", after: nil)
    #expect(tooMany == nil)
    #expect(Set(draft.questions[0].answers.map(\.id)).count == 9)
  }

  @Test func `a part moves among those of its kind only`() {
    var draft = draft
    let moved = [
      draft.move(.step("first"), by: 1), draft.move(.step("first"), by: 1), draft.move(.safety("spare"), by: -1),
      draft.move(.question("phone"), by: 1), draft.move(.checklist, by: 1),
    ]
    #expect(moved == [true, false, true, false, false])
    #expect(draft.steps.map(\.id) == ["second", "first"] && draft.safety.map(\.id) == ["spare", "calm"])
  }

  @Test func `a question's condition names questions before it only`() {
    var draft = draft
    let later = draft.addPart(after: .question("phone"))
    #expect(draft.questions(before: later).map(\.id) == ["phone"])
    #expect(draft.questions(before: .question("phone")).isEmpty)
    draft.toggle("yes", of: "phone", at: later)
    #expect(draft.condition(of: later)?.clauses == [.init(question: "phone", answers: ["yes"])])
    draft.toggle("yes", of: "phone", at: later)
    #expect(draft.condition(of: later) == .always)
  }

  // MARK: Values

  @Test(arguments: [
    (DraftValue.minutes("first"), "1,5", "1.5"), (.minutes("first"), "12", "12"),
    (.checked, "2026-12-31", "2026-12-31"),
    (.address("first", 0), "https://vneid.gov.vn/", "https://vneid.gov.vn/"), (.safety("first"), "spare", "spare"),
    (.asks("first"), "papers", "papers"), (.checklist("first"), "vneid", "vneid"),
    (.source(.step("first")), "Luật 91/2025/QH15", "Luật 91/2025/QH15"),
    (.outcomeOfProblem("E-K01"), "appointment", "appointment"),
    (.outcomeOfAnswer("phone", "no"), "declined", "declined"), (.checklistOfAnswer("phone", "no"), "vneid", "vneid"),
  ])
  func `a value is what was typed or chosen for it`(value: DraftValue, typed: String, kept: String) {
    var draft = draft
    let isTaken = draft.put(typed, at: value)
    #expect(isTaken && draft.words(of: value) == kept)
    #expect(draft != self.draft)
  }

  @Test(arguments: [
    (DraftValue.minutes("first"), "0"), (.minutes("first"), "241"), (.minutes("first"), "nan"),
    (.minutes("first"), "inf"),
    (.minutes("first"), "-1"), (.minutes("first"), "1e300"), (.minutes("first"), ""), (.checked, "31/12/2026"),
    (.checked, "2026-02-30"), (.checked, "99999999999999999999-01-01"), (.safety("first"), "nobody"),
    (.asks("first"), "money"), (.sourceVerified(.step("first")), "maybe"), (.outcomeOfProblem("E-K01"), "lost"),
    (.outcomeOfAnswer("phone", "no"), "lost"), (.sourceChecked(.step("first")), "today"),
  ])
  func `what is no such value changes nothing`(value: DraftValue, typed: String) {
    var draft = draft
    let isTaken = draft.put(typed, at: value)
    #expect(!isTaken && draft == self.draft)
  }

  @Test func `no words take away what may be left out`() {
    var draft = draft
    for (value, words) in [
      (DraftValue.address("first", 0), "https://vneid.gov.vn/"), (.asks("first"), "service"),
      (.checklist("first"), "vneid"), (.source(.safety("calm")), "Luật"), (.outcomeOfProblem("E-K01"), "declined"),
    ] {
      let isTaken = draft.put(words, at: value)
      #expect(isTaken && draft != self.draft, "\(value)")
      let isGone = draft.put("", at: value)
      #expect(isGone && draft == self.draft, "\(value)")
    }
  }

  @Test func `a source that is named has a day and is not verified until somebody says so`() {
    var draft = draft
    let part = VersionDiff.Part.step("first")
    #expect(draft.values(of: part).contains(.source(part)) && !draft.values(of: part).contains(.sourceVerified(part)))
    _ = draft.put("Luật 91/2025/QH15", at: .source(part))
    #expect(draft.source(of: part) == Source(text: "Luật 91/2025/QH15", checked: "2026-11-01", isVerified: false))
    _ = draft.put("true", at: .sourceVerified(part))
    _ = draft.put("2026-11-20", at: .sourceChecked(part))
    #expect(draft.source(of: part) == Source(text: "Luật 91/2025/QH15", checked: "2026-11-20", isVerified: true))
    // Every value has its place in the file.
    for part in [VersionDiff.Part.checklist, .step("first"), .question("phone"), .safety("calm"), .problem("E-K01")] {
      for value in draft.values(of: part) { #expect(draft.path(of: value) != nil, "\(value)") }
    }
  }

  @Test func `a to-do says what its part says`() {
    var draft = draft
    _ = draft.put("Luật", at: .source(.step("first")))
    let toDos = ReviewToDo.all(in: draft, today: 20_000)
    #expect(toDos.map(\.part) == [.step("first")] && toDos.map(\.name.vi) == ["one"])
  }
}
