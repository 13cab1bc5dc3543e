import Journal
import Protocol

/// What an append changes, and what it answers; pure, the same for every database: those read rows and apply the writes.
///
/// Work grows with what the batch holds, never with a number that it says: a stretch that was lost is a range with a hash
/// at its end, and is compared as such.
struct AppendPlan: Sendable {
  /// A place of a branch, by the branch's number.
  struct Place: Hashable, Sendable {
    var branch: Int
    var sequence: Int
  }

  /// A new branch, before it has entries of its own.
  struct Beginning: Sendable {
    var number: Int
    var parent: Int
    var shared: Int
    var forkedAt: Int
    /// The hash at `shared`.
    var head: EntryHash
    var quarantined: Int
    var lost: Int
  }

  /// What goes behind the end of a branch.
  struct Extension: Sendable {
    var branch: Int
    /// The size of the branch before.
    var base: Int
    var entries: ArraySlice<IncomingEntry>
    var losses: [LostRange]

    var quarantined: Int { entries.count { $0.reason != nil } }
    /// Places do not overlap, so the sum is below the size of the chain.
    var lost: Int { losses.reduce(0) { $0 + $1.last - $1.first + 1 } }
    var bytes: Int { entries.reduce(0) { $0 + $1.bytes.count } }
  }

  /// A stretch that its device had lost, and that came after all.
  struct Fill: Sendable {
    var loss: LostRange
    var entries: ArraySlice<IncomingEntry>
    /// The branch whose rows get the entries.
    var owner: Int
    /// All branches that show the stretch.
    var shownBy: [Int]

    var quarantined: Int { entries.count { $0.reason != nil } }
    var bytes: Int { entries.reduce(0) { $0 + $1.bytes.count } }
  }

  /// One change, in the order in which they are made.
  enum Write: Sendable {
    case begin(Beginning)
    case fill(Fill)
    case extend(Extension)
    /// Destroys the boxes of entries that others close, and keeps them away.
    case close([Place])
    /// Keeps boxes whose entries name a contact that was neither closed nor erased.
    case attach([(place: Place, contact: ContactAttachment)])
    case addToRoster([RosterLine])
    case saveReceipt(Receipt, branch: Int)
  }

  private(set) var writes: [Write] = []
  let outcome: AppendOutcome

  /// Plans a batch that ``IncomingBatch/isStorable``.
  ///
  /// - Throws: `tooManyBranches`, `tooManyBytes` where the device has as many branches or bytes as it may; what `rows` and `sign` throw.
  init(
    _ batch: IncomingBatch, _ lock: ChainLock, hubIncarnation: Int, rows: some ChainRows,
    sign: ((Int, EntryHash) throws -> Receipt)?
  ) throws {
    var reader = Reader(batch, lock, rows)
    let plan = try BranchPlan(
      base: batch.base, baseHash: batch.baseHash, places: batch.places,
      branches: lock.branches.map { .init(number: $0.number, forkedAt: $0.forkedAt, size: $0.size) }
    ) { number, place in try reader.hash(place, of: number) }
    var branch: ChainLock.Branch
    var fills: [Fill] = []
    var new: Extension?
    switch plan {
    case .mismatch(let size):
      outcome = .mismatch(size: size)
      return
    case .held(let number):
      branch = try lock.branch(number)
      fills = try reader.fills(of: branch)
      writes = fills.map { .fill($0) }
    case .append(let number, let after):
      branch = try lock.branch(number)
      fills = try reader.fills(of: branch)
      new = Extension(batch, branch: number, after: after)
      writes = fills.map { .fill($0) }
    case .fork(let parent, let shared, let forkedAt):
      guard lock.deviceBranches < StoreLimits.deviceBranches, lock.branches.count < StoreLimits.branches else {
        throw StoreFault.tooManyBranches
      }
      // What the parent had lost before the two parted is neither's alone.
      fills = try parent.map { try reader.fills(of: lock.branch($0)).filter { $0.loss.last <= shared } } ?? []
      let beginning = try Beginning(
        batch, lock, rows, parent: parent, shared: shared, forkedAt: forkedAt, fills: fills)
      branch = ChainLock.Branch(beginning)
      new = Extension(batch, branch: branch.number, after: shared)
      writes = fills.map { .fill($0) } + [.begin(beginning)]
    }
    if let new { writes.append(.extend(new)) }
    let bytes = fills.reduce(new?.bytes ?? 0) { $0 + $1.bytes }
    guard bytes == 0 || lock.deviceBytes <= StoreLimits.deviceBytes - bytes else {
      throw StoreFault.tooManyBytes
    }
    if new != nil { (branch.size, branch.head) = (batch.size, batch.head) }
    let fresh = fills.flatMap(\.entries) + (new.map { Array($0.entries) } ?? [])
    writes += Self.consequences(of: fresh, batch, branch, lock)
    let receipt = try Self.receipt(for: branch, hubIncarnation, sign)
    if let made = receipt.made { writes.append(.saveReceipt(made, branch: branch.number)) }
    let isForked = if case .fork(_?, _, _) = plan { true } else { lock.branches.count > 1 }
    outcome = .held(
      size: branch.size, head: branch.head, stored: fresh.count, isForked: isForked, receipt: receipt.line)
  }

