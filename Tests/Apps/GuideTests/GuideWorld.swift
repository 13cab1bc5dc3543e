import Checklists
import Foundation
import Journal
import JournalFixtures
import JournalInMemory
import People
import TemporaryFolders
import Testing

/// A machine on which the commands of a guide are run as they stand on the page: folders of its own for what the guide
/// calls `/var/lib`, a stick or a backup, trainers' keys under one passphrase, and a hub on loopback.
final class GuideWorld {
  private let folder: TemporaryFolder
  private let language: Language
  private var servers: [(process: Process, address: String)] = []
  /// Of the trainer whose key is retired.
  private var fingerprint = ""
  private var isEnrolled = false

  /// What every key and backup is locked under.
  private static let passphrase = "bảy con ngựa\n"

  /// A folder with a journal, and what the guides take for granted: a table to import, a checklist, a certificate.
  init(_ language: Language) throws {
    self.language = language
    folder = try TemporaryFolder()
    // Where nothing is drawn and nothing is typed the desk is opened, and left.
    try done("tiepsuc", ["--plain"])
    for file in ["form.xlsx", "FILE.xlsx"] { try done("tiepsuc", ["checklist", "export", "vneid", "--to", file]) }
    try folder.write(try certificate().utf8, to: "certificate.txt")
    try done("tiepsuc-hub", ["enrol-code", "--unit", "29242"])
    for name in ["stick", "pack/checklists", "backups"] {
      try FileManager.default.createDirectory(atPath: folder.file(name), withIntermediateDirectories: true)
    }
    try FileManager.default.copyItem(
      atPath: GuideFile.root + "/Assets/Checklists/vneid.yaml", toPath: folder.file("pack/checklists/vneid.yaml"))
  }

  func end() {
    for server in servers {
      server.process.terminate()
      server.process.waitUntilExit()
    }
  }

  func write(_ text: String, to name: String) throws { try folder.write(text.utf8, to: name) }

  private func certificate() throws -> String {
    var hours = PersonHours(volunteer: VolunteerCode(number: 1))
    (hours.shifts, hours.seenMinutes, hours.creditedMinutes) = (1, 60, 60)
    let day = Moment.sample.day
    return try Certificate(
      code: VolunteerCode(number: 1), name: "Nguyễn Thị Mẫu", unit: "Xã Mẫu", from: day, through: day, hours: hours,
      rule: 1, learned: [], issued: day
    ).file(signedBy: MemoryJournal())
  }

  // MARK: Running

  private var environment: [String: String] {
    ["TIEPSUC_DATA": folder.path, "TIEPSUC_HUB_DATA": folder.file("hub")]
  }

  private func run(_ program: String, _ arguments: [String]) throws -> ProgramRun {
    try GuideTests.run(
      program, arguments, in: folder.path, language: language, more: environment, input: Self.passphrase)
  }

  /// What must go well for the page to begin.
  @discardableResult
  private func done(_ program: String, _ arguments: [String]) throws -> ProgramRun {
    let ran = try run(program, arguments)
    #expect(ran.code == 0, "\(program) \(arguments): \(ran)")
    return ran
  }

  /// Runs a command of a page, with what it takes for granted before it and what others do after it.
  func run(_ command: String) async throws {
    var words = shellWords(command)
    let isBeside = words.last == "&"
    if isBeside { words.removeLast() }
    var output: String?
    if let end = words.firstIndex(of: ">") {
      output = words[end + 1]
      words.removeSubrange(end...)
    }
    let program = words.removeFirst()
    try prepare(command)
    for index in words.indices { words[index] = try await here(words[index]) }
    if program == "tiepsuc-hub", words.first == "serve" { return try serve(words, goesOn: isBeside) }
    let ran = try run(program, words)
    #expect(ran.code == 0, "\(command): \(ran)")
    if let output { try folder.write(ran.out.utf8, to: output) }
    // The other trainer signs, too, on a laptop of her own.
    if command.hasSuffix("--key hoa") { try done(program, words.dropLast() + ["lan"]) }
  }

