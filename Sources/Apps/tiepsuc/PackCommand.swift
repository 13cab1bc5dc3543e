import ArgumentParser
import ChecklistPacks
import Checklists
import Foundation
import Journal
import Phrases
import Platform
import Protocol
import Tables

/// `tiepsuc pack`.
struct PackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract:
      "Gói danh mục bước có chữ ký: xem, kiểm, nhận, dựng, ký / signed packs: show, verify, install, build, sign.",
    discussion: """
      Mỗi cách từ chối có mã thoát riêng (20–50), khoá có mã 80–88.

      Each refusal has an exit code of its own (20–50), keys have 80–88.
      """,
    subcommands: [
      Show.self, Verify.self, Install.self, Status.self, Trust.self, PackBuildCommand.self, PackSignCommand.self,
      PackPublishCommand.self, PackRootCommand.self,
    ])

  /// `tiepsuc pack show FILE`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Kiểm chữ ký rồi in nội dung / check the signatures, then print what is in it.")
    @OptionGroup var options: DataOptions
    @OptionGroup var roots: RootOptions
    @Argument(help: "Tệp gói / the pack's file.") var file: String
    @Flag(help: "Bản nháp chưa đủ chữ ký: không tin / a draft without signatures: not to be trusted.")
    var unverified = false

    func run() throws {
      try withPackSentences(options.language) {
        let file = try SignedFile(try PackFiles.read(file), .pack)
        let pack: Pack
        if unverified {
          pack = try Pack.opened(file)
          complain(Phrase.notVerified[options.language])
        } else {
          let (root, hash) = try roots.root(options)
          pack = try Packs.verified(file, root, hash)
        }
        for line in description(pack, file, options.language) { print(line) }
      }
    }
  }

  /// `tiepsuc pack verify FILE`.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Kiểm chữ ký và nội dung, không nhận / check signatures and contents, take nothing.")
    @OptionGroup var options: DataOptions
    @OptionGroup var roots: RootOptions
    @Argument(help: "Tệp gói / the pack's file.") var file: String

    func run() throws {
      try withPackSentences(options.language) {
        let (root, hash) = try roots.root(options)
        let pack = try Packs.verified(try SignedFile(try PackFiles.read(file), .pack), root, hash)
        print(Phrase.packHolds(version: pack.version)[options.language])
      }
    }
  }

  /// `tiepsuc pack install FILE`.
  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Nhận một gói, hoặc tệp gốc mới do gốc cũ ký / take a pack, or a change of root.")
    @OptionGroup var options: DataOptions
    @Argument(help: "Tệp / the file.") var file: String

    func run() throws {
      try withPackSentences(options.language) {
        switch try options.packs().take(try PackFiles.read(file), now: SystemClock.now.wallMilliseconds) {
        case .root(let version): print(Phrase.rootTaken(version: version)[options.language])
        case .pack(let version, let warnings):
          print(Phrase.packTaken(version: version)[options.language])
          for warning in warnings { complain(Phrase.warning(warning)[options.language]) }
        }
      }
    }
  }

  /// `tiepsuc pack trust FILE`.
  struct Trust: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Tin một tệp gốc: lần đầu, hoặc thay hẳn / believe a root: for the first time, or instead of another.")
    @OptionGroup var options: DataOptions
    @Argument(help: "Tệp gốc / the root's file.") var file: String
    @Option(help: "Mã băm đã biết từ nơi khác, 64 chữ số / the hash known from elsewhere, 64 digits.") var hash: String?
    @Flag(help: "Thay tệp gốc đang tin; gói đang dùng bị bỏ / replace the pinned root; the pack in use goes.")
    var replace = false

    func validate() throws {
      guard hash.map({ EntryHash(hex: $0) != nil }) ?? true else { throw ValidationError("--hash: 64 × 0–9 a–f") }
    }

    func run() throws {
      try withPackSentences(options.language) {
        let packs = options.packs()
        let bytes = try PackFiles.read(file)
        let expected = hash.flatMap { EntryHash(hex: $0) }
        let root =
          try replace ? packs.replaceRoot(bytes, expecting: expected) : packs.pinRoot(bytes, expecting: expected)
        print(Phrase.rootTaken(version: root.version)[options.language])
      }
    }
  }

  /// `tiepsuc pack status`.
  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Máy này tin ai, dùng gói nào / whom this desk believes, what it uses.")
    @OptionGroup var options: DataOptions
    @Flag(help: "Một đối tượng JSON / one JSON object.") var json = false

    func run() throws {
      try withPackSentences(options.language) {
        let packs = options.packs()
        let now = SystemClock.now.wallMilliseconds
        let root = try packs.root()
        let hash = try packs.rootHash()
        let newest = try packs.newest().version
        let loaded = packs.load().loaded
        let warnings = try packs.warnings(now: now)
        if json {
          print(
            Self.told.jsonLine(
              Told(root: root, hash: hash, newest: newest, loaded: loaded, warnings: warnings, now: now)))
          return
        }
        print(Phrase.rootPinned(version: root?.version, hash: hash?.hex)[options.language])
        print(Phrase.packInUse(version: loaded?.pack.version, newest: newest)[options.language])
        for change in loaded?.pack.manifest.changes ?? [] { print("  - " + change.text[options.language]) }
        for warning in warnings { print("! " + Phrase.warning(warning)[options.language]) }
      }
    }

    /// What is told of this desk's packs at a moment, in milliseconds since 1970.
    private struct Told {
      var root: PackRoot?
      var hash: EntryHash?
      var newest: Int
      var loaded: Packs.Loaded?
      var warnings: [PackWarning]
      var now: Int64
    }

    private static let told = TableWriter<Told>([
      Column("root") { TableCell($0.hash?.hex) },
      Column("root_version") { TableCell($0.root?.version) },
      Column("pack") { TableCell($0.loaded?.pack.version) },
      Column("pack_hash") { TableCell($0.loaded?.hash.hex) },
      Column("expires") { TableCell($0.loaded?.pack.manifest.expires) },
      Column("expired") { told in told.loaded.map { .flag(told.now >= $0.pack.manifest.expires) } ?? .empty },
      Column("newest") { TableCell($0.newest) },
      Column("warnings") { .texts($0.warnings.map { Phrase.warning($0).en }) },
    ])
  }
}

