import ArgumentParser
import Checklists
import Foundation
import Glibc
import HubService
import Phrases
import Platform

/// The hub's program.
struct TiepsucHub: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tiepsuc-hub",
    abstract: "Máy chủ nhận nhật ký / the hub that receives journals.",
    discussion: """
      Mọi thứ nằm trong một thư mục (--data, nếu không thì TIEPSUC_HUB_DATA, nếu không thì ~/.local/share/tiepsuc-hub); \
      thư mục trống thành một máy chủ dùng được.

      Everything lives in one folder (--data, else TIEPSUC_HUB_DATA, else ~/.local/share/tiepsuc-hub); an empty one \
      becomes a working hub.
      """,
    version: Phrase.programVersion,
    subcommands: [
      ServeCommand.self, EnrolCodeCommand.self, DevicesCommand.self, RevokeCommand.self, UnitsCommand.self,
      PeopleCommand.self, TokenCommand.self,
      ReportCommand.self, BackupCommand.self, RestoreCommand.self, VerifyCommand.self,
    ])
}

@main
enum Program {
  static func main() async {
    ProcessMemory.keepPrivate()
    // A reader that goes away is told by the write itself.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try TiepsucHub.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      guard let problem = HubProblem(any: error) else { TiepsucHub.exit(withError: error) }
      FileHandle.standardError.write(Data((Phrase.sentence(problem)[Language.ofEnvironment] + "\n").utf8))
      exit(problem.exitCode)
    }
  }
}

extension Language {
  /// The language of the user's environment.
  static var ofEnvironment: Language { Language(locale: Environment.messageLocale) }
}

/// Writes a line on standard output, at once: who reads it may be a program that waits.
func say(_ line: String) {
  FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

/// One JSON object or array on a line.
func json(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}
