package import HubService
package import Reports

/// What a hub's pages are told at their start.
package struct SiteSettings: Sendable {
  /// The units as they ship, for a hub into which nobody imported a table.
  package var units: UnitRegister
  /// How often one address may try to sign in.
  package var signIns: HubRates.Rate
  /// How often one address may ask without being signed in.
  package var visits: HubRates.Rate
  /// How often one browser that is signed in, or one program with a token, may ask.
  package var readers: HubRates.Rate
  /// How long somebody stays signed in without asking for anything, and in all, in milliseconds.
  package var idleMilliseconds: Int64
  package var longestMilliseconds: Int64
  /// How long a reader waits while all that the hub holds is counted for the first time; then the page says how far it is.
  package var patience: Duration
  /// Rows of the feed that are looked at for one answer: a filter that holds for few is answered in parts.
  package var mostLooked: Int

  package init(
    units: UnitRegister = UnitRegister(), signIns: HubRates.Rate = .init(burst: 10, perSecond: 0.1),
    visits: HubRates.Rate = .init(burst: 120, perSecond: 4), readers: HubRates.Rate = .init(burst: 120, perSecond: 5),
    idleMilliseconds: Int64 = 3_600_000, longestMilliseconds: Int64 = 43_200_000,
    patience: Duration = .seconds(3), mostLooked: Int = 400_000
  ) {
    self.units = units
    self.signIns = signIns
    self.visits = visits
    self.readers = readers
    self.idleMilliseconds = idleMilliseconds
    self.longestMilliseconds = longestMilliseconds
    self.patience = patience
    self.mostLooked = mostLooked
  }
}
