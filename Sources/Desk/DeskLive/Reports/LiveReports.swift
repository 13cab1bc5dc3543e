package import Checklists
package import DeskPorts
package import Journal
package import JournalStore
import Phrases
import Platform
import Protocol
package import ReportFiles
import ReportStore
package import Reports
import SQLiteFiles
import SyncStore

/// The desk's reports on a real laptop: over its own journal, or over the copies of the unit's.
package final class LiveReports: ReportPort {
  private let folder: String
  private let shelf: FileShelf
  /// The journal in front, and whether it is the one for practice.
  private let journal: () -> (store: JournalStore, isPractice: Bool)
  private let copies: () throws(JournalProblem) -> JournalStore?
  private let now: () -> Moment

  package init(
    folder: String, shelf: FileShelf, journal: @escaping () -> (store: JournalStore, isPractice: Bool),
    copies: @escaping () throws(JournalProblem) -> JournalStore?, now: @escaping () -> Moment
  ) {
    (self.folder, self.shelf, self.journal, self.copies, self.now) = (folder, shelf, journal, copies, now)
  }

  package func document(_ request: ReportRequest) throws(ReportProblem) -> ReportDocument {
    try answer(request) { period, source throws(ReportProblem) in try ReportQuestion(period).document(from: source) }
  }

  package func write(
    _ request: ReportRequest, _ format: ReportFormat, _ language: Language
  ) throws(ReportProblem) -> String {
    let reports = folder + "/reports"
    do { try Files().makeFolder(reports) } catch { throw .notWritable(path: reports, word: "\(error)") }
    let days = request.from.iso + "_" + request.through.iso
    let out = "\(reports)/\(request.isOfUnit ? "unit" : "desk")-\(days).\(format == .text ? "txt" : format.rawValue)"
    _ = try answer(request, language) { period, source throws(ReportProblem) in
      try ReportQuestion(period, format: format, out: out).answer(from: source)
    }
    return out
  }

  private func answer<Answer>(
    _ request: ReportRequest, _ language: Language = .vietnamese,
    _ ask: (ReportPeriod, ReportSource) throws(ReportProblem) -> Answer
  ) throws(ReportProblem) -> Answer {
    guard let period = ReportPeriod(from: request.from, through: request.through) else {
      throw .figures(path: "", word: "a period")
    }
    let (own, isPractice) = journal()
    let source: KeptReports
    if request.isOfUnit {
      guard let unit = try KeptReports.unit(folder: folder, copies) else { throw .noCopies }
      source = unit
    } else {
      source = try KeptReports.own(own, folder: folder, isPractice: isPractice)
    }
    let names = names(own, request.isOfUnit)
    // A signed period stays as it was signed: what came since stands beside it.
    let signed = request.isOfUnit ? try signedHeads(period) : nil
    let answer = try ask(
      period,
      ReportSource(
        count: { (period, grouping, heads) throws(ReportProblem) in
          try source.count(period, unit: nil, grouping, heads ?? signed, now: self.now())
        },
        doubles: { period throws(ReportProblem) in try source.doubles(period, unit: nil) },
        record: OutsideRecord(path: folder + "/outside.json"), names: { names }, now: now(), language: language))
    try source.close()
    return answer
  }

  package func take(
    _ act: PeriodAct, of request: ReportRequest, reason: String?
  ) throws(ReportProblem) {
    guard let period = ReportPeriod(from: request.from, through: request.through), request.isOfUnit,
      !journal().isPractice
    else { throw .period(.othersAct) }
    let path = folder + "/exchange.sqlite"
    do {
      guard let exchange = try ExchangeStore.openIfPresent(folder: folder) else { throw ReportProblem.noCopies }
      defer { Self.end(exchange) }
      guard let enrolment = try exchange.enrolment(), enrolment.role == .lead else {
        throw ReportProblem.period(.othersAct)
      }
      let days = PeriodStep.days(of: period)
      let moment = now()
      if act == .sign, moment.wallMilliseconds < period.end(offsetMinutes: moment.offsetMinutes) {
        throw ReportProblem.period(.stillRuns)
      }
      let state = PeriodStep.state(of: try exchange.periodSteps().filter { $0.days == days })
      if let lock = state.after(act, by: .unit).lock { throw ReportProblem.period(lock) }
      var step = PeriodStep(
        unit: enrolment.unit, period: period, act: act, voice: .unit, reason: reason,
        time: max(0, moment.wallMilliseconds))
      if act == .sign {
        guard let journals = try copies(), let source = try KeptReports.unit(folder: folder, copies) else {
          throw ReportProblem.noCopies
        }
        step.heads = try journals.heads().filter { $0.size > 0 }.map(PeriodHead.init)
          .sorted {
            ($0.chain.device.rawValue, $0.chain.incarnation) < ($1.chain.device.rawValue, $1.chain.incarnation)
          }
        step.sessions = try source.count(period, unit: nil, nil, nil, now: moment).report.tally.sessions
        try source.close()
        if step.sessions == 0 { throw ReportProblem.period(.isEmpty) }
      }
      guard step.isSound else { throw ReportProblem.figures(path: path, word: "a period's step") }
      try exchange.wish(step)
    } catch let problem as ReportProblem {
      throw problem
    } catch {
      throw .figures(path: path, word: "\(error)")
    }
  }

  /// Nothing waits to be written: each change was on the disk when its call returned.
  private static func end(_ exchange: ExchangeStore) { do { try exchange.close() } catch { return } }

  /// How far the unit's journals were counted when a period was signed that was not opened again since.
  private func signedHeads(_ period: ReportPeriod) throws(ReportProblem) -> [ReportHead]? {
    do {
      guard let exchange = try ExchangeStore.openIfPresent(folder: folder) else { return nil }
      defer { Self.end(exchange) }
      let days = PeriodStep.days(of: period)
      return PeriodStep.signedHeads(of: try exchange.periodSteps().filter { $0.days == days })
    } catch { throw .figures(path: folder + "/exchange.sqlite", word: "\(error)") }
  }

  /// What codes are called; those of a checklist or table that cannot be read stay as they are.
  private func names(_ journal: JournalStore, _ isOfUnit: Bool) -> ReportNames {
    var names = ReportNames()
    for header in shelf.shelf().headers {
      names.checklists[header.id] = header.title
      do throws(BrokenChecklist) {
        for problem in try shelf.open(header.id).checklist.problems { names.problems[problem.id] = problem.symptom }
      } catch { continue }
    }
    do {
      for service in try shelf.catalogue().services { names.services[service.id] = service.name }
      let settings = try journal.settings()
      for unit in try shelf.units(file: settings["units-file"]) { names.units[unit.code] = unit.name }
      // Codes of volunteers are each desk's own.
      if !isOfUnit { for volunteer in try journal.volunteers() { names.volunteers[volunteer.code] = volunteer.name } }
    } catch { return names }
    return names
  }
}

