package import Protocol

/// What can be asked of a hub under `/v1`.
package enum HubRoute: Hashable, Sendable {
  case hub, enrol, push, pull, erasures, contacts, desks, names, acts, entries, figures
  /// The bytes of the pack with this hash, 64 hex digits.
  case packs(hash: String)

  /// The route of a path without its query; nil where there is none.
  package init?(path: Substring) {
    switch path {
    case Substring(Route.hub): self = .hub
    case Substring(Route.enrol): self = .enrol
    case Substring(Route.push): self = .push
    case Substring(Route.pull): self = .pull
    case Substring(Route.erasures): self = .erasures
    case Substring(Route.contacts): self = .contacts
    case Substring(Route.desks): self = .desks
    case Substring(Route.names): self = .names
    case Substring(Route.acts): self = .acts
    case Substring(Route.entries): self = .entries
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
  package var method: HubRequest.Method {
    switch self {
    case .enrol, .push, .erasures, .names, .acts: .post
    case .hub, .pull, .contacts, .desks, .entries, .figures, .packs: .get
    }
  }

  /// The largest body that it takes, in bytes.
  package var bodyBytes: Int {
    switch self {
    case .push: Limits.batchBytes
    case .enrol, .erasures, .names, .acts: Limits.messageBytes
    case .hub, .pull, .contacts, .desks, .entries, .figures, .packs: 0
    }
  }

  /// How many of the tokens of ``HubRates/device`` one request takes: about as many as it takes tenths of a millisecond of
  /// the processor at most.
  var cost: Int {
    switch self {
    case .hub, .enrol, .push: 1
    case .contacts, .names, .acts, .packs: 10
    case .pull, .erasures: 20
    case .desks, .entries, .figures: 60
    }
  }

  /// Its word in metrics and logs.
  package var word: String {
    switch self {
    case .hub: "hub"
    case .enrol: "enrol"
    case .push: "push"
    case .pull: "pull"
    case .erasures: "erasures"
    case .contacts: "contacts"
    case .desks: "desks"
    case .names: "names"
    case .acts: "acts"
    case .entries: "entries"
    case .figures: "figures"
    case .packs: "packs"
    }
  }
}
