public import Protocol

/// What can be asked of a hub under `/v1`.
public enum HubRoute: Hashable, Sendable {
  case hub, enrol, push, pull, erasures, contacts, desks, figures
  /// The bytes of the pack with this hash, 64 hex digits.
  case packs(hash: String)

  /// The route of a path without its query; nil where there is none.
  public init?(path: Substring) {
    switch path {
    case Substring(Route.hub): self = .hub
    case Substring(Route.enrol): self = .enrol
    case Substring(Route.push): self = .push
    case Substring(Route.pull): self = .pull
    case Substring(Route.erasures): self = .erasures
    case Substring(Route.contacts): self = .contacts
    case Substring(Route.desks): self = .desks
    case Substring(Route.figures): self = .figures
    default:
      guard path.hasPrefix(Route.packs + "/") else { return nil }
      let hash = String(path.dropFirst(Route.packs.utf8.count + 1))
      guard hash.utf8.count == 64, hash.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
      else { return nil }
      self = .packs(hash: hash)
    }
  }

  /// The one method that it takes.
  public var method: HubRequest.Method {
    switch self {
    case .enrol, .push, .erasures: .post
    case .hub, .pull, .contacts, .desks, .figures, .packs: .get
    }
  }

  /// The largest body that it takes, in bytes.
  public var bodyBytes: Int {
    switch self {
    case .push: Limits.batchBytes
    case .enrol, .erasures: Limits.messageBytes
    case .hub, .pull, .contacts, .desks, .figures, .packs: 0
    }
  }

  /// Its word in figures and logs.
  public var word: String {
    switch self {
    case .hub: "hub"
    case .enrol: "enrol"
    case .push: "push"
    case .pull: "pull"
    case .erasures: "erasures"
    case .contacts: "contacts"
    case .desks: "desks"
    case .figures: "figures"
    case .packs: "packs"
    }
  }
}

/// A request, taken apart.
struct Asked: Sendable {
  let request: HubRequest
  let address: String
  /// Nil where there is no such path.
  let route: HubRoute?
  /// Nil where the request is not signed, or not in our form.
  let signature: RequestSignature?
  private let query: Substring

  init(_ request: HubRequest, address: String) {
    self.request = request
    self.address = address
    let parts = request.path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    route = HubRoute(path: parts.first ?? "")
    query = parts.count > 1 ? parts[1] : ""
    signature = request.headers["authorization"].flatMap { RequestSignature(header: $0) }
  }

  /// What the answer's signature covers of the request.
  var question: AnswerSignature.Question { AnswerSignature.Question(request, nonce: nonce) }

  /// Empty where the request has none.
  private var nonce: String {
    if let signature { return signature.nonce }
    guard let nonce = request.headers[AnswerSignature.nonceName], nonce.utf8.count <= 64 else { return "" }
    return nonce
  }

  /// A value of the query; nil where it is not there.
  func value(_ name: String) -> Substring? {
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, parts[0] == name { return parts[1] }
    }
    return nil
  }

  /// A number of the query that is not negative, or 0 where it is not there.
  func number(_ name: String) throws(Refusal) -> Int {
    guard let text = value(name) else { return 0 }
    guard let number = Int(text), number >= 0 else { throw Refusal(.malformed) }
    return number
  }

  /// The seconds of `prefer: wait=N`; 0 where it is not there.
  var waitSeconds: Int {
    for part in (request.headers[Route.prefer] ?? "").split(whereSeparator: { ",; ".contains($0) }) {
      if part.hasPrefix("wait="), let seconds = Int(part.dropFirst(5)) { return max(0, seconds) }
    }
    return 0
  }
}
