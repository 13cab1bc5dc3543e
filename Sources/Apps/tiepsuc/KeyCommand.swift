import ArgumentParser
import ChecklistPacks
import Checklists
import Foundation
import Phrases
import Protocol
import Tables

/// `tiepsuc key`.
struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Khoá ký của người soạn: tạo, liệt kê, xuất phần công khai / trainers' keys: new, list, export.",
    subcommands: [New.self, List.self, Export.self])

  /// `tiepsuc key new`.
  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Tạo khoá, cất dưới một cụm mật khẩu / make a key, kept under a passphrase.",
      discussion: """
        Cụm mật khẩu được hỏi trên màn hình, hoặc đọc từ dòng đầu của đầu vào; không bao giờ nằm trong lệnh.

        The passphrase is asked on the terminal, or read as the first line of standard input; never from an argument.
        """)
    @OptionGroup var options: DataOptions
    @Option(help: "Tên khoá trên máy này / the key's name on this laptop.") var name = "trainer"
    @Option(help: "Mã người (mặc định: tên khoá) / the person's id (default: the key's name).") var person: String?
    @Option(help: "Tên hiển thị (mặc định: mã người) / the shown name (default: the id).") var display: String?

    func run() throws {
      try withPackSentences(options.language) {
        let keys = TrainerKeys(data: options.folder)
        let person = person ?? name
        try keys.check(name: name, person: person, display: display ?? person)
        let passphrase = try PassphrasePrompt.ask(Phrase.newPassphrase, again: Phrase.passphraseAgain, options.language)
        let file = try keys.make(name: name, person: person, display: display ?? person, passphrase: passphrase)
        print(Phrase.keyMade(path: keys.path(name), fingerprint: file.trainer.fingerprint)[options.language])
      }
    }
  }

  /// `tiepsuc key list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Liệt kê: tên, người, dấu của khoá / list: name, person, fingerprint.")
    @OptionGroup var options: DataOptions

    func run() throws {
      let keys = TrainerKeys(data: options.folder)
      var firstProblem: PackRefusal?
      for name in keys.names {
        do {
          print(Self.read.tabbedLine((name, try keys.read(name).trainer)))
        } catch {
          complain(Phrase.sentence(error)[options.language])
          firstProblem = firstProblem ?? error
        }
      }
      if let firstProblem { throw ExitCode(firstProblem.exitCode) }
    }

    private static let read = TableWriter<(key: String, trainer: PackRoot.Trainer)>([
      Column("key") { .text($0.key) },
      Column("person") { .text($0.trainer.person) },
      Column("fingerprint") { .text($0.trainer.fingerprint) },
      Column("name") { .text($0.trainer.name) },
    ])
  }

  /// `tiepsuc key export`.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "In phần công khai của khoá, cho tệp gốc / print the public half, for the root.")
    @OptionGroup var options: DataOptions
    @Option(help: "Tên khoá / the key's name.") var name = "trainer"

    func run() throws {
      try withPackSentences(options.language) {
        print(TrainerLine.text(try TrainerKeys(data: options.folder).read(name).trainer))
      }
    }
  }
}

/// Does something with packs or keys; what is refused becomes a sentence on standard error and an exit code of its own.
func withPackSentences<Value>(_ language: Language, _ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let refusal as PackRefusal {
    complain(Phrase.sentence(refusal)[language])
    throw ExitCode(refusal.exitCode)
  }
}
