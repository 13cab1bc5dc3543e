import Foundation
import GRDB
import JournalStore
import Testing

/// Some bytes of a contact as it lies on the disk.
struct SealedTrace {
  var box: [UInt8]
  var wrapped: [UInt8]
}

extension TemporaryFolder {
  /// The sealed contact of a row.
  func trace(_ row: Int64) throws -> SealedTrace {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: journal, configuration: configuration)
    defer { try? queue.close() }
    let row = try #require(
      try queue.read { try Row.fetchOne($0, sql: "SELECT box, wrapped FROM contact WHERE row = ?", arguments: [row]) })
    return SealedTrace(box: [UInt8](row["box"] as Data), wrapped: [UInt8](row["wrapped"] as Data))
  }

  /// In how many places of all files a piece of it stands.
  func appearances(of trace: SealedTrace) throws -> Int {
    try names().reduce(0) { count, name in
      let bytes = try bytes(name)
      let pieces = [Array(trace.box.prefix(24)), Array(trace.box.suffix(24)), Array(trace.wrapped.prefix(24))]
      return count + pieces.filter { contains(bytes, $0) }.count
    }
  }
}
