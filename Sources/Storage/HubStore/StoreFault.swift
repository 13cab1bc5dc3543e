/// What can go wrong with the hub's store; nothing of the call was kept.
public enum StoreFault: Error, Hashable, Sendable {
  /// The database is away or refuses; the word is for the log.
  case unavailable(String)
  /// No space is left.
  case full
  /// A newer hub wrote the database.
  case newerVersion(found: Int, known: Int)
  /// An older hub wrote the database and may be running: only a hub that starts changes tables, never a command.
  case olderVersion(found: Int, known: Int)
  /// The database does not say what a hub wrote.
  case damaged(String)
  /// Another hub process holds the folder (SQLite only).
  case inUse(path: String)
  /// Something is there already, and is not written over.
  case exists(path: String)
  /// There are more chains than a store can count.
  case tooLong
  /// A batch that holds nothing, or says places that no chain can have.
  case unstorable
  /// A chain, or all chains of the device, have as many branches as laptops are told apart.
  case tooManyBranches
  /// The device has as many bytes as one device may have.
  case tooManyBytes
}
