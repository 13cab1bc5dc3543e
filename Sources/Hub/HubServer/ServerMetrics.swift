import HubService
import HubStore
import Synchronization

/// What came over HTTP since the server began, and its text for Prometheus.
package final class ServerMetrics: Sendable {
  private struct Series: Hashable {
    var route: String
    var status: Int
  }

  private struct State {
    var requests: [Series: Int] = [:]
    var seconds: [String: (count: Int, sum: Double)] = [:]
    var bytesIn = 0
    var bytesOut = 0
    var connections = 0
    var connectionsEver = 0
    var tlsReloads = 0
    var storeFaults = 0
    /// What the store said last, and when.
    var counts: (HubCounts, ContinuousClock.Instant)?
  }

  private let state = Mutex(State())

  package init() {}

  /// Connections that are open now.
  package var connections: Int { state.withLock { $0.connections } }
  /// How often the certificate was read anew.
  package var tlsReloads: Int { state.withLock { $0.tlsReloads } }
  /// Connections since the server began.
  package var connectionsEver: Int { state.withLock { $0.connectionsEver } }

  func answered(_ route: String, _ status: Int, seconds: Double, bytesIn: Int, bytesOut: Int) {
    state.withLock { state in
      state.requests[Series(route: route, status: status), default: 0] += 1
      let (count, sum) = state.seconds[route] ?? (0, 0)
      state.seconds[route] = (count + 1, sum + seconds)
      state.bytesIn += bytesIn
      state.bytesOut += bytesOut
    }
  }

  func connected() {
    state.withLock {
      $0.connections += 1
      $0.connectionsEver += 1
    }
  }

  func disconnected() { state.withLock { $0.connections -= 1 } }
  func reloaded() { state.withLock { $0.tlsReloads += 1 } }
  func storeFailed() { state.withLock { $0.storeFaults += 1 } }

  /// The store's counts, asked for at most every ten seconds: whoever reads metrics must not be a burden.
  func counts(_ store: any HubStore) async -> HubCounts? {
    let last = state.withLock { $0.counts }
    if let last, ContinuousClock.now - last.1 < .seconds(10) { return last.0 }
    do {
      let counts = try await store.counts()
      state.withLock { $0.counts = (counts, .now) }
      return counts
    } catch {
      storeFailed()
      return nil
    }
  }

  /// The text form 0.0.4. No figure is about a person or a single device.
  func text(_ hub: HubMetrics.Counts, _ held: HubCounts?, waiting: Int) -> String {
    let state = state.withLock { $0 }
    var text = MetricsText()
    text.head("requests_total", "counter", "Answers by route and status.")
    for (series, count) in state.requests.sorted(by: { ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status) })
    {
      text.line("requests_total", ["route": series.route, "status": "\(series.status)"], "\(count)")
    }
    text.head("request_seconds", "summary", "Seconds from the head of a request to its answer.")
    for (route, sum) in state.seconds.sorted(by: { $0.key < $1.key }) {
      text.line("request_seconds_sum", ["route": route], "\(sum.sum)")
      text.line("request_seconds_count", ["route": route], "\(sum.count)")
    }
    text.one("received_bytes_total", "counter", "Bytes of bodies received.", "\(state.bytesIn)")
    text.one("sent_bytes_total", "counter", "Bytes of bodies sent.", "\(state.bytesOut)")
    text.one("connections", "gauge", "Open connections.", "\(state.connections)")
    text.one("connections_total", "counter", "Connections taken.", "\(state.connectionsEver)")
    text.one("tls_reloads_total", "counter", "Certificates read anew.", "\(state.tlsReloads)")
    text.one("store_faults_total", "counter", "Calls of the store that failed.", "\(state.storeFaults)")
    text.one("waiting_pushes", "gauge", "Pushes that wait for their predecessor.", "\(waiting)")
    text.add(hub)
    if let held { text.add(held) }
    return text.text
  }
}

/// Lines for Prometheus.
struct MetricsText {
  private(set) var text = ""

  mutating func head(_ name: String, _ type: String, _ help: String) {
    text += "# HELP tiepsuc_hub_\(name) \(help)\n# TYPE tiepsuc_hub_\(name) \(type)\n"
  }

  /// Labels are words of the program, so nothing in them needs an escape.
  mutating func line(_ name: String, _ labels: KeyValuePairs<String, String>, _ value: String) {
    let list = labels.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ",")
    text += "tiepsuc_hub_\(name)\(list.isEmpty ? "" : "{\(list)}") \(value)\n"
  }

  mutating func one(_ name: String, _ type: String, _ help: String, _ value: String) {
    head(name, type, help)
    line(name, [:], value)
  }

  mutating func add(_ hub: HubMetrics.Counts) {
    one("entries_stored_total", "counter", "Entries that were new.", "\(hub.stored)")
    one("entries_repeated_total", "counter", "Entries that came again.", "\(hub.repeated)")
    one("entries_newer_total", "counter", "New entries of newer programs than the hub.", "\(hub.newer)")
    head("entries_quarantined_total", "counter", "New entries set apart, by reason.")
    for (reason, count) in hub.quarantined.sorted(by: { $0.key < $1.key }) {
      line("entries_quarantined_total", ["reason": reason], "\(count)")
    }
    one("forks_total", "counter", "Answers that said that two laptops write under one name.", "\(hub.forks)")
    one("batches_total", "counter", "Batches taken.", "\(hub.batches)")
    one("batch_bytes_total", "counter", "Bytes of batches taken.", "\(hub.batchBytes)")
    one("store_seconds_total", "counter", "Seconds in the store for batches.", "\(hub.storeSeconds)")
    one("size_mismatches_total", "counter", "Pushes that built on more than the hub has.", "\(hub.mismatches)")
    one("enrolments_total", "counter", "Devices let in.", "\(hub.enrolments)")
    one("erasures_total", "counter", "Orders of erasure.", "\(hub.erasures)")
    head("device_skew_seconds", "histogram", "How far a device's clock is from the hub's, at each request.")
    var sum = 0
    for (bound, count) in zip(HubMetrics.skewBounds.map { "\($0)" } + ["+Inf"], hub.skews) {
      sum += count
      line("device_skew_seconds_bucket", ["le": bound], "\(sum)")
    }
    line("device_skew_seconds_sum", [:], "\(hub.skewSeconds)")
    line("device_skew_seconds_count", [:], "\(sum)")
  }

  mutating func add(_ held: HubCounts) {
    one("devices", "gauge", "Devices that were let in.", "\(held.devices)")
    one("devices_revoked", "gauge", "Devices that were shut out.", "\(held.revoked)")
    one("chains", "gauge", "Chains and further branches of them.", "\(held.chains)")
    one("forked_chains", "gauge", "Further branches of chains.", "\(held.forks)")
    one("entries", "gauge", "Entries held.", "\(held.entries)")
    one("entries_quarantined", "gauge", "Entries set apart.", "\(held.quarantined)")
    one("sealed_contacts", "gauge", "Sealed contacts held.", "\(held.boxes)")
    one("erasure_orders", "gauge", "Orders of erasure held.", "\(held.erasures)")
  }
}
