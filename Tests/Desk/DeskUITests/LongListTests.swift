import DeskUI
import Phrases
import TerminalUI
import Testing

/// Lists of more rows than are looked through for the longest.
struct LongListTests {
  private static let long =
    "Cài đặt và kích hoạt VNeID cho người cao tuổi ở thôn xa, cùng con cháu trong nhà · Trần Thị Mẫu"

  private func content(linesForCutRow: Int) -> ScreenContent {
    let rows = (0..<100).map { Row($0.isMultiple(of: 3) ? "\($0) \(Self.long)" : "\($0) Mở tài khoản") }
    var content = ScreenContent(title: "Nhật ký")
    content.list = ListContent(Phrase.open, rows)
    content.list?.linesForCutRow = linesForCutRow
    return content
  }

  @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 60, rows: 20)])
  func `it stands still while rows are highlighted of which some are cut`(size: Size) throws {
    let content = content(linesForCutRow: 2)
    let layouts = (0..<100).map { ScreenLayout(content, Focus(row: $0), size: size) }
    let list = try #require(layouts[0].list)
    #expect(layouts.allSatisfy { $0.list == list })
    // It goes on by pages, not with each row.
    #expect(Set(layouts.map(\.top)).count <= 100 / max(1, list.rows - 2) + 1)
    #expect(layouts.indices.allSatisfy { layouts[$0].shows($0) })
  }

  @Test func `on the smallest screen the highlighted row is in view, however long its words are`() {
    let content = content(linesForCutRow: 2)
    for row in 0..<100 {
      #expect(ScreenLayout(content, Focus(row: row), size: Size(columns: 40, rows: 10)).shows(row))
    }
  }

  @Test func `the words of a row that is cut stand below it`() {
    let layout = ScreenLayout(content(linesForCutRow: 2), Focus(row: 3), size: Size(columns: 80, rows: 24))
    let shown = layout.noteLines.map { $0.map(\.text).joined() }.joined(separator: " ")
    #expect(shown == "3 " + Self.long)
    #expect(layout.notes.map { $0.rows >= layout.noteLines.count } == true)
  }
}
