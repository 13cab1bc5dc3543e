import Foundation
import Logging
import Platform

/// Writes what went wrong to `tiepsuc.log` in the data folder, for whoever looks after the laptop. Standard error is no
/// place for it while the desk is drawn.
///
/// Nothing about a citizen is ever logged: only problems by their case, versions and times.
struct FileLog: LogHandler {
  var logLevel = Logger.Level.notice
  var metadata: Logger.Metadata = [:]
  private let file: LogFile

  /// Beyond this the file starts anew; the one before is kept as `.old`.
  private static let mostBytes = 1 << 20

  init(folder: String) { file = LogFile(folder + "/tiepsuc.log", mostBytes: Self.mostBytes) }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let time = ISO8601DateFormatter().string(from: Date())
    file.append("\(time) \(event.level) \(event.message)\n".utf8)
  }
}
