import Journal
import Protocol

/// What a store has of a chain before a batch goes in.
struct ChainHold: Sendable {
  /// One branch.
  struct Branch: Hashable, Sendable {
    /// The store's own number of the branch.
    var id: Int64
    var number: Int
    /// The number of the branch that it left, and the last place that it shares with it; 0 and 0 for branch 0 itself.
    var parent: Int
    var shared: Int
    /// The last place that it shares with branch 0; 0 for branch 0 itself.
    var forkedAt: Int
    var size: Int
    var head: EntryHash
    /// ``Receipt/line``, its size and the hub's life then; 0 where there is none.
    var receipt: String?
    var receiptSize: Int
    var receiptLife: Int
  }

  /// What a branch has over a range of places.
  struct Stretch: Hashable, Sendable {
    /// By the place.
    var hashes: [Int: EntryHash] = [:]
    /// Whose last place lies in the range.
    var losses: [IncomingLoss] = []

    /// The hash at a place: of the entry, or of the last one of a loss.
    func hash(_ place: Int) -> EntryHash? { hashes[place] ?? losses.first { $0.last == place }?.hash }
  }

  /// By their numbers.
  var branches: [Branch]

  /// Whose rows hold a place of a branch: the one that it was shared from.
  func owner(of place: Int, in branch: Branch) -> Branch {
    var branch = branch
    while place <= branch.shared, let parent = parent(of: branch) { branch = parent }
    return branch
  }

  /// A branch's parent has a smaller number: it was there before.
  private func parent(of branch: Branch) -> Branch? {
    branches.first { $0.number == branch.parent && $0.number < branch.number }
  }

  /// A range of places of a branch, cut where its rows are another branch's, in order.
  func ranges(_ range: ClosedRange<Int>, of branch: Branch) -> [(first: Int, last: Int, owner: Branch)] {
    var parts: [(first: Int, last: Int, owner: Branch)] = []
    var last = range.upperBound
    var branch = branch
    while last >= range.lowerBound {
      let parent = parent(of: branch)
      let first = parent == nil ? range.lowerBound : max(range.lowerBound, branch.shared + 1)
      if first <= last { parts.append((first, last, branch)) }
      last = min(last, first - 1)
      guard let parent else { break }
      branch = parent
    }
    return parts.reversed()
  }
}

/// What is to be done for a batch; pure, the same for every store.
enum AppendWork {
  /// Nothing is stored: send again from `size`.
  case mismatch(size: Int)
  /// Nothing behind the end of the branch is new.
  case held(ChainHold.Branch, fills: [Fill])
  /// At the end of the branch.
  case append(ChainHold.Branch, New, fills: [Fill])
  /// A new branch with this number.
  case fork(Fork, New, fills: [Fill])

  /// Where a new branch leaves which other one.
  struct Fork: Sendable {
    var number: Int
    /// Nil: it is the first of its chain.
    var parent: ChainHold.Branch?
    var shared: Int
    var forkedAt: Int
  }

  /// What is new behind a place.
  struct New: Sendable {
    var after: Int
    var entries: ArraySlice<IncomingEntry>
    var losses: [IncomingLoss]

    init(_ batch: IncomingBatch, after: Int) {
      self.after = after
      let start = batch.entries.firstIndex { $0.sequence > after } ?? batch.entries.endIndex
      entries = batch.entries[start...]
      // What is held of a stretch that was lost later is not lost here.
      losses = batch.losses.filter { $0.last > after }.map {
        IncomingLoss(first: max($0.first, after + 1), last: $0.last, hash: $0.hash)
      }
    }

    var quarantined: Int { entries.count { $0.reason != nil } }
    var lost: Int { losses.reduce(0) { $0 + $1.last - $1.first + 1 } }
  }

  /// A stretch that its device had lost, and that came after all.
  struct Fill: Sendable {
    var loss: IncomingLoss
    var entries: ArraySlice<IncomingEntry>
  }

  /// - Parameter stretch: What a branch has behind `base - 1` through the smaller of its size and the batch's.
  init(
    _ batch: IncomingBatch, _ hold: ChainHold, stretch: (ChainHold.Branch) throws -> ChainHold.Stretch
  ) throws {
    var known: [Int: ChainHold.Stretch] = [:]
    func loaded(_ branch: ChainHold.Branch) throws -> ChainHold.Stretch {
      if let stretch = known[branch.number] { return stretch }
      let fresh = try stretch(branch)
      known[branch.number] = fresh
      return fresh
    }
    func branch(_ number: Int) throws -> ChainHold.Branch {
      guard let branch = hold.branches.first(where: { $0.number == number }) else {
        throw StoreFault.damaged("a branch")
      }
      return branch
    }
    let plan = try BranchPlan(
      base: batch.base, baseHash: batch.baseHash, places: batch.places,
      branches: hold.branches.map { .init(number: $0.number, forkedAt: $0.forkedAt, size: $0.size) }
    ) { number, place in
      let branch = try branch(number)
      // A batch that goes on where the branch ends, as nearly all do, needs nothing but the head.
      return place == branch.size ? branch.head : try loaded(branch).hash(place)
    }
    switch plan {
    case .mismatch(let size): self = .mismatch(size: size)
    case .held(let number):
      let branch = try branch(number)
      self = .held(branch, fills: batch.size > batch.base ? Self.fills(batch, try loaded(branch)) : [])
    case .append(let number, let after):
      let branch = try branch(number)
      let fills = after > batch.base ? Self.fills(batch, try loaded(branch)) : []
      self = .append(branch, New(batch, after: after), fills: fills)
    case .fork(let number, let shared, let forkedAt):
      let parent = try number.map { try branch($0) }
      let fills = try parent.map { Self.fills(batch, try loaded($0)) } ?? []
      let fork = Fork(
        number: (hold.branches.map(\.number).max() ?? -1) + 1, parent: parent, shared: shared, forkedAt: forkedAt)
      // What the parent had lost before the two parted is neither's alone.
      self = .fork(fork, New(batch, after: shared), fills: fills.filter { $0.loss.last <= shared })
    }
  }

  /// Losses of the branch that the batch holds in whole, down to the same last hash: only then it is the same stretch.
  private static func fills(_ batch: IncomingBatch, _ stretch: ChainHold.Stretch) -> [Fill] {
    stretch.losses.compactMap { loss in
      guard loss.first > batch.base, let start = batch.entries.firstIndex(where: { $0.sequence == loss.first }) else {
        return nil
      }
      let entries = batch.entries[start...].prefix(loss.last - loss.first + 1)
      guard entries.count == loss.last - loss.first + 1, entries.last?.sequence == loss.last,
        entries.last?.hash == loss.hash
      else { return nil }
      return Fill(loss: loss, entries: entries)
    }
  }
}

extension Quarantine {
  /// With a reason as it stands in a table.
  init(incarnation: Int, sequence: Int, word: String) throws(StoreFault) {
    guard let reason = Reason(rawValue: word) else { throw .damaged("a reason") }
    self.init(incarnation: incarnation, sequence: sequence, reason: reason)
  }
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

  /// Whether its numbers fit into a place.
  var fits: Bool {
    incarnation >= 0 && base >= 0 && size >= base && size < 1 << StoreLimits.sequenceBits
  }
}
