import HubStore
import Synchronization

/// Bounds how many unpacked batches wait for their turn in memory: large ones, and more than some small ones, are dropped
/// and unpacked anew.
final class Unpacked: Sendable {
  private static let most = 48
  private static let mostBytes = 512 << 10
  private let count = Mutex(0)

  /// Whether a batch may stay in memory; it must be given back then.
  func keeps(_ batch: IncomingBatch) -> Bool {
    guard batch.entries.reduce(0, { $0 + $1.bytes.count }) <= Self.mostBytes else { return false }
    return count.withLock { count in
      guard count < Self.most else { return false }
      count += 1
      return true
    }
  }

  /// A batch that was kept is not needed any more; nil is none.
  func giveBack(_ batch: IncomingBatch?) {
    if batch != nil { count.withLock { $0 -= 1 } }
  }
}

/// Lets so many in at once; the others wait in the order in which they came. It bounds what is unpacked in memory.
final class Gate: Sendable {
  private struct State {
    var free: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>

  init(slots: Int) { state = Mutex(State(free: max(1, slots))) }

  /// Does something inside.
  func pass<Value: Sendable>(_ body: @Sendable () async throws -> Value) async rethrows -> Value {
    await enter()
    defer { leave() }
    return try await body()
  }

  private func enter() async {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        guard state.free > 0 else {
          state.waiting.append(continuation)
          return false
        }
        state.free -= 1
        return true
      }
      if isFree { continuation.resume() }
    }
  }

  private func leave() {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard !state.waiting.isEmpty else {
        state.free += 1
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
  }
}
