import ArgumentParser
import Checklists
import DeskLive
import DeskPorts
import DeskUI
import Foundation
import Journal
import JournalStore
import Phrases
import TerminalUI

/// `tiepsuc preview SCREEN`: draws any screen as text, for developers.
struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview", abstract: "Vẽ một màn hình ra chữ / draw a screen as text, for developers.",
    discussion: Previews.all.map(\.name).joined(separator: " "))
  @OptionGroup var options: DataOptions
  @Argument(help: "Tên màn hình, hoặc all / the screen's name, or all.") var screen: String
  @Option(help: "Cỡ cửa sổ / size, e.g. 60x20.") var size = "80x24"
  @Flag(help: "Tiếng Anh / in English.") var english = false
  @Flag(help: "Không ký hiệu / as on a bare console.") var ascii = false

  func run() throws {
    let chosen = Previews.all.filter { screen == "all" || $0.name == screen }
    guard !chosen.isEmpty else {
      throw ValidationError(Previews.all.map(\.name).joined(separator: " "))
    }
    let sides = size.split(separator: "x").compactMap { Int($0) }
    guard sides.count == 2, sides.allSatisfy({ (1...1000).contains($0) }) else { throw ValidationError("--size 80x24") }
    for one in chosen {
      if chosen.count > 1 { print("--- \(one.name)") }
      print(try draw(one.keys, Size(columns: sides[0], rows: sides[1])))
    }
  }

  /// Plays the keys on a fresh journal in a folder of its own, which goes afterwards.
  private func draw(_ keys: String, _ size: Size) throws -> String {
    let folder = NSTemporaryDirectory() + "tiepsuc-preview-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let clock = SystemClock()
    return try withSentences(options.language) {
      let store = try JournalStore.open(folder: folder, practice: false, now: clock.now)
      if english { try store.set("language", Language.english.rawValue) }
      let shelf = try options.shelf()
      let checklists = try shelf.files().files.map { try shelf.open($0.header.id).checklist }
      let runner = EffectRunner(
        journal: store, shelf: shelf, exchange: SampleExchange.lead(now: clock.now.wallMilliseconds),
        review: SampleReview.trainer(checklists, now: clock.now.wallMilliseconds), clock: { clock.now },
        switchJournal: { _ in store })
      let abilities = ascii ? Abilities(hasSymbols: false, colours: 8) : .full
      let headless = try Headless(runner: runner, size: size, abilities: abilities, clock: { clock.now })
      for event in KeyScript.events(keys).events { headless.send(event) }
      try store.close()
      return headless.frame.text
    }
  }
}
