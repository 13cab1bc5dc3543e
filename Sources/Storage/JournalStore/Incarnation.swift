package import GRDB
package import Journal
package import SQLiteFiles

/// One incarnation of the log, as the exchange sees it.
package struct LogChain: Hashable, Sendable {
  /// 32 bytes; none where a salvage lost them and the laptop does not know this device.
  package var publicKey: [UInt8]
  /// Entry n has the row `base + n`.
  package var base: Int64
  /// Its end: `last` names the device and the incarnation, and its sequence is the size. Where a salvage lost it, this
  /// is the last entry that was found, and the signature is empty.
  package var head: SignedHead
  /// Whether entries are appended to this one.
  package var isCurrent: Bool
  /// Why it was begun.
  package var reason: IncarnationReason

  package init(publicKey: [UInt8], base: Int64, head: SignedHead, isCurrent: Bool, reason: IncarnationReason = .start) {
    self.publicKey = publicKey
    self.base = base
    self.head = head
    self.isCurrent = isCurrent
    self.reason = reason
  }
}

/// Why an incarnation of the log was begun.
package enum IncarnationReason: String, Hashable, Sendable {
  /// The first one of a journal.
  case start
  /// A damaged journal was salvaged, and its chain could not go on.
  case mended
  /// The data folder is a copy, on another machine or disk or in another place.
  case copied
  /// The journal is older than what was known of it: by its key file, or by the hub.
  case restored
  /// The laptop has a new identity.
  case renewed
}

/// A place of an incarnation, in order.
package enum LogPlace: Hashable, Sendable {
  /// An entry with the bytes that were hashed.
  case entry(sequence: Int, hash: EntryHash, bytes: [UInt8])
  /// Entries that a salvage could not bring back; the hash is what the next readable entry names as the one before it,
  /// or what the head says.
  case lost(LostRange)
}

extension IncarnationReason {
  /// Where the reason of an incarnation stands among the settings; they are sealed and survive a salvage.
  static let settingPrefix = "incarnation "

  private static func setting(_ start: EntryID) -> String {
    "\(settingPrefix)\(start.device.rawValue) \(start.incarnation)"
  }

  /// Writes down why an incarnation is begun, in the transaction that begins it.
  static func note(_ db: Database, _ reason: IncarnationReason, _ start: EntryID) throws {
    guard reason != .start else { return }
    let name = setting(start)
    try db.run("DELETE FROM setting WHERE key = ?", .text(name))
    let id = (try db.first("SELECT max(id) FROM setting") { $0.int64(0) } ?? 0) + 1
    try Schema.insert(db, "setting", [.int(id), .text(name), .text(reason.rawValue)])
  }

  /// Why an incarnation was begun.
  static func of(_ db: Database, _ id: EntryID) throws -> IncarnationReason {
    let word = try db.first("SELECT value FROM setting WHERE key = ?", .text(setting(id))) { $0.text(0) }
    return word.flatMap(IncarnationReason.init(rawValue:)) ?? .start
  }
}

/// One row of table `incarnation`.
package struct Incarnation {
  var id: Int64
  var base: Int64
  var head: SignedHead
  var publicKey: [UInt8]

  static let columns = "id, device, incarnation, base, public_key, sequence, hash, signature, seal"

  init(_ line: SQLiteRow) {
    id = line.int64(0)
    base = line.int64(3)
    publicKey = line.blob(4)
    head = SignedHead(
      last: EntryID(
        device: DeviceID(rawValue: line.text(1)), incarnation: line.int(2), sequence: line.int(5)),
      hash: EntryHash(bytes: line.blob(6)) ?? .zero, signature: line.blob(7))
  }

  package static func values(id: Int64, base: Int64, head: SignedHead, publicKey: [UInt8]) -> [SQLiteValue] {
    [
      .int(id), .text(head.last.device.rawValue), .int(head.last.incarnation), .int(base), .blob(publicKey),
      .int(head.last.sequence), .blob(head.hash.bytes), .blob(head.signature),
    ]
  }

  /// Begins an incarnation behind all others, in a transaction; returns where it starts.
  package static func begin(
    _ db: Database, id: Int64, key: DeviceKey, incarnation: Int, base: Int64, reason: IncarnationReason
  ) throws -> EntryID {
    let start = EntryID(device: key.device, incarnation: incarnation, sequence: 0)
    let head = try key.sign(last: start, hash: .zero)
    try Schema.insert(db, "incarnation", values(id: id, base: base, head: head, publicKey: key.publicKey))
    try IncarnationReason.note(db, reason, start)
    return start
  }
}
