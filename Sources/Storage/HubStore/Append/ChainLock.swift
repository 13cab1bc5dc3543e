import Journal
import Protocol

/// The rows of one chain, and of what else its device has, as an append finds them in its transaction.
struct ChainLock: Sendable {
  /// One branch.
  struct Branch: Hashable, Sendable {
    var number: Int
    /// The number of the branch that it left, and the last place that it shares with it; 0 and 0 for branch 0 itself.
    var parent: Int
    var shared: Int
    /// The last place that it shares with branch 0; 0 for branch 0 itself.
    var forkedAt: Int
    var size: Int
    var head: EntryHash
    /// Entries that it shows and that are kept apart, and places that it shows as lost.
    var quarantined: Int
    var lost: Int
    /// ``Receipt/line``, its size and the hub's incarnation then; 0 where there is none.
    var receipt: String?
    var receiptSize: Int
    var receiptIncarnation: Int
  }

  /// Places of one branch's own rows.
  struct Rows: Hashable, Sendable {
    /// The branch's number.
    var owner: Int
    var first: Int
    var last: Int
  }

  /// By their numbers.
  var branches: [Branch]
  /// The database's number of each branch, in the same order.
  var ids: [Int64]
  /// Branches of all chains of the device.
  var deviceBranches: Int
  /// Bytes of all entries of the device.
  var deviceBytes: Int

  /// The database's number of a branch.
  func id(of number: Int) throws(StoreFault) -> Int64 {
    guard let index = branches.firstIndex(where: { $0.number == number }) else { throw .damaged("a branch") }
    return ids[index]
  }

  func branch(_ number: Int) throws(StoreFault) -> Branch {
    guard let branch = branches.first(where: { $0.number == number }) else { throw .damaged("a branch") }
    return branch
  }

  /// The branch whose rows hold a place of a branch: the one that it was shared from.
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
  func rows(_ range: ClosedRange<Int>, of branch: Branch) -> [Rows] {
    var parts: [Rows] = []
    var last = range.upperBound
    var branch = branch
    while last >= range.lowerBound {
      let parent = parent(of: branch)
      let first = parent == nil ? range.lowerBound : max(range.lowerBound, branch.shared + 1)
      if first <= last { parts.append(Rows(owner: branch.number, first: first, last: last)) }
      last = min(last, first - 1)
      guard let parent else { break }
      branch = parent
    }
    return parts.reversed()
  }
}

/// What the rows of a chain say about some of its places.
struct HeldPlaces: Hashable, Sendable {
  /// By the place.
  var hashes: [Int: EntryHash] = [:]
  /// Stretches that were lost, whose last place was asked for.
  var losses: [LostRange] = []

  /// The hash at a place: of the entry, or of the last one of a loss.
  func hash(_ place: Int) -> EntryHash? { hashes[place] ?? losses.first { $0.last == place }?.hash }
}

/// Reads the rows of a locked chain.
protocol ChainRows {
  /// Entries and ends of losses in these places.
  func places(_ rows: [ChainLock.Rows], _ lock: ChainLock) throws -> HeldPlaces
  /// How many entries in these places are kept apart, and how many places are lost.
  func counts(_ rows: [ChainLock.Rows], _ lock: ChainLock) throws -> (quarantined: Int, lost: Int)
}

extension ChainRows {
  /// The hash at a place of a branch; zero at 0, nil where it was lost or is not held.
  func hash(_ place: Int, of branch: ChainLock.Branch, _ lock: ChainLock) throws -> EntryHash? {
    if place == branch.size { return branch.head }
    guard place > 0 else { return .zero }
    return try places(lock.rows(place...place, of: branch), lock).hash(place)
  }
}

extension ChainLock {
  /// Adds a branch that was begun, under the number that the database gave it.
  mutating func add(_ beginning: AppendPlan.Beginning, id: Int64) {
    branches.append(Branch(beginning))
    ids.append(id)
  }
}
