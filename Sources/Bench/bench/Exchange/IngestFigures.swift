import CBench
import Foundation
import HubService
import HubStore
import Journal
import Protocol

/// What a hub takes in: rules and store in this process, every signature and chain verified, against bare inserts of the
/// same rows.
struct IngestFigures {
  private static let entries = 20_000
  private static let block = 500
  /// As many batches as a desk has under way.
  private static let window = 3

  var folder: String
  var rounds: Int

  func run(_ report: inout Report) async throws {
    let stock = try Stock(folder: folder + "/desk", entries: Self.entries)
    let sealed = try stock.batches(of: Self.block).map { try SealedBatch($0, key: stock.key).bytes }
    try await sqlite(stock, sealed, &report)
    try await PostgresIngest(folder: folder, rounds: rounds, block: Self.block, window: Self.window).run(
      stock, sealed, &report)
  }

  // MARK: SQLite

  private func sqlite(_ stock: Stock, _ sealed: [[UInt8]], _ report: inout Report) async throws {
    report.title("Hub ingest on SQLite: blocks of \(Self.block), synchronous=FULL, \(stock.entries.count) entries")
    var own = (alone: Sample(), window: Sample(), again: Sample())
    var bare = Sample()
    for round in 0..<max(1, rounds) {
      for window in [1, Self.window] {
        let place = folder + "/hub-\(round)-\(window)"
        let store = try SQLiteHubStore.open(folder: place)
        report.first(
          round == 0 && window == 1, "synchronous on the hub's writer",
          "\(try await store.synchronousLevel()) (2 is FULL)")
        let desk = try await HubDesk(stock, store: store)
        let rate = try await desk.push(sealed, window: window)
        if window == 1 {
          own.alone.add(rate)
          own.again.add(try await desk.push(sealed, window: Self.window))
        } else {
          own.window.add(rate)
        }
        await store.close()
        if window == Self.window { bare.add(try bareRate(place, folder + "/bare-\(round).sqlite")) }
        remove(place)
      }
    }
    report.line("hub, one batch under way", "median \(own.alone.median.short) entries/s")
    report.line("hub, \(Self.window) batches under way", "median \(own.window.median.short) entries/s")
    report.line("hub, the same again", "median \(own.again.median.short) entries/s")
    report.line("bare C", "median \(bare.median.short) entries/s")
    report.add(
      Goal(name: "ingest / bare C, SQLite", value: own.window.median / bare.median, limit: 0.6, isMost: false))
    report.line("compared", "C inserts ready rows into the same table; the hub checks the request's and the batch's")
    report.line("", "signatures, unpacks, hashes and judges each entry, and signs a receipt for each batch")
    report.limit("unpacking and judging overlap with SQLite's inserts as far as there are cores")
  }

  private func bareRate(_ hub: String, _ target: String) throws -> Double {
    defer { for end in ["", "-wal", "-shm"] { remove(target + end) } }
    guard let loop = cbench_ingest_open(hub + "/hub.sqlite", target, CInt(Self.entries)) else {
      throw failure("The C loop could not read the hub's tables.")
    }
    defer { cbench_ingest_close(loop) }
    let count = cbench_ingest_count(loop)
    let time = cbench_ingest_run(loop, CInt(Self.block))
    guard count == Self.entries, time > 0 else { throw failure("The C loop could not insert.") }
    return Double(count) / (Double(time) / 1e9)
  }
}

/// The same on a PostgreSQL server of its own, against `COPY` of the same rows into the same table.
struct PostgresIngest {
  var folder: String
  var rounds: Int
  var block: Int
  var window: Int

  func run(_ stock: Stock, _ sealed: [[UInt8]], _ report: inout Report) async throws {
    report.title("Hub ingest on PostgreSQL: blocks of \(block), \(stock.entries.count) entries, its own settings")
    let server: PrivatePostgres
    do { server = try PrivatePostgres(folder: folder + "/postgres") } catch {
      report.line("left out", "\(error)")
      return
    }
    defer { server.stop() }
    var own = (alone: Sample(), window: Sample())
    var bare = Sample()
    for _ in 0..<max(1, rounds) {
      own.alone.add(try await rate(stock, sealed, server, window: 1))
      own.window.add(try await rate(stock, sealed, server, window: window))
      bare.add(try bareRate(server, count: stock.entries.count))
    }
    report.line("hub, one batch under way", "median \(own.alone.median.short) entries/s")
    report.line("hub, \(window) batches under way", "median \(own.window.median.short) entries/s")
    report.line("COPY, one connection", "median \(bare.median.short) entries/s")
    report.add(
      Goal(name: "ingest / COPY, PostgreSQL", value: own.window.median / bare.median, limit: 0.7, isMost: false))
    report.line(
      "compared", "COPY in its binary form, a transaction each \(block) rows, into the same partitions and indexes")
  }

  private func rate(
    _ stock: Stock, _ sealed: [[UInt8]], _ server: PrivatePostgres, window: Int
  ) async throws -> Double {
    let line = try PostgresLine(server.url)
    try line.tell("SET client_min_messages = error")
    try line.tell("DROP SCHEMA IF EXISTS tiepsuc CASCADE")
    line.close()
    let store = try await PostgresHubStore.open(url: server.url)
    let desk = try await HubDesk(stock, store: store)
    let rate = try await desk.push(sealed, window: window)
    await store.close()
    return rate
  }

  /// Takes the rows out, empties the table, and puts them in again.
  private func bareRate(_ server: PrivatePostgres, count: Int) throws -> Double {
    let line = try PostgresLine(server.url)
    defer { line.close() }
    let rows = try line.rows("SELECT * FROM tiepsuc.entry ORDER BY batch, sequence")
    guard rows.count == count else { throw failure("The hub holds \(rows.count) of \(count) rows.") }
    try line.tell("TRUNCATE tiepsuc.entry")
    let start = Pty.now()
    for first in stride(from: 0, to: rows.count, by: block) {
      try line.copy(rows[first..<min(rows.count, first + block)], into: "tiepsuc.entry")
    }
    return Double(rows.count) / (Double(Pty.now() - start) / 1e9)
  }
}

extension Report {
  /// A line that is only said once.
  func first(_ isFirst: Bool, _ name: String, _ text: String) {
    if isFirst { line(name, text) }
  }
}
