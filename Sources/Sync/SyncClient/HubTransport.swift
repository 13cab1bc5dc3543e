public import Protocol

/// Why no answer came.
public enum TransportFault: Error, Hashable, Sendable, CaseIterable {
  /// No way out of this machine.
  case noNetwork
  /// The hub's name is not known to the network.
  case nameNotFound
  /// Nobody listens at the address.
  case refused
  /// Nothing came in time.
  case timeout
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
  public var failure: SyncFailure {
    switch self {
    case .noNetwork: .noNetwork
    case .nameNotFound: .nameNotFound
    case .refused, .timeout, .cut: .noAnswer
    case .certificate: .certificate
    case .tooLarge: .portal
    case .badAddress: .badAddress
    case .stopped: .stopped
    }
  }

  /// Whether the same request may have more luck, or a smaller one.
  var isPassing: Bool { self == .timeout || self == .cut }
}

/// What carries a request to a hub and its answer back. It believes nothing and repeats nothing; an answer is whole, or
/// it throws. It gives up when its task is cancelled.
public protocol HubTransport: Sendable {
  /// Carries a request, and waits for the whole answer at most so long.
  func send(_ request: HubRequest, timeout: Duration) async throws(TransportFault) -> HubAnswer
}

/// Why an exchange cannot go on.
public struct SyncFault: Error, Hashable, Sendable {
  public var failure: SyncFailure
  /// The word of a ``Refusal``, where the hub refused.
  public var refusal: String?
  /// The host, file or folder that it is about.
  public var subject: String?

  public init(_ failure: SyncFailure, refusal: String? = nil, subject: String? = nil) {
    self.failure = failure
    self.refusal = refusal
    self.subject = subject
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
