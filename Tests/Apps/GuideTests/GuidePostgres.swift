import HubFixtures

/// The URL of an empty database, in place of the one that a guide names.
func guidePostgres() async throws -> String { try await PrivatePostgres.shared.database() }
