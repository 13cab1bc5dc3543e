import GRDB
import SQLiteFiles

extension PostgresHubStore {
  /// How many rows are in memory at once.
  private static let page = 500

  package func backup(to path: String) async throws(StoreFault) {
    let part = try BackupFile(path: path)
    try part.touch()
    // A connection beside the pool's: a copy may take long, and nobody shall wait for it.
    let lane = PostgresLane(url: pool.url, number: -1)
    let result = await lane.run { connection in
      let queue = try SQLiteHubStore.makeCopy(part.part)
      try queue.writeWithoutTransaction { db in
        try db.run("BEGIN")
        try connection.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
          for table in BackupTable.all { try Self.copy(table, connection, db) }
        }
        try db.run("COMMIT")
      }
      try queue.close()
    }
    await lane.close()
    do throws(StoreFault) {
      try result.get()
      try part.finish()
    } catch {
      part.discard()
      throw error
    }
  }

  private static func copy(_ table: BackupTable, _ connection: PostgresConnection, _ db: Database) throws {
    let marks = table.types.map { _ in "?" }.joined(separator: ", ")
    let insert = try db.prepared("INSERT INTO \(table.name) VALUES(\(marks))")
    _ = try connection.run(PostgresStatement("DECLARE copy_\(table.name) NO SCROLL CURSOR FOR \(table.fromPostgres)"))
    let fetch = PostgresStatement("FETCH \(page) FROM copy_\(table.name)")
    while true {
      let rows = try connection.run(fetch)
      if rows.count == 0 { break }
      _ = try rows.map { row in
        for (index, type) in table.types.enumerated() { insert.bind(Int32(index + 1), try row.value(index, type)) }
        try insert.run()
      }
    }
    _ = try connection.run(PostgresStatement("CLOSE copy_\(table.name)"))
  }

  /// Fills a database that holds no hub yet from a backup, of either kind of store, in one transaction.
  ///
  /// - Throws: `exists` where a hub's rows are there; what ``open(url:isServing:connections:)`` throws.
  package static func restore(from path: String, url: String) async throws(StoreFault) {
    let store = try await open(url: url, connections: 1)
    do throws(StoreFault) {
      try await store.pool.run { connection in
        let queue = try SQLiteHubStore.openCopy(path)
        try queue.writeWithoutTransaction { db in
          let found = try SQLiteHubStore.version(db)
          guard found == SQLiteSchema.hub.version else {
            throw StoreFault.olderVersion(found: found, known: SQLiteSchema.hub.version)
          }
          try connection.transaction { try fill(connection, db) }
        }
        try queue.close()
      }
    } catch {
      await store.close()
      throw error
    }
    await store.close()
  }

  private static func fill(_ connection: PostgresConnection, _ db: Database) throws {
    // Whoever else fills it waits, and then finds it full.
    _ = try connection.run(PostgresLock.migration)
    let held = PostgresStatement(
      "SELECT (SELECT count(*) FROM hub) + (SELECT count(*) FROM chain) + (SELECT count(*) FROM device)")
    guard try connection.run(held).first({ try $0.int(0) }) == 0 else { throw StoreFault.exists(path: "hub") }
    for table in BackupTable.all {
      if table.name == "batch" { try makeStretches(connection, db) }
      try fill(table, connection, db)
    }
    _ = try connection.run([
      PostgresStatement(
        "SELECT setval('box_number', greatest((SELECT max(number) FROM beside), (SELECT last_value FROM box_number)))"),
      PostgresStatement(
        "SELECT setval(pg_get_serial_sequence('device', 'number'), (SELECT max(number) FROM device))"),
      PostgresStatement("SELECT setval(pg_get_serial_sequence('chain', 'id'), (SELECT max(id) FROM chain))"),
      PostgresStatement("SELECT setval(pg_get_serial_sequence('note', 'number'), (SELECT max(number) FROM note))"),
    ])
  }

  /// Makes the months of the batches, and the rows with which branches begin.
  private static func makeStretches(_ connection: PostgresConnection, _ db: Database) throws {
    let bits = (Int64(1) << PostgresSchema.batchBits) - 1
    var months: Set<Int64> = []
    var last: Int64 = 1
    try db.each("SELECT id, time FROM batch", []) { line in
      let id = PostgresSchema.batch(line.int64(0), time: line.int64(1))
      months.insert(id >> PostgresSchema.batchBits)
      last = max(last, id & bits)
    }
    for month in months.sorted() { _ = try connection.run(PostgresStatement("SELECT make_month($1)", .int(month))) }
    _ = try connection.run([
      PostgresStatement("SELECT setval('batch_number', $1)", .int(last)),
      PostgresStatement(
        """
        INSERT INTO batch(id, chain, base, size, carrier, time, skew, is_revoked)
        SELECT nextval('batch_number'), id, NULL, shared, device, time, 0, 0 FROM chain
        """),
    ])
  }

  private static func fill(_ table: BackupTable, _ connection: PostgresConnection, _ db: Database) throws {
    var arrays = table.types.map { PostgresArray($0) }
    var count = 0
    func flush() throws {
      if count == 0 { return }
      var statement = PostgresStatement(table.intoPostgres)
      for array in arrays { statement.add(array) }
      _ = try connection.run(statement)
      arrays = table.types.map { PostgresArray($0) }
      count = 0
    }
    try db.each(table.fromSQLite, []) { line in
      for (index, type) in table.types.enumerated() { arrays[index].add(line.value(index, type, table)) }
      count += 1
      if count == page { try flush() }
    }
    try flush()
  }
}

extension PostgresSchema {
  /// The number of a batch that may come from SQLite, where it has no month yet.
  static func batch(_ number: Int64, time: Int64) -> Int64 {
    number >> batchBits > 0 ? number : month(time) << batchBits | number
  }
}

extension PostgresRow {
  /// A column as SQLite takes it.
  fileprivate func value(_ column: Int, _ type: PostgresType) throws -> SQLiteValue {
    let column = Int32(column)
    if isNull(column) { return .null }
    switch type {
    case .int: return .int(try long(column))
    case .text: return .text(text(column))
    case .blob: return .blob(blob(column))
    }
  }
}

extension SQLiteRow {
  /// A column as PostgreSQL takes it.
  fileprivate func value(_ column: Int, _ type: PostgresType, _ table: BackupTable) -> PostgresValue {
    if column == 0 && table.name == "batch" { return .int(PostgresSchema.batch(int64(0), time: int64(5))) }
    if column == 0 && table.name == "entry" { return .int(PostgresSchema.batch(int64(0), time: int64(7))) }
    let column = Int32(column)
    switch type {
    case .int: return .int(optionalInt64(column))
    case .text: return .text(optionalText(column))
    case .blob: return .blob(isNull(column) ? nil : blob(column))
    }
  }
}
