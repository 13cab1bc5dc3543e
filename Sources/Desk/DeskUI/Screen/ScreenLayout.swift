package import TerminalUI

/// Where everything of a screen stands: pure arithmetic on its content, the size of the terminal and what is being said.
///
/// From top to bottom: bar, head lines, body (texts, drawing, field, list, notes), safety line, message, hints. The body
/// shares what is left. Where it is too little, blank lines go first, then a list becomes shorter and pages, then notes,
/// then texts become shorter and scroll; a field, the highlighted row and the safety line are always there.
package struct ScreenLayout {
  /// Head lines, broken where they are too long, that there is room for.
  package private(set) var head: [HeadLine] = []
  package private(set) var panel: Rect?
  package private(set) var texts = Rect(column: 0, row: 0, columns: 0, rows: 0)
  /// All lines of the texts; from ``scroll`` on they are in ``texts``.
  package private(set) var lines: [[StyledText]] = []
  package private(set) var scroll = 0
  package private(set) var drawing: Rect?
  package private(set) var field: Rect?
  package private(set) var list: Rect?
  /// The first row of the list in view.
  package private(set) var top = 0
  /// The highlighted row within the list; nil where none is.
  package private(set) var row: Int?
  package private(set) var notes: Rect?
  package private(set) var noteLines: [[StyledText]] = []
  /// Whether a line sets the notes apart.
  package private(set) var notesHaveRule = false
  package private(set) var safety: Rect
  package private(set) var safetyLines: [String] = []
  /// Where something is said, or how far a list has come.
  package private(set) var message: Rect

  /// The rows that a message may take at most.
  private static let longestMessage = 6

  package init(_ content: ScreenContent, _ focus: Focus, size: Size, message said: Int = 0) {
    let width = max(0, size.columns - 2)
    safetyLines = content.safety.map { wrapped("! " + $0, columns: width) } ?? []
    let least = Self.leastBody(content)
    // Bar, hints, and what is always there.
    let room = size.rows - 2 - safetyLines.count
    let messageRows = max(1, min(said, Self.longestMessage, room - least))
    message = Rect(column: 1, row: size.rows - 1 - messageRows, columns: width, rows: messageRows)
    safety = Rect(
      column: 0, row: message.row - safetyLines.count, columns: size.columns, rows: safetyLines.count)
    head = Self.head(content, columns: width, room: safety.row - 1, least: least)
    // Without head lines a blank line sets the bar apart.
    let top = 1 + (content.head.isEmpty && size.rows >= 12 ? 1 : head.count)
    var body = Rect(column: 1, row: top, columns: width, rows: safety.row - top)
    if let wanted = content.panel {
      panel = Rect(column: 1, row: top, columns: wanted.columns - 2, rows: body.rows)
      body = Rect(
        column: wanted.columns + 2, row: top, columns: size.columns - wanted.columns - 3, rows: body.rows)
    }
    row = content.list?.highlighted(focus)
    share(body, content, focus)
  }

  /// The head lines: broken between words unless that took more than half of the rows, then each in a line of its own, and
  /// shortened.
  private static func head(_ content: ScreenContent, columns: Int, room: Int, least: Int) -> [HeadLine] {
    let broken = content.head.flatMap { $0.lines(columns: columns) }
    let lines = broken.count <= max(content.head.count, room / 2) ? broken : content.head
    return Array(lines.prefix(max(0, room - least)))
  }

  /// Rows without which a screen cannot be used.
  private static func leastBody(_ content: ScreenContent) -> Int {
    (content.texts.isEmpty ? 0 : 1) + (content.field == nil ? 0 : 1) + (content.list == nil ? 0 : 1)
  }

  /// What each part of the body would like to have, and what it gets.
  private struct Wish {
    var texts = 0
    var drawing = 0
    var field = 0
    var list = 0
    var notes = 0
    /// Whether blank lines stand between the parts.
    var isAiry = true

    var gaps: Int { isAiry ? max(0, [texts + drawing, field, list].count { $0 > 0 } - 1) : 0 }
    var sum: Int { texts + drawing + field + list + notes + gaps }
  }

  private mutating func share(_ body: Rect, _ content: ScreenContent, _ focus: Focus) {
    let empty = content.list.flatMap { $0.count == 0 ? $0.empty : nil }
    var wish = Wish()
    lines = Self.lines(content.texts, columns: body.columns, withGaps: true)
    wish.texts = lines.count
    wish.field = content.field.map { max(1, min($0.rows, body.rows / 2)) } ?? 0
    let listNeed = content.list.map { $0.count > 0 ? $0.count : empty == nil ? 0 : 2 } ?? 0
    let listLeast = min(listNeed, 3)
    wish.list = listLeast
    let notes =
      content.notes.map { withRow($0, content, columns: body.columns) }
      ?? wholeRow(content, columns: body.columns, room: body.rows - wish.sum + listLeast - listNeed)
    if let notes {
      notesHaveRule = notes.hasRule
      noteLines = Self.lines(notes.texts, columns: body.columns, withGaps: true)
      wish.notes = max(notes.rows, noteLines.count + (notes.hasRule || wish.sum == 0 ? 0 : 1)) + (notes.hasRule ? 1 : 0)
    }
    wish.drawing = content.drawing?.rows ?? 0
    if wish.sum > body.rows {
      wish.isAiry = false
      lines = Self.lines(content.texts, columns: body.columns, withGaps: false)
      wish.texts = lines.count
    }
    wish.notes = max(0, min(wish.notes, body.rows - (wish.sum - wish.notes)))
    if wish.sum > body.rows {
      // At least one line of each; the list has up to three rows before the texts get a second one.
      let rest = body.rows - wish.field - wish.drawing
      wish.list = min(listNeed, max(listNeed > 0 ? 1 : 0, min(3, rest - (lines.isEmpty ? 0 : 1))))
      wish.texts = max(0, min(lines.count, rest - wish.list))
    }
    wish.list = min(listNeed, wish.list + max(0, body.rows - wish.sum))
    place(wish, body, content, focus, hasNotes: notes != nil)
  }

  /// Notes of the screen, behind the highlighted row where that is too long for its line and they do not say all of it.
  private func withRow(_ notes: Notes, _ content: ScreenContent, columns: Int) -> Notes {
    guard let list = content.list, let row, let whole = list.row(row).whole(columns: columns) else { return notes }
    func words(_ texts: [TextBlock]) -> Set<Substring> {
      Set(Self.lines(texts, columns: columns, withGaps: false).flatMap { $0.flatMap { $0.text.split(separator: " ") } })
    }
    let first = TextBlock(whole, .muted)
    if words([first]).isSubset(of: words(notes.texts)) { return notes }
    var notes = notes
    notes.texts.insert(first, at: 0)
    return notes
  }

  /// Rows of a list that are looked through for the longest, so that the list stands still while others are highlighted.
  private static let mostLookedThrough = 30

  /// The highlighted row as a whole, where it is too long for its line; nil where no row is.
  ///
  /// - Parameter room: Rows that are left beside the whole list.
  private func wholeRow(_ content: ScreenContent, columns: Int, room: Int) -> Notes? {
    guard let list = content.list, let row else { return nil }
    func whole(_ index: Int) -> [TextBlock] {
      list.row(index).whole(columns: columns).map { [TextBlock($0, .muted)] } ?? []
    }
    let own = whole(row)
    if list.count > Self.mostLookedThrough, list.linesForCutRow > 0 {
      return Notes(own, rows: list.linesForCutRow + 1)
    }
    let all = list.count <= Self.mostLookedThrough ? Array(0..<list.count) : [row]
    let most = all.map { Self.lines(whole($0), columns: columns, withGaps: false).count }.max() ?? 0
    // Where there is no room for the longest, the list is longer while the highlighted row says all.
    if most < room { return most == 0 ? nil : Notes(own, rows: most + 1) }
    return own.isEmpty ? nil : Notes(own)
  }

  private mutating func place(
    _ wish: Wish, _ body: Rect, _ content: ScreenContent, _ focus: Focus, hasNotes: Bool
  ) {
    var next = body.row
    var isFirst = true
    func part(_ rows: Int) -> Rect { Rect(column: body.column, row: next, columns: body.columns, rows: rows) }
    func goOn(_ rows: Int) {
      next += rows
      isFirst = false
    }
    texts = part(wish.texts)
    scroll = min(max(0, focus.scroll), max(0, lines.count - wish.texts))
    if wish.texts > 0 { goOn(wish.texts) }
    if let wanted = content.drawing {
      let rows = wanted.rows == nil ? body.bottom - next : wish.drawing
      drawing = part(rows)
      if rows > 0 { goOn(rows) }
    }
    if content.field != nil {
      if wish.isAiry, !isFirst { next += 1 }
      field = part(wish.field)
      goOn(wish.field)
    }
    if let wanted = content.list {
      if wish.isAiry, !isFirst { next += 1 }
      list = part(wish.list)
      top = listTop(selection: row ?? 0, count: wanted.count, visible: wish.list)
      if wish.list > 0 { goOn(wish.list) }
    }
    if hasNotes {
      // Notes of a list stand at the bottom, so that they stay while it grows and shrinks.
      if content.list != nil { next = max(next, body.bottom - wish.notes) }
      notes = part(max(0, min(body.bottom - next, content.list == nil ? body.rows : wish.notes)))
    }
  }

  private static func lines(_ texts: [TextBlock], columns: Int, withGaps: Bool) -> [[StyledText]] {
    texts.flatMap { $0.lines(columns: columns, withGaps: withGaps) }
  }

  /// Whether lines of the texts are out of view.
  package var scrolls: Bool { lines.count > texts.rows }

  /// The rows of a list that are in view.
  func rowsInView(_ content: ListContent) -> Range<Int> {
    list.map { top..<max(top, min(content.count, top + $0.rows)) } ?? 0..<0
  }

  /// Whether a row of the list is in view.
  package func shows(_ row: Int) -> Bool { list.map { (top..<top + $0.rows).contains(row) } ?? false }

  /// The rows that have a digit, in their order. Few rows keep their digits while the list scrolls; of many, the first
  /// nine in view have them.
  package func digits(_ content: ListContent) -> [(row: Int, digit: Int)] {
    digits(content) { content.row($0).digit }
  }

  /// The same, where somebody knows the rows' own.
  func digits(_ content: ListContent, _ digit: (Int) -> Row.Digit) -> [(row: Int, digit: Int)] {
    guard list != nil else { return [] }
    let range = content.count <= 12 ? 0..<content.count : rowsInView(content)
    var digits: [(row: Int, digit: Int)] = []
    var next = 1
    for index in range {
      switch digit(index) {
      case .counted where next <= 9:
        digits.append((index, next))
        next += 1
      case .fixed(let digit): digits.append((index, digit))
      case .counted, .none: break
      }
    }
    return digits
  }
}
