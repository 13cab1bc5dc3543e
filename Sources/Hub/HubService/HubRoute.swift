package import Protocol

/// What can be asked of a hub under `/v1`, with all that is known of a question before it is answered.
///
/// A case's name is its word in metrics and logs.
package enum HubRoute: String, CaseIterable, Sendable {
  case hub, enrol, push, pull, erasures, contacts, desks, names, acts, entries, figures
  /// The bytes of a pack, by its hash.
  case packs

  /// The route of a path without its query; nil where there is none.
  package init?(path: Substring) {
    guard let route = Self.allCases.first(where: { $0.takes(path) }) else { return nil }
    self = route
  }

  /// Its own path; that of a pack's hash goes on behind it.
  package var path: String { traits.path }
  /// The one method that it takes.
  package var method: HubRequest.Method { traits.method }
  /// The largest body that it takes, in bytes.
  package var bodyBytes: Int { traits.bodyBytes }
  /// How many of the tokens of ``HubRates/device`` one request takes: about as many as it takes tenths of a millisecond of
  /// the processor at most.
  var cost: Int { traits.cost }

  /// The hash at the end of a pack's path, 64 hex digits; nil where it is none.
  static func packHash(of path: Substring) -> String? {
    guard path.hasPrefix(Route.packs + "/") else { return nil }
    let hash = path.dropFirst(Route.packs.utf8.count + 1)
    guard hash.utf8.count == 64, hash.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    return String(hash)
  }

  private func takes(_ path: Substring) -> Bool {
    self == .packs ? Self.packHash(of: path) != nil : path == self.path
  }
}

extension HubRoute {
  private struct Traits {
    var path: String
    var method: HubRequest.Method
    var bodyBytes: Int
    var cost: Int

    static func get(_ path: String, cost: Int) -> Traits { Traits(path: path, method: .get, bodyBytes: 0, cost: cost) }
    static func post(_ path: String, _ bodyBytes: Int = Limits.messageBytes, cost: Int) -> Traits {
      Traits(path: path, method: .post, bodyBytes: bodyBytes, cost: cost)
    }
  }

  private var traits: Traits {
    switch self {
    case .hub: .get(Route.hub, cost: 1)
    case .enrol: .post(Route.enrol, cost: 1)
    case .push: .post(Route.push, Limits.batchBytes, cost: 1)
    case .pull: .get(Route.pull, cost: 20)
    case .erasures: .post(Route.erasures, cost: 20)
    case .contacts: .get(Route.contacts, cost: 10)
    case .desks: .get(Route.desks, cost: 60)
    case .names: .post(Route.names, cost: 10)
    case .acts: .post(Route.acts, cost: 10)
    case .entries: .get(Route.entries, cost: 60)
    case .figures: .get(Route.figures, cost: 60)
    case .packs: .get(Route.packs, cost: 10)
    }
  }
}
