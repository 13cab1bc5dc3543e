import CBench
import Foundation
import Journal
import JournalStore

/// Durable appends: the journal against a bare C loop on the same settings and tables.
struct Appends {
  private static let rounds = 9
  /// Entries of one round, each in a transaction of its own.
  private static let single = 400
  /// Transactions of one round, and the entries in each.
  private static let batches = 5
  private static let batch = 1_000

  func run(_ report: inout Report) throws {
    try withTemporaryFolder { folder in
      report.title("Durable appends a second: WAL, synchronous=FULL, one writer")
      let need = Self.rounds * (Self.single + Self.batches * Self.batch)
      try Desks.fill(folder + "/source", entries: need)
      guard let loop = cbench_append_open(folder + "/source/journal.sqlite", folder + "/c.sqlite", CInt(need)) else {
        throw failure("The C loop could not read the journal's tables.")
      }
      defer { cbench_append_close(loop) }
      let store = try JournalStore.open(folder: folder + "/own", practice: false, now: .now())
      report.line("synchronous on the journal's writer", "\(try store.synchronousLevel()) (2 is FULL)")
      var bodies = try bodies(need)[...]
      var own = (single: Sample(), batch: Sample())
      var bare = (single: Sample(), batch: Sample())
      for _ in 0..<Self.rounds {
        own.single.add(try one(&bodies, in: store))
        bare.single.add(try bareRate(loop, transactions: Self.single, size: 1))
        own.batch.add(try many(&bodies, in: store))
        bare.batch.add(try bareRate(loop, transactions: Self.batches, size: Self.batch))
      }
      try store.close()
      report.line(
        "writing and hashing an entry alone", "\(try formMicroseconds().short) us (JSON and SHA-256, no database)")
      tell(own, bare, Int(cbench_append_mean_bytes(loop)), &report)
    }
  }

  /// Entries that name no earlier one, made before the clock runs.
  private func bodies(_ count: Int) throws -> [EntryBody] {
    let codes = (1...12).map { VolunteerCode(rawValue: "TN" + ($0 < 10 ? "0" : "") + "\($0)") }
    var invention = Invention(
      try Shipped(), volunteers: codes, entries: count, through: Filling.usualLastDay, seed: 1)
    return (0..<count).map { _ in invention.next(in: nil) }
  }

  private func one(_ bodies: inout ArraySlice<EntryBody>, in store: JournalStore) throws -> Double {
    let start = Pty.now()
    for body in bodies.prefix(Self.single) { _ = try store.keep(body, closing: nil, contact: nil) }
    bodies = bodies.dropFirst(Self.single)
    return Double(Self.single) / (Double(Pty.now() - start) / 1e9)
  }

  private func many(_ bodies: inout ArraySlice<EntryBody>, in store: JournalStore) throws -> Double {
    let start = Pty.now()
    for _ in 0..<Self.batches {
      try store.keepMany(Array(bodies.prefix(Self.batch)))
      bodies = bodies.dropFirst(Self.batch)
    }
    return Double(Self.batches * Self.batch) / (Double(Pty.now() - start) / 1e9)
  }

  /// What the journal does with each entry before SQLite sees it, apart from drawing a receipt code.
  private func formMicroseconds() throws -> Double {
    let id = EntryID(device: DeviceID(rawValue: String(repeating: "0", count: 32)), incarnation: 1, sequence: 1)
    let bodies = try bodies(5_000)
    var previous = EntryHash.zero
    let start = Pty.now()
    for body in bodies {
      let entry = StoredEntry(id: id, previous: previous, body: body, receipt: body.kind == .session ? previous : nil)
      previous = EntryHash(of: try EntryBytes.encode(entry))
    }
    return Double(Pty.now() - start) / 1000 / Double(bodies.count)
  }

  private func bareRate(_ loop: OpaquePointer, transactions: Int, size: Int) throws -> Double {
    let time = cbench_append_run(loop, CInt(transactions), CInt(size))
    guard time > 0 else { throw failure("The C loop could not append.") }
    return Double(transactions * size) / (Double(time) / 1e9)
  }

  private func tell(
    _ own: (single: Sample, batch: Sample), _ bare: (single: Sample, batch: Sample), _ bytes: Int,
    _ report: inout Report
  ) {
    report.line("one by one: journal", "median \(own.single.median.short)/s")
    report.line("one by one: bare C", "median \(bare.single.median.short)/s")
    report.add(
      Goal(name: "one by one / bare C", value: own.single.median / bare.single.median, limit: 0.9, isMost: false))
    report.line("in thousands: journal", "median \(own.batch.median.short)/s")
    report.line("in thousands: bare C", "median \(bare.batch.median.short)/s")
    report.add(
      Goal(name: "in thousands / bare C", value: own.batch.median / bare.batch.median, limit: 0.9, isMost: false))
    report.line(
      "compared", "the C loop gets ready rows (mean \(bytes) bytes of JSON, 13 columns), the journal's own tables,")
    report.line("", "indexes and triggers, and updates the head once a transaction; the journal also draws a code,")
    report.line("", "writes and hashes the JSON, signs the head (Ed25519), and one by one feeds the search index")
    report.limit("one by one the disk's sync; in thousands SQLite's inserts, then JSON and SHA-256")
  }
}
