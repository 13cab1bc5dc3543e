import Foundation
import GRDB
import Platform
import SQLiteFiles
import TemporaryFolders
import Testing

struct SQLiteFileTests {
  private static let one = ["CREATE TABLE a(id INTEGER PRIMARY KEY, word TEXT NOT NULL, bytes BLOB)"]
  private static let two = ["CREATE TABLE b(id INTEGER PRIMARY KEY)", "CREATE INDEX b_id ON b(id)"]
  private static let first = SQLiteSchema(application: 77, migrations: [one], tables: ["a"])
  private static let second = SQLiteSchema(application: 77, migrations: [one, two], tables: ["a"])

  private let folder: TemporaryFolder
  private var path: String { folder.file("x.sqlite") }

  init() throws { folder = try TemporaryFolder(isPlayed: true) }

  private func open(_ schema: SQLiteSchema = second, _ file: SQLiteFile = SQLiteFile(label: "test")) throws
    -> DatabaseQueue
  {
    try file.open(path, schema)
  }

  private func problem(_ work: () throws -> Void) throws -> StorageProblem.Reason? {
    do { try work() } catch { return StorageProblem(error, path: path).reason }
    return nil
  }

  @Test(arguments: [SQLiteFile.Durability.full, .normal])
  func `a file is private and has the settings it was asked for`(
    _ durability: SQLiteFile.Durability
  ) throws {
    let queue = try open(Self.second, SQLiteFile(label: "test", durability: durability))
    let levels = try queue.inDatabase { db in
      try db.run("INSERT INTO a VALUES(1, 'x', x'00')")
      return try [
        SQLiteFile.synchronous(db), db.first("PRAGMA secure_delete") { $0.int(0) },
        db.first("PRAGMA foreign_keys") { $0.int(0) }, db.first("PRAGMA user_version") { $0.int(0) },
        db.first("PRAGMA application_id") { $0.int(0) },
      ]
    }
    #expect(levels == [durability == .full ? 2 : 1, 1, 1, 2, 77])
    for name in try folder.names() {
      let rights = try FileManager.default.attributesOfItem(atPath: folder.file(name))[.posixPermissions] as? Int
      #expect(rights == 0o600, "\(name)")
    }
    try queue.close()
  }

  @Test func `tables go forward, and rows stay`() throws {
    var queue = try open(Self.first)
    try queue.inDatabase { try $0.run("INSERT INTO a VALUES(1, 'x', NULL)") }
    try queue.close()
    queue = try open(Self.second)
    try queue.inDatabase { db in
      try db.run("INSERT INTO b VALUES(5)")
      #expect(try db.all("SELECT word FROM a") { $0.text(0) } == ["x"])
    }
    try queue.close()
    try open(Self.second).close()
  }

  @Test func `a newer file, and one of another sort, are refused untouched`() throws {
    try open(Self.second).close()
    let bytes = try folder.bytes("x.sqlite")
    #expect(try problem { try open(Self.first).close() } == .newer(found: 2, known: 1))
    let other = SQLiteSchema(application: 78, migrations: [Self.one, Self.two])
    #expect(try problem { try open(other).close() } == .damaged("a file of another sort"))
    let more = SQLiteSchema(application: 77, migrations: [Self.one, Self.two], tables: ["a", "c"])
    #expect(try problem { try open(more).close() } == .damaged("a file of another sort"))
    #expect(try folder.bytes("x.sqlite") == bytes)
    try folder.write(Array("no database at all, but long enough to have a head".utf8), to: "x.sqlite")
    guard case .damaged? = try problem({ try open().close() }) else { throw Unexpected() }
  }

  @Test func `a migration that fails leaves the version before it`() throws {
    try open(Self.first).close()
    let broken = SQLiteSchema(application: 77, migrations: [Self.one, ["CREATE TABLE b(id)", "CREATE TABLE a(id)"]])
    guard case .damaged? = try problem({ try open(broken).close() }) else { throw Unexpected() }
    let queue = try open(Self.first)
    #expect(try queue.inDatabase { try $0.all("SELECT name FROM sqlite_schema") { $0.text(0) } } == ["a"])
    try queue.close()
  }

