import Checklists
import Journal
import JournalFixtures
import Testing

@Suite struct GoingBackTests {
  private static let text = LocalText("một", "one")

  private static func step(_ id: StepID) -> Step {
    Step(
      id: id, title: text, say: text, actions: [text], check: text, expected: .seconds(60), safety: "S-01")
  }

  private let checklist = Checklist(
    id: "c", version: 1, checked: "2025-11-01", title: text, summary: text,
    safety: [SafetyLine(id: "S-01", text: text)],
    questions: [Question(id: "q", text: text, answers: [Answer(id: "yes", text: text)])],
    steps: [step("a"), step("b"), step("d")], problems: [])

  /// A session that stands at its first step.
  private func begun() throws -> SessionHistory {
    var history = try #require(SessionHistory(.began(at: .sample, unit: nil, volunteer: nil)))
    history.apply(.consented(true, version: 1, at: .sample), in: checklist)
    history.apply(.answered("q", "yes", at: .sample), in: checklist)
    #expect(history.session.place == .step("a"))
    return history
  }

  private func counts(_ history: SessionHistory) -> [Int?] {
    guard case .session(let facts) = history.session.body(in: checklist, hash: "", ended: .sample) else { return [] }
    return facts.steps.map(\.wentBack)
  }

  private func apply(_ events: [SessionEvent], to history: inout SessionHistory) {
    for event in events { history.apply(event, in: checklist) }
  }

  @Test func `whoever never goes back leaves nothing of it`() throws {
    var history = try begun()
    apply(
      [
        .stepDone("a", at: .sample), .stepDone("b", at: .sample), .stepDone("d", at: .sample),
        .outcomeChosen(.completed, at: .sample),
      ], to: &history)
    #expect(counts(history) == [nil, nil, nil])
  }

  @Test func `each return to a step from a later one or from the finish is counted at that step`() throws {
    var history = try begun()
    apply(
      [
        .stepDone("a", at: .sample), .wentBack(at: .sample), .stepDone("a", at: .sample), .stepDone("b", at: .sample),
        .wentBack(at: .sample), .wentBack(at: .sample), .stepDone("a", at: .sample), .stepDone("b", at: .sample),
        .stepDone("d", at: .sample), .wentBack(at: .sample),
      ], to: &history)
    #expect(history.session.place == .step("d"))
    #expect(counts(history) == [2, 1, 1])
  }

  @Test func `undo is no return, and takes back one`() throws {
    var history = try begun()
    apply([.stepDone("a", at: .sample), .undone(at: .sample)], to: &history)
    #expect(history.session.place == .step("a"))
    #expect(counts(history) == [nil, nil, nil])
    apply([.stepDone("a", at: .sample), .wentBack(at: .sample)], to: &history)
    #expect(counts(history) == [1, nil, nil])
    history.apply(.undone(at: .sample), in: checklist)
    #expect(history.session.place == .step("b"))
    #expect(counts(history) == [nil, nil, nil])
  }

  @Test func `whoever begins the finish by mistake comes back to the same step, and was nowhere else`() throws {
    var history = try begun()
    apply([.stepDone("a", at: .sample), .finishBegan(at: .sample), .wentBack(at: .sample)], to: &history)
    #expect(history.session.place == .step("b"))
    #expect(counts(history) == [nil, nil, nil])
  }

  @Test func `a text that was asked for is undone with its question`() throws {
    var history = try begun()
    apply(
      [
        .finishBegan(at: .sample), .outcomeChosen(.completed, at: .sample), .ageGiven(nil, at: .sample),
        .satisfactionGiven(nil, at: .sample), .petitionTopicChosen(.procedures, at: .sample),
        .petitionWritten("chờ lâu", at: .sample), .undone(at: .sample),
      ], to: &history)
    #expect(history.session.place == .petitionTopic)
    #expect(history.session.petitionText == nil)
  }

  @Test func `text is there until it is taken or its field is left`() throws {
    var history = try begun()
    history.apply(.typed(TypedText("bác", for: .note("a"))), in: checklist)
    #expect(history.session.typed == TypedText("bác", for: .note("a")))
    history.apply(.resumed(at: .sample), in: checklist)
    #expect(history.session.typed?.text == "bác")
    history.apply(.noted("a", "bác cần kính", at: .sample), in: checklist)
    #expect(history.session.typed == nil)
    apply([.typed(TypedText("ba", for: .nickname)), .typed(nil)], to: &history)
    #expect(history.session.typed == nil)
    #expect(history.session.place == .step("a"))
  }

  @Test func `an outcome is offered once no step is open`() throws {
    var history = try begun()
    history.apply(.finishBegan(at: .sample), in: checklist)
    #expect(history.session.proposedOutcome(in: checklist) == nil)
    #expect(history.session.openSteps(in: checklist) == 3)
    apply(
      [.wentBack(at: .sample), .stepDone("a", at: .sample), .stepDone("b", at: .sample), .stepDone("d", at: .sample)],
      to: &history)
    #expect(history.session.proposedOutcome(in: checklist) == .completed)
  }

  @Test func `coming back from what lies beside a step is no return to it, and neither is answering again`() throws {
    var history = try begun()
    apply(
      [
        .noted("a", "kính", at: .sample), .problemMet("a", "E-V01", helped: true, at: .sample),
        .problemWritten("a", "máy tắt", at: .sample), .putAside(nickname: "ba", at: .sample), .resumed(at: .sample),
        .wentBack(at: .sample), .answered("q", "yes", at: .sample),
      ], to: &history)
    #expect(history.session.place == .step("a"))
    #expect(counts(history) == [nil, nil, nil])
  }
}
