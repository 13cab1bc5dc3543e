/// What either end takes from the other; anything larger is refused before it is read.
package enum Limits {
  /// A sealed batch, in bytes on the wire.
  package static let batchBytes = 1 << 20
  /// What a batch may unpack to, in bytes: some five times what a desk puts into one.
  package static let unpackedBytes = 3 << 20
  /// What a batch may unpack to, for each of its packed bytes. Everyday entries unpack to some twelve times theirs.
  package static let expansion = 32
  /// Entries of one batch, and contacts beside it.
  package static let batchEntries = 1_000
  /// Stretches of one batch that the device lost; one that lost more sends smaller batches.
  package static let batchLosses = 64
  /// Entries of one chain: 10 a minute, day and night, for three years.
  package static let chainEntries = 1 << 24
  /// Incarnations of one device, or of a hub.
  package static let incarnations = 1 << 20
  /// Times that a hub tells, in milliseconds since 1970: differences of two of them do not overflow.
  package static let times: ClosedRange<Int64> = 0...1 << 53
  /// The first time behind another one that may be told; 0 where there is none.
  package static func behind(_ time: Int64?) -> Int64 { time.map { min($0, times.upperBound - 1) + 1 } ?? 0 }
  /// A request or answer that is no batch, bundle or news, in bytes.
  package static let messageBytes = 64 << 10
  /// What a hub tells one device at once, in bytes.
  package static let newsBytes = 4 << 20
  /// Orders of erasure in one piece of news.
  package static let newsErasures = 1_000
  /// Entries that are kept apart, in one piece of news.
  package static let newsQuarantined = 5_000
  /// Packs, leads, volunteers, words to the unit, chains in one piece of news, each.
  package static let newsItems = 10_000
  /// Desks of one unit.
  package static let unitDesks = 1_000
  /// Sealed contacts in one answer: below ``newsBytes`` also where each is as large as it may be.
  package static let contactsPage = 300
  /// A file on a stick, in bytes.
  package static let bundleBytes = 64 << 20
  /// A pack of checklists that travels on a stick, in bytes.
  package static let packBytes = 16 << 20
  /// A contact sealed to a lead, in bytes.
  package static let contactBytes = 8 << 10
  /// How far a request's time may be from the hub's, in milliseconds.
  package static let requestAgeMilliseconds: Int64 = 300_000
}
