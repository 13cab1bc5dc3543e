package import Checklists
package import TerminalUI

/// What a screen shows, from top to bottom: a description, from which the desk draws and reads keys.
package struct ScreenContent: Sendable {
  /// In the bar on top.
  package var title: String
  /// Lines under the bar that always stay.
  package var head: [HeadLine] = []
  /// What is read; scrolls where it does not fit.
  package var texts: [TextBlock] = []
  package var field: FieldContent?
  package var list: ListContent?
  /// What is said about the highlighted row or the text being typed, below them.
  package var notes: Notes?
  /// The safety line of the moment: always whole, above the messages.
  package var safety: String?
  /// A column on the left where the terminal is wide.
  package var panel: Panel?
  /// Something that is neither text nor list: a QR code, large letters.
  package var drawing: Drawing?

  package init(title: String) { self.title = title }
}

/// Words of one role.
package struct StyledText: Equatable, Sendable {
  package var text: String
  package var role: Role
  /// Whether it is a picture made of signs, which says nothing when read.
  package var isPicture: Bool

  package init(text: String, role: Role, isPicture: Bool = false) {
    self.text = text
    self.role = role
    self.isPicture = isPicture
  }
}

/// A line under the bar: words on the left, words on the right, maybe a bar between them.
package struct HeadLine: Sendable {
  package var left: StyledText
  package var right: StyledText?
  /// How much of something is done.
  package var progress: (done: Int, total: Int)?
  /// The key that a click on the right words, or where there are none on the line, stands for.
  package var click: Key?

  package init(
    _ text: String, _ role: Role = .muted, right: StyledText? = nil, progress: (done: Int, total: Int)? = nil,
    click: Key? = nil
  ) {
    left = StyledText(text: text, role: role)
    self.right = right
    self.progress = progress
    self.click = click
  }

  /// The same in as many lines as its words take; what is on the right, and the bar, are in the last one.
  package func lines(columns: Int) -> [HeadLine] {
    let right = right.map { displayWidth($0.text) } ?? 0
    let room = right == 0 ? columns : columns - right - 2
    guard displayWidth(left.text) > room else { return [self] }
    // Words that leave no room for a word beside them have lines of their own.
    let isBeside = right > 0 && room >= columns / 2
    var lines = wrapped(left.text, columns: max(1, isBeside ? room : columns)).map {
      HeadLine($0, left.role, click: click)
    }
    if right > 0, !isBeside { lines.append(HeadLine("", left.role)) }
    guard !lines.isEmpty else { return [self] }
    lines[lines.count - 1].right = self.right
    lines[lines.count - 1].progress = progress
    lines[lines.count - 1].click = click
    return lines
  }
}

