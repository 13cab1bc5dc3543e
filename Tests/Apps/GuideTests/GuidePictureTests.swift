import Assets
import Checklists
import DeskLive
import DeskSamples
import Foundation
import Guides
import TerminalUI
import Testing

/// Pictures in the guides and the README are the real screens, drawn anew.
///
/// `TIEPSUC_RECORD_FRAMES=1` writes them into the files (never in CI); look at the difference before keeping it.
@Suite struct GuidePictureTests {
  private static let isRecording =
    ProcessInfo.processInfo.environment["TIEPSUC_RECORD_FRAMES"] == "1"
    && ProcessInfo.processInfo.environment["CI"] == nil

  @Test(arguments: GuideFile.all)
  func `a picture is the screen as it is drawn now`(file: GuideFile) throws {
    var text = try file.text()
    for block in GuidePage(markdown: text).blocks {
      guard case .picture(let picture, let lines) = block else { continue }
      let drawn = try draw(picture, in: picture.language.flatMap(Language.init) ?? file.language)
      if Self.isRecording {
        let old = "```text\n" + lines.map { $0 + "\n" }.joined() + "```"
        text = text.replacing(old, with: "```text\n" + drawn + "\n```", maxReplacements: 1)
      } else {
        #expect(lines.joined(separator: "\n") == drawn, "\(picture)")
      }
    }
    if Self.isRecording { try text.write(to: file.url, atomically: true, encoding: .utf8) }
    // Nothing in a remark of this kind is misread as something else.
    #expect(
      text.ranges(of: "<!-- picture:").count
        == GuidePage(markdown: text).blocks.count { if case .picture = $0 { true } else { false } })
  }

  private func draw(_ picture: GuidePage.Picture, in language: Language) throws -> String {
    let keys = try #require(Previews.all.first { $0.name == picture.screen }?.keys, "\(picture)")
    let desk = try Headless.sample(
      shelf: FileShelf(shipped: try #require(Assets.folder)), size: Size(columns: picture.columns, rows: picture.rows),
      language: language, capabilities: .full)
    for event in KeyScript.events(keys).events { desk.send(event) }
    return desk.frame.text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0.reversed().drop { $0 == " " }.reversed()) }.joined(separator: "\n")
  }

  @Test func `the README shows one screen`() throws {
    let pictures = try GuideFile.readme.page().blocks.filter { if case .picture = $0 { true } else { false } }
    #expect(pictures.count == 1)
  }
}
