import Bytes
public import ChecklistPacks
import Checklists
import Foundation
import GRDB
import Journal
import Platform
public import Protocol
public import Review

/// Why the book of a review cannot be used; nothing of the call was kept.
public enum ReviewProblem: Error, Hashable, Sendable {
  /// The file cannot be made, read or written; the word is for the log.
  case unusable(path: String, what: String)
  /// A newer program wrote it.
  case newer(path: String)
  case full(path: String)
  /// The rules say no.
  case refused(ReviewRefusal)
  /// A text that somebody names is not here.
  case noSuchText
  /// What came from outside is cut short, changed, too large, or signed by nobody whom the root names.
  case notVerified
  /// The key could not sign.
  case key
}

/// Drafts, comments and approvals of checklists, in `review.sqlite` of a trainer's data folder.
///
/// Whatever changes something is on the disk when the call returns. What happened is a set of signed events; where each
/// version stands follows from them (``ReviewLog``), the same on every machine that has the same events.
public final class ReviewBook {
  private let path: String
  private let queue: DatabaseQueue
  /// Whose key a public key is: a person of the root, else the key stands for itself.
  private let who: ([UInt8]) -> TrainerID
  private var events: [EntryHash: SignedReviewEvent] = [:]
  /// Where every version stands.
  public private(set) var log = ReviewLog()

  /// The largest text of a draft, in bytes.
  public static let largestText = 1 << 20
  private static let version = 1

  private init(path: String, queue: DatabaseQueue, root: PackRoot?) {
    self.path = path
    self.queue = queue
    who = Self.who(root)
  }

  /// Names a trainer: the person that the root knows under this key. A key that the root does not know is a person of
  /// its own, whom nobody's root believes.
  public static func who(_ root: PackRoot?) -> ([UInt8]) -> TrainerID {
    { key in
      if let trainer = root?.trainer(key), !trainer.retired { return TrainerID(rawValue: trainer.person) }
      return TrainerID(rawValue: "key:" + Hex.text(key))
    }
  }

  /// Opens the book of a data folder, and makes it where there is none.
  public static func open(folder: String, root: PackRoot?) throws(ReviewProblem) -> ReviewBook {
    let path = folder + "/review.sqlite"
    do {
      try Files().touch(path)
      var configuration = Configuration()
      configuration.label = "review"
      configuration.busyMode = .timeout(5)
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.inDatabase { db in try setUp(db, path) }
      let book = ReviewBook(path: path, queue: queue, root: root)
      try book.load()
      return book
    } catch {
      throw problem(error, path)
    }
  }

