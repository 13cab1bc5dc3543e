import HubStore
import Journal

/// Reads what counts of the hub's chains: each entry once, also where branches share it, and none that is kept apart.
struct ChainReader {
  /// Entries that are read at once.
  private static let portion = 500

  private let store: any HubStore

  init(_ store: any HubStore) { self.store = store }

  /// The next entries that count, and the last sequence that was looked at.
  func stretch(of chain: ChainState, after sequence: Int) async throws -> (entries: [[UInt8]], end: Int) {
    let page = try await store.entries(of: chain, after: sequence, limit: Self.portion)
    let end = page.count < Self.portion ? chain.size : page.last?.sequence ?? chain.size
    return (page.filter { $0.reason == nil }.map(\.bytes), end)
  }

  /// The last entry of a chain that another branch shares, which is counted there.
  func beginning(of chain: ChainState, among chains: [ChainState]) async throws -> Int {
    guard chain.branch > 0 else { return 0 }
    var shared = chain.forkedAt
    // A branch of a branch left branch 0 where that one did.
    for other in chains
    where other.device == chain.device && other.incarnation == chain.incarnation && other.branch > 0
      && other.branch < chain.branch && other.forkedAt == chain.forkedAt
    {
      var beyond = min(chain.size, other.size) + 1
      while shared + 1 < beyond {
        let middle = shared + (beyond - shared) / 2
        if try await isShared(middle, chain, other) { shared = middle } else { beyond = middle }
      }
    }
    return shared
  }

  /// Whether two branches have the same entry at a place, and so all before it: each names the hash of the one before.
  private func isShared(_ sequence: Int, _ a: ChainState, _ b: ChainState) async throws -> Bool {
    let mine = try await store.entries(of: a, after: sequence - 1, limit: 1).first
    let theirs = try await store.entries(of: b, after: sequence - 1, limit: 1).first
    return mine != nil && mine?.sequence == theirs?.sequence && mine?.hash == theirs?.hash
  }
}
