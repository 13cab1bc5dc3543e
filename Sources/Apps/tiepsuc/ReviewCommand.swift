import ArgumentParser
import ChecklistPacks
import Checklists
import DeskLive
import DeskPorts
import DeskUI
import Foundation
import Journal
import Phrases
import Protocol
import Review
import Tables

/// `tiepsuc review`.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Chép bản nháp, góp ý giữa các người soạn / carry drafts and comments between trainers.",
    discussion: """
      Xem và sửa danh mục bước: mở bàn hỗ trợ rồi bấm r. Mã thoát: 60–69, gói và khoá như các lệnh kia.

      To review and edit, open the desk and press r. Exit codes: 60–69, packs and keys as in the other commands.
      """,
    subcommands: [Export.self, Import.self, Status.self])

  /// `tiepsuc review export FILE`.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Ghi bản nháp, góp ý, việc duyệt vào một tệp đã ký / write drafts, comments, approvals to a signed file.")
    @OptionGroup var options: DataOptions
    @Argument(help: "Tệp sẽ ghi / the file to write.") var file: String
    @Option(help: "Tên khoá / the key's name.") var key = "trainer"

    func run() throws {
      try withReviewSentences(options.language) {
        let review = try options.review()
        // A key that is not here is said before anybody types a passphrase.
        _ = try TrainerKeys(data: options.folder).read(key)
        let passphrase = try PassphrasePrompt.ask(Phrase.passphrase(key), options.language)
        _ = try review.unlock(key, Passphrase(passphrase))
        try PackFiles.write(try review.export(), to: file)
        print(Phrase.reviewExported(file)[options.language])
      }
    }
  }

  /// `tiepsuc review import FILE`.
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Nhận tệp của người soạn khác, hoặc gói chờ ký / take another trainer's file, or a pack to sign.")
    @OptionGroup var options: DataOptions
    @Argument(help: "Tệp / the file.") var file: String

    func run() throws {
      try withReviewSentences(options.language) {
        let review = try options.review()
        let bytes = try PackFiles.read(file)
        if SignedFile.kind(of: bytes) == .pack {
          print(Phrase.reviewPackToSign(try review.takeWaitingPack(bytes))[options.language])
        } else {
          print(Phrase.reviewImported(try review.read(bytes))[options.language])
        }
      }
    }
  }

  /// `tiepsuc review status`.
  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Từng danh mục bước đang ở đâu / where each checklist stands.")
    @OptionGroup var options: DataOptions
    @Flag(help: "Mỗi bản một đối tượng JSON / a JSON object for each version.") var json = false

    func run() throws {
      try withReviewSentences(options.language) {
        let review = try options.review()
        let table = Self.read(options.language)
        for dossier in try review.dossiers() {
          for version in dossier.versions {
            let open = dossier.comments.filter {
              $0.comment.version == version.id && !$0.comment.isResolved
            }.count
            print(json ? Self.listed.jsonLine((version, open)) : table.tabbedLine((version, open)))
          }
        }
      }
    }

    /// A version with the number of comments that wait for an answer.
    private typealias Row = (version: ReviewVersion, openComments: Int)

    private static let listed = TableWriter<Row>([
      Column("checklist") { .text($0.version.id.checklist.rawValue) },
      Column("version") { TableCell($0.version.id.version) },
      Column("hash") { .text($0.version.id.hash) },
      Column("state") { .text($0.version.state.rawValue) },
      Column("authors") { .texts($0.version.authors) },
      Column("reviewers") { .texts($0.version.reviewers) },
      Column("saved") { TableCell($0.version.saved) },
      Column("open_comments") { TableCell($0.openComments) },
    ])

    private static func read(_ language: Language) -> TableWriter<Row> {
      TableWriter([
        Column("checklist") { .text($0.version.id.checklist.rawValue) },
        Column("version") { TableCell($0.version.id.version) },
        Column("hash") { .text(String($0.version.id.hash.prefix(8))) },
        Column("state") { .text(Phrase.reviewState($0.version.state)[language]) },
        Column("authors") { .text($0.version.authors.joined(separator: ", ")) },
        Column("reviewers") { .text($0.version.reviewers.joined(separator: ", ")) },
        Column("comments") { .text(Phrase.openComments($0.openComments)[language]) },
      ])
    }
  }
}

extension DataOptions {
  /// The review of the data folder, for commands: no journal is opened for it.
  func review() throws -> LiveReview { LiveReview(folder: folder, shelf: try shelf(), journal: { nil }) }
}

/// Does something with the review; what is refused becomes a sentence on standard error and an exit code of its own.
func withReviewSentences<Value>(_ language: Language, _ body: () throws -> Value) throws -> Value {
  try withPackSentences(language) {
    do {
      return try body()
    } catch let trouble as ReviewTrouble {
      switch trouble {
      case .pack(let refusal): throw refusal
      default:
        complain(Phrase.sentence(trouble)[language])
        throw ExitCode(trouble.exitCode)
      }
    }
  }
}

extension ReviewTrouble {
  /// One for each kind, so that scripts can tell.
  fileprivate var exitCode: Int32 {
    switch self {
    case .refused: 60
    case .book: 61
    case .newer: 62
    case .full: 63
    case .noSuchText, .noSuchChecklist: 64
    case .notVerified: 65
    case .noKey, .locked: 66
    case .mistakes, .unchanged: 67
    case .cannotWrite: 68
    default: 69
    }
  }
}
