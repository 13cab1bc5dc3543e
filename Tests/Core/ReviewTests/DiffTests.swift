import Assets
import ChecklistFiles
import Checklists
import Foundation
import JournalFixtures
import Platform
import Review
import Testing

@Suite struct DiffTests {
  @Test func `words that changed are told from those that stayed`() {
    let diff = WordDiff(from: "Bác mở CH Play, gõ VNeID", to: "Bác mở App Store, gõ VNeID ạ")
    #expect(
      diff.pieces == [.same("Bác mở"), .removed("CH Play,"), .added("App Store,"), .same("gõ VNeID"), .added("ạ")])
    #expect(!WordDiff(from: "như cũ", to: "như  cũ").isChange)
  }

  @Test(arguments: 0..<200) func `a word diff gives both texts back`(seed: Int) {
    var chance = SplitMix64(seed: UInt64(seed))
    func text() -> String {
      (0..<chance.below(30)).map { _ in chance.pick(["a", "b", "c", "d"]) }.joined(separator: " ")
    }
    let (old, new) = (text(), text())
    var (back, forth): ([String], [String]) = ([], [])
    for piece in WordDiff(from: old, to: new).pieces {
      switch piece {
      case .same(let words):
        back.append(words)
        forth.append(words)
      case .removed(let words): back.append(words)
      case .added(let words): forth.append(words)
      }
    }
    #expect(back.joined(separator: " ") == old)
    #expect(forth.joined(separator: " ") == new)
  }

  private func shipped(_ name: String) throws -> Checklist {
    let folder = try #require(Assets.folder)
    let bytes = Array(try Data(contentsOf: URL(filePath: folder + "/Checklists/\(name).yaml")))
    return try #require(ChecklistReader.read(bytes, file: name + ".yaml").value)
  }

  @Test func `added, removed, moved, changed text and changed branch are each found`() throws {
    let old = try shipped("vneid")
    #expect(VersionDiff(from: old, to: old).rows.isEmpty)
    var new = old
    let gone = new.steps.remove(at: 5)
    let moved = new.steps.remove(at: 10)
    new.steps.insert(moved, at: 2)
    new.steps[0].say.vi += " ạ"
    new.steps[1].when = Condition([.init(question: old.questions[0].id, answers: [old.questions[0].answers[0].id])])
    var extra = old.steps[0]
    extra.id = "extra"
    new.steps.append(extra)
    let rows = VersionDiff(from: old, to: new).rows
    #expect(rows.contains { $0.part == .step(gone.id) && $0.changes == [.removed] })
    #expect(rows.contains { $0.part == .step("extra") && $0.changes == [.added] })
    #expect(
      rows.contains { row in
        row.part == .step(moved.id) && row.changes.count == 1
          && row.changes.contains { if case .moved(let from, let to) = $0 { from == 12 && to == 3 } else { false } }
      })
    let say = try #require(rows.first { $0.part == .step(old.steps[0].id) })
    #expect(
      say.changes.contains {
        if case .texts(let texts) = $0 { texts.map(\.place) == [.step(StepText("say"))] } else { false }
      })
    #expect(
      rows.contains { row in
        row.part == .step(old.steps[1].id)
          && row.changes.contains { if case .branch = $0 { true } else { false } }
      })
    #expect(rows.count == 5)
  }

  @Test(arguments: ["vneid", "taikhoan", "dichvucong"])
  func `every branch of the shipped checklists is walked, and none is dead`(name: String) throws {
    let checklist = try shipped(name)
    let paths = AllPaths(checklist)
    #expect(paths.complaints.isEmpty)
    #expect(Set(paths.paths.flatMap(\.steps)) == Set(checklist.steps.map(\.id)))
    for path in paths.paths {
      let answers = Dictionary(path.answers.map { ($0.question, $0.answer) }, uniquingKeysWith: { $1 })
      #expect(checklist.nextQuestion(after: answers) == nil)
      #expect(path.steps == checklist.steps(for: answers).map(\.id))
    }
  }

  @Test func `dead steps, dead answers and questions without end are complaints`() throws {
    var checklist = try shipped("vneid")
    let first = checklist.questions[0]
    checklist.steps[3].when = Condition([.init(question: "nobody-asks", answers: ["x"])])
    checklist.questions.append(
      Question(
        id: "round", text: LocalText("", ""), when: Condition([.init(question: "round", answers: ["a"])]),
        answers: [Answer(id: "a", text: LocalText("", "")), Answer(id: "b", text: LocalText("", ""))]))
    let complaints = AllPaths(checklist).complaints
    #expect(complaints.contains(.endless("round")))
    #expect(complaints.contains(.unreachableQuestion("round")))
    #expect(complaints.contains(.unreachableStep(checklist.steps[3].id)))
    #expect(!complaints.contains(.unreachableQuestion(first.id)))
  }
}
