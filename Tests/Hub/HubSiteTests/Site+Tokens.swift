import AccountStore
import HTTPTypes
import HubFixtures
import HubPages
import HubSite
import Protocol

/// Programs that read.
extension Site {
  /// Milliseconds.
  static let hour: Int64 = 3_600_000

  /// Adds a token and returns what a program shows.
  func token(_ name: String, _ scope: UnitScope, entries: Bool, days: Int64 = 10) throws -> Secret {
    var generator = SystemRandomNumberGenerator()
    let secret = Secret(using: &generator)
    let now = hub.clock.now
    _ = try accounts.add(
      MachineToken(
        name: name, hash: secret.hash, scope: scope, mayReadEntries: entries, made: now,
        expires: now + days * 24 * Self.hour))
    return secret
  }

  /// What a program is answered that shows a token.
  func ask(_ path: String, _ secret: Secret?, _ headers: HTTPFields = [:]) async -> HubAnswer {
    var request = HubRequest(.get, path, headers: headers)
    if let secret { request.headers[.authorization] = "Bearer \(secret.text)" }
    return await site.answer(request, from: "203.0.113.7")
  }
}
