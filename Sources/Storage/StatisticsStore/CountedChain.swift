package import Journal

/// A chain whose sessions are counted.
package struct CountedChain: Hashable, Sendable {
  package var id: ChainID
  /// 0, or the number of a fork of it at a hub.
  package var branch: Int
  /// Entries through this one are not counted here; those a fork shares with its chain.
  package var from: Int
  package var size: Int

  package init(_ id: ChainID, branch: Int = 0, from: Int = 0, size: Int) {
    self.id = id
    self.branch = branch
    self.from = from
    self.size = size
  }
}

/// Entries of a chain that are to be counted.
package struct EntriesToCount: Sendable {
  package var chain: CountedChain
  /// Those that count, in order.
  package var entries: [[UInt8]]
  /// Where they begin; where the chain was counted to another place since, none of them is. Nil: wherever it was.
  package var after: Int?
  /// Where they end.
  package var through: Int

  package init(of chain: CountedChain, entries: [[UInt8]], after: Int? = nil, through: Int) {
    self.chain = chain
    self.entries = entries
    self.after = after
    self.through = through
  }
}
