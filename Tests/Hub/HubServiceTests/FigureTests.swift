import Checklists
import Foundation
import HubFixtures
import HubService
import HubStore
import Journal
import JournalFixtures
import Protocol
import Reports
import Statistics
import StatisticsStore
import Testing

/// Figures over all desks.
@Suite struct FigureTests {
  /// A trainer's desk, enrolled.
  private func trainer(_ hub: InProcessHub) async throws -> TestDevice {
    let trainer = try TestDevice(seed: 9_000)
    try await hub.enrol(trainer, role: .trainer)
    return trainer
  }

  /// A desk that sent so many sessions.
  private func desk(_ hub: InProcessHub, seed: UInt64, sessions: Int) async throws -> TestDevice {
    var desk = try TestDevice(seed: seed)
    try await hub.enrol(desk)
    try desk.write(sessions: sessions)
    try await pushAll(hub, desk)
    return desk
  }

  /// Sends all entries, so many at a time: a batch has bounds.
  private func pushAll(_ hub: InProcessHub, _ desk: TestDevice, by count: Int = 300) async throws {
    for base in stride(from: 0, to: desk.entries.count, by: count) {
      let batch = try desk.batch(after: base, through: min(desk.entries.count, base + count))
      #expect(try await hub.push(desk, batch).pushed != nil)
    }
  }

  private func ask(_ hub: InProcessHub, _ trainer: TestDevice, _ question: FigureQuestion) async throws -> FigureAnswer
  {
    let answer = try await hub.ask(trainer, HubRequest(.get, question.path))
    return try #require(FigureAnswer(bytes: answer.body), "\(answer.status)")
  }

  private func index(_ hub: InProcessHub, _ trainer: TestDevice) async throws -> FigureIndex {
    try #require(FigureIndex(bytes: try await hub.ask(trainer, HubRequest(.get, Route.figures)).body))
  }

  /// Takes what a trainer is told of a checklist into a ledger.
  private func tell(_ plain: Figures, _ checklist: ChecklistID, _ ledger: inout FigureLedger) {
    var tallies: [Int: Tally] = [:]
    for version in plain.versions(of: checklist) {
      tallies[version] = plain.tally(of: checklist, FigureFilter(version: version))
    }
    ledger.update(checklist, tallies)
  }

  /// What a trainer is told who asks for the first time.
  private func told(_ plain: Figures, _ checklist: ChecklistID, _ filter: FigureFilter = FigureFilter()) -> FigureReport
  {
    var ledger = FigureLedger()
    tell(plain, checklist, &ledger)
    return ledger.report(of: checklist, filter)
  }

  /// The sessions among entries, but for those at these places.
  private func sessions(_ entries: [[UInt8]], except places: Set<Int> = []) throws -> [SessionFacts] {
    try entries.enumerated().compactMap { index, bytes in
      guard !places.contains(index + 1), case .session(let facts) = try EntryBytes.decode(bytes).body else {
        return nil
      }
      return facts
    }
  }

  @Test func `a session counts under the outcome that it was corrected to, whenever the correction comes`() async throws
  {
    try await InProcessHub.with { hub in
      let trainer = try await trainer(hub)
      var desk = try TestDevice(seed: 1)
      try await hub.enrol(desk)
      var facts: [SessionFacts] = []
      for number in 0..<60 {
        var session = desk.bodies.session()
        (session.checklist, session.version) = ("vneid", 1)
        session.outcome = number < 40 ? .completed : .appointment
        session.steps = [StepFact(step: "introduction", state: number % 2 == 0 ? .open : .done, milliseconds: 1)]
        facts.append(session)
        try desk.write(.session(session))
      }
      try await pushAll(hub, desk)
      #expect(try await ask(hub, trainer, FigureQuestion("vneid")).report == told(plain(facts, desk), "vneid"))
      // Thirty were not completed after all, six of the others were; one was corrected twice.
      for number in 1...36 {
        let outcome: Outcome = number <= 30 ? .declined : .completed
        let place = number <= 30 ? number : number + 10
        facts[place - 1].outcome = outcome
        if number == 1 {
          try desk.write(
            .amendment(of: desk.entry(place), Amendment(outcome: .appointment), by: nil, at: desk.bodies.now))
        }
        try desk.write(.amendment(of: desk.entry(place), Amendment(outcome: outcome), by: nil, at: desk.bodies.now))
      }
      // A correction that changes no outcome, and one of an entry that is no session, change no figure.
      try desk.write(.amendment(of: desk.entry(2), Amendment(note: "x"), by: nil, at: desk.bodies.now))
      try desk.write(.amendment(of: desk.entry(61), Amendment(outcome: .completed), by: nil, at: desk.bodies.now))
      for base in stride(from: 60, to: desk.entries.count, by: 10) {
        let batch = try desk.batch(after: base, through: min(desk.entries.count, base + 10))
        #expect(try await hub.push(desk, batch).pushed != nil)
      }
      hub.clock.advance(by: 61_000)
      let answer = try await ask(hub, trainer, FigureQuestion("vneid"))
      let expected = plain(facts, desk).tally(of: "vneid")
      #expect(expected.outcomes == [.completed: 16, .declined: 30, .appointment: 14])
      let path = hub.folder + "/figures.sqlite"
      let kept = try StatisticsStore.open(
        path: path, source: "\(hub.hub.identity.hub.rawValue) \(hub.hub.identity.incarnation)")
      #expect(try kept.tally(of: "vneid", FigureFilter()) == expected)
      try kept.close()
      #expect(answer.isWhole)
    }
  }

