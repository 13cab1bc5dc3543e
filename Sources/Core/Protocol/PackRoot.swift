import Bytes
package import Checklists
import Journal

/// Whom a desk believes: trainers with their keys, and how many of them have to sign.
package struct PackRoot: Message, Hashable {
  /// A person's key.
  package struct Trainer: Hashable, Sendable, Codable {
    /// Names the person: small letters, digits and `-`. Two keys of one person count as one signature.
    package var person: String
    /// What the person wants to be called.
    package var name: String
    /// The public key, 64 hex digits.
    package var key: String
    /// No longer believed.
    package var retired: Bool

    package init(person: String, name: String, key: String, retired: Bool = false) {
      self.person = person
      self.name = name
      self.key = key
      self.retired = retired
    }

    /// What people compare: four groups of four digits.
    package var fingerprint: String { Fingerprint.text(Hex.bytes(key) ?? []) }
  }

  /// 1, 2, 3 …; a higher one takes the place of a lower one.
  package var version: Int
  /// How many persons have to sign a pack.
  package var need: Int
  package var trainers: [Trainer]

  package init(version: Int, need: Int = 2, trainers: [Trainer]) {
    self.version = version
    self.need = need
    self.trainers = trainers
  }

  /// The rule that it breaks; nil where it is whole.
  package var fault: RootFault? {
    guard (1...999_999).contains(version), trainers.count <= PackLimits.trainers else { return .form }
    for trainer in trainers {
      guard isSlug(trainer.person), isPlainLine(trainer.name, atMost: 60), Hex.bytes(trainer.key)?.count == 32 else {
        return .trainer
      }
    }
    guard Set(trainers.map(\.key)).count == trainers.count else { return .doubleKey }
    let people = Set(trainers.filter { !$0.retired }.map(\.person))
    return (1...PackLimits.signatures).contains(need) && need <= people.count ? nil : .need
  }

  /// Whose key it is; nil where the root does not name it.
  package func trainer(_ publicKey: [UInt8]) -> Trainer? {
    let key = Hex.text(publicKey)
    return trainers.first { $0.key == key }
  }

  /// The file, not signed yet.
  package var file: SignedFile {
    get throws { SignedFile(.root, body: try bytes) }
  }

  /// Reads the body of a root's file: the one form that ``file`` gives it, and no rule broken.
  package init(body: [UInt8]) throws(PackRefusal) {
    guard let root = PackRoot(bytes: body, limit: PackLimits.rootBytes), root.isWritten(as: body) else {
      throw .badRoot(.form)
    }
    if let fault = root.fault { throw .badRoot(fault) }
    self = root
  }

  /// Holds a pack's signatures against the trainers; every one has to be good, and enough of them to be there.
  ///
  /// A signature too many is refused as well: nobody can say later that a pack stood on other names than those.
  package func check(_ file: SignedFile) throws(PackRefusal) {
    var people: Set<String> = []
    for signature in file.signatures {
      guard file.holds(signature) else { throw .tampered }
      guard let trainer = trainer(signature.publicKey) else {
        throw .unknownKey(fingerprint: Fingerprint.text(signature.publicKey))
      }
      guard !trainer.retired else { throw .retiredKey(trainer: trainer.name) }
      guard people.insert(trainer.person).inserted else { throw .doubleSignature(trainer: trainer.name) }
    }
    guard people.count >= need else { throw .missingSignatures(found: people.count, needed: need) }
  }

  /// Whether one more trainer may sign a file: the signatures that are there hold, and this person's is not among them.
  package func checkSigner(_ signer: Trainer, of file: SignedFile) throws(PackRefusal) {
    guard let known = trainers.first(where: { $0.key == signer.key }) else {
      throw .unknownKey(fingerprint: signer.fingerprint)
    }
    guard !known.retired else { throw .retiredKey(trainer: known.name) }
    for signature in file.signatures {
      guard file.holds(signature) else { throw .tampered }
      if trainer(signature.publicKey)?.person == known.person { throw .doubleSignature(trainer: known.name) }
    }
  }

  /// How many persons with a key in use signed a file.
  package func people(on file: SignedFile) -> Int {
    let trainers = file.signatures.compactMap { trainer($0.publicKey) }
    return Set(trainers.filter { !$0.retired }.map(\.person)).count
  }

  /// Reads a root that stands for itself: enough of its own trainers signed it.
  package static func opened(_ file: SignedFile) throws(PackRefusal) -> PackRoot {
    try opened(file, after: nil)
  }

  /// Reads a root that takes the place of another: enough trainers of either signed it.
  ///
  /// Before a byte of the root is parsed, every signature holds for the key that it claims, and enough of those keys
  /// are the old root's.
  package static func opened(_ file: SignedFile, after old: PackRoot?) throws(PackRefusal) -> PackRoot {
    for (index, signature) in file.signatures.enumerated() {
      guard file.holds(signature) else { throw .tampered }
      if file.signatures[..<index].contains(where: { $0.publicKey == signature.publicKey }) {
        let name = old?.trainer(signature.publicKey)?.name ?? Fingerprint.text(signature.publicKey)
        throw .doubleSignature(trainer: name)
      }
    }
    if let old, old.people(on: file) < old.need {
      throw .rootNotHandedOver(found: old.people(on: file), needed: old.need)
    }
    let root = try PackRoot(body: file.body)
    for signature in file.signatures
    where root.trainer(signature.publicKey) == nil && old?.trainer(signature.publicKey) == nil {
      throw .unknownKey(fingerprint: Fingerprint.text(signature.publicKey))
    }
    guard root.people(on: file) >= root.need else {
      throw .missingSignatures(found: root.people(on: file), needed: root.need)
    }
    if let old, root.version <= old.version { throw .olderRoot(found: root.version, pinned: old.version) }
    return root
  }
}

extension Message {
  /// Whether these bytes are the one form in which this is written.
  package func isWritten(as body: [UInt8]) -> Bool {
    do { return try bytes == body } catch { return false }
  }
}
