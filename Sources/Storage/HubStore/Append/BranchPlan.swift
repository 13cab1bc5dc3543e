import Journal

/// Where the places of a batch belong among the branches of its chain; pure, the same for every store.
enum BranchPlan: Hashable, Sendable {
  /// The branch holds all of it.
  case held(branch: Int)
  /// Everything behind the place `after` is new, at the end of the branch.
  case append(branch: Int, after: Int)
  /// A new branch. It shares the places through `shared` with `parent` (nil: the chain is new), of which those through
  /// `forkedAt` lie on branch 0; everything behind `shared` is new.
  case fork(parent: Int?, shared: Int, forkedAt: Int)
  /// Nothing is stored: send again from `size`.
  case mismatch(size: Int)

  /// A branch as the store has it.
  struct Branch: Hashable, Sendable {
    var number: Int
    /// The last place that it shares with branch 0; 0 for branch 0 itself.
    var forkedAt: Int
    var size: Int
  }

  /// An entry (`first == last`), or a stretch that the device lost, with the hash of its last entry.
  struct Place: Hashable, Sendable {
    var first: Int
    var last: Int
    var hash: EntryHash
  }

  /// Plans a batch.
  ///
  /// - Parameters:
  ///   - places: What the batch holds behind `base`, in the order of the chain, without gaps.
  ///   - hash: What a branch (by number) has at a place; nil where it was lost, or is not held.
  init(
    base: Int, baseHash: EntryHash, places: [Place], branches: [Branch], hash: (Int, Int) throws -> EntryHash?
  ) rethrows {
    guard !branches.isEmpty else {
      self = base == 0 ? .fork(parent: nil, shared: 0, forkedAt: 0) : .mismatch(size: 0)
      return
    }
    var best: (branch: Branch, match: Match)?
    for branch in branches where branch.size >= base {
      if base > 0, try hash(branch.number, base) != baseHash { continue }
      let match = try Match(base: base, places: places, size: branch.size) { try hash(branch.number, $0) }
      if best.map({ match.isBetter(than: $0.match) }) ?? true { best = (branch, match) }
    }
    guard let best else {
      let size = branches.map(\.size).max() ?? 0
      self = .mismatch(size: size < base ? size : 0)
      return
    }
    let number = best.branch.number
    switch best.match.kind {
    case .differs:
      let shared = best.match.agreed
      self = .fork(parent: number, shared: shared, forkedAt: number == 0 ? shared : min(shared, best.branch.forkedAt))
    case .goesOn: self = .append(branch: number, after: best.branch.size)
    case .within: self = .held(branch: number)
    }
  }

  /// How far a branch agrees with a batch.
  private struct Match {
    enum Kind: Int { case differs, goesOn, within }
    private(set) var kind: Kind = .within
    /// The last place known to be the same.
    private(set) var agreed: Int

    init(base: Int, places: [Place], size: Int, hash: (Int) throws -> EntryHash?) rethrows {
      agreed = base
      for place in places {
        guard place.last <= size else {
          kind = .goesOn
          return
        }
        // A place that was lost here says nothing; the next one behind it decides.
        guard let held = try hash(place.last) else { continue }
        guard held == place.hash else {
          kind = .differs
          return
        }
        agreed = place.last
      }
    }

    func isBetter(than other: Match) -> Bool { (kind.rawValue, agreed) > (other.kind.rawValue, other.agreed) }
  }
}
