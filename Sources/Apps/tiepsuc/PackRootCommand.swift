import ArgumentParser
import ChecklistPacks
import Checklists
import Foundation
import Journal
import Phrases
import Protocol

/// `tiepsuc pack root`.
struct PackRootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "root",
    abstract: "Tệp gốc: ai được ký, cần mấy chữ ký / the root: who may sign, and how many must.",
    subcommands: [New.self, Sign.self, Show.self])

  /// `tiepsuc pack root new`.
  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Dựng tệp gốc từ phần công khai của các khoá / make a root of the public halves of keys.",
      discussion: """
        Tệp khoá là dòng do `tiepsuc key export` in ra. Với --replaces, người của gốc cũ được giữ lại.

        A key file holds the line that `tiepsuc key export` prints. With --replaces the people of the old root stay.
        """)
    @OptionGroup var options: DataOptions
    @Argument(help: "Tệp có dòng khoá công khai / files with lines of public keys.") var keys: [String] = []
    @Option(help: "Cần mấy chữ ký / how many must sign (2).") var need: Int?
    @Option(help: "Tệp gốc cũ / the root that it takes the place of.") var replaces: String?
    @Option(help: "Khoá thôi dùng: dấu của khoá; nhiều lần được / a key to retire, by fingerprint; can be repeated.")
    var retire: [String] = []
    @Option(name: .shortAndLong, help: "Tệp sẽ ghi / the file to write.") var output: String

    func run() throws {
      try withPackSentences(options.language) {
        let old = try replaces.map { try PackRoot.opened(try SignedFile(try PackFiles.read($0), .root)) }
        var trainers = old?.trainers ?? []
        for path in keys { trainers += try Self.trainers(path) }
        for fingerprint in retire {
          guard let index = trainers.firstIndex(where: { $0.fingerprint == fingerprint }) else {
            throw PackRefusal.unknownKey(fingerprint: fingerprint)
          }
          trainers[index].retired = true
        }
        let root = PackRoot(version: (old?.version ?? 0) + 1, need: need ?? old?.need ?? 2, trainers: trainers)
        if let fault = root.fault { throw PackRefusal.badRoot(fault) }
        try PackFiles.write(try root.file.bytes, to: output)
        for line in description(root, try root.file) { print(line) }
      }
    }

    private static func trainers(_ path: String) throws -> [PackRoot.Trainer] {
      let text = String(decoding: try PackFiles.read(path).prefix(PackLimits.rootBytes), as: UTF8.self)
      return try text.split(whereSeparator: \.isNewline).map { line in
        guard let trainer = TrainerLine.read(line) else { throw PackRefusal.badRoot(.trainer) }
        return trainer
      }
    }
  }

  /// `tiepsuc pack root sign`.
  struct Sign: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Ký tệp gốc; gốc mới cần chữ ký của gốc cũ / sign a root; a new one needs the old one's trainers.")
    @OptionGroup var options: DataOptions
    @Argument(help: "Tệp gốc / the root's file.") var file: String
    @Option(help: "Tên khoá / the key's name.") var key = "trainer"

    func run() throws {
      try withPackSentences(options.language) {
        let draft = try SignedFile(try PackFiles.read(file), .root)
        let root = try PackRoot(body: draft.body)
        let locked = try TrainerKeys(data: options.folder).read(key)
        for line in description(root, draft) { print(line) }
        guard !draft.signatures.contains(where: { Fingerprint.text($0.publicKey) == locked.trainer.fingerprint }) else {
          throw PackRefusal.doubleSignature(trainer: locked.trainer.name)
        }
        let passphrase = try PassphrasePrompt.ask(Phrase.passphrase(key), options.language)
        let signed = try draft.signed(by: try locked.unlocked(passphrase: passphrase))
        try PackFiles.write(signed.bytes, to: file)
        print(Phrase.signed(people: root.people(on: signed), needed: root.need)[options.language])
      }
    }
  }

  /// `tiepsuc pack root show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "In tệp gốc và mã băm để so / print a root and its hash, to compare.")
    @OptionGroup var options: DataOptions
    @Argument(help: "Tệp gốc / the root's file.") var file: String

    func run() throws {
      try withPackSentences(options.language) {
        let file = try SignedFile(try PackFiles.read(file), .root)
        for line in description(try PackRoot(body: file.body), file) { print(line) }
      }
    }
  }
}

/// What a person reads of a root.
func description(_ root: PackRoot, _ file: SignedFile) -> [String] {
  ["root \(root.version)", "sha256 \(file.hash.hex)", "need \(root.need)"]
    + root.trainers.map { "\($0.retired ? "retired" : "trainer") \($0.fingerprint)\t\($0.person)\t\($0.name)" }
    + file.signatures.map { "signature \(Fingerprint.text($0.publicKey))" }
}
