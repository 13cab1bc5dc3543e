import Glibc

/// A file that lines are added to. Beyond a size it starts anew; the one before is kept as `.old`.
package struct LogFile: Sendable {
  private let path: String
  private let mostBytes: Int

  package init(_ path: String, mostBytes: Int) {
    self.path = path
    self.mostBytes = mostBytes
  }

  /// Adds bytes in one write. A log that cannot be written never gets into the way: nothing is thrown.
  package func append(_ bytes: some Collection<UInt8>) {
    var facts = stat()
    if lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_size > mostBytes {
      rename(path, path + ".old")
    }
    do throws(FileError) {
      try OpenFile.appending(path).write(bytes)
    } catch {
      return
    }
  }
}
