import ArgumentParser
import DeskSamples
import TerminalUI

/// `tiepsuc-preview SCREEN`: a screen as text, or all of them.
struct DrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draw a screen as text (the default).",
    discussion: "Screens: " + Previews.all.map(\.name).joined(separator: " "))

  @OptionGroup var options: ScreenOptions
  @Argument(help: "The screen's name, or all.") var screen: String

  func validate() throws {
    guard screen == "all" || Previews.all.contains(where: { $0.name == screen }) else {
      throw ValidationError("no such screen; there are: all " + Previews.all.map(\.name).joined(separator: " "))
    }
  }

  func run() throws {
    for preview in Previews.all where screen == "all" || preview.name == screen {
      if screen == "all" { print("--- \(preview.name)") }
      let desk = try options.desk()
      for event in KeyScript.events(preview.keys).events { desk.send(event) }
      print(desk.frame.text)
    }
  }
}
