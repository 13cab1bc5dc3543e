import Checklists
import DeskLive
import DeskPorts
import DeskUI
import Journal
import Phrases
import TerminalUI
import TestSupport
import TestTraits
import Testing

@Suite(.bothFaces, .ownThread) struct EveryStepTests {
  /// Every way through a checklist's questions: the digits that answer them, and the steps that follow.
  private func paths(_ checklist: Checklist) -> [(digits: [Int], steps: [Step])] {
    var found: [(digits: [Int], steps: [Step])] = []
    func follow(_ answers: [QuestionID: AnswerID], _ digits: [Int]) {
      guard let question = checklist.nextQuestion(after: answers) else {
        return found.append((digits, checklist.steps(for: answers)))
      }
      for (index, answer) in question.answers.enumerated() {
        follow(answers.merging([question.id: answer.id]) { $1 }, digits + [index + 1])
      }
    }
    follow([:], [])
    return found
  }

  @Test(arguments: [ChecklistID("vneid"), "taikhoan", "dichvucong"], Language.allCases)
  func `every step of every branch fits 80 by 24 without scrolling`(id: ChecklistID, language: Language) throws {
    let shelf = try shippedShelf()
    let checklist = try shelf.open(id).checklist
    let digit = try #require(shelf.shelf().headers.firstIndex { $0.id == id }) + 1
    var seen: Set<StepID> = []
    for path in paths(checklist) where !path.steps.allSatisfy({ seen.contains($0.id) }) {
      let desk = try Story(shelf: shelf, language: language)
      desk.press("\(digit)1")
      for answer in path.digits { desk.press("\(answer)") }
      for step in path.steps {
        if step.asks == .service {
          // The longest papers are what must fit.
          desk.press("d")
          desk.press(.enter)
        }
        let text = desk.text
        #expect(text.contains(step.title.spoken(language, .usual)), "\(step.id)")
        #expect(!text.contains(Phrase.moreBelow[language]), "\(step.id)")
        let line = try #require(checklist.safetyLine(step.safety))
        #expect(text.contains(line.text.spoken(language, .usual)), "\(step.id)")
        if step.source?.isVerified == false { #expect(text.contains(Phrase.checkLocally[language]), "\(step.id)") }
        seen.insert(step.id)
        desk.press(.enter)
      }
      #expect(desk.text.contains(Phrase.askOutcome[language]))
    }
    #expect(seen == Set(checklist.steps.map(\.id)))
  }

  @Test func `every service with its papers fits 80 by 24`() throws {
    let shelf = try shippedShelf()
    let services = try shelf.catalogue().services
    #expect(services.count >= 15)
    for language in Language.allCases {
      for service in services {
        let desk = try Story(shelf: shelf, language: language)
        desk.begin("dichvucong")
        desk.press(.done)
        desk.play(":pickService")
        desk.type(service.name[language].filter { !$0.isNumber })
        desk.press(.enter)
        #expect(desk.text.contains(shortened(service.name[language], columns: 78)), "\(service.id)")
        #expect(!desk.text.contains(Phrase.moreBelow[language]), "\(service.id)")
        desk.press(.enter)
        for paper in service.papers { #expect(desk.text.contains(paper.spoken(language, .usual)), "\(service.id)") }
      }
    }
  }

  @Test func `60 by 20 reaches everything of every step by scrolling`() throws {
    let shelf = try shippedShelf()
    let desk = try Story(shelf: shelf, size: Size(columns: 60, rows: 20))
    desk.begin()
    let checklist = try shelf.open("vneid").checklist
    for _ in 1...12 {
      let step = try #require(checklist.steps.first { desk.text.contains($0.title.spoken(.vietnamese, .usual)) })
      var all = desk.text
      for _ in 1...3 {
        desk.press(.pageDown)
        all += desk.text
      }
      let flat = all.replacing("\n", with: " ").split(separator: " ").joined(separator: " ")
      for action in step.actions {
        let lastWords = action.spoken(.vietnamese, .usual).split(separator: " ").suffix(2).joined(separator: " ")
        #expect(flat.contains(lastWords), "\(step.id)")
      }
      desk.press(.enter)
    }
  }

  @Test func `a wide terminal shows all steps beside the present one`() throws {
    let desk = try Story(shelf: shippedShelf(), size: Size(columns: 120, rows: 30))
    desk.begin()
    desk.play("Enter")
    #expect(desk.text.contains("✓ 1."))
    #expect(desk.text.contains("► 2."))
    #expect(desk.text.contains("· 12."))
  }
}
