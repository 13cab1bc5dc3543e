package import Checklists
import Journal
import Protocol

/// The list of contents of a pack.
package struct PackManifest: Message, Hashable {
  /// One file, by name, size in bytes and SHA-256.
  package struct File: Hashable, Sendable, Codable {
    package var name: String
    package var size: Int
    package var hash: String
  }

  /// What is new, a line in each language.
  package struct Change: Hashable, Sendable, Codable {
    package var vi: String
    package var en: String

    package init(vi: String, en: String) {
      self.vi = vi
      self.en = en
    }

    package var text: LocalText { LocalText(vi: vi, en: en) }
  }

  /// When it was made, in milliseconds since 1970.
  package var made: Int64
  /// From when on it should have been replaced, in milliseconds since 1970.
  package var expires: Int64
  /// The hash of the pack that it follows, 64 hex digits; nil where it is the first.
  package var previous: String?
  /// What is new, for volunteers.
  package var changes: [Change]
  /// In the order of their names, which is that of their bytes.
  package var files: [File]
}

extension PackManifest {
  /// Reads the one form of a list of contents; every rule that can be told without the files is held.
  init(body: [UInt8]) throws(PackRefusal) {
    guard let manifest = PackManifest(bytes: body, limit: PackLimits.manifestBytes), manifest.isWritten(as: body)
    else { throw .badManifest("one JSON object with sorted keys") }
    self = manifest
    try check()
  }

  func check() throws(PackRefusal) {
    guard files.count <= PackLimits.files else {
      throw .tooManyFiles(found: files.count, limit: PackLimits.files)
    }
    // The end of the year 9999: what comes later is no date.
    guard made >= 0, expires > made, expires < 253_402_300_800_000 else { throw .badManifest("times in their order") }
    if let previous, EntryHash(hex: previous) == nil { throw .badManifest("a hash of the pack before") }
    guard (1...PackLimits.changes).contains(changes.count),
      changes.allSatisfy({
        isPlainLine($0.vi, atMost: PackLimits.changeCharacters)
          && isPlainLine($0.en, atMost: PackLimits.changeCharacters)
      })
    else { throw .badManifest("1 to \(PackLimits.changes) lines of changes in both languages") }
    var seen: Set<String> = []
    for file in files {
      guard PackName(file.name) != nil else { throw .badName(Self.shown(file.name)) }
      guard seen.insert(file.name).inserted else { throw .duplicateName(file.name) }
      guard file.size >= 0, file.size <= PackLimits.unpackedBytes else { throw .badManifest("a size") }
    }
    guard files.map(\.name) == files.map(\.name).sorted() else { throw .badManifest("files in the order of names") }
    guard seen.contains(PackName.domains.description), files.contains(where: { $0.name.hasPrefix("checklists/") })
    else { throw .badManifest("\(PackName.domains) and a checklist") }
  }

  /// A name that may be anything, for a sentence.
  private static func shown(_ name: String) -> String {
    String(name.prefix(80).map { isPlainLine(String($0), atMost: 1) ? $0 : "?" })
  }
}
