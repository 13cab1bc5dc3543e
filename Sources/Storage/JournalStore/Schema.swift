package import GRDB
import Journal
package import SQLiteFiles

/// The tables of a journal.
///
/// Every table that cannot be derived from another ends with a `seal`: the first eight bytes of a SHA-256 over the
/// table's name and the row's values. It lets a salvage know a row, and that it is whole, on a bare page without the
/// schema. Entries have their hash instead, and events of drafts the tag of their box.
package enum Schema {
  /// How a journal's files are opened: transactions are ours, and one for reading stays open.
  package static let file = SQLiteFile(label: "journal", patience: 2, staysInside: true)
  /// Of sort "TSUC".
  package static let tables = SQLiteSchema(application: 0x5453_5543, migrations: [first], tables: names)
  /// Copies of other desks' journals (``JournalCopy``): the same tables, so that the same code reads them. Of sort
  /// "TSUJ".
  static let copies = SQLiteSchema(
    application: 0x5453_554A, migrations: [first.map { copied[$0] ?? $0 } + copiesOnly],
    tables: names.union(["staged", "reach"]))
  /// Events of one session have places from `session << placeBits`.
  package static let placeBits: Int64 = 20

  private static let first = [
    // One incarnation of the log. Its head is signed anew with every append. Entry n of it has the row `base + n`.
    """
    CREATE TABLE incarnation(id INTEGER PRIMARY KEY, device TEXT NOT NULL, incarnation INTEGER NOT NULL,
      base INTEGER NOT NULL, public_key BLOB NOT NULL, sequence INTEGER NOT NULL, hash BLOB NOT NULL,
      signature BLOB NOT NULL, seal INTEGER NOT NULL, UNIQUE(device, incarnation))
    """,
    // Stretches of entries that a salvage could not bring back.
    """
    CREATE TABLE loss(id INTEGER PRIMARY KEY, incarnation INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
      seal INTEGER NOT NULL)
    """,
    // What stands before `hash` is derived from `bytes`, for lists.
    """
    CREATE TABLE entry(row INTEGER PRIMARY KEY, incarnation INTEGER NOT NULL REFERENCES incarnation(id), sequence INTEGER NOT NULL,
      kind INTEGER NOT NULL, facet INTEGER NOT NULL REFERENCES facet(id), day INTEGER NOT NULL, minute INTEGER,
      milliseconds INTEGER NOT NULL, problems TEXT NOT NULL, receipt INTEGER, target INTEGER, hash BLOB NOT NULL,
      bytes BLOB NOT NULL)
    """,
    // Two codes may never meet; the journal draws again when this says no.
    uniqueReceipt,
    "CREATE INDEX entry_target ON entry(target, kind) WHERE target IS NOT NULL",
    // Rows of one facet, newest first: any filter is a union of a few facets.
    "CREATE INDEX entry_facet ON entry(facet)",
    """
    CREATE TRIGGER entry_never_changes BEFORE UPDATE ON entry
    BEGIN SELECT RAISE(ABORT, 'entries never change'); END
    """,
    """
    CREATE TRIGGER entry_never_goes BEFORE DELETE ON entry
    BEGIN SELECT RAISE(ABORT, 'entries never go'); END
    """,
    // Each combination that occurs, once; an absent name is empty.
    facets,
    // A run of entries of one day begins at row `first` and ends before the next run. Rows are appended in the order of
    // time, so a day is nearly always one run; a clock that jumps makes more.
    "CREATE TABLE run(first INTEGER PRIMARY KEY, day INTEGER NOT NULL)",
    "CREATE INDEX run_day ON run(day)",
    // The only thing that is ever deleted from what was kept.
    """
    CREATE TABLE contact(row INTEGER PRIMARY KEY REFERENCES entry(row), box BLOB NOT NULL, wrapped BLOB NOT NULL,
      due INTEGER, wall INTEGER NOT NULL, boot TEXT NOT NULL, monotonic INTEGER NOT NULL, seal INTEGER NOT NULL)
    """,
    "CREATE INDEX contact_due ON contact(due)",
    """
    CREATE TABLE checklist_text(id INTEGER PRIMARY KEY, hash BLOB NOT NULL, checklist TEXT NOT NULL,
      version INTEGER NOT NULL, bytes BLOB NOT NULL, seal INTEGER NOT NULL)
    """,
    """
    CREATE TABLE draft(session INTEGER PRIMARY KEY AUTOINCREMENT, text INTEGER NOT NULL REFERENCES checklist_text(id),
      seal INTEGER NOT NULL)
    """,
    // Sealed, because what is typed may be a contact.
    "CREATE TABLE draft_event(place INTEGER PRIMARY KEY, box BLOB NOT NULL)",
    "CREATE TABLE volunteer(number INTEGER PRIMARY KEY, name TEXT NOT NULL, seal INTEGER NOT NULL)",
    """
    CREATE TABLE setting(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL,
      seal INTEGER NOT NULL)
    """,
  ]

  private static let uniqueReceipt = "CREATE UNIQUE INDEX entry_receipt ON entry(receipt) WHERE receipt IS NOT NULL"
  private static let facets = """
    CREATE TABLE facet(id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, checklist TEXT NOT NULL, outcome TEXT NOT NULL,
      volunteer TEXT NOT NULL, UNIQUE(kind, checklist, outcome, volunteer))
    """

  /// What is otherwise where many desks' entries stand: any of them may claim a code that another has, and each has
  /// volunteers of its own.
  private static let copied = [
    uniqueReceipt: "CREATE INDEX entry_receipt ON entry(receipt) WHERE receipt IS NOT NULL",
    facets: """
    CREATE TABLE facet(id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, checklist TEXT NOT NULL, outcome TEXT NOT NULL,
      volunteer TEXT NOT NULL, device TEXT NOT NULL, UNIQUE(kind, checklist, outcome, volunteer, device))
    """,
  ]

  private static let copiesOnly = [
    // Rows are in the order in which entries came, so that a place of an incarnation is looked up.
    "CREATE UNIQUE INDEX entry_place ON entry(incarnation, sequence)",
    // What came and waits for a head that its device signed; `time` is when it was kept.
    """
    CREATE TABLE staged(incarnation INTEGER NOT NULL, sequence INTEGER NOT NULL, time INTEGER NOT NULL, hash BLOB NOT NULL,
      bytes BLOB, PRIMARY KEY(incarnation, sequence)) WITHOUT ROWID
    """,
    // How far an incarnation came, signed or not.
    "CREATE TABLE reach(incarnation INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, hash BLOB NOT NULL)",
  ]

  /// The names of the tables above.
  private static let names: Set<String> = [
    "incarnation", "loss", "entry", "facet", "run", "contact", "checklist_text", "draft", "draft_event", "volunteer",
    "setting",
  ]

  /// What proves that a row is whole, and of which table. `values` are all columns but the seal, in order.
  package static func seal(_ table: String, _ values: [SQLiteValue]) -> Int64 {
    var bytes = Array(table.utf8)
    for value in values {
      switch value {
      case .null: bytes.append(0)
      case .int(let number): append(1, withUnsafeBytes(of: number.littleEndian) { Array($0) }, to: &bytes)
      case .text(let text): append(2, Array(text.utf8), to: &bytes)
      case .blob(let blob): append(3, blob, to: &bytes)
      }
    }
    return EntryHash(of: bytes).prefix
  }

  /// Throws `damaged` where a row of one of the sealed tables does not say what was written.
  static func check(_ table: String, _ values: [SQLiteValue], seal: Int64, path: String) throws(JournalProblem) {
    guard self.seal(table, values) == seal else { throw .damaged(path: path, what: "a row of \(table)") }
  }

  private static func append(_ tag: UInt8, _ value: [UInt8], to bytes: inout [UInt8]) {
    bytes.append(tag)
    withUnsafeBytes(of: UInt64(value.count).littleEndian) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: value)
  }

  /// Inserts a row with its seal behind it; the columns are all of the table, in order.
  package static func insert(_ db: Database, _ table: String, _ values: [SQLiteValue]) throws {
    let marks = Array(repeating: "?", count: values.count + 1).joined(separator: ",")
    try db.run("INSERT INTO \(table) VALUES(\(marks))", values + [.int(seal(table, values))])
  }
}
