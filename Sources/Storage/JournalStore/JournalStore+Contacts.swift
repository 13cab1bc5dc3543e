import GRDB
package import Journal
import SQLiteFiles

extension JournalStore {
  /// Seals a contact; only a session or a count can have one.
  func seal(_ contact: Contact, of body: EntryBody, _ id: EntryID) throws -> SealedContact {
    guard body.target == nil else { throw JournalProblem.noSuchEntry }
    guard contact.sealedByteCount <= Contact.largestBytes else {
      throw JournalProblem.tooLarge(bytes: contact.sealedByteCount)
    }
    return try writingKey().seal(contact, for: id, using: &chance)
  }

  static func insert(
    _ db: Database, _ contact: Contact, _ sealed: SealedContact, row: Int64, _ body: EntryBody
  ) throws {
    let kept = body.moment
    try Schema.insert(
      db, "contact",
      [
        .int(row), .blob(sealed.box), .blob(sealed.wrappedKey), .int(contact.due?.daysSince1970),
        .int(kept.wallMilliseconds), .text(kept.boot), .int(kept.monotonicMilliseconds),
      ])
  }

  func destroyContact(_ db: Database, _ row: Int64) throws {
    try db.run("DELETE FROM contact WHERE row = ?", .int(row))
  }

  /// The sealed contact of an entry; throws `contactGone` where there is none.
  package func contact(row: Int64) throws(JournalProblem) -> Contact {
    try read { db in
      let summary = try self.summary(db, row)
      let sealed = try db.first("SELECT box, wrapped FROM contact WHERE row = ?", .int(row), read: Self.sealed)
      guard let sealed else { throw JournalProblem.contactGone }
      return try open(sealed, summary)
    }
  }

  private static func sealed(_ line: SQLiteRow) -> SealedContact {
    SealedContact(box: line.blob(0), wrappedKey: line.blob(1))
  }

  private func open(_ sealed: SealedContact, _ entry: EntrySummary) throws -> Contact {
    guard let contact = try writingKey().open(sealed, for: entry.id) else {
      throw JournalProblem.damaged(path: folder.journal, what: "the contact of entry \(entry.row)")
    }
    return contact
  }

  /// Open follow-ups due on a day or before, soonest first; with nil all of them, those without a day last.
  package func followUps(through day: Day?) throws(JournalProblem) -> [FollowUp] {
    try read { db in
      let found = try db.all(
        """
        SELECT box, wrapped, row FROM contact WHERE ?1 IS NULL OR due <= ?1 ORDER BY due IS NULL, due, row
        """, .int(day?.daysSince1970)
      ) { (Self.sealed($0), $0.int64(2)) }
      return try found.map { sealed, row in
        let summary = try self.summary(db, row)
        return FollowUp(entry: summary, contact: try open(sealed, summary))
      }
    }
  }

  /// Appends the erasure and destroys the sealed contact, in one transaction; throws `contactGone` where there is none.
  package func erase(row: Int64, at moment: Moment) throws(JournalProblem) -> KeptEntry {
    try keep(.erasure(of: try entryWithContact(row), at: moment), closing: nil, contact: nil)
  }

  /// Appends the close of the follow-up and destroys the sealed contact, in one transaction; throws `contactGone` where
  /// there is none.
  package func closeFollowUp(
    row: Int64, by volunteer: VolunteerCode?, at moment: Moment
  ) throws(JournalProblem) -> KeptEntry {
    try keep(
      .followUpClosed(of: try entryWithContact(row), by: volunteer, at: moment), closing: nil, contact: nil)
  }

  /// Carries out an order to erase the contact of the entry whose receipt has this hash, of whatever incarnation. An
  /// order that was carried out before, here or by hand, changes nothing.
  package func eraseOrdered(receipt: EntryHash, at moment: Moment) throws(JournalProblem) -> OrderedErasure {
    let found = try read { db in
      guard let row = try self.row(db, receipt) else { return (row: nil, isOpen: false) as (row: Int64?, isOpen: Bool) }
      return (row, try hasContact(db, row))
    }
    guard let row = found.row else { return .unknown }
    guard found.isOpen else {
      // Carried out, but maybe with bytes left in the log when the power went.
      if !isReadOnly { try scrubIfNeeded() }
      return .alreadyGone
    }
    return .erased(try erase(row: row, at: moment))
  }

  /// Entries with a contact after a row, oldest first, at most so many. A contact that does not open any more is left
  /// out: ``contact(row:)`` says that it is damaged.
  package func openContacts(
    after row: Int64, limit: Int
  ) throws(JournalProblem) -> [(row: Int64, id: EntryID, contact: Contact)] {
    let key = try writingKey()
    return try read { db in
      var found: [(row: Int64, id: EntryID, contact: Contact)] = []
      guard limit > 0 else { return found }
      try db.walk(
        """
        SELECT c.box, c.wrapped, c.row, l.device, l.incarnation, e.sequence
        FROM contact c JOIN entry e ON e.row = c.row JOIN incarnation l ON l.id = e.incarnation WHERE c.row > ? ORDER BY c.row
        """, [.int(row)]
      ) { line in
        let id = EntryID(
          device: DeviceID(rawValue: line.text(3)), incarnation: line.int(4), sequence: line.int(5))
        if let contact = key.open(Self.sealed(line), for: id) { found.append((line.int64(2), id, contact)) }
        return found.count < limit
      }
      return found
    }
  }

  private func entryWithContact(_ row: Int64) throws(JournalProblem) -> EntryID {
    try read { db in
      let summary = try self.summary(db, row)
      guard try hasContact(db, row) else { throw JournalProblem.contactGone }
      return summary.id
    }
  }

  func hasContact(_ db: Database, _ row: Int64) throws -> Bool {
    try db.first("SELECT row FROM contact WHERE row = ?", .int(row)) { $0.int64(0) } != nil
  }

  /// Destroys contacts whose time is over (``Contact/lifetime(due:keptOn:)``); returns how many. Within one boot the
  /// monotonic clock counts, so that a wall clock that jumps destroys nothing too early.
  package func purgeContacts(at now: Moment) throws(JournalProblem) -> Int {
    let old = try read { db in
      try db.all(
        """
        SELECT c.row, c.wall, c.boot, c.monotonic, c.due, e.day FROM contact c JOIN entry e ON e.row = c.row ORDER BY c.row
        """
      ) { line in
        let kept = Moment(
          wallMilliseconds: line.int64(1), offsetMinutes: 0, boot: line.text(2), monotonicMilliseconds: line.int64(3))
        let due = line.optionalInt64(4).map { Day(daysSince1970: Int($0)) }
        let day = Day(daysSince1970: Int(line.int64(5)))
        return (line.int64(0), now.milliseconds(since: kept) >= Contact.lifetime(due: due, keptOn: day))
      }.filter(\.1).map(\.0)
    }
    guard !old.isEmpty else { return 0 }
    try change { db, _ in
      for row in old { try destroyContact(db, row) }
    }
    needsScrub = true
    try scrubIfNeeded()
    return old.count
  }
}
