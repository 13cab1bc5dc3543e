import Synchronization

/// Lets so many in at once, and of one name so many. Whoever waits is let in by what the names have had: a name whose work is
/// short does not wait behind all whose work is long, and one that asks for much does not keep out another.
///
/// Each name has a place on a line of work done: whoever comes stands where the last one that was let in stood, or behind the
/// work of its own name where that reaches further. The next one in is the one that would come to the earliest end, if its
/// work is as long as that of its name was of late. So nobody waits for ever: short work moves its name on as well.
final class AsyncSemaphore: Sendable {
  private typealias Waiter = CheckedContinuation<Entrance?, Never>

  /// What somebody inside is expected to take.
  private struct Entrance {
    var expected: Duration
  }

  private struct State {
    var free: Int
    /// How many of a name are inside.
    var inside: [String: Int] = [:]
    /// Who waits, by name, in the order in which they came.
    var waiting: [String: [Waiter]] = [:]
    /// Names that somebody waits under, in the order of their turns.
    var turns: [String] = []
    /// Where the first one stands that waits under a name.
    var places: [String: Duration] = [:]
    /// Where the last one that was let in stood.
    var line = Duration.zero
    /// Where the work of a name ends, as far as that is known.
    var ends: [String: Duration] = [:]
    /// How long work of a name took of late.
    var lengths: [String: Duration] = [:]
    /// How long work took of late that was long: what is expected of a name of which nothing is known. So strangers do not
    /// come before those whose work is known to be short.
    var longOfLate = Duration.zero

    /// Names that are remembered.
    static let mostNames = 10_000

    /// Where somebody of a name stands who comes now.
    func place(_ name: String) -> Duration { max(line, ends[name] ?? .zero) }

    /// How long work of a name is expected to take.
    func length(_ name: String) -> Duration { lengths[name] ?? longOfLate }

    /// Where the first one that waits under a name would come to.
    func end(_ name: String) -> Duration { (places[name] ?? place(name)) + length(name) }

    mutating func letIn(_ name: String) -> Entrance {
      free -= 1
      inside[name, default: 0] += 1
      let end = end(name)
      line = max(line, places.removeValue(forKey: name) ?? place(name))
      if ends.count >= Self.mostNames { ends = ends.filter { $0.value > line } }
      ends[name] = end
      return Entrance(expected: length(name))
    }

    mutating func letOut(_ name: String, _ entrance: Entrance, took: Duration) {
      free += 1
      let left = inside[name, default: 1] - 1
      inside[name] = left > 0 ? left : nil
      let more = took - entrance.expected
      ends[name] = (ends[name] ?? line) + more
      if let place = places[name] { places[name] = place + more }
      if lengths.count >= Self.mostNames { lengths = [:] }
      // One short piece in between does not make long work short.
      lengths[name] = max(took, (lengths[name] ?? .zero) / 2)
      longOfLate = max(took, longOfLate * 15 / 16)
      if inside.isEmpty, waiting.isEmpty { (line, ends) = (.zero, [:]) }
    }
  }

  private let mostOfName: Int
  private let mostWaiting: Int
  private let now: @Sendable () -> Duration
  private let state: Mutex<State>

  /// `mostOfName` of one name may be inside, and `mostWaiting` of it wait; `now` is the time since some moment.
  init(
    slots: Int, mostOfName: Int = .max, mostWaiting: Int = .max,
    now: @escaping @Sendable () -> Duration = AsyncSemaphore.elapsed
  ) {
    self.mostOfName = max(1, mostOfName)
    self.mostWaiting = mostWaiting
    self.now = now
    state = Mutex(State(free: max(1, slots)))
  }

  private static let began = ContinuousClock.now
  private static let elapsed: @Sendable () -> Duration = { ContinuousClock.now - began }

  /// Does something inside; nil where too many of the name wait already.
  func pass<Value: Sendable>(
    _ name: String = "", _ body: @Sendable () async throws -> Value
  ) async rethrows -> Value? {
    guard let entrance = await enter(name) else { return nil }
    let began = now()
    defer { leave(name, entrance, took: max(.zero, now() - began)) }
    return try await body()
  }

  /// How many are inside.
  var inside: Int { state.withLock { $0.inside.values.reduce(0, +) } }
  /// How many wait.
  var waiting: Int { state.withLock { $0.waiting.values.reduce(0) { $0 + $1.count } } }

  /// Nil where nobody else of the name may wait.
  private func enter(_ name: String) async -> Entrance? {
    await withCheckedContinuation { (continuation: Waiter) in
      let entrance = state.withLock { state -> Entrance?? in
        if state.free > 0, state.inside[name, default: 0] < mostOfName { return state.letIn(name) }
        guard state.waiting[name, default: []].count < mostWaiting else { return .some(nil) }
        if state.waiting[name] == nil {
          state.turns.append(name)
          state.places[name] = state.place(name)
        }
        state.waiting[name, default: []].append(continuation)
        return nil
      }
      if let entrance { continuation.resume(returning: entrance) }
    }
  }

  private func leave(_ name: String, _ entrance: Entrance, took: Duration) {
    let next = state.withLock { state -> (Waiter, Entrance)? in
      state.letOut(name, entrance, took: took)
      let places = state.turns.indices.filter { state.inside[state.turns[$0], default: 0] < mostOfName }
      guard let turn = places.min(by: { state.end(state.turns[$0]) < state.end(state.turns[$1]) }) else { return nil }
      let chosen = state.turns.remove(at: turn)
      guard var queue = state.waiting.removeValue(forKey: chosen) else { return nil }
      let (continuation, entrance) = (queue.removeFirst(), state.letIn(chosen))
      if !queue.isEmpty {
        state.waiting[chosen] = queue
        state.turns.append(chosen)
        state.places[chosen] = state.place(chosen)
      }
      return (continuation, entrance)
    }
    if let (continuation, entrance) = next { continuation.resume(returning: entrance) }
  }
}
