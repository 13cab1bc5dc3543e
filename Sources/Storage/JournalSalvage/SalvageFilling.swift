import Checklists
import GRDB
import Journal
import JournalStore
import SQLiteFiles

/// Brings what stands on the pages of a damaged journal into a new one.
struct SalvageFilling {
  let db: Database
  let pages: PageRows
  let salvage: Salvage
  /// Rows of the small tables, each with its seal proved.
  private var small: [String: [FoundRow]] = [:]
  /// Which of them were seen: a page can stand twice in a damaged file.
  private var seen: Set<SmallRow> = []
  private var incarnations: [SalvagedIncarnation] = []
  /// Ids of the facets that occur.
  private var facets: [Facet: Int64] = [:]
  /// Entries that name others, kept until those are in.
  private var naming: [(entry: StoredEntry, bytes: [UInt8], rowid: Int64)] = []

  private struct SmallRow: Hashable {
    var table: String
    var rowid: Int64
  }

  /// Columns of a table, its seal included.
  private static let sealed: [(table: String, columns: Int)] = [
    ("incarnation", 9), ("loss", 5), ("contact", 8), ("checklist_text", 6), ("draft", 3), ("volunteer", 3),
    ("setting", 4),
  ]
  private static let entryColumns = 13
  private static let eventColumns = 2

  init(db: Database, pages: PageRows, salvage: Salvage) {
    self.db = db
    self.pages = pages
    self.salvage = salvage
  }

  /// Brings everything over; `incarnation` is the latest that the key file knows. Returns the one that goes on.
  mutating func run(after incarnation: Int) throws -> Int {
    collectSmall()
    incarnations = (small["incarnation"] ?? []).compactMap(SalvagedIncarnation.init).sorted { $0.id < $1.id }
    try copyEntries()
    let missing = try noteLosses()
    try copySmall()
    try copyContacts()
    try copyDrafts()
    try noteRuns()
    return try continueChain(isWhole: missing == 0, after: incarnation)
  }

  private mutating func collectSmall() {
    let wanted = Set(Self.sealed.map(\.columns))
    for number in stride(from: 1, through: pages.file.pageCount, by: 1) {
      for row in pages.rows(onPage: number, columns: wanted.contains) {
        guard case .int(let seal)? = row.values.last else { continue }
        let values = [.int(row.rowid)] + row.values.dropFirst().dropLast()
        for (table, columns) in Self.sealed where columns == row.values.count {
          guard Schema.seal(table, values) == seal, seen.insert(SmallRow(table: table, rowid: row.rowid)).inserted
          else { continue }
          small[table, default: []].append(FoundRow(rowid: row.rowid, values: values))
        }
      }
    }
  }

  // MARK: Entries

  private mutating func copyEntries() throws {
    for number in stride(from: 1, through: pages.file.pageCount, by: 1) {
      for row in pages.rows(onPage: number, columns: { $0 == Self.entryColumns }) {
        guard let (entry, bytes) = Self.entry(row) else { continue }
        if entry.body.target == nil {
          try insert(entry, bytes, rowid: row.rowid, target: nil)
        } else {
          naming.append((entry, bytes, row.rowid))
        }
      }
    }
    for (entry, bytes, rowid) in naming.sorted(by: { $0.entry.id < $1.entry.id }) {
      try insert(entry, bytes, rowid: rowid, target: try entry.body.target.flatMap(target))
    }
    naming = []
  }

  /// The entry of a row; nil where it is not whole, or claims a place that no chain reaches.
  private static func entry(_ row: FoundRow) -> (StoredEntry, [UInt8])? {
    guard case .blob(let hash) = row.values[11], case .blob(let bytes) = row.values[12],
      EntryHash(of: bytes).bytes == hash
    else { return nil }
    do {
      let entry = try EntryBytes.decode(bytes)
      return (1..<(1 << 40)).contains(entry.id.sequence) ? (entry, bytes) : nil
    } catch {
      return nil
    }
  }

  private mutating func insert(
    _ entry: StoredEntry, _ bytes: [UInt8], rowid: Int64, target: (row: Int64, checklist: ChecklistID?)?
  ) throws {
    let incarnation = incarnation(of: entry.id, rowid: rowid)
    let row = incarnations[incarnation].base + Int64(entry.id.sequence)
    // A page that stands twice in the file, or an entry that claims another's place.
    if try db.first("SELECT row FROM entry WHERE row = ?", .int(row), read: { $0.int64(0) }) != nil { return }
    let listing = EntryListing(entry.body, checklistOfTarget: target?.checklist)
    let facet = try facet(Facet(listing))
    try JournalStore.insert(
      db, entry, listing, place: (row, incarnations[incarnation].id, facet, target?.row), hash: EntryHash(of: bytes),
      bytes: bytes)
    salvage.report.kinds.add(entry.body.kind)
  }

  private mutating func facet(_ facet: Facet) throws -> Int64 {
    if let known = facets[facet] { return known }
    let id = Int64(facets.count) + 1
    try db.run("INSERT INTO facet VALUES(?,?,?,?,?)", [.int(id)] + facet.values)
    facets[facet] = id
    return id
  }

