import Assets
import ChecklistFiles
import Checklists
import Foundation
import Testing

/// The files of one folder that ship, by name; empty where the folder is missing.
private func shipped(_ folder: String, _ ending: String) -> [(name: String, bytes: [UInt8])] {
  guard let path = Assets.folder.map({ $0 + "/" + folder }),
    let names = try? FileManager.default.contentsOfDirectory(atPath: path)
  else { return [] }
  return names.filter { $0.hasSuffix(ending) }.sorted().map { name in
    let data = FileManager.default.contents(atPath: path + "/" + name)
    return ("\(folder)/\(name)", data.map { [UInt8]($0) } ?? [])
  }
}

struct ShippedFilesTests {
  private let readings = shipped("Checklists", ".yaml").map { ChecklistReader.read($0.bytes, file: $0.name) }

  @Test func `the three checklists ship without a mistake`() {
    #expect(readings.flatMap(\.complaints).map { $0.line(.english) } == [])
    #expect(ChecklistReader.crossCheck(readings).map { $0.line(.english) } == [])
    #expect(readings.flatMap(\.advice).map { $0.line(.english) } == [])
    #expect(Set(["vneid", "taikhoan", "dichvucong"]).isSubset(of: readings.compactMap(\.value?.id.rawValue)))
  }

