/// The pack whose checklists this desk uses.
package struct PackInUse: Hashable, Sendable {
  package var version: Int
  /// 64 hex digits over what was signed.
  package var hash: String
  /// When trainers made it, in milliseconds since 1970.
  package var madeMilliseconds: Int64
  /// From when on it should have been replaced, in milliseconds since 1970.
  package var expiresMilliseconds: Int64
  /// When this desk took it, in milliseconds since 1970 by its own clock.
  package var takenMilliseconds: Int64
  /// What was in use before; nil where it is the first.
  package var formerVersion: Int?
  /// What is new, in words for volunteers.
  package var changes: [LocalText]
  /// The checklists of the pack that count: those that are newer than the ones that ship, or do not ship at all.
  package var renewed: [ChecklistID]

  package init(
    version: Int, hash: String, madeMilliseconds: Int64, expiresMilliseconds: Int64, takenMilliseconds: Int64,
    formerVersion: Int?, changes: [LocalText], renewed: [ChecklistID] = []
  ) {
    self.version = version
    self.hash = hash
    self.madeMilliseconds = madeMilliseconds
    self.expiresMilliseconds = expiresMilliseconds
    self.takenMilliseconds = takenMilliseconds
    self.formerVersion = formerVersion
    self.changes = changes
    self.renewed = renewed
  }

  /// Whether it should have been replaced by now. It still counts: a desk never stops for that.
  package func isExpired(atMilliseconds now: Int64) -> Bool { now >= expiresMilliseconds }

  /// Whether home says "bản mới": for seven days after the desk took it.
  package func isNew(atMilliseconds now: Int64) -> Bool {
    (takenMilliseconds..<(takenMilliseconds + 7 * 86_400_000)).contains(now)
  }
}

/// What is worth a yellow line about packs; the desk works on.
package enum PackWarning: Hashable, Sendable {
  /// The pack should have been replaced, since milliseconds since 1970.
  case expired(version: Int, sinceMilliseconds: Int64)
  /// The pack's file is gone or was changed: the checklists that ship are used.
  case lost(version: Int)
  /// The pack follows another one than this desk has had: trainers published two of one version.
  case otherPredecessor(version: Int)
  /// What this desk remembers of packs cannot be read: no pack is used or taken.
  case memoryDamaged(path: String)
}
