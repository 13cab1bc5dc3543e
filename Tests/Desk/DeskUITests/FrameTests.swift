import Checklists
import DeskSamples
import DeskUI
import Foundation
import TerminalUI
import TestSupport
import TestTraits
import Testing

/// Every screen as a person sees it, whole frames, in both languages and three sizes, against the pictures in `Frames`.
///
/// `TIEPSUC_RECORD_FRAMES=1` draws the pictures anew (never in CI); look at the difference before keeping it.
@Suite(.ownThread) struct FrameTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "Frames")
  private static let sizes = [
    Size(columns: 80, rows: 24), Size(columns: 60, rows: 20), Size(columns: 40, rows: 10),
  ]
  private static let isRecording =
    ProcessInfo.processInfo.environment["TIEPSUC_RECORD_FRAMES"] == "1"
    && ProcessInfo.processInfo.environment["CI"] == nil

  @Test(arguments: Previews.all.map(\.name))
  func `the screen looks as it did`(name: String) throws {
    let keys = try #require(Previews.all.first { $0.name == name }?.keys)
    var picture = ""
    for language in Language.allCases {
      for size in Self.sizes {
        let story = try Story(shelf: shippedShelf(), size: size, language: language)
        #expect(story.play(keys) == nil)
        picture += "=== \(name) \(language.rawValue) \(size.columns)x\(size.rows)\n" + story.text + "\n"
      }
    }
    let file = Self.folder.appendingPathComponent(name + ".txt")
    if Self.isRecording { try picture.write(to: file, atomically: true, encoding: .utf8) }
    #expect(picture == (try String(contentsOf: file, encoding: .utf8)))
  }

  @Test func `no picture is left of a screen that is gone`() throws {
    let kept = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { $0.hasSuffix(".txt") }
    #expect(Set(kept) == Set(Previews.all.map { $0.name + ".txt" }))
  }

  @Test(arguments: Previews.all.map(\.name))
  func `a bare console shows every screen without a symbol it lacks`(name: String) throws {
    let keys = try #require(Previews.all.first { $0.name == name }?.keys)
    let console = TerminalCapabilities(hasSymbols: false, colours: 8)
    let story = try Story(shelf: shippedShelf(), capabilities: console)
    story.play(keys)
    #expect(story.text.filter { "✓►◷▼→█░▀▄│─●".contains($0) } == "")
  }
}