/// The option that names another root than the pinned one.
struct RootOptions: ParsableArguments {
  @Option(help: "Tệp gốc (mặc định: gốc máy này tin) / the root's file (default: the pinned one).")
  var root: String?

  /// The root and its hash.
  func root(_ options: DataOptions) throws -> (PackRoot, EntryHash) {
    if let root {
      let file = try SignedFile(try PackFiles.read(root), .root)
      return (try PackRoot.opened(file), file.hash)
    }
    let packs = options.packs()
    guard let hash = try packs.rootHash(), let root = try packs.root() else { throw PackRefusal.noRoot }
    return (root, hash)
  }
}

/// What a person reads of a pack.
func description(_ pack: Pack, _ file: SignedFile, _ language: Language) -> [String] {
  func day(_ milliseconds: Int64) -> String {
    Numbers.date(Day(daysSince1970: Int(milliseconds / 86_400_000)))
  }
  let manifest = pack.manifest
  var lines = [
    Phrase.packFacts(version: pack.version, made: day(manifest.made), expires: day(manifest.expires))[language],
    "sha256 \(file.hash.hex)", "root \(pack.root.hex)",
  ]
  if let previous = manifest.previous { lines.append("previous \(previous)") }
  lines += file.signatures.map { "signature \(Fingerprint.text($0.publicKey))" }
  lines += manifest.changes.map { "  - " + $0.text[language] }
  lines += manifest.files.map { "\($0.hash.prefix(16))  \($0.size)\t\($0.name)" }
  return lines
}
