import Checklists
import Testing

struct ChecklistTests {
  private func words(_ text: String) -> LocalText { LocalText(vi: text, en: text.uppercased()) }

  private func question(_ id: QuestionID, when: Condition = .always, _ answers: Answer...) -> Question {
    Question(id: id, text: words(id.rawValue), when: when, answers: answers)
  }

  private func step(_ id: StepID, when: Condition = .always) -> Step {
    Step(
      id: id, title: words(id.rawValue), when: when, say: words("say"), actions: [words("do")], check: words("check"),
      expected: .seconds(60), safety: "calm")
  }

  private var checklist: Checklist {
    let hasPhone = Condition([.init(question: "phone", answers: ["android", "iphone"])])
    let isReady = Condition([
      .init(question: "phone", answers: ["android"]), .init(question: "card", answers: ["have"]),
    ])
    return Checklist(
      id: "sample", version: 1, checked: "2026-11-23", title: words("title"), summary: words("summary"),
      safety: [SafetyLine(id: "calm", text: words("calm"))],
      questions: [
        question(
          "phone", Answer(id: "android", text: words("a")), Answer(id: "iphone", text: words("i")),
          Answer(id: "none", text: words("n"), outcome: .referredCounter)),
        question(
          "card", when: hasPhone, Answer(id: "have", text: words("h")),
          Answer(id: "lost", text: words("l"), outcome: .referredPolice)),
      ],
      steps: [step("greet"), step("install", when: hasPhone), step("activate", when: isReady)],
      problems: [Problem(id: "E-V01", symptom: words("s"), fix: [words("f")])])
  }

  @Test func `questions are asked in order, and only where they apply`() {
    #expect(checklist.nextQuestion(after: [:])?.id == "phone")
    #expect(checklist.nextQuestion(after: ["phone": "android"])?.id == "card")
    #expect(checklist.nextQuestion(after: ["phone": "none"]) == nil)
    #expect(checklist.nextQuestion(after: ["phone": "android", "card": "have"]) == nil)
    #expect(checklist.questions(for: ["phone": "none"]).map(\.id) == ["phone"])
  }

  @Test(
    arguments: [
      ([:], ["greet"]), (["phone": "none"], ["greet"]), (["phone": "iphone", "card": "have"], ["greet", "install"]),
      (["phone": "android", "card": "lost"], ["greet", "install"]),
      (["phone": "android", "card": "have"], ["greet", "install", "activate"]),
    ] as [([QuestionID: AnswerID], [StepID])])
  func `the answers choose the steps`(_ answers: [QuestionID: AnswerID], _ steps: [StepID]) {
    #expect(checklist.steps(for: answers).map(\.id) == steps)
  }

  @Test(
    arguments: [
      ([:], .completed), (["phone": "none"], .referredCounter), (["phone": "iphone", "card": "lost"], .referredPolice),
      (["phone": "iphone", "card": "have"], .completed),
      // The answer to a question that is no longer asked proposes nothing.
      (["phone": "none", "card": "lost"], .referredCounter),
    ] as [([QuestionID: AnswerID], Outcome)])
  func `the answers propose the outcome`(_ answers: [QuestionID: AnswerID], _ outcome: Outcome) {
    #expect(checklist.proposedOutcome(for: answers) == outcome)
  }

  @Test func `an empty condition always holds, one without answers never`() {
    #expect(Condition.always.holds(for: [:]))
    #expect(!Condition([.init(question: "phone", answers: [])]).holds(for: ["phone": "android"]))
  }

  @Test func `parts are found by name`() {
    #expect(checklist.question("card")?.answers.count == 2)
    #expect(checklist.step("install")?.title.en == "INSTALL")
    #expect(checklist.problem("E-V01")?.fix.count == 1)
    #expect(checklist.safetyLine("calm")?.text[.vietnamese] == "calm")
    #expect(checklist.step("none") == nil)
  }

  @Test(arguments: [
    ("https://vneid.gov.vn", "vneid.gov.vn"), ("https://a.vn/path?x#y", "a.vn"), ("https://a.vn:80/", "a.vn"),
    ("https://a.vn?x", "a.vn"), ("a.vn/b", "a.vn"),
  ])
  func `the host of a link is its domain in words`(_ address: String, _ host: String) {
    #expect(Link(address: address, label: words("x")).host == host)
  }

  @Test func `a language knows the other, and a text has both`() {
    #expect(Language.allCases.map(\.other) == [.english, .vietnamese])
    #expect(LocalText("một", "one")[.english] == "one")
  }
}
