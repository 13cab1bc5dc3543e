import Bytes
import Foundation
import Journal
package import Platform
package import Protocol

/// The data folder of a hub: its key, and beside the database what is not in it.
package struct HubFolder: Sendable {
  package let path: String

  package init(_ path: String) { self.path = path }

  package var keyFile: String { path + "/hub.key" }
  package var database: String { path + "/hub.sqlite" }
  package var erasures: String { path + "/erasures.log" }
  package var packs: String { path + "/packs" }
  /// What trainers were told of all desks, and what readers outside were told in reports: both keep what is told later
  /// from telling what was hidden before.
  package var toldFigures: String { path + "/told-figures.json" }
  package var toldReports: String { path + "/outside.json" }
  package var toldUnits: String { path + "/outside-units.json" }
  /// What is kept for reports, the units over time, and who may read the pages.
  package var reports: String { path + "/reports.sqlite" }
  package var units: String { path + "/units.json" }
  package var accounts: String { path + "/accounts.sqlite" }

  /// Whether a hub lives here, or lived.
  package var isUsed: Bool { [keyFile, database].contains { FileManager.default.fileExists(atPath: $0) } }

  /// The hub's key; made, readable to its owner alone, where there is none. Of two processes that make one at the same
  /// moment both get the same.
  package func key() throws(FileError) -> HubKey {
    let files = Files()
    try files.makeFolder(path)
    if let key = try existingKey() { return key }
    let fresh = "\(keyFile).\(UUID().uuidString)"
    try files.replace(fresh, with: Self.bytes(of: HubKey()))
    do throws(FileError) {
      try files.link(fresh, as: keyFile)
    } catch {
      // Another process was faster: its key is the hub's.
      guard error.isTaken else {
        try files.remove(fresh)
        throw error
      }
    }
    try files.remove(fresh)
    try files.syncFolder(of: keyFile)
    guard let key = try existingKey() else { throw FileError(.read, keyFile, .damaged) }
    return key
  }

  /// The hub's key; nil where there is none. Throws where the file is damaged: a hub must never get another name by
  /// itself.
  package func existingKey() throws(FileError) -> HubKey? {
    guard let bytes = try Files().read(keyFile, limit: 4_096, links: .refuse) else { return nil }
    guard let key = Self.key(from: bytes) else { throw FileError(.read, keyFile, .damaged) }
    return key
  }

  /// The highest incarnation that a restore gave the hub here; 0 where there was none. It outlives the database.
  func lastIncarnation() throws(FileError) -> Int {
    guard let bytes = try Files().read(incarnationFile, limit: 64, links: .refuse) else { return 0 }
    guard let incarnation = Int(String(decoding: bytes, as: UTF8.self).prefix { $0 != "\n" }),
      (1..<Limits.incarnations).contains(incarnation)
    else {
      throw FileError(.read, incarnationFile, .damaged)
    }
    return incarnation
  }

  /// Remembers an incarnation before it begins, so that no two have the same number.
  func keep(incarnation: Int) throws(FileError) {
    try Files().replace(incarnationFile, with: Array("\(incarnation)\n".utf8))
  }

  private var incarnationFile: String { path + "/hub.incarnation" }

  private static func bytes(of key: HubKey) -> [UInt8] {
    let words = "tiepsuc hub key 1\nsecret \(Hex.text(key.secret))\n"
    return Array("\(words)check \(check(words))\n".utf8)
  }

  /// Reads a key file; nil where a single letter of it was changed.
  static func key(from bytes: [UInt8]) -> HubKey? {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 4, lines[0] == "tiepsuc hub key 1", lines[1].hasPrefix("secret "),
      lines[2] == "check \(check("\(lines[0])\n\(lines[1])\n"))", lines[3].isEmpty
    else { return nil }
    return Hex.bytes(lines[1].dropFirst(7)).flatMap { HubKey(secret: $0) }
  }

  private static func check(_ words: String) -> String { String(EntryHash(of: Array(words.utf8)).hex.prefix(16)) }
}
