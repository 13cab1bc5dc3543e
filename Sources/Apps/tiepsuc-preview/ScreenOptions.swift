import ArgumentParser
import Assets
import Checklists
import DeskLive
import DeskSamples
import TerminalUI

/// How a previewed desk looks.
struct ScreenOptions: ParsableArguments {
  @Option(help: "Columns and rows.") var size = "80x24"
  @Flag(help: "In English.") var english = false
  @Flag(help: "As on a bare console: 8 colours, no symbols.") var ascii = false

  /// A fresh desk on the checklists that ship.
  func desk() throws -> Headless {
    let sides = size.split(separator: "x").compactMap { Int($0) }
    guard sides.count == 2, sides.allSatisfy({ (1...1000).contains($0) }) else { throw ValidationError("--size 80x24") }
    guard let assets = Assets.folder else { throw ValidationError("the files that ship are missing") }
    return try Headless.sample(
      shelf: FileShelf(shipped: assets), size: Size(columns: sides[0], rows: sides[1]),
      language: english ? .english : .vietnamese,
      capabilities: ascii ? TerminalCapabilities(hasSymbols: false, colours: 8) : .full)
  }
}
