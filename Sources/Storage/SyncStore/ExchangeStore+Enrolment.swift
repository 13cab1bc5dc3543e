import Bytes
import GRDB
public import Journal
public import Protocol

/// Where a desk is enrolled.
public struct Enrolment: Hashable, Sendable {
  /// The hub's address; nil where it is only known by stick.
  public var address: String?
  /// Its name.
  public var hub: HubID
  /// The pinned Ed25519 key, 32 bytes.
  public var hubKey: [UInt8]
  /// The highest incarnation of the hub that was seen.
  public var hubIncarnation: Int
  /// The identity under which the desk enrolled.
  public var device: DeviceID
  /// The commune's code.
  public var unit: String
  /// What this desk may do there.
  public var role: Role
  /// The hub's clock minus the laptop's, in milliseconds.
  public var differenceMilliseconds: Int64
  /// Milliseconds since 1970 by the hub's clock, when the newest news was signed.
  public var newsTime: Int64
  /// Whether the hub does not let this desk in any more.
  public var isRevoked: Bool

  public init(
    address: String?, hub: HubID, hubKey: [UInt8], hubIncarnation: Int, device: DeviceID, unit: String, role: Role,
    differenceMilliseconds: Int64, newsTime: Int64 = 0, isRevoked: Bool = false
  ) {
    self.address = address
    self.hub = hub
    self.hubKey = hubKey
    self.hubIncarnation = hubIncarnation
    self.device = device
    self.unit = unit
    self.role = role
    self.differenceMilliseconds = differenceMilliseconds
    self.newsTime = newsTime
    self.isRevoked = isRevoked
  }
}

/// A request to enrol that waits for somebody who carries it.
public struct PendingEnrolment: Hashable, Sendable {
  /// Who asks.
  public var device: DeviceID
  /// What it was made from.
  public var ticket: EnrolTicket
  /// An ``EnrolRequest`` in its envelope.
  public var request: [UInt8]
  /// The request's nonce, which the answer must repeat.
  public var nonce: String

  public init(device: DeviceID, ticket: EnrolTicket, request: [UInt8], nonce: String) {
    self.device = device
    self.ticket = ticket
    self.request = request
    self.nonce = nonce
  }
}

extension ExchangeStore {
  /// Where the desk is enrolled; nil where it is not.
  public func enrolment() throws(ExchangeProblem) -> Enrolment? {
    let path = path
    return try read { db in
      guard let row = try Row.fetchOne(db, sql: "SELECT * FROM enrolment") else { return nil }
      guard let role = Role(rawValue: row["role"]) else {
        throw ExchangeProblem.unreadable(path: path, what: "the role")
      }
      return Enrolment(
        address: row["address"], hub: HubID(rawValue: row["hub"]), hubKey: row.bytes("key"),
        hubIncarnation: row["incarnation"], device: DeviceID(rawValue: row["device"]), unit: row["unit"], role: role,
        differenceMilliseconds: row["difference"], newsTime: row["time"], isRevoked: row["is_revoked"])
    }
  }

  /// Remembers an enrolment with the lead keys that came with it, which count as confirmed. Where it is at another hub than
  /// before, nothing that the other one said counts any more.
  package func enrol(_ new: Enrolment, leads: [LeadKey]) throws(ExchangeProblem) {
    try change { db in
      let before = try String.fetchOne(db, sql: "SELECT hub FROM enrolment")
      if let before, before != new.hub.rawValue {
        for table in ["receipt", "quarantine", "erasure", "cursor", "word", "box", "pack", "figure"] {
          try db.execute(sql: "DELETE FROM \(table)")
        }
      }
      try Self.write(db, new)
      try db.execute(sql: "DELETE FROM pending")
      try db.execute(sql: "DELETE FROM tag")
      try db.execute(sql: "DELETE FROM lead")
      for lead in leads {
        guard let key = Hex.bytes(lead.key), key.count == 32, LeadKeyID(publicKey: key) == lead.id else { continue }
        try db.execute(
          sql: "INSERT OR REPLACE INTO lead VALUES(?, ?, 1)", arguments: [lead.id.rawValue, key.data])
      }
    }
  }

  /// Remembers what changed of an enrolment at the same hub. An incarnation of the hub over the known one makes the boxes and
  /// erasures of this laptop due again.
  package func update(_ enrolment: Enrolment) throws(ExchangeProblem) {
    try change { db in
      let before = try Int.fetchOne(db, sql: "SELECT incarnation FROM enrolment") ?? 0
      if enrolment.hubIncarnation > before { try Self.beginHubIncarnation(db) }
      try Self.write(db, enrolment)
    }
  }

  /// A restored hub may lack boxes and orders that it had, and it numbers its orders anew.
  private static func beginHubIncarnation(_ db: Database) throws {
    try db.execute(sql: "DELETE FROM box")
    try db.execute(sql: "UPDATE erasure SET is_posted = 0")
    try db.execute(sql: "DELETE FROM cursor")
    try db.execute(sql: "DELETE FROM tag")
  }

