/// How many entries there are of each kind: what is called "entries" may be sessions, questions in passing, shifts.
package struct EntryKinds: Hashable, Sendable {
  /// None of them is 0.
  package private(set) var counts: [EntrySummary.Kind: Int]

  package init(_ counts: [EntrySummary.Kind: Int] = [:]) { self.counts = counts.filter { $0.value > 0 } }

  /// Of whatever kind.
  package var total: Int { counts.values.reduce(0, +) }

  /// Those that lists show.
  package var listed: EntryKinds { EntryKinds(counts.filter { $0.key.isListed }) }

  package mutating func add(_ kind: EntrySummary.Kind, _ count: Int = 1) {
    if count > 0 { counts[kind, default: 0] += count }
  }

  package mutating func add(_ other: EntryKinds) { for (kind, count) in other.counts { add(kind, count) } }
}
