/// Why an exchange could not be done, or not to its end. Whatever was acknowledged before stays acknowledged.
///
/// Each has its sentence in `Phrases` and its exit code of `tiepsuc-sync`.
package enum SyncFailure: String, Hashable, Sendable, Codable, CaseIterable {
  /// No way out of this machine.
  case noNetwork = "no-network"
  /// The hub's name is not known to the network.
  case nameNotFound = "name-not-found"
  /// Nobody listens there, or nobody answers in time.
  case noAnswer = "no-answer"
  /// The answer is not signed by the hub this desk is enrolled at, but looks like a hub.
  case wrongHub = "wrong-hub"
  /// The TLS certificate is not valid for the address.
  case certificate
  /// A page of somebody else answered: a network's login page, a proxy.
  case portal
  /// The hub refuses; ``SyncLine/refusal`` says why.
  case refused
  /// This program is older than the hub takes.
  case tooOld = "too-old"
  /// The laptop's disk is full.
  case diskFull = "disk-full"
  /// The laptop's disk fails.
  case disk
  /// This desk is not enrolled.
  case notEnrolled = "not-enrolled"
  /// Another exchange runs on this data folder.
  case busy
  /// The journal is open in the desk, and what was asked would change it.
  case journalInUse = "journal-in-use"
  /// The journal, or what is remembered of exchanges, cannot be read.
  case journal
  /// The code is unknown, used or too old.
  case badCode = "bad-code"
  /// The hub does not let this desk in any more.
  case revoked
  /// Another laptop writes under the same name: enrol anew.
  case forked
  /// The file on the stick is cut short, damaged or forged.
  case badBundle = "bad-bundle"
  /// No stick, or it cannot be written to.
  case stick
  /// Stopped by the volunteer, cleanly.
  case stopped
  /// The hub has a fault of its own, e.g. a full disk.
  case hubFault = "hub-fault"
  /// The hub said something that is signed, but not true.
  case answerMismatch = "answer-mismatch"
  /// What answers sends more than any hub does, and was not listened to any longer.
  case answerTooLarge = "answer-too-large"
  /// The address is none.
  case badAddress = "bad-address"
  /// Practice is never sent.
  case practice
  /// The hub answers only where others on the line can read along; ``SyncLine/subject`` is that address.
  case onlyOpenLine = "only-open-line"

  /// What `tiepsuc-sync` exits with; 0 is success, 64 a wrong command line.
  package var exitCode: Int32 {
    switch self {
    case .noNetwork: 10
    case .nameNotFound: 11
    case .noAnswer: 12
    case .wrongHub: 13
    case .certificate: 14
    case .portal: 15
    case .refused: 16
    case .tooOld: 17
    case .diskFull: 18
    case .disk: 19
    case .notEnrolled: 20
    case .busy: 21
    case .journalInUse: 22
    case .journal: 23
    case .badCode: 24
    case .revoked: 25
    case .forked: 26
    case .badBundle: 27
    case .stick: 28
    case .stopped: 29
    case .hubFault: 30
    case .answerMismatch: 31
    case .badAddress: 32
    case .practice: 33
    case .answerTooLarge: 34
    case .onlyOpenLine: 35
    }
  }
}