/// A paragraph.
package struct TextBlock: Sendable {
  enum Form: Sendable {
    /// Broken between words; further lines are indented by the mark.
    case words(mark: String, String, Role)
    /// The same for words of several roles.
    case spans(mark: String, [StyledText])
    /// One line, shortened where it is too long.
    case line([StyledText])
    /// A blank line where everything fits with it.
    case gap
  }
  let form: Form

  /// A paragraph that is broken between words; further lines are indented by the mark.
  package init(_ text: String, _ role: Role = .text, mark: String = "") {
    form = .words(mark: mark, text, role)
  }

  /// A paragraph of words of several roles.
  package init(_ spans: [StyledText], mark: String = "") { form = .spans(mark: mark, spans) }

  /// One line, cut where it is too long.
  package init(line: [StyledText]) { form = .line(line) }

  private init(_ form: Form) { self.form = form }

  /// A blank line that goes first where there is too little room.
  package static let gap = TextBlock(.gap)

  /// The lines that it takes.
  package func lines(columns: Int, withGaps: Bool) -> [[StyledText]] {
    switch form {
    case .gap: return withGaps ? [[]] : []
    case .line(let spans): return [spans]
    case .words(let mark, let text, let role):
      let indent = displayWidth(mark)
      return wrapped(text, columns: max(1, columns - indent)).enumerated().map { index, line in
        [StyledText(text: (index == 0 ? mark : String(repeating: " ", count: indent)) + line, role: role)]
      }
    case .spans(let mark, let spans):
      let indent = displayWidth(mark)
      let lines = wrapped(spans.map(\.text).joined(), columns: max(1, columns - indent))
      let first = StyledText(text: mark, role: spans.first?.role ?? .text)
      let further = StyledText(text: String(repeating: " ", count: indent), role: .text)
      return Self.coloured(lines, as: spans).enumerated().map { ($0 == 0 ? [first] : [further]) + $1 }
    }
  }

  /// Lines that spans were broken into, in the spans' roles: letter by letter, since blanks may have gone.
  private static func coloured(_ lines: [String], as spans: [StyledText]) -> [[StyledText]] {
    if let role = spans.first?.role, spans.allSatisfy({ $0.role == role }) {
      return lines.map { $0.isEmpty ? [] : [StyledText(text: $0, role: role)] }
    }
    var roles = spans.flatMap { span in span.text.filter { $0 != " " && $0 != noBreak }.map { _ in span.role } }[...]
    var role = roles.first ?? .text
    return lines.map { line in
      var coloured: [StyledText] = []
      for letter in line {
        if letter != " " { role = roles.popFirst() ?? role }
        if coloured.last?.role == role {
          coloured[coloured.count - 1].text.append(letter)
        } else {
          coloured.append(StyledText(text: String(letter), role: role))
        }
      }
      return coloured
    }
  }
}

/// A text being typed; the text itself is in the screen's ``Focus``.
package struct FieldContent: Sendable {
  /// What may be typed.
  package enum Kind: Sendable {
    /// Words that others may read: no numbers of persons.
    case words
    /// Words that may hold any number: a code, a path, the citizen's own telephone.
    case numbers
    /// Words that choose among the rows of the list; digits choose a row.
    case filter
    /// A passphrase: not shown, and taken as it is typed.
    case secret

    /// Whether numbers of a person are marked in it.
    var isGuarded: Bool {
      switch self {
      case .words, .filter: true
      case .numbers, .secret: false
      }
    }
  }

  package var kind: Kind
  /// In front of the field.
  package var label: String
  /// Characters that it takes.
  package var limit: Int
  /// Lines that it has where there is room: a longer text is broken between words. The text itself has no line ends.
  package var rows = 1

  package init(_ kind: Kind, label: String = "", limit: Int = 200) {
    self.kind = kind
    self.label = label
    self.limit = limit
  }
}

/// A list from which one row is taken.
package struct ListContent: Sendable {
  /// How many rows there are.
  package var count: Int
  /// A row by its place; asked for rows in view only.
  package var row: @Sendable (Int) -> Row
  /// What taking a row is called.
  package var label: LocalText
  /// Why the highlighted row cannot be taken; nil where it can.
  package var disabled: LocalText?
  /// What Enter answers where no row is highlighted.
  package var unchosen: LocalText?
  /// What stands in place of the rows where there are none.
  package var empty: LocalText?
  /// How many there are in all, where more than ``count`` exist; nil where that is not known.
  package var total: Int?
  /// What is said where the rows are the first of more: of how many, and how the others are come by. They are not counted
  /// then: a count of what happens to be listed would be taken for that of all.
  package var beyond: LocalText?
  /// How many come before the first of them; nil where that is not known.
  package var before: Int? = 0
  /// Whether taking a row ends something or cannot be taken back; see ``Command/isDeliberate``.
  package var isDeliberate = false
  /// Whether the hints name Enter.
  package var isHint = true
  /// Lines that stay free below many rows for the words of one that is cut, so that the list stands still while others
  /// are highlighted. Few rows are all looked at instead.
  package var linesForCutRow = 0

  package init(_ label: LocalText, count: Int, empty: LocalText? = nil, row: @escaping @Sendable (Int) -> Row) {
    self.label = label
    self.count = count
    self.empty = empty
    self.row = row
    total = count
  }

  package init(_ label: LocalText, _ rows: [Row], empty: LocalText? = nil) {
    self.init(label, count: rows.count, empty: empty) { rows[$0] }
  }

  /// The highlighted row; nil where none is.
  func highlighted(_ focus: Focus) -> Int? { count == 0 ? nil : focus.row.map { min(max(0, $0), count - 1) } }

  /// Where a key that does not page leads from a row of a list that has some; nil for any other key.
  func row(from row: Int?, by key: Key) -> Int? {
    switch key {
    case .up: max(0, row.map { $0 - 1 } ?? count - 1)
    case .down: min(row.map { $0 + 1 } ?? 0, count - 1)
    case .home: 0
    case .end: count - 1
    default: nil
    }
  }
}

