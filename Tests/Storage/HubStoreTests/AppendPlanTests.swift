import Journal
import Platform
import Protocol
import TestTraits
import Testing

@testable import HubStore

private let device = DeviceID(rawValue: "d")
private let chain = ChainID(device: device, incarnation: 1)

/// Plans many thousand batches of laptops that were cloned, restored and damaged, and applies them to rows in memory.
@Suite(.ownThread) struct AppendPlanTests {
  @Test(arguments: 0..<20)
  func `whatever comes, branches hold what was sent, without gaps, and their counts are true`(seed: Int) throws {
    var chance = SplitMix64(seed: UInt64(seed))
    var (planned, stored) = (0, 0)
    for _ in 0..<125 {
      var family = Family(chance: chance)
      var rows = MemoryRows()
      for _ in 0..<40 {
        let batch = family.batch()
        guard batch.isStorable else { continue }
        let plan = try AppendPlan(batch, rows.lock, hubIncarnation: 1, rows: rows, sign: nil)
        planned += 1
        for write in plan.writes { try rows.apply(write, batch) }
        #expect(rows.faults == [])
        if case .held(let size, let head, let count, _, _) = plan.outcome {
          stored += count
          #expect(size >= batch.size)
          #expect(rows.lock.branches.contains { $0.size == size && $0.head == head })
          #expect(try rows.holds(batch))
        } else {
          #expect(plan.writes.isEmpty)
        }
      }
      chance = family.chance
    }
    // Most of what is made up is worth planning, and much of it is new.
    #expect(planned > 3_500 && stored > 3_500)
  }

  @Test func `numbers of all sizes are planned or refused, and nothing traps`() throws {
    var chance = SplitMix64(seed: 77)
    let edges = [
      .min, -1, 0, 1, 2, 3, 4, 7, 8, 40, (1 << 24) - 1, 1 << 24, (1 << 24) + 1, 1 << 31, 1 << 32, 1 << 40, 1 << 62,
      .max - 1, .max,
    ]
    func number() -> Int {
      chance.oneIn(2) ? chance.below(9) : chance.oneIn(3) ? chance.pick(edges) : chance.pick(edges) &+ chance.below(3)
    }
    var rows = MemoryRows()
    var (storable, refused) = (0, 0)
    for round in 0..<100_000 {
      if round.isMultiple(of: 50) { rows = MemoryRows() }
      let hash = EntryHash(of: [UInt8(chance.below(3))])
      var batch = IncomingBatch(
        chain: ChainID(device: device, incarnation: number()), base: number(), baseHash: chance.pick([.zero, hash]),
        entries: [], losses: [], attachments: [], size: number(), head: hash, headSignature: [], carrier: device,
        time: 1,
        skew: 0, isFromRevoked: false)
      var place = chance.oneIn(3) ? number() : batch.base
      for _ in 0..<chance.below(4) {
        place = chance.oneIn(8) ? number() : place &+ 1
        if chance.oneIn(2) {
          let last = chance.oneIn(4) ? number() : place &+ chance.below(5)
          batch.losses.append(LostRange(first: place, last: last, hash: hash))
          place = last
        } else {
          let destroys = chance.maybe([number()])
          batch.entries.append(
            IncomingEntry(
              sequence: place, hash: hash, bytes: [1], receipt: nil, contact: hash, destroys: destroys, reason: nil))
        }
      }
      if chance.oneIn(4) { batch.attachments = [.init(sequence: number(), lead: LeadKeyID(rawValue: "l"), box: [1])] }
      if !chance.oneIn(4) { batch.size = place }
      guard batch.isStorable else {
        refused += 1
        continue
      }
      storable += 1
      let plan = try AppendPlan(batch, rows.lock, hubIncarnation: 1, rows: rows, sign: nil)
      for write in plan.writes { try rows.apply(write, batch) }
      #expect(rows.faults == [])
    }
    #expect(storable > 10_000 && refused > 10_000)
  }

