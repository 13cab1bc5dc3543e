import DeskLive
import Journal
import JournalFixtures
import JournalStore
import Platform
import ReportStore
import Reports
import TemporaryFolders
import Testing

@Suite struct KeptJournalTests {
  @Test func `a journal's entries are taken as they come, also from an earlier incarnation`() throws {
    let home = try TemporaryFolder()
    defer { home.remove() }
    let folder = home.path
    let journal = try JournalStore.open(
      folder: folder, practice: false, now: .sample, entropy: SplitMix64(seed: 7))
    let store = try ReportStore.open(path: ReportStore.path(folder: folder, practice: false))
    var bodies = Bodies(seed: 3)
    let year = ReportPeriod(.year, holding: bodies.now.day)
    var expected = 0
    for round in 0..<3 {
      let sessions = (0..<60).map { _ in bodies.session() }
      try journal.keepMany(sessions.map(EntryBody.session))
      expected += sessions.count { year.contains($0.began.day) }
      if round == 1 { _ = try journal.beginIncarnation() }
      try store.catchUp(with: journal)
      let report = try store.report(year).report
      #expect(report.tally.sessions == expected)
      #expect(report.heads.reduce(0) { $0 + $1.sequence } == 60 * (round + 1))
    }
    #expect(expected > 0)
    try store.close()
    try journal.close()
  }
}
