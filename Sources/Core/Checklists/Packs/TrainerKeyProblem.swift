/// Why a trainer's key cannot be made or used (``PackRefusal/key(_:)``).
package enum TrainerKeyProblem: Hashable, Sendable {
  /// Too short to protect anything; how many characters it takes.
  case shortPassphrase(least: Int)
  /// Typed twice, but not alike.
  case passphrasesDiffer
  /// Nobody typed one.
  case noPassphrase
  case wrongPassphrase
  /// There is a key of this name already.
  case exists(path: String)
  case notFound(path: String)
  /// The file is not of the form, or was changed.
  case damaged(path: String)
  /// The name of a key, the id or the shown name of a person is not of its form.
  case badName(String)
  case cannotWrite(path: String)

  /// What `tiepsuc key` exits with.
  package var exitCode: Int32 {
    switch self {
    case .shortPassphrase: 80
    case .passphrasesDiffer: 81
    case .noPassphrase: 82
    case .wrongPassphrase: 83
    case .exists: 84
    case .notFound: 85
    case .damaged: 86
    case .badName: 87
    case .cannotWrite: 88
    }
  }
}
