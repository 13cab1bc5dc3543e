import Assets
import Checklists
import DeskLive
import DeskPorts
import Foundation
import Journal
import JournalFixtures
import JournalStore
import Phrases
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
    let stretch = CopiedStretch(
      publicKey: incarnation.publicKey, base: reach, items: items, signed: incarnation.head)
    #expect(try copy.take(stretch) == .taken)
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

  @Test func `a lead's signature covers every journal's head, and what comes later is a supplement`() throws {
    let home = try TemporaryFolder()
    defer { home.remove() }
    let lead = home.path + "/lead"
    let own = try JournalStore.open(
      folder: lead, practice: false, now: .sample, entropy: SplitMix64(seed: 9))
    let exchange = try ExchangeStore.open(folder: lead)
    try exchange.enrol(
      Enrolment(
        address: nil, hub: HubID(rawValue: "hub"), hubKey: [UInt8](repeating: 1, count: 32), hubIncarnation: 1,
        device: try #require(try own.incarnations().last).head.last.device, unit: "29242", role: .lead,
        differenceMilliseconds: 0), leads: [])
    var later = Moment.sample
    later.wallMilliseconds += 400 * 86_400_000
    let reports = LiveReports(
      folder: lead, shelf: FileShelf(shipped: Assets.folder ?? ""), journal: { (own, false) },
      copies: { () throws(JournalProblem) in try JournalStore.openCopies(folder: lead) }, now: { [later] in later })
    let desk = try JournalStore.open(
      folder: home.path + "/desk", practice: false, now: .sample, entropy: SplitMix64(seed: 2))
    var bodies = Bodies(seed: 2)
    func keep() throws {
      var facts = bodies.session()
      facts.unit = "29242"
      (facts.began, facts.ended) = (.sample, .sample)
      try desk.keepMany([.session(facts)])
      try copy(desk, to: lead)
    }
    let year = ReportPeriod(.year, holding: Moment.sample.day)
    let request = ReportRequest(from: year.from, through: year.through, isOfUnit: true)
    #expect(throws: ReportProblem.noCopies) { try reports.take(.sign, of: request, reason: nil) }
    try keep()
    let empty = ReportPeriod(.year, holding: year.from.later(days: -1))
    #expect(throws: ReportProblem.period(.isEmpty)) {
      try reports.take(
        .sign, of: ReportRequest(from: empty.from, through: empty.through, isOfUnit: true), reason: nil)
    }
    #expect(throws: ReportProblem.period(.isOpen)) { try reports.take(.reopen, of: request, reason: "x") }
    try reports.take(.sign, of: request, reason: nil)
    let signed = try #require(try exchange.periodSteps().last)
    #expect(signed.sessions == 1 && signed.isSound)
    #expect(signed.heads == [PeriodHead(try #require(try desk.incarnations().last).head.head)])
    #expect(throws: ReportProblem.period(.isSent)) { try reports.take(.sign, of: request, reason: nil) }
    let before = try text(reports, request)
    try keep()
    let after = try text(reports, request)
    #expect(before.contains { $0.contains(Phrase.noSupplement.vi) })
    #expect(after.contains { $0.contains(Phrase.supplement(late: 1, corrected: 0).vi.prefix(40)) })
    try reports.take(.reopen, of: request, reason: "bàn 1 gửi muộn")
    #expect(try exchange.periodStepsToTell().map(\.step.act) == [.sign, .reopen])
    #expect(try PeriodStep.state(of: exchange.periodSteps()) == .draft)
    try exchange.close()
    try desk.close()
    try own.close()
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
    let lines = try text(reports, request)
    let count = made.count { year.contains($0.began.day) }
    #expect(lines.contains { $0.hasPrefix("Số lượt hỗ trợ") && $0.hasSuffix(" \(count)") })
    #expect(lines.contains { $0.hasSuffix("#") })
    for format in ReportFormat.allCases {
      let path = try reports.write(request, format, .vietnamese)
      #expect(try Files().size(path) ?? 0 > 100, "\(path)")
    }
    #expect(throws: ReportProblem.noCopies) {
      try reports.document(ReportRequest(from: year.from, through: year.through, isOfUnit: true))
    }
    try journal.close()
  }

  private func text(_ reports: LiveReports, _ request: ReportRequest) throws -> [String] {
    ReportPlainText.write(try reports.document(request), .vietnamese, isASCII: true).split(separator: "\n").map(
      String.init)
  }
}
