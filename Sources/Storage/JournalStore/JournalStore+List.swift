import Checklists
import GRDB
package import Journal
import SQLiteFiles

extension JournalStore {
  /// At most `limit` lines, newest first.
  package func page(
    _ filter: EntryFilter, _ start: PageStart, limit: Int
  ) throws(JournalProblem) -> [EntrySummary] {
    guard limit > 0 else { return [] }
    let query = SearchQuery(filter.words)
    guard !query.isEmpty else { return try lines(filter, query, start, limit) }
    try prepareSearch()
    do {
      return try lines(filter, query, start, limit)
    } catch {
      guard search.hasFailedToRead else { throw error }
      try mendSearch(after: error)
      return try lines(filter, query, start, limit)
    }
  }

  private func lines(
    _ filter: EntryFilter, _ query: SearchQuery, _ start: PageStart, _ limit: Int
  ) throws(JournalProblem) -> [EntrySummary] {
    try read { db in
      let order = PageOrder(start, lastRow: state.lastRow)
      let spans = try RowSpans(db, from: filter.from, through: filter.through, within: order.span)
      var lines: [EntrySummary] = []
      for span in order.isDescending ? spans.spans.reversed() : spans.spans where lines.count < limit {
        var rest = span
        repeat {
          let wanted = limit - lines.count
          let rows = try self.rows(db, filter, query, rest, order, wanted)
          lines += try summaries(db, rows).filter { !spans.needsDay || filter.holds(for: $0.day) }
          // Only rows of other days make another round necessary.
          guard rows.count == wanted, lines.count < limit, let last = rows.last else { break }
          rest = order.rest(of: rest, behind: last)
        } while !rest.isEmpty
      }
      return order.isDescending ? lines : lines.reversed()
    }
  }

  /// The next rows of a stretch that the filter leaves, in order.
  private func rows(
    _ db: Database, _ filter: EntryFilter, _ query: SearchQuery, _ span: RowSpan, _ order: PageOrder, _ limit: Int
  ) throws -> [Int64] {
    let named = query.outcomes
    var moved = MovedRows()
    if filter.outcome != nil || !named.isEmpty {
      try corrections.catchUp(db)
      moved = MovedRows(filter, named: named, span, state, corrections)
    }
    guard !moved.isEmpty else { return try keptRows(db, filter, query, span, order, limit) }
    var rows: [Int64] = []
    var rest = span
    while !rest.isEmpty, rows.count < limit {
      let found = try keptRows(db, filter, query, rest, order, limit)
      rows += found.filter { !moved.gone.contains($0) }
      guard found.count == limit, let last = found.last else { break }
      rest = order.rest(of: rest, behind: last)
    }
    var come: [Int64] = []
    let text = query.isEmpty ? nil : try searchText(db)
    let candidates = try candidates(query, span)
    for (row, outcome) in order.isDescending ? moved.come.reversed() : moved.come where come.count < limit {
      // What stands behind a whole page is not on it.
      if rows.count >= limit, let last = rows.last, order.isDescending ? row < last : row > last { break }
      guard candidates?.contains(row) ?? true else { continue }
      if try text.map({ try isFound(db, query, row, as: outcome, $0) }) ?? true { come.append(row) }
    }
    return Array((rows + come).sorted { order.isDescending ? $0 > $1 : $0 < $1 }.prefix(limit))
  }

  /// Rows that have what a query asks for beside outcomes; nil where that are too many to be of use, or nothing is asked.
  private func candidates(_ query: SearchQuery, _ span: RowSpan) throws -> Set<Int64>? {
    let rest = query.withoutOutcomes
    guard !rest.isEmpty else { return nil }
    let rows = try search.rows(rest, [], span, isDescending: true, limit: Self.mostCandidates)
    return rows.count < Self.mostCandidates ? Set(rows) : nil
  }

  private static let mostCandidates = 2_000

  /// Whether a session has all terms, with the outcome that it was corrected to in place of the first one, which the
  /// index knows.
  private func isFound(
    _ db: Database, _ query: SearchQuery, _ row: Int64, as outcome: Outcome, _ text: SearchText
  ) throws -> Bool {
    let found = try db.first(
      """
      SELECT e.bytes, f.kind, f.checklist, f.outcome, f.volunteer FROM entry e JOIN facet f ON f.id = e.facet
      WHERE e.row = ?
      """, .int(row)
    ) { (bytes: $0.blob(0), facet: Facet($0, from: 1)) }
    guard let (bytes, kept) = found else { return false }
    var facet = kept
    facet.outcome = outcome
    return query.isFound(in: text.words(try EntryBytes.decode(bytes).body, facet: facet))
  }

