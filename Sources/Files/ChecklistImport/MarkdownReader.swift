import ChecklistFiles
import Checklists
import VietnameseText

/// Reads a checklist from a list in Markdown: one step an entry.
///
/// `# heading` is the title, the lines below it the summary, `! line` a safety line, `- [ ] entry` a step. Below a
/// step: `> line` is read aloud, `- → line` is how one sees that it worked, `- ! line` a warning, any other entry is
/// done. Both languages stand on one line with ` // ` between them; `(2 phút)` or `(2 min)` is a step's time, and
/// `{#name safety=name}` names a step and its safety line. Blocks of code, remarks and a head of properties are no
/// steps.
struct MarkdownReader {
  /// What stands between the two languages.
  static let languageMark = " // "

  private let lines: [Substring]
  private let diagnostics: ImportDiagnostics
  private let isVietnamese: Bool
  private var draft = ImportDraft()
  private var names = NameGiver()
  private var number = 0
  /// The marks that end the block of code which is open; nil outside of one.
  private var fence: Substring?
  private var isInRemark = false

  init(_ text: String, diagnostics: ImportDiagnostics) {
    // "\r\n" is one Character, and is a line's end all the same.
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    isVietnamese = looksVietnamese(composed(text))
    self.diagnostics = diagnostics
  }

  /// The whole draft.
  mutating func wholeDraft() throws(ImportFault) -> ImportDraft {
    let head = endOfProperties
    if head > 0 {
      number = 1
      lost(.properties)
    }
    for (index, line) in lines.enumerated().dropFirst(head) {
      number = index + 1
      if let text = outsideOfBlocks(line) { read(text) }
    }
    if draft.steps.isEmpty { throw .unreadable(.noSteps) }
    return draft
  }

  private var place: ImportPlace { .line(number, column: 1) }

  /// How many lines the properties between `---` take at the top; 0 where there are none.
  private var endOfProperties: Int {
    guard lines.first?.trimmed() == "---" else { return 0 }
    let end = lines.dropFirst().firstIndex { $0.trimmed() == "---" || $0.trimmed() == "..." }
    return end.map { $0 + 1 } ?? 0
  }

  /// A line without remarks; nil within a block of code.
  private mutating func outsideOfBlocks(_ line: Substring) -> String? {
    if !isInRemark, let mark = fenceMark(line) {
      if let open = fence {
        if mark.first == open.first, mark.count >= open.count { fence = nil }
      } else {
        fence = mark
        lost(.code)
      }
      return nil
    }
    if fence != nil { return nil }
    var result = ""
    var rest = line
    while !rest.isEmpty {
      if isInRemark {
        guard let end = rest.firstRange(of: "-->") else { return result }
        rest = rest[end.upperBound...]
        isInRemark = false
      } else {
        guard let start = rest.firstRange(of: "<!--") else { return result + rest }
        result += rest[..<start.lowerBound]
        rest = rest[start.upperBound...]
        isInRemark = true
        lost(.remark)
      }
    }
    return result
  }

  /// Three or more marks with which a block of code begins or ends.
  private func fenceMark(_ line: Substring) -> Substring? {
    let text = line.drop { $0 == " " || $0 == "\t" }
    guard let first = text.first, first == "`" || first == "~" else { return nil }
    let mark = text.prefix { $0 == first }
    return mark.count >= 3 && !text.dropFirst(mark.count).contains("`") ? mark : nil
  }

  private mutating func read(_ line: String) {
    let indent = line.prefix { $0 == " " || $0 == "\t" }.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
    let text = tidied(line, at: place, diagnostics: diagnostics).onOneLine
    if text.isEmpty || text.allSatisfy({ $0 == "-" || $0 == "*" || $0 == "_" }) && text.count > 2 { return }
    if indent == 0, text.hasPrefix("#") { return readHeading(text) }
    if text.hasPrefix(">") { return readQuote(text.dropFirst().trimmed()) }
    if let entry = entry(text) {
      if indent < 2 || draft.steps.isEmpty { readStep(entry) } else { readPart(entry) }
      return
    }
    if text.hasPrefix("! "), draft.steps.isEmpty { return readSafety(text.dropFirst(2).trimmed()) }
    readParagraph(text)
  }