  /// The incarnation of an entry; one whose row was lost is put together from its entries.
  private mutating func incarnation(of id: EntryID, rowid: Int64) -> Int {
    func isSame(_ incarnation: SalvagedIncarnation) -> Bool {
      incarnation.head.last.device == id.device && incarnation.head.last.incarnation == id.incarnation
    }
    if let known = incarnations.firstIndex(where: isSame) { return known }
    let next = (incarnations.map(\.id).max() ?? 0) + 1
    var incarnation = SalvagedIncarnation(id: next, base: rowid - Int64(id.sequence), entry: id)
    incarnation.publicKey = salvage.key.identity(of: id.device)?.publicKey ?? []
    incarnations.append(incarnation)
    return incarnations.count - 1
  }

  private func target(_ id: EntryID) throws -> (row: Int64, checklist: ChecklistID?)? {
    guard
      let incarnation = incarnations.first(where: {
        $0.head.last.device == id.device && $0.head.last.incarnation == id.incarnation
      })
    else { return nil }
    let row = incarnation.base + Int64(id.sequence)
    let name = try db.first(
      "SELECT f.checklist FROM entry e JOIN facet f ON f.id = e.facet WHERE e.row = ?", .int(row)
    ) { $0.text(0) }
    return name.map { (row, $0.isEmpty ? nil : ChecklistID(rawValue: $0)) } ?? (row, nil)
  }

  // MARK: The chain

  /// Writes down which entries are missing, and the incarnations. Returns how many are.
  private mutating func noteLosses() throws -> Int {
    var missing = 0
    for index in incarnations.indices {
      var gaps = SalvagedGaps()
      var last: (sequence: Int, hash: [UInt8]) = (0, [])
      try db.each("SELECT sequence, hash FROM entry WHERE incarnation = ? ORDER BY row", [.int(incarnations[index].id)])
      { line in
        last = (line.int(0), line.blob(1))
        gaps.found(last.sequence)
      }
      if incarnations[index].isSigned {
        gaps.end(incarnations[index].head.last.sequence)
      } else {
        incarnations[index].head.last.sequence = last.sequence
        incarnations[index].head.hash = EntryHash(bytes: last.hash) ?? .zero
      }
      for gap in gaps.gaps {
        let id = (try db.first("SELECT max(id) FROM loss") { $0.int64(0) } ?? 0) + 1
        try Schema.insert(
          db, "loss", [.int(id), .int(incarnations[index].id), .int(gap.lowerBound), .int(gap.upperBound)])
        missing += gap.count
      }
      let incarnation = incarnations[index]
      try Schema.insert(
        db, "incarnation",
        Incarnation.values(
          id: incarnation.id, base: incarnation.base, head: incarnation.head, publicKey: incarnation.publicKey))
    }
    let known = (small["loss"] ?? []).reduce(0) { $0 + SalvagedGaps.length($1.values) }
    salvage.report.missing = max(0, missing - known)
    return salvage.report.missing
  }

  /// Continues the last incarnation where nothing of it is missing, else begins a new one.
  private mutating func continueChain(isWhole: Bool, after incarnation: Int) throws -> Int {
    let own = incarnations.filter { $0.head.last.device == salvage.key.device }
    let newest = max(incarnation, own.map(\.head.last.incarnation).max() ?? 0)
    if isWhole, let last = incarnations.last, last.isSigned, last.head.last.device == salvage.key.device,
      last.head.last.incarnation == newest
    {
      return newest
    }
    salvage.report.startedAnew = true
    let base = incarnations.map { $0.base + Int64($0.head.last.sequence) }.max() ?? 0
    _ = try Incarnation.begin(
      db, id: (incarnations.map(\.id).max() ?? 0) + 1, key: salvage.key, incarnation: newest + 1, base: base,
      reason: .mended)
    return newest + 1
  }

  private func noteRuns() throws {
    var day: Int64?
    try db.each("SELECT row, day FROM entry ORDER BY row") { line in
      if line.int64(1) != day {
        day = line.int64(1)
        try db.run("INSERT INTO run VALUES(?,?)", .int(line.int64(0)), .int(line.int64(1)))
      }
    }
  }

  // MARK: The small tables

  private func copySmall() throws {
    for table in ["volunteer", "setting"] {
      for row in small[table] ?? [] {
        try Schema.insert(db, table, row.values)
      }
    }
  }

  private func copyContacts() throws {
    let found = small["contact"] ?? []
    for row in found {
      guard case .blob(let box) = row.values[1], case .blob(let wrapped) = row.values[2],
        let bytes = try db.first("SELECT bytes FROM entry WHERE row = ?", .int(row.rowid), read: { $0.blob(0) })
      else { continue }
      let sealed = SealedContact(box: box, wrappedKey: wrapped)
      let entry: StoredEntry
      do { entry = try EntryBytes.decode(bytes) } catch { continue }
      guard entry.contact == sealed.hash,
        let fresh = try salvage.key.rewrap(sealed, for: entry.id, using: &salvage.chance)
      else { continue }
      var values = row.values
      values[2] = .blob(fresh.wrappedKey)
      try Schema.insert(db, "contact", values)
      salvage.report.contacts += 1
    }
    salvage.report.lostContacts = found.count - salvage.report.contacts
  }

