/// How many entries the next batch takes: fewer after a failure, more while it goes well.
struct BatchSizing: Hashable {
  /// Entries of a batch where nothing speaks against it.
  static let most = 500
  /// Bytes on the wire of one batch, on a line whose speed is not known or is slow: under a minute at 8 kbit/s.
  private static let slowBytes = 60_000
  /// The same on a fast line.
  private static let fastBytes = 400_000
  /// From here on a line is fast, in bytes a second.
  private static let fastRate = 200_000.0

  private var allowed = most
  /// Bytes on the wire of one entry, as the last batches were.
  private var entryBytes = 100.0
  private var rate = 0.0

  /// Entries that the next batch may take; at least 1.
  var entries: Int {
    let target = rate >= Self.fastRate ? Self.fastBytes : Self.slowBytes
    return max(1, min(allowed, Int(Double(target) / entryBytes)))
  }

  /// A batch was acknowledged: `bytes` on the wire within `seconds`.
  mutating func grew(entries: Int, bytes: Int, seconds: Double) {
    allowed = min(Self.most, allowed * 2)
    if entries > 0 { entryBytes = max(16, Double(bytes) / Double(entries)) }
    if seconds > 0 { rate = Double(bytes) / seconds }
  }

  /// A batch of so many entries was too much.
  mutating func shrank(from entries: Int) {
    allowed = max(1, min(allowed, entries) / 2)
    rate = 0
  }
}
