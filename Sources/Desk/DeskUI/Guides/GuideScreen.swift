import Checklists
import Guides
import Phrases
import TerminalUI

/// One guide, to be read.
struct GuideScreen: Screen {
  var focus = Focus()
  let guide: Guide

  enum Action: String { case next, previous }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.guides) + " · " + desk.say(guide.title))
    let page = desk.guides[guide]?[desk.language]
    content.texts =
      page.map { $0.texts(columns: desk.size.columns - 2, hasSymbols: desk.capabilities.hasSymbols) } ?? []
    if page == nil { content.head = [HeadLine(desk.say(Phrase.reading))] }
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    let parts = parts(desk)
    func reason(_ part: Int?) -> LocalText? { part == nil ? Phrase.noFurtherPart : nil }
    return [
      Command("n", .next, Phrase.nextPart, disabled: reason(parts.next)),
      Command("l", .previous, Phrase.previousPart, disabled: reason(parts.previous)),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    let parts = parts(desk)
    if let line = action == .next ? parts.next : parts.previous { focus.scroll = line }
    return []
  }

  /// The lines of the last and the next heading from the top of the view; nil where there is none.
  private func parts(_ desk: Desk) -> (previous: Int?, next: Int?) {
    let layout = ScreenLayout(content(desk), focus, size: desk.size)
    let most = max(0, layout.lines.count - layout.texts.rows)
    let headings = layout.lines.indices.filter { layout.lines[$0].first?.role == .title }
    return (
      headings.last { $0 < layout.scroll },
      headings.first { $0 > layout.scroll && layout.scroll < most }.map { min($0, most) }
    )
  }
}

extension GuidePage {
  /// What is read on a screen or page of a width. A picture that is wider is left out.
  package func texts(columns: Int, hasSymbols: Bool) -> [TextBlock] {
    var texts: [TextBlock] = []
    var last: Block?
    for block in blocks {
      if let last, !Self.belongTogether(last, block) { texts.append(TextBlock("")) }
      last = block
      switch block {
      case .heading(_, let spans): texts.append(TextBlock(spans.map(\.text).joined(), .title))
      case .paragraph(let spans): texts.append(TextBlock(Self.styled(spans, hasSymbols)))
      case .item(let mark, let depth, let spans):
        let sign = mark == "•" && !hasSymbols ? "-" : mark
        texts.append(
          TextBlock(Self.styled(spans, hasSymbols), mark: String(repeating: " ", count: 1 + depth * 3) + sign + " "))
      case .row(let cells):
        // The first cell is what is looked for; the others say it.
        let rest = cells.dropFirst().flatMap { [Span(": ")] + $0 }
        texts.append(TextBlock(Self.styled((cells.first ?? []) + rest, hasSymbols), mark: hasSymbols ? " • " : " - "))
      case .code(_, let lines): texts += lines.map { Self.line(Self.drawable($0, hasSymbols), columns: columns) }
      case .picture(let picture, let lines):
        guard picture.columns <= columns, hasSymbols else { continue }
        texts += lines.map { TextBlock(line: [StyledText(text: $0, role: .muted)]) }
      }
    }
    return texts
  }

  /// Entries of one list and rows of one table stand without blank lines between them.
  private static func belongTogether(_ one: Block, _ other: Block) -> Bool {
    switch (one, other) {
    case (.item, .item), (.row, .row): true
    default: false
    }
  }

  private static func styled(_ spans: [Span], _ hasSymbols: Bool) -> [StyledText] {
    spans.map { span in
      let text = drawable(span.text, hasSymbols)
      return switch span.kind {
      case .plain: StyledText(text: text, role: .text)
      case .strong: StyledText(text: text, role: .accent)
      case .code: StyledText(text: text, role: .hintKey)
      }
    }
  }

  /// Arrows in letters, where the terminal has no arrows.
  private static func drawable(_ text: String, _ hasSymbols: Bool) -> String {
    hasSymbols ? text : text.replacing("→", with: "->").replacing("↑", with: "Up").replacing("↓", with: "Down")
  }

  /// A line of code as it stands; one that is too long is broken behind its indentation.
  private static func line(_ text: String, columns: Int) -> TextBlock {
    let indent = String(text.prefix { $0 == " " })
    return displayWidth(text) + 2 <= columns
      ? TextBlock(line: [StyledText(text: "  " + text, role: .hintKey)])
      : TextBlock(String(text.dropFirst(indent.count)), .hintKey, mark: "  " + indent)
  }
}
