/// A guide as blocks, from top to bottom, read from the Markdown that it is written in.
///
/// Guides keep to what a terminal can show: headings, paragraphs, lists, tables, code, and pictures of screens, which are
/// code behind a remark `<!-- picture: SCREEN COLUMNSxROWS -->`. Other remarks are left out.
package struct GuidePage: Hashable, Sendable {
  package enum Block: Hashable, Sendable {
    /// From 1, the title.
    case heading(level: Int, [Span])
    case paragraph([Span])
    /// An entry of a list behind its mark (`•`, `1.`); the depth counts from 0.
    case item(mark: String, depth: Int, [Span])
    /// A row of a table, cell by cell; the row of its heads is left out.
    case row([[Span]])
    /// Lines as they stand, in a language that may be empty.
    case code(language: String, [String])
    case picture(Picture, [String])
  }

  /// Words of one kind.
  package struct Span: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case plain
      case strong
      /// A key, a command or a file's name.
      case code
    }

    package var text: String
    package var kind: Kind

    package init(_ text: String, _ kind: Kind = .plain) {
      self.text = text
      self.kind = kind
    }
  }

  /// What a picture shows.
  package struct Picture: Hashable, Sendable {
    /// As previews name it.
    package var screen: String
    package var columns: Int
    package var rows: Int
    /// Where the picture is in another language than the guide.
    package var language: String?

    /// Reads `SCREEN COLUMNSxROWS`, maybe with a language behind it; nil for anything else.
    package init?(_ words: String) {
      let parts = words.split(separator: " ").map(String.init)
      guard parts.count == 2 || parts.count == 3 else { return nil }
      let sides = parts[1].split(separator: "x").compactMap { Int($0) }
      guard sides.count == 2, sides.allSatisfy({ (1...200).contains($0) }) else { return nil }
      screen = parts[0]
      (columns, rows) = (sides[0], sides[1])
      language = parts.count == 3 ? parts[2] : nil
    }
  }

  package var blocks: [Block]

  package init(blocks: [Block]) { self.blocks = blocks }

  package init(markdown: String) {
    var reader = GuideReader()
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) { reader.take(line) }
    blocks = reader.finished()
  }
}

/// Reads a guide line by line.
private struct GuideReader {
  private var blocks: [GuidePage.Block] = []
  /// The paragraph or entry that goes on, with its words so far.
  private var open: (make: ([GuidePage.Span]) -> GuidePage.Block, words: [String])?
  /// The code that goes on.
  private var code: (language: String, lines: [String])?
  /// The picture that the next code is.
  private var picture: GuidePage.Picture?
  /// Rows of the table that goes on.
  private var rowsOfTable = 0

  mutating func take(_ line: Substring) {
    let text = line.drop { $0 == " " }
    if code != nil { return inCode(line, text) }
    if text.hasPrefix("```") {
      close()
      code = (String(text.dropFirst(3)), [])
    } else if text.hasPrefix("<!--") {
      close()
      if text.hasPrefix("<!-- picture:") {
        picture = GuidePage.Picture(String(text.dropFirst(13).prefix { $0 != ">" }.dropLast(2)))
      }
    } else if text.isEmpty {
      close()
    } else if text.hasPrefix("|") {
      row(text)
    } else if text.hasPrefix("#") {
      close()
      let level = text.prefix { $0 == "#" }.count
      blocks.append(.heading(level: level, spans(String(text.dropFirst(level + 1)))))
    } else if let (mark, rest) = entry(text) {
      close()
      let depth = (line.count - text.count) / 2
      open = ({ .item(mark: mark, depth: min(depth, 3), $0) }, [String(rest)])
    } else if open != nil {
      open?.words.append(String(text))
    } else {
      open = ({ .paragraph($0) }, [String(text)])
    }
  }

  mutating func finished() -> [GuidePage.Block] {
    close()
    if let code { blocks.append(.code(language: code.language, code.lines)) }
    return blocks
  }

  private mutating func inCode(_ line: Substring, _ text: Substring) {
    guard text.hasPrefix("```"), let whole = code else {
      code?.lines.append(String(line))
      return
    }
    if let picture {
      blocks.append(.picture(picture, whole.lines))
    } else {
      blocks.append(.code(language: whole.language, whole.lines))
    }
    (code, picture) = (nil, nil)
  }

  private mutating func close() {
    if let open { blocks.append(open.make(spans(open.words.joined(separator: " ")))) }
    open = nil
    rowsOfTable = 0
  }

  /// The first two rows of a table are its heads and a rule.
  private mutating func row(_ text: Substring) {
    if open != nil { close() }
    rowsOfTable += 1
    guard rowsOfTable > 2 else { return }
    var cells: [String] = [""]
    var isCode = false
    var last: Character?
    for character in text.dropFirst() {
      if character == "`" { isCode.toggle() }
      if character == "|", last == "\\" {
        cells[cells.count - 1].removeLast()
        cells[cells.count - 1].append(character)
      } else if character == "|", !isCode {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
      last = character
    }
    if cells.last?.allSatisfy({ $0 == " " }) == true { cells.removeLast() }
    blocks.append(.row(cells.map { spans($0.split(separator: " ").joined(separator: " ")) }))
  }

  /// The mark of an entry and what stands behind it; nil where the line begins none.
  private func entry(_ text: Substring) -> (mark: String, rest: Substring)? {
    if text.hasPrefix("- ") { return ("•", text.dropFirst(2)) }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(digits.count)
    guard !digits.isEmpty, digits.count < 3, rest.hasPrefix(". ") else { return nil }
    return (digits + ".", rest.dropFirst(2))
  }

  /// The words of a text by kind; a link is its words alone.
  private func spans(_ text: String) -> [GuidePage.Span] {
    var spans: [GuidePage.Span] = []
    var rest = text.replacing(/\[((?:[^\]`]|`[^`]*`)*)\]\([^)]*\)/) { String($0.1) }[...]
    func add(_ text: Substring, _ kind: GuidePage.Span.Kind) {
      if !text.isEmpty { spans.append(GuidePage.Span(String(text), kind)) }
    }
    while let match = rest.firstMatch(of: /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*/) {
      add(rest[..<match.range.lowerBound], .plain)
      if let code = match.1 { add(code, .code) }
      // Keys within words that stand out are keys all the same.
      if let strong = match.2 { add(strong.filter { $0 != "`" }, .strong) }
      if let strong = match.3 { add(strong.filter { $0 != "`" }, .strong) }
      rest = rest[match.range.upperBound...]
    }
    add(rest, .plain)
    return spans
  }
}
