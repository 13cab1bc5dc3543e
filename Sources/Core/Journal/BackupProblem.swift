/// Why a backup of a laptop cannot be made or put back. Nothing of the journal was touched.
package enum BackupProblem: Error, Hashable, Sendable {
  /// No journal is in the data folder.
  case noJournal(folder: String)
  /// No backup is there.
  case noBackup(path: String)
  /// It is no backup, it was cut short or changed, or its journal's chain breaks.
  case notWhole(path: String)
  /// A newer program wrote it.
  case newerVersion(path: String)
  /// The passphrase does not open it.
  case wrongPassphrase
  /// The passphrase is shorter than so many characters.
  case shortPassphrase(least: Int)
  /// No passphrase was chosen yet, and nobody is there to be asked for one.
  case noPassphraseYet
  /// A journal lives in the folder, and replacing it was not asked for.
  case journalExists(folder: String)
  /// A desk or an exchange is open.
  case inUse(folder: String)
  /// No room is left.
  case full(path: String)
  /// A file or folder cannot be read or written; the words are the system's.
  case file(path: String, words: String)
}
