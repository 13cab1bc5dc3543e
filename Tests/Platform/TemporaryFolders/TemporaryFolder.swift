import Foundation

/// A folder of one test's own; it goes, with all that is in it, with the last reference.
package final class TemporaryFolder: Sendable {
  package let path: String

  /// - Parameters:
  ///   - isMade: Whether the folder is there already; a program under test may want to make it itself.
  ///   - isPlayed: For tests that play the disk's faults themselves, thousands of times: they need not wait for a real
  ///     one, and get a folder in memory where this machine has one.
  package init(isMade: Bool = true, isPlayed: Bool = false) throws {
    let memory = "/dev/shm"
    let root =
      isPlayed && FileManager.default.isWritableFile(atPath: memory)
      ? memory : FileManager.default.temporaryDirectory.path
    path = "\(root)/tiepsuc-test-\(UUID().uuidString)"
    if isMade { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  }

  deinit { remove() }

  /// Removes it before the last reference goes.
  package func remove() {
    guard FileManager.default.fileExists(atPath: path) else { return }
    do { try FileManager.default.removeItem(atPath: path) } catch { print("left behind: \(path): \(error)") }
  }

  /// The path of something in it.
  package func file(_ name: String) -> String { "\(path)/\(name)" }

  /// The bytes of a file in it.
  package func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: file(name)))) }

  /// Writes a file in it, with the folders above.
  package func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
    let target = URL(filePath: file(name))
    try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: target)
  }

  /// Names of what lies in it, in order.
  package func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

  /// A copy of it, with all that is in it.
  package func copy() throws -> TemporaryFolder {
    let other = try TemporaryFolder(isMade: false)
    try FileManager.default.copyItem(atPath: path, toPath: other.path)
    return other
  }
}
