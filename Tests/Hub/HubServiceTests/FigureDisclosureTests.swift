import Checklists
import Foundation
import HubFixtures
import Journal
import JournalFixtures
import Protocol
import Statistics
import Testing

/// What figures over all desks tell, and what they never do.
@Suite struct FigureDisclosureTests {
  /// Every number in JSON, with the key it stands under, and every key and text.
  private func walk(_ value: Any, _ key: String, numbers: inout [(String, Double)], texts: inout Set<String>) {
    switch value {
    case let object as [String: Any]:
      for (key, value) in object {
        texts.insert(key)
        walk(value, key, numbers: &numbers, texts: &texts)
      }
    case let list as [Any]: for value in list { walk(value, key, numbers: &numbers, texts: &texts) }
    case let text as String: texts.insert(text)
    case let number as NSNumber: numbers.append((key, number.doubleValue))
    default: break
    }
  }

  @Test(arguments: 1...6) func `no count below five leaves the hub, and no choice that fewer made`(seed: Int)
    async throws
  {
    try await InProcessHub.with { hub in
      let trainer = try await hub.trainer()
      var desk = try TestDevice(seed: UInt64(seed))
      try await hub.enrol(desk)
      var plain = Figures()
      for number in 0..<(seed * 9) {
        var facts = desk.bodies.session()
        facts.checklist = number < 4 ? "rare" : "often"
        facts.unit = number.isMultiple(of: 7) ? "00777" : facts.unit
        facts.answers.append(AnswerFact(question: "q", answer: AnswerID(rawValue: "a\(number % 6)")))
        plain.add(facts, of: desk.id)
        try desk.write(.session(facts))
      }
      #expect(try await hub.push(desk, try desk.batch()).pushed != nil)
      let often = plain.versions(of: "often").contains {
        plain.told("often", FigureFilter(version: $0)).sessions.shown != nil
      }
      #expect(try await hub.index(trainer).checklists.map(\.checklist) == (often ? ["often"] : []))
      for checklist in ["rare", "often", "none"] as [ChecklistID] {
        let units: [String?] = [nil, "00777", "00004", "00091", ""]
        for unit in units {
          let filter = FigureFilter(unit: unit)
          let body = try await hub.ask(trainer, HubRequest(.get, FigureQuestion(checklist, filter).path)).body
          var numbers: [(String, Double)] = []
          var texts: Set<String> = []
          walk(try JSONSerialization.jsonObject(with: Data(body)), "", numbers: &numbers, texts: &texts)
          for (key, number) in numbers where ["sessions", "runs", "met", "unknownProblems"].contains(key) {
            #expect(number >= 5, "\(key) \(number)")
          }
          #expect(numbers.allSatisfy { $0.0 != "rareBranches" || $0.1 == 0 || $0.1 >= 5 })
          let tally = plain.tally(of: checklist, filter)
          if tally.sessions < 5 {
            // All that is left are names of steps and of their problems.
            #expect(!numbers.contains { ["completion", "skipRate", "stuckRate", "median"].contains($0.0) })
          }
          for (branch, count) in tally.branches where count < 5 { #expect(!texts.contains(branch)) }
          let answer = try #require(FigureAnswer(bytes: body))
          for unit in answer.units { #expect(plain.tally(of: checklist, FigureFilter(unit: unit)).sessions >= 5) }
          for version in answer.versions {
            #expect(plain.tally(of: checklist, FigureFilter(version: version)).sessions >= 5)
          }
          if plain.tally(of: checklist).sessions < 5 { #expect(answer.months.isEmpty && answer.units.isEmpty) }
        }
      }
    }
  }

  @Test func `within a minute the figures stay those that were made, and say when that was`() async throws {
    try await InProcessHub.with { hub in
      let trainer = try await hub.trainer()
      var desk = try await hub.desk(seed: 1, sessions: 0)
      try writeAlike(60, by: &desk)
      #expect(try await hub.push(desk, try desk.batch()).pushed != nil)
      let before = try await hub.ask(trainer, FigureQuestion("vneid"))
      #expect(before.made == hub.clock.now && before.report.sessions == .value(60))
      try writeAlike(60, by: &desk)
      #expect(try await hub.push(desk, try desk.batch(after: 60)).pushed != nil)
      hub.clock.advance(by: 59_999)
      #expect(try await hub.ask(trainer, FigureQuestion("vneid")) == before)
      hub.clock.advance(by: 1)
      let after = try await hub.ask(trainer, FigureQuestion("vneid"))
      #expect(after.made == before.made + 60_000)
      #expect(after.report.sessions == .value(120))
    }
  }

  @Test func `a few more sessions change no figure: nobody learns by asking twice what happened in between`()
    async throws
  {
    try await InProcessHub.with { hub in
      let trainer = try await hub.trainer()
      var desk = try await hub.desk(seed: 1, sessions: 0)
      try writeAlike(60, by: &desk)
      var told: [Figure<Int>] = []
      for _ in 0..<8 {
        let base = desk.entries.count - (told.isEmpty ? 60 : 0)
        if !told.isEmpty { try writeAlike(2, by: &desk) }
        #expect(try await hub.push(desk, try desk.batch(after: base)).pushed != nil)
        hub.clock.advance(by: 60_000)
        told.append(try await hub.ask(trainer, FigureQuestion("vneid")).report.sessions)
      }
      let numbers = told.compactMap(\.shown)
      #expect(numbers.count == 8 && numbers.last ?? 0 > 60)
      for (one, next) in zip(numbers, numbers.dropFirst()) { #expect(next == one || next - one >= 5) }
    }
  }

  @Test func `what was told stays told, though a hub was restored, or its figures were lost or damaged`() async throws {
    let hub = try await InProcessHub.begin(settings: .forTests())
    let trainer = try await hub.trainer()
    var desk = try await hub.desk(seed: 1, sessions: 0)
    try writeAlike(60, by: &desk)
    #expect(try await hub.push(desk, try desk.batch()).pushed != nil)
    try await hub.backUp(to: hub.folder + "/copy.sqlite")
    try writeAlike(60, by: &desk)
    #expect(try await hub.push(desk, try desk.batch(after: 60)).pushed != nil)
    func expectTold(_ count: Int) async throws {
      #expect(try await hub.ask(trainer, FigureQuestion("vneid")).report.sessions == .value(count))
    }
    try await expectTold(120)
    try await hub.restore(from: hub.folder + "/copy.sqlite")
    try await expectTold(120)
    #expect(try await hub.push(desk, try desk.batch(after: 60)).pushed != nil)
    hub.clock.advance(by: 60_000)
    try await expectTold(120)
    let file = hub.folder + "/figures.sqlite"
    try await hub.restart()
    for name in [file, file + "-wal", file + "-shm"] where FileManager.default.fileExists(atPath: name) {
      try Data(repeating: 7, count: 5_000).write(to: URL(fileURLWithPath: name))
    }
    try writeAlike(30, by: &desk)
    #expect(try await hub.push(desk, try desk.batch(after: 120)).pushed != nil)
    // Counted anew from the entries.
    try await expectTold(150)
    for name in [file, hub.folder + "/told-figures.json"] {
      #expect(try FileManager.default.attributesOfItem(atPath: name)[.posixPermissions] as? Int == 0o600)
    }
    try await hub.end()
  }

  /// Writes sessions that are all alike: what is told of them is their number.
  private func writeAlike(_ count: Int, by desk: inout TestDevice) throws {
    for _ in 0..<count {
      var facts = desk.bodies.session()
      (facts.checklist, facts.version, facts.outcome) = ("vneid", 1, .completed)
      (facts.steps, facts.problems) = ([], [])
      try desk.write(.session(facts))
    }
  }
}
