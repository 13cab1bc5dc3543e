package import HubStore

/// A store to test, made anew for each test.
package enum StoreKind: String, CaseIterable, Sendable {
  case sqlite
  case postgres

  /// Runs a test on an empty store of its own.
  package func with(_ test: (StorePlace) async throws -> Void) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    switch self {
    case .sqlite: try await test(StorePlace(kind: self, folder: folder.path, url: ""))
    case .postgres:
      try await PrivatePostgres.shared.with { url in
        try await test(StorePlace(kind: self, folder: folder.path, url: url))
      }
    }
  }
}

/// Where one test's store lies.
package struct StorePlace: Sendable {
  package let kind: StoreKind
  /// A folder of the test's own.
  package let folder: String
  /// Of the test's own database; empty on SQLite.
  package let url: String

  /// Opens the store of this place.
  package func open(isServing: Bool = true) async throws -> any HubStore {
    switch kind {
    case .sqlite: try SQLiteHubStore.open(folder: folder + "/hub", isServing: isServing)
    case .postgres: try await PostgresHubStore.open(url: url, isServing: isServing, connections: 3)
    }
  }

  /// As many stores of this place as may serve at once: one on SQLite, three on PostgreSQL.
  package func openAll() async throws -> [any HubStore] {
    switch kind {
    case .sqlite: [try await open()]
    case .postgres: [try await open(), try await open(), try await open()]
    }
  }

  /// Fills this place from a backup, and opens it.
  package func restore(from file: String) async throws -> any HubStore {
    try await restoreAgain(from: file)
    return try await open()
  }

  /// Fills this place from a backup.
  package func restoreAgain(from file: String) async throws {
    switch kind {
    case .sqlite: try SQLiteHubStore.restore(from: file, folder: folder + "/hub")
    case .postgres: try await PostgresHubStore.restore(from: file, url: url)
    }
  }
}
