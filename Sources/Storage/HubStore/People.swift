public import Journal
public import Protocol

/// The hub itself, as its store remembers it.
public struct HubIdentity: Hashable, Sendable {
  public var hub: HubID
  /// 1, then one more after each restore.
  public var incarnation: Int
  public init(hub: HubID, incarnation: Int) {
    self.hub = hub
    self.incarnation = incarnation
  }
}

/// A device that was let in.
public struct EnrolledDevice: Hashable, Sendable {
  public var id: DeviceID
  /// Ed25519, 32 bytes.
  public var publicKey: [UInt8]
  /// The commune's five-digit code.
  public var unit: String
  public var role: Role
  /// A lead's X25519 key; nil for others.
  public var sealingKey: [UInt8]?
  /// Milliseconds since 1970 by the hub's clock.
  public var enrolled: Int64
  /// When it was shut out; nil where it was not.
  public var revoked: Int64?
  /// How far its clock was ahead of the hub's at its last request, in milliseconds.
  public var skew: Int64

  public init(
    id: DeviceID, publicKey: [UInt8], unit: String, role: Role, sealingKey: [UInt8]?, enrolled: Int64,
    revoked: Int64? = nil, skew: Int64 = 0
  ) {
    self.id = id
    self.publicKey = publicKey
    self.unit = unit
    self.role = role
    self.sealingKey = sealingKey
    self.enrolled = enrolled
    self.revoked = revoked
    self.skew = skew
  }
}

/// A code that waits to be used, or was.
public struct StoredCode: Hashable, Sendable {
  /// ``EnrolCode/lookup``.
  public var lookup: EntryHash
  /// ``EnrolCode/secret``.
  public var secret: EntryHash
  public var unit: String
  public var role: Role
  /// Milliseconds since 1970 by the hub's clock; not valid from then on.
  public var expires: Int64
  /// Who used it; nil where nobody did.
  public var usedBy: DeviceID?

  public init(
    lookup: EntryHash, secret: EntryHash, unit: String, role: Role, expires: Int64, usedBy: DeviceID? = nil
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
public enum RedeemOutcome: Hashable, Sendable {
  /// The device is in (also when the same device asks again).
  case enrolled(EnrolledDevice)
  /// Unknown, too old, or used by another device.
  case refused
}
