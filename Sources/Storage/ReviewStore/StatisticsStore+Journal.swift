import Journal
package import JournalStore
package import StatisticsStore

extension StatisticsStore {
  /// Where the figures of a data folder lie.
  package static func path(folder: String, practice: Bool) -> String {
    folder + (practice ? "/practice-figures.sqlite" : "/figures.sqlite")
  }

  /// Takes entries of a journal that came since the last time, at most so many; true where none are left.
  @discardableResult package func catchUp(
    with journal: JournalStore, atMost limit: Int = .max
  ) throws -> Bool {
    var left = limit
    for incarnation in try journal.incarnations() {
      let last = incarnation.head.last
      let chain = CountedChain(last.chain, size: last.sequence)
      var sequence = try cursor(of: chain)
      while sequence < chain.size {
        guard left > 0 else { return false }
        let (most, from) = (min(left, Self.portion), sequence)
        let places = try journal.places(of: incarnation, after: from, entries: most, bytes: 64 << 20)
        guard let end = places.last else { break }
        sequence = end.sequence
        left -= places.count
        try count([EntriesToCount(of: chain, entries: places.compactMap(\.bytes), through: sequence)])
      }
    }
    return true
  }
}

extension LogPlace {
  /// The last sequence that it speaks of.
  fileprivate var sequence: Int {
    switch self {
    case .entry(let sequence, _, _): sequence
    case .lost(let range): range.last
    }
  }

  fileprivate var bytes: [UInt8]? {
    if case .entry(_, _, let bytes) = self { bytes } else { nil }
  }
}
