import Journal
import Platform

/// Which files of a data folder a backup holds, in the order in which they are copied.
enum BackupFiles {
  /// Folders below the data folder that are looked into, and how deep.
  static let mostDepth = 4
  /// Files, in all.
  static let mostFiles = 100_000
  static let mostNameBytes = 1_024

  static let journal = "journal.sqlite"
  static let key = "device.key"
  /// Where daily copies lie when there is no other disk.
  static let copies = "backups"

  /// Names relative to the data folder. The journal's key comes last: it names every identity that an older state of the
  /// journal has. The journal comes after what is remembered of exchanges: no receipt is for an entry that is not there.
  static func names(in folder: String) throws(FileError) -> [String] {
    var names: [String] = []
    try collect(folder, "", 0, &names)
    let order = [journal, key]
    return names.filter { $0.hasSuffix(".sqlite") && !order.contains($0) }
      + (names.contains(journal) ? [journal] : [])
      + names.filter { !$0.hasSuffix(".sqlite") && !order.contains($0) } + (names.contains(key) ? [key] : [])
  }

  private static func collect(
    _ folder: String, _ prefix: String, _ depth: Int, _ names: inout [String]
  ) throws(FileError) {
    for name in try Files().names(in: folder, limit: mostFiles) where names.count < mostFiles {
      let path = folder + "/" + name
      if Files().isFolder(path) {
        guard depth < mostDepth, !(depth == 0 && name == copies) else { continue }
        try collect(path, prefix + name + "/", depth + 1, &names)
      } else if depth > 0 || isKept(name) {
        names.append(prefix + name)
      }
    }
  }

  /// What is made anew, belongs to this machine or to practice, or is only for whoever looks after it, stays here.
  private static func isKept(_ name: String) -> Bool {
    let dropped = [".lock", "-wal", "-shm", ".log", ".old", ".salvaged", ".part"]
    return !dropped.contains { name.hasSuffix($0) } && !name.hasPrefix("practice") && name != "search.sqlite"
      && name != "machine" && !name.contains(".damaged-")
  }

  /// Whether a name from a backup leads to a file below the folder, and nowhere else.
  static func isSafe(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return name.utf8.count <= mostNameBytes && parts.count <= mostDepth + 1 && !name.utf8.contains(0)
      && parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
  }
}
