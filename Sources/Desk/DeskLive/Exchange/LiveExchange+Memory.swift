package import DeskPorts
import Glibc
package import Journal
import JournalStore
package import Protocol
import SQLiteFiles
import SyncStore

// What is remembered of exchanges. The file is opened when it is first needed, which is after the first frame.
extension LiveExchange {
  /// Exchanges of the history that are shown.
  private static let historyShown = 200

  package func overview() throws(ExchangeTrouble) -> ExchangeOverview {
    guard let journal = journal() else { throw .failed(.practice) }
    do {
      let heads = try journal.heads()
      let kept = try journal.entryCount()
      guard let store = try opened() else {
        // Nothing was ever exchanged: everything is unsent.
        let kinds = try journal.kinds(after: [])
        return ExchangeOverview(summary: ExchangeSummary(kept: kept, unsent: kept), kept: kinds, unsent: kinds)
      }
      let covered = try covered(heads, store)
      let summary = try store.summary(of: heads, kept: kept) { try journal.moment(at: $0) }
      let standings = try store.words(PersonStanding.self).map(\.word)
      let devices = try journal.devices()
      let enrolment = try store.enrolment()
      let isLead = enrolment?.role == .lead
      let marks = try store.words(EntryMark.self).map(\.word)
      let own = Set(heads.map(\.chain.device))
      return ExchangeOverview(
        summary: summary, history: try store.history(limit: Self.historyShown),
        quarantined: try quarantined(heads, store, journal), covered: covered,
        carried: try store.carriedDesks(),
        notes: try store.notes(), leadKeys: try store.leadKeysToConfirm().map(\.id),
        waitingOrders: try store.waitingOrders().count + (try store.logOrder() == nil ? 0 : 1)
          + (try store.waitingSteps(of: devices)).count,
        unit: try unit(store), device: enrolment?.device,
        marks: try Self.newest(marks.filter { own.contains($0.device) }).map { try MarkedEntry($0, in: journal) },
        asked: isLead ? try asked(marks.filter { !devices.contains($0.device) }) : [],
        periods: try store.periodSteps(), refusedSteps: try store.refusedSteps(),
        standings: standings.filter { devices.contains($0.device) },
        unitStandings: isLead ? standings : [],
        petitions: isLead ? try store.words(PetitionStep.self).map(\.word).reversed() : [],
        kept: try journal.kinds(after: []), unsent: try journal.kinds(after: covered))
    } catch {
      throw Self.trouble(error)
    }
  }

  /// The desks of the unit, under the names that people gave them last.
  private func unit(_ store: ExchangeStore) throws -> UnitDesks? {
    guard var unit = try store.unitDesks() else { return nil }
    for naming in try store.namings() {
      guard let index = unit.desks.firstIndex(where: { $0.device == naming.device }) else { continue }
      unit.desks[index].name = naming.name
    }
    return unit
  }

  /// What leads want corrected of the unit's other desks.
  private func asked(_ marks: [EntryMark]) throws -> [MarkedEntry] {
    guard !marks.isEmpty else { return [] }
    let copies = try JournalStore.openCopies(folder: folder)
    let asked = try Self.newest(marks).map { try MarkedEntry($0, in: copies) }
    try copies?.close()
    return asked
  }

  /// The newest mark of each entry, newest first.
  private static func newest(_ marks: [EntryMark]) -> [EntryMark] {
    var seen: Set<EntryID> = []
    return Array(marks.filter { seen.insert($0.entry).inserted }.prefix(EntryMark.mostTold))
  }

  package func say(_ act: LeadAct) throws(ExchangeTrouble) {
    guard let word = act.word else { return }
    do { try opened()?.wish(word) } catch { throw Self.trouble(error) }
  }

  package func name(_ naming: DeskNaming) throws(ExchangeTrouble) {
    guard let name = DeskName.clean(naming.name) else { return }
    do { try opened()?.wish(DeskNaming(device: naming.device, name: name)) } catch { throw Self.trouble(error) }
  }

  private func covered(_ heads: [ChainHead], _ store: ExchangeStore) throws -> [EntryID] {
    try heads.compactMap { head in
      try store.coverage(of: head.chain).map { head.chain.entry(min($0.covered, head.size)) }
    }
  }

  /// What the hub keeps apart of this journal, with the rows where the entries stand.
  private func quarantined(
    _ heads: [ChainHead], _ store: ExchangeStore, _ journal: JournalStore
  ) throws -> [QuarantinedEntry] {
    var seen: Set<DeviceID> = []
    return try heads.map(\.chain.device).filter { seen.insert($0).inserted }.flatMap { device in
      try store.quarantined(of: device).map { item in
        QuarantinedEntry(
          quarantine: item,
          row: try journal.row(
            of: EntryID(device: device, incarnation: item.incarnation, sequence: item.sequence)))
      }
    }
  }

  package func applyOrders(to journal: any JournalPort, at now: Moment) throws(ExchangeTrouble) -> Int {
    do {
      guard let log = self.journal(), let current = try log.heads().last?.chain, let store = try opened() else {
        return 0
      }
      return try store.carryOutOrders(
        in: journal, current: current, devices: try log.devices(), at: now, row: log.row(of:)
      ).done
    } catch let problem as JournalProblem {
      throw .journal(problem)
    } catch {
      throw Self.trouble(error)
    }
  }

  package func confirm(_ key: LeadKeyID) throws(ExchangeTrouble) {
    do { try opened()?.confirm(lead: key) } catch { throw Self.trouble(error) }
  }

  /// What is remembered; nil where no exchange was ever tried.
  func opened() throws(StorageProblem) -> ExchangeStore? {
    if let store { return store }
    store = try ExchangeStore.openIfPresent(folder: folder)
    return store
  }

  private static func trouble(_ error: any Error) -> ExchangeTrouble {
    switch error {
    case let problem as StorageProblem: trouble(problem)
    case JournalProblem.full(let path, _): .failed(.diskFull, subject: path)
    case JournalProblem.disk(let path, _): .failed(.disk, subject: path)
    default: .failed(.journal)
    }
  }

  private static func trouble(_ problem: StorageProblem) -> ExchangeTrouble {
    switch problem.reason {
    case .full: .failed(.diskFull, subject: problem.path)
    case .disk, .notWritable: .failed(.disk, subject: problem.path)
    case .busy: .failed(.busy)
    case .newer: .failed(.tooOld, subject: problem.path)
    case .damaged, .tooLarge: .failed(.journal, subject: problem.path)
    }
  }
}

extension MarkedEntry {
  /// A mark, and what became of it as far as a journal tells.
  fileprivate init(_ mark: EntryMark, in journal: JournalStore?) throws(JournalProblem) {
    guard let journal, let row = try journal.row(of: mark.entry) else {
      self.init(mark: mark, row: nil, isDone: false)
      return
    }
    self.init(mark: mark, row: row, isDone: mark.isAnswered(in: try journal.detail(row: row)))
  }
}
