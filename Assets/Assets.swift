import Foundation

/// The files that ship with the program: checklists, the service catalogue, consent words, the table of units.
///
/// The folder beside the executable wins, so that an installed program never depends on where it was built.
package enum Assets {
  /// The folder that holds `Checklists`, `Catalogue`, `Units` and `Consent`, or nil where no copy is found. That of the
  /// hub's package holds `Units` alone.
  package static let folder: String? = {
    let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return folder(of: program)
  }()

  /// The folder of the program at a path. The package of the hub has one of its own: it is installed without the desk's, and
  /// no two packages hold one file.
  package static func folder(of program: String) -> String? {
    let (beside, name) = ((program as NSString).deletingLastPathComponent, (program as NSString).lastPathComponent)
    return ["/tiepsuc_Assets.resources", "/../share/\(name)", "/../share/tiepsuc"].map { beside + $0 }
      .first { FileManager.default.fileExists(atPath: $0 + "/Units") }
  }
}