  private static func write(_ db: Database, _ new: Enrolment) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO enrolment VALUES(1,?,?,?,?,?,?,?,?,?,?)",
      arguments: [
        new.address, new.hub.rawValue, new.hubKey.data, new.hubIncarnation, new.device.rawValue, new.unit,
        new.role.rawValue, new.differenceMilliseconds, new.newsTime, new.isRevoked,
      ])
  }

  /// The request that waits; nil where none does.
  public func pendingEnrolment() throws(ExchangeProblem) -> PendingEnrolment? {
    let path = path
    return try read { db in
      guard let row = try Row.fetchOne(db, sql: "SELECT * FROM pending") else { return nil }
      guard let ticket = EnrolTicket(bytes: row.bytes("ticket")) else {
        throw ExchangeProblem.unreadable(path: path, what: "the ticket")
      }
      return PendingEnrolment(
        device: DeviceID(rawValue: row["device"]), ticket: ticket, request: row.bytes("request"), nonce: row["nonce"])
    }
  }

  /// Keeps a request, instead of an earlier one.
  package func keep(_ pending: PendingEnrolment) throws(ExchangeProblem) {
    try change { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO pending VALUES(1,?,?,?,?)",
        arguments: [
          pending.device.rawValue, try pending.ticket.bytes.data, pending.request.data, pending.nonce,
        ])
    }
  }

  /// The sealing keys of the unit's leads to which contacts may be sealed.
  public func confirmedLeads() throws(ExchangeProblem) -> [LeadKey] { try leads(isConfirmed: true) }

  /// Keys that the hub named after the enrolment: they are not used until somebody confirms them.
  public func leadKeysToConfirm() throws(ExchangeProblem) -> [LeadKey] { try leads(isConfirmed: false) }

  private func leads(isConfirmed: Bool) throws(ExchangeProblem) -> [LeadKey] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT id, key FROM lead WHERE is_confirmed = ? ORDER BY id", arguments: [isConfirmed])
        .map { LeadKey(id: LeadKeyID(rawValue: $0["id"]), key: Hex.text($0.bytes("key"))) }
    }
  }

  /// Says that a lead's key was compared by eye and is right.
  public func confirm(lead: LeadKeyID) throws(ExchangeProblem) {
    try change { try $0.execute(sql: "UPDATE lead SET is_confirmed = 1 WHERE id = ?", arguments: [lead.rawValue]) }
  }

  /// Takes the keys that the hub names now: known ones stay as they are, gone ones go, new ones wait to be confirmed.
  /// Returns how many wait that did not before.
  package func take(leads: [LeadKey]) throws(ExchangeProblem) -> Int {
    let sound = leads.compactMap { lead in
      Hex.bytes(lead.key).flatMap { $0.count == 32 && LeadKeyID(publicKey: $0) == lead.id ? (lead.id, $0) : nil }
    }
    return try change { db in
      let known = Set(try String.fetchAll(db, sql: "SELECT id FROM lead"))
      for id in known where !sound.contains(where: { $0.0.rawValue == id }) {
        try db.execute(sql: "DELETE FROM lead WHERE id = ?", arguments: [id])
      }
      let new = sound.filter { !known.contains($0.0.rawValue) }
      for (id, key) in new {
        try db.execute(sql: "INSERT INTO lead VALUES(?, ?, 0)", arguments: [id.rawValue, key.data])
      }
      return new.count
    }
  }

  /// This laptop's own sealing pair, where it is a lead's; nil where it has none.
  public func sealingPair() throws(ExchangeProblem) -> (secret: [UInt8], publicKey: [UInt8])? {
    try read { db in
      try Row.fetchOne(db, sql: "SELECT secret, key FROM sealing").map { ($0.bytes("secret"), $0.bytes("key")) }
    }
  }

  /// Keeps the sealing pair, unless there is one.
  package func keepSealingPair(secret: [UInt8], publicKey: [UInt8]) throws(ExchangeProblem) {
    try change {
      try $0.execute(
        sql: "INSERT OR IGNORE INTO sealing VALUES(1, ?, ?)", arguments: [secret.data, publicKey.data])
    }
  }

  /// Whether the hub said that another laptop writes under this name.
  public func isForked(_ device: DeviceID) throws(ExchangeProblem) -> Bool {
    try read {
      try Int.fetchOne($0, sql: "SELECT 1 FROM forked WHERE device = ?", arguments: [device.rawValue]) != nil
    }
  }

  /// Remembers that the hub said so.
  package func markForked(_ device: DeviceID) throws(ExchangeProblem) {
    try change {
      try $0.execute(sql: "INSERT OR IGNORE INTO forked VALUES(?)", arguments: [device.rawValue])
    }
  }
}
