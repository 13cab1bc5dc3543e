import Checklists
import GRDB
package import Journal
package import SQLiteFiles

/// What the store remembers of its own file, so that an append reads nothing: the end of the chain, the facets, the day
/// of the last run. It is replaced only when a transaction was committed.
struct State {
  /// The row of table `incarnation` that entries are appended to.
  var incarnation: Int64
  /// Row of the entry before the first of this incarnation.
  var base: Int64
  /// The last entry; sequence 0 where this incarnation has none yet.
  var last: EntryID
  /// Its hash.
  var hash: EntryHash
  /// The day of the last run; nil in an empty journal.
  var day: Int?
  /// Ids of the facets that occur.
  var facets: [Facet: Int64]
  /// How many entries are readable, of all incarnations.
  var count: Int
  /// The newest pack that an entry says was taken; 0 before the first.
  var pack = 0
  /// The last row where rows do not follow an incarnation; nil where they do.
  var end: Int64?

  /// The row of the last entry, of whatever incarnation.
  var lastRow: Int64 { end ?? base + Int64(last.sequence) }

  /// The identity that the next entry will have.
  var next: EntryID {
    EntryID(device: last.device, incarnation: last.incarnation, sequence: last.sequence + 1)
  }

  /// Reads it; nil where the journal has no incarnation yet.
  static func load(_ db: Database) throws -> State? {
    let newest = try db.first(
      "SELECT id, base, device, incarnation, sequence, hash FROM incarnation ORDER BY id DESC LIMIT 1"
    ) {
      State(
        incarnation: $0.int64(0), base: $0.int64(1),
        last: EntryID(
          device: DeviceID(rawValue: $0.text(2)), incarnation: $0.int(3), sequence: $0.int(4)),
        hash: EntryHash(bytes: $0.blob(5)) ?? .zero, facets: [:], count: 0)
    }
    guard var state = newest else { return nil }
    try state.loadRest(db)
    return state
  }

  /// Reads that of the copies of other desks' journals: nothing is appended to any of their incarnations.
  static func loadCopies(_ db: Database) throws -> State {
    var state = State(
      incarnation: 0, base: 0, last: EntryID(device: DeviceID(rawValue: ""), incarnation: 0, sequence: 0), hash: .zero,
      facets: [:], count: 0)
    state.end = try db.first("SELECT coalesce(max(row), 0) FROM entry") { $0.int64(0) } ?? 0
    try state.loadRest(db)
    return state
  }

  private mutating func loadRest(_ db: Database) throws {
    day = try db.first("SELECT day FROM run ORDER BY first DESC LIMIT 1") { $0.int(0) }
    let device = end == nil ? "''" : "device"
    try db.each("SELECT id, kind, checklist, outcome, volunteer, \(device) FROM facet") { line in
      var facet = Facet(line, from: 1)
      facet.device = end == nil ? nil : DeviceID(rawValue: line.text(5))
      facets[facet] = line.int64(0)
    }
    let kept = try db.first("SELECT total(sequence) FROM incarnation") { $0.int(0) } ?? 0
    let lost = try db.first("SELECT total(last - first + 1) FROM loss") { $0.int(0) } ?? 0
    count = kept &- lost
    let last = try db.first("SELECT bytes FROM entry WHERE row = ?", .int(lastRow)) { $0.blob(0) }
    if end == nil, let last { pack = Self.pack(last) }
  }

  /// What an entry says of packs. One that cannot be read says nothing; the check of the journal finds it.
  private static func pack(_ bytes: [UInt8]) -> Int {
    do { return try EntryBytes.decode(bytes).pack ?? 0 } catch { return 0 }
  }
}

/// What entries are filtered by, besides the day.
package struct Facet: Hashable {
  var kind: EntrySummary.Kind
  var checklist: ChecklistID?
  var outcome: Outcome?
  var volunteer: VolunteerCode?
  /// Whose entry it is, among copies of several desks' journals; nil in a desk's own.
  var device: DeviceID?

  package init(_ listing: EntryListing) {
    kind = listing.kind
    checklist = listing.checklist
    outcome = listing.outcome
    volunteer = listing.volunteer
  }

  /// Reads four columns.
  init(_ line: SQLiteRow, from column: Int32) {
    kind = EntrySummary.Kind(rawValue: line.int(column)) ?? .session
    checklist = Self.name(line.text(column + 1)).map(ChecklistID.init(rawValue:))
    outcome = Outcome(rawValue: line.text(column + 2))
    volunteer = Self.name(line.text(column + 3)).map(VolunteerCode.init(rawValue:))
  }

  private static func name(_ text: String) -> String? { text.isEmpty ? nil : text }

  /// As the columns hold it.
  package var values: [SQLiteValue] {
    [
      .int(kind.rawValue), .text(checklist?.rawValue ?? ""), .text(outcome?.rawValue ?? ""),
      .text(volunteer?.rawValue ?? ""),
    ] + (device.map { [.text($0.rawValue)] } ?? [])
  }

  /// Whether a list with this filter shows it.
  func matches(_ filter: EntryFilter) -> Bool {
    kind.isListed && (filter.checklist == nil || filter.checklist == checklist)
      && (filter.outcome == nil || filter.outcome == outcome)
      && (filter.volunteer == nil || filter.volunteer == volunteer)
      && (filter.device == nil || filter.device == device)
  }
}