  /// The text of an entry, without its bullet, number and box; nil where the line is no entry.
  private func entry(_ text: String) -> String? {
    var rest: Substring
    if let first = text.first, "-*+•".contains(first), text.dropFirst().first == " " {
      rest = text.dropFirst(2)
    } else {
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      let after = text.dropFirst(digits.count)
      guard !digits.isEmpty, digits.count <= 3, after.hasPrefix(". ") || after.hasPrefix(") ") else { return nil }
      rest = after.dropFirst(2)
    }
    for box in ["[ ] ", "[x] ", "[X] ", "[] "] where rest.hasPrefix(box) { rest = rest.dropFirst(box.count) }
    let entry = rest.trimmed()
    return entry.isEmpty ? nil : entry
  }

  private mutating func readHeading(_ text: String) {
    guard draft.title == LocalText("", ""), draft.steps.isEmpty else {
      diagnostics.lost(.heading, at: place)
      return
    }
    let (rest, attributes) = attributes(of: text.drop { $0 == "#" }.trimmed())
    draft.place = place
    draft.title = words(rest)
    for (key, value) in attributes {
      switch key {
      case "#": draft.id = value
      case "version":
        if let version = Int(value), (1...999_999).contains(version) { draft.version = version } else { lost(value) }
      case "checked": draft.checked = CalendarDay(value)?.text ?? value
      default: lost(key)
      }
    }
  }

  private mutating func readParagraph(_ text: String) {
    guard draft.steps.isEmpty, draft.summary == LocalText("", "") else {
      diagnostics.lost(.line, at: place)
      return
    }
    draft.summary = words(text)
    draft.places[.root / "summary"] = place
  }

  private mutating func readSafety(_ text: String) {
    let (rest, attributes) = attributes(of: text)
    draft.places[.root / "safety" / draft.safety.count] = place
    var name = "safety-\(draft.safety.count + 1)"
    for (key, value) in attributes { if key == "#" { name = value } else { lost(key) } }
    draft.safety.append(SafetyLine(id: SafetyID(rawValue: name), text: words(rest)))
  }

  private mutating func readStep(_ entry: String) {
    var (rest, attributes) = attributes(of: entry)
    let time = minutes(&rest)
    let text = words(rest)
    let (title, isCut) = shortTitle(text)
    if isCut { diagnostics.lost(.shortened(limit: titleColumns), at: place) }
    let id = attributes.last { $0.0 == "#" }?.1
    let name = id ?? checklistName(text.vi.isEmpty ? text.en : text.vi, fallback: "line-\(number)")
    var draft = DraftStep(id: names.name(name), place: place)
    draft.step.title = title
    if isCut { draft.step.actions = [text] }
    for field in StepField.all {
      switch (field.markdown, field.kind) {
      case (.time, .minutes(let property, _)): draft.step[keyPath: property] = time ?? .zero
      case (.attribute, .safety(let property)):
        draft.step[keyPath: property] = SafetyID(rawValue: attributes.last { $0.0 == field.key }?.1 ?? "")
      case (.attribute, .checklist(let property)):
        draft.step[keyPath: property] = attributes.last { $0.0 == field.key }.map { ChecklistID(rawValue: $0.1) }
      default: break
      }
    }
    let known = StepField.all.filter { $0.markdown == .attribute }.map(\.key) + ["#"]
    for (key, _) in attributes where !known.contains(key) { lost(key) }
    self.draft.steps.append(draft)
  }

