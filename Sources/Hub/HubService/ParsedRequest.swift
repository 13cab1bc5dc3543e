import HTTPTypes
import Protocol

/// A request, with its path, query and signature read.
struct ParsedRequest: Sendable {
  /// As it came.
  let raw: HubRequest
  let address: String
  /// Without its query.
  let path: Substring
  /// Nil where there is no such path.
  let route: HubRoute?
  /// Nil where the request is not signed, or not in our form.
  let signature: RequestSignature?
  private let query: Substring

  init(_ request: HubRequest, address: String) {
    raw = request
    self.address = address
    let parts = request.path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = parts.first ?? ""
    route = HubRoute(path: path)
    query = parts.count > 1 ? parts[1] : ""
    signature = request.headers[.authorization].flatMap { RequestSignature(header: $0) }
  }

  /// What the answer's signature covers of the request.
  var question: AnswerSignature.Question { AnswerSignature.Question(raw, nonce: nonce) }

  /// Empty where the request has none.
  private var nonce: String {
    if let signature { return signature.nonce }
    guard let nonce = raw.headers[.tiepsucNonce], nonce.utf8.count <= 64 else { return "" }
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
    for part in (raw.headers[.prefer] ?? "").split(whereSeparator: { ",; ".contains($0) }) {
      if part.hasPrefix("wait="), let seconds = Int(part.dropFirst(5)) { return max(0, seconds) }
    }
    return 0
  }
}
