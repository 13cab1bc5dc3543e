import Assets
import Foundation
import Glibc
import Journal
import Protocol
import PtySupport
import TestTraits
import Testing

@testable import ChecklistPacks

/// What a command left.
private struct Run {
  var code: Int32
  var out: String
  var error: String
}

/// `tiepsuc` as a process, with a line for its standard input.
private func tiepsuc(_ arguments: [String], in folder: TestFolder, line: String? = nil) throws -> Run {
  let process = Process()
  process.executableURL = URL(filePath: PtyProgram.built("tiepsuc"))
  process.arguments = arguments
  process.environment = PtyProgram.environment(["LC_MESSAGES": "en"])
  let names = ["in", "out", "error"].map { "\(folder.path)/\($0)-\(UUID().uuidString)" }
  try Data((line.map { $0 + "\n" } ?? "").utf8).write(to: URL(filePath: names[0]))
  for name in names.dropFirst() { #expect(FileManager.default.createFile(atPath: name, contents: nil)) }
  process.standardInput = try FileHandle(forReadingFrom: URL(filePath: names[0]))
  process.standardOutput = try FileHandle(forWritingTo: URL(filePath: names[1]))
  process.standardError = try FileHandle(forWritingTo: URL(filePath: names[2]))
  try process.run()
  process.waitUntilExit()
  let texts = try names.map { String(decoding: try Data(contentsOf: URL(filePath: $0)), as: UTF8.self) }
  for name in names { try FileManager.default.removeItem(atPath: name) }
  return Run(code: process.terminationStatus, out: texts[1], error: texts[2])
}

@Suite(.serialized, .ownThread) struct CommandTests {
  private let folder: TestFolder
  private let words = ["hoa": "một cụm mật khẩu của Hoa", "lan": "một cụm mật khẩu của Lan"]

  init() throws { folder = try TestFolder() }

  private func path(_ name: String) -> String { folder.path + "/" + name }

  /// A command that has to succeed.
  @discardableResult
  private func run(_ command: String, line: String? = nil, sourceLocation: SourceLocation = #_sourceLocation) throws
    -> String
  {
    let run = try call(command, line: line)
    #expect(run.code == 0, "\(command): \(run.error)", sourceLocation: sourceLocation)
    return run.out
  }

  /// `@NAME` in a command is a path in the test's folder.
  private func call(_ command: String, line: String? = nil) throws -> Run {
    let arguments = command.split(separator: " ").map { word in
      word.hasPrefix("@") ? path(String(word.dropFirst())) : String(word)
    }
    return try tiepsuc(arguments, in: folder, line: line)
  }

  private func refused(
    _ command: String, _ code: Int32, _ sentence: String, line: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let run = try call(command, line: line)
    #expect(run.code == code, "\(command): \(run.error)", sourceLocation: sourceLocation)
    #expect(run.error.contains(sentence), "\(run.error)", sourceLocation: sourceLocation)
    #expect(!run.error.contains("Error"), "\(run.error)", sourceLocation: sourceLocation)
  }

  /// Two trainers with keys in folders of their own, and a root that both signed and everybody believes.
  private func makeRoot() throws {
    for name in ["hoa", "lan"] {
      try run("key new --name \(name) --data @\(name)", line: words[name])
      let line = try run("key export --name \(name) --data @\(name)")
      try folder.write(Array(line.utf8), to: "\(name).pub")
    }
    try run("pack root new @hoa.pub @lan.pub -o @root.tsr")
    try refused("pack trust @root.tsr --data @desk", 28, "0 trainers signed it, 2 must.")
    for name in ["hoa", "lan"] {
      try run("pack root sign @root.tsr --key \(name) --data @\(name)", line: words[name])
    }
    for name in ["hoa", "lan", "desk"] { try run("pack trust @root.tsr --data @\(name)") }
  }

  private func source(version: Int) throws {
    try? FileManager.default.removeItem(atPath: path("source"))
    let assets = try #require(Assets.folder)
    for name in ["Checklists", "Catalogue", "Consent"] {
      for file in try FileManager.default.contentsOfDirectory(atPath: "\(assets)/\(name)") {
        let text = String(decoding: try Data(contentsOf: URL(filePath: "\(assets)/\(name)/\(file)")), as: UTF8.self)
        let bytes = text.replacing("version: 1\n", with: "version: \(version)\n", maxReplacements: 1)
        try folder.write(Array(bytes.utf8), to: "source/\(name)/\(file)")
      }
    }
    try folder.write(Array("Bước 3 rõ hơn | Step 3 is clearer\n".utf8), to: "source/changes.txt")
  }

  private func sign(_ file: String) throws {
    for name in ["hoa", "lan"] { try run("pack sign @\(file) --key \(name) --data @\(name)", line: words[name]) }
  }

  private func status() throws -> [String: Any] {
    let out = try run("pack status --json --data @desk")
    return try #require(try JSONSerialization.jsonObject(with: Data(out.utf8)) as? [String: Any])
  }

  @Test func `two trainers build, sign and publish a pack, and a desk installs it`() throws {
    try makeRoot()
    try source(version: 2)
    let built = try run("pack build @source -o @p1.tsp --data @hoa")
    #expect(built.contains("Step 3 is clearer") && built.contains("checklists/vneid.yaml"))
    try refused("pack install @p1.tsp --data @desk", 28, "0 trainers signed it")
    try refused("pack show @p1.tsp --data @desk", 28, "0 trainers signed it")
    let draft = try call("pack show --unverified @p1.tsp --data @desk")
    #expect(draft.code == 0 && draft.error.contains("SIGNATURES NOT CHECKED"))
    try refused("pack sign @p1.tsp --key hoa --data @hoa", 83, "The passphrase is wrong.", line: "nothing like it")
    try refused("pack sign @p1.tsp --key hoa --data @hoa", 82, "No passphrase was typed.")
    try sign("p1.tsp")
    try refused("pack sign @p1.tsp --key hoa --data @hoa", 29, "hoa signed twice", line: words["hoa"])

    try FileManager.default.createDirectory(atPath: path("stick"), withIntermediateDirectories: true)
    let name = try run("pack publish @p1.tsp --to @stick --data @hoa").trimmingCharacters(in: .newlines)
    try refused("pack publish @p1.tsp --to @stick --data @hoa", 33, "version 1 already")
    try run("pack verify @stick/\(name) --data @desk")
    #expect(try status()["pack"] == nil)
    #expect(try run("pack install @stick/\(name) --data @desk").contains("Pack 1 is in use."))
    try refused("pack install @stick/\(name) --data @desk", 33, "There is nothing to do.")
    #expect(try status()["pack"] as? Int == 1)
    #expect(try run("checklist list --data @desk").contains("vneid\t2\t"))
  }

  @Test func `what the exchange left is taken when the desk starts, and a forged file keeps nobody from helping`()
    throws
  {
    try makeRoot()
    try source(version: 2)
    try run("pack build @source -o @p.tsp --data @hoa")
    try sign("p.tsp")
    var bytes = Array(try Data(contentsOf: URL(filePath: path("p.tsp"))))
    try folder.write(bytes, to: "desk/exchange-packs/good.tsp")
    bytes[bytes.count - 1] ^= 1
    try folder.write(bytes, to: "desk/exchange-packs/forged.tsp")
    let desk = PtyProgram(
      path: PtyProgram.built("tiepsuc"), arguments: ["--data", path("desk")], environment: PtyProgram.environment())
    #expect(desk.waitUntil { $0.contains("bản 2") }, "\(desk.screenText)")
    desk.send("q")
    #expect(desk.waitForExit() == .code(0))
    #expect(try status()["pack"] as? Int == 1)
    let log = String(decoding: try Data(contentsOf: URL(filePath: path("desk/tiepsuc.log"))), as: UTF8.self)
    #expect(log.contains("forged.tsp: tampered") && log.contains("good.tsp: pack(version: 1"), "\(log)")
  }

  @Test func `no output and no file holds a passphrase, and a terminal does not show one`() throws {
    let made = try run("key new --name hoa --display Hoa --data @hoa", line: words["hoa"])
    let listed = try run("key list --data @hoa")
    let exported = try run("key export --name hoa --data @hoa")
    let file = String(decoding: try Data(contentsOf: URL(filePath: path("hoa/keys/hoa.key"))), as: UTF8.self)
    for text in [made, listed, exported, file] { #expect(!text.contains("mật khẩu của Hoa")) }
    #expect(listed.contains(try #require(TrainerLine.read(exported.trimmingCharacters(in: .newlines))).fingerprint))

    let program = PtyProgram(
      path: PtyProgram.built("tiepsuc"), arguments: ["key", "new", "--name", "lan", "--data", path("lan")],
      environment: PtyProgram.environment(["LANG": "C.UTF-8", "LC_MESSAGES": "en"]))
    #expect(program.waitUntil { $0.contains("New passphrase") })
    program.send("một cụm mật khẩx\u{7F}u nữa\r")
    #expect(program.waitUntil { $0.contains("once more") })
    program.send("một cụm mật khẩu nữa\r")
    #expect(program.waitForExit() == .code(0), "\(program.screenText)")
    #expect(!program.screenText.contains("cụm"))
    let key = try TrainerKeys(data: path("lan")).read("lan")
    #expect(throws: Never.self) { try key.unlocked(passphrase: "một cụm mật khẩu nữa") }
  }

  @Test func `a root changes by commands, and a retired key signs no more`() throws {
    try makeRoot()
    try run("key new --name minh --data @minh", line: "một cụm mật khẩu của Minh")
    try folder.write(Array(try run("key export --name minh --data @minh").utf8), to: "minh.pub")
    let lan = try TrainerKeys(data: path("lan")).read("lan").trainer
    let out = try run("pack root new @minh.pub --replaces @root.tsr --retire \(lan.fingerprint) -o @root2.tsr")
    #expect(out.contains("root 2") && out.contains("retired \(lan.fingerprint)"))
    try run("pack root sign @root2.tsr --key hoa --data @hoa", line: words["hoa"])
    try refused("pack install @root2.tsr --data @desk", 45, "1 trainer of the old root signed the new one, 2 must.")
    try run("pack root sign @root2.tsr --key lan --data @lan", line: words["lan"])
    try run("pack root sign @root2.tsr --key minh --data @minh", line: "một cụm mật khẩu của Minh")
    try run("pack install @root2.tsr --data @desk")
    #expect(try status()["root_version"] as? Int == 2)
    try source(version: 2)
    try run("pack build @source -o @p.tsp --root @root2.tsr --data @hoa")
    try refused(
      "pack sign @p.tsp --root @root2.tsr --key lan --data @lan", 30, "retired key of lan", line: words["lan"])
  }

  @Test func `a mistake in a checklist is told with its place, and no pack is written`() throws {
    try makeRoot()
    try source(version: 2)
    let file = path("source/Checklists/vneid.yaml")
    let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
    try Data(text.replacing("https://vneid.gov.vn", with: "https://vneid.example.com").utf8).write(
      to: URL(filePath: file))
    let run = try call("pack build @source -o @p.tsp --data @hoa")
    #expect(run.code == 42)
    #expect(run.error.contains("checklists/vneid.yaml:"))
    #expect(!FileManager.default.fileExists(atPath: path("p.tsp")))
  }

  @Test func `kill -9 at any moment of an install leaves the old pack or the new one`() throws {
    try makeRoot()
    try source(version: 2)
    try run("pack build @source -o @p1.tsp --data @hoa")
    try sign("p1.tsp")
    try run("pack install @p1.tsp --data @desk")
    try source(version: 3)
    try run("pack build @source -o @p2.tsp --previous @p1.tsp --data @hoa")
    try sign("p2.tsp")
    let start = ContinuousClock.now
    try FileManager.default.copyItem(atPath: path("desk"), toPath: path("timing"))
    try run("pack install @p2.tsp --data @timing")
    let usual = start.duration(to: .now)
    for round in 0..<24 {
      try? FileManager.default.removeItem(atPath: path("victim"))
      try FileManager.default.copyItem(atPath: path("desk"), toPath: path("victim"))
      let process = Process()
      process.executableURL = URL(filePath: PtyProgram.built("tiepsuc"))
      process.arguments = ["pack", "install", path("p2.tsp"), "--data", path("victim")]
      process.environment = PtyProgram.environment()
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      let began = ContinuousClock.now
      try process.run()
      // Spread over the whole run; what it is doing then is up to chance, what it leaves is not.
      while began.duration(to: .now) < usual * round / 22, process.isRunning { sched_yield() }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let packs = Packs(data: path("victim"))
      let version = try #require(packs.load().loaded).pack.version
      #expect([1, 2].contains(version))
      #expect(try packs.newest().version == version)
      #expect(packs.load().warnings == [])
    }
  }
}
