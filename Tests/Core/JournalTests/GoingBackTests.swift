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
        .wentBack(at: .sample), .wentBack(at: .sample), .went(to: .outcome, at: .sample), .wentBack(at: .sample),
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

  @Test func `coming back from what lies beside a step is no return to it, and neither is answering again`() throws {
    var history = try begun()
    apply(
      [
        .went(to: .note("a"), at: .sample), .wentBack(at: .sample), .went(to: .stuck("a"), at: .sample),
        .problemWritten("a", "máy tắt", at: .sample), .putAside(nickname: "ba", at: .sample), .resumed(at: .sample),
        .wentBack(at: .sample), .answered("q", "yes", at: .sample),
      ], to: &history)
    #expect(history.session.place == .step("a"))
    #expect(counts(history) == [nil, nil, nil])
  }
}
