public import Journal

/// A chain whose sessions are counted.
public struct CountedChain: Hashable, Sendable {
  public var id: ChainID
  /// 0, or the number of a fork of it at a hub.
  public var branch: Int
  /// Entries through this one are not counted here; those a fork shares with its chain.
  public var from: Int
  public var size: Int

  public init(_ id: ChainID, branch: Int = 0, from: Int = 0, size: Int) {
    self.id = id
    self.branch = branch
    self.from = from
    self.size = size
  }
}

/// Entries of a chain that are to be counted.
public struct EntriesToCount: Sendable {
  public var chain: CountedChain
  /// Those that count, in order.
  public var entries: [[UInt8]]
  /// Where they begin; where the chain was counted to another place since, none of them is. Nil: wherever it was.
  public var after: Int?
  /// Where they end.
  public var through: Int

  public init(of chain: CountedChain, entries: [[UInt8]], after: Int? = nil, through: Int) {
    self.chain = chain
    self.entries = entries
    self.after = after
    self.through = through
  }
}