  /// What follows from entries that are new, and from contacts beside them.
  private static func consequences(
    of fresh: [IncomingEntry], _ batch: IncomingBatch, _ branch: ChainLock.Branch, _ lock: ChainLock
  ) -> [Write] {
    func place(_ sequence: Int) -> Place {
      Place(branch: lock.owner(of: sequence, in: branch).number, sequence: sequence)
    }
    var writes: [Write] = []
    let closed = fresh.compactMap(\.destroys).filter { (1...batch.size).contains($0) }.map(place)
    if !closed.isEmpty { writes.append(.close(closed)) }
    let contacts = batch.attachments.filter { $0.sequence > 0 && $0.sequence <= branch.size }
    if !contacts.isEmpty { writes.append(.attach(contacts.map { (place($0.sequence), $0) })) }
    let roster = Set(fresh.compactMap(RosterLine.init))
    if !roster.isEmpty { writes.append(.addToRoster(roster.sorted())) }
    return writes
  }

  /// The line in force for the branch as it will be, made where there is none.
  private static func receipt(
    for branch: ChainLock.Branch, _ hubIncarnation: Int, _ sign: ((Int, EntryHash) throws -> Receipt)?
  ) throws -> (line: String?, made: Receipt?) {
    if let line = branch.receipt, branch.receiptSize == branch.size, branch.receiptIncarnation == hubIncarnation {
      return (line, nil)
    }
    let made = try sign?(branch.size, branch.head)
    return (made?.line, made)
  }
}

extension AppendPlan {
  /// Reads of each branch what the batch asks about, once.
  private struct Reader<Rows: ChainRows> {
    private let batch: IncomingBatch
    private let lock: ChainLock
    private let rows: Rows
    private let ranges: [ClosedRange<Int>]
    private var known: [Int: HeldPlaces] = [:]

    init(_ batch: IncomingBatch, _ lock: ChainLock, _ rows: Rows) {
      self.batch = batch
      self.lock = lock
      self.rows = rows
      ranges = batch.ends
    }

    mutating func hash(_ place: Int, of number: Int) throws -> EntryHash? {
      let branch = try lock.branch(number)
      // A batch that goes on where the branch ends, as nearly all do, needs nothing but the head.
      return place == branch.size ? branch.head : try places(of: branch).hash(place)
    }

    private mutating func places(of branch: ChainLock.Branch) throws -> HeldPlaces {
      if let places = known[branch.number] { return places }
      let wanted = ranges.compactMap { range in
        range.lowerBound <= branch.size ? range.clamped(to: 1...branch.size) : nil
      }
      let places = try rows.places(wanted.flatMap { lock.rows($0, of: branch) }, lock)
      known[branch.number] = places
      return places
    }

    /// Losses of the branch that the batch holds in whole, down to the same last hash: only then it is the same stretch.
    mutating func fills(of branch: ChainLock.Branch) throws -> [Fill] {
      guard branch.lost > 0, batch.base < branch.size, !batch.entries.isEmpty else { return [] }
      return try places(of: branch).losses.compactMap { loss in
        guard loss.first > batch.base, let start = batch.index(of: loss.first) else { return nil }
        let entries = batch.entries[start...].prefix(loss.last - loss.first + 1)
        guard entries.count == loss.last - loss.first + 1, entries.last?.sequence == loss.last,
          entries.last?.hash == loss.hash
        else { return nil }
        let owner = lock.owner(of: loss.last, in: branch).number
        let shownBy = lock.branches.filter { lock.owner(of: loss.last, in: $0).number == owner }
        return Fill(loss: loss, entries: entries, owner: owner, shownBy: shownBy.map(\.number))
      }
    }
  }
}

