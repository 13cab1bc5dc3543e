import Crypto

/// Where and how a chain of entries breaks.
package struct ChainBreak: Hashable, Sendable {
  /// The row of the journal where it shows; nil where it belongs to no single row (the head).
  package var row: Int64?
  /// The entry that was expected there.
  package var id: EntryID
  /// What is wrong there.
  package var fault: ChainFault

  package init(row: Int64?, id: EntryID, fault: ChainFault) {
    self.row = row
    self.id = id
    self.fault = fault
  }
}

/// What is wrong at a broken place.
package enum ChainFault: Error, Hashable, Sendable {
  /// Entries are missing: this sequence was expected, that one found.
  case gap(expected: Int, found: Int)
  /// It names another device.
  case wrongDevice(found: DeviceID)
  /// It names another incarnation of the device.
  case wrongIncarnation(found: Int)
  /// It does not name the hash of the entry before it.
  case wrongPrevious
  /// The stored hash is not that of the stored bytes.
  case wrongHash
  /// The bytes are no entry: at this offset, in bytes from the start, something else was expected, in a word or two for
  /// the log.
  case unreadable(offset: Int, expected: String)
  /// A newer program wrote the entry.
  case newerFormat(found: Int)
  /// The signed head names another last entry.
  case wrongHead(sequence: Int)
  /// The head is not signed by this device's key.
  case badSignature
  /// The public key kept with the journal is not the one that the device's name is made of.
  case wrongKey
  /// A sealed contact is kept whose hash the entry does not name.
  case contactDiffers
  /// The columns that lists are made of do not say what the entry says.
  case listDiffers
}

/// The signed word of a device for how long its chain is.
package struct SignedHead: Hashable, Sendable {
  /// The last entry; sequence 0 where there is none yet.
  package var last: EntryID
  /// Its hash.
  package var hash: EntryHash
  /// Ed25519 over ``message(last:hash:)``, 64 bytes.
  package var signature: [UInt8]

  package init(last: EntryID, hash: EntryHash, signature: [UInt8]) {
    self.last = last
    self.hash = hash
    self.signature = signature
  }

  /// The bytes that are signed.
  package static func message(last: EntryID, hash: EntryHash) -> [UInt8] {
    Array("tiepsuc head 1 \(last.device.rawValue) \(last.incarnation) \(last.sequence) \(hash.hex)".utf8)
  }

  /// Whether the owner of a public key signed it, and the device is named after that key.
  package func check(publicKey: [UInt8]) throws(ChainFault) {
    guard DeviceID(publicKey: publicKey) == last.device else { throw .wrongKey }
    guard DeviceKey.isSigned(Self.message(last: last, hash: hash), signature: signature, publicKey: publicKey) else {
      throw .badSignature
    }
  }
}

/// Follows one incarnation's chain entry by entry, in constant memory, and says exactly what breaks it.
package struct ChainVerifier {
  /// The last entry that was taken; sequence 0 before the first.
  package private(set) var last: EntryID
  /// Its hash; nil where entries are known to be missing just before the next one.
  package private(set) var hash: EntryHash?

  /// Starts before the first entry of an incarnation.
  package init(device: DeviceID, incarnation: Int) {
    last = EntryID(device: device, incarnation: incarnation, sequence: 0)
    hash = EntryHash.zero
  }

  /// The entry that should come next.
  package var next: EntryID {
    EntryID(device: last.device, incarnation: last.incarnation, sequence: last.sequence + 1)
  }

  /// Takes the next entry. When it throws, the verifier goes on behind that entry, so that later faults can be counted.
  package mutating func take(_ bytes: [UInt8], hash stored: EntryHash) throws(ChainFault) -> StoredEntry {
    let expected = next
    let before = hash
    let actual = EntryHash(of: bytes)
    (last, hash) = (expected, actual)
    guard actual == stored else { throw .wrongHash }
    let entry = try Self.read(bytes)
    guard entry.id.device == expected.device else { throw .wrongDevice(found: entry.id.device) }
    guard entry.id.incarnation == expected.incarnation else {
      throw .wrongIncarnation(found: entry.id.incarnation)
    }
    guard entry.id.sequence == expected.sequence else {
      last.sequence = entry.id.sequence
      throw .gap(expected: expected.sequence, found: entry.id.sequence)
    }
    guard before == nil || entry.previous == before else { throw .wrongPrevious }
    return entry
  }

  /// Steps over entries that are known to be lost, through this sequence.
  package mutating func skip(through sequence: Int) {
    last.sequence = max(last.sequence, sequence)
    hash = nil
  }

  /// Compares the end of the chain with its signed head.
  package func finish(_ head: SignedHead, publicKey: [UInt8]) throws(ChainFault) {
    guard head.last == last, hash == nil || head.hash == hash else { throw .wrongHead(sequence: head.last.sequence) }
    try head.check(publicKey: publicKey)
  }

  private static func read(_ bytes: [UInt8]) throws(ChainFault) -> StoredEntry {
    do {
      return try EntryBytes.decode(bytes)
    } catch {
      if let version = EntryBytes.version(of: bytes), version > EntryBytes.version {
        throw .newerFormat(found: version)
      }
      throw error
    }
  }
}
