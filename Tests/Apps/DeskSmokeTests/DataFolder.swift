import Foundation
import Glibc
import PtySupport

/// A data folder of one test; it goes with the last reference.
final class DataFolder {
  let path: String
  private var isMounted = false

  init() {
    path = NSTemporaryDirectory() + "tiepsuc-smoke-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// A folder on a file system of that size; nil where this machine lets nobody mount one.
  init?(kilobytes: Int) {
    path = NSTemporaryDirectory() + "tiepsuc-smoke-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    isMounted = mount("tmpfs", path, "tmpfs", 0, "size=\(kilobytes)k") == 0
    guard isMounted else { return nil }
  }

  deinit {
    // What a killed desk had started, such as an exchange, has a session of its own and may still write here.
    while case let writers = writers, !writers.isEmpty {
      for process in writers { kill(process, SIGKILL) }
      sched_yield()
    }
    if isMounted { umount2(path, Int32(MNT_DETACH)) }
    do { try FileManager.default.removeItem(atPath: path) } catch { print("left behind: \(path): \(error)") }
  }

  /// The processes that were started with the folder among their arguments.
  private var writers: [pid_t] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.compactMap { pid_t($0) }.filter { process in
      let words = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
      return String(decoding: words, as: UTF8.self).contains(path)
    }
  }

  func file(_ name: String) -> String { path + "/" + name }

  func bytes(_ name: String) -> Data { FileManager.default.contents(atPath: file(name)) ?? Data() }

  func write(_ bytes: Data, to name: String) throws {
    let target = URL(filePath: file(name))
    try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: target)
  }

  /// The same files in a folder of their own.
  func copy() throws -> DataFolder {
    let copy = DataFolder()
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      try FileManager.default.copyItem(atPath: file(name), toPath: copy.file(name))
    }
    return copy
  }

  /// Paths of all files, at any depth.
  var files: [String] {
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return names.map(file).filter { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }
  }

  /// The JSON lines of `journal export`: what was kept, byte for byte.
  func entries() throws -> [String] { try tiepsuc(["journal", "export", "--json", "--data", path]).lines }
}

/// A file that ships with the program, such as `Checklists/vneid.yaml`.
func shipped(_ name: String) -> String {
  (PtyProgram.built("tiepsuc") as NSString).deletingLastPathComponent + "/tiepsuc_Assets.resources/" + name
}
