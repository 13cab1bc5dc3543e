package import HubStore
import Journal
package import Protocol

/// A device with what the hub holds of it.
package struct DeskLine: Hashable, Sendable {
  package var device: EnrolledDevice
  package var chains: [ChainState]

  package init(device: EnrolledDevice, chains: [ChainState]) {
    self.device = device
    self.chains = chains
  }

  /// When the hub last confirmed entries of it, in milliseconds since 1970.
  package var lastHeard: Int64? { chains.map(\.time).max() }
  /// Each entry once, also where branches share it; lost ones are not there.
  package var entries: Int { chains.reduce(0) { $0 + $1.size - $1.forkedAt - $1.lost } }
  package var quarantined: Int { chains.reduce(0) { $0 + $1.quarantined } }
  package var lost: Int { chains.reduce(0) { $0 + $1.lost } }
  package var forks: [ChainState] { chains.filter { $0.branch > 0 } }
  /// The first digits of its name, which are enough for people.
  package var shortName: String { String(device.id.rawValue.prefix(8)) }
}

/// Entries of a device that are kept apart.
package struct ApartLine: Hashable, Sendable {
  package var desk: DeskLine
  package var entry: Quarantine

  package init(desk: DeskLine, entry: Quarantine) {
    self.desk = desk
    self.entry = entry
  }
}
