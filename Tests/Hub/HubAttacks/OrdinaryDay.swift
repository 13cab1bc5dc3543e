import Journal
import JournalFixtures
import Protocol

/// What goes on at a hub on any day, and how long each answer takes; nil where none comes.
enum OrdinaryDay {
  /// Looks whether the hub is alive, ten times a second.
  static func watch(_ target: AttackedHub, until end: ContinuousClock.Instant) async -> [Duration?] {
    await times(until: end, every: .milliseconds(100)) {
      await target.ask(HubRequest(.get, Route.health))?.status == 200
    }
  }

  /// Pushes twenty sessions, four times a second.
  static func work(_ desk: AttackDesk, at target: AttackedHub, until end: ContinuousClock.Instant) async -> [Duration?]
  {
    var bodies = Bodies(seed: UInt64.random(in: 0 ... .max))
    // A log of its own for each run: an incarnation that nobody has.
    let incarnation = Limits.incarnations / 2 + Int(AttackedHub.now / 1_000) % (Limits.incarnations / 2)
    var (size, head) = (0, EntryHash.zero)
    return await times(until: end, every: .milliseconds(250)) {
      var items: [Batch.Item] = []
      var (end, hash) = (size, head)
      do {
        for _ in 0..<20 {
          let id = EntryID(device: desk.key.device, incarnation: incarnation, sequence: end + 1)
          let bytes = try EntryBytes.encode(
            StoredEntry(id: id, previous: hash, body: .session(bodies.session()), receipt: nil, contact: nil))
          items.append(.entry(bytes))
          (end, hash) = (end + 1, EntryHash(of: bytes))
        }
      } catch {
        return false
      }
      let brought = items
      let answer = await desk.push(incarnation: incarnation, base: size, baseHash: head, at: target) { brought }
      if answer?.status == 200 { (size, head) = (end, hash) }
      return answer?.status == 200
    }
  }

  private static func times(
    until end: ContinuousClock.Instant, every pause: Duration, _ ask: () async -> Bool
  ) async -> [Duration?] {
    var times: [Duration?] = []
    while ContinuousClock.now < end {
      let began = ContinuousClock.now
      let isAnswered = await ask()
      times.append(isAnswered ? ContinuousClock.now - began : nil)
      do { try await Task.sleep(for: pause) } catch { break }
    }
    return times
  }
}
