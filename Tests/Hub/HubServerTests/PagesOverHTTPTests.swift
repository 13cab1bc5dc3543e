import AccountStore
import HTTPTypes
import HubFixtures
import HubPages
import HubServer
import HubService
import HubSite
import Hummingbird
import HummingbirdTesting
import Logging
import Protocol
import Testing

/// Pages over a line, beside what desks ask.
@Suite struct PagesOverHTTPTests {
  private func with(_ test: @escaping @Sendable (LiveClient, InProcessHub) async throws -> Void) async throws {
    try await InProcessHub.with { hub in
      let folder = HubFolder(hub.folder)
      let accounts = try AccountStore.open(path: folder.accounts)
      let site = HubSite(hub: hub.hub, accounts: accounts, folder: folder)
      let logger = Logger(label: "test") { _ in JSONLog(level: .debug) { _ in } }
      let server = try HubServer(hub: hub.hub, site: site, settings: .local(), log: logger)
      try await server.live { try await test($0, hub) }
      try accounts.close()
    }
  }

  @Test func `the first page is for people, and says so to whoever asks`() async throws {
    try await with { client, _ in
      let first = try await client.ask(HubRequest(.get, "/"))
      #expect(first.status == 303 && first.headers[.location] == "/sign-in")
      let page = try await client.ask(HubRequest(.get, "/sign-in"))
      #expect(page.status == 200 && page.headers[.contentType] == "text/html; charset=utf-8")
      #expect(String(decoding: page.body, as: UTF8.self).hasPrefix("<!DOCTYPE html>"))
      #expect(page.headers[.setCookie]?.contains("HttpOnly; SameSite=Strict") == true)
      let head = try await client.ask(HubRequest(.get, "/sign-in"), method: "HEAD")
      #expect(head.status == 200 && head.body.isEmpty)
    }
  }

  @Test func `desks are answered as before`() async throws {
    try await with { client, hub in
      let device = try TestDevice(seed: 1)
      let code = try await hub.code()
      let enrol = HubRequest(.post, Route.enrol, body: try device.enrolRequest(code))
      #expect(try await client.ask(enrol).status == 200)
      #expect(try await client.ask(HubRequest(.get, "/nowhere")).refusal == .notFound)
    }
  }

  @Test func `forms that are too large and methods that mean nothing are refused`() async throws {
    try await with { client, _ in
      let large = HubRequest(.post, "/sign-in", body: Array(repeating: 0x61, count: HubSite.formBytes + 1))
      #expect(try await client.ask(large).status == 413)
      for method in ["PUT", "DELETE", "PATCH"] {
        #expect(try await client.ask(HubRequest(.get, "/"), method: method).status == 405)
      }
      let long = try await client.ask(HubRequest(.get, "/?x=" + String(repeating: "a", count: 2_000)))
      #expect(long.status == 413)
    }
  }
}
