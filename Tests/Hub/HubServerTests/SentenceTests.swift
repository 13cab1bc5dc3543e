import Foundation
import Glibc
import HubFixtures
import TestTraits
import Testing

@Suite(.ownThread) struct SentenceTests {
  @Test func `each failure has its exit code and a sentence in the reader's language`() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let data = folder.path + "/data"
    let serving = try HubProcess(["--data", data])
    let key = folder.path + "/key"
    try Data("tiepsuc hub key 1\n".utf8).write(to: URL(fileURLWithPath: key))
    let damaged = folder.path + "/damaged"
    try FileManager.default.createDirectory(atPath: damaged, withIntermediateDirectories: true)
    try Data("no key".utf8).write(to: URL(fileURLWithPath: damaged + "/hub.key"))
    let none = folder.path + "/none"
    let secret = "postgres://hub:" + "opensesame" + "@127.0.0.1/hub"
    let table: [([String], Int32, String)] = [
      (["serve", "--data", data, "--listen", "127.0.0.1:0"], 16, "Another hub"),
      (["serve", "--data", folder.path + "/a", "--listen", "127.0.0.1:\(serving.port)"], 20, "Cannot listen"),
      (["serve", "--data", folder.path + "/a", "--listen", "nowhere"], 21, "HOST:PORT"),
      (["serve", "--data", folder.path + "/a", "--tls-cert", key, "--tls-key", key], 19, "certificate"),
      (["serve", "--data", damaged], 10, "cannot be used"),
      (["serve", "--data", folder.path + "/b", "--database", secret], 22, "password"),
      (["serve", "--data", folder.path + "/b", "--database", "mysql://x"], 23, "postgres://"),
      (["serve", "--data", folder.path + "/b", "--database", "postgres:///x?host=" + none], 11, "does not answer"),
      (["devices", "--data", none], 29, "no hub"), (["verify", "--data", none], 29, "no hub"),
      (["backup", folder.path + "/c", "--data", none], 29, "no hub"),
      (["revoke", "0123456789", "--data", data], 24, "no device"),
      (["restore", none, "--data", folder.path + "/d"], 26, "not whole"),
    ]
    for (arguments, code, words) in table {
      let english = try HubProgram.run(arguments)
      #expect(english.code == code, "\(arguments): \(english.error)")
      #expect(english.error.contains(words), "\(arguments): \(english.error)")
      #expect(!(english.error + english.out).contains("opensesame"))
      let vietnamese = try HubProgram.run(arguments, language: "vi_VN.UTF-8")
      #expect(vietnamese.code == code)
      #expect(vietnamese.error != english.error && vietnamese.error.contains { "ạảấậắặếệịọộợụứăđêôơư".contains($0) })
    }
    for arguments in [
      ["enrol-code", "--unit", "29242", "--minutes", "11"], ["enrol-code", "--unit", "2924"],
      ["enrol-code", "--unit", "29242", "--role", "king"], ["units", "--note", "x"],
      ["serve", "--tls-cert", key], ["serve", "--database", "postgres://a", "--database-file", key],
    ] {
      #expect(try HubProgram.run(arguments + ["--data", data]).code == 64, "\(arguments)")
    }
    #expect(!FileManager.default.fileExists(atPath: none))
    serving.signal(SIGTERM)
    #expect(serving.end() == 0)
  }
}
