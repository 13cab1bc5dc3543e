import ArgumentParser
import DeskSamples
import Foundation
import TerminalUI

/// `tiepsuc-preview play FILE`: what a recording (`tiepsuc --practice --record FILE`) leads to.
struct PlayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play", abstract: "Play a recorded key script on a fresh desk and draw where it ends.",
    discussion: """
      A script names keys as the desk's hints do (Enter, Esc, F2, Up, PgDn), letters as themselves, "text to type" in \
      quotation marks, 60x20 for a resize and Tick for a second without a key, with blanks or ends of lines between.
      """)

  @OptionGroup var options: ScreenOptions
  @Flag(help: "Draw after every key.") var each = false
  @Argument(help: "The script; - reads standard input.") var file: String

  func run() throws {
    let (events, unknown) = KeyScript.events(try script())
    if let unknown { throw ValidationError("not a key: \(unknown)") }
    let desk = try options.desk()
    for event in events {
      desk.send(event)
      if each { print(desk.frame.text + "\n") }
    }
    if !each { print(desk.frame.text) }
  }

  private func script() throws -> String {
    guard file != "-" else {
      return String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
    }
    return try String(contentsOfFile: file, encoding: .utf8)
  }
}
