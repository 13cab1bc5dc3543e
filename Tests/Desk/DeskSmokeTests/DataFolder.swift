import Foundation
import PtySupport

/// A data folder of one test; it goes with the last reference.
final class DataFolder {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "tiepsuc-smoke-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

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