  /// A word of the page on this machine.
  private func here(_ word: String) async throws -> String {
    switch word {
    case "DIR", "TM", "THƯ-MỤC": return "pack"
    case "FINGERPRINT", "VÂN-TAY": return fingerprint
    case "0.0.0.0:8420": return "127.0.0.1:0"
    // No printer is plugged in here: what it would get goes into a file.
    case "58 /dev/usb/lp0": return "58 \(folder.file("slip.prn"))"
    case _ where word.hasPrefix("postgres://"): return try await guidePostgres()
    default: break
    }
    for (there, here) in [
      ("/var/lib/tiepsuc-hub", "hub"), ("/media/stick", "stick"), ("/backup", "backup"),
      ("/tmp/rehearsal", "rehearsal"),
    ] where word.hasPrefix(there) {
      return folder.file(here + word.dropFirst(there.count))
    }
    return word
  }

  private func prepare(_ command: String) throws {
    if command.contains("pack root new hoa.pub") { try makeKey("lan") }
    if command.contains("pack root new --replaces") { try makeKey("new") }
    if command.hasPrefix("tiepsuc review export") { try trustTrainers() }
    if command == "tiepsuc-sync push", !isEnrolled { try enrol() }
    if command.hasPrefix("tiepsuc-sync contacts"), !isEnrolled { try enrol(as: "lead") }
  }

  private func makeKey(_ name: String) throws {
    let made = try done("tiepsuc", ["key", "new", "--name", name])
    fingerprint =
      made.out.firstMatch(of: #/[0-9a-f]{4}(-[0-9a-f]{4}){3}/#).map { String($0.0) } ?? fingerprint
    try folder.write(try done("tiepsuc", ["key", "export", "--name", name]).out.utf8, to: name + ".pub")
  }

  /// The two trainers of the review are among those whom this laptop believes.
  private func trustTrainers() throws {
    for name in ["trainer", "binh"] { try makeKey(name) }
    try done("tiepsuc", ["pack", "root", "new", "trainer.pub", "binh.pub", "-o", "review.tsr"])
    for name in ["trainer", "binh"] { try done("tiepsuc", ["pack", "root", "sign", "review.tsr", "--key", name]) }
    try done("tiepsuc", ["pack", "trust", "review.tsr"])
  }

  // MARK: The hub

  /// Starts a hub, and waits until it says where it listens.
  private func serve(_ words: [String], goesOn: Bool) throws {
    // The page's second hub is another machine's.
    let words =
      servers.isEmpty
      ? words : words.map { $0 == folder.file("hub") ? folder.file("hub-2") : $0 } + ["--listen", "127.0.0.1:0"]
    let process = GuideTests.process(
      "tiepsuc-hub", words, in: folder.path, language: language, more: environment)
    let (out, log) = (Pipe(), "hub-\(servers.count).log")
    try folder.write([], to: log)
    process.standardOutput = out
    process.standardError = try FileHandle(forWritingTo: URL(filePath: folder.file(log)))
    try process.run()
    servers.append((process, ""))
    // Its first line; empty where it ends without one.
    let line = out.fileHandleForReading.availableData
    let said = try JSONSerialization.jsonObject(with: line) as? [String: Any]
    let complaint = String(decoding: try folder.bytes(log), as: UTF8.self)
    let address = try #require(said?["listening"] as? String, "\(words): \(complaint)")
    servers[servers.count - 1].address = address
    if !goesOn { process.terminate() }
  }

  private func enrol(as role: String = "desk") throws {
    if servers.isEmpty { try serve(["serve", "--data", folder.file("hub"), "--listen", "127.0.0.1:0"], goesOn: true) }
    let code = try done(
      "tiepsuc-hub", ["enrol-code", "--data", folder.file("hub"), "--unit", "29242", "--role", role, "--json"])
    let said = try JSONSerialization.jsonObject(with: Data(code.out.utf8)) as? [String: Any]
    try done("tiepsuc-sync", ["enrol", servers[0].address, try #require(said?["code"] as? String)])
    isEnrolled = true
  }
}
