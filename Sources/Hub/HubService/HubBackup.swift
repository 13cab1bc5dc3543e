import AccountStore
import Bytes
import Crypto
import Foundation
package import HubStore
import Journal
import Phrases
import Platform
package import Protocol

/// What a backup holds; written last, so a backup without it is none.
package struct BackupManifest: Message, Hashable {
  /// One file of it.
  package struct File: Message, Hashable {
    /// Relative to the backup.
    package var name: String
    /// Bytes.
    package var size: Int
    /// SHA-256, hex.
    package var hash: String
  }

  /// Of this form: 1.
  package var version: Int
  package var hub: HubID
  /// The incarnation of the hub when it was written.
  package var incarnation: Int
  /// Milliseconds since 1970 by the hub's clock.
  package var time: Int64
  package var files: [File]
}

/// Backups of a hub: the database as of one moment, the key, the orders of erasure, what was told, the packs.
package enum HubBackup {
  private static let manifest = "manifest.json"
  private static let mostManifest = 1 << 20

  /// Writes a backup into a folder that is fresh or empty, while the hub goes on. Durable when it returns.
  ///
  /// The key is in it, for only with it a restored hub is the same hub: the backup is as secret as the hub.
  package static func write(
    of folder: HubFolder, store: any HubStore, to target: String, time: Int64
  ) async throws -> BackupManifest {
    guard let key = try folder.existingKey(), let identity = try await store.identity() else {
      throw HubProblem.noHub(folder.path)
    }
    try Files().makeFolder(target)
    guard try FileManager.default.contentsOfDirectory(atPath: target).isEmpty else {
      throw HubProblem.folderNotEmpty(target)
    }
    try await store.backup(to: target + "/hub.sqlite")
    var names = ["hub.sqlite", "hub.key"]
    try copy(folder.keyFile, to: target + "/hub.key")
    // After the database: every order that is in the copy of it is in the log by then, or comes again from the copy.
    if FileManager.default.fileExists(atPath: folder.erasures) {
      try copy(folder.erasures, to: target + "/erasures.log")
      names.append("erasures.log")
    }
    for path in told(folder) where FileManager.default.fileExists(atPath: path) {
      let name = (path as NSString).lastPathComponent
      try copy(path, to: "\(target)/\(name)")
      names.append(name)
    }
    if FileManager.default.fileExists(atPath: folder.accounts) {
      let accounts = try AccountStore.open(path: folder.accounts)
      try accounts.backUp(to: target + "/accounts.sqlite")
      try accounts.close()
      names.append("accounts.sqlite")
    }
    if FileManager.default.fileExists(atPath: folder.packs) {
      try Files().makeFolder(target + "/packs")
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.packs).sorted()
      where PackShelf.isName(name) {
        try copy("\(folder.packs)/\(name)", to: "\(target)/packs/\(name)")
        names.append("packs/\(name)")
      }
    }
    let files = try names.map { name in
      let (size, hash) = try digest("\(target)/\(name)")
      return BackupManifest.File(name: name, size: size, hash: hash)
    }
    let made = BackupManifest(version: 1, hub: key.id, incarnation: identity.incarnation, time: time, files: files)
    try Files().create("\(target)/\(manifest)", with: try made.bytes)
    return made
  }

  /// Reads a backup's manifest and compares every file with it.
  package static func check(_ backup: String) throws -> BackupManifest {
    guard let bytes = try Files().read("\(backup)/\(manifest)", limit: mostManifest, links: .refuse),
      let made = BackupManifest(bytes: bytes, limit: mostManifest)
    else { throw HubProblem.backupNotWhole(manifest) }
    guard made.version == 1 else { throw HubProblem.newer(found: made.version) }
    guard (1..<Limits.incarnations).contains(made.incarnation) else { throw HubProblem.backupNotWhole(manifest) }
    guard made.files.contains(where: { $0.name == "hub.sqlite" }), made.files.contains(where: { $0.name == "hub.key" })
    else { throw HubProblem.backupNotWhole(manifest) }
    for file in made.files {
      guard isName(file.name), FileManager.default.fileExists(atPath: "\(backup)/\(file.name)") else {
        throw HubProblem.backupNotWhole(file.name)
      }
      let (size, hash) = try digest("\(backup)/\(file.name)")
      guard size == file.size, hash == file.hash else { throw HubProblem.backupNotWhole(file.name) }
    }
    return made
  }

  /// Puts a backup in the place of a hub, as its next incarnation, and applies every order of erasure that either knows.
  ///
  /// What was there is kept beside, in a folder that is returned (nil where there was nothing). Desks send again what the
  /// backup does not hold.
  ///
  /// - Parameter url: A PostgreSQL database without a hub in it, to be used instead of a file in the folder.
  package static func restore(
    _ backup: String, to folder: HubFolder, postgres url: String? = nil, isReplacing: Bool, time: Int64
  ) async throws -> (identity: HubIdentity, replaced: String?) {
    let made = try check(backup)
    guard let bytes = try Files().read(backup + "/hub.key", limit: 4_096, links: .refuse),
      let key = HubFolder.key(from: bytes),
      key.id == made.hub
    else { throw HubProblem.backupNotWhole("hub.key") }
    try Files().makeFolder(folder.path)
    var former = try folder.lastIncarnation()
    var replaced: String?
    if folder.isUsed {
      guard isReplacing else { throw HubProblem.hubExists(folder.path) }
      if let present = try folder.existingKey(), present.id != key.id { throw HubProblem.otherHub(present.id.rawValue) }
      former = max(former, try await lastIncarnation(folder))
      replaced = try setAside(folder, time: time)
    }
    if try folder.existingKey() == nil { try copy(backup + "/hub.key", to: folder.keyFile) }
    let identity = HubIdentity(hub: key.id, incarnation: max(former, made.incarnation) + 1)
    try folder.keep(incarnation: identity.incarnation)
    try bringErasures(of: backup, to: folder)
    try bringPacks(of: made, in: backup, to: folder)
    try bringTold(of: made, in: backup, to: folder)
    let store: any HubStore
    if let url {
      try await PostgresHubStore.restore(from: backup + "/hub.sqlite", url: url)
      store = try await PostgresHubStore.open(url: url)
    } else {
      try SQLiteHubStore.restore(from: backup + "/hub.sqlite", folder: folder.path)
      store = try SQLiteHubStore.open(folder: folder.path)
    }
    do {
      try await store.beginIncarnation(identity)
      _ = try await Erasing(store: store, log: ErasureLog(path: folder.erasures)).applyAgain()
      await store.close()
      return (identity, replaced)
    } catch {
      await store.close()
      throw error
    }
  }

  /// The incarnation of the hub that lives in a folder; 0 where its database cannot say so any more. Throws `inUse` where it
  /// serves.
  private static func lastIncarnation(_ folder: HubFolder) async throws -> Int {
    guard FileManager.default.fileExists(atPath: folder.database) else { return 0 }
    let store: SQLiteHubStore
    do throws(StoreFault) {
      store = try SQLiteHubStore.open(folder: folder.path)
    } catch {
      // A damaged database is why backups are restored.
      if case .damaged = error { return 0 }
      throw error
    }
    let identity: HubIdentity?
    do throws(StoreFault) { identity = try await store.identity() } catch { identity = nil }
    await store.close()
    return identity?.incarnation ?? 0
  }

  private static func setAside(_ folder: HubFolder, time: Int64) throws -> String? {
    guard FileManager.default.fileExists(atPath: folder.database) else { return nil }
    let aside = "\(folder.path)/replaced-\(time)"
    try Files().makeFolder(aside)
    for name in ["hub.sqlite", "hub.sqlite-wal", "hub.sqlite-shm"] {
      let path = "\(folder.path)/\(name)"
      if FileManager.default.fileExists(atPath: path) {
        try Files().move(path, to: "\(aside)/\(name)")
      }
    }
    try Files().sync(folder.path)
    return aside
  }

  /// Orders that only the backup knows go into the folder's own log, which stays.
  private static func bringErasures(of backup: String, to folder: HubFolder) throws {
    let log = ErasureLog(path: folder.erasures)
    _ = try log.read()
    for line in try ErasureLog(path: backup + "/erasures.log").read().lines { try log.append(line) }
  }

  private static func bringPacks(of made: BackupManifest, in backup: String, to folder: HubFolder) throws {
    for file in made.files where file.name.hasPrefix("packs/") {
      try Files().makeFolder(folder.packs)
      let path = "\(folder.path)/\(file.name)"
      if !FileManager.default.fileExists(atPath: path) { try copy("\(backup)/\(file.name)", to: path) }
    }
  }

  /// What was told, where the folder has nothing newer.
  private static func bringTold(of made: BackupManifest, in backup: String, to folder: HubFolder) throws {
    for path in told(folder) + [folder.accounts] where !FileManager.default.fileExists(atPath: path) {
      let name = (path as NSString).lastPathComponent
      if made.files.contains(where: { $0.name == name }) { try copy("\(backup)/\(name)", to: path) }
    }
  }

  private static func told(_ folder: HubFolder) -> [String] {
    [folder.toldFigures, folder.toldReports, folder.toldUnits, folder.units]
  }

  /// A name within the backup, and none outside of it.
  private static func isName(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count <= 2 && parts.allSatisfy { PackShelf.isName(String($0)) }
  }

  private static func copy(_ path: String, to target: String) throws(FileError) {
    try Files().copy(path, to: target, links: .refuse)
  }

  private static func digest(_ path: String) throws(FileError) -> (size: Int, hash: String) {
    var hasher = SHA256()
    let size = try Files().forEachPiece(of: path, links: .refuse) { hasher.update(data: $0) }
    return (size ?? 0, Hex.text(Array(hasher.finalize())))
  }
}
