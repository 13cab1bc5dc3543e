import ArgumentParser
import Checklists
import Foundation
import Glibc
import HubService
import HubStore
import Phrases
import Platform

/// The options that say where a hub lives.
struct HubOptions: ParsableArguments {
  @Option(help: "Thư mục dữ liệu / the data folder.")
  var data: String?

  @Option(help: "Dùng PostgreSQL: postgres://người-dùng@máy/tên, không có mật khẩu / PostgreSQL, without a password.")
  var database: String?

  @Option(help: "Tệp chứa địa chỉ PostgreSQL / a file that holds the PostgreSQL URL.")
  var databaseFile: String?

  var language: Language { Language.ofEnvironment }

  /// The folder of key, packs and orders.
  var folder: HubFolder {
    HubFolder(Environment.dataFolder(data, variable: "TIEPSUC_HUB_DATA", name: "tiepsuc-hub"))
  }

  /// Whether other hub processes may write to the same database.
  var isShared: Bool { database != nil || databaseFile != nil }

  func validate() throws {
    guard database == nil || databaseFile == nil else {
      throw ValidationError("--database | --database-file: một trong hai / one of them.")
    }
  }

  /// `scheme://user:password@host`, or `password=` in the query.
  static func holdsPassword(_ url: String) -> Bool {
    let rest = url.range(of: "://").map { url[$0.upperBound...] } ?? url[...]
    let authority = rest.prefix { !"/?".contains($0) }
    if let at = authority.lastIndex(of: "@"), authority[..<at].contains(":") { return true }
    return url.lowercased().contains("password=")
  }

  /// The URL of the database; nil for SQLite.
  func databaseURL() throws -> String? {
    if let database {
      // Arguments are seen by every user of the machine.
      guard !Self.holdsPassword(database) else { throw HubProblem.passwordInArgument }
      return try Self.checked(database)
    }
    guard let databaseFile else { return nil }
    guard let bytes = try PrivateFiles.read(databaseFile, limit: 4_096) else {
      throw HubProblem.file(databaseFile)
    }
    return try Self.checked(
      String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
  }

  private static func checked(_ url: String) throws -> String {
    guard PostgresHubStore.understands(url: url) else {
      throw HubProblem.badDatabase(String(url.prefix { $0 != ":" }))
    }
    return url
  }

  /// Opens the store. A command beside a running hub does not serve.
  func store(isServing: Bool = false) async throws -> any HubStore {
    try PrivateFiles.makeFolder(folder.path)
    if let url = try databaseURL() { return try await PostgresHubStore.open(url: url, isServing: isServing) }
    return try SQLiteHubStore.open(folder: folder.path, isServing: isServing)
  }

  /// Opens the store of a hub that is there. Throws `noHub` where there is none.
  func existingStore() async throws -> any HubStore {
    guard isShared || folder.isUsed else { throw HubProblem.noHub(folder.path) }
    return try await store()
  }
}

/// Does something with a store, and closes it in any case.
func withStore<Value>(
  _ store: any HubStore, _ body: (any HubStore) async throws -> Value
) async throws -> Value {
  do {
    let value = try await body(store)
    await store.close()
    return value
  } catch {
    await store.close()
    throw error
  }
}
