/// Why a desk does not take a pack or a root, or a trainer's key cannot be made or used. What it has stays in use.
///
/// Each has its sentence in `Phrases` and its exit code of `tiepsuc pack` and `tiepsuc key`.
package enum PackRefusal: Error, Hashable, Sendable {
  // The file as such
  /// No pack and no root.
  case wrongFormat
  /// Written by a newer program.
  case newerFormat(found: Int, known: Int)
  /// The file is larger than is ever read, in bytes.
  case tooLarge(limit: Int)
  /// The file ends before it should, in bytes.
  case truncated(missing: Int)
  /// The file goes on after its end, in bytes.
  case trailing(extra: Int)

  // Who signed it
  /// No root is pinned on this desk: nobody is trusted yet.
  case noRoot
  /// Made under another root than the pinned one; both as the first digits of their hashes.
  case otherRoot(found: String, pinned: String)
  /// A signature does not hold: bytes were changed.
  case tampered
  /// Too few trainers signed it.
  case missingSignatures(found: Int, needed: Int)
  /// One trainer signed it twice.
  case doubleSignature(trainer: String)
  /// Signed with a key that the root calls retired.
  case retiredKey(trainer: String)
  /// Signed with a key that the root does not name; its fingerprint.
  case unknownKey(fingerprint: String)

  // Its place in the row of versions
  /// Older than the newest that this desk ever saw.
  case olderVersion(found: Int, newest: Int)
  /// This very version is there already, or another pack of the same version was.
  case sameVersion(Int)
  /// Made after another pack than the one it would follow here (only where packs are published).
  case otherPredecessor(version: Int)

  // What is in it
  /// Unpacks to more than is allowed, in bytes.
  case bomb(bytes: UInt64, limit: Int)
  /// Says another size than it unpacks to, or cannot be unpacked.
  case notUnpackable
  /// The list of contents has another form; what was expected, in English, for the log.
  case badManifest(String)
  /// A name that a pack must not hold, e.g. one that climbs out of its folder.
  case badName(String)
  /// Two files of one name.
  case duplicateName(String)
  /// More files than a pack may hold.
  case tooManyFiles(found: Int, limit: Int)
  /// A file differs from what the list of contents says.
  case fileDamaged(String)
  /// The linter complains; the first complaint with its place, and how many there are.
  case complaints(first: LocalText, count: Int)

  // Roots
  /// The root breaks a rule of its own.
  case badRoot(RootFault)
  /// Older than the pinned root, or another of the same version.
  case olderRoot(found: Int, pinned: Int)
  /// A change of root that too few trainers of the old root signed.
  case rootNotHandedOver(found: Int, needed: Int)

  // Whoever signs
  /// The trainer's key.
  case key(TrainerKeyProblem)

  // This machine
  /// Another program changes the packs of this data folder.
  case busy
  /// What this desk remembers of packs cannot be read.
  case memoryDamaged(path: String)
  /// No such file, or no right to read it.
  case cannotRead(path: String)
  /// A file or folder cannot be written.
  case cannotWrite(path: String)
  /// The disk is full.
  case diskFull(path: String)
}

/// What rule a root breaks.
package enum RootFault: String, Hashable, Sendable, CaseIterable {
  /// Not the one form that a root has.
  case form
  /// The number of signatures is below 1, or above the number of trainers with a key in use.
  case need
  /// A person's id, a name or a key is not of its form.
  case trainer
  /// A key stands twice.
  case doubleKey
}

extension PackRefusal {
  /// What `tiepsuc pack` exits with; 0 is success, 1 another fault, 64 a wrong command line.
  package var exitCode: Int32 {
    switch self {
    case .wrongFormat: 20
    case .newerFormat: 21
    case .tooLarge: 22
    case .truncated: 23
    case .trailing: 24
    case .noRoot: 25
    case .otherRoot: 26
    case .tampered: 27
    case .missingSignatures: 28
    case .doubleSignature: 29
    case .retiredKey: 30
    case .unknownKey: 31
    case .olderVersion: 32
    case .sameVersion: 33
    case .otherPredecessor: 34
    case .bomb: 35
    case .notUnpackable: 36
    case .badManifest: 37
    case .badName: 38
    case .duplicateName: 39
    case .tooManyFiles: 40
    case .fileDamaged: 41
    case .complaints: 42
    case .badRoot: 43
    case .olderRoot: 44
    case .rootNotHandedOver: 45
    case .key(let problem): problem.exitCode
    case .busy: 46
    case .memoryDamaged: 47
    case .cannotRead: 48
    case .cannotWrite: 49
    case .diskFull: 50
    }
  }
}
