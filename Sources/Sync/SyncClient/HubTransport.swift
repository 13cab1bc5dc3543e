package import Protocol

/// Why no answer came.
package enum TransportFault: Error, Hashable, Sendable, CaseIterable {
  /// No way out of this machine.
  case noNetwork
  /// The hub's name is not known to the network.
  case nameNotFound
  /// Nobody listens at the address.
  case refused
  /// The answer was not whole in time.
  case timeout
  /// A connection stood, and nothing came over it any more.
  case silence
  /// The connection broke before the answer was whole.
  case cut
  /// The TLS certificate is not valid for the address.
  case certificate
  /// The answer is larger than any answer of a hub.
  case tooLarge
  /// The address is none.
  case badAddress
  /// Whoever runs the exchange stopped it.
  case stopped

  /// What the exchange says of it.
  package var failure: SyncFailure {
    switch self {
    case .noNetwork: .noNetwork
    case .nameNotFound: .nameNotFound
    case .refused, .timeout, .silence, .cut: .noAnswer
    case .certificate: .certificate
    case .tooLarge: .answerTooLarge
    case .badAddress: .badAddress
    case .stopped: .stopped
    }
  }

  /// Whether the same request may have more luck, or a smaller one. Who takes a connection and says nothing has had its
  /// time.
  var isPassing: Bool { self == .timeout || self == .cut }
}

/// What carries a request to a hub and its answer back. It believes nothing and repeats nothing; an answer is whole, or
/// it throws. It gives up when its task is cancelled, and on whoever is silent for half a minute.
package protocol HubTransport: Sendable {
  /// Carries a request, and takes its answer within bounds.
  func send(_ request: HubRequest, within bounds: AnswerBounds) async throws(TransportFault) -> HubAnswer
}

/// How much of an answer is waited for.
package struct AnswerBounds: Hashable, Sendable {
  /// Bytes of its body.
  package var bytes: Int
  /// Until it is whole.
  package var time: Duration

  /// For any answer but parts of packs.
  package static let usual = AnswerBounds(bytes: Limits.newsBytes + Limits.messageBytes, time: .seconds(45))

  package init(bytes: Int, time: Duration) {
    self.bytes = bytes
    self.time = time
  }
}

/// Why an exchange cannot go on.
package struct SyncFault: Error, Hashable, Sendable {
  package var failure: SyncFailure
  /// The word of a ``Refusal``, where the hub refused.
  package var refusal: String?
  /// The host, file or folder that it is about.
  package var subject: String?
  /// Whether the same request may have more luck, or a smaller one.
  var isPassing: Bool

  package init(_ failure: SyncFailure, refusal: String? = nil, subject: String? = nil) {
    self.init(failure, refusal: refusal, subject: subject, isPassing: false)
  }

  init(_ failure: SyncFailure, refusal: String? = nil, subject: String?, isPassing: Bool) {
    self.failure = failure
    self.refusal = refusal
    self.subject = subject
    self.isPassing = isPassing
  }

  /// No answer came.
  init(_ fault: TransportFault, subject: String?) {
    self.init(fault.failure, subject: subject, isPassing: fault.isPassing)
  }

  init(_ refusal: Refusal, subject: String?) {
    let failure: SyncFailure =
      switch refusal.kind {
      case .revoked: .revoked
      case .badCode: .badCode
      case .forked: .forked
      case .unavailable, .tooSlow: .hubFault
      default: .refused
      }
    self.init(failure, refusal: refusal.word, subject: subject)
  }
}

extension Refusal {
  /// The kind's word, also of a kind that this program does not know.
  var word: String { String((type.split(separator: ":").last ?? "?").prefix(40)) }
}