  /// The next rows that the filter leaves by what they were kept with.
  private func keptRows(
    _ db: Database, _ filter: EntryFilter, _ query: SearchQuery, _ span: RowSpan, _ order: PageOrder, _ limit: Int
  ) throws -> [Int64] {
    let isUnfiltered =
      filter.checklist == nil && filter.outcome == nil && filter.volunteer == nil
      && (filter.device == nil || !isCopy)
    let facets = isUnfiltered ? [] : state.facets.filter { $0.key.matches(filter) }.map(\.value)
    if !isUnfiltered && facets.isEmpty { return [] }
    if !query.isEmpty {
      let tokens = isUnfiltered ? [] : SearchTokens.filter(filter, facets: facets)
      return try search.rows(query, tokens, span, isDescending: order.isDescending, limit: limit)
    }
    if !isUnfiltered { return try FacetMerge(facets, span, order.isDescending).rows(db, limit: limit) }
    return try db.all(
      """
      SELECT row FROM entry WHERE row BETWEEN ? AND ? AND kind NOT IN (\(Self.unlisted)) ORDER BY row \(order.word)
      LIMIT ?
      """, .int(span.first), .int(span.last), .int(limit)
    ) { $0.int64(0) }
  }

  /// The kinds that no list shows.
  private static let unlisted = EntrySummary.Kind.allCases.filter { !$0.isListed }.map { "\($0.rawValue)" }
    .joined(separator: ",")

  /// Lines of some rows, in the order of the rows.
  func summaries(_ db: Database, _ rows: [Int64]) throws -> [EntrySummary] {
    try rows.map { try summary(db, $0) }
  }

  /// The line of one row; throws `noSuchEntry`.
  func summary(_ db: Database, _ row: Int64) throws -> EntrySummary {
    let found = try db.first(Self.summaryQuery + " WHERE e.row = ?", .int(row), read: EntrySummary.init)
    if let found { return try corrected(db, found) }
    // A row whose facet or incarnation is not there has been damaged.
    let isThere = try db.first("SELECT row FROM entry WHERE row = ?", .int(row)) { $0.int64(0) } != nil
    throw isThere ? JournalProblem.damaged(path: folder.journal, what: "entry \(row)") : .noSuchEntry
  }

  /// A line with what its outcome was corrected to last.
  func corrected(_ db: Database, _ line: EntrySummary) throws -> EntrySummary {
    guard line.isAmended, line.outcome != nil else { return line }
    let last = try db.first(
      """
      SELECT a.row, f.outcome, f.volunteer, a.bytes FROM entry a JOIN facet f ON f.id = a.facet
      WHERE a.target = ? AND a.kind = 3 AND f.outcome <> '' ORDER BY a.row DESC LIMIT 1
      """, .int(line.row)
    ) { (row: $0.int64(0), outcome: Outcome(rawValue: $0.text(1)), by: $0.text(2), bytes: $0.blob(3)) }
    guard let last, let outcome = last.outcome else { return line }
    var reason: String?
    do {
      if case .amendment(_, let change, _, _) = try EntryBytes.decode(last.bytes).body { reason = change.note }
    } catch {
      // The columns say what it was corrected to; showing the entry that corrects reports the damage.
      reason = nil
    }
    return line.corrected(
      to: outcome, reason: reason, by: last.by.isEmpty ? nil : VolunteerCode(rawValue: last.by), row: last.row)
  }

  /// The columns that ``EntrySummary/init(_:)`` reads.
  static let summaryQuery = """
    SELECT e.row, l.device, l.incarnation, e.sequence, e.day, e.minute, e.milliseconds, e.problems,
      EXISTS(SELECT 1 FROM entry a WHERE a.target = e.row AND a.kind = 3),
      f.kind, f.checklist, f.outcome, f.volunteer, e.target
    FROM entry e JOIN incarnation l ON l.id = e.incarnation JOIN facet f ON f.id = e.facet
    """
}

/// In which direction a page is read.
private struct PageOrder {
  var span: RowSpan
  var isDescending: Bool

  init(_ start: PageStart, lastRow: Int64) {
    switch start {
    case .newest: (span, isDescending) = (RowSpan(first: 1, last: lastRow), true)
    case .before(let row): (span, isDescending) = (RowSpan(first: 1, last: max(0, min(row, lastRow + 1)) - 1), true)
    case .after(let row): (span, isDescending) = (RowSpan(first: min(max(row, 0), lastRow) + 1, last: lastRow), false)
    case .oldest: (span, isDescending) = (RowSpan(first: 1, last: lastRow), false)
    }
  }

  var word: String { isDescending ? "DESC" : "ASC" }

