import Checklists
import Foundation
import GRDB
import Journal
import Platform
import ReportFixtures
import ReportStore
import Reports
import TemporaryFolders
import TestTraits
import Testing

@Suite(.ownThread) struct ReportStoreTests {
  /// The entries of a stock, chain by chain.
  private func chains(_ stock: Stock) -> [(chain: ReportChain, entries: [StoredEntry])] {
    Dictionary(grouping: stock.entries) { $0.id.chain }
      .map { (ReportChain($0.key), $0.value.sorted { $0.id < $1.id }) }
      .sorted {
        ($0.chain.chain.device.rawValue, $0.chain.chain.incarnation) < (
          $1.chain.chain.device.rawValue, $1.chain.chain.incarnation
        )
      }
  }

  /// Takes the entries of a stock into a store, in stretches of so many.
  private func fill(_ store: ReportStore, _ stock: Stock, by stretch: Int) throws {
    for (chain, entries) in chains(stock) {
      for start in stride(from: 0, to: entries.count, by: stretch) {
        let part = entries[start..<min(entries.count, start + stretch)]
        try store.take(
          part.map { try EntryBytes.encode($0) }, of: chain, after: start, through: part.last?.id.sequence ?? start)
      }
    }
  }

  private static let day = Day(daysSince1970: 20_600)

  /// Quick questions of some days, units and volunteers behind what a chain has.
  private func quickHelp(_ chain: ChainID, after: Int) -> [StoredEntry] {
    (1...40).map { place in
      let at = Moment(
        wallMilliseconds: Int64(Self.day.daysSince1970 - 30 + place) * 86_400_000, offsetMinutes: 420, boot: "b",
        monotonicMilliseconds: 0)
      let facts = QuickHelpFacts(
        at: at, unit: "9900\(place % 4)", volunteer: place % 3 == 0 ? nil : VolunteerCode(rawValue: "TN0\(place % 5)"),
        checklist: place % 2 == 0 ? "vneid" : nil, topic: .service("khai-sinh"), helped: place % 7 > 2)
      return StoredEntry(id: chain.entry(after + place), previous: .zero, body: .quickHelp(facts))
    }
  }

  @Test func `a report over kept sessions is the report over the entries`() throws {
    try withTemporaryFolder { folder in
      let stock = Stock(seed: 31)
      let store = try ReportStore.open(path: folder + "/reports.sqlite")
      try fill(store, stock, by: 97)
      for kind in ReportPeriod.Kind.allCases {
        for unit in [nil, "99001", "99999"] as [String?] {
          for grouping in [nil] + ReportGrouping.allCases.map(Optional.some) {
            let period = ReportPeriod(kind, holding: Self.day)
            let kept = try store.report(period, unit: unit, grouping: grouping)
            let expected = stock.report(period, unit: unit, grouping: grouping)
            #expect(kept.report.tally == expected.tally)
            #expect(kept.report.corrected == expected.corrected)
            #expect(kept.report.texts == expected.texts)
            let isSame = kept.report == expected
            #expect(isSame)
            #expect(kept.change == nil)
          }
        }
      }
      try store.close()
    }
  }

