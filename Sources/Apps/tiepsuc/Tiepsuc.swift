import ArgumentParser
import Glibc
import Phrases
import Platform

/// The volunteer's program: the desk, and the commands beside it.
struct Tiepsuc: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tiepsuc",
    abstract: "Bàn hỗ trợ dịch vụ số / a help desk for digital services.",
    discussion: """
      Không có lệnh con: mở bàn hỗ trợ. Mọi thứ nằm trong một thư mục (--data, nếu không thì TIEPSUC_DATA, nếu không \
      thì ~/.local/share/tiepsuc).

      Without a subcommand it opens the desk. Everything lives in one folder (--data, else TIEPSUC_DATA, else \
      ~/.local/share/tiepsuc).
      """,
    version: Phrase.programVersion,
    subcommands: [
      DeskCommand.self, ChecklistCommand.self, PackCommand.self, KeyCommand.self, ReviewCommand.self,
      JournalCommand.self, ReportCommand.self, DoctorCommand.self, GuideCommand.self,
      BackupCommand.self, RestoreCommand.self, PrintCommand.self, SetupCommand.self, VerifyCertificateCommand.self,
    ],
    defaultSubcommand: DeskCommand.self)
}

/// Starts the desk at once where nothing else is asked for; everything else goes through the parser, which takes longer
/// than the desk's whole first frame.
@main
enum Program {
  static func main() {
    ProcessMemory.keepPrivate()
    let arguments = CommandLine.arguments
    // The same program under the name by which a machine is set up.
    if arguments.first?.split(separator: "/").last == "tiepsuc-setup" {
      return Tiepsuc.main(["setup"] + arguments.dropFirst())
    }
    guard let start = shortStart(arguments.dropFirst()) else { return Tiepsuc.main() }
    do {
      try start.run()
    } catch {
      Tiepsuc.exit(withError: error)
    }
  }

  /// What these arguments ask for, where they are nothing but `--data DIR`, `--practice`, `--plain` and `--kiosk`.
  private static func shortStart(_ arguments: ArraySlice<String>) -> DeskProgram? {
    var place = DataPlace()
    var isPlain: Bool?
    var isKiosk = false
    var rest = arguments
    while let argument = rest.popFirst() {
      if argument == "--practice" {
        place.practice = true
      } else if argument == "--plain" {
        isPlain = true
      } else if argument == "--kiosk" {
        isKiosk = true
      } else if argument == "--data", let folder = rest.popFirst(), !folder.hasPrefix("-") {
        place.data = folder
      } else {
        return nil
      }
    }
    return DeskProgram(options: place, isPlain: isPlain, isKiosk: isKiosk)
  }
}
