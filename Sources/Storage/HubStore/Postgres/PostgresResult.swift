import CPostgres
import Journal

/// What a statement answered, in binary form. It frees what libpq holds with the last copy of it.
final class PostgresResult {
  private let result: OpaquePointer

  init(_ result: OpaquePointer) { self.result = result }
  deinit { PQclear(result) }

  /// How many rows there are to read.
  var count: Int { Int(PQntuples(result)) }

  /// How many rows a change has changed.
  var changes: Int { PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0 }

  /// Why it failed; nil where it did not.
  var fault: PostgresFault? {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_PIPELINE_SYNC: nil
    case PGRES_PIPELINE_ABORTED: .aborted
    default:
      // SQLSTATE stands in the field "C"; without one, it was libpq that failed, because the server is gone.
      PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { .refused(String(cString: $0)) } ?? .connectionLost
    }
  }

  /// Rows in their order.
  func map<T>(_ read: (PostgresRow) throws -> T) rethrows -> [T] {
    try (0..<count).map { try read(PostgresRow(result: result, row: Int32($0))) }
  }

  /// The first row.
  func first<T>(_ read: (PostgresRow) throws -> T) rethrows -> T? {
    count > 0 ? try read(PostgresRow(result: result, row: 0)) : nil
  }
}

/// One row; columns are counted from 0. A value of another length than expected throws `damaged`.
struct PostgresRow {
  fileprivate let result: OpaquePointer
  fileprivate let row: Int32

  func isNull(_ column: Int32) -> Bool { PQgetisnull(result, row, column) == 1 }

  func long(_ column: Int32) throws -> Int64 {
    guard PQgetlength(result, row, column) == 8, let start = PQgetvalue(result, row, column) else {
      throw StoreFault.damaged("a number")
    }
    return Int64(bigEndian: UnsafeRawPointer(start).loadUnaligned(as: Int64.self))
  }

  func int(_ column: Int32) throws -> Int { Int(try long(column)) }
  func optionalLong(_ column: Int32) throws -> Int64? { isNull(column) ? nil : try long(column) }
  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  func text(_ column: Int32) -> String { String(decoding: raw(column), as: UTF8.self) }
  func blob(_ column: Int32) -> [UInt8] { Array(raw(column)) }

  func hash(_ column: Int32) throws -> EntryHash {
    guard let hash = EntryHash(bytes: blob(column)) else { throw StoreFault.damaged("a hash") }
    return hash
  }

  private func raw(_ column: Int32) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
  }
}

/// What PostgreSQL, or the way to it, answered instead of doing the work.
enum PostgresFault: Error, Hashable {
  /// A five-character SQLSTATE.
  case refused(String)
  /// Nobody is at the other end any more, or never was.
  case connectionLost
  /// Not run, because one before it in the same pipeline failed.
  case aborted
  /// Committed here, but the wait for the standby that should have it too was given up.
  case notReplicated

  /// Another process was faster, and the same transaction run anew sees what it did.
  var isWorthRetrying: Bool {
    switch self {
    // Serialization failure, deadlock, unique violation.
    case .refused("40001"), .refused("40P01"), .refused("23505"): true
    default: false
    }
  }

  /// As the hub sees it. It holds codes only: a message of PostgreSQL may quote values.
  var storeFault: StoreFault {
    switch self {
    case .connectionLost: .unavailable("PostgreSQL is not reached")
    case .aborted: .unavailable("PostgreSQL aborted")
    case .notReplicated: .unavailable("PostgreSQL gave up waiting for its standby")
    case .refused("53100"): .full
    case .refused(let state) where state.hasPrefix("23") || state.hasPrefix("XX00"): .damaged("PostgreSQL \(state)")
    case .refused(let state): .unavailable("PostgreSQL \(state)")
    }
  }
}
