import Checklists
import DeskSamples
import DeskUI
import Journal
import Phrases
import TerminalUI
import TestSupport
import TestTraits
import Testing

/// Every screen on every size that people have: nothing over anything else, nothing cut without a sign, the safety line whole,
/// the cursor where a screen reader looks for it.
@Suite(.ownThread) struct EverySizeTests {
  private static let sizes = [
    Size(columns: 80, rows: 24), Size(columns: 60, rows: 20), Size(columns: 40, rows: 10),
    Size(columns: 132, rows: 43),
  ]

  @Test(arguments: EveryScreen.names, Language.allCases)
  func `nothing lies over anything else, and what is in view is whole`(name: String, language: Language) throws {
    let story = try EveryScreen.open(name)
    if story.desk.language != language { story.press(.function(2)) }
    for size in Self.sizes {
      story.resize(size)
      check(story, "\(name) \(language.rawValue) \(size.columns)x\(size.rows)")
    }
  }

  private func check(_ story: Story, _ place: String) {
    let (content, layout) = story.desk.inView
    // A drawing that covers everything has its own test.
    if content.title.isEmpty || content.drawing?.covers == true { return }
    let frame = story.frame
    let areas = [layout.texts, layout.drawing, layout.field, layout.list, layout.notes, layout.safety, layout.message]
      .compactMap(\.self).filter { $0.rows > 0 }
    for (index, area) in areas.enumerated() {
      #expect(area.row > 0 && area.bottom < frame.size.rows && area.end <= frame.size.columns, "\(place)")
      for other in areas[(index + 1)...] {
        #expect(area.bottom <= other.row || other.bottom <= area.row, "\(place): \(area) \(other)")
      }
    }
    let rows = frame.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    checkHead(content, layout, rows, place)
    for (index, line) in layout.lines.dropFirst(layout.scroll).prefix(layout.texts.rows).enumerated() {
      let text = shortened(line.map(\.text).joined(), columns: layout.texts.columns)
      #expect(rows[layout.texts.row + index].trimmed.contains(text.trimmed), "\(place): \(text)")
    }
    if let list = content.list {
      checkList(list, layout, rows, place, isFilter: content.field?.kind == .filter, isQuiet: story.desk.message == nil)
    }
    if let safety = content.safety {
      let shown = rows[layout.safety.row..<layout.safety.bottom].map(\.trimmed).joined(separator: " ")
      #expect(shown == "! " + safety, "\(place)")
    }
    checkCursor(frame, content, layout, place)
  }

  /// Every list says where there is more, which of how many is highlighted, and that there is nothing where there is none.
  private func checkList(
    _ list: ListContent, _ layout: ScreenLayout, _ rows: [String], _ place: String, isFilter: Bool, isQuiet: Bool
  ) {
    guard let area = layout.list, list.count > 0 else {
      #expect(list.empty != nil, "\(place)")
      return
    }
    let isWhole = list.count <= area.rows
    let (first, last) = (rows[area.row], rows[area.bottom - 1])
    let signs = (above: "▲", below: "▼")
    if area.rows > 1 {
      #expect(first.hasSuffix(signs.above) == (layout.top > 0), "\(place)")
      #expect(last.hasSuffix(signs.below) == (layout.top + area.rows < list.count), "\(place)")
    }
    guard isQuiet, !isWhole || isFilter else { return }
    let status = rows[layout.message.bottom - 1]
    if let beyond = list.beyond {
      #expect([beyond.vi, beyond.en].contains(status.trimmed), "\(place)")
    } else if let total = list.total {
      #expect(status.contains("/\(total)"), "\(place)")
    }
  }

