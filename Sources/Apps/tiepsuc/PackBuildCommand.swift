import ArgumentParser
import ChecklistFiles
import ChecklistPacks
import Checklists
import Foundation
import Journal
import Phrases
import Platform
import Protocol

/// `tiepsuc pack build`.
struct PackBuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Dựng một gói để ký / build a pack, to be signed.",
    discussion: """
      Thư mục có checklists/, catalogue/, consent/, links/domains.txt và changes.txt (mỗi dòng: tiếng Việt | English).

      The folder holds checklists/, catalogue/, consent/, links/domains.txt and changes.txt (a line: tiếng Việt | English).
      """)
  @OptionGroup var options: DataOptions
  @OptionGroup var roots: RootOptions
  @Argument(help: "Thư mục / the folder.") var folder: String?
  @Option(parsing: .upToNextOption, help: "Thay cho thư mục: từng tệp / instead of a folder: single files.")
  var from: [String] = []
  @Option(name: .shortAndLong, help: "Tệp gói sẽ ghi / the file to write.") var output: String
  @Option(help: "Có gì mới, “tiếng Việt | English”; nhiều lần được / what is new; can be repeated.")
  var change: [String] = []
  @Option(help: "Gói trước (mặc định: gói mới nhất máy này đã nhận) / the pack before (default: the newest seen here).")
  var previous: String?
  @Option(help: "Số bản (mặc định: bản trước + 1) / the pack's version (default: one more than the one before).")
  var number: Int?
  @Option(help: "Quá hạn sau bao nhiêu ngày / out of date after so many days.") var days = 365

  func validate() throws {
    guard (folder == nil) != from.isEmpty else { throw ValidationError("DIR | --from FILES") }
    guard (1...3650).contains(days) else { throw ValidationError("--days 1–3650") }
    guard number.map({ (1...Pack.mostVersion).contains($0) }) ?? true else { throw ValidationError("--number 1…") }
  }

  func run() throws {
    try withPackSentences(options.language) {
      let (root, hash) = try roots.root(options)
      let before = try predecessor(root, hash)
      let now = SystemClock.now.wallMilliseconds
      let pack = try Pack(
        root: hash, version: number ?? before.version + 1, madeMilliseconds: now,
        expiresMilliseconds: now + Int64(days) * 86_400_000, previous: before.version == 0 ? nil : before.hash,
        changes: try changes(), files: try files())
      for complaint in pack.complaints() { complain(complaint.line(options.language)) }
      try pack.check()
      let file = try pack.file()
      guard file.bytes.count <= PackLimits.fileBytes else { throw PackRefusal.tooLarge(limit: PackLimits.fileBytes) }
      try PackFiles.write(file.bytes, to: output)
      for line in description(pack, file, options.language) { print(line) }
    }
  }

  private func files() throws -> [PackName: [UInt8]] {
    if let folder { return try PackSources.files(in: folder) }
    return try PackSources.files(from)
  }

  private func changes() throws -> [LocalText] {
    if !change.isEmpty { return try PackSources.changes(change.joined(separator: "\n")) }
    return try folder.flatMap { try PackSources.changes(in: $0) } ?? []
  }

  /// Version and hash of the pack before; version 0 where there is none.
  private func predecessor(_ root: PackRoot, _ hash: EntryHash) throws -> (version: Int, hash: EntryHash) {
    guard let previous else { return try options.packs().newest() }
    let file = try SignedFile(try PackFiles.read(previous), .pack)
    // The one before may be from before a change of root: its own bytes are all that is needed.
    return (try Pack.opened(file).version, file.hash)
  }
}

/// `tiepsuc pack sign`.
struct PackSignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: "Ký một gói sau khi đọc / sign a pack that was read.")
  @OptionGroup var options: DataOptions
  @OptionGroup var roots: RootOptions
  @Argument(help: "Tệp gói / the pack's file.") var file: String
  @Option(help: "Tên khoá / the key's name.") var key = "trainer"

  func run() throws {
    try withPackSentences(options.language) {
      let (root, hash) = try roots.root(options)
      let draft = try SignedFile(try PackFiles.read(file), .pack)
      let locked = try TrainerKeys(data: options.folder).read(key)
      // Whoever may not sign is told before the passphrase is asked.
      try root.checkSigner(locked.trainer, of: draft)
      let pack = try Pack.opened(draft)
      guard pack.root == hash else {
        throw PackRefusal.otherRoot(found: Fingerprint.short(pack.root), pinned: Fingerprint.short(hash))
      }
      try pack.check()
      for line in description(pack, draft, options.language) { print(line) }
      let passphrase = try PassphrasePrompt.ask(Phrase.passphrase(key), options.language)
      let signed = try draft.signed(by: try locked.unlocked(passphrase: passphrase))
      try PackFiles.write(signed.bytes, to: file)
      print(Phrase.signed(people: root.people(on: signed), needed: root.need)[options.language])
    }
  }
}

/// `tiepsuc pack publish`.
struct PackPublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Kiểm lại cả gói rồi chép vào thư mục của máy chủ hoặc USB / check it whole, copy it to a hub or stick."
  )
  @OptionGroup var options: DataOptions
  @OptionGroup var roots: RootOptions
  @Argument(help: "Tệp gói hoặc tệp gốc / the file of a pack or a root.") var file: String
  @Option(help: "Thư mục đích / the folder.") var to: String

  func run() throws {
    try withPackSentences(options.language) {
      let bytes = try PackFiles.read(file)
      // A root stands for itself; for a pack somebody has to say whom to believe.
      let isRoot = SignedFile.kind(of: bytes) == .root
      let (root, hash) = try isRoot ? opened(bytes) : roots.root(options)
      print(try PackFiles.publish(bytes, to: to, root: root, hash: hash))
    }
  }

  private func opened(_ bytes: [UInt8]) throws -> (PackRoot, EntryHash) {
    let file = try SignedFile(bytes, .root)
    return (try PackRoot.opened(file), file.hash)
  }
}