  /// Sums are kept as entries come: corrections before what they correct, chains in any order and in pieces, forks too.
  @Test(arguments: 1...3) func `sums that grew in any order are those of the entries`(seed: Int) throws {
    try withTemporaryFolder { folder in
      let stock = Stock(seed: UInt64(40 + seed), units: 3, desks: 5, sessions: 700)
      var waiting: [(chain: ReportChain, entries: [StoredEntry], done: Int)] = chains(stock).map {
        ($0, $1 + quickHelp($0.chain, after: $1.count), 0)
      }
      // A copy of each desk went its own way from the middle on, with somebody else at it.
      for (chain, entries, _) in waiting {
        let own = entries[(entries.count / 2)...].map { entry in
          guard case .session(var facts) = entry.body else { return entry }
          facts.volunteer = VolunteerCode(rawValue: "TN09")
          return StoredEntry(id: entry.id, previous: entry.previous, body: .session(facts))
        }
        waiting.append(
          (ReportChain(chain.chain, branch: 1), entries.prefix(entries.count / 2) + own, entries.count / 2))
      }
      let store = try ReportStore.open(path: folder + "/reports.sqlite")
      var dice = SplitMix64(seed: UInt64(seed))
      var taken: [(entry: StoredEntry, branch: Int)] = []
      var rounds = 0
      while let place = waiting.indices.filter({ waiting[$0].done < waiting[$0].entries.count }).randomElement(
        using: &dice)
      {
        let (chain, entries, done) = waiting[place]
        let part = entries[done..<min(entries.count, done + 1 + dice.below(60))]
        try store.take(
          part.map { try EntryBytes.encode($0) }, of: chain, after: done, through: part.last?.id.sequence ?? done)
        waiting[place].done = part.endIndex
        taken += part.map { ($0, chain.branch) }
        rounds += 1
        let isLast = waiting.allSatisfy { $0.done == $0.entries.count }
        guard rounds.isMultiple(of: 15) || isLast else { continue }
        var corrections = CorrectionIndex()
        for (entry, _) in taken { corrections.take(entry) }
        for kind in [.month, .year] as [ReportPeriod.Kind] {
          let period = ReportPeriod(kind, holding: Self.day)
          for (unit, grouping) in [(nil, .volunteer), (nil, .unit), ("99001", .day), (nil, nil), ("99002", nil)]
            as [(String?, ReportGrouping?)]
          {
            var counter = ReportCounter(period, unit: unit, grouping: grouping, corrections: corrections)
            for (entry, branch) in taken { counter.take(entry, branch: branch) }
            let (kept, expected) = (try store.report(period, unit: unit, grouping: grouping).report, counter.report())
            #expect(kept.tally == expected.tally)
            #expect(kept.groups == expected.groups)
            #expect(kept.days == expected.days)
            #expect(kept.corrected == expected.corrected)
            #expect(kept.volunteers == expected.volunteers)
            #expect(kept.shifts == expected.shifts)
            #expect(kept.shiftSeconds == expected.shiftSeconds)
            guard grouping == .unit else { continue }
            let units = Dictionary(expected.groups.map { ($0.key, $0.tally.sessions) }, uniquingKeysWith: +)
            #expect(try store.sessionsByUnit(period) == units)
          }
        }
      }
      #expect(try store.entriesTaken() == waiting.reduce(0) { $0 + $1.entries.count })
      try store.close()
    }
  }

  @Test func `an entry that comes again under a later place counts once`() throws {
    try withTemporaryFolder { folder in
      let stock = Stock(seed: 36, sessions: 200)
      let (chain, entries) = try #require(chains(stock).first { $0.entries.count > 10 })
      let bytes = try entries.prefix(8).map { try EntryBytes.encode($0) }
      let store = try ReportStore.open(path: folder + "/reports.sqlite")
      try store.take([bytes[0], bytes[1], bytes[1], bytes[0]], of: chain, after: 0, through: 2)
      try store.take([bytes[1], bytes[2], bytes[7]], of: chain, after: 2, through: 3)
      let report = try store.report(ReportPeriod(.year, holding: Self.day)).report
      #expect(report.tally.sessions == entries.prefix(3).count { CountedSession($0, by: .current) != nil })
      #expect(report.unreadable == 4)
      try store.close()
    }
  }

