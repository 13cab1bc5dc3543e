package import Checklists
import Platform
import Protocol

/// The locked keys of a data folder, each a file in `keys`.
package struct TrainerKeys: Sendable {
  /// `keys` of the data folder.
  package let folder: String

  /// The keys of a data folder; nothing is read or made yet.
  package init(data: String) { folder = data + "/keys" }

  /// Where a key of that name lies.
  package func path(_ name: String) -> String { "\(folder)/\(name).key" }

  /// Makes a key and keeps it, readable to its owner alone.
  ///
  /// - Parameters:
  ///   - name: what the key is called on this laptop.
  ///   - display: what the person wants to be called.
  @discardableResult
  package func make(name: String, person: String, display: String, passphrase: String) throws -> TrainerKeyFile {
    try check(name: name, person: person, display: display)
    let file = try TrainerKeyFile(locking: TrainerKey(person: person, name: display), passphrase: passphrase)
    do {
      try Disk().makeFolder(folder)
      try Disk().replace(path(name), with: file.bytes)
    } catch {
      throw PackRefusal.key(.cannotWrite(path: path(name)))
    }
    return file
  }

  /// Whether a key could be made under these names: before anybody thinks of a passphrase.
  package func check(name: String, person: String, display: String) throws(PackRefusal) {
    for slug in [name, person] where !isSlug(slug) { throw .key(.badName(slug)) }
    guard isPlainLine(display, atMost: 60) else { throw .key(.badName(display)) }
    guard Files().stamp(path(name)).isEmpty else { throw .key(.exists(path: path(name))) }
  }

  /// A locked key.
  package func read(_ name: String) throws(PackRefusal) -> TrainerKeyFile {
    guard isSlug(name) else { throw .key(.badName(name)) }
    let bytes: [UInt8]?
    do { bytes = try Disk().read(path(name), limit: 4096) } catch { throw .key(.damaged(path: path(name))) }
    guard let bytes else { throw .key(.notFound(path: path(name))) }
    guard let file = TrainerKeyFile(bytes: bytes) else { throw .key(.damaged(path: path(name))) }
    return file
  }

  /// The names of all keys, in order.
  package var names: [String] { Disk().names(folder).filter { $0.hasSuffix(".key") }.map { String($0.dropLast(4)) } }
}
