public import HubStore

/// A store to test, made anew for each test.
public enum StoreKind: String, CaseIterable, Sendable {
  case sqlite

  /// Runs a test on an empty store of its own.
  public func with(_ test: (StorePlace) async throws -> Void) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try await test(StorePlace(kind: self, folder: folder.path))
  }
}

/// Where one test's store lies.
public struct StorePlace: Sendable {
  public let kind: StoreKind
  /// A folder of the test's own.
  public let folder: String

  /// Opens the store of this place.
  public func open(isServing: Bool = true) async throws -> any HubStore {
    switch kind {
    case .sqlite: try SQLiteHubStore.open(folder: folder + "/hub", isServing: isServing)
    }
  }

  /// As many stores of this place as may serve at once: one on SQLite, three on PostgreSQL.
  public func openAll() async throws -> [any HubStore] {
    switch kind {
    case .sqlite: [try await open()]
    }
  }

  /// Another place, filled from a backup, and opened.
  public func restore(from file: String) async throws -> any HubStore {
    switch kind {
    case .sqlite:
      try SQLiteHubStore.restore(from: file, folder: folder + "/restored")
      return try SQLiteHubStore.open(folder: folder + "/restored")
    }
  }
}