  @Test func `whatever a column holds, reading it gives something and ends nothing`() throws {
    let queue = try open()
    try queue.inDatabase { db in
      try db.tell("CREATE TABLE t(x)")
      for value in ["NULL", "7", "-1.5", "'text'", "x'ff00'", "''", "x''", "9223372036854775807", "'12abc'", "1e300"] {
        try db.run("INSERT INTO t VALUES(\(value))")
      }
      var seen = 0
      try db.each("SELECT x FROM t") { row in
        _ = (row.int(0), row.int64(0), row.text(0), row.blob(0), row.optionalText(0), row.optionalInt64(0))
        // A column that is not there.
        _ = (row.int(9), row.text(9), row.blob(9), row.isNull(9))
        seen += 1
      }
      #expect(seen == 10)
      #expect(try db.all("SELECT x FROM t LIMIT 4") { $0.int(0) } == [0, 7, -1, 0])
    }
    try queue.close()
  }

  @Test func `values come back as they were`() throws {
    let queue = try open()
    try queue.inDatabase { db in
      try db.tell("CREATE TABLE t(x)")
      let values: [SQLiteValue] = [
        .null, .int(Int64.min), .int(Int64.max), .text(""), .text("đ\u{0}x"), .blob([UInt8]()), .blob([0, 255]),
      ]
      for value in values { try db.run("INSERT INTO t VALUES(?)", value) }
      let read = try db.all("SELECT x, typeof(x) FROM t") { row -> SQLiteValue in
        switch row.text(1) {
        case "integer": .int(row.int64(0))
        case "text": .text(row.text(0))
        case "blob": .blob(row.blob(0))
        default: .null
        }
      }
      #expect(read == values)
      let prepared = try db.prepared("INSERT INTO t VALUES(?)")
      for bytes in [[], [1], [UInt8](repeating: 2, count: 9_000)] { try prepared.run(1, bytes) }
      #expect(try db.all("SELECT length(x) FROM t ORDER BY rowid DESC LIMIT 3") { $0.int(0) } == [9_000, 1, 0])
    }
    try queue.close()
  }

  private func insert(_ ids: [Int], _ db: Database) throws {
    try db.transaction {
      for id in ids { try db.run("INSERT INTO a VALUES(?, 'x', NULL)", .int(id)) }
    }
  }

  @Test func `a transaction that fails changes nothing, and the next one works`() throws {
    let queue = try open()
    try queue.inDatabase { db in
      #expect(throws: DatabaseError.self) { try insert([1, 1], db) }
      #expect(!db.isInside)
      try insert([2], db)
      #expect(db.changes == 1)
      #expect(try db.all("SELECT id FROM a") { $0.int(0) } == [2])
    }
    try queue.close()
  }

  @Test func `a unique index says so`() throws {
    let queue = try open()
    try queue.inDatabase { db in
      try db.tell("CREATE TABLE t(x UNIQUE)")
      try db.run("INSERT INTO t VALUES(1)")
      let error = #expect(throws: DatabaseError.self) { try db.run("INSERT INTO t VALUES(1)") }
      #expect(error?.isNotUnique == true)
      let prepared = try db.prepared("INSERT INTO t VALUES(?)")
      prepared.bind(1, 1)
      let second = #expect(throws: DatabaseError.self) { try prepared.run() }
      #expect(second?.isNotUnique == true)
    }
    try queue.close()
  }

  @Test func `every error has its reason`() throws {
    func reason(_ code: Int32) -> StorageProblem.Reason {
      StorageProblem(DatabaseError(resultCode: ResultCode(rawValue: code), message: "words"), path: "p").reason
    }
    #expect(reason(13) == .full)
    #expect(reason(10 | 3 << 8) == .disk(code: 10 | 3 << 8))
    #expect(reason(8) == .notWritable)
    #expect(reason(14) == .notWritable)
    #expect(reason(5) == .busy)
    #expect(reason(18) == .tooLarge)
    #expect(reason(11) == .damaged("SQLite 11: words"))
    let files: [(Int32, StorageProblem.Reason)] = [
      (ENOSPC, .full), (EDQUOT, .full), (EIO, .disk(code: Int(EIO))), (EWOULDBLOCK, .busy), (EACCES, .notWritable),
      (ENOENT, .notWritable),
    ]
    for (code, wanted) in files {
      let problem = StorageProblem(FileError(.create, "f", .system(code)), path: "p")
      #expect((problem.path, problem.reason) == ("f", wanted))
    }
    let odd = StorageProblem(FileError(.open, "f", .notRegular), path: "p")
    #expect(odd.reason == .damaged("open f: not a regular file"))
    #expect(StorageProblem(Unexpected(), path: "p").reason == .damaged("unexpected: Unexpected"))
    #expect(StorageProblem(odd, path: "q") == odd)
  }
}

private struct Unexpected: Error {}
