import HubStore
import Phrases

/// Databases that several hubs share.
enum Databases {
  /// Opens one by its URL.
  static func open(_ url: String) async throws -> any HubStore {
    throw HubProblem.badDatabase(String(url.prefix { $0 != ":" }))
  }
}
