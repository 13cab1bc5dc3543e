import ArgumentParser

/// The volunteer's program: the desk, and the commands beside it.
@main
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
    version: "1.0.0",
    subcommands: [
      DeskCommand.self, ChecklistCommand.self, JournalCommand.self, DoctorCommand.self, PreviewCommand.self,
    ],
    defaultSubcommand: DeskCommand.self)
}
