import GRDB
import SQLiteFiles
import Synchronization

/// Brings all changes that wait at one moment into one transaction, each behind a savepoint of its own, and answers them
/// after its commit: many small changes cost one wait for the disk.
final class SQLiteWriter: Sendable {
  /// How many changes go into one transaction.
  private static let most = 32

  /// Tells whoever waits: nil after the commit, else why it was not kept. Called once.
  private typealias Answer = @Sendable (StoreFault?) -> Void

  private struct Job: Sendable {
    let isDurable: Bool
    /// Does the work, and returns how its result is told.
    let run: @Sendable (Database) throws -> Answer
    /// Tells that it was not done.
    let fail: @Sendable (StoreFault) -> Void
  }

  private struct Waiting {
    var jobs: [Job] = []
    var isScheduled = false
  }

  private let queue: DatabaseQueue
  private let waiting = Mutex(Waiting())

  init(queue: DatabaseQueue) { self.queue = queue }

  /// Does a change; it is on the disk when this returns.
  ///
  /// - Parameter isDurable: False where it only has to outlive the process, which spares waiting for the disk.
  func write<T: Sendable>(
    isDurable: Bool, _ work: @escaping @Sendable (Database) throws -> T
  ) async -> Result<T, StoreFault> {
    await withCheckedContinuation { continuation in
      let fail: @Sendable (StoreFault) -> Void = { continuation.resume(returning: .failure($0)) }
      let job = Job(
        isDurable: isDurable,
        run: { db in
          let value = try work(db)
          return { failure in
            if let failure { fail(failure) } else { continuation.resume(returning: .success(value)) }
          }
        }, fail: fail)
      let mustSchedule = waiting.withLock { waiting in
        waiting.jobs.append(job)
        defer { waiting.isScheduled = true }
        return !waiting.isScheduled
      }
      if mustSchedule { schedule() }
    }
  }

  private func schedule() {
    queue.asyncWriteWithoutTransaction { [self] db in drain(db) }
  }

  private func drain(_ db: Database) {
    let jobs = waiting.withLock { waiting in
      let jobs = Array(waiting.jobs.prefix(Self.most))
      waiting.jobs.removeFirst(jobs.count)
      return jobs
    }
    var answers: [Answer] = []
    let failure = commit(db, jobs, &answers)
    for answer in answers { answer(failure) }
    if let failure { for job in jobs[answers.count...] { job.fail(failure) } }
    let isMore = waiting.withLock { waiting in
      waiting.isScheduled = !waiting.jobs.isEmpty
      return waiting.isScheduled
    }
    if isMore { schedule() }
  }

  /// Returns why nothing was kept, nil where all is on the disk; those that were tried have an answer afterwards.
  private func commit(_ db: Database, _ jobs: [Job], _ answers: inout [Answer]) -> StoreFault? {
    let isDurable = jobs.contains(where: \.isDurable)
    do {
      try db.tell("PRAGMA synchronous = \(isDurable ? "FULL" : "NORMAL")")
      try db.run("BEGIN IMMEDIATE")
      for job in jobs { answers.append(try attempt(db, job, isAlone: jobs.count == 1)) }
      try db.run("COMMIT")
      if !isDurable { try db.tell("PRAGMA synchronous = FULL") }
      return nil
    } catch {
      let fault = StoreFault(error)
      do { if db.isInside { try db.run("ROLLBACK") } } catch { return StoreFault(error) }
      return fault
    }
  }

  /// Throws where the whole transaction is lost with this job.
  private func attempt(_ db: Database, _ job: Job, isAlone: Bool) throws -> Answer {
    if isAlone { return try job.run(db) }
    try db.run("SAVEPOINT job")
    do {
      let answer = try job.run(db)
      try db.run("RELEASE job")
      return answer
    } catch {
      let fault = StoreFault(error)
      // SQLite gives up the whole transaction for some failures.
      guard db.isInside else { throw fault }
      try db.run("ROLLBACK TO job")
      try db.run("RELEASE job")
      return { _ in job.fail(fault) }
    }
  }
}