  @Test func `an installed program finds the files of its own package before those of the desk's`() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: root) } }
    func install(_ name: String) throws {
      let units = root.appendingPathComponent("share/\(name)/Units")
      try FileManager.default.createDirectory(at: units, withIntermediateDirectories: true)
    }
    func found(_ name: String) -> String? {
      Assets.folder(of: root.path + "/bin/" + name).map {
        URL(fileURLWithPath: $0).standardizedFileURL.lastPathComponent
      }
    }
    try FileManager.default.createDirectory(
      at: root.appendingPathComponent("bin"), withIntermediateDirectories: true)
    #expect(found("tiepsuc") == nil && found("tiepsuc-hub") == nil)
    try install("tiepsuc")
    #expect(found("tiepsuc") == "tiepsuc" && found("tiepsuc-hub") == "tiepsuc")
    try install("tiepsuc-hub")
    #expect(found("tiepsuc") == "tiepsuc" && found("tiepsuc-hub") == "tiepsuc-hub")
  }

  @Test func `catalogue, consent and units ship without a mistake`() {
    let catalogues = shipped("Catalogue", ".yaml").map { ChecklistReader.readCatalogue($0.bytes, file: $0.name) }
    let consents = shipped("Consent", ".yaml").map { ChecklistReader.readConsent($0.bytes, file: $0.name) }
    let units = shipped("Units", ".csv").map { ChecklistReader.readUnits($0.bytes, file: $0.name) }
    let complaints = catalogues.flatMap(\.complaints) + consents.flatMap(\.complaints) + units.flatMap(\.complaints)
    #expect(complaints.map { $0.line(.english) } == [])
    #expect((catalogues.flatMap(\.advice) + consents.flatMap(\.advice)).map { $0.line(.english) } == [])
    #expect(catalogues.count == 1)
    #expect(consents.compactMap(\.value?.id).sorted() == ["contact", "log"])
    #expect(units.map { $0.value?.count } == [3_321])
    #expect(units.map { Set($0.value?.map(\.provinceCode) ?? []).count } == [34])
  }

  @Test func `read quickly, a shipped checklist is the same, and its header too`() throws {
    for (file, reading) in zip(shipped("Checklists", ".yaml"), readings) {
      let value = try #require(reading.value)
      #expect(ChecklistReader.readQuick(file.bytes) == value)
      let header = ChecklistHeader(
        id: value.id, version: value.version, checked: value.checked, title: value.title, summary: value.summary)
      #expect(ChecklistReader.readHeader(file.bytes) == header)
    }
  }

  @Test func `every way through a shipped checklist has a step, and every problem belongs to one`() {
    for checklist in readings.compactMap(\.value) {
      let ways = ways(through: checklist)
      #expect(ways.count > 1)
      for way in ways where checklist.steps(for: way).isEmpty { Issue.record("\(checklist.id): no step for \(way)") }
      let met = Set(checklist.steps.flatMap(\.problems))
      #expect(checklist.problems.map(\.id).filter { !met.contains($0) } == [], "\(checklist.id)")
    }
  }

  @Test func `in every branch of VNeID a lost phone first locks the e-ID`() throws {
    let checklist = try #require(readings.first { $0.value?.id == "vneid" }?.value)
    var locked = 0
    for way in ways(through: checklist) where way["old-phone"] == "lost" {
      #expect(checklist.steps(for: way).dropFirst().first?.id == "lock-eid", "\(way)")
      locked += 1
    }
    #expect(locked >= 4)
    // Where nobody is asked for the old phone, the first thing to do is the same.
    for id in ["no-card", "no-phone", "sim-first", "new-number"] as [StepID] {
      let first = try #require(checklist.step(id)).actions[0].vi.lowercased()
      #expect(first.contains("mất") && first.contains("khoá định danh"), "\(first)")
    }
  }

  @Test func `a SIM that is registered with VNeID is asked for only where there is one`() throws {
    let checklist = try #require(readings.first { $0.value?.id == "vneid" }?.value)
    for way in ways(through: checklist) {
      let steps = checklist.steps(for: way)
      let isAsked = steps.contains { $0.actions.contains { $0.vi.contains("SIM đã đăng ký VNeID") } }
      if way["state"] == nil || way["state"] == "nothing" || way["state"] == "child" { #expect(!isAsked, "\(way)") }
    }
  }

  @Test(
    arguments: [("level-two", "up-to-level-two"), ("wallet", "wallet-add"), ("number", "new-number")]
      as [(AnswerID, StepID)])
  func `people who have VNeID find what they come for, and a mere question needs no phone`(
    _ answer: AnswerID, _ step: StepID
  ) throws {
    let checklist = try #require(readings.first { $0.value?.id == "vneid" }?.value)
    let found = ways(through: checklist).filter { $0["more"] == answer }
    #expect(!found.isEmpty && found.allSatisfy { way in checklist.steps(for: way).contains { $0.id == step } })
    let asking = try #require(ways(through: checklist).first { $0["card"] == "ask" })
    #expect(asking.count == 1)
    #expect(checklist.steps(for: asking).map(\.id) == ["introduction", "answer-question", "safety-reading"])
  }

  @Test func `no line that a screen numbers begins with a number of its own`() {
    for checklist in readings.compactMap(\.value) {
      for line in checklist.steps.flatMap(\.actions) + checklist.problems.flatMap(\.fix) {
        for language in Language.allCases {
          #expect(line[language].first?.isNumber == false, "\(checklist.id): \(line[language])")
        }
      }
    }
  }

  @Test func `the problems that the project promises are all there`() {
    let promised = [("vneid", "V", 10), ("taikhoan", "P", 8), ("dichvucong", "D", 9)]
    for (id, letter, count) in promised {
      let there = Set(readings.first { $0.value?.id.rawValue == id }?.value?.problems.map(\.id.rawValue) ?? [])
      let missing = (1...count).map { "E-\(letter)\($0 < 10 ? "0" : "")\($0)" }.filter { !there.contains($0) }
      #expect(missing == [], "\(id)")
    }
  }

  /// All combinations of answers that can be given, question by question.
  private func ways(through checklist: Checklist) -> [[QuestionID: AnswerID]] {
    var open: [[QuestionID: AnswerID]] = [[:]]
    var done: [[QuestionID: AnswerID]] = []
    while let answers = open.popLast() {
      guard let question = checklist.nextQuestion(after: answers) else {
        done.append(answers)
        continue
      }
      open += question.answers.map { answer in answers.merging([question.id: answer.id]) { _, new in new } }
    }
    return done
  }
}
