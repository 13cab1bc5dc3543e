import Assets
import Checklists
import DeskLive
import DeskPorts
import Foundation
import Journal
import JournalFixtures
import JournalStore
import Platform
import Protocol
import ReportFiles
import Reports
import SyncStore
import TemporaryFolders
import Testing

/// Reports over the copies of a unit's journals, without a network.
@Suite struct UnitReportTests {
  /// Copies a desk's journal to a lead's laptop, in one stretch.
  private func copy(_ journal: JournalStore, to folder: String) throws {
    let incarnation = try #require(try journal.incarnations().last)
    let chain = incarnation.head.last.chain
    let copy = try JournalCopy.open(folder: folder)
    let reach = try copy.reach(of: chain)
    let items = try journal.places(of: incarnation, after: reach.size, entries: .max, bytes: .max).map {
      place -> CopiedStretch.Item in
      switch place {
      case .entry(_, _, let bytes): .entry(bytes)
      case .lost(let range): .lost(range)
      }
    }
    try copy.take(CopiedStretch(publicKey: incarnation.publicKey, base: reach, items: items, signed: incarnation.head))
    _ = try copy.settle()
    try copy.close()
  }

  private func sessions(_ lead: String) throws -> (count: Int, missing: Int) {
    let kept = try #require(
      try KeptReports.unit(folder: lead) { () throws(JournalProblem) in try JournalStore.openCopies(folder: lead) })
    let report = try kept.count(
      ReportPeriod(.year, holding: Moment.sample.day), unit: nil, nil, nil, now: .sample
    ).report
    try kept.close()
    return (report.tally.sessions, report.missing.count)
  }

  @Test func `a unit's report counts every desk, what the hub keeps apart not, and names who is missing`() throws {
    let home = try TemporaryFolder()
    defer { home.remove() }
    let lead = home.path + "/lead"
    #expect(
      try KeptReports.unit(folder: lead) { () throws(JournalProblem) in try JournalStore.openCopies(folder: lead) }
        == nil)
    var expected = 0
    let year = ReportPeriod(.year, holding: Moment.sample.day)
    var devices: [DeviceID] = []
    for seed in 1...2 as ClosedRange<UInt64> {
      let journal = try JournalStore.open(
        folder: "\(home.path)/desk\(seed)", practice: false, now: .sample, entropy: SplitMix64(seed: seed))
      var bodies = Bodies(seed: seed)
      let made = (0..<40).map { _ in bodies.session() }
      try journal.keepMany(made.map(EntryBody.session))
      expected += made.count { year.contains($0.began.day) }
      try copy(journal, to: lead)
      devices.append(try #require(try journal.incarnations().last).head.last.device)
      #expect(try sessions(lead).count == expected)
      try journal.close()
    }
    let copies = try #require(try JournalStore.openCopies(folder: lead))
    let row = try #require(
      try copies.page(EntryFilter(device: devices[0]), .newest, limit: 99).first { line in year.contains(line.day) })
    try copies.close()
    let exchange = try ExchangeStore.open(folder: lead)
    _ = try exchange.replaceQuarantined(
      [Quarantine(incarnation: row.id.incarnation, sequence: row.id.sequence, reason: .personalNumber)],
      of: devices[0])
    let silent = UnitDesk(
      device: DeviceID(rawValue: String(repeating: "b", count: 32)), name: "Bàn 3", role: .desk, enrolled: 0, seen: 0,
      isRevoked: false, skew: 0, chains: [], exchanges: [])
    try exchange.save(UnitDesks(time: 0, desks: [silent]))
    try exchange.close()
    #expect(try sessions(lead) == (expected - 1, 1))
  }

  @Test func `the report's screen and its files are made of what the laptop holds`() throws {
    let home = try TemporaryFolder()
    defer { home.remove() }
    let folder = home.path
    let journal = try JournalStore.open(
      folder: folder, practice: false, now: .sample, entropy: SplitMix64(seed: 7))
    var bodies = Bodies(seed: 3)
    let made = (0..<30).map { _ in bodies.session() }
    try journal.keepMany(made.map(EntryBody.session))
    let reports = LiveReports(
      folder: folder, shelf: FileShelf(shipped: Assets.folder ?? ""), journal: { (journal, false) },
      copies: { () throws(JournalProblem) in nil }, now: { .sample })
    let year = ReportPeriod(.year, holding: made[0].began.day)
    let request = ReportRequest(from: year.from, through: year.through, isOfUnit: false)
    let lines = try reports.text(request, .vietnamese, isASCII: true)
    let count = made.count { year.contains($0.began.day) }
    #expect(lines.contains { $0.hasPrefix("Số lượt hỗ trợ") && $0.hasSuffix(" \(count)") })
    #expect(lines.contains { $0.hasSuffix("#") })
    for format in ReportFormat.allCases {
      let path = try reports.write(request, format, .vietnamese)
      #expect(try Files().size(path) ?? 0 > 100, "\(path)")
    }
    #expect(throws: ReportProblem.noCopies) {
      try reports.text(ReportRequest(from: year.from, through: year.through, isOfUnit: true), .english, isASCII: true)
    }
    try journal.close()
  }
}
