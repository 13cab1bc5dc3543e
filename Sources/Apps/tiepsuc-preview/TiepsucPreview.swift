import ArgumentParser

/// For those who work on the desk: its screens as text, without a terminal, a disk or a network.
@main
struct TiepsucPreview: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tiepsuc-preview", abstract: "Draw the desk's screens as text, for developers.",
    subcommands: [DrawCommand.self, PlayCommand.self], defaultSubcommand: DrawCommand.self)
}