/// One row of a list.
package struct Row: Sendable {
  /// The key in front of a row.
  package enum Digit: Equatable, Sendable {
    /// The next of 1–9, for the first nine in view.
    case counted
    case fixed(Int)
    case none
  }

  /// By which stories know it; empty where they know it by its words.
  package var id: String
  package let text: String
  /// On the right, kept whole where it takes at most half of the row.
  package let detail: String
  /// The columns of text and detail, measured once: rows are drawn more often than they are described.
  let width: (text: Int, detail: Int)
  package var role: Role
  package var digit: Digit
  /// Draws the row behind its digit in place of text and detail; told whether it is highlighted.
  package var draw: (@Sendable (Rect, inout Frame, Bool) -> Void)?

  /// The columns that the text and the detail get of a row of so many.
  func room(columns: Int) -> (text: Int, detail: Int) {
    let detail = min(width.detail, columns / 2)
    // Mark and digit stand in front.
    return (max(0, columns - 4 - (detail > 0 ? detail + 2 : 1)), detail)
  }

  /// All of its words, where some are cut in a row of so many columns; nil where none are.
  package func whole(columns: Int) -> String? {
    let room = room(columns: columns)
    let isCut = width.text > room.text || width.detail > room.detail
    return draw == nil && isCut ? [text, detail].filter { !$0.isEmpty }.joined(separator: " · ") : nil
  }

  package init(
    _ text: String, detail: String = "", role: Role = .text, id: String = "", digit: Digit = .counted,
    draw: (@Sendable (Rect, inout Frame, Bool) -> Void)? = nil
  ) {
    self.id = id
    self.text = text
    self.detail = detail
    width = (displayWidth(text), displayWidth(detail))
    self.role = role
    self.digit = digit
    self.draw = draw
  }
}

/// Words below the list or field.
package struct Notes: Sendable {
  package var texts: [TextBlock]
  /// Rows that are kept free for them, so that the list stands still while other rows are highlighted.
  package var rows: Int
  /// Whether a line sets them apart.
  package var hasRule: Bool

  package init(_ texts: [TextBlock], rows: Int = 0, rule: Bool = false) {
    self.texts = texts
    self.rows = rows
    hasRule = rule
  }
}

/// A column on the left.
package struct Panel: Sendable {
  package var columns: Int
  package var lines: [StyledText]
  /// The line that must be in view.
  package var current: Int

  package init(columns: Int, lines: [StyledText], current: Int) {
    self.columns = columns
    self.lines = lines
    self.current = current
  }
}

/// What a screen draws by itself.
package struct Drawing: Sendable {
  /// Rows that it takes below the texts; nil: all that are left.
  package var rows: Int?
  /// Whether it covers everything but the hints.
  package var covers: Bool
  /// What stands for it where nothing can be drawn; empty where the rest of the screen says it.
  package var words: [TextBlock]
  package var draw: @Sendable (Rect, inout Frame) -> Void

  package init(
    rows: Int? = nil, covers: Bool = false, words: [TextBlock] = [],
    draw: @escaping @Sendable (Rect, inout Frame) -> Void
  ) {
    self.rows = rows
    self.covers = covers
    self.words = words
    self.draw = draw
  }
}
