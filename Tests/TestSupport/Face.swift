import DeskSamples
import Foundation
import Journal
import JournalInMemory
import Synchronization
package import Testing

/// How a story's person uses the desk.
package enum Face: Sendable {
  case screen, lines

  @TaskLocal package static var current = Face.screen
}

/// What a story left: all of it is the same, however the desk was used.
package struct StoryRecord: Equatable, Sendable {
  package var entries: [String]
  package var contacts: [String]
  package var people: [String]
  package var settings: [String: String]
  /// What is in progress, event by event. How often a text was saved while it was typed is left out.
  package var drafts: [[String]]
  package var jobs: [String]
  package var reviewed: [String]

  init(_ journal: MemoryJournal, _ exchange: SampleExchange, _ review: SampleReview) {
    entries = journal.entries.map { "\($0.id) \($0.body)" }
    contacts = journal.contacts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    people = journal.people.map { "\($0)" }
    // Of a PIN only chance differs: its salt, and what follows from that.
    settings = journal.stored.mapValues { value in
      value.split { $0 == " " || $0 == ";" }.filter { $0.count < 32 || !$0.allSatisfy(\.isHexDigit) }
        .joined(separator: " ")
    }
    drafts = journal.draftsByID.sorted { $0.key < $1.key }.map { _, draft in
      draft.events.map { String(decoding: $0, as: UTF8.self) }.filter { !$0.hasPrefix("{\"typed\"") }
    }
    jobs = exchange.started.map { "\($0)" }
    reviewed = review.taken.map { "\($0)" }
  }
}

/// What the stories of one test left, in the order in which they began.
final class StoryLog: Sendable {
  @TaskLocal static var current: StoryLog?

  private let records = Mutex<[StoryRecord?]>([])

  func begin() -> Int {
    records.withLock { records in
      records.append(nil)
      return records.count - 1
    }
  }

  func end(_ number: Int, _ record: StoryRecord) { records.withLock { $0[number] = record } }

  var all: [StoryRecord?] { records.withLock { $0 } }
}

/// Each test runs twice: with keys on the screen, and with lines in place of it. Both leave the same journal.
package struct BothFaces: TestTrait, SuiteTrait, TestScoping {
  package var isRecursive: Bool { true }

  package func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    var records: [[StoryRecord?]] = []
    for face in [Face.screen, .lines] {
      let log = StoryLog()
      try await StoryLog.$current.withValue(log) {
        try await Face.$current.withValue(face) { try await function() }
      }
      records.append(log.all)
    }
    #expect(records[0].count == records[1].count)
    for (screen, lines) in zip(records[0], records[1]) { #expect(screen == lines) }
  }
}

extension Trait where Self == BothFaces {
  package static var bothFaces: Self { Self() }
}
