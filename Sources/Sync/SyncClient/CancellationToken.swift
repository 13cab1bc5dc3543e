import Synchronization

/// Says from outside that an exchange should end: at the next batch, and soon.
package final class CancellationToken: Sendable {
  private struct State {
    var isCancelled = false
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    var next = 0
  }

  private let state = Mutex(State())

  package init() {}

  /// Whether somebody wants it to end.
  package var isCancelled: Bool { state.withLock(\.isCancelled) }

  /// Asks it to end; any number of times.
  package func cancel() {
    let waiting = state.withLock { state in
      state.isCancelled = true
      defer { state.waiting = [:] }
      return Array(state.waiting.values)
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Returns when it or the task was cancelled.
  func wait() async {
    let place = state.withLock { state in
      state.next += 1
      return state.next
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if state.isCancelled || Task.isCancelled { return true }
          state.waiting[place] = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: place) }?.resume()
    }
  }
}
