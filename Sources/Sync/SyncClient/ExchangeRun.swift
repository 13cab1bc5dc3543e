package import Journal
import JournalStore
import Platform
package import Protocol
import SQLiteFiles
package import SyncStore

/// Runs exchanges on a data folder, one at a time, and tells each step as a ``SyncLine``.
///
/// - ``enrol(at:code:)``, ``enrol(ticket:)``
/// - ``push()``, ``pull()``
/// - ``writeBundle(to:)``, ``readBundles(at:)``
/// - ``contacts(due:_:)``, ``openings(limit:)``, ``erase(_:)``
///
/// Each returns its last line: `done`, or `failed` with the reason. Nothing is thrown, and whatever was acknowledged
/// before a failure stays so.
package struct ExchangeRun: Sendable {
  /// Makes what carries requests to an address.
  package typealias Connect = @Sendable (_ address: String) throws(TransportFault) -> any HubTransport

  /// The data folder.
  let folder: String
  /// The clocks, the chance and the cancellation.
  let environment: SyncEnvironment
  /// Makes what carries requests.
  let connect: Connect
  /// Takes each line of the exchange.
  let emit: @Sendable (SyncLine) -> Void

  package init(
    folder: String, environment: SyncEnvironment, connect: @escaping Connect,
    emit: @escaping @Sendable (SyncLine) -> Void
  ) {
    self.folder = folder
    self.environment = environment
    self.connect = connect
    self.emit = emit
  }

  /// Sends all that is unsent, then fetches what the hub has to say.
  package func push() async -> SyncLine {
    await run(.network) { try await $0.exchange(sends: true) }
  }

  /// Fetches what the hub has to say.
  package func pull() async -> SyncLine {
    await run(.network) { try await $0.exchange(sends: false) }
  }

  /// Asks the hub at an address to let this desk in.
  package func enrol(at address: String, code: EnrolCode, name: String? = nil) async -> SyncLine {
    await run(.enrolment) { try await $0.enrol(at: address, code: code, name: name) }
  }

  /// Takes an ``EnrolTicket`` in its envelope, and keeps a request that the next bundle carries.
  package func enrol(ticket: [UInt8], name: String? = nil) async -> SyncLine {
    await run(.enrolment) { try await $0.enrol(ticket: ticket, name: name) }
  }

  /// Orders the contact erased that belongs to a citizen's receipt code, wherever it lies.
  package func erase(_ code: ReceiptCode) async -> SyncLine {
    await run(.network) { try await $0.erase(code) }
  }

  /// Writes what is unsent, and what this laptop carries for others, into a folder of a stick.
  package func writeBundle(to directory: String) async -> SyncLine {
    await run(.stickWritten) { try await $0.write(to: directory) }
  }

  /// Reads a bundle, or all bundles of a folder.
  package func readBundles(at path: String) async -> SyncLine {
    await run(.stickRead) { try await $0.read(from: path) }
  }

  /// Where the desk stands; it needs no lock and no network.
  package func status() throws(SyncFault) -> ExchangeSummary {
    do {
      let journal = try JournalStore.openForReading(folder: folder, practice: false)
      let summary = try SyncSession.summary(try ExchangeStore.open(folder: folder), journal)
      try journal.close()
      return summary
    } catch {
      throw Self.fault(error)
    }
  }

  /// Fetches the contacts that desks sealed to this lead and hands them over one by one; nothing of them is kept here but
  /// that each was opened. With a day only follow-ups that are due by then, by desk.
  package func contacts(
    due: Day? = nil, _ take: @escaping @Sendable (OpenedContact) -> Void
  ) async -> SyncLine {
    await run(.network) { try await $0.contacts(due: due, take) }
  }

  /// Which contacts were opened on this laptop, newest first; it needs no lock and no network.
  package func openings(limit: Int) throws(SyncFault) -> [ContactOpening] {
    do {
      guard let store = try ExchangeStore.openIfPresent(folder: folder) else { return [] }
      let openings = try store.openings(limit: limit)
      try store.close()
      return openings
    } catch { throw Self.fault(error) }
  }

  private func run(_ way: ExchangeRecord.Way, _ work: (SyncSession) async throws -> Void) async -> SyncLine {
    let began = environment.wallMilliseconds()
    let lock: FileLock
    let store: ExchangeStore
    do {
      // A laptop may enrol before anybody opened its desk; nothing else makes a journal.
      if way == .enrolment { try makeJournal() }
      lock = try ExchangeStore.lock(folder: folder)
      store = try ExchangeStore.open(folder: folder)
    } catch {
      return last(Self.fault(error), nil)
    }
    defer { lock.release() }
    let session: SyncSession
    do {
      session = try SyncSession(folder: folder, store: store, environment: environment, connect: connect, write: emit)
    } catch {
      return end(nil, Self.fault(error), nil, store, way, began)
    }
    var fault: SyncFault?
    do { try await work(session) } catch { fault = Self.fault(error) }
    let tally = await session.tally
    fault = fault ?? tally.partial
    var summary: ExchangeSummary?
    do { summary = try await session.summary() } catch { fault = fault ?? Self.fault(error) }
    await session.close()
    return end(tally, fault, summary, store, way, began)
  }

  private func makeJournal() throws {
    guard try Files().size(folder + "/journal.sqlite") == nil else { return }
    try JournalStore.open(folder: folder, practice: false, now: environment.now(), marks: environment.marks).close()
  }

  private func end(
    _ tally: SyncSession.Tally?, _ fault: SyncFault?, _ summary: ExchangeSummary?, _ store: ExchangeStore,
    _ way: ExchangeRecord.Way, _ began: Int64
  ) -> SyncLine {
    let record = ExchangeRecord(
      began: began, ended: environment.wallMilliseconds(), way: way, failure: fault?.failure,
      entries: tally?.entries ?? 0,
      bytes: tally?.bytes ?? 0, attentions: tally?.attentions ?? [])
    var fault = fault
    do {
      try store.add(record)
      try store.close()
    } catch {
      fault = fault ?? Self.fault(error)
    }
    return last(fault, summary)
  }

  private func last(_ fault: SyncFault?, _ summary: ExchangeSummary?) -> SyncLine {
    let line =
      fault.map {
        SyncLine(.failed, failure: $0.failure, refusal: $0.refusal, subject: $0.subject, summary: summary)
      } ?? SyncLine(.done, summary: summary)
    emit(line)
    return line
  }

  /// Any error of an exchange as what it means for whoever started it.
  static func fault(_ error: any Error) -> SyncFault {
    switch error {
    case let fault as SyncFault: fault
    case let problem as StorageProblem: fault(problem)
    case let problem as JournalProblem: fault(problem)
    case let error as FileError: SyncFault(error.isFull ? .diskFull : .disk, subject: error.path)
    default: SyncFault(.journal)
    }
  }

  private static func fault(_ problem: StorageProblem) -> SyncFault {
    switch problem.reason {
    case .full: SyncFault(.diskFull, subject: problem.path)
    case .disk, .notWritable: SyncFault(.disk, subject: problem.path)
    case .busy: SyncFault(.busy, subject: problem.path)
    case .newer: SyncFault(.tooOld, subject: problem.path)
    case .damaged, .tooLarge: SyncFault(.journal, subject: problem.path)
    }
  }

  private static func fault(_ problem: JournalProblem) -> SyncFault {
    switch problem {
    case .full(let path, _): SyncFault(.diskFull, subject: path)
    case .disk(let path, _), .notWritable(let path): SyncFault(.disk, subject: path)
    case .inUse(let path): SyncFault(.journalInUse, subject: path)
    case .newerVersion(let path, _, _): SyncFault(.tooOld, subject: path)
    default: SyncFault(.journal)
    }
  }
}