extension AppendPlan.Extension {
  init(_ batch: IncomingBatch, branch: Int, after: Int) {
    self.branch = branch
    base = after
    let start = batch.entries.firstIndex { $0.sequence > after } ?? batch.entries.endIndex
    entries = batch.entries[start...]
    // What is held of a stretch that was lost later is not lost here.
    losses = batch.losses.filter { $0.last > after }.map {
      LostRange(first: max($0.first, after + 1), last: $0.last, hash: $0.hash)
    }
  }
}

extension AppendPlan.Beginning {
  /// A branch behind what it shares with its parent, once the parent's stretches are filled.
  fileprivate init(
    _ batch: IncomingBatch, _ lock: ChainLock, _ rows: some ChainRows, parent: Int?, shared: Int, forkedAt: Int,
    fills: [AppendPlan.Fill]
  ) throws {
    number = (lock.branches.map(\.number).max() ?? -1) + 1
    self.parent = parent ?? 0
    self.shared = shared
    self.forkedAt = forkedAt
    (head, quarantined, lost) = (.zero, 0, 0)
    guard let parent, shared > 0 else { return }
    let shown = try lock.branch(parent)
    // The two agree up to there: the batch says the same hash as the parent.
    head = shared == batch.base ? batch.baseHash : batch.places.first { $0.last == shared }?.hash ?? .zero
    guard shown.quarantined > 0 || shown.lost > 0 else { return }
    let counts = try rows.counts(lock.rows(1...shared, of: shown), lock)
    quarantined = fills.reduce(counts.quarantined) { $0 + $1.quarantined }
    lost = fills.reduce(counts.lost) { $0 - $1.entries.count }
  }
}

extension ChainLock.Branch {
  init(_ beginning: AppendPlan.Beginning) {
    self.init(
      number: beginning.number, parent: beginning.parent, shared: beginning.shared, forkedAt: beginning.forkedAt,
      size: beginning.shared, head: beginning.head, quarantined: beginning.quarantined, lost: beginning.lost,
      receipt: nil, receiptSize: 0, receiptIncarnation: 0)
  }
}

/// A volunteer of a unit.
struct RosterLine: Hashable, Comparable, Sendable {
  var unit: String
  var volunteer: String

  init(unit: String, volunteer: String) {
    self.unit = unit
    self.volunteer = volunteer
  }

  /// Of an entry that names both; nil for others.
  init?(_ entry: IncomingEntry) {
    guard let unit = entry.unit, let volunteer = entry.volunteer else { return nil }
    self.init(unit: unit, volunteer: volunteer)
  }

  static func < (a: RosterLine, b: RosterLine) -> Bool { (a.unit, a.volunteer) < (b.unit, b.volunteer) }
}

extension IncomingBatch {
  /// Its places in the order of the chain.
  var places: [BranchPlan.Place] {
    var places: [BranchPlan.Place] = []
    places.reserveCapacity(entries.count + losses.count)
    var rest = losses[...]
    for entry in entries {
      while let loss = rest.first, loss.last < entry.sequence {
        places.append(.init(first: loss.first, last: loss.last, hash: loss.hash))
        rest = rest.dropFirst()
      }
      places.append(.init(first: entry.sequence, last: entry.sequence, hash: entry.hash))
    }
    return places + rest.map { .init(first: $0.first, last: $0.last, hash: $0.hash) }
  }

  /// The places whose hashes it says, neighbours joined: its base, each entry and the end of each loss.
  var ends: [ClosedRange<Int>] {
    var ranges: [ClosedRange<Int>] = []
    for place in [max(1, base)] + places.map(\.last) {
      if let last = ranges.last, last.upperBound + 1 >= place {
        ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, place)
      } else {
        ranges.append(place...place)
      }
    }
    return ranges
  }

  /// Where the entry of a place stands; nil where there is none.
  func index(of sequence: Int) -> Int? {
    var (low, high) = (entries.startIndex, entries.endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if entries[middle].sequence < sequence { low = middle + 1 } else { high = middle }
    }
    return low < entries.endIndex && entries[low].sequence == sequence ? low : nil
  }

  /// Whether it holds anything, and a chain can have its places: they follow each other without gaps from `base` to
  /// `size`, which is no more than a desk could have written.
  var isStorable: Bool {
    guard incarnation > 0, base >= 0, size > 0, size >= base, size <= Limits.chainEntries,
      losses.count <= Limits.batchLosses
    else { return false }
    var end = base
    for place in places {
      guard place.first == end + 1, place.last >= place.first, place.last <= size else { return false }
      end = place.last
    }
    return end == size
  }
}