  private func plain(_ facts: [SessionFacts], _ desk: TestDevice) -> Figures {
    var figures = Figures()
    for session in facts { figures.add(session, of: desk.id) }
    return figures
  }

  @Test(arguments: StoreKind.allCases)
  func `figures are those of plain counting over the entries of all desks, of a checklist and its versions`(
    kind: StoreKind
  ) async throws {
    try await InProcessHub.with(kind) { hub in
      let trainer = try await trainer(hub)
      var desks: [TestDevice] = []
      for seed in 1...8 as ClosedRange<UInt64> { desks.append(try await desk(hub, seed: seed, sessions: 70)) }
      var plain = Figures()
      for desk in desks { for facts in try sessions(desk.entries) { plain.add(facts, of: desk.id) } }
      let index = try await index(hub, trainer)
      #expect(Set(index.checklists.map(\.checklist)) == plain.checklists)
      #expect(index.made == hub.clock.now)
      for item in index.checklists {
        #expect(item.versions == plain.versions(of: item.checklist))
        for filter in [FigureFilter()] + item.versions.map({ FigureFilter(version: $0) }) {
          let answer = try await ask(hub, trainer, FigureQuestion(item.checklist, filter))
          #expect(answer.report == told(plain, item.checklist, filter))
          #expect(answer.report.sessions == .value(plain.tally(of: item.checklist, filter).sessions))
          #expect(answer.question == FigureQuestion(item.checklist, filter))
          #expect(answer.made == hub.clock.now && answer.isWhole && answer.desks == 8)
          #expect(answer.versions == item.versions && answer.units.isEmpty && answer.months.isEmpty)
        }
        // Figures by any other filter would tell by differences what each of them hides.
        for filter in [
          FigureFilter(unit: "00004"), FigureFilter(unit: ""), FigureFilter(experience: .new), FigureFilter(from: 1),
          FigureFilter(through: 99_999), FigureFilter(version: item.versions[0], experience: .used),
        ] {
          let answer = try await ask(hub, trainer, FigureQuestion(item.checklist, filter))
          #expect(answer.report == FigureReport(Tally()))
        }
      }
    }
  }

