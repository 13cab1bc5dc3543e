/// Why a hub refuses, as a problem document of RFC 9457 (`application/problem+json`).
package struct Refusal: Message, Hashable, Error {
  /// What can be wrong; the type of the problem is `urn:tiepsuc:problem:` and the word.
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case malformed = "malformed"
    case badSignature = "bad-signature"
    case unknownDevice = "unknown-device"
    /// The request's time is not the hub's; `time` says which that is.
    case wrongTime = "wrong-time"
    case replayed = "replayed"
    case revoked = "revoked"
    case wrongRole = "wrong-role"
    case wrongUnit = "wrong-unit"
    /// The code is unknown, used or too old.
    case badCode = "bad-code"
    /// The batch does not build on what the hub has; `size` says where to go on.
    case sizeMismatch = "size-mismatch"
    /// More laptops write under the device's name than a hub tells apart: enrol anew.
    case forked = "forked"
    case tooLarge = "too-large"
    case tooMany = "too-many"
    case tooSlow = "too-slow"
    case newerFormat = "newer-format"
    /// The period is held by the upper level, or is not where the act begins.
    case periodHeld = "period-held"
    /// The token of a program is unknown, taken back or too old.
    case badToken = "bad-token"
    /// The cursor is of a file that was made anew: begin without one.
    case unknownCursor = "unknown-cursor"
    case notFound = "not-found"
    case wrongMethod = "wrong-method"
    /// The hub's disk is full or its database away: nothing was taken.
    case unavailable = "unavailable"

    /// The HTTP status.
    package var status: Int {
      switch self {
      case .malformed, .newerFormat: 400
      case .badSignature, .unknownDevice, .wrongTime, .replayed, .badToken: 401
      case .revoked, .wrongRole, .wrongUnit, .badCode: 403
      case .notFound: 404
      case .unknownCursor: 410
      case .wrongMethod: 405
      case .tooSlow: 408
      case .sizeMismatch, .forked, .periodHeld: 409
      case .tooLarge: 413
      case .tooMany: 429
      case .unavailable: 503
      }
    }
  }

  /// `urn:tiepsuc:problem:` and the kind's word.
  package var type: String
  package var title: String
  package var status: Int
  /// What is wrong with the request, for the log of whoever made it; nil where the kind says all.
  package var detail: String?
  /// Milliseconds since 1970 by the hub's clock, where `type` is `wrong-time`.
  package var time: Int64?
  /// How many entries of the chain the hub holds, where `type` is `size-mismatch`.
  package var size: Int?
  /// Seconds to wait, where `type` is `too-many` or `unavailable`.
  package var retryAfterSeconds: Int?

  package init(_ kind: Kind, detail: String? = nil, time: Int64? = nil, size: Int? = nil, retryAfterSeconds: Int? = nil)
  {
    type = Self.prefix + kind.rawValue
    title = kind.rawValue.replacing("-", with: " ")
    status = kind.status
    self.detail = detail
    self.time = time
    self.size = size
    self.retryAfterSeconds = retryAfterSeconds
  }

  private static let prefix = "urn:tiepsuc:problem:"
  /// Nil where a newer hub names a kind that this program does not know.
  package var kind: Kind? {
    type.hasPrefix(Self.prefix) ? Kind(rawValue: String(type.dropFirst(Self.prefix.count))) : nil
  }
}
