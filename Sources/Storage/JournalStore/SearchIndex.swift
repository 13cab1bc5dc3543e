import GRDB
import Journal
import Platform
import SQLiteFiles

/// The full-text index, in a file of its own.
///
/// It is derived from the journal and can be made anew at any time. That is why it lies apart: an append never waits
/// for it, its damage is no damage of the journal, and it needs no `synchronous=FULL`. Entries are taken in when
/// somebody searches and when the desk closes, at the latest after ``mostWaiting``.
///
/// Where the file cannot be written (full disk, a journal opened for reading), the newest entries are indexed in
/// memory.
final class SearchIndex {
  /// How many entries wait at most when nobody searches: taking them in is a tenth of a second, once in some weeks.
  static let mostWaiting = 1024
  /// How many are taken in at once.
  static let batch = 1000
  /// How many of the newest entries are indexed in memory where the file cannot be written.
  static let mostInMemory: Int64 = 100_000

  /// Derived, and never told anything that can be erased.
  private static let index = SQLiteFile(
    label: "search", durability: .normal, overwritesDeleted: false, patience: 2, staysInside: true)

  private let path: String
  private let isReadOnly: Bool
  private var file: DatabaseQueue?
  private var memory: DatabaseQueue?
  /// The last row in the file; 0 where nothing is.
  private(set) var through: Int64 = 0
  /// The last row in memory.
  private var memoryThrough: Int64 = 0
  private var isOpen = false
  /// Set when a search itself failed, and not what it was asked from.
  private(set) var hasFailedToRead = false
  /// False once the file has failed: it is not tried again before the next start.
  var isUsable = true

  init(path: String, isReadOnly: Bool) {
    self.path = path
    self.isReadOnly = isReadOnly
  }

  func close() throws {
    try file?.close()
    try memory?.close()
    (file, memory) = (nil, nil)
  }

  /// Goes on in memory: the file can be written no more, or not even read.
  func doWithoutFile() {
    isUsable = false
    if hasFailedToRead {
      (file, memory, through, hasFailedToRead) = (nil, nil, 0, false)
    }
  }

  /// Rows within a stretch that have all terms and one of the tokens, in order.
  func rows(
    _ query: SearchQuery, _ tokens: [String], _ span: RowSpan, isDescending: Bool, limit: Int
  ) throws -> [Int64] {
    let expression = query.expression(tokens)
    let old = (file, RowSpan(first: span.first, last: min(span.last, through)))
    let new = (memory, RowSpan(first: max(span.first, through + 1), last: span.last))
    var rows: [Int64] = []
    hasFailedToRead = true
    for case (let queue?, let part) in isDescending ? [new, old] : [old, new] where !part.isEmpty && rows.count < limit
    {
      rows += try queue.inDatabase { db in
        try db.all(
          """
          SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?
          ORDER BY rowid \(isDescending ? "DESC" : "ASC") LIMIT ?
          """, .text(expression), .int(part.first), .int(part.last), .int(limit - rows.count)
        ) { $0.int64(0) }
      }
    }
    hasFailedToRead = false
    return rows
  }

  /// Takes everything in that was kept since the last time. When it throws, searches still find what was in before.
  func catchUp(_ store: JournalStore) throws {
    try open(store)
    guard let file, isUsable, !isReadOnly else { return try catchUpInMemory(store) }
    while through < store.state.lastRow {
      let batch = try store.documents(after: through, limit: Self.batch)
      guard let last = batch.last else { return }
      try file.inDatabase { db in
        try db.transaction {
          try Self.insert(db, batch)
          try db.run("UPDATE meta SET through = ?, hash = ?", .int(last.row), .blob(last.hash))
        }
      }
      through = last.row
    }
  }

  /// Drops the file's contents after damage; the next catch-up makes them anew.
  func startOver() throws {
    try file?.close()
    file = nil
    (isOpen, through) = (false, 0)
    try Files().remove(path)
    try Files().remove(path + "-wal")
    try Files().remove(path + "-shm")
  }

  private func catchUpInMemory(_ store: JournalStore) throws {
    if memory == nil {
      memory = try DatabaseQueue(configuration: Self.index.configuration)
      try memory?.inDatabase { try Self.create($0) }
      memoryThrough = max(through, store.state.lastRow - Self.mostInMemory)
    }
    while memoryThrough < store.state.lastRow {
      let batch = try store.documents(after: memoryThrough, limit: Self.batch)
      guard let last = batch.last else { return }
      try memory?.inDatabase { db in try db.transaction { try Self.insert(db, batch) } }
      memoryThrough = last.row
    }
  }

