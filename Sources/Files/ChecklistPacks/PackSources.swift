import ChecklistFiles
package import Checklists

/// The files that a pack is built from, as trainers have them.
package enum PackSources {
  /// What stands in a folder: `checklists`, `catalogue`, `consent`, `links` within (capitals do not matter, so that the
  /// folder that ships will do). Where there is no list of sites, the one of the program goes in.
  package static func files(in folder: String) throws(PackRefusal) -> [PackName: [UInt8]] {
    var files: [PackName: [UInt8]] = [:]
    for name in Disk().names(folder) {
      guard let part = PackName.Folder(rawValue: name.lowercased()) else { continue }
      for file in Disk().names(folder + "/" + name) {
        guard let entry = PackName(part, file) else { throw .badName("\(name)/\(file)") }
        guard files[entry] == nil else { throw .duplicateName(entry.description) }
        files[entry] = try bytes(folder + "/" + name + "/" + file)
      }
    }
    return withDomains(files)
  }

  /// Single files, each put where its name belongs.
  package static func files(_ paths: [String]) throws(PackRefusal) -> [PackName: [UInt8]] {
    var files: [PackName: [UInt8]] = [:]
    for path in paths {
      let file = path.split(separator: "/").last.map(String.init) ?? path
      let fixed = [PackName.Folder.catalogue, .consent, .links].compactMap { PackName($0, file) }.first
      guard let entry = fixed ?? PackName(.checklists, file) else { throw .badName(file) }
      guard files[entry] == nil else { throw .duplicateName(entry.description) }
      files[entry] = try bytes(path)
    }
    return withDomains(files)
  }

  /// Lines of `vi | en`; a line that is none is refused with its number.
  package static func changes(_ text: String) throws(PackRefusal) -> [LocalText] {
    var changes: [LocalText] = []
    for line in text.split(separator: "\n") where !line.allSatisfy(\.isWhitespace) {
      let halves = line.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(trimmed)
      guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty else {
        throw .badManifest("changes as: tiếng Việt | English")
      }
      changes.append(LocalText(vi: halves[0], en: halves[1]))
    }
    return changes
  }

  /// `changes.txt` of a folder; nil where there is none.
  package static func changes(in folder: String) throws(PackRefusal) -> [LocalText]? {
    guard let bytes = try Disk().read(folder + "/changes.txt", limit: 64 << 10) else { return nil }
    return try changes(String(decoding: bytes, as: UTF8.self))
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }

  private static func bytes(_ path: String) throws(PackRefusal) -> [UInt8] {
    guard let bytes = try Disk().read(path, limit: ChecklistReader.mostBytes) else { throw .cannotRead(path: path) }
    return bytes
  }

  private static func withDomains(_ files: [PackName: [UInt8]]) -> [PackName: [UInt8]] {
    var files = files
    if files[.domains] == nil {
      files[.domains] = Array((ChecklistReader.allowedHosts.joined(separator: "\n") + "\n").utf8)
    }
    return files
  }
}
