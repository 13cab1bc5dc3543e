/// What a hub is told at its start.
package struct HubSettings: Sendable {
  /// The data folder: packs, notes to units and the log of erasures lie there; nil for a hub without them.
  package var folder: String?
  /// How often one device may ask, and one address without a signature.
  package var rates: HubRates
  /// Whether other processes write to the same database, so that a predecessor may come without this one noticing.
  package var sharesDatabase: Bool
  /// The longest that a push waits for its predecessor, in seconds.
  package var mostWaitSeconds: Int
  /// Threads that unpack batches; nil: all cores but one.
  package var workThreads: Int?
  /// How many requests of one device wait for each of these: to be unpacked, to be stored, for their predecessor. A desk has
  /// three batches on their way at most.
  package var mostWaitingOfDevice: Int
  /// Hears of faults that an answer does not explain; never of personal data.
  package var report: @Sendable (HubReport) -> Void

  package init(
    folder: String? = nil, rates: HubRates = HubRates(), sharesDatabase: Bool = false, mostWaitSeconds: Int = 30,
    workThreads: Int? = nil, mostWaitingOfDevice: Int = 8, report: @escaping @Sendable (HubReport) -> Void = { _ in }
  ) {
    self.folder = folder
    self.rates = rates
    self.sharesDatabase = sharesDatabase
    self.mostWaitSeconds = mostWaitSeconds
    self.workThreads = workThreads
    self.mostWaitingOfDevice = mostWaitingOfDevice
    self.report = report
  }
}

/// Token buckets: so many at once, refilled at so many a second.
package struct HubRates: Hashable, Sendable {
  /// One bucket: its size, and tokens a second.
  package struct Rate: Hashable, Sendable {
    package var burst: Int
    package var perSecond: Double
    package init(burst: Int, perSecond: Double) {
      self.burst = burst
      self.perSecond = perSecond
    }
  }

  /// Requests of a device whose signature holds: one takes as many tokens as it is work (``HubRoute``).
  package var device: Rate
  /// Bytes of entries that are unpacked for a device which brings batches: its own, and as a lead those of its unit.
  package var work: Rate
  /// Bytes that are stored of a device: at once what it wrote in two years, then as much a day as it writes in half a year.
  package var stored: Rate
  /// Requests of an address that are not signed.
  package var address: Rate
  /// Requests of an address whose signature does not hold.
  package var failures: Rate
  /// Wrong codes of an address: a code to type has 45 bits and lives ten minutes.
  package var codes: Rate
  /// Wrong codes of all addresses together.
  package var allCodes: Rate

  package init(
    device: Rate = Rate(burst: 1_200, perSecond: 50), work: Rate = Rate(burst: 64 << 20, perSecond: 262_144),
    stored: Rate = Rate(burst: 64 << 20, perSecond: 200), address: Rate = Rate(burst: 120, perSecond: 4),
    failures: Rate = Rate(burst: 60, perSecond: 1), codes: Rate = Rate(burst: 20, perSecond: 1.0 / 30),
    allCodes: Rate = Rate(burst: 600, perSecond: 1)
  ) {
    self.device = device
    self.work = work
    self.stored = stored
    self.address = address
    self.failures = failures
    self.codes = codes
    self.allCodes = allCodes
  }
}

/// Something that the log should say.
package enum HubReport: Hashable, Sendable {
  /// The store failed; nothing of the call was kept.
  case storeFailed(String)
  /// A file of the data folder could not be read or written.
  case fileFailed(String)
  /// Two laptops write under one name; the first digits of it.
  case forked(devicePrefix: String)
  /// Orders of erasure that the store lacked were applied again.
  case erasuresApplied(Int)
}