  private func open(_ store: JournalStore) throws {
    guard !isOpen, isUsable else { return }
    if isReadOnly {
      // Without the desk's index there is still the one in memory.
      guard try Files().size(path) ?? 0 > 0 else {
        isOpen = true
        return
      }
    } else {
      try Files().touch(path)
    }
    let queue = try DatabaseQueue(path: path, configuration: Self.index.configuration)
    let found = try queue.inDatabase { db in try prepare(db, store) }
    guard let found else {
      try queue.close()
      guard !isReadOnly else {
        isOpen = true
        return
      }
      try startOver()
      return try open(store)
    }
    (file, through, isOpen) = (queue, found, true)
  }

  /// Makes the tables, or looks whether those that are there belong to this journal. Returns the last row that is in;
  /// nil where the index belongs to another journal, or another form of this one.
  private func prepare(_ db: Database, _ store: JournalStore) throws -> Int64? {
    if isReadOnly { try Self.index.setUpReader(db) } else { try Self.index.setUp(db) }
    let tables = try db.all("SELECT name FROM sqlite_schema WHERE name IN ('words', 'meta')") { $0.text(0) }
    if tables.isEmpty && !isReadOnly {
      try db.transaction { try Self.create(db) }
      return 0
    }
    guard tables.count == 2,
      let (form, through, hash) = try db.first(
        "SELECT form, through, hash FROM meta", read: { ($0.int(0), $0.int64(1), $0.blob(2)) }),
      form == Self.form
    else { return nil }
    if through == 0 || (isReadOnly && through > store.state.lastRow) { return through }
    return try store.hash(of: through) == hash ? through : nil
  }

  /// Counts up when documents are made differently: an index of another form is made anew.
  private static let form = 2

  private static func create(_ db: Database) throws {
    try db.run("CREATE TABLE meta(form INTEGER NOT NULL, through INTEGER NOT NULL, hash BLOB NOT NULL)")
    try db.run("INSERT INTO meta VALUES(?, 0, x'')", .int(form))
    // Without the text itself: only rows are asked for. The prefix index answers while somebody is typing.
    try db.run(
      """
      CREATE VIRTUAL TABLE words USING fts5(text, content = '', columnsize = 0, prefix = '1 2 3', tokenize = 'ascii')
      """)
  }

  private static func insert(_ db: Database, _ batch: [SearchDocument]) throws {
    for document in batch {
      try db.run("INSERT INTO words(rowid, text) VALUES(?, ?)", .int(document.row), .text(document.text))
    }
  }
}

/// What the index is told of one entry.
struct SearchDocument {
  var row: Int64
  /// The entry's hash: it binds the index to this journal.
  var hash: [UInt8]
  var text: String
}

extension JournalStore {
  /// The next entries that the index does not know yet.
  func documents(after row: Int64, limit: Int) throws -> [SearchDocument] {
    try read { db in
      let text = try searchText(db)
      return try db.all(
        """
        SELECT e.row, e.hash, e.bytes, f.id, f.kind, f.checklist, f.outcome, f.volunteer
        FROM entry e JOIN facet f ON f.id = e.facet WHERE e.row > ? ORDER BY e.row LIMIT ?
        """, .int(row), .int(limit)
      ) { line in
        let facet = Facet(line, from: 4)
        var document = SearchDocument(row: line.int64(0), hash: line.blob(1), text: "")
        do {
          document.text = text.document(try EntryBytes.decode(line.blob(2)).body, facet: facet, id: line.int64(3))
        } catch {
          // An entry that cannot be read is found by its columns; showing it reports the damage.
          document.text = SearchTokens.columns(facet, id: line.int64(3)).joined(separator: " ")
        }
        return document
      }
    }
  }

  /// What entries are found by, with the names of today.
  func searchText(_ db: Database) throws -> SearchText {
    let names = Dictionary(uniqueKeysWithValues: try volunteers(db).map { ($0.code, $0.name) })
    return SearchText(names: names, more: searchWords)
  }

  /// The stored hash of a row; nil where there is none.
  func hash(of row: Int64) throws -> [UInt8]? {
    try read { db in try db.first("SELECT hash FROM entry WHERE row = ?", .int(row)) { $0.blob(0) } }
  }

  /// Brings the index up to date before a search. A damaged index is made anew, one that cannot be written is continued
  /// in memory; only where neither works does the search fail.
  func prepareSearch() throws(JournalProblem) {
    do {
      try search.catchUp(self)
    } catch {
      try mendSearch(after: faults.problem(error))
    }
  }

  /// After a failure of the index: puts another in its place, and brings that up to date.
  func mendSearch(after problem: JournalProblem) throws(JournalProblem) {
    try faults.attempt {
      if case .damaged = problem, search.isUsable, !isReadOnly {
        try search.startOver()
      } else {
        search.doWithoutFile()
      }
      try search.catchUp(self)
    }
  }
}
