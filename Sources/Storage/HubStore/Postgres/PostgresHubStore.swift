import Synchronization

/// A hub's store in a PostgreSQL database, which any number of hub processes share.
///
/// What a call changed is committed when it returns. While the database is away, calls throw `unavailable`, and
/// connections are made anew as soon as it is back.
package final class PostgresHubStore: HubStore {
  let pool: PostgresPool
  /// What is known to be there, so that it is not asked for with each batch.
  let known = Mutex(Known())

  /// Facts that never become untrue while a hub runs.
  struct Known {
    /// Months that have their partition.
    var months: Set<Int64> = []
    /// Volunteers that stand in a roster.
    var roster: Set<RosterLine> = []
  }

  private init(pool: PostgresPool) { self.pool = pool }

  /// Whether a `--database` names a PostgreSQL database.
  package static func understands(url: String) -> Bool {
    url.hasPrefix("postgres://") || url.hasPrefix("postgresql://")
  }

  /// Opens the store of a database, and makes its tables where they are missing.
  ///
  /// - Parameters:
  ///   - url: As libpq takes it, whose own `connect_timeout` goes before the hub's; a password belongs into a password file
  ///     instead.
  ///   - isServing: A command beside a hub does not change tables that a hub made.
  ///   - connections: How many calls are under way at once.
  /// - Throws: `newerVersion`, `olderVersion`, `damaged`, `unavailable`, `full`.
  package static func open(
    url: String, isServing: Bool = true, connections: Int = 4
  ) async throws(StoreFault) -> PostgresHubStore {
    let pool = PostgresPool(url: url, connections: connections)
    do throws(StoreFault) {
      try await pool.run { try migrate($0, isServing: isServing) }
    } catch {
      await pool.close()
      throw error
    }
    return PostgresHubStore(pool: pool)
  }

  package func close() async { await pool.close() }

  private static func migrate(_ connection: PostgresConnection, isServing: Bool) throws {
    if try version(connection) == PostgresSchema.version { return }
    try connection.transaction {
      _ = try connection.run(PostgresLock.migration)
      // Another process may have been faster.
      let found = try version(connection)
      if found == PostgresSchema.version { return }
      if found > 0 && !isServing { throw StoreFault.olderVersion(found: found, known: PostgresSchema.version) }
      if found == 0 {
        _ = try connection.run(PostgresStatement("CREATE SCHEMA IF NOT EXISTS tiepsuc"))
        _ = try connection.run(PostgresStatement("CREATE TABLE version(number int8 PRIMARY KEY)"))
      }
      for step in PostgresSchema.migrations.dropFirst(found).joined() {
        _ = try connection.run(PostgresStatement(step))
      }
      _ = try connection.run(
        PostgresStatement("INSERT INTO version VALUES($1)", .int(PostgresSchema.version)))
    }
  }

  /// 0 where no hub was here yet.
  private static func version(_ connection: PostgresConnection) throws -> Int {
    let table = PostgresStatement(
      "SELECT count(*) FROM pg_tables WHERE schemaname = 'tiepsuc' AND tablename = 'version'")
    guard try connection.run(table).first({ try $0.int(0) }) == 1 else { return 0 }
    let found = try connection.run(PostgresStatement("SELECT max(number) FROM version")).first { try $0.int(0) } ?? 0
    guard found <= PostgresSchema.version else {
      throw StoreFault.newerVersion(found: found, known: PostgresSchema.version)
    }
    return found
  }

  /// Runs one statement, which is a transaction of its own.
  func ask<T: Sendable>(
    _ statement: PostgresStatement, _ read: @escaping @Sendable (PostgresResult) throws -> T
  ) async throws(StoreFault) -> T {
    try await pool.run { try read($0.run(statement)) }
  }

  /// Runs a transaction; anew where another process got in its way.
  func transaction<T: Sendable>(
    _ work: @escaping @Sendable (PostgresConnection) throws -> T
  ) async throws(StoreFault) -> T {
    try await pool.run { connection in
      try connection.retrying { try connection.transaction { try work(connection) } }
    }
  }
}

extension PostgresConnection {
  /// Runs `work` in a transaction; where it throws, nothing of it is kept.
  func transaction<T>(_ begin: String = "BEGIN", _ work: () throws -> T) throws -> T {
    _ = try run(PostgresStatement(begin))
    let result = try work()
    _ = try run(PostgresStatement("COMMIT"))
    return result
  }

  /// Runs a whole transaction again, a few times, where another one got in its way. It must end rolled back or committed.
  func retrying<T>(_ work: () throws -> T) throws -> T {
    for _ in 0..<20 {
      do {
        return try work()
      } catch let fault as PostgresFault where fault.isWorthRetrying {
        if !isIdle { _ = try run(PostgresStatement("ROLLBACK")) }
      }
    }
    return try work()
  }
}
