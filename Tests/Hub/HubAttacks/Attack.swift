import ArgumentParser
import Journal
import Protocol

/// One thing that a bad desk does, again and again.
enum Attack: String, CaseIterable, ExpressibleByArgument, Sendable {
  /// Stretches of half a billion entries that were lost, each time with another hash at the end.
  case losses
  /// As much as a batch may unpack to, from as few bytes as possible.
  case expansion
  /// Batches that are signed and do not unpack.
  case damaged
  /// Other entries at the same places: a branch each time.
  case forks
  /// A new log each time.
  case incarnations
  /// Questions that make the hub read much.
  case questions
  /// Batches that wait for a predecessor which never comes.
  case waiting
  /// Entries of texts that are slow to judge.
  case texts

  /// Does it until the end.
  func play(
    by desk: AttackDesk, lane: Int, at target: AttackedHub, until end: ContinuousClock.Instant, _ answers: AnswerCounts
  ) async {
    var round = 0
    while ContinuousClock.now < end {
      round += 1
      let answer = await once(desk, round: round * 100 + lane, at: target)
      answers.add(answer)
      // Refused for a while: a bad desk asks again at once, but leaves the processor to the hub where both are one machine.
      if answer?.status == 429 {
        do { try await Task.sleep(for: .milliseconds(20)) } catch { return }
      }
    }
  }

  private func once(_ desk: AttackDesk, round: Int, at target: AttackedHub) async -> HubAnswer? {
    let hash = EntryHash(of: withUnsafeBytes(of: round) { Array($0) })
    switch self {
    case .losses:
      let through = round.isMultiple(of: 2) ? 1 << 39 : Limits.chainEntries
      return await desk.push(incarnation: 1, at: target) { [.lost(LostRange(first: 1, last: through, hash: hash))] }
    case .expansion:
      return await desk.push(incarnation: 2 + round % 50, at: target) { Self.large(round) }
    case .damaged:
      return await desk.push(incarnation: 60, damaged: true, at: target) { Self.large(round) }
    case .forks:
      return await desk.push(incarnation: 61, at: target) { [.entry(hash.bytes)] }
    case .incarnations:
      return await desk.push(incarnation: 1_000 + round, at: target) { [.entry([1])] }
    case .questions:
      let paths = [
        Route.pull, Route.pull + "?after=1", Route.contacts, Route.desks, Route.figures,
        Route.packs + "/" + hash.hex,
      ]
      if round.isMultiple(of: 3) {
        let body = Array(#"{"receipt":"\#(hash.hex)"}"#.utf8)
        return await desk.ask(HubRequest(.post, Route.erasures, body: body), at: target)
      }
      return await desk.ask(HubRequest(.get, paths[round % paths.count]), at: target)
    case .waiting:
      return await desk.push(incarnation: 62, base: 5 + round, baseHash: hash, wait: 5, at: target) { [.entry([2])] }
    case .texts:
      return await desk.push(incarnation: 63, at: target) { Self.texts(desk, round) }
    }
  }

  /// Entries of one letter, as many and as large as one batch takes.
  private static func large(_ round: Int) -> [Batch.Item] {
    let entry = [UInt8](repeating: 0x61, count: EntryBytes.largest - 8)
    let count = max(1, Limits.unpackedBytes / EntryBytes.largest)
    return (0..<count).map { .entry(Array("\(round)".utf8) + entry.dropLast($0 % 7)) }
  }

  /// Notes full of digits, letters and marks, of which none is a number of a person.
  private static func texts(_ desk: AttackDesk, _ round: Int) -> [Batch.Item] {
    let note = String(repeating: "1a2b3c4d5. ắ", count: 3_000) + "\(round)"
    let moment = Moment(wallMilliseconds: 1, offsetMinutes: 420, boot: "b", monotonicMilliseconds: 1)
    let body = EntryBody.amendment(
      of: EntryID(device: desk.key.device, incarnation: 63, sequence: 1), Amendment(note: note), by: nil, at: moment)
    var (items, previous) = ([Batch.Item](), EntryHash.zero)
    do {
      for sequence in 1...8 {
        let id = EntryID(device: desk.key.device, incarnation: 63, sequence: sequence)
        let bytes = try EntryBytes.encode(
          StoredEntry(id: id, previous: previous, body: body, receipt: nil, contact: nil))
        items.append(.entry(bytes))
        previous = EntryHash(of: bytes)
      }
    } catch {
      return [.entry([3])]
    }
    return items
  }
}
