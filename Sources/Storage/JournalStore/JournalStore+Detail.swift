import Checklists
import GRDB
package import Journal
import SQLiteFiles

extension JournalStore {
  /// What one entry says, checked against its hash, with what later entries say of it; throws `noSuchEntry`, or
  /// `damaged` where its bytes are not those that were kept.
  package func detail(row: Int64) throws(JournalProblem) -> EntryDetail {
    try read { db in
      let summary = try self.summary(db, row)
      let (hash, entry) = try stored(db, row)
      let later = try db.all(
        Self.summaryQuery + " WHERE e.target = ? ORDER BY e.row", .int(row), read: EntrySummary.init
      ).map { try corrected(db, $0) }
      return EntryDetail(
        summary: summary, body: entry.body, hash: hash.hex, previousHash: entry.previous.hex, later: later,
        hasContact: try hasContact(db, row))
    }
  }

  /// What a row holds; throws `damaged` where its bytes are not what was kept.
  private func stored(_ db: Database, _ row: Int64) throws -> (EntryHash, StoredEntry) {
    let found = try db.first("SELECT hash, bytes FROM entry WHERE row = ?", .int(row)) { ($0.blob(0), $0.blob(1)) }
    guard let (hash, bytes) = found else { throw JournalProblem.noSuchEntry }
    let actual = EntryHash(of: bytes)
    guard actual.bytes == hash else { throw JournalProblem.damaged(path: folder.journal, what: "entry \(row)") }
    do { return (actual, try EntryBytes.decode(bytes)) } catch {
      throw JournalProblem.damaged(path: folder.journal, what: "entry \(row): \(error)")
    }
  }

  /// What the entries of some kinds and days say, oldest first; at most ``JournalLimits/bodies``, the newest of them.
  package func bodies(
    _ kinds: Set<EntrySummary.Kind>, from: Day?, through: Day?
  ) throws(JournalProblem) -> [KeptBody] {
    try read { db in
      let spans = try RowSpans(db, from: from, through: through, within: RowSpan(first: 1, last: state.lastRow))
      let facets = state.facets.filter { kinds.contains($0.key.kind) }.map(\.value)
      let days = EntryFilter(from: from, through: through)
      var rows: [Int64] = []
      for span in spans.spans.reversed() where rows.count < JournalLimits.bodies {
        let found = try FacetMerge(facets, span, true).rows(db, limit: JournalLimits.bodies - rows.count)
        rows += spans.needsDay ? try summaries(db, found).filter { days.holds(for: $0.day) }.map(\.row) : found
      }
      return try rows.reversed().map { row in
        let entry = try stored(db, row).1
        return KeptBody(id: entry.id, row: row, body: entry.body)
      }
    }
  }

  /// The exact bytes of an entry, as they were hashed.
  package func storedBytes(row: Int64) throws(JournalProblem) -> [UInt8] {
    try read { db in
      guard let bytes = try db.first("SELECT bytes FROM entry WHERE row = ?", .int(row), read: { $0.blob(0) }) else {
        throw JournalProblem.noSuchEntry
      }
      return bytes
    }
  }

  /// The row of the entry that a citizen's code belongs to; throws `malformedCode` or `unknownCode`.
  package func find(code: String) throws(JournalProblem) -> Int64 {
    guard let receipt = ReceiptCode(code) else { throw .malformedCode }
    guard let (row, _) = try entry(with: receipt) else { throw .unknownCode }
    return row
  }

  /// What the journal holds of a code that belongs to one of its entries; nil where none has it.
  package func receiptHash(of code: ReceiptCode) throws(JournalProblem) -> EntryHash? { try entry(with: code)?.receipt }

  private func entry(with code: ReceiptCode) throws(JournalProblem) -> (row: Int64, receipt: EntryHash)? {
    let hashes = try writingKey().receiptHashes(of: code)
    return try read { db in
      for hash in hashes { if let row = try self.row(db, hash) { return (row, hash) } }
      return nil
    }
  }

  /// The row of the entry whose receipt has a hash; nil where there is none.
  func row(_ db: Database, _ receipt: EntryHash) throws -> Int64? {
    let row = try db.first("SELECT row FROM entry WHERE receipt = ?", .int(receipt.prefix)) { $0.int64(0) }
    guard let row, try stored(db, row).1.receipt == receipt else { return nil }
    return row
  }

  /// How many sessions there were on a day, kept with their facts or only counted, and how many were cancelled; a corrected
  /// outcome counts as it was corrected last.
  package func count(on day: Day) throws(JournalProblem) -> DayCount {
    try read { db in
      let spans = try RowSpans(db, from: day, through: day, within: RowSpan(first: 1, last: state.lastRow))
      var count = DayCount()
      for (facet, id) in state.facets where facet.kind == .session || facet.kind == .count {
        let found = try self.count(db, id, spans, day)
        count.sessions += found
        if let outcome = facet.outcome, found > 0 { count.byOutcome[outcome, default: 0] += found }
      }
      for (facet, id) in state.facets where facet.kind == .cancelled {
        count.cancelled += try self.count(db, id, spans, day)
      }
      for span in spans.spans { try correct(db, &count, span, spans.needsDay ? day : nil) }
      return count
    }
  }

  private func count(_ db: Database, _ facet: Int64, _ spans: RowSpans, _ day: Day) throws -> Int {
    var count = 0
    for span in spans.spans {
      // The index alone answers, unless the days are so mixed that each row must be asked.
      let more = spans.needsDay ? " AND day = \(day.daysSince1970)" : ""
      count +=
        try db.first(
          "SELECT count(*) FROM entry WHERE facet = ? AND row BETWEEN ? AND ?" + more, .int(facet), .int(span.first),
          .int(span.last)
        ) { $0.int(0) } ?? 0
    }
    return count
  }

  /// Moves entries from the outcome they were kept with to the one they were corrected to last.
  private func correct(_ db: Database, _ count: inout DayCount, _ span: RowSpan, _ day: Day?) throws {
    var corrected: [Int64: (from: String, to: String)] = [:]
    try db.each(
      """
      SELECT a.target, o.outcome, n.outcome FROM entry a JOIN facet n ON n.id = a.facet
        JOIN entry e ON e.row = a.target JOIN facet o ON o.id = e.facet
      WHERE a.target BETWEEN ? AND ? AND a.kind = 3 AND n.outcome <> '' AND (?3 IS NULL OR e.day = ?3) ORDER BY a.row
      """, [.int(span.first), .int(span.last), .int(day?.daysSince1970)]
    ) { line in
      corrected[line.int64(0)] = (line.text(1), line.text(2))
    }
    for (from, to) in corrected.values {
      guard let from = Outcome(rawValue: from), let to = Outcome(rawValue: to) else { continue }
      count.byOutcome[from, default: 0] -= 1
      count.byOutcome[to, default: 0] += 1
    }
    count.byOutcome = count.byOutcome.filter { $0.value > 0 }
  }
}
