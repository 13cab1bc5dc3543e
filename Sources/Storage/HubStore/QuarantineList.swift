import Journal
import Protocol

/// Entries that are kept apart, of branches of one device.
enum QuarantineList {
  /// The first ones by incarnation and sequence, each place once, with the first reason by its word.
  ///
  /// - Parameters:
  ///   - branches: In the order of their incarnations.
  ///   - read: At most `limit` of a branch's own rows, in order. Nothing is read of what would not be shown.
  static func first(
    _ limit: Int, of branches: [(id: Int64, incarnation: Int)],
    read: ((id: Int64, incarnation: Int)) throws -> [Quarantine]
  ) rethrows -> [Quarantine] {
    var list: [Quarantine] = []
    var rest = branches[...]
    while let next = rest.first, list.count < limit {
      let chain = rest.prefix { $0.incarnation == next.incarnation }
      rest = rest.dropFirst(chain.count)
      var reasons: [Int: Quarantine] = [:]
      for branch in chain {
        for entry in try read(branch) {
          let known = reasons[entry.sequence]
          if known.map({ entry.reason.rawValue < $0.reason.rawValue }) ?? true { reasons[entry.sequence] = entry }
        }
      }
      list += reasons.values.sorted { $0.sequence < $1.sequence }.prefix(limit - list.count)
    }
    return list
  }
}

extension Quarantine {
  /// With a reason as it stands in a table.
  init(incarnation: Int, sequence: Int, word: String) throws(StoreFault) {
    guard let reason = try Reason(word: word) else { throw .damaged("a reason") }
    self.init(incarnation: incarnation, sequence: sequence, reason: reason)
  }
}

extension Quarantine.Reason {
  /// As it stands in a table; nil for null.
  init?(word: String?) throws(StoreFault) {
    guard let word else { return nil }
    guard let reason = Self(rawValue: word) else { throw .damaged("a reason") }
    self = reason
  }
}
