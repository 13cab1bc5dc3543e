import Checklists
import HubFixtures
import Journal
import Protocol
import Reports
import Statistics
import Testing

/// Whoever asks for figures, and the desks of which they are.
extension InProcessHub {
  /// A trainer's desk, enrolled.
  func trainer() async throws -> TestDevice {
    let trainer = try TestDevice(seed: 9_000)
    try await enrol(trainer, role: .trainer)
    return trainer
  }

  /// A desk that sent so many sessions.
  func desk(seed: UInt64, sessions: Int) async throws -> TestDevice {
    var desk = try TestDevice(seed: seed)
    try await enrol(desk)
    try desk.write(sessions: sessions)
    try await pushAll(desk)
    return desk
  }

  /// Sends all entries, so many at a time: a batch has bounds.
  func pushAll(_ desk: TestDevice, by count: Int = 300) async throws {
    for base in stride(from: 0, to: desk.entries.count, by: count) {
      let batch = try desk.batch(after: base, through: min(desk.entries.count, base + count))
      #expect(try await push(desk, batch).pushed != nil)
    }
  }

  func ask(_ trainer: TestDevice, _ question: FigureQuestion) async throws -> FigureAnswer {
    let answer = try await ask(trainer, HubRequest(.get, question.path))
    return try #require(FigureAnswer(bytes: answer.body), "\(answer.status)")
  }

  func index(_ trainer: TestDevice) async throws -> FigureIndex {
    try #require(FigureIndex(bytes: try await ask(trainer, HubRequest(.get, Route.figures)).body))
  }
}

extension Figures {
  /// Takes what a trainer is told of a checklist into a ledger.
  func tell(_ checklist: ChecklistID, _ ledger: inout FigureLedger) {
    var tallies: [Int: Tally] = [:]
    for version in versions(of: checklist) {
      tallies[version] = tally(of: checklist, FigureFilter(version: version))
    }
    ledger.update(checklist, tallies)
  }

  /// What a trainer is told who asks for the first time.
  func told(_ checklist: ChecklistID, _ filter: FigureFilter = FigureFilter()) -> FigureReport {
    var ledger = FigureLedger()
    tell(checklist, &ledger)
    return ledger.report(of: checklist, filter)
  }
}

extension TestDevice {
  /// The sessions among entries, but for those at these places.
  static func sessions(_ entries: [[UInt8]], except places: Set<Int> = []) throws -> [SessionFacts] {
    try entries.enumerated().compactMap { index, bytes in
      guard !places.contains(index + 1), case .session(let facts) = try EntryBytes.decode(bytes).body else {
        return nil
      }
      return facts
    }
  }
}