  /// GRDB's own WAL mode is not used: it lowers `synchronous` to NORMAL.
  private static func setUp(_ db: Database, _ path: String) throws {
    try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
    guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
      throw ReviewProblem.unusable(path: path, what: "synchronous is not FULL")
    }
    let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard found <= version else { throw ReviewProblem.newer(path: path) }
    guard found == 0 else { return }
    try db.inTransaction {
      try db.execute(
        sql: """
          CREATE TABLE event(hash BLOB PRIMARY KEY, key BLOB NOT NULL, signature BLOB NOT NULL, bytes BLOB NOT NULL)
            WITHOUT ROWID;
          CREATE TABLE text(hash TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
          PRAGMA user_version = 1
          """)
      return .commit
    }
  }

  private func load() throws {
    try queue.inDatabase { db in
      for row in try Row.fetchAll(db, sql: "SELECT key, signature, bytes FROM event") {
        let parts: [Data] = [row["key"], row["signature"], row["bytes"]]
        guard
          let event = SignedReviewEvent(
            publicKey: Array(parts[0]), signature: Array(parts[1]), bytes: Array(parts[2]))
        else { throw ReviewProblem.unusable(path: path, what: "an event") }
        events[event.hash] = event
      }
    }
    log = ReviewLog.of(events.values, who: who).log
  }

  public func close() throws(ReviewProblem) {
    do { try queue.close() } catch { throw Self.problem(error, path) }
  }

  /// Does something as a trainer. Throws `refused` where the rules do not allow it.
  ///
  /// - Parameter text: The bytes of the file, where a version is saved.
  public func take(
    _ event: ReviewEvent, text: [UInt8]? = nil, key: TrainerKey, at time: Int64
  ) throws(ReviewProblem) {
    var next = log
    do { try next.take(event, by: who(key.publicKey), at: time) } catch { throw .refused(error) }
    if case .saved(let id, _) = event {
      guard let text, text.count <= Self.largestText, EntryHash(of: text).hex == id.hash else { throw .noSuchText }
    }
    let number = (events.values.map(\.body.number).max() ?? 0) + 1
    let signed: SignedReviewEvent
    do { signed = try SignedReviewEvent(event, number: number, time: time, key: key) } catch { throw .key }
    try keep([signed], texts: text.map { [$0] } ?? [])
  }

  private func keep(_ fresh: [SignedReviewEvent], texts: [[UInt8]]) throws(ReviewProblem) {
    do {
      try queue.inDatabase { db in
        try db.inTransaction(.immediate) {
          for event in fresh {
            try db.execute(
              sql: "INSERT OR IGNORE INTO event VALUES(?, ?, ?, ?)",
              arguments: [
                Data(event.hash.bytes), Data(event.publicKey), Data(event.signature), Data(event.bytes),
              ])
          }
          for text in texts {
            try db.execute(
              sql: "INSERT OR IGNORE INTO text VALUES(?, ?)", arguments: [EntryHash(of: text).hex, Data(text)])
          }
          return .commit
        }
      }
    } catch {
      throw Self.problem(error, path)
    }
    for event in fresh { events[event.hash] = event }
    log = ReviewLog.of(events.values, who: who).log
  }

  /// The file of a version; throws `noSuchText` where it never came here.
  public func text(of id: VersionID) throws(ReviewProblem) -> [UInt8] {
    do {
      let data = try queue.inDatabase { db in
        try Data.fetchOne(db, sql: "SELECT bytes FROM text WHERE hash = ?", arguments: [id.hash])
      }
      guard let data else { throw ReviewProblem.noSuchText }
      return Array(data)
    } catch {
      throw Self.problem(error, path)
    }
  }

  /// Everything, in one file that the trainer signs: for another trainer's machine, by stick or mail.
  public func export(key: TrainerKey) throws(ReviewProblem) -> [UInt8] {
    do {
      let texts = try queue.inDatabase { try Data.fetchAll($0, sql: "SELECT bytes FROM text ORDER BY hash") }
      let body = try ReviewFile(
        events: events.values.sorted { $0.hash.hex < $1.hash.hex }.map(ReviewFile.Event.init),
        texts: texts.map { $0.base64EncodedString() }
      ).bytes
      return try SignedFile(.review, body: body).signed(by: key).bytes
    } catch {
      throw Self.problem(error, path)
    }
  }

  /// Takes what another trainer exported; returns how many events were new. Reading a file twice, or an old one, changes
  /// nothing. Throws `notVerified` unless one whom the root names signed it.
  @discardableResult public func read(_ bytes: [UInt8], root: PackRoot?) throws(ReviewProblem) -> Int {
    let file: SignedFile
    do { file = try SignedFile(bytes, .review) } catch { throw .notVerified }
    guard let signature = file.signatures.first, file.signatures.count == 1, file.holds(signature),
      let trainer = root?.trainer(signature.publicKey), !trainer.retired,
      let content = ReviewFile(bytes: file.body, limit: PackLimits.fileBytes)
    else { throw .notVerified }
    var fresh: [SignedReviewEvent] = []
    for part in content.events {
      guard let event = part.event, root?.trainer(event.publicKey) != nil else { throw .notVerified }
      if events[event.hash] == nil { fresh.append(event) }
    }
    var texts: [[UInt8]] = []
    for text in content.texts {
      guard let data = Data(base64Encoded: text), data.count <= Self.largestText else { throw .notVerified }
      texts.append(Array(data))
    }
    try keep(fresh, texts: texts)
    return fresh.count
  }

  private static func problem(_ error: any Error, _ path: String) -> ReviewProblem {
    switch error {
    case let problem as ReviewProblem: problem
    case let error as DatabaseError where error.resultCode == .SQLITE_FULL: .full(path: path)
    case let error as DatabaseError: .unusable(path: path, what: "SQLite \(error.extendedResultCode.rawValue)")
    case let error as FileError: error.isFull ? .full(path: path) : .unusable(path: path, what: "\(error)")
    default: .unusable(path: path, what: "\(type(of: error))")
    }
  }
}
