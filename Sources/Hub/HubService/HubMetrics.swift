import Synchronization

/// Counts of what a hub did since it began, for its operator; none of it is about a person.
package final class HubMetrics: Sendable {
  /// The counts at one moment.
  package struct Counts: Hashable, Sendable {
    /// Entries that were new.
    package var stored = 0
    /// Entries that came again.
    package var repeated = 0
    /// New entries of newer programs, which say more than this one reads.
    package var newer = 0
    /// New entries that were set apart, by the word of the reason.
    package var quarantined: [String: Int] = [:]
    /// Answers that said that two laptops write under one name.
    package var forks = 0
    /// Bytes of batches that were taken.
    package var batchBytes = 0
    /// Batches that were taken.
    package var batches = 0
    /// Seconds in the store for them.
    package var storeSeconds = 0.0
    /// Pushes that built on more than the hub has.
    package var mismatches = 0
    /// Devices that were let in.
    package var enrolments = 0
    /// Orders of erasure.
    package var erasures = 0
    /// Requests by how far the device's clock was from the hub's: up to 5 s, 5 min, 1 h, a day, more.
    package var skews = [0, 0, 0, 0, 0]
    /// The sum of these distances, in seconds.
    package var skewSeconds = 0.0
  }

  /// Upper bounds of ``Counts/skews``, in seconds; the last has none.
  package static let skewBounds: [Int64] = [5, 300, 3_600, 86_400]

  private let held = Mutex(Counts())

  /// The counts now.
  package var counts: Counts { held.withLock { $0 } }

  func count(_ change: (inout Counts) -> Void) { held.withLock { change(&$0) } }

  func noteSkew(_ milliseconds: Int64) {
    let place = Self.skewBounds.firstIndex { milliseconds.magnitude <= UInt64($0 * 1000) } ?? Self.skewBounds.count
    count { counts in
      counts.skews[place] += 1
      counts.skewSeconds += Double(milliseconds.magnitude) / 1000
    }
  }
}
