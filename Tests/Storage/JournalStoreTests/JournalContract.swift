import Checklists
import Foundation
import Journal
import JournalFixtures
import JournalInMemory
import JournalStore
import Platform
import Testing

/// What the port promises, of the journal on the disk and of the double that every story rests on.
@Suite struct JournalContract {
  enum Kind: CaseIterable {
    case disk, memory
  }

  /// A journal of a kind, which can be left and opened again.
  final class Place {
    private(set) var journal: any JournalPort
    private let folder: TemporaryFolder?

    init(_ kind: Kind) throws {
      switch kind {
      case .disk:
        let folder = TemporaryFolder(isPlayed: true)
        (journal, self.folder) = (try folder.open(), folder)
      case .memory: (journal, folder) = (MemoryJournal(), nil)
      }
    }

    deinit { close() }

    private func close() {
      do { try (journal as? JournalStore)?.close() } catch { Issue.record(error) }
    }

    /// What an entry holds of the code that was given out.
    func receiptHash(of code: ReceiptCode?) throws -> EntryHash {
      let code = try #require(code)
      let memory = journal as? MemoryJournal
      return try #require(try memory?.receiptHash(of: code) ?? (journal as? JournalStore)?.receiptHash(of: code))
    }

    func reopen() throws {
      guard let folder else { return }
      close()
      journal = try folder.open()
    }
  }

  static let day = Moment.sample.day

  /// What a call throws; nil where it throws nothing. Another error ends the test.
  func problem(_ work: () throws -> Void) throws -> JournalProblem? {
    do { try work() } catch let problem as JournalProblem { return problem }
    return nil
  }

  /// A session of a volunteer that ended so many days after the sample moment.
  func session(
    _ seed: UInt64, days: Int = 0, outcome: Outcome = .completed, checklist: ChecklistID = "vneid",
    problem: ProblemFact? = nil, volunteer: VolunteerCode? = nil, note: String? = nil
  ) -> EntryBody {
    var bodies = Bodies(seed: seed)
    var facts = bodies.session()
    (facts.began, facts.ended) = (Self.moment(days: days), Self.moment(days: days).later(by: 60_000))
    (facts.outcome, facts.checklist, facts.volunteer) = (outcome, checklist, volunteer)
    facts.problems = problem.map { [$0] } ?? []
    (facts.petition, facts.service, facts.unit) = (nil, nil, nil)
    facts.steps = [StepFact(step: "a", state: .done, milliseconds: 5, note: note)]
    return .session(facts)
  }

  static func moment(days: Int) -> Moment { .sample.later(by: Int64(days) * 86_400_000) }

  func contact(_ name: String, due days: Int?) -> Contact {
    var contact = Contact.sample
    (contact.name, contact.due) = (name, days.map { Day(daysSince1970: Self.day.daysSince1970 + $0) })
    return contact
  }

  // What is begun and not kept yet.

  @Test(arguments: Kind.allCases) func `a session goes on where it was left, event by event`(_ kind: Kind) throws {
    let place = try Place(kind)
    let first = try place.journal.begin(.sample, event: [1])
    let second = try place.journal.begin(.sample, event: [2])
    try place.journal.append([3], number: 1, to: first)
    try place.journal.append([3], number: 1, to: first)
    try place.journal.append([4], number: 2, to: first)
    try place.reopen()
    let drafts = try place.journal.drafts()
    #expect(drafts.map(\.session) == [first, second])
    #expect(drafts.map(\.events) == [[[1], [3], [4]], [[2]]])
    #expect(drafts.allSatisfy { $0.checklist == .sample })
    try place.journal.discard(first)
    #expect(try place.journal.drafts().map(\.session) == [second])
    // A number is never given twice.
    #expect(try place.journal.begin(.sample, event: [5]) > second)
  }

  @Test(arguments: Kind.allCases) func `an event that does not follow is refused, and changes nothing`(
    _ kind: Kind
  ) throws {
    let place = try Place(kind)
    let session = try place.journal.begin(.sample, event: [1])
    try place.journal.append([2], number: 1, to: session)
    #expect(try problem { try place.journal.append([9], number: 3, to: session) } == .noSuchEntry)
    let other = try problem { try place.journal.append([9], number: 1, to: session) }
    guard case .damaged? = other else { throw ContractFault("\(String(describing: other))") }
    let stranger = SessionID(rawValue: session.rawValue + 7)
    #expect(try problem { try place.journal.append([9], number: 1, to: stranger) } == .noSuchEntry)
    #expect(try problem { try place.journal.discard(stranger) } == .noSuchEntry)
    for number in [Int.min, -1, 0, Int(JournalLimits.events), .max] {
      let refused = try problem { try place.journal.append([9], number: number, to: session) }
      #expect(refused == .tooLarge(bytes: number))
    }
    let large = [UInt8](repeating: 0, count: JournalLimits.event + 1)
    #expect(
      try problem { try place.journal.append(large, number: 2, to: session) }
        == .tooLarge(bytes: large.count))
    #expect(
      try problem { _ = try place.journal.begin(.sample, event: large) }
        == .tooLarge(bytes: large.count))
    var text = ChecklistText.sample
    text.bytes = [UInt8](repeating: 0, count: JournalLimits.checklist + 1)
    #expect(
      try problem { _ = try place.journal.begin(text, event: [1]) }
        == .tooLarge(bytes: text.bytes.count))
    #expect(try place.journal.drafts().map(\.events) == [[[1], [2]]])
  }
}

struct ContractFault: Error {
  let what: String
  init(_ what: String) { self.what = what }
}