  @Test func `sessions of one desk, checklist and minute are asked about, and none is counted other than all others`()
    throws
  {
    try withTemporaryFolder { folder in
      let store = try ReportStore.open(path: folder + "/reports.sqlite")
      let chain = ChainID(device: DeviceID(rawValue: String(repeating: "a", count: 32)), incarnation: 1)
      let start = Int64(Self.day.daysSince1970) * 86_400_000 + 3 * 3_600_000
      func session(_ seconds: Int64, _ checklist: ChecklistID) -> EntryBody {
        let began = Moment(
          wallMilliseconds: start + seconds * 1_000, offsetMinutes: 420, boot: "b",
          monotonicMilliseconds: seconds * 1_000)
        let ended = Moment(
          wallMilliseconds: start + seconds * 1_000 + 4_000, offsetMinutes: 420, boot: "b",
          monotonicMilliseconds: seconds * 1_000 + 4_000)
        return .session(
          SessionFacts(
            began: began, ended: ended, unit: "99001", volunteer: nil, checklist: checklist, version: 1,
            checklistHash: "", consentVersion: 1, answers: [], steps: [], problems: [], outcome: .completed))
      }
      func quick(_ milliseconds: Int64, _ checklist: ChecklistID) -> EntryBody {
        let at = Moment(
          wallMilliseconds: start + milliseconds, offsetMinutes: 420, boot: "b", monotonicMilliseconds: milliseconds)
        return .quickHelp(
          QuickHelpFacts(
            at: at, unit: "99001", volunteer: nil, checklist: checklist, topic: .step("activate"), helped: true))
      }
      let bodies = [
        session(0, "vneid"), session(59, "vneid"), session(61, "vneid"), session(0, "taikhoan"),
        .count(CountFacts(day: Self.day, unit: "99001", checklist: "vneid", version: 1, outcome: .completed)),
        quick(64_000, "vneid"), quick(64_000, "taikhoan"), quick(58_000, "dichvucong"),
        .count(CountFacts(day: Self.day, unit: "99001", checklist: "vneid", version: 1, outcome: .completed)),
      ]
      var previous = EntryHash.zero
      var bytes: [[UInt8]] = []
      for (index, body) in bodies.enumerated() {
        bytes.append(
          try EntryBytes.encode(StoredEntry(id: chain.entry(index + 1), previous: previous, body: body)))
        previous = EntryHash(of: bytes[index])
      }
      try store.take(bytes, of: ReportChain(chain), after: 0, through: bytes.count)
      let period = ReportPeriod(.week, holding: Self.day)
      #expect(
        try store.doubles(period) == [
          PossibleDouble(
            .sameMinute, device: chain.device, day: Self.day, minuteOfDay: 600, checklist: "vneid",
            entries: [chain.entry(1), chain.entry(2)]),
          PossibleDouble(
            .quickHelp, device: chain.device, day: Self.day, minuteOfDay: 601, checklist: "vneid",
            entries: [chain.entry(3), chain.entry(6)]),
        ])
      #expect(try store.doubles(period, unit: "99002") == [])
      let tally = try store.report(period).report.tally
      #expect(tally.sessions == 6 && tally.quickHelp == 3 && tally.quickHelped == 3)
      try store.close()
    }
  }

  @Test func `a hundred sessions of one minute are one question, which names some of them`() throws {
    try withTemporaryFolder { folder in
      let store = try ReportStore.open(path: folder + "/reports.sqlite")
      let chain = ChainID(device: DeviceID(rawValue: "a"), incarnation: 1)
      let at = Moment(
        wallMilliseconds: Int64(Self.day.daysSince1970) * 86_400_000, offsetMinutes: 420, boot: "b",
        monotonicMilliseconds: 0)
      let facts = SessionFacts(
        began: at, ended: at, unit: "99001", volunteer: nil, checklist: "vneid", version: 1, checklistHash: "",
        consentVersion: 1, answers: [], steps: [], problems: [], outcome: .completed)
      let bytes = try (1...100).map {
        try EntryBytes.encode(StoredEntry(id: chain.entry($0), previous: .zero, body: .session(facts)))
      }
      try store.take(bytes, of: ReportChain(chain), after: 0, through: 100)
      let doubles = try store.doubles(ReportPeriod(.week, holding: Self.day))
      #expect(doubles.map(\.entries) == [(1...20).map { chain.entry($0) }])
      try store.close()
    }
  }

  @Test func `the same receipt code twice at one desk is asked about, and both sessions count`() throws {
    try withTemporaryFolder { folder in
      let store = try ReportStore.open(path: folder + "/reports.sqlite")
      let start = Int64(Self.day.daysSince1970) * 86_400_000 + 3 * 3_600_000
      let (own, other) = (DeviceID(rawValue: "a"), DeviceID(rawValue: "b"))
      // Minutes after ten, and the code, of each session of three chains: a desk, what it went on with after a restore, and
      // another desk, whose hashes are under a key of its own.
      let chains: [(ChainID, [(minutes: Int64, code: UInt8)])] = [
        (ChainID(device: own, incarnation: 1), [(0, 1), (1, 2), (1, 2), (30, 3)]),
        (ChainID(device: own, incarnation: 2), [(60, 4), (90, 1), (120, 5)]),
        (ChainID(device: other, incarnation: 1), [(7, 3), (8, 6)]),
      ]
      for (chain, sessions) in chains {
        let bytes = try sessions.enumerated().map { index, one in
          let at = Moment(
            wallMilliseconds: start + one.minutes * 60_000, offsetMinutes: 420, boot: "b", monotonicMilliseconds: 0)
          let facts = SessionFacts(
            began: at, ended: at, unit: "99001", volunteer: nil, checklist: "vneid", version: 1, checklistHash: "",
            consentVersion: 1, answers: [], steps: [], problems: [], outcome: .completed)
          return try EntryBytes.encode(
            StoredEntry(
              id: chain.entry(index + 1), previous: .zero, body: .session(facts), receipt: EntryHash(of: [one.code])))
        }
        try store.take(bytes, of: ReportChain(chain), after: 0, through: bytes.count)
      }
      let period = ReportPeriod(.week, holding: Self.day)
      func double(_ minute: Int, _ entries: [EntryID]) -> PossibleDouble {
        PossibleDouble(
          .receipt, device: own, day: Self.day, minuteOfDay: minute, checklist: "vneid", entries: entries)
      }
      // The pair of one minute is told once, by what says more.
      #expect(
        try store.doubles(period) == [
          double(600, [chains[0].0.entry(1), chains[1].0.entry(2)]),
          double(601, [chains[0].0.entry(2), chains[0].0.entry(3)]),
        ])
      #expect(try store.doubles(period, unit: "99002") == [])
      #expect(try store.report(period).report.tally.sessions == 9)
      // The code of a session of the period, once more some weeks later: each period that holds one of them is asked.
      let late = ChainID(device: own, incarnation: 3)
      let at = Moment(
        wallMilliseconds: start + 60 * 86_400_000, offsetMinutes: 420, boot: "b", monotonicMilliseconds: 0)
      let facts = SessionFacts(
        began: at, ended: at, unit: "99001", volunteer: nil, checklist: "vneid", version: 1, checklistHash: "",
        consentVersion: 1, answers: [], steps: [], problems: [], outcome: .completed)
      let again = try EntryBytes.encode(
        StoredEntry(id: late.entry(1), previous: .zero, body: .session(facts), receipt: EntryHash(of: [5])))
      try store.take([again], of: ReportChain(late), after: 0, through: 1)
      let next = ReportPeriod(.week, holding: Self.day.later(days: 60))
      #expect(try store.doubles(next) == [double(720, [chains[1].0.entry(3), late.entry(1)])])
      #expect(try store.doubles(ReportPeriod(.week, holding: Self.day.later(days: 53))) == [])
      #expect(try store.doubles(period).count == 2)
      try store.close()
    }
  }

  @Test func `a supplement over kept sessions is the supplement over the entries`() throws {
    try withTemporaryFolder { folder in
      let stock = Stock(seed: 32)
      let period = ReportPeriod(.quarter, holding: Self.day)
      let heads = stock.report(period).heads.map { ReportHead($0.chain, sequence: $0.sequence * 2 / 5) }
      var counter = ReportCounter(period, corrections: stock.corrections, since: heads)
      for entry in stock.entries { counter.take(entry) }
      let store = try ReportStore.open(path: folder + "/reports.sqlite")
      try fill(store, stock, by: 1_000)
      let kept = try store.report(period, since: heads)
      #expect(kept.change == counter.supplement)
      #expect(kept.change?.isEmpty == false)
      try store.close()
    }
  }

  @Test func `a stretch is taken once, and only behind what is kept`() throws {
    try withTemporaryFolder { folder in
      let stock = Stock(seed: 33, sessions: 200)
      let (chain, entries) = try #require(chains(stock).first { $0.entries.count > 10 })
      let bytes = try entries.map { try EntryBytes.encode($0) }
      let store = try ReportStore.open(path: folder + "/reports.sqlite")
      for _ in 0..<3 { try store.take(Array(bytes.prefix(5)), of: chain, after: 0, through: 5) }
      #expect(try store.kept(of: chain) == 5)
      try store.take(Array(bytes[7...]), of: chain, after: 7, through: bytes.count)
      #expect(try store.kept(of: chain) == 5)
      let year = ReportPeriod(.year, holding: Self.day)
      let sessions = entries.prefix(5).count { CountedSession($0, by: .current) != nil }
      #expect(try store.report(year).report.tally.sessions == sessions)
      try store.close()
    }
  }

  @Test func `entries that cannot be read are told, and the others counted`() throws {
    try withTemporaryFolder { folder in
      let stock = Stock(seed: 34, sessions: 200)
      let (chain, entries) = try #require(chains(stock).first { $0.entries.count > 10 })
      var bytes = try entries.map { try EntryBytes.encode($0) }
      bytes[1] = Array("{\"v\":9}".utf8)
      bytes[3] = []
      let store = try ReportStore.open(path: folder + "/reports.sqlite")
      try store.take(bytes, of: chain, after: 0, through: bytes.count)
      let report = try store.report(ReportPeriod(.year, holding: Self.day)).report
      #expect(report.unreadable == 2)
      #expect(report.heads == [ReportHead(chain.chain, sequence: bytes.count)])
      try store.close()
    }
  }

  @Test func `a damaged file, and one of another definition or source, is made anew`() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/reports.sqlite"
      let stock = Stock(seed: 35, sessions: 100)
      let (chain, entries) = try #require(chains(stock).first { $0.entries.count > 10 })
      func kept(_ source: String = "", _ definition: ReportDefinition = .current) throws -> Int? {
        let store = try ReportStore.open(path: path, source: source, by: definition)
        defer { do { try store.close() } catch { Issue.record(error) } }
        let kept = try store.kept(of: chain)
        if kept == nil {
          try store.take(try entries.map { try EntryBytes.encode($0) }, of: chain, after: 0, through: entries.count)
        }
        return kept
      }
      #expect(try kept() == nil)
      #expect(try kept() == entries.count)
      var other = ReportDefinition.current
      other.version += 1
      #expect(try kept("", other) == nil)
      #expect(try kept("hub 2", other) == nil)
      try Data("no database at all, but some words".utf8).write(to: URL(fileURLWithPath: path))
      #expect(try kept("hub 2", other) == nil)
      #expect(try kept("hub 2", other) == entries.count)
    }
  }
}

/// Does something in a folder that goes afterwards.
private func withTemporaryFolder(_ body: (String) throws -> Void) throws {
  let folder = try TemporaryFolder()
  defer { folder.remove() }
  try body(folder.path)
}
