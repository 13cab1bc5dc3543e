/// What changed between two versions, in numbers.
package struct ChangeCounts: Hashable, Sendable {
  /// Parts that came new.
  package var added = 0
  package var removed = 0
  package var moved = 0
  /// Parts whose texts differ.
  package var texts = 0
  /// Parts that belong to the walk in other cases.
  package var branches = 0
  /// Parts with another expected time, or other details.
  package var details = 0

  package init() {}

  package init(_ diff: VersionDiff) {
    for row in diff.rows {
      var hasDetails = false
      for change in row.changes {
        switch change {
        case .added: added += 1
        case .removed: removed += 1
        case .moved: moved += 1
        case .texts: texts += 1
        case .branch: branches += 1
        case .expected, .details: hasDetails = true
        }
      }
      if hasDetails { details += 1 }
    }
  }

  package var isEmpty: Bool { self == ChangeCounts() }
}
