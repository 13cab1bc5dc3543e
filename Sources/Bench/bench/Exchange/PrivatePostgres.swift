import CPostgres
import Foundation
import Glibc

/// A PostgreSQL server of its own in a folder, with the settings that it ships with; gone when it is stopped.
final class PrivatePostgres {
  private let folder: String
  private let server: Background

  /// Makes and starts one. Throws where PostgreSQL is not installed.
  init(folder: String) throws {
    guard let programs = Self.programs else { throw failure("PostgreSQL is not installed") }
    self.folder = folder
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // The server refuses to be root.
    let prefix = getuid() == 0 ? ["/usr/sbin/runuser", "-u", "postgres", "--"] : []
    if getuid() == 0 { try run(["/usr/bin/chown", "postgres", folder]) }
    let data = folder + "/data"
    try run(prefix + [programs + "/initdb", "-D", data, "-U", "bench", "-A", "trust", "--no-locale", "-E", "UTF8"])
    server = try Background(
      prefix + [programs + "/postgres", "-D", data, "-k", folder, "-c", "listen_addresses="])
    for _ in 0..<400 where !isReady { usleep(25_000) }
    guard isReady else { throw failure("PostgreSQL did not begin.") }
  }

  /// As libpq and the hub take it.
  var url: String {
    let socket = folder.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? folder
    return "postgresql://bench@\(socket)/postgres"
  }

  private var isReady: Bool {
    guard let connection = try? PostgresLine(url) else { return false }
    connection.close()
    return true
  }

  /// The folder of the newest server's programs.
  private static var programs: String? {
    let root = "/usr/lib/postgresql"
    let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap { Int($0) }
    return versions.max().map { "\(root)/\($0)/bin" }
  }

  func stop() { server.stop() }
}

/// One connection, for `COPY`.
final class PostgresLine {
  private let connection: OpaquePointer

  init(_ url: String) throws {
    guard let connection = PQconnectdb(url) else { throw failure("libpq has no memory.") }
    guard PQstatus(connection) == CONNECTION_OK else {
      let words = String(cString: PQerrorMessage(connection))
      PQfinish(connection)
      throw failure("PostgreSQL: \(words)")
    }
    self.connection = connection
  }

  func close() { PQfinish(connection) }

  /// Runs a statement without an answer.
  func tell(_ sql: String) throws { try finish(PQexec(connection, sql)) }

  private func finish(_ result: OpaquePointer?) throws {
    defer { PQclear(result) }
    let status = PQresultStatus(result)
    guard status == PGRES_COMMAND_OK || status == PGRES_COPY_OUT || status == PGRES_COPY_IN else {
      throw failure("PostgreSQL: \(String(cString: PQerrorMessage(connection)))")
    }
  }

  /// Every row of a query, each as `COPY` in its binary form takes it.
  func rows(_ query: String) throws -> [[UInt8]] {
    try tell("COPY (\(query)) TO STDOUT (FORMAT binary)")
    var all: [UInt8] = []
    var buffer: UnsafeMutablePointer<CChar>?
    while true {
      let count = PQgetCopyData(connection, &buffer, 0)
      guard count > 0, let found = buffer else { break }
      all.append(contentsOf: UnsafeRawBufferPointer(start: found, count: Int(count)))
      PQfreemem(found)
    }
    try finish(PQgetResult(connection))
    while let result = PQgetResult(connection) { PQclear(result) }
    return Self.tuples(all)
  }

  /// Inserts rows by one `COPY`, which is one transaction.
  func copy(_ rows: ArraySlice<[UInt8]>, into table: String) throws {
    try tell("COPY \(table) FROM STDIN (FORMAT binary)")
    var bytes = Self.header
    for row in rows { bytes += row }
    bytes += [0xff, 0xff]
    let isSent = bytes.withUnsafeBytes { raw in
      PQputCopyData(connection, raw.bindMemory(to: CChar.self).baseAddress, Int32(raw.count)) == 1
    }
    guard isSent, PQputCopyEnd(connection, nil) == 1 else { throw failure("COPY was not taken.") }
    try finish(PQgetResult(connection))
    while let result = PQgetResult(connection) { PQclear(result) }
  }

  private static let header: [UInt8] =
    Array("PGCOPY\n".utf8) + [0xff, 0x0d, 0x0a, 0x00] + [UInt8](repeating: 0, count: 8)

  /// Cuts the binary form into rows: a count of fields (16 bits), then each field behind its length (32 bits, -1: null).
  private static func tuples(_ bytes: [UInt8]) -> [[UInt8]] {
    func number(_ place: Int, _ count: Int) -> Int { bytes[place..<(place + count)].reduce(0) { $0 << 8 | Int($1) } }
    var rows: [[UInt8]] = []
    var place = header.count
    while place + 2 <= bytes.count, number(place, 2) != 0xffff {
      let start = place
      let fields = number(place, 2)
      place += 2
      for _ in 0..<fields {
        let length = number(place, 4)
        place += 4 + (length == 0xffff_ffff ? 0 : length)
      }
      rows.append(Array(bytes[start..<place]))
    }
    return rows
  }
}
