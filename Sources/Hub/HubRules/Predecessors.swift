import HubStore
import Journal
import Synchronization

/// Lets a push wait until its chain has grown, without asking the store again and again.
final class Predecessors: Sendable {
  /// One chain.
  struct Chain: Hashable, Sendable {
    var device: DeviceID
    var incarnation: Int
  }

  private struct Waiter {
    var continuation: CheckedContinuation<Void, Never>
    var timer: Task<Void, Never>

    func wake() {
      timer.cancel()
      continuation.resume()
    }
  }

  private struct State {
    /// How often each chain grew in this process.
    var growths: [Chain: UInt64] = [:]
    var nextWaiter: UInt64 = 0
    var count = 0
    var isStopped = false
    var waiters: [Chain: [UInt64: Waiter]] = [:]
  }

  private static let mostChains = 20_000
  /// Who waits holds a batch in memory.
  private static let mostWaiters = 64
  private let state = Mutex(State())

  /// How often a chain grew: to be taken before the store is asked.
  func growths(of chain: Chain) -> UInt64 { state.withLock { $0.growths[chain] ?? 0 } }

  /// How many pushes wait.
  var waiting: Int { state.withLock { $0.count } }

  /// Wakes all, and lets nobody wait from now on.
  func stop() {
    let woken = state.withLock { state in
      state.isStopped = true
      state.count = 0
      let all = state.waiters.values.flatMap { $0.values }
      state.waiters = [:]
      return all
    }
    for waiter in woken { waiter.wake() }
  }

  /// Something was stored in a chain.
  func grew(_ chain: Chain) {
    let woken = state.withLock { state in
      // Who waits through this finds another number than before, and asks the store once more: no harm.
      if state.growths.count >= Self.mostChains { state.growths.removeAll() }
      state.growths[chain, default: 0] += 1
      let woken = state.waiters.removeValue(forKey: chain)
      state.count -= woken?.count ?? 0
      return woken
    }
    for (_, waiter) in woken ?? [:] { waiter.wake() }
  }

  /// Returns when the chain has grown since it had done so `before` times, when the time is over, or when cancelled.
  /// False where nobody can wait any more.
  func wait(_ chain: Chain, since before: UInt64, atMost duration: Duration) async -> Bool {
    let number = state.withLock { state -> UInt64? in
      guard !state.isStopped, state.count < Self.mostWaiters else { return nil }
      state.nextWaiter += 1
      return state.nextWaiter
    }
    guard let number else { return false }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let timer = Task {
          do { try await Task.sleep(for: duration) } catch { return }
          giveUp(chain, number)
        }
        let waiter = Waiter(continuation: continuation, timer: timer)
        let isLate = state.withLock { state in
          guard (state.growths[chain] ?? 0) == before, !state.isStopped, !Task.isCancelled else { return true }
          state.count += 1
          state.waiters[chain, default: [:]][number] = waiter
          return false
        }
        if isLate { waiter.wake() }
      }
    } onCancel: {
      giveUp(chain, number)
    }
    return !Task.isCancelled
  }

  private func giveUp(_ chain: Chain, _ number: UInt64) {
    let waiter = state.withLock { state in
      let waiter = state.waiters[chain]?.removeValue(forKey: number)
      if waiter != nil { state.count -= 1 }
      if state.waiters[chain]?.isEmpty == true { state.waiters[chain] = nil }
      return waiter
    }
    waiter?.wake()
  }
}
