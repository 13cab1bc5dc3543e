import Checklists
import Protocol

/// A name in a pack: one of four folders, and a file that may stand there. Nothing else is a name, so nothing climbs.
package struct PackName: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// What a folder holds.
  package enum Folder: String, Hashable, Sendable, CaseIterable {
    /// `ID.yaml`
    case checklists
    /// `services.yaml`
    case catalogue
    /// `log.yaml`, `contact.yaml`
    case consent
    /// `domains.txt`
    case links
  }

  package let folder: Folder
  /// Without the folder.
  package let file: String

  /// Nil where a pack must not hold it.
  package init?(_ text: String) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "/" }
    guard parts.count == 2, let folder = Folder(rawValue: String(parts[0])) else { return nil }
    self.init(folder, String(parts[1]))
  }

  /// Nil where a pack must not hold it.
  package init?(_ folder: Folder, _ file: String) {
    let isFit =
      switch folder {
      case .checklists: file.hasSuffix(".yaml") && isSlug(file.dropLast(5), atMost: 60)
      case .catalogue: file == "services.yaml"
      case .consent: file == "log.yaml" || file == "contact.yaml"
      case .links: file == "domains.txt"
      }
    guard isFit else { return nil }
    self.folder = folder
    self.file = file
  }

  /// The list of sites that links may lead to; every pack has one.
  package static let domains = PackName(links: "domains.txt")

  private init(links file: String) {
    folder = .links
    self.file = file
  }

  package var description: String { "\(folder.rawValue)/\(file)" }

  package static func < (one: PackName, other: PackName) -> Bool { one.description < other.description }
}