  private mutating func readQuote(_ text: String) {
    guard let last = draft.steps.indices.last else { return readParagraph(text) }
    guard let field = StepField.all.first(where: { $0.markdown == .quote }),
      case .text(let property, _) = field.kind
    else { return }
    let said = words(text)
    let before = draft.steps[last].step[keyPath: property]
    draft.steps[last].note(field.key, at: place)
    // A quotation of several lines is one text.
    draft.steps[last].step[keyPath: property] = LocalText(
      vi: (before.vi + " " + said.vi).trimmed(), en: (before.en + " " + said.en).trimmed())
  }

  /// Other ways to write a sign.
  private static let otherSigns = ["→": ["=>", "->"]]

  private mutating func readPart(_ entry: String) {
    guard let last = draft.steps.indices.last else { return }
    // Fields with a sign go before the one without.
    for field in StepField.all {
      guard case .item(let sign)? = field.markdown, !sign.isEmpty else { continue }
      for mark in [sign] + (Self.otherSigns[sign] ?? []) where entry.hasPrefix(mark) {
        if take(words(entry.dropFirst(mark.count).trimmed()), as: field, at: last) { return }
      }
    }
    if let field = StepField.all.first(where: { $0.markdown == .item("") }) {
      _ = take(words(entry), as: field, at: last)
    }
  }

  /// Puts a text into a field of a step; false where a field of one text has it already.
  private mutating func take(_ text: LocalText, as field: StepField, at index: Int) -> Bool {
    switch field.kind {
    case .text(let property, _):
      guard draft.steps[index].step[keyPath: property] == LocalText("", "") else { return false }
      draft.steps[index].step[keyPath: property] = text
      draft.steps[index].note(field.key, at: place)
      return true
    case .lines(let property, _, _):
      draft.steps[index].note(field.key, line: draft.steps[index].step[keyPath: property].count, at: place)
      draft.steps[index].step[keyPath: property].append(text)
      return true
    default: return false
    }
  }
}

extension MarkdownReader {
  private func lost(_ attribute: String) { diagnostics.lost(.attribute(attribute), at: place) }

  private func lost(_ markup: MarkupFault) { diagnostics.lost(.markup(markup), at: place) }

  /// A text in the languages that it stands in, without the signs of Markdown.
  private func words(_ text: String) -> LocalText {
    func plain(_ text: some StringProtocol) -> String {
      let text = MarkdownText(text.trimmed())
      text.lost.forEach(lost)
      return text.words
    }
    if let mark = text.firstRange(of: Self.languageMark) {
      return LocalText(vi: plain(text[..<mark.lowerBound]), en: plain(text[mark.upperBound...]))
    }
    return isVietnamese ? LocalText(vi: plain(text), en: "") : LocalText(vi: "", en: plain(text))
  }

  /// The text without `{#name key=value}` at its end, and what stood there; the name has the key `#`.
  private func attributes(of text: String) -> (String, [(String, String)]) {
    guard text.hasSuffix("}"), let start = text.lastIndex(of: "{") else { return (text, []) }
    let words = text[text.index(after: start)...].dropLast().split(separator: " ")
    var found: [(String, String)] = []
    for word in words {
      if word.hasPrefix("#") {
        found.append(("#", String(word.dropFirst())))
      } else if let sign = word.firstIndex(of: "=") {
        found.append((String(word[..<sign]), String(word[word.index(after: sign)...])))
      } else {
        return (text, [])
      }
    }
    return (text[..<start].trimmed(), found)
  }

  /// Takes `(2 phút)` or `(2 min)` off the end.
  private func minutes(_ text: inout String) -> Duration? {
    guard let found = text.firstMatch(of: /\(([0-9.,]{1,8})\s*(?:phút|ph|minutes|minute|mins|min)\)$/) else {
      return nil
    }
    guard let time = duration(ofMinutes: String(found.output.1)) else {
      diagnostics.lost(.badMinutes(String(found.output.1)), at: place)
      return nil
    }
    text = text[..<found.range.lowerBound].trimmed()
    return time
  }
}
