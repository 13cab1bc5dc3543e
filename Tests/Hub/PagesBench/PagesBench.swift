import AccountStore
import ArgumentParser
import Checklists
import Foundation
import GRDB
import HTTPTypes
import HubPages
import HubService
import HubSite
import HubStore
import Journal
import JournalFixtures
import Platform
import Protocol
import ReportFixtures
import ReportStore
import Reports

/// Pages of a province with a year of sessions, while desks push.
@main
struct PagesBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pages-bench", abstract: "The pages of a made-up province, while desks push to the same hub.")

  @Option(help: "Communes.") var units = 124
  @Option(help: "Desks.") var desks = 300
  @Option(help: "Sessions over a year.") var sessions = 2_000_000
  @Option(help: "Desks that push while pages are asked for.") var pushing = 20
  @Option(help: "For how long pages are asked for, in seconds.") var seconds = 20
  @Option(help: "A PostgreSQL database without a hub in it; without it SQLite.") var postgres: String?

  /// 15/12/2026 at 10:00 in Việt Nam: the year is nearly over.
  private static let now: Int64 = 1_797_303_600_000

  func run() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pages-bench-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { do { try FileManager.default.removeItem(atPath: folder) } catch { print("left behind: \(folder)") } }
    let store: any HubStore =
      if let postgres { try await PostgresHubStore.open(url: postgres) } else {
        try SQLiteHubStore.open(folder: folder)
      }
    let (filled, made) = try await time { try await fill(store) }
    print("\(postgres == nil ? "SQLite" : "PostgreSQL"): \(units) units, \(desks) desks, \(sessions) sessions")
    print("  filled in \(Int(filled)) s")
    let start = ContinuousClock.now
    let clock: @Sendable () -> Int64 = { Self.now + Int64((ContinuousClock.now - start) / .milliseconds(1)) }
    var settings = HubSettings(folder: folder)
    settings.rates.device = .init(burst: 1_000_000, perSecond: 1_000_000)
    settings.rates.stored = .init(burst: 1 << 40, perSecond: 1)
    let hub = try await Hub.open(store: store, key: HubKey(), settings: settings, clock: clock)
    try await check(store, folder, made)
    let site = try Self.site(hub, folder)
    let reader = try await Reader(site, clock())
    for path in Reader.paths {
      let (first, _) = try await time { try await reader.ask(path) }
      print("  first \(path): \(Int(first * 1_000)) ms")
    }
    let (times, pushed) = try await underLoad(hub, reader, clock)
    print("  while \(pushing) desks push, \(pushed) entries in \(seconds) s:")
    for (path, values) in times.sorted(by: { $0.key < $1.key }) {
      let sorted = values.sorted()
      func at(_ part: Double) -> Int { Int((sorted[Int(Double(sorted.count - 1) * part)] * 1_000).rounded(.up)) }
      print("  \(path): \(sorted.count) times, median \(at(0.5)) ms, p95 \(at(0.95)) ms, slowest \(at(1)) ms")
    }
    let all = times.values.flatMap { $0 }.sorted()
    let p95 = all.isEmpty ? .nan : all[Int(Double(all.count - 1) * 0.95)] * 1_000
    print("  goal: p95 \(Int(p95)) ms <= 200 ms \(p95 <= 200 ? "reached" : "FALLS SHORT")")
    await store.close()
  }

  private func time<T>(_ work: () async throws -> T) async throws -> (seconds: Double, value: T) {
    let start = ContinuousClock.now
    let value = try await work()
    return ((ContinuousClock.now - start) / .seconds(1), value)
  }

  // MARK: Filling

  /// What the generator says of all sessions.
  private struct Known {
    var sessions = 0
    var outcomes: [String: Int] = [:]
    var units: [String: Int] = [:]
  }

  private func fill(_ store: any HubStore) async throws -> Known {
    let year = ReportPeriod(.year, holding: Day(daysSince1970: 20_600))
    let province = MadeUpProvince(
      seed: 7, units: units, desks: desks, sessions: sessions, from: year.from, through: year.through)
    var known = Known()
    for desk in province.desks {
      try await Self.enrol(desk.device, desk.unit, publicKey: Array(repeating: 0, count: 32), store)
      var chains: [ChainID: Chain] = [:]
      var order: [ChainID] = []
      for one in try province.entries(
        of: desk,
        { entry in
          if chains[entry.id.chain] == nil { order.append(entry.id.chain) }
          try chains[entry.id.chain, default: Chain(entry.id.chain)].add(entry)
        }
      ).sessions {
        known.sessions += 1
        known.outcomes[one.outcome.rawValue, default: 0] += 1
        known.units[one.unit, default: 0] += 1
      }
      for id in order { try await chains[id]?.append(to: store) }
    }
    return known
  }

  private static func enrol(
    _ device: DeviceID, _ unit: String, publicKey: [UInt8], _ store: any HubStore
  ) async throws {
    var chance = SystemRandomNumberGenerator()
    let code = EnrolCode.long(using: &chance)
    try await store.add(
      StoredCode(lookup: code.lookup, secret: code.secret, unit: unit, role: .desk, expires: now + 60_000))
    let enrolled = EnrolledDevice(
      id: device, publicKey: publicKey, unit: unit, role: .desk, sealingKey: nil, enrolled: now)
    _ = try await store.redeem(code.lookup, for: enrolled, now: now)
  }

  /// Entries of one chain, as a hub stores them.
  private struct Chain {
    let id: ChainID
    var entries: [IncomingEntry] = []

    init(_ id: ChainID) { self.id = id }

    mutating func add(_ entry: StoredEntry) throws {
      let bytes = try EntryBytes.encode(entry)
      entries.append(
        IncomingEntry(
          sequence: entry.id.sequence, hash: EntryHash(of: bytes), bytes: bytes, receipt: nil, contact: nil,
          destroys: nil, reason: nil))
    }

    func append(to store: any HubStore) async throws {
      for start in stride(from: 0, to: entries.count, by: 5_000) {
        let part = Array(entries[start..<min(entries.count, start + 5_000)])
        _ = try await store.append(
          IncomingBatch(
            chain: id, base: (part.first?.sequence ?? 1) - 1, baseHash: start == 0 ? .zero : entries[start - 1].hash,
            entries: part, losses: [], attachments: [], size: part.last?.sequence ?? 0, head: part.last?.hash ?? .zero,
            headSignature: Array(repeating: 0, count: 64), carrier: id.device, time: PagesBench.now, skew: 0,
            isFromRevoked: false))
      }
    }
  }

  /// Every line of the year's report is the generator's own count.
  private func check(_ store: any HubStore, _ folder: String, _ made: Known) async throws {
    let updater = ReportUpdater(store)
    let reports = try ReportStore.open(
      path: HubFolder(folder).reports, source: try await updater.source(), hasFeed: true)
    let (taken, _) = try await time { try await updater.catchUp(reports) }
    let year = ReportPeriod(.year, holding: Day(daysSince1970: 20_600))
    let (counted, report) = try await time { try reports.report(year, grouping: .unit).report }
    print("  taken for reports in \(Int(taken)) s, the year by unit counted in \(Int(counted * 1_000)) ms")
    let outcomes = Dictionary(report.tally.outcomes.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: +)
    let groups = Dictionary(report.groups.map { ($0.key, $0.tally.sessions) }, uniquingKeysWith: +)
    let isSame = report.tally.sessions == made.sessions && outcomes == made.outcomes && groups == made.units
    print("  \(report.tally.sessions) sessions, by outcome and by unit \(isSame ? "as made" : "NOT AS MADE")")
    let (whole, _) = try await time { try reports.report(year).report }
    try reports.close()
    // In the same order of work: what lies in the caches is the same for both.
    let (plain, told) = try await time {
      if let postgres { try Self.plainSQL(postgres: postgres) } else { try Self.plainSQL(folder) }
    }
    let isPlain = told.outcomes == made.outcomes && told.sessions == made.sessions && told.units == made.units
    print(
      "  the whole year in \(Int(whole * 1_000)) ms; plain SQL over the entries in \(Int(plain * 1_000)) ms, \(isPlain ? "the same" : "NOT THE SAME")"
    )
  }

  /// Sessions by outcome, as corrected last, and by unit, counted from the bytes of the entries.
  private static func plainSQL(_ folder: String) throws -> Known {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: folder + "/hub.sqlite", configuration: configuration)
    var known = Known()
    try queue.read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          WITH body AS (SELECT c.device AS device, c.incarnation AS incarnation, e.place & 1099511627775 AS sequence,
              e.place AS place, CAST(e.bytes AS TEXT) AS body FROM entry e JOIN chain c ON c.id = e.place >> 40),
            said AS (SELECT device, incarnation, sequence, place, body, body ->> '$.kind' AS kind FROM body),
            late AS (SELECT body ->> '$.of[0]' AS device, body ->> '$.of[1]' AS incarnation, body ->> '$.of[2]' AS sequence,
              body ->> '$.outcome' AS outcome, max(place) FROM said
              WHERE kind = 'amendment' AND body ->> '$.outcome' IS NOT NULL GROUP BY 1, 2, 3)
          SELECT coalesce(l.outcome, s.body ->> '$.outcome') AS outcome, s.body ->> '$.unit' AS unit, count(*) AS sessions
          FROM said s LEFT JOIN late l ON l.device = s.device AND l.incarnation = s.incarnation AND l.sequence = s.sequence
          WHERE s.kind IN ('session', 'count') GROUP BY 1, 2
          """)
      while let row = try rows.next() {
        let count: Int = row["sessions"]
        known.sessions += count
        known.outcomes[row["outcome"] ?? "", default: 0] += count
        known.units[row["unit"] ?? "", default: 0] += count
      }
    }
    try queue.close()
    return known
  }

  /// The same on PostgreSQL, by its own program.
  private static func plainSQL(postgres url: String) throws -> Known {
    let program = Process()
    program.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    program.arguments = [
      "psql", "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url, "-c",
      """
      WITH said AS MATERIALIZED (SELECT c.device, c.incarnation, e.sequence, s.body ->> 'kind' AS kind,
          s.body ->> 'outcome' AS outcome, s.body ->> 'unit' AS unit, s.body -> 'of' AS target
          FROM tiepsuc.entry e JOIN tiepsuc.batch b ON b.id = e.batch JOIN tiepsuc.chain c ON c.id = b.chain
          CROSS JOIN LATERAL (SELECT convert_from(e.bytes, 'UTF8')::json AS body OFFSET 0) s),
        late AS (SELECT DISTINCT ON (1, 2, 3) target ->> 0 AS device, (target ->> 1)::int8 AS incarnation,
          (target ->> 2)::int8 AS sequence, outcome FROM said WHERE kind = 'amendment' AND outcome IS NOT NULL
          ORDER BY 1, 2, 3, said.incarnation DESC, said.sequence DESC)
      SELECT coalesce(l.outcome, s.outcome), s.unit, count(*) FROM said s
        LEFT JOIN late l USING (device, incarnation, sequence) WHERE s.kind IN ('session', 'count') GROUP BY 1, 2
      """,
    ]
    let output = Pipe()
    program.standardOutput = output
    try program.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    program.waitUntilExit()
    guard program.terminationStatus == 0 else { throw Pusher.Fault(status: Int(program.terminationStatus)) }
    var known = Known()
    for line in text.split(separator: "\n") {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 3, let count = Int(cells[2]) else { throw Pusher.Fault(status: 0) }
      known.sessions += count
      known.outcomes[cells[0], default: 0] += count
      known.units[cells[1], default: 0] += count
    }
    return known
  }

  // MARK: Pages under load

  private static func site(_ hub: Hub, _ folder: String) throws -> HubSite {
    let settings = SiteSettings(
      signIns: .init(burst: 100, perSecond: 1), visits: .init(burst: 100_000, perSecond: 1_000),
      readers: .init(burst: 1_000_000, perSecond: 10_000))
    let accounts = try AccountStore.open(path: HubFolder(folder).accounts)
    var generator = SystemRandomNumberGenerator()
    _ = try accounts.add(
      Person(
        name: "province", role: .province, scope: .hub,
        password: try StoredPassword(Reader.password, using: &generator).text, codeSecret: Reader.secret))
    return HubSite(hub: hub, accounts: accounts, folder: HubFolder(folder), settings: settings)
  }

  private func underLoad(
    _ hub: Hub, _ reader: Reader, _ clock: @escaping @Sendable () -> Int64
  ) async throws -> (times: [String: [Double]], pushed: Int) {
    var pushers: [Pusher] = []
    for number in 0..<pushing {
      let pusher = try Pusher(seed: UInt64(9_000 + number))
      try await Self.enrol(pusher.key.device, "\(99_001 + number)", publicKey: pusher.key.publicKey, hub.store)
      pushers.append(pusher)
    }
    let end = ContinuousClock.now.advanced(by: .seconds(seconds))
    return try await withThrowingTaskGroup(of: (times: [String: [Double]], pushed: Int).self) { group in
      for pusher in pushers {
        group.addTask {
          var pusher = pusher
          var pushed = 0
          while ContinuousClock.now < end {
            pushed += try await pusher.push(20, to: hub, clock())
            // A desk that hurries: a batch each quarter of a second.
            try await Task.sleep(for: .milliseconds(250))
          }
          return ([:], pushed)
        }
      }
      group.addTask {
        var times: [String: [Double]] = [:]
        while ContinuousClock.now < end {
          for path in Reader.paths {
            let start = ContinuousClock.now
            try await reader.ask(path)
            times[path, default: []].append((ContinuousClock.now - start) / .seconds(1))
            try await Task.sleep(for: .milliseconds(20))
          }
        }
        return (times, 0)
      }
      var (times, pushed): ([String: [Double]], Int) = ([:], 0)
      for try await result in group {
        times.merge(result.times) { $0 + $1 }
        pushed += result.pushed
      }
      return (times, pushed)
    }
  }
}