  private func checkCursor(_ frame: Frame, _ content: ScreenContent, _ layout: ScreenLayout, _ place: String) {
    if let field = layout.field {
      #expect(frame.cursor.map { field.contains(column: $0.column, row: $0.row) } == true, "\(place)")
    } else if let list = content.list, list.count > 0, let area = layout.list {
      #expect(area.rows > 0, "\(place)")
      #expect(frame.cursor?.column == area.column, "\(place)")
      let row = layout.row.map { area.row + $0 - layout.top }
      #expect(frame.cursor?.row == row ?? area.row, "\(place)")
      if let row { #expect(frame[area.column, row].glyph.text == ">", "\(place)") }
    } else {
      // Nothing is chosen or typed: what is read begins here, and no cursor is seen.
      #expect(frame.hidesCursor, "\(place)")
    }
    // Speech and braille follow the cursor, seen or not.
    let (column, row) = frame.cursor ?? (-1, -1)
    #expect(frame.bounds.contains(column: column, row: row), "\(place)")
  }

  /// Titles and the lines under them are whole, or say on a small screen that they are not.
  private func checkHead(_ content: ScreenContent, _ layout: ScreenLayout, _ rows: [String], _ place: String) {
    let above = rows[1..<(1 + layout.head.count)].map(\.trimmed).joined(separator: " ")
    for line in content.head {
      let said = [line.left.text, line.right?.text ?? ""].filter { !$0.trimmed.isEmpty }
      let isWhole = said.allSatisfy { above.contains($0.trimmed) }
      #expect(isWhole || rows.count < 20 && above.contains("…"), "\(place): \(said)")
    }
    // A title that names all places above it may be longer than any bar.
    #expect(rows[0].trimmed.contains(content.title.trimmed) || rows[0].contains("…"), "\(place)")
  }

  /// Keys that move the light through a list; a row of more is found by its first letters.
  private static let mostRows = 12

  @Test(arguments: EveryScreen.names)
  func `a row that is cut is read as a whole once it is highlighted`(name: String) throws {
    let story = try EveryScreen.open(name)
    for size in Self.sizes.filter({ $0.rows >= 20 }) {
      story.resize(size)
      for index in 0..<min(Self.mostRows, story.desk.inView.content.list?.count ?? 0) {
        if index > 0 { story.press(.down) }
        let (content, layout) = story.desk.inView
        guard let list = content.list, let row = layout.row, let area = layout.list,
          let whole = list.row(row).whole(columns: area.columns)
        else { continue }
        let shown = words(story)
        let place = "\(name) \(size.columns)x\(size.rows): \(whole)"
        if content.notes == nil {
          #expect(shown.contains(whole.trimmed), "\(place)")
        } else {
          // A screen says it in its own words.
          let seen = Set(shown.split(separator: " "))
          #expect(whole.split(separator: " ").allSatisfy { $0 == "·" || seen.contains($0) }, "\(place)")
        }
      }
    }
  }

  /// While the disk refuses, whatever else is said on whatever screen.
  @Test(arguments: EveryScreen.names)
  func `that the disk refuses stands on every screen, beside whatever else is said`(name: String) throws {
    let story = try EveryScreen.open(name)
    var desk = story.desk
    let problems: [JournalProblem] = [.full(path: "/data", freeBytes: 0), .notWritable(path: "/data")]
    let messages: [LocalText?] = [
      nil, Phrase.pressAgain, Phrase.sentence(JournalProblem.damaged(path: "/data", what: "x")),
    ]
    var frame = Frame(desk.size)
    for size in Self.sizes {
      for (problem, message) in problems.flatMap({ problem in messages.map { (problem, $0) } }) {
        (desk.size, desk.trouble, desk.message) = (size, problem, nil)
        if let message { desk.warn(message) }
        view(desk, in: &frame)
        #expect(frame.text.contains("CHƯA GHI ĐƯỢC"), "\(name) \(size)")
        // Where there is room, all of both.
        guard size.rows >= 20 else { continue }
        let shown = frame.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let banner = message == nil ? Phrase.unsavedBanner(problem) : Phrase.unsavedBeside(problem)
        #expect(shown.contains(desk.say(banner)), "\(name) \(size)")
        if let message { #expect(shown.contains(desk.say(message).trimmed), "\(name) \(size)") }
      }
    }
  }

  @Test func `texts that are too long for a small screen are read to their end by scrolling`() throws {
    let story = try Story(shelf: shippedShelf(), size: Size(columns: 40, rows: 10))
    story.press(.choose("vneid"))
    let (content, layout) = story.desk.inView
    #expect(layout.scrolls)
    var seen = ""
    for _ in layout.lines { (seen, _) = (seen + " " + words(story), story.press(.pageDown)) }
    #expect(content.list?.count == 2)
    for line in layout.lines { #expect(seen.contains(line.map(\.text).joined().trimmed)) }
    // The choices stay in view all the time.
    #expect(story.text.contains("1 Đồng ý") && story.text.contains("2 Không đồng ý"))
  }

  @Test(arguments: [(39, 10), (40, 9), (10, 3)])
  func `below the smallest size one sentence stands there`(columns: Int, rows: Int) throws {
    let story = try Story(shelf: shippedShelf(), size: Size(columns: columns, rows: rows))
    #expect(words(story).hasPrefix("Cửa sổ"))
    story.resize(Size(columns: 40, rows: 10))
    #expect(story.text.contains("Tiếp Sức"))
  }
}

extension String {
  /// With one blank between words, and none at its ends.
  fileprivate var trimmed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