  /// Sessions in progress are carried on as far as their events are there without a gap.
  private func copyDrafts() throws {
    var texts = try copyTexts()
    let events = openEvents()
    // Each first event says that there was a session; so does each row of table `draft`.
    let begun = events.keys.filter { $0 & (JournalLimits.events - 1) == 0 }.map { $0 >> Schema.placeBits }
    let sessions = Set(begun).union((small["draft"] ?? []).map(\.rowid))
    for session in sessions.sorted().map(SessionID.init(rawValue:)) {
      guard let payload = events[JournalStore.place(session, 0)] else { continue }
      let first = try FirstEvent(payload: payload, problem: .damaged(path: salvage.folder.journal, what: "draft"))
      guard let text = try texts[first.text] ?? addText(first.text, to: &texts) else { continue }
      try Schema.insert(db, "draft", [.int(session.rawValue), .int(text)])
      try copy(events, of: session)
      salvage.report.drafts += 1
    }
    salvage.report.lostDrafts = sessions.count - salvage.report.drafts
  }

  /// Ids by hash.
  private func copyTexts() throws -> [EntryHash: Int64] {
    var texts: [EntryHash: Int64] = [:]
    for row in small["checklist_text"] ?? [] {
      guard case .blob(let bytes) = row.values[4] else { continue }
      texts[EntryHash(of: bytes)] = row.rowid
      try Schema.insert(db, "checklist_text", row.values)
    }
    return texts
  }

  /// Takes a lost text from those that the program has; nil where none is the same.
  private func addText(_ hash: EntryHash, to texts: inout [EntryHash: Int64]) throws -> Int64? {
    guard let text = salvage.checklists.first(where: { EntryHash(of: $0.bytes) == hash }) else { return nil }
    let id = (try db.first("SELECT max(id) FROM checklist_text") { $0.int64(0) } ?? 0) + 1
    try Schema.insert(
      db, "checklist_text",
      [.int(id), .blob(hash.bytes), .text(text.id.rawValue), .int(text.version), .blob(text.bytes)])
    texts[hash] = id
    return id
  }

  private func copy(_ events: [Int64: [UInt8]], of session: SessionID) throws {
    var place = JournalStore.place(session, 0)
    while let event = events[place] {
      let box = try salvage.key.seal(event, place: JournalStore.eventPlace(place), using: &salvage.chance)
      try db.run("INSERT INTO draft_event VALUES(?,?)", .int(place), .blob(box))
      place += 1
    }
  }

  private func openEvents() -> [Int64: [UInt8]] {
    var events: [Int64: [UInt8]] = [:]
    for number in stride(from: 1, through: pages.file.pageCount, by: 1) {
      for row in pages.rows(onPage: number, columns: { $0 == Self.eventColumns }) {
        guard case .blob(let box) = row.values[1] else { continue }
        events[row.rowid] = salvage.key.open(box, place: JournalStore.eventPlace(row.rowid))
      }
    }
    return events
  }
}

/// One incarnation as the pages give it.
private struct SalvagedIncarnation {
  var id: Int64
  var base: Int64
  var head: SignedHead
  var publicKey: [UInt8]

  /// Whether its own row was found: it says how many entries there were.
  var isSigned: Bool { !head.signature.isEmpty }

  /// Reads the columns of table `incarnation`.
  init?(_ row: FoundRow) {
    guard case .text(let device) = row.values[1], case .int(let incarnation) = row.values[2],
      case .int(let base) = row.values[3], case .blob(let publicKey) = row.values[4],
      case .int(let sequence) = row.values[5], case .blob(let hash) = row.values[6],
      case .blob(let signature) = row.values[7]
    else { return nil }
    id = row.rowid
    self.base = base
    self.publicKey = publicKey
    head = SignedHead(
      last: EntryID(device: DeviceID(rawValue: device), incarnation: Int(incarnation), sequence: Int(sequence)),
      hash: EntryHash(bytes: hash) ?? .zero, signature: signature)
  }

  /// An incarnation of which only entries are left.
  init(id: Int64, base: Int64, entry: EntryID) {
    self.id = id
    self.base = base
    publicKey = []
    head = SignedHead(last: entry, hash: .zero, signature: [])
  }
}

/// Collects the stretches that are missing from 1, 2, 3 …
private struct SalvagedGaps {
  private(set) var gaps: [ClosedRange<Int>] = []
  private var next = 1

  mutating func found(_ sequence: Int) {
    if sequence > next { gaps.append(next...(sequence - 1)) }
    next = sequence + 1
  }

  mutating func end(_ last: Int) {
    if last >= next { gaps.append(next...last) }
    next = last + 1
  }

  /// How many entries a row of table `loss` stands for.
  static func length(_ values: [SQLiteValue]) -> Int {
    guard case .int(let first) = values[2], case .int(let last) = values[3] else { return 0 }
    return Int(last - first + 1)
  }
}
