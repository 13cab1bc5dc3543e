package import Journal
package import Protocol

/// The hub itself, as its store remembers it.
package struct HubIdentity: Hashable, Sendable {
  package var hub: HubID
  /// 1, then one more after each restore.
  package var incarnation: Int
  package init(hub: HubID, incarnation: Int) {
    self.hub = hub
    self.incarnation = incarnation
  }
}

/// A device that was let in.
package struct EnrolledDevice: Hashable, Sendable {
  package var id: DeviceID
  /// Ed25519, 32 bytes.
  package var publicKey: [UInt8]
  /// The commune's five-digit code.
  package var unit: String
  package var role: DeviceRole
  /// A lead's X25519 key; nil for others.
  package var sealingKey: [UInt8]?
  /// Its ``ReceiptKey``, sealed by the hub; nil where it gave none.
  package var receiptKey: [UInt8]?
  /// Milliseconds since 1970 by the hub's clock.
  package var enrolled: Int64
  /// When it was shut out; nil where it was not.
  package var revoked: Int64?
  /// How far its clock was ahead of the hub's at its last request, in milliseconds.
  package var skew: Int64
  /// What people call it; empty where nobody gave it a name.
  package var name: String
  /// When it last asked something, some minutes more or less; milliseconds since 1970 by the hub's clock, 0 where it never did.
  package var seen: Int64

  package init(
    id: DeviceID, publicKey: [UInt8], unit: String, role: DeviceRole, sealingKey: [UInt8]?, receiptKey: [UInt8]? = nil,
    enrolled: Int64, revoked: Int64? = nil, skew: Int64 = 0, name: String = "", seen: Int64 = 0
  ) {
    self.name = name
    self.seen = seen
    self.id = id
    self.publicKey = publicKey
    self.unit = unit
    self.role = role
    self.sealingKey = sealingKey
    self.receiptKey = receiptKey
    self.enrolled = enrolled
    self.revoked = revoked
    self.skew = skew
  }
}

/// A code that waits to be used, or was.
package struct StoredCode: Hashable, Sendable {
  /// ``EnrolCode/lookup``.
  package var lookup: EntryHash
  /// ``EnrolCode/secret``.
  package var secret: EntryHash
  package var unit: String
  package var role: DeviceRole
  /// Milliseconds since 1970 by the hub's clock; not valid from then on.
  package var expires: Int64
  /// Who used it; nil where nobody did.
  package var usedBy: DeviceID?

  package init(
    lookup: EntryHash, secret: EntryHash, unit: String, role: DeviceRole, expires: Int64, usedBy: DeviceID? = nil
  ) {
    self.lookup = lookup
    self.secret = secret
    self.unit = unit
    self.role = role
    self.expires = expires
    self.usedBy = usedBy
  }
}

/// What became of a code.
package enum RedeemOutcome: Hashable, Sendable {
  /// The device is in (also when the same device asks again).
  case enrolled(EnrolledDevice)
  /// Unknown, too old, or used by another device.
  case refused
}
