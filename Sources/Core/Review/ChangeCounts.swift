/// What changed between two versions, in numbers.
public struct ChangeCounts: Hashable, Sendable {
  /// Parts that came new.
  public var added = 0
  public var removed = 0
  public var moved = 0
  /// Parts whose texts differ.
  public var texts = 0
  /// Parts that belong to the walk in other cases.
  public var branches = 0
  /// Parts with another expected time, or other details.
  public var details = 0

  public init() {}

  public init(_ diff: VersionDiff) {
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

  public var isEmpty: Bool { self == ChangeCounts() }
}