/// Sessions that are kept for reports, brought up to date with where they come from.
package struct KeptReports {
  private let store: ReportStore
  private let path: String
  /// The desks that should be in it; empty for a desk's own.
  private let desks: [UnitDesk]
  private let unit: String

  /// Of a desk's own journal.
  package static func own(
    _ journal: JournalStore, folder: String, isPractice: Bool
  ) throws(ReportProblem) -> KeptReports {
    let path = ReportStore.path(folder: folder, practice: isPractice)
    let store = try asking(path) { () throws(StorageProblem) in
      let store = try ReportStore.open(path: path)
      try store.catchUp(with: journal)
      return store
    }
    return KeptReports(store: store, path: path, desks: [], unit: "")
  }

  /// Of the copies of the unit's journals, without entries that the hub keeps apart; nil where there are no copies.
  package static func unit(
    folder: String, _ copies: () throws(JournalProblem) -> JournalStore?
  ) throws(ReportProblem) -> KeptReports? {
    let path = folder + "/unit/reports.sqlite"
    let journal: JournalStore
    do throws(JournalProblem) {
      guard let found = try copies() else { return nil }
      journal = found
    } catch { throw .figures(path: path, word: "\(error)") }
    var apart: Set<EntryID> = []
    var (desks, unit) = ([UnitDesk](), "")
    do throws(StorageProblem) {
      if let exchange = try ExchangeStore.openIfPresent(folder: folder) {
        apart = try exchange.allQuarantined()
        desks = try exchange.unitDesks()?.desks ?? []
        unit = try exchange.enrolment()?.unit ?? ""
        try exchange.close()
      }
    } catch { throw .figures(path: error.path, word: "\(error)") }
    // Where other entries are kept apart, everything is counted anew.
    let places = apart.map { "\($0.device.rawValue) \($0.incarnation) \($0.sequence)" }.sorted()
    let source = EntryHash(of: Array(places.joined(separator: "\n").utf8)).hex
    let store = try asking(path) { () throws(StorageProblem) in
      let store = try ReportStore.open(path: path, source: source)
      try store.catchUp(with: journal, except: apart)
      return store
    }
    return KeptReports(store: store, path: path, desks: desks, unit: unit)
  }

  package func count(
    _ period: ReportPeriod, unit: String?, _ grouping: ReportGrouping?, _ heads: [ReportHead]?, now: Moment
  ) throws(ReportProblem) -> (report: ActivityReport, change: ReportChange?) {
    let expected = desks.filter { !$0.isRevoked }.map { desk in
      ReportDesk(
        device: desk.device, name: desk.name.isEmpty ? nil : desk.name, unit: self.unit,
        lastReceipt: desk.exchanges.first?.time, period: period, now: now.wallMilliseconds,
        offsetMinutes: now.offsetMinutes)
    }
    return try Self.asking(path) { () throws(StorageProblem) in
      try store.report(period, unit: unit, grouping: grouping, since: heads, desks: expected)
    }
  }

  package func doubles(_ period: ReportPeriod, unit: String?) throws(ReportProblem) -> [PossibleDouble] {
    try Self.asking(path) { () throws(StorageProblem) in try store.doubles(period, unit: unit) }
  }

  package func close() throws(ReportProblem) {
    try Self.asking(path) { () throws(StorageProblem) in try store.close() }
  }

  private static func asking<T>(
    _ path: String, _ work: () throws(StorageProblem) -> T
  ) throws(ReportProblem) -> T {
    do throws(StorageProblem) { return try work() } catch { throw .figures(path: path, word: "\(error.reason)") }
  }
}
