import Checklists
import DeskLive
import Foundation
import Journal
import JournalStore
import Phrases
import Platform

/// Fills a journal with an invented year, through the code that keeps real entries.
struct Filling {
  /// Entries in one transaction.
  static let batch = 2_000

  var folder: String
  var entries: Int
  var seed: UInt64
  var last: Day
  /// Whether a journal that holds entries already gets more of them.
  var isAdding = false

  /// The last day of the invented year where nobody asks for another one: fixed, so that a seed says everything.
  static let usualLastDay = Day(daysSince1970: 20_777)

  /// How long it took.
  struct Report {
    var keeping: Duration
    var indexing: Duration
    var days: Int
    var device: String
  }

  /// Fills it; `tell` hears how many are kept so far.
  func run(tell: (Int) -> Void = { _ in }) throws -> Report {
    let shipped = try Shipped()
    // Keys, nonces and codes come from the seed too: the same seed makes the same bytes. Behind what is there already
    // they must be others.
    let chance = isAdding ? UInt64.random(in: .min ... .max) : seed ^ 0xA5A5_5A5A_C3C3_3C3C
    let store = try JournalStore.open(
      folder: folder, practice: false, now: .now(), entropy: SplitMix64(seed: chance))
    guard try isAdding || store.entryCount() == 0 else {
      throw failure("There are entries in \(folder) already; choose a new folder, or --add to them.")
    }
    store.searchWords = try FileShelf(shipped: shippedFolder()).searchWords()
    let clock = ContinuousClock()
    var volunteers = try store.volunteers().map(\.code)
    if volunteers.isEmpty { volunteers = try Words.volunteers.map { try store.addVolunteer(named: $0).code } }
    var invention = Invention(shipped, volunteers: volunteers, entries: entries, through: last, seed: seed)
    let keeping = try clock.measure { try keep(&invention, in: store, tell) }
    let indexing = try clock.measure { try store.catchUpSearch() }
    let device = try store.page(EntryFilter(), .newest, limit: 1).first?.id.device.rawValue ?? ""
    try store.close()
    return Report(keeping: keeping, indexing: indexing, days: invention.days, device: device)
  }

  private func keep(_ invention: inout Invention, in store: JournalStore, _ tell: (Int) -> Void) throws {
    var incarnation: EntryID?
    var kept = 0
    while kept < entries {
      let bodies = (kept..<min(entries, kept + Self.batch)).map { _ in invention.next(in: incarnation) }
      try store.keepMany(bodies)
      kept += bodies.count
      if incarnation == nil, var newest = try store.page(EntryFilter(), .newest, limit: 1).first?.id {
        newest.sequence -= kept
        incarnation = newest
      }
      tell(kept)
    }
  }
}