  @Test func `a device holds no more bytes than a laptop writes in ten years`() throws {
    func plan(_ bytes: Int, held: Int) throws -> AppendPlan {
      let entry = IncomingEntry(
        sequence: 1, hash: .zero, bytes: [UInt8](repeating: 1, count: bytes), receipt: nil, contact: nil, destroys: nil,
        reason: nil)
      let batch = IncomingBatch(
        chain: chain, base: 0, baseHash: .zero, entries: [entry], losses: [], attachments: [], size: 1,
        head: .zero, headSignature: [], carrier: device, time: 1, skew: 0, isFromRevoked: false)
      let lock = ChainLock(branches: [], ids: [], deviceBranches: 0, deviceBytes: held)
      return try AppendPlan(batch, lock, hubIncarnation: 1, rows: MemoryRows(), sign: nil)
    }
    for held in [0, StoreLimits.deviceBytes - 100] { #expect(try plan(100, held: held).writes.count == 2) }
    for held in [StoreLimits.deviceBytes - 99, StoreLimits.deviceBytes, .max - 50, .max] {
      #expect(throws: StoreFault.tooManyBytes) { try plan(100, held: held) }
    }
  }
}

/// A laptop and its clones, which all write under one name: batches of any of them, with stretches lost here and there.
private struct Family {
  var chance: SplitMix64
  /// The hashes of each member's entries, from the first.
  private var members: [[UInt64]] = [[]]
  private var next: UInt64 = 1

  init(chance: SplitMix64) {
    self.chance = chance
    write(to: 0)
  }

  private mutating func write(to member: Int) {
    for _ in 0...chance.below(6) {
      members[member].append(next)
      next += 1
    }
  }

  mutating func batch() -> IncomingBatch {
    if chance.oneIn(6), members.count < 6 {
      let origin = chance.pick(members)
      members.append(Array(origin.prefix(chance.below(origin.count + 1))))
      write(to: members.count - 1)
    }
    let member = chance.below(members.count)
    if chance.oneIn(3) { write(to: member) }
    let hashes = members[member]
    let base = chance.oneIn(3) ? 0 : chance.below(hashes.count)
    let end = chance.oneIn(2) ? hashes.count : base + chance.below(hashes.count - base + 1)
    func hash(_ place: Int) -> EntryHash {
      place == 0 ? .zero : EntryHash(of: withUnsafeBytes(of: hashes[place - 1]) { Array($0) })
    }
    var batch = IncomingBatch(
      chain: chain, base: base, baseHash: hash(base), entries: [], losses: [], attachments: [], size: end,
      head: hash(end), headSignature: [], carrier: device, time: 1, skew: 0, isFromRevoked: false)
    var place = base
    while place < end {
      place += 1
      if chance.oneIn(5) {
        let last = min(end, place + chance.below(5))
        batch.losses.append(LostRange(first: place, last: last, hash: hash(last)))
        place = last
      } else {
        batch.entries.append(
          IncomingEntry(
            sequence: place, hash: hash(place), bytes: Array(repeating: 1, count: 1 + place % 3), receipt: nil,
            contact: nil, destroys: nil, reason: hashes[place - 1] % 4 == 0 ? .unreadable : nil))
      }
    }
    if chance.oneIn(20) { batch.baseHash = hash(0) }
    return batch
  }
}

/// The tables of one chain in memory, and what is wrong with them.
private struct MemoryRows: ChainRows {
  private(set) var lock = ChainLock(branches: [], ids: [], deviceBranches: 0, deviceBytes: 0)
  /// By branch and place.
  private var entries: [AppendPlan.Place: IncomingEntry] = [:]
  private var losses: [AppendPlan.Place: LostRange] = [:]

  func places(_ rows: [ChainLock.Rows], _ lock: ChainLock) throws -> HeldPlaces {
    var places = HeldPlaces()
    for part in rows {
      for (place, entry) in entries where place.branch == part.owner && part.contains(place.sequence) {
        places.hashes[place.sequence] = entry.hash
      }
      places.losses += losses.filter { $0.key.branch == part.owner && part.contains($0.key.sequence) }.values
    }
    places.losses.sort { $0.last < $1.last }
    return places
  }

