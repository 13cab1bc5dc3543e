package import Journal
import SQLiteFiles

// Entries by their kind.
extension JournalStore {
  /// Of a laptop's own journal all are under its present name, whichever name they were kept under.
  package func kindsByDevice() throws(JournalProblem) -> [DeviceID: EntryKinds] {
    let facets = Dictionary(uniqueKeysWithValues: state.facets.map { ($0.value, $0.key) })
    var kinds: [DeviceID: EntryKinds] = [:]
    try read { db in
      try db.each("SELECT facet, count(*) FROM entry GROUP BY facet", []) { line in
        guard let facet = facets[line.int64(0)] else { return }
        kinds[facet.device ?? state.last.device, default: EntryKinds()].add(facet.kind, line.int(1))
      }
    }
    return kinds
  }

  package func listedCount() throws(JournalProblem) -> Int {
    let apart = state.facets.filter { !$0.key.kind.isListed }.map(\.value)
    return try read { db in
      try apart.reduce(state.count) { rest, facet in
        rest - (try db.first("SELECT count(*) FROM entry WHERE facet = ?", .int(facet)) { $0.int(0) } ?? 0)
      }
    }
  }

  /// Of entries that come after the last ones that a receipt covers, in each incarnation of the journal.
  package func kinds(after covered: [EntryID]) throws(JournalProblem) -> EntryKinds {
    let facets = Dictionary(uniqueKeysWithValues: state.facets.map { ($0.value, $0.key.kind) })
    let incarnations = try incarnations()
    return try read { db in
      var kinds = EntryKinds()
      for incarnation in incarnations {
        let known = covered.first { $0.chain == incarnation.head.last.chain }?.sequence ?? 0
        let last = incarnation.base + Int64(incarnation.head.last.sequence)
        try db.each(
          "SELECT facet, count(*) FROM entry WHERE row BETWEEN ? AND ? GROUP BY facet",
          [.int(incarnation.base + Int64(max(0, known)) + 1), .int(last)]
        ) { line in
          if let kind = facets[line.int64(0)] { kinds.add(kind, line.int(1)) }
        }
      }
      return kinds
    }
  }
}
