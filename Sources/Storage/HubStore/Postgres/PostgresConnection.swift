import CPostgres
import Glibc

/// One connection through libpq, whose calls wait for the server: used by one thread at a time, never by Swift's own pool.
final class PostgresConnection {
  private let connection: OpaquePointer
  /// Names of prepared statements by their words.
  private var prepared: [String: String] = [:]
  private let warnings = PostgresWarnings()

  /// Connects, and sets what every connection of a hub has.
  init(url: String) throws(PostgresFault) {
    let settings = [
      ("connect_timeout", "5"), ("keepalives_idle", "30"), ("tcp_user_timeout", "30000"), ("dbname", url),
      ("application_name", "tiepsuc-hub"), ("client_encoding", "UTF8"),
    ]
    var names: [UnsafePointer<CChar>?] = []
    var values: [UnsafePointer<CChar>?] = []
    var copies: [UnsafeMutablePointer<CChar>] = []
    defer { for copy in copies { free(copy) } }
    for (name, value) in settings {
      guard let name = strdup(name) else { throw .connectionLost }
      copies.append(name)
      guard let value = strdup(value) else { throw .connectionLost }
      copies.append(value)
      names.append(UnsafePointer(name))
      values.append(UnsafePointer(value))
    }
    guard let opened = PQconnectdbParams(names + [nil], values + [nil], 1) else { throw .connectionLost }
    connection = opened
    guard PQstatus(opened) == CONNECTION_OK else { throw .connectionLost }
    PQsetNoticeReceiver(
      opened,
      { warnings, _ in warnings.map { Unmanaged<PostgresWarnings>.fromOpaque($0).takeUnretainedValue().add() } },
      Unmanaged.passUnretained(warnings).toOpaque())
    _ = try run(Self.settings.map { PostgresStatement($0) })
  }

  deinit { PQfinish(connection) }

  /// A warning is heard because one of them comes with a commit that is not what it says: where the wait for a synchronous
  /// standby was cancelled, the server has committed, others see it, and it may yet be lost.
  ///
  /// The plans are meant for the indexes: a plan that was made and kept when tables were small must not read them whole
  /// when they are large.
  private static let settings = [
    "SET client_min_messages = warning", "SET search_path = tiepsuc", "SET synchronous_commit = on",
    "SET statement_timeout = '60s'", "SET idle_in_transaction_session_timeout = '60s'", "SET jit = off",
    "SET enable_seqscan = off", "SET enable_hashjoin = off", "SET enable_mergejoin = off",
  ]

  /// Whether the server was there at the last call.
  var isAlive: Bool { PQstatus(connection) == CONNECTION_OK }
  /// Whether an idle connection is still good: the server says nothing unasked unless it goes away.
  var isQuiet: Bool {
    var socket = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
    return isAlive && poll(&socket, 1, 0) == 0
  }
  /// Whether no transaction is open.
  var isIdle: Bool { PQtransactionStatus(connection) == PQTRANS_IDLE }

  /// Runs one statement. Throws `notReplicated` where the server warned of it.
  func run(_ statement: PostgresStatement) throws(PostgresFault) -> PostgresResult {
    let name = try prepare(statement)
    warnings.clear()
    let answer = Self.with(statement) { values, lengths, formats in
      PQexecPrepared(connection, name, Int32(statement.ranges.count), values, lengths, formats, 1)
    }
    guard let answer else { throw .connectionLost }
    let result = PostgresResult(answer)
    if let fault = result.fault { throw isAlive ? fault : .connectionLost }
    if warnings.count > 0 { throw .notReplicated }
    return result
  }

  /// Runs several statements on one way there and back, in their order. Where one fails, those behind it are not run, and
  /// an open transaction is to be rolled back.
  func run(_ statements: [PostgresStatement]) throws(PostgresFault) -> [PostgresResult] {
    var names: [String] = []
    for statement in statements { names.append(try prepare(statement)) }
    warnings.clear()
    guard PQenterPipelineMode(connection) == 1 else { throw .connectionLost }
    for (statement, name) in zip(statements, names) {
      let sent = Self.with(statement) { values, lengths, formats in
        PQsendQueryPrepared(connection, name, Int32(statement.ranges.count), values, lengths, formats, 1)
      }
      guard sent == 1 else { throw .connectionLost }
    }
    guard PQpipelineSync(connection) == 1 else { throw .connectionLost }
    var results: [PostgresResult] = []
    var failure: PostgresFault?
    for _ in statements {
      let result = try next()
      failure = failure ?? result.fault
      results.append(result)
    }
    // The answer to the synchronisation itself.
    guard let last = PQgetResult(connection) else { throw .connectionLost }
    let end = PostgresResult(last)
    guard end.fault == nil, PQexitPipelineMode(connection) == 1 else { throw .connectionLost }
    if let failure { throw isAlive ? failure : .connectionLost }
    if warnings.count > 0 { throw .notReplicated }
    return results
  }

  /// The answer to the next statement of a pipeline, with the null that ends it.
  private func next() throws(PostgresFault) -> PostgresResult {
    guard let answer = PQgetResult(connection) else { throw .connectionLost }
    let result = PostgresResult(answer)
    while let more = PQgetResult(connection) { PQclear(more) }
    return result
  }

  private func prepare(_ statement: PostgresStatement) throws(PostgresFault) -> String {
    if let name = prepared[statement.sql] { return name }
    let name = "s\(prepared.count)"
    guard let answer = PQprepare(connection, name, statement.sql, Int32(statement.types.count), statement.types) else {
      throw .connectionLost
    }
    if let fault = PostgresResult(answer).fault { throw isAlive ? fault : .connectionLost }
    prepared[statement.sql] = name
    return name
  }

  /// Lends the values of a statement as libpq wants them.
  private static func with<T>(
    _ statement: PostgresStatement,
    _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> T
  ) -> T {
    statement.bytes.withUnsafeBufferPointer { bytes in
      // An empty value needs an address too: libpq takes the null pointer for NULL.
      var nothing: CChar = 0
      return withUnsafePointer(to: &nothing) { nothing in
        let start = bytes.baseAddress.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) } ?? nothing
        let values = statement.ranges.map { range in range.map { start + $0.lowerBound } }
        let lengths = statement.ranges.map { Int32(clamping: $0?.count ?? 0) }
        return body(values, lengths, [Int32](repeating: 1, count: lengths.count))
      }
    }
  }
}

/// How often the server warned since the last statement began; heard by libpq within its calls.
private final class PostgresWarnings {
  private(set) var count = 0
  func add() { count += 1 }
  func clear() { count = 0 }
}
