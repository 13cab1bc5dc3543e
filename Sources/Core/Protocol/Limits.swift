/// What either end takes from the other; anything larger is refused before it is read.
public enum Limits {
  /// A sealed batch, in bytes on the wire.
  public static let batchBytes = 1 << 20
  /// What a batch may unpack to, in bytes.
  public static let unpackedBytes = 16 << 20
  /// Entries of one batch.
  public static let batchEntries = 5_000
  /// Stretches of one batch that the device lost; one that lost more sends smaller batches.
  public static let batchLosses = 64
  /// Entries of one chain: 10 a minute, day and night, for three years.
  public static let chainEntries = 1 << 24
  /// A request or answer that is no batch, bundle or news, in bytes.
  public static let messageBytes = 64 << 10
  /// What a hub tells one device at once, in bytes.
  public static let newsBytes = 4 << 20
  /// A file on a stick, in bytes.
  public static let bundleBytes = 64 << 20
  /// A pack of checklists that travels on a stick, in bytes.
  public static let packBytes = 16 << 20
  /// A contact sealed to a lead, in bytes.
  public static let contactBytes = 8 << 10
  /// How far a request's time may be from the hub's, in milliseconds.
  public static let requestAgeMilliseconds: Int64 = 300_000
}
