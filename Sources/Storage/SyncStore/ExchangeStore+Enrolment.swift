import Bytes
import GRDB
package import Journal
package import Protocol
package import SQLiteFiles

/// Where a desk is enrolled.
package struct Enrolment: Hashable, Sendable {
  /// The hub's address; nil where it is only known by stick.
  package var address: String?
  /// Its name.
  package var hub: HubID
  /// The pinned Ed25519 key, 32 bytes.
  package var hubKey: [UInt8]
  /// The highest incarnation of the hub that was seen.
  package var hubIncarnation: Int
  /// The identity under which the desk enrolled.
  package var device: DeviceID
  /// The commune's code.
  package var unit: String
  /// What this desk may do there.
  package var role: DeviceRole
  /// The hub's clock minus the laptop's, in milliseconds.
  package var differenceMilliseconds: Int64
  /// Milliseconds since 1970 by the hub's clock, when the newest news was signed.
  package var newsTime: Int64
  /// Whether the hub does not let this desk in any more.
  package var isRevoked: Bool

  package init(
    address: String?, hub: HubID, hubKey: [UInt8], hubIncarnation: Int, device: DeviceID, unit: String,
    role: DeviceRole,
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
package struct PendingEnrolment: Hashable, Sendable {
  /// Who asks.
  package var device: DeviceID
  /// What it was made from.
  package var ticket: EnrolTicket
  /// An ``EnrolRequest`` in its envelope.
  package var request: [UInt8]
  /// The request's nonce, which the answer must repeat.
  package var nonce: String

  package init(device: DeviceID, ticket: EnrolTicket, request: [UInt8], nonce: String) {
    self.device = device
    self.ticket = ticket
    self.request = request
    self.nonce = nonce
  }
}

extension ExchangeStore {
  /// Where the desk is enrolled; nil where it is not.
  package func enrolment() throws(StorageProblem) -> Enrolment? {
    let path = path
    return try read { db in
      try db.first(
        "SELECT address, hub, key, incarnation, device, unit, role, difference, time, is_revoked FROM enrolment"
      ) { row in
        guard let role = DeviceRole(rawValue: row.text(6)) else { throw StorageProblem(path, .damaged("the role")) }
        return Enrolment(
          address: row.optionalText(0), hub: HubID(rawValue: row.text(1)), hubKey: row.blob(2),
          hubIncarnation: row.int(3), device: DeviceID(rawValue: row.text(4)), unit: row.text(5), role: role,
          differenceMilliseconds: row.int64(7), newsTime: row.int64(8), isRevoked: row.int(9) != 0)
      }
    }
  }

  /// Remembers an enrolment with the lead keys that came with it, which count as confirmed. Where it is at another hub than
  /// before, nothing that the other one said counts any more.
  package func enrol(_ new: Enrolment, leads: [LeadKey]) throws(StorageProblem) {
    try change { db in
      let before = try db.first("SELECT hub FROM enrolment") { $0.text(0) }
      if let before, before != new.hub.rawValue {
        for table in [
          "receipt", "quarantine", "erasure", "cursor", "word", "box", "pack", "figure", "lead_word",
          "period_step",
        ] {
          try db.run("DELETE FROM \(table)")
        }
      }
      try Self.write(db, new)
      try db.run("DELETE FROM pending")
      try db.run("DELETE FROM tag")
      try db.run("DELETE FROM lead")
      for lead in leads {
        guard let key = Hex.bytes(lead.key), key.count == 32, LeadKeyID(publicKey: key) == lead.id else { continue }
        try db.run("INSERT OR REPLACE INTO lead VALUES(?, ?, 1)", .text(lead.id.rawValue), .blob(key))
      }
    }
  }

  /// Remembers what changed of an enrolment at the same hub. An incarnation of the hub over the known one makes the boxes and
  /// erasures of this laptop due again.
  package func update(_ enrolment: Enrolment) throws(StorageProblem) {
    try change { db in
      let before = try db.first("SELECT incarnation FROM enrolment") { $0.int(0) } ?? 0
      if enrolment.hubIncarnation > before { try Self.beginHubIncarnation(db) }
      try Self.write(db, enrolment)
    }
  }

  /// A restored hub may lack boxes, orders and acts of leads that it had, and it numbers its orders anew.
  private static func beginHubIncarnation(_ db: Database) throws {
    try db.run("DELETE FROM box")
    try db.run("UPDATE erasure SET is_posted = 0")
    try db.run("DELETE FROM cursor")
    try db.run("DELETE FROM tag")
    try forgetTold(db)
  }

  private static func write(_ db: Database, _ new: Enrolment) throws {
    try db.run(
      "INSERT OR REPLACE INTO enrolment VALUES(1,?,?,?,?,?,?,?,?,?,?)", .text(new.address), .text(new.hub.rawValue),
      .blob(new.hubKey), .int(new.hubIncarnation), .text(new.device.rawValue), .text(new.unit),
      .text(new.role.rawValue), .int(new.differenceMilliseconds), .int(new.newsTime), .bool(new.isRevoked))
  }

  /// The request that waits; nil where none does.
  package func pendingEnrolment() throws(StorageProblem) -> PendingEnrolment? {
    let path = path
    return try read { db in
      try db.first("SELECT device, ticket, request, nonce FROM pending") { row in
        guard let ticket = EnrolTicket(bytes: row.blob(1)) else { throw StorageProblem(path, .damaged("the ticket")) }
        return PendingEnrolment(
          device: DeviceID(rawValue: row.text(0)), ticket: ticket, request: row.blob(2), nonce: row.text(3))
      }
    }
  }

  /// Keeps a request, instead of an earlier one.
  package func savePending(_ pending: PendingEnrolment) throws(StorageProblem) {
    try change { db in
      try db.run(
        "INSERT OR REPLACE INTO pending VALUES(1,?,?,?,?)", .text(pending.device.rawValue),
        .blob(try pending.ticket.bytes), .blob(pending.request), .text(pending.nonce))
    }
  }

  /// The sealing keys of the unit's leads to which contacts may be sealed.
  package func confirmedLeads() throws(StorageProblem) -> [LeadKey] { try leads(isConfirmed: true) }

  /// Keys that the hub named after the enrolment: they are not used until somebody confirms them.
  package func leadKeysToConfirm() throws(StorageProblem) -> [LeadKey] { try leads(isConfirmed: false) }

  private func leads(isConfirmed: Bool) throws(StorageProblem) -> [LeadKey] {
    try read { db in
      try db.all("SELECT id, key FROM lead WHERE is_confirmed = ? ORDER BY id", .bool(isConfirmed)) {
        LeadKey(id: LeadKeyID(rawValue: $0.text(0)), key: Hex.text($0.blob(1)))
      }
    }
  }

  /// Says that a lead's key was compared by eye and is right.
  package func confirm(lead: LeadKeyID) throws(StorageProblem) {
    try change { try $0.run("UPDATE lead SET is_confirmed = 1 WHERE id = ?", .text(lead.rawValue)) }
  }

  /// Takes the keys that the hub names now: known ones stay as they are, gone ones go, new ones wait to be confirmed.
  /// Returns how many wait that did not before.
  package func saveLeads(_ leads: [LeadKey]) throws(StorageProblem) -> Int {
    let sound = leads.compactMap { lead in
      Hex.bytes(lead.key).flatMap { $0.count == 32 && LeadKeyID(publicKey: $0) == lead.id ? (lead.id, $0) : nil }
    }
    return try change { db in
      let known = Set(try db.all("SELECT id FROM lead") { $0.text(0) })
      for id in known where !sound.contains(where: { $0.0.rawValue == id }) {
        try db.run("DELETE FROM lead WHERE id = ?", .text(id))
      }
      let new = sound.filter { !known.contains($0.0.rawValue) }
      for (id, key) in new {
        try db.run("INSERT INTO lead VALUES(?, ?, 0)", .text(id.rawValue), .blob(key))
      }
      return new.count
    }
  }

  /// This laptop's own sealing pair, where it is a lead's; nil where it has none.
  package func sealingPair() throws(StorageProblem) -> (secret: [UInt8], publicKey: [UInt8])? {
    try read { db in
      try db.first("SELECT secret, key FROM sealing") { ($0.blob(0), $0.blob(1)) }
    }
  }

  /// Keeps the sealing pair, unless there is one.
  package func saveSealingPair(secret: [UInt8], publicKey: [UInt8]) throws(StorageProblem) {
    try change {
      try $0.run("INSERT OR IGNORE INTO sealing VALUES(1, ?, ?)", .blob(secret), .blob(publicKey))
    }
  }

  /// Whether the hub said that another laptop writes under this name.
  package func isForked(_ device: DeviceID) throws(StorageProblem) -> Bool {
    try read {
      try $0.first("SELECT 1 FROM forked WHERE device = ?", .text(device.rawValue)) { $0.int(0) } != nil
    }
  }

  /// Remembers that the hub said so.
  package func markForked(_ device: DeviceID) throws(StorageProblem) {
    try change {
      try $0.run("INSERT OR IGNORE INTO forked VALUES(?)", .text(device.rawValue))
    }
  }
}