  @Test func `what is kept apart is not counted, whatever it claims, and nothing traps`() async throws {
    try await InProcessHub.with { hub in
      let trainer = try await trainer(hub)
      var desk = try TestDevice(seed: 3)
      try await hub.enrol(desk)
      for number in 0..<400 {
        var facts = desk.bodies.session()
        if number.isMultiple(of: 3) { facts.steps[0].note = "số 0912345678" }
        try desk.write(number.isMultiple(of: 5) ? desk.bodies.anything() : .session(facts))
      }
      desk.write(bytes: Array(#"{"v":9,"kind":"later"}"#.utf8))
      try desk.write(sessions: 40)
      #expect(try await hub.push(desk, try desk.batch(through: 200)).pushed != nil)
      #expect(try await hub.push(desk, try desk.batch(after: 200)).pushed != nil)
      let apart = Set(try await hub.news(desk).quarantined.map(\.sequence))
      #expect(apart.count > 100 && apart.contains(401))
      var plain = Figures()
      for facts in try sessions(
        desk.entries.map { $0.starts(with: Array(#"{"v":9"#.utf8)) ? desk.entries[0] : $0 }, except: apart)
      { plain.add(facts, of: desk.id) }
      for item in try await index(hub, trainer).checklists {
        let answer = try await ask(hub, trainer, FigureQuestion(item.checklist))
        #expect(answer.report == told(plain, item.checklist).cut)
      }
      for checklist in ["vneid", "taikhoan", "dichvucong"] as [ChecklistID] {
        let answer = try await ask(hub, trainer, FigureQuestion(checklist))
        #expect(answer.report.sessions.shown ?? 0 > 20)
      }
    }
  }

  @Test func `no desk can speak for all communes, or make the figures unreadable for others`() async throws {
    try await InProcessHub.with { hub in
      let trainer = try await trainer(hub)
      var desk = try TestDevice(seed: 4)
      try await hub.enrol(desk)
      for number in 0..<200 {
        var facts = desk.bodies.session()
        facts.checklist = number < 40 ? "vneid" : "endless"
        if number < 40 { facts.unit = "*" }
        // Each another branch, of 60,000 bytes.
        if number >= 40 {
          let answer = String(repeating: "x", count: 60_000) + "\(number)"
          facts.answers = [AnswerFact(question: "q", answer: AnswerID(rawValue: answer))]
        }
        facts.problems = []
        try desk.write(.session(facts))
      }
      try await pushAll(hub, desk, by: 10)
      let sound = try await ask(hub, trainer, FigureQuestion("vneid"))
      #expect(sound.report.sessions.shown ?? 0 >= 30 && sound.units.isEmpty && sound.isWhole)
      let endless = try await ask(hub, trainer, FigureQuestion("endless"))
      #expect((endless.report.sessions.shown ?? 0) <= 160 && endless.report.branches.isEmpty)
    }
  }

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
      let trainer = try await trainer(hub)
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
        told(plain, "often", FigureFilter(version: $0)).sessions.shown != nil
      }
      #expect(try await index(hub, trainer).checklists.map(\.checklist) == (often ? ["often"] : []))
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

  @Test func `only a trainer is told, and only what is asked in our form`() async throws {
    try await InProcessHub.with { hub in
      let trainer = try await trainer(hub)
      let others = [(try TestDevice(seed: 1), DeviceRole.desk), (try TestDevice(seed: 2), .lead)]
      for (device, role) in others {
        try await hub.enrol(device, role: role)
        for path in [Route.figures, FigureQuestion("vneid").path] {
          #expect(try await hub.ask(device, HubRequest(.get, path)).refusal == .wrongRole)
        }
      }
      #expect(try await hub.ask(HubRequest(.get, Route.figures)).refusal == .badSignature)
      #expect(try await hub.ask(trainer, HubRequest(.post, Route.figures)).refusal == .wrongMethod)
      for query in [
        "checklist=", "checklist=a&version=x", "checklist=a&experience=3", "checklist=a&from=", "checklist=%",
        "checklist=%4", "checklist=%ff", "checklist=a&unit=%c3", "checklist=" + String(repeating: "a", count: 101),
      ] {
        #expect(
          try await hub.ask(trainer, HubRequest(.get, "\(Route.figures)?\(query)")).refusal == .malformed, "\(query)")
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `entries that branches share count once, also those of a branch of a branch`(kind: StoreKind) async throws {
    try await InProcessHub.with(kind) { hub in
      let trainer = try await trainer(hub)
      let origin = try await desk(hub, seed: 5, sessions: 30)
      var counted = origin.entries
      func clone(_ device: TestDevice, after place: Int, seed: UInt64, sessions: Int) async throws -> TestDevice {
        var clone = device
        clone.forget(after: place)
        clone.bodies = Bodies(seed: seed)
        try clone.write(sessions: sessions)
        #expect(try await hub.push(clone, try clone.batch(after: place)).pushed?.answer.isForked == true)
        counted += clone.entries[place...]
        return clone
      }
      let first = try await clone(origin, after: 12, seed: 51, sessions: 25)
      _ = try await clone(first, after: 20, seed: 52, sessions: 9)
      _ = try await clone(first, after: 37, seed: 53, sessions: 1)
      _ = try await clone(origin, after: 0, seed: 54, sessions: 3)
      var plain = Figures()
      for facts in try sessions(counted) { plain.add(facts, of: origin.id) }
      for checklist in plain.checklists {
        let answer = try await ask(hub, trainer, FigureQuestion(checklist))
        #expect(answer.report == told(plain, checklist))
        #expect(answer.desks == 1)
      }
    }
  }

  @Test func `a hub that ended in the middle of counting goes on where it was, and counts nothing twice`() async throws
  {
    try await InProcessHub.with { hub in
      let trainer = try await trainer(hub)
      var desk = try await desk(hub, seed: 1, sessions: 1_203)
      let other = try await self.desk(hub, seed: 2, sessions: 20)
      // What is on the disk where it ended between two stretches.
      let source = "\(hub.id.rawValue) \(hub.hub.identity.incarnation)"
      let figures = try StatisticsStore.open(path: hub.folder + "/figures.sqlite", source: source)
      let chain = CountedChain(desk.entry(1).chain, size: desk.entries.count)
      let stretch = EntriesToCount(of: chain, entries: Array(desk.entries[..<137]), after: 0, through: 137)
      // Where two count at once, one of them is late.
      for _ in 0..<2 { try figures.count([stretch]) }
      try figures.close()
      try await hub.restart()
      var ledger = FigureLedger()
      for round in 0..<3 {
        var plain = Figures()
        for device in [desk, other] { for facts in try sessions(device.entries) { plain.add(facts, of: device.id) } }
        for checklist in plain.checklists {
          let answer = try await ask(hub, trainer, FigureQuestion(checklist))
          tell(plain, checklist, &ledger)
          #expect(answer.report == ledger.report(of: checklist, FigureFilter()))
          #expect(answer.isWhole)
        }
        let base = desk.entries.count
        try desk.write(sessions: 30)
        #expect(try await hub.push(desk, try desk.batch(after: base)).pushed != nil)
        if round == 0 { try await hub.restart() } else { hub.clock.advance(by: 60_000) }
      }
    }
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

  @Test func `within a minute the figures stay those that were made, and say when that was`() async throws {
    try await InProcessHub.with { hub in
      let trainer = try await trainer(hub)
      var desk = try await desk(hub, seed: 1, sessions: 0)
      try writeAlike(60, by: &desk)
      #expect(try await hub.push(desk, try desk.batch()).pushed != nil)
      let before = try await ask(hub, trainer, FigureQuestion("vneid"))
      #expect(before.made == hub.clock.now && before.report.sessions == .value(60))
      try writeAlike(60, by: &desk)
      #expect(try await hub.push(desk, try desk.batch(after: 60)).pushed != nil)
      hub.clock.advance(by: 59_999)
      #expect(try await ask(hub, trainer, FigureQuestion("vneid")) == before)
      hub.clock.advance(by: 1)
      let after = try await ask(hub, trainer, FigureQuestion("vneid"))
      #expect(after.made == before.made + 60_000)
      #expect(after.report.sessions == .value(120))
    }
  }

  @Test func `a few more sessions change no figure: nobody learns by asking twice what happened in between`()
    async throws
  {
    try await InProcessHub.with { hub in
      let trainer = try await trainer(hub)
      var desk = try await desk(hub, seed: 1, sessions: 0)
      try writeAlike(60, by: &desk)
      var told: [Figure<Int>] = []
      for _ in 0..<8 {
        let base = desk.entries.count - (told.isEmpty ? 60 : 0)
        if !told.isEmpty { try writeAlike(2, by: &desk) }
        #expect(try await hub.push(desk, try desk.batch(after: base)).pushed != nil)
        hub.clock.advance(by: 60_000)
        told.append(try await ask(hub, trainer, FigureQuestion("vneid")).report.sessions)
      }
      let numbers = told.compactMap(\.shown)
      #expect(numbers.count == 8 && numbers.last ?? 0 > 60)
      for (one, next) in zip(numbers, numbers.dropFirst()) { #expect(next == one || next - one >= 5) }
    }
  }

  @Test func `what was told stays told, though a hub was restored, or its figures were lost or damaged`() async throws {
    let hub = try await InProcessHub.begin(settings: .forTests())
    let trainer = try await trainer(hub)
    var desk = try await desk(hub, seed: 1, sessions: 0)
    try writeAlike(60, by: &desk)
    #expect(try await hub.push(desk, try desk.batch()).pushed != nil)
    try await hub.backUp(to: hub.folder + "/copy.sqlite")
    try writeAlike(60, by: &desk)
    #expect(try await hub.push(desk, try desk.batch(after: 60)).pushed != nil)
    func expectTold(_ count: Int) async throws {
      #expect(try await ask(hub, trainer, FigureQuestion("vneid")).report.sessions == .value(count))
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
}
