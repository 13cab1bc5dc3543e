package import HTTPTypes

/// A request as both ends see it, whatever carries it.
package struct HubRequest: Hashable, Sendable {
  /// What is asked of a path.
  package enum Method: String, Sendable, CaseIterable {
    case get = "GET"
    case post = "POST"
  }

  package var method: Method
  /// The path with its query, as it is signed.
  package var path: String
  package var headers: HTTPFields
  package var body: [UInt8]

  package init(_ method: Method, _ path: String, headers: HTTPFields = [:], body: [UInt8] = []) {
    self.method = method
    self.path = path
    self.headers = headers
    self.body = body
  }
}

/// An answer as both ends see it.
package struct HubAnswer: Hashable, Sendable {
  /// The HTTP status.
  package var status: Int
  package var headers: HTTPFields
  package var body: [UInt8]

  package init(status: Int, headers: HTTPFields = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// Where a hub listens for what.
package enum Route {
  /// Alive: 200 as long as the process answers. Not signed.
  package static let health = "/health"
  /// Ready: 200 when the store answers. Not signed.
  package static let ready = "/ready"
  /// Figures for Prometheus. Not signed.
  package static let metrics = "/metrics"
  /// Who the hub is and what time it has.
  package static let hub = "/v1/hub"
  /// POST of an ``EnrolRequest`` in an ``Envelope``; the answer is an ``EnrolAnswer`` in an envelope of the hub.
  package static let enrol = "/v1/enrol"
  /// POST of a sealed batch; the answer is a ``PushAnswer``.
  package static let push = "/v1/push"
  /// GET of ``News`` in an envelope of the hub, for `?device=ID&after=NUMBER&tag=TAG`; 204 where they still have that
  /// ``News/tag``. What a question depends on stands in its path: a header can be changed on its way.
  package static let pull = "/v1/pull"
  /// POST of an ``ErasureRequest``; the answer is an ``ErasureAnswer``.
  package static let erasures = "/v1/erasures"
  /// GET of the bytes of a pack at `/HASH`, for `?from=OFFSET&bytes=COUNT`.
  package static let packs = "/v1/packs"
  /// GET of ``ContactBoxes`` sealed to the asking lead, for `?after=NUMBER`.
  package static let contacts = "/v1/contacts"
  /// GET of ``UnitDesks`` of the asking lead's unit.
  package static let desks = "/v1/desks"
  /// POST of a ``DeskNaming``, by the desk itself or a lead of its unit; the answer is the name as it is kept.
  package static let names = "/v1/names"
  /// POST of a ``LeadAct`` in an envelope of the laptop that says it, by a lead of the unit; the answer is the act.
  package static let acts = "/v1/acts"
  /// GET of a ``ChainPage`` of a desk of the asking lead's unit, for `?device=ID&incarnation=NUMBER&after=SEQUENCE`.
  package static let entries = "/v1/entries"
  /// GET of a ``FigureAnswer`` for the ``FigureQuestion`` of a trainer, or of the ``FigureIndex`` without one.
  package static let figures = "/v1/figures"
}

extension HTTPField.Name {
  /// `prefer: wait=SECONDS` on a push: its predecessor is on its way over another connection, so the hub waits for it
  /// that long before it answers `size-mismatch` (RFC 7240).
  package static let prefer = named("prefer")
  /// The hub's signature of an answer (``AnswerSignature``).
  package static let tiepsucAnswer = named("tiepsuc-answer")
  /// The nonce of a request that is not signed.
  package static let tiepsucNonce = named("tiepsuc-nonce")

  /// A name that is a token, which is all that is asked of one.
  private static func named(_ token: String) -> HTTPField.Name { HTTPField.Name(token) ?? .via }
}
