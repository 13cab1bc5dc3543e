/// What programs read.
enum FeedPath: Hashable {
  /// Sessions and corrections, one after the other.
  case sessions
  /// OData v4: the service, its metadata, a set, how many a set has.
  case service, metadata
  case set(ODataSet, isCount: Bool)
  /// What DHIS2 takes, as JSON and as ADX.
  case dataValues, adx

  init?(_ path: some StringProtocol) {
    switch String(path) {
    case "/v1/export/sessions": self = .sessions
    case "/v1/export/dhis2": self = .dataValues
    case "/v1/export/adx": self = .adx
    case "/odata/v4", "/odata/v4/": self = .service
    case "/odata/v4/$metadata", "/odata/v4/%24metadata": self = .metadata
    default:
      guard path.hasPrefix("/odata/v4/") else { return nil }
      let parts = path.dropFirst(10).split(separator: "/", omittingEmptySubsequences: false)
      guard let set = parts.first.flatMap({ ODataSet(rawValue: String($0)) }) else { return nil }
      switch parts.dropFirst().first {
      case nil: self = .set(set, isCount: false)
      case "$count", "%24count": self = .set(set, isCount: true)
      default: return nil
      }
      guard parts.count <= 2 else { return nil }
    }
  }
}
