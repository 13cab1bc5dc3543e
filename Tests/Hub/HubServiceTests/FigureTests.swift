import Checklists
import HubFixtures
import HubService
import HubStore
import Journal
import JournalFixtures
import Protocol
import Reports
import Statistics
import StatisticsStore
import TestTraits
import Testing

/// Figures over all desks.
@Suite(.ownThread) struct FigureTests {
  @Test func `a session counts under the outcome that it was corrected to, whenever the correction comes`() async throws
  {
    try await InProcessHub.with { hub in
      let trainer = try await hub.trainer()
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
      try await hub.pushAll(desk)
      #expect(try await hub.ask(trainer, FigureQuestion("vneid")).report == plain(facts, desk).told("vneid"))
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
      let answer = try await hub.ask(trainer, FigureQuestion("vneid"))
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
      let trainer = try await hub.trainer()
      var desks: [TestDevice] = []
      for seed in 1...8 as ClosedRange<UInt64> { desks.append(try await hub.desk(seed: seed, sessions: 70)) }
      var plain = Figures()
      for desk in desks { for facts in try TestDevice.sessions(desk.entries) { plain.add(facts, of: desk.id) } }
      let index = try await hub.index(trainer)
      #expect(Set(index.checklists.map(\.checklist)) == plain.checklists)
      #expect(index.made == hub.clock.now)
      for item in index.checklists {
        #expect(item.versions == plain.versions(of: item.checklist))
        for filter in [FigureFilter()] + item.versions.map({ FigureFilter(version: $0) }) {
          let answer = try await hub.ask(trainer, FigureQuestion(item.checklist, filter))
          #expect(answer.report == plain.told(item.checklist, filter))
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
          let answer = try await hub.ask(trainer, FigureQuestion(item.checklist, filter))
          #expect(answer.report == FigureReport(Tally()))
        }
      }
    }
  }

  @Test func `what is kept apart is not counted, whatever it claims, and nothing traps`() async throws {
    try await InProcessHub.with { hub in
      let trainer = try await hub.trainer()
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
      for facts in try TestDevice.sessions(
        desk.entries.map { $0.starts(with: Array(#"{"v":9"#.utf8)) ? desk.entries[0] : $0 }, except: apart)
      { plain.add(facts, of: desk.id) }
      for item in try await hub.index(trainer).checklists {
        let answer = try await hub.ask(trainer, FigureQuestion(item.checklist))
        #expect(answer.report == plain.told(item.checklist).cut)
      }
      for checklist in ["vneid", "taikhoan", "dichvucong"] as [ChecklistID] {
        let answer = try await hub.ask(trainer, FigureQuestion(checklist))
        #expect(answer.report.sessions.shown ?? 0 > 20)
      }
    }
  }

  @Test func `no desk can speak for all communes, or make the figures unreadable for others`() async throws {
    try await InProcessHub.with { hub in
      let trainer = try await hub.trainer()
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
      try await hub.pushAll(desk, by: 10)
      let sound = try await hub.ask(trainer, FigureQuestion("vneid"))
      #expect(sound.report.sessions.shown ?? 0 >= 30 && sound.units.isEmpty && sound.isWhole)
      let endless = try await hub.ask(trainer, FigureQuestion("endless"))
      #expect((endless.report.sessions.shown ?? 0) <= 160 && endless.report.branches.isEmpty)
    }
  }

  @Test func `only a trainer is told, and only what is asked in our form`() async throws {
    try await InProcessHub.with { hub in
      let trainer = try await hub.trainer()
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
      let trainer = try await hub.trainer()
      let origin = try await hub.desk(seed: 5, sessions: 30)
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
      for facts in try TestDevice.sessions(counted) { plain.add(facts, of: origin.id) }
      for checklist in plain.checklists {
        let answer = try await hub.ask(trainer, FigureQuestion(checklist))
        #expect(answer.report == plain.told(checklist))
        #expect(answer.desks == 1)
      }
    }
  }

  @Test func `a hub that ended in the middle of counting goes on where it was, and counts nothing twice`() async throws
  {
    try await InProcessHub.with { hub in
      let trainer = try await hub.trainer()
      var desk = try await hub.desk(seed: 1, sessions: 1_203)
      let other = try await hub.desk(seed: 2, sessions: 20)
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
        for device in [desk, other] {
          for facts in try TestDevice.sessions(device.entries) { plain.add(facts, of: device.id) }
        }
        for checklist in plain.checklists {
          let answer = try await hub.ask(trainer, FigureQuestion(checklist))
          plain.tell(checklist, &ledger)
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
}
