import Foundation
import Journal
import Protocol
import SyncClient
import SyncHTTP

/// What could not be had of the hub.
struct NoHub: Error, CustomStringConvertible {
  var description: String
}

/// The hub that is attacked.
struct AttackedHub: Sendable {
  var transport: HTTPTransport

  /// Its name, and the difference of its clock from this machine's in milliseconds.
  struct Known: Sendable {
    var hub: HubID
    var difference: Int64
  }

  static var now: Int64 { Int64(Date.now.timeIntervalSince1970 * 1_000) }

  func identify() async throws -> Known {
    let answer = try await transport.send(HubRequest(.get, Route.hub), within: .usual)
    guard let facts = HubFacts(bytes: answer.body) else { throw NoHub(description: "no hub: \(answer.status)") }
    return Known(hub: facts.hub, difference: facts.time - Self.now)
  }

  /// The answer; nil where none comes.
  func ask(_ request: HubRequest) async -> HubAnswer? {
    do { return try await transport.send(request, within: .usual) } catch { return nil }
  }
}
