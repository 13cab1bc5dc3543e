import Bytes
package import ChecklistPacks
import Checklists
import Foundation
import GRDB
import Journal
import Platform
package import Protocol
package import Review
import SQLiteFiles

/// Drafts, comments and approvals of checklists, in `review.sqlite` of a trainer's data folder.
///
/// Whatever changes something is on the disk when the call returns. What happened is a set of signed events; where each
/// version stands follows from them (``ReviewLog``), the same on every machine that has the same events.
package final class ReviewBook {
  private let path: String
  private let queue: DatabaseQueue
  /// Whose key a public key is: a person of the root, else the key stands for itself.
  private let who: ([UInt8]) -> TrainerID
  private var events: [EntryHash: SignedReviewEvent] = [:]
  /// Where every version stands.
  package private(set) var log = ReviewLog()

  /// The largest text of a draft, in bytes.
  package static let largestText = 1 << 20

  private init(path: String, queue: DatabaseQueue, root: PackRoot?) {
    self.path = path
    self.queue = queue
    who = Self.who(root)
  }

  /// Names a trainer: the person that the root knows under this key. A key that the root does not know is a person of
  /// its own, whom nobody's root believes.
  package static func who(_ root: PackRoot?) -> ([UInt8]) -> TrainerID {
    { key in
      if let trainer = root?.trainer(key), !trainer.retired { return TrainerID(rawValue: trainer.person) }
      return TrainerID(rawValue: "key:" + Hex.text(key))
    }
  }

  /// Opens the book of a data folder, and makes it where there is none.
  package static func open(folder: String, root: PackRoot?) throws(ReviewTrouble) -> ReviewBook {
    let path = folder + "/review.sqlite"
    do {
      let book = ReviewBook(path: path, queue: try file.open(path, tables), root: root)
      try book.load()
      return book
    } catch {
      throw problem(error, path)
    }
  }

  private static let file = SQLiteFile(label: "review")
  private static let tables = SQLiteSchema(
    // Files without a sort of their own are in use.
    application: 0,
    migrations: [
      [
        """
        CREATE TABLE event(hash BLOB PRIMARY KEY, key BLOB NOT NULL, signature BLOB NOT NULL, bytes BLOB NOT NULL)
          WITHOUT ROWID
        """,
        "CREATE TABLE text(hash TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID",
      ]
    ], tables: ["event", "text"])

  private func load() throws {
    try queue.inDatabase { db in
      try db.each("SELECT key, signature, bytes FROM event") { row in
        guard let event = SignedReviewEvent(publicKey: row.blob(0), signature: row.blob(1), bytes: row.blob(2)) else {
          throw StorageProblem(path, .damaged("an event"))
        }
        events[event.hash] = event
      }
    }
    log = ReviewLog.of(events.values, who: who).log
  }

  package func close() throws(ReviewTrouble) {
    do { try queue.close() } catch { throw Self.problem(error, path) }
  }

  /// Does something as a trainer. Throws `refused` where the rules do not allow it.
  ///
  /// - Parameter text: The bytes of the file, where a version is saved.
  package func take(
    _ event: ReviewEvent, text: [UInt8]? = nil, key: TrainerKey, at time: Int64
  ) throws(ReviewTrouble) {
    var next = log
    if let refusal = next.take(event, by: who(key.publicKey), at: time) { throw .refused(refusal) }
    if case .saved(let id, _) = event {
      guard let text, text.count <= Self.largestText, EntryHash(of: text).hex == id.hash else { throw .noSuchText }
    }
    let number = (events.values.map(\.body.number).max() ?? 0) + 1
    let signed: SignedReviewEvent
    do { signed = try SignedReviewEvent(event, number: number, time: time, key: key) } catch { throw .locked }
    try keep([signed], texts: text.map { [$0] } ?? [])
  }

  private func keep(_ fresh: [SignedReviewEvent], texts: [[UInt8]]) throws(ReviewTrouble) {
    do {
      try queue.inDatabase { db in
        try db.transaction {
          for event in fresh {
            try db.run(
              "INSERT OR IGNORE INTO event VALUES(?, ?, ?, ?)", .blob(event.hash.bytes), .blob(event.publicKey),
              .blob(event.signature), .blob(event.bytes))
          }
          for text in texts {
            try db.run("INSERT OR IGNORE INTO text VALUES(?, ?)", .text(EntryHash(of: text).hex), .blob(text))
          }
        }
      }
    } catch {
      throw Self.problem(error, path)
    }
    for event in fresh { events[event.hash] = event }
    log = ReviewLog.of(events.values, who: who).log
  }

  /// The file of a version; throws `noSuchText` where it never came here.
  package func text(of id: VersionID) throws(ReviewTrouble) -> [UInt8] {
    do {
      let data = try queue.inDatabase { db in
        try db.first("SELECT bytes FROM text WHERE hash = ?", .text(id.hash)) { $0.blob(0) }
      }
      guard let data else { throw ReviewTrouble.noSuchText }
      return data
    } catch {
      throw Self.problem(error, path)
    }
  }

  /// Everything, in one file that the trainer signs: for another trainer's machine, by stick or mail.
  package func export(key: TrainerKey) throws(ReviewTrouble) -> [UInt8] {
    do {
      let texts = try queue.inDatabase { try $0.all("SELECT bytes FROM text ORDER BY hash") { $0.blob(0) } }
      let body = try ReviewFile(
        events: events.values.sorted { $0.hash.hex < $1.hash.hex }.map(ReviewFile.Event.init),
        texts: texts.map { Data($0).base64EncodedString() }
      ).bytes
      return try SignedFile(.review, body: body).signed(by: key).bytes
    } catch {
      throw Self.problem(error, path)
    }
  }

  /// Takes what another trainer exported; returns how many events were new. Reading a file twice, or an old one, changes
  /// nothing. Throws `notVerified` unless one whom the root names signed it.
  @discardableResult package func read(_ bytes: [UInt8], root: PackRoot?) throws(ReviewTrouble) -> Int {
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

  private static func problem(_ error: any Error, _ path: String) -> ReviewTrouble {
    if let trouble = error as? ReviewTrouble { return trouble }
    return switch StorageProblem(error, path: path).reason {
    case .newer: .newer
    case .full: .full
    case .disk, .notWritable, .busy, .tooLarge, .damaged: .book
    }
  }
}
