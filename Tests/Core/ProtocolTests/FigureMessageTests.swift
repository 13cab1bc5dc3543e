import Checklists
import Foundation
import Journal
import JournalFixtures
import Protocol
import Statistics
import Testing

@Suite struct FigureMessageTests {
  private func query(_ path: String) -> FigureQuestion? {
    var values: [String: Substring] = [:]
    for pair in path.split(separator: "?", maxSplits: 1).last?.split(separator: "&") ?? [] {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      values[String(parts[0])] = parts[1]
    }
    return FigureQuestion(query: { values[$0] })
  }

  @Test func `a question is asked by a path that says just that`() {
    #expect(FigureQuestion("vneid").path == "/v1/figures?checklist=vneid")
    let whole = FigureQuestion(
      "vneid", FigureFilter(version: 3, unit: "00004", from: 24_310, through: 24_311, experience: .skilled))
    #expect(whole.path == "/v1/figures?checklist=vneid&unit=00004&version=3&from=24310&to=24311&experience=2")
    #expect(query(whole.path) == whole)
    let questions = [
      FigureQuestion("vneid"), FigureQuestion("a", FigureFilter(unit: "")),
      FigureQuestion("a&b=c?%#/é 🙂", FigureFilter(version: -1, unit: "&=%25")),
    ]
    for question in questions {
      #expect(query(question.path) == question)
      #expect(question.path.utf8.allSatisfy { (0x21...0x7e).contains($0) })
    }
    #expect(Set(questions.map(\.path)).count == questions.count)
  }

  private func answer(seed: UInt64, sessions: Int) -> FigureAnswer {
    var bodies = Bodies(seed: seed)
    var tally = Tally()
    for _ in 0..<sessions { tally.add(bodies.session()) }
    return FigureAnswer(
      question: FigureQuestion("vneid", FigureFilter(unit: "00004")), made: 5, isWhole: true, desks: 3,
      versions: [2, 1], units: ["00004"], months: [24_310], report: FigureReport(tally))
  }

  @Test(arguments: [0, 4, 5, 30, 400]) func `an answer comes out as it went in`(sessions: Int) throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let answer = answer(seed: seed, sessions: sessions)
      #expect(FigureAnswer(bytes: try answer.bytes) == answer)
      #expect(answer.report.cut == answer.report)
      let text = String(decoding: try answer.bytes, as: UTF8.self)
      #expect(text.contains(#""sessions":\#(sessions)"#) == (sessions >= 5))
    }
  }

  @Test func `what no report says is refused`() throws {
    let text = String(decoding: try answer(seed: 1, sessions: 400).bytes, as: UTF8.self)
    let changes: [(String, String)] = [
      (#""sessions":400"#, #""sessions":4"#), (#""sessions":400"#, #""sessions":-400"#),
      (#""sessions":400"#, #""sessions":"few""#), (#""sessions":400"#, #""sessions":null"#),
      (#""completion":0"#, #""completion":1"#), (#""rareBranches":0"#, #""rareBranches":4"#),
      (#""dropRate":0"#, #""dropRate":-1"#), (#""slow":1"#, #""slow":99999"#),
      (#""branch":"#, #""sessions":3,"branch":"#), (#""sessions":400"#, #""sessions":9223372036854775807"#),
      (#""rareBranches":0"#, #""rareBranches":9223372036854775807"#),
    ]
    for (old, new) in changes {
      #expect(text.contains(old), "\(old)")
      let changed = text.replacing(old, with: new, maxReplacements: 1)
      #expect(FigureAnswer(bytes: Array(changed.utf8)) == nil, "\(new)")
    }
    #expect(FigureAnswer(bytes: Array(text.utf8), limit: text.utf8.count - 1) == nil)
  }

  @Test func `a report that is larger than one may be is cut to its most frequent parts`() throws {
    var tally = Tally()
    var bodies = Bodies(seed: 1)
    var facts = bodies.session()
    for number in 0..<9_000 {
      // Five sessions of each of 1,800 branches, and of more in the first.
      facts.answers = [AnswerFact(question: "q", answer: AnswerID(rawValue: "a\(number % 1_800)"))]
      facts.steps = [StepFact(step: StepID(rawValue: "s\(number % 900)"), state: .done, milliseconds: 1)]
      tally.add(facts)
    }
    facts.steps = [StepFact(step: "s7", state: .done, milliseconds: 1)]
    tally.add(facts)
    let report = FigureReport(tally)
    #expect(report.branches.count == 1_800 && report.steps.count == 900)
    let cut = report.cut
    #expect(cut.branches.count == FigureReport.mostBranches && cut.steps.count == FigureReport.mostSteps)
    #expect(cut.steps["s7"]?.runs == .value(11))
    #expect(cut.rareBranches + cut.branches.reduce(0) { $0 + $1.sessions } == 9_001)
    let encoder = JSONEncoder()
    #expect(try JSONDecoder().decode(FigureReport.self, from: try encoder.encode(cut)) == cut)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(FigureReport.self, from: try encoder.encode(report))
    }
  }
}
