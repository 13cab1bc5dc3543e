import Foundation
import Glibc
import Logging

/// Writes what went wrong to `tiepsuc.log` in the data folder, for whoever looks after the laptop. Standard error is no
/// place for it while the desk is drawn.
///
/// Nothing about a citizen is ever logged: only problems by their case, versions and times.
struct FileLog: LogHandler {
  var logLevel = Logger.Level.notice
  var metadata: Logger.Metadata = [:]
  private let path: String

  /// Beyond this the file starts anew; the one before is kept as `.old`.
  private static let mostBytes = 1 << 20

  init(folder: String) { path = folder + "/tiepsuc.log" }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var facts = stat()
    if stat(path, &facts) == 0, facts.st_size > Self.mostBytes { rename(path, path + ".old") }
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    // A log that cannot be written must never get into the way of the desk.
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let time = ISO8601DateFormatter().string(from: Date())
    let line = "\(time) \(event.level) \(event.message)\n"
    _ = line.utf8.withContiguousStorageIfAvailable { write(descriptor, $0.baseAddress, $0.count) }
  }
}
