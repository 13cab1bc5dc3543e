import GRDB
package import Journal
import SQLiteFiles

/// What a check of the whole journal found.
package struct VerifyReport: Hashable, Sendable {
  /// Entries whose bytes, hash and place in the chain are right.
  package var good: Int
  /// Entries that an earlier salvage could not bring back; they are known, and no new fault.
  package var missing: Int
  /// Sealed contacts that belong to their entries.
  package var contacts: Int
  /// The first places where the chain breaks, in order, at most ``JournalStore/mostBreaks``.
  package var breaks: [ChainBreak]
  /// How many places there are in all.
  package var breakCount: Int

  /// Whether nothing is wrong.
  package var isWhole: Bool { breakCount == 0 }

  init() { (good, missing, contacts, breaks, breakCount) = (0, 0, 0, [], 0) }

  mutating func add(_ row: Int64?, _ id: EntryID, _ fault: ChainFault) {
    breakCount += 1
    if breaks.count < JournalStore.mostBreaks { breaks.append(ChainBreak(row: row, id: id, fault: fault)) }
  }
}

/// One entry as it is exported.
package struct ExportRow: Sendable {
  /// Its line in the lists.
  package var summary: EntrySummary
  /// The stored bytes: one JSON object.
  package var bytes: [UInt8]
  /// SHA-256 of the bytes, lower-case hex.
  package var hash: String
}

extension JournalStore {
  /// How many breaks a report describes.
  package static let mostBreaks = 100

  /// Re-derives every chain from the stored bytes, in constant memory, and compares heads, contacts and list columns.
  ///
  /// Throws only where the file cannot be read; what is wrong with the entries is in the report.
  package func verify() throws(JournalProblem) -> VerifyReport {
    try read { db in
      var report = VerifyReport()
      for incarnation in try db.all(
        "SELECT \(Incarnation.columns) FROM incarnation ORDER BY id", read: Incarnation.init)
      {
        try verify(db, incarnation, &report)
      }
      try verifyContacts(db, &report)
      return report
    }
  }

  private func verify(_ db: Database, _ incarnation: Incarnation, _ report: inout VerifyReport) throws {
    var chain = ChainVerifier(device: incarnation.head.last.device, incarnation: incarnation.head.last.incarnation)
    var losses = try db.all("SELECT first, last FROM loss WHERE incarnation = ? ORDER BY first", .int(incarnation.id)) {
      (first: $0.int(0), last: $0.int(1))
    }[...]
    func skipLosses() {
      while let loss = losses.first, loss.first == chain.next.sequence {
        chain.skip(through: loss.last)
        report.missing += max(0, loss.last - loss.first + 1)
        losses.removeFirst()
      }
    }
    try db.each(
      """
      SELECT e.row, e.hash, e.bytes, e.sequence, e.day, e.minute, e.milliseconds, e.problems, e.receipt, e.target,
        f.kind, f.checklist, f.outcome, f.volunteer
      FROM entry e JOIN facet f ON f.id = e.facet WHERE e.incarnation = ? AND e.row > ?
      ORDER BY \(isCopy ? "e.sequence" : "e.row")
      """, [.int(incarnation.id), .int(incarnation.base)]
    ) { line in
      skipLosses()
      let expected = chain.next
      do {
        let entry = try chain.take(line.blob(2), hash: EntryHash(bytes: line.blob(1)) ?? .zero)
        guard isCopy || Self.isListed(entry, line, incarnation) else { throw ChainFault.listDiffers }
        report.good += 1
      } catch let fault as ChainFault {
        report.add(line.int64(0), expected, fault)
      }
    }
    skipLosses()
    // A head that went with its page cannot be compared; the loss says so.
    if incarnation.head.signature.isEmpty { return }
    do { try chain.finish(incarnation.head, publicKey: incarnation.publicKey) } catch {
      report.add(nil, incarnation.head.last, error)
    }
  }

  /// Whether the columns say what the entry says.
  private static func isListed(_ entry: StoredEntry, _ line: SQLiteRow, _ incarnation: Incarnation) -> Bool {
    let facet = Facet(line, from: 10)
    let listing = EntryListing(entry.body, checklistOfTarget: entry.body.target == nil ? nil : facet.checklist)
    return line.int64(0) == incarnation.base + Int64(entry.id.sequence) && line.int64(3) == Int64(entry.id.sequence)
      && line.int64(4) == Int64(listing.day.daysSince1970)
      && line.optionalInt64(5) == listing.minuteOfDay.map(Int64.init)
      && line.int64(6) == listing.milliseconds && line.text(7) == listing.problemText
      && line.optionalInt64(8) == entry.receipt?.prefix && (line.optionalInt64(9) == nil) == (entry.body.target == nil)
      && facet == Facet(listing)
  }

  private func verifyContacts(_ db: Database, _ report: inout VerifyReport) throws {
    let boxes = try db.all("SELECT row, box FROM contact ORDER BY row") {
      (row: $0.int64(0), hash: EntryHash(of: $0.blob(1)))
    }
    for box in boxes {
      let bytes = try db.first("SELECT bytes FROM entry WHERE row = ?", .int(box.row)) { $0.blob(0) } ?? []
      do {
        let entry = try EntryBytes.decode(bytes)
        if entry.contact == box.hash {
          report.contacts += 1
        } else {
          report.add(box.row, entry.id, .contactDiffers)
        }
      } catch {
        // The entry itself was reported above.
        continue
      }
    }
  }

  /// Hands out every entry, oldest first, in constant memory; stops when `each` throws, with its error. `each` may
  /// ask the journal for more.
  package func export(_ each: (ExportRow) throws -> Void) throws {
    var last: Int64 = 0
    while true {
      let rows = try read { db in
        try db.all(Self.exportQuery, .int(last)) { line in
          ExportRow(
            summary: EntrySummary(line), bytes: line.blob(14), hash: EntryHash(bytes: line.blob(15))?.hex ?? "")
        }.map { row in
          var row = row
          row.summary = try corrected(db, row.summary)
          return row
        }
      }
      guard let newest = rows.last else { return }
      for row in rows { try each(row) }
      last = newest.summary.row
    }
  }

  private static let exportQuery = """
    SELECT e.row, l.device, l.incarnation, e.sequence, e.day, e.minute, e.milliseconds, e.problems,
      EXISTS(SELECT 1 FROM entry a WHERE a.target = e.row AND a.kind = 3),
      f.kind, f.checklist, f.outcome, f.volunteer, e.target, e.bytes, e.hash
    FROM entry e JOIN incarnation l ON l.id = e.incarnation JOIN facet f ON f.id = e.facet WHERE e.row > ? ORDER BY e.row
    LIMIT 200
    """
}
