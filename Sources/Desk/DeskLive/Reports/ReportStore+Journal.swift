package import Journal
package import JournalStore
package import ReportStore
import Reports
package import SQLiteFiles

extension ReportStore {
  /// Where the kept sessions of a data folder lie.
  package static func path(folder: String, practice: Bool) -> String {
    folder + (practice ? "/practice-reports.sqlite" : "/reports.sqlite")
  }

  /// Takes the entries of a journal that came since the last time. Where the journal has less than is kept, as after it
  /// was put back from an earlier time, everything is taken anew.
  ///
  /// - Parameter apart: Entries that do not count.
  package func catchUp(
    with journal: JournalStore, except apart: Set<EntryID> = []
  ) throws(StorageProblem) {
    let incarnations = try Self.asking { () throws(JournalProblem) in try journal.incarnations() }
    for incarnation in incarnations {
      let chain = ReportChain(incarnation.head.last.chain)
      if let kept = try kept(of: chain), kept > incarnation.head.last.sequence {
        try reset()
        break
      }
    }
    for incarnation in incarnations {
      let chain = ReportChain(incarnation.head.last.chain)
      var sequence = try kept(of: chain) ?? 0
      while sequence < incarnation.head.last.sequence {
        let from = sequence
        let places = try Self.asking { () throws(JournalProblem) in
          try journal.places(of: incarnation, after: from, entries: Self.portion, bytes: 64 << 20)
        }
        guard let end = places.last?.lastSequence, end > from else { break }
        let counted = places.filter { !apart.contains(incarnation.head.last.chain.entry($0.lastSequence)) }
        try take(counted.compactMap(\.entryBytes), of: chain, after: from, through: end)
        sequence = end
      }
    }
  }

  private static func asking<T>(_ work: () throws(JournalProblem) -> T) throws(StorageProblem) -> T {
    do { return try work() } catch { throw StorageProblem("journal", .damaged("\(error)")) }
  }
}

extension LogPlace {
  /// The last sequence that it speaks of.
  fileprivate var lastSequence: Int {
    switch self {
    case .entry(let sequence, _, _): sequence
    case .lost(let range): range.last
    }
  }

  fileprivate var entryBytes: [UInt8]? {
    if case .entry(_, _, let bytes) = self { bytes } else { nil }
  }
}
