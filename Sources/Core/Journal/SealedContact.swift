import Crypto

/// A contact as it lies on the disk, apart from its entry.
package struct SealedContact: Hashable, Sendable {
  /// The contact under its own key; the entry holds the SHA-256 of these bytes.
  package var box: [UInt8]
  /// That key, wrapped under the device's sealing key.
  package var wrappedKey: [UInt8]

  package init(box: [UInt8], wrappedKey: [UInt8]) {
    self.box = box
    self.wrappedKey = wrappedKey
  }

  /// What the entry holds of it.
  package var hash: EntryHash { EntryHash(of: box) }
}

extension DeviceKey {
  /// Seals a contact for one entry under a fresh key.
  package func seal(
    _ contact: Contact, for entry: EntryID, using generator: inout some RandomNumberGenerator
  ) throws -> SealedContact {
    let own = Self.chance(32, &generator)
    let box = try Self.box(
      contact.bytes, under: SymmetricKey(data: own), place: Self.place("contact", entry), &generator)
    return SealedContact(
      box: box, wrappedKey: try seal(own, place: Self.place("contact key", entry), using: &generator))
  }

  /// Opens the contact of an entry; nil where it was changed, or this key does not open it.
  package func open(_ sealed: SealedContact, for entry: EntryID) -> Contact? {
    guard let own = open(sealed.wrappedKey, place: Self.place("contact key", entry)),
      let bytes = Self.unbox(sealed.box, under: SymmetricKey(data: own), place: Self.place("contact", entry))
    else { return nil }
    return Contact(bytes: bytes)
  }

  /// The same contact with its key wrapped under the present sealing key; nil where it cannot be opened.
  package func rewrap(
    _ sealed: SealedContact, for entry: EntryID, using generator: inout some RandomNumberGenerator
  ) throws -> SealedContact? {
    let place = Self.place("contact key", entry)
    guard let own = open(sealed.wrappedKey, place: place) else { return nil }
    return SealedContact(box: sealed.box, wrappedKey: try seal(own, place: place, using: &generator))
  }

  private static func place(_ what: String, _ id: EntryID) -> String {
    "\(what) \(id.device.rawValue) \(id.incarnation) \(id.sequence)"
  }
}

extension Contact {
  /// The largest contact that is kept, in bytes.
  package static let largestBytes = 4096

  /// As it lies in its box.
  var bytes: [UInt8] {
    var writer = JSONWriter(capacity: 256)
    writer.literal(#"{"name":"#)
    writer.string(name)
    writer.literal(#","phone":"#)
    writer.string(phone)
    writer.literal(#","appointment":"#)
    writer.string(appointment)
    if let due {
      writer.literal(#","due":"#)
      writer.number(due.daysSince1970)
    }
    writer.literal(#","consent":"#)
    writer.number(consentVersion)
    writer.literal("}")
    return writer.bytes
  }

  /// Whether it is larger than a journal takes.
  package var sealedByteCount: Int { bytes.count }

  init?(bytes: [UInt8]) {
    var reader = JSONReader(bytes)
    do { self = try reader.contact() } catch { return nil }
  }
}

extension JSONReader {
  fileprivate mutating func contact() throws(ChainFault) -> Contact {
    try expect(#"{"name":"#)
    let name = try string()
    try expect(#","phone":"#)
    let phone = try string()
    try expect(#","appointment":"#)
    let appointment = try string()
    var due: Day?
    try optional(#","due":"#, &due)
    try expect(#","consent":"#)
    let consent = try int()
    try expect("}")
    guard isAtEnd else { throw complaint("the end") }
    return Contact(name: name, phone: phone, appointment: appointment, due: due, consentVersion: consent)
  }
}
