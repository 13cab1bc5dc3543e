import Foundation
import HubFixtures
import Testing

/// People, tokens and units from the command line of the hub's machine.
@Suite struct PeopleCommandTests {
  private func with(_ test: (TemporaryFolder) throws -> Void) throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try test(folder)
  }

  @Test func `nobody is let in until somebody is added, whose password is shown once`() throws {
    try with { folder in
      let none = try HubProgram.run(["people", "list", "--data", folder.path])
      #expect(none.code == 32 && none.out.isEmpty && none.error.contains("people add"))
      let added = try HubProgram.run(
        ["people", "add", "chi.ba", "--role", "province", "--unit", "84", "--json", "--data", folder.path])
      let object = try added.object()
      let password = try #require(object["password"] as? String)
      #expect(password.count == 23)
      #expect((object["authenticator"] as? String)?.hasPrefix("otpauth://totp/") == true)
      let list = try HubProgram.run(["people", "list", "--json", "--data", folder.path])
      #expect(try list.array().first?["name"] as? String == "chi.ba")
      #expect(!list.out.contains(password))
      let again = try HubProgram.run(["people", "add", "chi.ba", "--role", "administrator", "--data", folder.path])
      #expect(again.code == 30)
      let reset = try HubProgram.run(["people", "reset", "chi.ba", "--json", "--data", folder.path])
      #expect(try reset.object()["password"] as? String != password)
      #expect(try HubProgram.run(["people", "disable", "chi.ba", "--data", folder.path]).code == 0)
      #expect(try HubProgram.run(["people", "disable", "nobody", "--data", folder.path]).code == 31)
      let shown = try HubProgram.run(["people", "--data", folder.path])
      #expect(shown.out.contains("chi.ba province 84 disabled"))
      let mode = try FileManager.default.attributesOfItem(atPath: folder.path + "/accounts.sqlite")[.posixPermissions]
      #expect(mode as? Int == 0o600)
    }
  }

  @Test(arguments: [
    ["lead"], ["lead", "--unit", "84"], ["administrator", "--unit", "29242"], ["province", "--unit", "29242"],
    ["somebody"], ["lead", "--unit", "2924a"],
  ]) func `a role and a unit that do not fit are refused`(words: [String]) throws {
    try with { folder in
      let end = try HubProgram.run(["people", "add", "lan", "--data", folder.path, "--role"] + words)
      #expect(end.code == 64)
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/accounts.sqlite"))
    }
  }

  @Test func `a token is shown once, listed without its secret, and taken back`() throws {
    try with { folder in
      let added = try HubProgram.run([
        "token", "add", "kho", "--entries", "--days", "30", "--json", "--data", folder.path,
      ])
      let secret = try #require(try added.object()["token"] as? String)
      #expect(secret.count == 64)
      let list = try HubProgram.run(["token", "list", "--data", folder.path])
      #expect(list.out.hasPrefix("kho * entries ") && !list.out.contains(secret))
      let file = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/accounts.sqlite"))
      #expect(file.range(of: Data(secret.utf8)) == nil)
      #expect(try HubProgram.run(["token", "revoke", "kho", "--data", folder.path]).code == 0)
      #expect(try HubProgram.run(["token", "list", "--data", folder.path]).out.contains("revoked"))
      #expect(try HubProgram.run(["token", "add", "kho", "--days", "0", "--data", folder.path]).code == 64)
    }
  }

  @Test func `units are imported, and one that is missing needs a successor`() throws {
    try with { folder in
      let table = "code,name,province_code,province\n"
      func write(_ lines: String) throws -> String {
        let path = folder.path + "/units.csv"
        try Data((table + lines).utf8).write(to: URL(fileURLWithPath: path))
        return path
      }
      let shipped = try HubProgram.run(
        [
          "units", "import", try write("00004,Phường Ba Đình,01,Thành phố Hà Nội\n"), "--from", "2027-01-01", "--data",
          folder.path,
        ])
      // The table that ships has 3,320 more.
      #expect(shipped.code == 33 && shipped.error.contains("00008"))
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/units.json"))
      let bad = try HubProgram.run([
        "units", "import", try write("4,x,1,y\n"), "--from", "2027-01-01", "--data", folder.path,
      ])
      #expect(bad.code == 33)
      #expect(
        try HubProgram.run(["units", "import", folder.path + "/units.csv", "--from", "x", "--data", folder.path]).code
          == 64)
    }
  }
}
