import ArgumentParser

/// Fills journals, and compares the desk with its peers.
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Invented journals, and figures against peers.",
    subcommands: [
      FillCommand.self, DictionaryCommand.self, DeskBench.self, ExchangeBench.self, ReviewBench.self, Probe.self,
    ])
}