  func counts(_ rows: [ChainLock.Rows], _ lock: ChainLock) throws -> (quarantined: Int, lost: Int) {
    rows.reduce(into: (0, 0)) { sum, part in
      sum.0 += entries.count { $0.key.branch == part.owner && part.contains($0.key.sequence) && $0.value.reason != nil }
      for (place, loss) in losses where place.branch == part.owner && part.contains(place.sequence) {
        sum.1 += loss.last - loss.first + 1
      }
    }
  }

  mutating func apply(_ write: AppendPlan.Write, _ batch: IncomingBatch) throws {
    switch write {
    case .begin(let beginning):
      lock.add(beginning, id: Int64(lock.branches.count + 10))
      lock.deviceBranches += 1
    case .fill(let fill):
      put(fill.entries, into: fill.owner)
      losses[.init(branch: fill.owner, sequence: fill.loss.last)] = nil
      for number in fill.shownBy {
        change(number) {
          $0.quarantined += fill.quarantined
          $0.lost -= fill.entries.count
        }
      }
    case .extend(let new):
      put(new.entries, into: new.branch)
      for loss in new.losses { losses[.init(branch: new.branch, sequence: loss.last)] = loss }
      change(new.branch) {
        ($0.size, $0.head) = (batch.size, batch.head)
        $0.quarantined += new.quarantined
        $0.lost += new.lost
      }
    case .close, .attach, .addToRoster, .saveReceipt: break
    }
  }

  private mutating func put(_ new: ArraySlice<IncomingEntry>, into branch: Int) {
    for entry in new {
      if entries.updateValue(entry, forKey: .init(branch: branch, sequence: entry.sequence)) != nil { doubled += 1 }
    }
  }

  private var doubled = 0

  private mutating func change(_ number: Int, _ body: (inout ChainLock.Branch) -> Void) {
    for index in lock.branches.indices where lock.branches[index].number == number { body(&lock.branches[index]) }
  }

  /// What of the tables is not as it should be.
  var faults: [String] {
    var faults: [String] = doubled > 0 ? ["a place twice"] : []
    for branch in lock.branches where branch.size > 0 {
      var (end, head, quarantined, lost) = (0, EntryHash.zero, 0, 0)
      var (places, gone): ([Int: IncomingEntry], [Int: LostRange]) = ([:], [:])
      for part in lock.rows(1...branch.size, of: branch) {
        for (place, entry) in entries where place.branch == part.owner && part.contains(place.sequence) {
          places[place.sequence] = entry
        }
        for (place, loss) in losses where place.branch == part.owner && part.contains(place.sequence) {
          gone[loss.first] = loss
        }
      }
      while end < branch.size {
        if let entry = places[end + 1] {
          (end, head) = (end + 1, entry.hash)
          quarantined += entry.reason == nil ? 0 : 1
        } else if let loss = gone[end + 1] {
          lost += loss.last - end
          (end, head) = (loss.last, loss.hash)
        } else {
          faults.append("branch \(branch.number) has a gap behind \(end)")
          break
        }
      }
      if end != branch.size || head != branch.head { faults.append("branch \(branch.number) ends elsewhere") }
      if quarantined != branch.quarantined { faults.append("branch \(branch.number) counts its quarantined wrongly") }
      if lost != branch.lost { faults.append("branch \(branch.number) counts its losses wrongly") }
    }
    return faults
  }

  /// Whether a branch has every entry of a batch, or had lost the place.
  func holds(_ batch: IncomingBatch) throws -> Bool {
    try lock.branches.contains { branch in
      guard branch.size >= batch.size else { return false }
      let places = try places(lock.rows(1...branch.size, of: branch), lock)
      return batch.entries.allSatisfy { places.hashes[$0.sequence].map { [hash = $0.hash] in $0 == hash } ?? true }
    }
  }
}

extension ChainLock.Rows {
  fileprivate func contains(_ place: Int) -> Bool { place >= first && place <= last }
}