  /// What is left of a stretch behind a row.
  func rest(of span: RowSpan, behind row: Int64) -> RowSpan {
    isDescending ? RowSpan(first: span.first, last: row - 1) : RowSpan(first: row + 1, last: span.last)
  }
}

/// Rows whose outcome was corrected into, or out of, the one that a filter or the words of a search ask for: a list shows
/// outcomes as corrected last, while the facets and the index know them as they were kept.
private struct MovedRows {
  /// Not to be taken for what they were kept with.
  var gone: Set<Int64> = []
  /// What they were corrected to is asked for, as far as the filter says; ascending.
  var come: [(row: Int64, outcome: Outcome)] = []

  var isEmpty: Bool { gone.isEmpty && come.isEmpty }

  /// Nothing is moved.
  init() {}

  init(_ filter: EntryFilter, named: Set<Outcome>, _ span: RowSpan, _ state: State, _ corrections: OutcomeCorrections) {
    var others = filter
    others.outcome = nil
    let facets = Set(state.facets.filter { $0.key.matches(others) }.map(\.value))
    for (row, change) in corrections.changes where row >= span.first && row <= span.last {
      // Where no word of the search is one of either outcome, the index is right.
      guard filter.outcome != nil || named.contains(change.from) || named.contains(change.to),
        facets.contains(change.facet)
      else { continue }
      gone.insert(row)
      if filter.outcome == nil || filter.outcome == change.to { come.append((row, change.to)) }
    }
    come.sort { $0.row < $1.row }
  }
}

/// Walks several facets' rows at once, in the order of rows: one look into the index for each facet, then one for each
/// row that is taken. So the cost depends on the page, not on how rare the wanted rows are.
struct FacetMerge {
  private let facets: [Int64]
  private let span: RowSpan
  private let isDescending: Bool

  init(_ facets: [Int64], _ span: RowSpan, _ isDescending: Bool) {
    self.facets = facets
    self.span = span
    self.isDescending = isDescending
  }

  func rows(_ db: Database, limit: Int) throws -> [Int64] {
    var heads: [(row: Int64, facet: Int64)] = []
    for facet in facets {
      if let row = try next(db, facet, span) { heads.append((row, facet)) }
    }
    // The next row to take stands last.
    heads.sort { isDescending ? $0.row < $1.row : $0.row > $1.row }
    var taken: [Int64] = []
    while taken.count < limit, let head = heads.popLast() {
      taken.append(head.row)
      let rest =
        isDescending
        ? RowSpan(first: span.first, last: head.row - 1) : RowSpan(first: head.row + 1, last: span.last)
      if let row = try next(db, head.facet, rest) { Self.insert((row, head.facet), into: &heads, isDescending) }
    }
    return taken
  }

  private static func insert(
    _ head: (row: Int64, facet: Int64), into heads: inout [(row: Int64, facet: Int64)], _ isDescending: Bool
  ) {
    var (low, high) = (0, heads.count)
    while low < high {
      let middle = (low + high) / 2
      let comesLater = isDescending ? heads[middle].row < head.row : heads[middle].row > head.row
      if comesLater { low = middle + 1 } else { high = middle }
    }
    heads.insert(head, at: low)
  }

  private func next(_ db: Database, _ facet: Int64, _ span: RowSpan) throws -> Int64? {
    let order = isDescending ? "DESC" : "ASC"
    return try db.first(
      "SELECT row FROM entry WHERE facet = ? AND row BETWEEN ? AND ? ORDER BY row \(order) LIMIT 1", .int(facet),
      .int(span.first), .int(span.last)
    ) { $0.int64(0) }
  }
}

extension EntrySummary {
  /// Reads the columns of ``JournalStore/summaryQuery``.
  init(_ line: SQLiteRow) {
    let facet = Facet(line, from: 9)
    self.init(
      row: line.int64(0),
      id: EntryID(
        device: DeviceID(rawValue: line.text(1)), incarnation: line.int(2), sequence: line.int(3)),
      kind: facet.kind, day: Day(daysSince1970: line.int(4)), minuteOfDay: line.optionalInt64(5).map { Int($0) },
      checklist: facet.checklist, outcome: facet.outcome, volunteer: facet.volunteer, milliseconds: line.int64(6),
      problems: line.text(7).split(separator: " ").map { ProblemID(rawValue: String($0)) },
      isAmended: line.int64(8) != 0, target: line.optionalInt64(13))
  }
}

extension EntryFilter {
  /// Whether a day is one of those that are asked for.
  func holds(for day: Day) -> Bool {
    (from.map { $0 <= day } ?? true) && (through.map { day <= $0 } ?? true)
  }
}
