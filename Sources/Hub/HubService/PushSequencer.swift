import HubStore
import Journal
import Synchronization

/// Lets a push wait until its chain has grown, without asking the store again and again.
final class PushSequencer: Sendable {
  /// What is waited for.
  enum Event: Hashable, Sendable {
    /// Something is stored in the chain that was not when this had happened so often.
    case growth(since: UInt64)
    /// The push that is storing the chain up to this size ends, whether or not it does.
    case end(of: Int)
  }

  private struct Waiter {
    var event: Event
    var continuation: CheckedContinuation<Void, Never>
    /// Nil until the waiter is in its place: a timer that ends before would find nobody to wake.
    var timer: Task<Void, Never>?

    func wake() {
      timer?.cancel()
      continuation.resume()
    }
  }

  private struct State {
    /// How often something was stored in each chain by this process.
    var growths: [ChainID: UInt64] = [:]
    /// The largest size of each chain that this process saw in the store.
    var sizes: [ChainID: Int] = [:]
    var nextWaiter: UInt64 = 0
    var count = 0
    /// How many wait for chains of each device.
    var countOf: [DeviceID: Int] = [:]
    var isStopped = false
    /// The sizes up to which pushes are storing just now, each as often as it is.
    var underWay: [ChainID: [Int]] = [:]
    var waiters: [ChainID: [UInt64: Waiter]] = [:]

    /// So many do not wait any more.
    mutating func leave(_ chain: ChainID, _ gone: Int) {
      count -= gone
      let left = countOf[chain.device, default: 0] - gone
      countOf[chain.device] = left > 0 ? left : nil
    }

    /// Whether it has not happened yet.
    func isAwaited(_ event: Event, _ chain: ChainID) -> Bool {
      switch event {
      case .growth(let before): (growths[chain] ?? 0) == before
      case .end(let size): underWay[chain]?.contains(size) == true
      }
    }
  }

  private static let mostChains = 20_000
  /// Who waits holds a batch in memory.
  private static let mostWaiters = 256
  private let mostOfDevice: Int
  private let state = Mutex(State())

  /// `mostOfDevice` pushes may wait for chains of one device.
  init(mostOfDevice: Int) { self.mostOfDevice = mostOfDevice }

  /// How often something was stored in a chain: to be taken before the store is asked.
  func growths(of chain: ChainID) -> UInt64 { state.withLock { $0.growths[chain] ?? 0 } }

  /// How many pushes wait.
  var waiting: Int { state.withLock { $0.count } }

  /// Wakes all, and lets nobody wait from now on.
  func stop() {
    let woken = state.withLock { state in
      state.isStopped = true
      (state.count, state.countOf) = (0, [:])
      let all = state.waiters.values.flatMap { $0.values }
      state.waiters = [:]
      return all
    }
    for waiter in woken { waiter.wake() }
  }

  /// The store held a chain up to a size.
  func saw(_ chain: ChainID, size: Int) {
    state.withLock { state in
      if state.sizes.count >= Self.mostChains { state.sizes.removeAll() }
      state.sizes[chain] = max(state.sizes[chain] ?? 0, size)
    }
  }

  /// The largest size of a chain that was seen; nil where none was.
  func size(of chain: ChainID) -> Int? { state.withLock { $0.sizes[chain] } }

  /// A push begins to store a chain up to a size.
  func enter(_ chain: ChainID, size: Int) { state.withLock { $0.underWay[chain, default: []].append(size) } }

  /// Whether a push is storing a chain up to just this size: who builds on it had better wait.
  func isUnderWay(_ chain: ChainID, size: Int) -> Bool {
    state.withLock { $0.underWay[chain]?.contains(size) == true }
  }

  /// A push ended that had entered with this size (nil: it had not, for it held nothing); `grew` where it stored something.
  func leave(_ chain: ChainID, size: Int?, grew: Bool) {
    let woken = state.withLock { state in
      if let size, let place = state.underWay[chain]?.firstIndex(of: size) {
        state.underWay[chain]?.remove(at: place)
      }
      if state.underWay[chain]?.isEmpty == true { state.underWay[chain] = nil }
      if grew {
        // Who waits through this finds another number than before, and asks the store once more: no harm.
        if state.growths.count >= Self.mostChains { state.growths.removeAll() }
        state.growths[chain, default: 0] += 1
      }
      // Of those that wait for growth, one that was refused must not wake another: they would ask by turns for ever.
      let woken = (state.waiters[chain] ?? [:]).filter { grew || size.map(Event.end) == $0.value.event }
      for number in woken.keys { state.waiters[chain]?[number] = nil }
      if state.waiters[chain]?.isEmpty == true { state.waiters[chain] = nil }
      state.leave(chain, woken.count)
      return woken
    }
    for (_, waiter) in woken { waiter.wake() }
  }

  /// Returns when it happened, or has already, when the time is over, or when cancelled. False where nobody can wait any
  /// more.
  func wait(_ chain: ChainID, for event: Event, atMost duration: Duration) async -> Bool {
    let number = state.withLock { state -> UInt64? in
      guard !state.isStopped, state.count < Self.mostWaiters,
        state.countOf[chain.device, default: 0] < mostOfDevice
      else { return nil }
      state.nextWaiter += 1
      return state.nextWaiter
    }
    guard let number else { return false }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let waiter = Waiter(event: event, continuation: continuation)
        let isLate = state.withLock { state in
          guard state.isAwaited(event, chain), !state.isStopped, !Task.isCancelled else { return true }
          state.count += 1
          state.countOf[chain.device, default: 0] += 1
          state.waiters[chain, default: [:]][number] = waiter
          return false
        }
        if isLate { waiter.wake() } else { startTimer(chain, number, duration) }
      }
    } onCancel: {
      giveUp(chain, number)
    }
    return !Task.isCancelled
  }

  /// Ends the wait of somebody who waits already after some time.
  private func startTimer(_ chain: ChainID, _ number: UInt64, _ duration: Duration) {
    let timer = Task {
      do { try await Task.sleep(for: duration) } catch { return }
      giveUp(chain, number)
    }
    let isThere = state.withLock { state in
      state.waiters[chain]?[number]?.timer = timer
      return state.waiters[chain]?[number] != nil
    }
    // Woken meanwhile.
    if !isThere { timer.cancel() }
  }

  private func giveUp(_ chain: ChainID, _ number: UInt64) {
    let waiter = state.withLock { state in
      let waiter = state.waiters[chain]?.removeValue(forKey: number)
      if waiter != nil { state.leave(chain, 1) }
      if state.waiters[chain]?.isEmpty == true { state.waiters[chain] = nil }
      return waiter
    }
    waiter?.wake()
  }
}
