import DeskUI
import Foundation
import TerminalUI
import TestSupport
import Testing

/// Recordings of whole sessions (`tiepsuc --practice --record FILE`), replayed without a terminal: after every key the
/// desk draws, at the end it looks as it did, and a restart changes nothing that was typed.
@Suite(.bothFaces) struct RecordingTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Recordings")
  private static let isRecording =
    ProcessInfo.processInfo.environment["TIEPSUC_RECORD_FRAMES"] == "1"
    && ProcessInfo.processInfo.environment["CI"] == nil
  private static let names =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.filter { $0.hasSuffix(".txt") }.sorted() ?? []

  @Test func `there are recordings`() { #expect(Self.names.count >= 3) }

  @Test(arguments: names)
  func `a recording plays to the same end`(name: String) throws {
    let script = try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
    let desk = try Story(shelf: shippedShelf())
    var ends = ""
    for word in script.split(whereSeparator: \.isWhitespace) {
      #expect(desk.play(String(word)) == nil, "\(word)")
      #expect(desk.frame.size == desk.desk.size)
    }
    ends += desk.text + "\n"
    let file = Self.folder.appendingPathComponent(name.replacingOccurrences(of: ".txt", with: ".frame"))
    if Self.isRecording { try ends.write(to: file, atomically: true, encoding: .utf8) }
    #expect(ends == (try String(contentsOf: file, encoding: .utf8)))
  }
}
