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
/// reader's back, so that a page waits for nothing that was asked for shortly before.
actor FigureBoard {
  /// A report of the units themselves.
  struct Question: Hashable, Sendable {
    var period: ReportPeriod
    var unit: String?
    var grouping: ReportGrouping?
  }

  private enum Key: Hashable {
    case report(Question)
    case outside(ReportPeriod)
    case units(ReportPeriod)
    case desks
  }

  private enum Value: Sendable {
    case report(ActivityReport)
    case outside(Result<OutsideReport, OutsideProblem>)
    case units(ProtectedTable?)
    case desks([DeskLine])
  }

  /// How old a figure may be before it is counted anew, and before it is not shown any more, in milliseconds.
  private static let fresh: Int64 = 60_000
  private static let freshDesks: Int64 = 5_000
  private static let oldest: Int64 = 900_000
  private static let mostKept = 400

  private let store: any HubStore
  private let folder: HubFolder
  private let clock: @Sendable () -> Int64
  private let threads = DispatchQueue(label: "hub.figures", attributes: .concurrent)
  /// What is told to readers outside is told one after the other: each holds the record of it.
  private let telling = DispatchQueue(label: "hub.telling")
  private var reports: ReportStore?
  private var caughtUp: Int64?
  private var catchingUp: Task<ReportStore, any Error>?
  private var kept: [Key: (value: Value, made: Int64)] = [:]
  private var running: [Key: Task<Value, any Error>] = [:]

  init(store: any HubStore, folder: HubFolder, clock: @escaping @Sendable () -> Int64) {
    self.store = store
    self.folder = folder
    self.clock = clock
  }

  /// The unit's own report.
  func report(_ question: Question) async throws -> ActivityReport {
    guard case .report(let report) = try await value(.report(question)) else { throw StoreFault.damaged("figures") }
    return report
  }

  /// What readers outside are told of all units together over a period.
  func outside(_ period: ReportPeriod) async throws -> Result<OutsideReport, OutsideProblem> {
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
    let reports = try await upToDate()
    return try await apart(on: threads) { try work(reports) }
  }

  // MARK: Remembering

  private func value(_ key: Key) async throws -> Value {
    let now = clock()
    let age = kept[key].map { max(0, now &- $0.made) }
    let fresh = key == .desks ? Self.freshDesks : Self.fresh
    if let value = kept[key]?.value, let age, age < fresh { return value }
    let task = running[key] ?? begin(key, now)
    if let value = kept[key]?.value, let age, age < Self.oldest { return value }
    return try await task.value
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
      let reports = try await upToDate()
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
          try reports.report(question.period, unit: question.unit, grouping: question.grouping, desks: desks).report
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
            guard case .outside(let problem) = error else { throw error }
            return .failure(problem)
          }
        })
    case .units(let month):
      let reports = try await upToDate()
      let units = Set(try await desks().filter { $0.device.revoked == nil }.map(\.device.unit))
      let record = UnitRecord(path: folder.toldUnits)
      return .units(
        try await apart(on: telling) {
          let report = try reports.report(month, grouping: .unit).report
          let sessions = Dictionary(
            report.groups.map { ($0.key, $0.tally.sessions) }, uniquingKeysWith: +)
          return try record.release(month, units: units, sessions, by: report.definition)
        })
    }
  }

  /// Opens what is kept for reports, and takes what came since, at most once a minute.
  private func upToDate() async throws -> ReportStore {
    let now = clock()
    if let reports, let caughtUp, (0..<Self.fresh).contains(now &- caughtUp) { return reports }
    if let catchingUp { return try await catchingUp.value }
    let task = Task {
      defer { catchingUp = nil }
      let updater = ReportUpdater(store)
      let reports =
        if let known = self.reports { known } else {
          try ReportStore.open(path: folder.reports, source: try await updater.source(), hasFeed: true)
        }
      try await updater.catchUp(reports)
      self.reports = reports
      caughtUp = now
      return reports
    }
    catchingUp = task
    return try await task.value
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
