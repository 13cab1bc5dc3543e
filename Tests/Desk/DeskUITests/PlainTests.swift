import Checklists
import DeskSamples
import DeskUI
import Foundation
import Journal
import JournalInMemory
import TerminalUI
import TestSupport
import Testing

/// The desk line by line leaves the journal that the full screen leaves.
@Suite struct PlainTests {
  /// What an entry says but for its times, which depend on how many keys it took.
  private func timeless(_ body: EntryBody) -> EntryBody {
    let start = Moment(wallMilliseconds: 0, offsetMinutes: 0, boot: "", monotonicMilliseconds: 0)
    switch body {
    case .session(var facts):
      (facts.began, facts.ended) = (start, start)
      for index in facts.steps.indices { facts.steps[index].milliseconds = 0 }
      return .session(facts)
    case .amendment(let of, let change, let by, _): return .amendment(of: of, change, by: by, at: start)
    case .followUpClosed(let of, let by, _): return .followUpClosed(of: of, by: by, at: start)
    case .erasure(let of, _): return .erasure(of: of, at: start)
    case .quickHelp(var facts):
      facts.at = start
      return .quickHelp(facts)
    case .count: return body
    }
  }

  private static let recordings: [String] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Recordings")
    let names = ["otp-then-aside", "undo-and-amend", "six-citizens"]
    return names.compactMap { try? String(contentsOf: folder.appendingPathComponent($0 + ".txt"), encoding: .utf8) }
  }()

  @Test(arguments: Previews.all.map(\.keys) + recordings)
  func `a story leaves the same journal in both modes`(keys: String) throws {
    let full = try Story(shelf: shippedShelf())
    #expect(full.play(keys) == nil)
    let plain = try PlainStory(shelf: shippedShelf())
    #expect(plain.play(keys) == nil)
    #expect(plain.journal.entries.map { timeless($0.body) } == full.journal.entries.map { timeless($0.body) })
    #expect(plain.journal.contacts == full.journal.contacts)
    #expect(plain.journal.draftsByID.count == full.journal.draftsByID.count)
    #expect(plain.said.allSatisfy { line in !line.unicodeScalars.contains { $0.value < 0x20 } })
  }

  @Test func `what was said is not said again, and = says it once more`() throws {
    let plain = try PlainStory(shelf: shippedShelf())
    plain.type(line: "1")
    #expect(plain.last.contains { $0.contains("xin phép ghi lại lượt này") })
    plain.type(line: "")
    #expect(plain.last.contains("! Bấm 1 nếu bác đồng ý, 2 nếu không."))
    #expect(!plain.last.contains { $0.contains("xin phép ghi lại lượt này") })
    plain.type(line: "=")
    #expect(plain.last.contains { $0.contains("xin phép ghi lại lượt này") })
    plain.type(line: "?")
    #expect(plain.last.contains("v Đọc đủ"))
    plain.type(line: "9")
    #expect(plain.last.contains("Không có số này; có từ 1 đến 2."))
    plain.type(line: "<")
    #expect(plain.last.contains { $0.hasPrefix("== Tiếp Sức") })
  }

  @Test func `the end of input puts the session aside and answers nothing`() throws {
    for lines in [["1"], ["1", "1"], ["1", "1", "1", "1", "1", "1", "g", "bác cần kính"], ["1", "1", "f"]] {
      let plain = try PlainStory(shelf: shippedShelf())
      for line in lines { plain.type(line: line) }
      plain.end()
      #expect(plain.journal.entries.isEmpty)
      #expect(plain.journal.draftsByID.count == 1)
      #expect(plain.desk.waiting.count == 1, "\(lines)")
    }
  }
}
