import Dispatch
import Foundation
import HubPages
import HubService
import HubStore
import Journal
import Platform
import ReportFiles
import ReportStore
import Reports
import SQLiteFiles

/// The figures that pages show: counted from what is kept for reports, remembered for a minute, and counted anew behind the
/// reader's back, so that a page waits for nothing that was asked for shortly before. A unit's own figures are remembered
/// for two seconds: whoever looks whether what was just sent has come must not be shown what was there before.
actor FigureBoard {
  /// A report of the units themselves.
  struct Question: Hashable, Sendable {
    var period: ReportPeriod
    var unit: String?
    var grouping: ReportGrouping?
    /// How far the unit's journals were counted when it signed the period; nil where it did not.
    var signed: [ReportHead]?
  }

  /// A report of the units themselves, what came since the period was signed, and the time up to which entries are in it,
  /// in milliseconds since 1970.
  typealias Counted = (report: ActivityReport, change: ReportChange?, through: Int64)

  private enum Key: Hashable {
    case report(Question)
    case outside(ReportPeriod)
    case units(ReportPeriod)
    case desks
  }

  private enum Value: Sendable {
    case report(Counted)
    case outside(Result<OutsideReport, ReportProblem>)
    case units(ProtectedTable?)
    case desks([DeskLine])
  }

  /// How old a figure may be before it is counted anew, and before it is not shown any more, in milliseconds.
  private static let fresh: Int64 = 60_000
  private static let freshUnit: Int64 = 2_000
  private static let freshDesks: Int64 = 5_000
  private static let oldest: Int64 = 900_000
  private static let mostKept = 400

  private let store: any HubStore
  private let folder: HubFolder
  private let patience: Duration
  private let clock: @Sendable () -> Int64
  private let threads = DispatchQueue(label: "hub.figures", attributes: .concurrent)
  /// What is told to readers outside is told one after the other: each holds the record of it.
  private let telling = DispatchQueue(label: "hub.telling")
  private var reports: ReportStore?
  private var caughtUp: Int64?
  private var catchingUp: Task<ReportStore, any Error>?
  private var isStopped = false
  private var kept: [Key: (value: Value, made: Int64)] = [:]
  private var running: [Key: Task<Value, any Error>] = [:]

  /// - Parameter patience: How long a reader waits while figures are counted for the first time.
  init(store: any HubStore, folder: HubFolder, patience: Duration, clock: @escaping @Sendable () -> Int64) {
    self.store = store
    self.folder = folder
    self.patience = patience
    self.clock = clock
  }

  /// The unit's own report.
  func report(_ question: Question) async throws -> ActivityReport { try await counted(question).report }

  /// The unit's own report with its supplement, where its period was signed.
  func counted(_ question: Question) async throws -> Counted {
    guard case .report(let counted) = try await value(.report(question)) else { throw StoreFault.damaged("figures") }
    return counted
  }

  /// What readers outside are told of all units together over a period, or why there is no such report (`outside`).
  func outside(_ period: ReportPeriod) async throws -> Result<OutsideReport, ReportProblem> {
    guard case .outside(let report) = try await value(.outside(period)) else { throw StoreFault.damaged("figures") }
    return report
  }

  /// What readers outside are told of the sessions of each unit in a month that has ended.
  func units(_ month: ReportPeriod) async throws -> ProtectedTable? {
    guard case .units(let table) = try await value(.units(month)) else { throw StoreFault.damaged("figures") }
    return table
  }

  /// All devices, by unit and name.
  func desks() async throws -> [DeskLine] {
    guard case .desks(let desks) = try await value(.desks) else { throw StoreFault.damaged("figures") }
    return desks
  }

  /// Reads what is kept for reports, up to date, on a thread of its own.
  func read<T: Sendable>(_ work: @escaping @Sendable (ReportStore) throws -> T) async throws -> T {
    let reports = try await upToDate(within: Self.freshUnit)
    return try await apart(on: threads) { try work(reports) }
  }

  /// Takes what came since the last time, whether somebody asks or not, so that nobody waits for it.
  func catchUp() async throws {
    let task = newest()
    _ = try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }

  /// Ends what is being taken, before the store closes.
  func stop() async {
    isStopped = true
    catchingUp?.cancel()
    _ = await catchingUp?.result
  }

  // MARK: Remembering

  private func value(_ key: Key) async throws -> Value {
    let now = clock()
    let age = kept[key].map { max(0, now &- $0.made) }
    let limits = Self.limits(of: key)
    if let value = kept[key]?.value, let age, age < limits.fresh { return value }
    let task = running[key] ?? begin(key, now)
    if let value = kept[key]?.value, let age, age < limits.oldest { return value }
    return try await task.value
  }

  private static func limits(of key: Key) -> (fresh: Int64, oldest: Int64) {
    switch key {
    case .desks: (freshDesks, oldest)
    case .report(let question) where question.unit != nil: (freshUnit, freshUnit)
    case .report, .outside, .units: (fresh, oldest)
    }
  }

  private func begin(_ key: Key, _ now: Int64) -> Task<Value, any Error> {
    let task = Task {
      defer { running[key] = nil }
      let value = try await make(key)
      keep(value, key, now)
      return value
    }
    running[key] = task
    return task
  }

  private func keep(_ value: Value, _ key: Key, _ now: Int64) {
    if kept.count >= Self.mostKept, let oldest = kept.min(by: { $0.value.made < $1.value.made }) {
      kept[oldest.key] = nil
    }
    kept[key] = (value, now)
  }

  // MARK: Making

  private func make(_ key: Key) async throws -> Value {
    switch key {
    case .desks:
      let chains = Dictionary(grouping: try await store.chains(of: nil), by: \.device)
      return .desks(
        try await store.devices(of: nil).map { DeskLine(device: $0, chains: chains[$0.id] ?? []) }
          .sorted { ($0.device.unit, $0.device.id.rawValue) < ($1.device.unit, $1.device.id.rawValue) })
    case .report(let question):
      let reports = try await upToDate(within: Self.limits(of: key).fresh)
      let through = caughtUp ?? clock()
      let lines = try await desks()
      let now = clock()
      let desks = lines.filter { line in
        line.device.revoked == nil && question.unit.map { $0 == line.device.unit } ?? true
      }.map { line in
        ReportDesk(
          device: line.device.id, unit: line.device.unit, lastReceipt: line.lastHeard, period: question.period,
          now: now, offsetMinutes: PageTime.offsetMinutes)
      }
      return .report(
        try await apart(on: threads) {
          let (report, change) = try reports.report(
            question.period, unit: question.unit, grouping: question.grouping, since: question.signed, desks: desks)
          return (report, change, through)
        })
    case .outside(let period):
      let reports = try await upToDate()
      let today = PageTime.day(clock())
      let record = OutsideRecord(path: folder.toldReports)
      return .outside(
        try await apart(on: telling) {
          do throws(ReportProblem) {
            return .success(
              try record.release(period, today: today) { period throws(ReportProblem) in
                do throws(StorageProblem) { return try reports.report(period).report } catch {
                  throw .figures(path: "reports.sqlite", word: "\(error)")
                }
              })
          } catch {
            guard case .outside = error else { throw error }
            return .failure(error)
          }
        })
    case .units(let month):
      let reports = try await upToDate()
      let units = Set(try await desks().filter { $0.device.revoked == nil }.map(\.device.unit))
      let record = UnitRecord(path: folder.toldUnits)
      return .units(
        try await apart(on: telling) {
          try record.release(month, units: units, try reports.sessionsByUnit(month), by: reports.definition)
        })
    }
  }

  /// What is kept for reports, with what came until so many milliseconds ago.
  private func upToDate(within limit: Int64 = FigureBoard.fresh) async throws -> ReportStore {
    if let reports, let caughtUp, (0..<limit).contains(clock() &- caughtUp) { return reports }
    let task = newest()
    guard caughtUp == nil else { return try await task.value }
    let reports =
      patience == .zero
      ? nil
      : try await withThrowingTaskGroup(of: ReportStore?.self) { group in
        group.addTask { try await task.value }
        group.addTask { [patience] in
          try await Task.sleep(for: patience)
          return nil
        }
        defer { group.cancelAll() }
        return try await group.next() ?? nil
      }
    if let reports { return reports }
    throw SiteFault.counting(
      taken: try self.reports?.entriesTaken() ?? 0,
      all: try await store.chains(of: nil).reduce(0) { $0 + $1.size })
  }

  /// Opens what is kept for reports, and takes what came since; the one that runs, where one does.
  private func newest() -> Task<ReportStore, any Error> {
    if let catchingUp { return catchingUp }
    let now = clock()
    let task = Task {
      defer { catchingUp = nil }
      guard !isStopped else { throw CancellationError() }
      let updater = ReportUpdater(store)
      let reports =
        if let known = self.reports { known } else {
          try ReportStore.open(path: folder.reports, source: try await updater.source(), hasFeed: true)
        }
      self.reports = reports
      try await updater.catchUp(reports)
      caughtUp = now
      return reports
    }
    catchingUp = task
    return task
  }

  /// Counts on a thread of its own, for that may take long.
  private func apart<T: Sendable>(
    on threads: DispatchQueue, _ work: @escaping @Sendable () throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      threads.async { continuation.resume(with: Result { try work() }) }
    }
  }
}
