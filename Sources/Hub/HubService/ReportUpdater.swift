package import HubStore
import Journal
import Protocol
package import ReportStore
package import Reports

/// Brings the sessions that are kept for reports up to date with the entries of a hub.
package struct ReportUpdater {
  private let store: any HubStore

  package init(_ store: any HubStore) { self.store = store }

  /// What the file of sessions of a hub says of its source: one of another hub or incarnation is made anew.
  package func source() async throws(StoreFault) -> String {
    try await store.identity().map { "\($0.hub.rawValue) \($0.incarnation)" } ?? ""
  }

  /// Takes all that the hub holds now and that was not taken yet; one that is cancelled ends behind a portion.
  package func catchUp(_ reports: ReportStore) async throws {
    let reader = ChainReader(store)
    let chains = try await store.chains(of: nil)
    for chain in chains {
      let place = ReportChain(chain.id, branch: chain.branch)
      let kept = try reports.kept(of: place)
      guard kept.map({ $0 < chain.size }) ?? true else { continue }
      var sequence = if let kept { kept } else { try await reader.beginning(of: chain, among: chains) }
      while sequence < chain.size {
        try Task.checkCancellation()
        var (entries, end) = try await reader.stretch(of: chain, after: sequence)
        // Some stretches together, for each transaction waits for the disk.
        while end < chain.size, entries.count < ReportStore.portion {
          let more = try await reader.stretch(of: chain, after: end)
          guard more.end > end else { break }
          entries += more.entries
          end = more.end
        }
        guard end > sequence else { break }
        try reports.take(entries, of: place, after: sequence, through: end)
        sequence = end
      }
    }
  }

  /// The desks of a unit (nil: of all) that are not shut out, with their last receipts.
  ///
  /// - Parameters:
  ///   - now: Milliseconds since 1970.
  ///   - offsetMinutes: What the desks' local time is ahead of UTC.
  package func desks(
    of unit: String?, _ period: ReportPeriod, now: Int64, offsetMinutes: Int
  ) async throws(StoreFault) -> [ReportDesk] {
    var last: [DeviceID: Int64] = [:]
    for chain in try await store.chains(of: nil) { last[chain.device] = max(last[chain.device] ?? 0, chain.time) }
    return try await store.devices(of: unit).filter { $0.revoked == nil }.map { device in
      ReportDesk(
        device: device.id, unit: device.unit, lastReceipt: last[device.id], period: period, now: now,
        offsetMinutes: offsetMinutes)
    }
  }
}
