import Foundation

/// The files that ship with the program: checklists, the service catalogue, consent words, the table of units.
///
/// The folder beside the executable wins, so that an installed program never depends on where it was built.
package enum Assets {
  /// The folder that holds `Checklists`, `Catalogue`, `Units` and `Consent`, or nil where no copy is found.
  package static let folder: String? = {
    let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let beside = (program as NSString).deletingLastPathComponent
    return ["/tiepsuc_Assets.resources", "/../share/tiepsuc"].map { beside + $0 }
      .first { FileManager.default.fileExists(atPath: $0 + "/Checklists") }
  }()
}
