import Checklists
import Journal
import JournalFixtures
import Platform
import Statistics
import Testing

@Suite struct TallyTests {
  private func sessions(_ count: Int, seed: UInt64) -> [SessionFacts] {
    var bodies = Bodies(seed: seed)
    return (0..<count).map { _ in bodies.session() }
  }

  @Test(arguments: 0..<20) func `a tally is the same in parts and at once, and through its bytes`(seed: Int) {
    let all = sessions(120, seed: UInt64(seed))
    var whole = Tally()
    for facts in all { whole.add(facts) }
    var parts = Tally()
    for start in stride(from: 0, to: all.count, by: 17) {
      var part = Tally()
      for facts in all[start..<min(all.count, start + 17)] { part.add(facts) }
      parts.add(part)
    }
    #expect(parts == whole)
    #expect(TallyBytes.decode(TallyBytes.encode(whole)) == whole)
  }

  @Test func `cut or changed bytes never crash, and cut ones are no tally`() {
    var tally = Tally()
    for facts in sessions(40, seed: 7) { tally.add(facts) }
    let bytes = TallyBytes.encode(tally)
    for end in bytes.indices { #expect(TallyBytes.decode(Array(bytes[..<end])) == nil) }
    var chance = SplitMix64(seed: 3)
    for _ in 0..<5_000 {
      var changed = bytes
      changed[chance.below(bytes.count)] = UInt8(chance.below(256))
      _ = TallyBytes.decode(changed)
    }
  }

  @Test func `every step of a session counts once, with what happened there`() {
    var facts = sessions(1, seed: 1)[0]
    facts.outcome = .appointment
    facts.steps = [
      StepFact(step: "a", state: .done, milliseconds: 61_500, wentBack: 3),
      StepFact(step: "b", state: .skipped, milliseconds: 9_000, reason: .alreadyDone),
      StepFact(step: "c", state: .open, milliseconds: 3_000), StepFact(step: "d", state: .open, milliseconds: 0),
    ]
    facts.problems = [
      ProblemFact(step: "a", problem: "E-V02", helped: true), ProblemFact(step: "a", problem: "E-V02", helped: false),
      ProblemFact(step: "c", words: "máy tắt"),
    ]
    var tally = Tally()
    tally.add(facts)
    #expect(tally.steps["a"]?.time.median == 61)
    #expect(tally.steps["a"]?.stuck == 1)
    // Sessions, not times.
    #expect(tally.steps["a"]?.wentBack == 1)
    #expect(tally.steps["b"]?.wentBack == 0)
    #expect(tally.steps["a"]?.problems["E-V02"].map { [$0.met, $0.helped, $0.didNotHelp] } == [2, 1, 1])
    #expect(tally.steps["b"]?.skipped == [.alreadyDone: 1])
    #expect(tally.steps["b"]?.time.count == 0)
    #expect(tally.steps["c"]?.dropouts == 1)
    #expect(tally.steps["c"]?.unknownProblems == 1)
    #expect(tally.steps["d"]?.dropouts == 0)
    #expect(tally.steps["d"]?.open == 1)
  }

  @Test func `no figure is about fewer than five sessions`() {
    for count in 1...8 {
      var tally = Tally()
      for facts in sessions(count, seed: 2) { tally.add(facts) }
      let report = FigureReport(tally)
      #expect((report.sessions.shown == nil) == (count < 5))
      #expect((report.completion.shown == nil) == (count < 5))
      #expect(report.branches.allSatisfy { $0.sessions >= 5 })
      for (step, shown) in report.steps {
        let counted = tally.steps[step]
        #expect((shown.runs.shown == nil) == ((counted?.runs ?? 0) < 5))
        #expect((shown.median.shown == nil) == ((counted?.time.count ?? 0) < 5))
        #expect(shown.reasons.allSatisfy { $0.sessions.shown.map { $0 >= 5 } ?? true })
        #expect(shown.problems.allSatisfy { $0.met.shown.map { $0 >= 5 } ?? true })
      }
    }
  }

  @Test func `filters add up: versions, communes, months and experience each part the whole`() {
    var figures = Figures()
    let all = sessions(400, seed: 11)
    for facts in all { figures.add(facts, of: DeviceID(rawValue: "d")) }
    for checklist in figures.checklists {
      let whole = figures.tally(of: checklist)
      #expect(whole.sessions == all.count { $0.checklist == checklist })
      var byVersion = Tally()
      for version in figures.versions(of: checklist) {
        byVersion.add(figures.tally(of: checklist, FigureFilter(version: version)))
      }
      #expect(byVersion == whole)
      var byUnit = Tally()
      for unit in figures.units { byUnit.add(figures.tally(of: checklist, FigureFilter(unit: unit))) }
      #expect(byUnit == whole)
      var byExperience = Tally()
      for experience in Experience.allCases {
        byExperience.add(figures.tally(of: checklist, FigureFilter(experience: experience)))
      }
      #expect(byExperience == whole)
    }
  }

  @Test func `the tenth and the fiftieth session of a volunteer make them used and skilled`() {
    var figures = Figures()
    var facts = sessions(1, seed: 5)[0]
    facts.volunteer = VolunteerCode(rawValue: "TN01")
    for _ in 0..<60 { figures.add(facts, of: DeviceID(rawValue: "d")) }
    let counts = Experience.allCases.map {
      figures.tally(of: facts.checklist, FigureFilter(experience: $0)).sessions
    }
    #expect(counts == [10, 40, 10])
  }
}
