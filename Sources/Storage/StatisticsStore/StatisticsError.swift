/// Why figures cannot be made or read. They are derived: the file may be deleted at any time, and is made anew.
public enum StatisticsError: Error, Hashable, Sendable {
  /// The file cannot be made or read; the word is for the log.
  case unusable(path: String, what: String)
  /// Where the entries come from cannot be read; the word is for the log.
  case source(String)
}
