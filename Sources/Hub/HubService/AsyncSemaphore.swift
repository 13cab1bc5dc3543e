import Synchronization

/// Lets so many in at once, and of one name so many; whoever waits is let in by turns of the names, so that one that asks
/// for much does not keep out another.
final class AsyncSemaphore: Sendable {
  private struct State {
    var free: Int
    /// How many of a name are inside.
    var inside: [String: Int] = [:]
    /// Who waits, by name, in the order in which they came.
    var waiting: [String: [CheckedContinuation<Void, Never>]] = [:]
    /// Names that somebody waits under, the next one first.
    var turns: [String] = []
  }

  private enum Entrance { case open, waiting, full }

  private let mostOfName: Int
  private let mostWaiting: Int
  private let state: Mutex<State>

  /// `mostOfName` of one name may be inside, and `mostWaiting` of it wait.
  init(slots: Int, mostOfName: Int = .max, mostWaiting: Int = .max) {
    self.mostOfName = max(1, mostOfName)
    self.mostWaiting = mostWaiting
    state = Mutex(State(free: max(1, slots)))
  }

  /// Does something inside; nil where too many of the name wait already.
  func pass<Value: Sendable>(
    _ name: String = "", _ body: @Sendable () async throws -> Value
  ) async rethrows -> Value? {
    guard await enter(name) else { return nil }
    defer { leave(name) }
    return try await body()
  }

  /// How many are inside.
  var inside: Int { state.withLock { $0.inside.values.reduce(0, +) } }
  /// How many wait.
  var waiting: Int { state.withLock { $0.waiting.values.reduce(0) { $0 + $1.count } } }

  private func enter(_ name: String) async -> Bool {
    var isLetIn = true
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      let entrance = state.withLock { state -> Entrance in
        if state.free > 0, state.inside[name, default: 0] < mostOfName {
          state.free -= 1
          state.inside[name, default: 0] += 1
          return .open
        }
        guard state.waiting[name, default: []].count < mostWaiting else { return .full }
        if state.waiting[name] == nil { state.turns.append(name) }
        state.waiting[name, default: []].append(continuation)
        return .waiting
      }
      isLetIn = entrance != .full
      if entrance != .waiting { continuation.resume() }
    }
    return isLetIn
  }

  private func leave(_ name: String) {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      state.free += 1
      let left = state.inside[name, default: 1] - 1
      state.inside[name] = left > 0 ? left : nil
      guard let turn = state.turns.firstIndex(where: { state.inside[$0, default: 0] < mostOfName }) else { return nil }
      let chosen = state.turns.remove(at: turn)
      guard var queue = state.waiting.removeValue(forKey: chosen) else { return nil }
      let continuation = queue.removeFirst()
      if !queue.isEmpty {
        state.waiting[chosen] = queue
        state.turns.append(chosen)
      }
      state.free -= 1
      state.inside[chosen, default: 0] += 1
      return continuation
    }
    next?.resume()
  }
}
