import Dispatch
import Synchronization

/// A few connections to one database, each with a thread of its own.
final class PostgresPool: Sendable {
  private struct Lanes {
    var free: [PostgresLane] = []
    var waiting: [CheckedContinuation<PostgresLane, Never>] = []
    var isClosed = false
  }

  private let all: [PostgresLane]
  private let lanes: Mutex<Lanes>

  /// Of the database.
  let url: String

  init(url: String, connections: Int) {
    self.url = url
    all = (0..<max(1, connections)).map { PostgresLane(url: url, number: $0) }
    lanes = Mutex(Lanes(free: all.reversed()))
  }

  /// Runs work on a connection of its own, which is made anew where it broke.
  func run<T: Sendable>(_ work: @escaping @Sendable (PostgresConnection) throws -> T) async throws(StoreFault) -> T {
    let lane = await take()
    let result = await lane.run(work)
    giveBack(lane)
    return try result.get()
  }

  private func take() async -> PostgresLane {
    await withCheckedContinuation { continuation in
      let lane = lanes.withLock { lanes -> PostgresLane? in
        if let lane = lanes.free.popLast() { return lane }
        lanes.waiting.append(continuation)
        return nil
      }
      if let lane { continuation.resume(returning: lane) }
    }
  }

  private func giveBack(_ lane: PostgresLane) {
    let next = lanes.withLock { lanes -> CheckedContinuation<PostgresLane, Never>? in
      if !lanes.waiting.isEmpty { return lanes.waiting.removeFirst() }
      lanes.free.append(lane)
      return nil
    }
    next?.resume(returning: lane)
  }

  /// Closes all connections when what they are doing is done; whatever comes afterwards is refused.
  func close() async {
    for lane in all { await lane.close() }
  }
}

/// One connection and the thread that waits for it.
final class PostgresLane: Sendable {
  private struct State {
    var connection: PostgresConnection?
    var isClosed = false
  }

  private let url: String
  private let queue: DispatchQueue
  private let state = Mutex(State())

  init(url: String, number: Int) {
    self.url = url
    queue = DispatchQueue(label: "hub.postgres.\(number)")
  }

  /// Runs work on this connection, behind whatever is under way on it.
  func run<T: Sendable>(
    _ work: @escaping @Sendable (PostgresConnection) throws -> T
  ) async -> Result<T, StoreFault> {
    await withCheckedContinuation { continuation in
      queue.async { [self] in continuation.resume(returning: attempt(work)) }
    }
  }

  private func attempt<T: Sendable>(_ work: @Sendable (PostgresConnection) throws -> T) -> Result<T, StoreFault> {
    state.withLock { state in
      do {
        return .success(try attempt(&state, work))
      } catch let fault as PostgresFault {
        return .failure(fault.storeFault)
      } catch {
        return .failure(StoreFault(error))
      }
    }
  }

  private func attempt<T>(_ state: inout State, _ work: (PostgresConnection) throws -> T) throws -> T {
    if state.isClosed { throw StoreFault.unavailable("closed") }
    if let idle = state.connection, !idle.isQuiet { state.connection = nil }
    let connection = try state.connection ?? PostgresConnection(url: url)
    state.connection = connection
    do {
      return try work(connection)
    } catch {
      if !connection.recovers { state.connection = nil }
      throw error
    }
  }

  func close() async {
    await withCheckedContinuation { continuation in
      queue.async { [self] in
        state.withLock {
          $0.connection = nil
          $0.isClosed = true
        }
        continuation.resume()
      }
    }
  }
}

extension PostgresConnection {
  /// Whether no transaction is open any more after something failed; rolls one back.
  fileprivate var recovers: Bool {
    guard isAlive else { return false }
    if isIdle { return true }
    do {
      _ = try run(PostgresStatement("ROLLBACK"))
      return isIdle
    } catch {
      return false
    }
  }
}
