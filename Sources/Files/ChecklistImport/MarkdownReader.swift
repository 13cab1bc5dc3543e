import ChecklistFiles
import Checklists
import VietnameseText

/// Reads a checklist from a list in Markdown: one step an entry.
///
/// `# heading` is the title, the lines below it the summary, `! line` a safety line, `- [ ] entry` a step. Below a
/// step: `> line` is read aloud, `- → line` is how one sees that it worked, `- ! line` a warning, any other entry is
/// done. Both languages stand on one line with ` // ` between them; `(2 phút)` or `(2 min)` is a step's time, and
/// `{#name safety=name}` names a step and its safety line.
struct MarkdownReader {
  /// What stands between the two languages.
  static let languageMark = " // "

  private let lines: [Substring]
  private let ear: Ear
  private let isVietnamese: Bool
  private var draft = Draft()
  private var names = NameGiver()
  private var number = 0

  init(_ text: String, ear: Ear) {
    // "\r\n" is one Character, and is a line's end all the same.
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    isVietnamese = looksVietnamese(composed(text))
    self.ear = ear
  }

  /// The whole draft.
  mutating func wholeDraft() throws(UnreadableFault) -> Draft {
    for (index, line) in lines.enumerated() {
      number = index + 1
      read(line)
    }
    if draft.steps.isEmpty { throw .noSteps }
    return draft
  }

  private var place: ImportPlace { .line(number, column: 1) }

  private mutating func read(_ line: Substring) {
    let indent = line.prefix { $0 == " " || $0 == "\t" }.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
    let text = tidied(String(line), at: place, ear: ear).onOneLine
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
    guard draft.title == nil, draft.steps.isEmpty else {
      ear.lost(.heading, at: place)
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
      case "checked": draft.checked = value
      default: lost(key)
      }
    }
  }

  private mutating func readParagraph(_ text: String) {
    guard draft.steps.isEmpty, draft.summary == nil else {
      ear.lost(.line, at: place)
      return
    }
    draft.summary = words(text)
    draft.places["summary"] = place
  }

  private mutating func readSafety(_ text: String) {
    let (rest, attributes) = attributes(of: text)
    let path = "safety/\(draft.safety.count)"
    draft.places[path] = place
    var name = "safety-\(draft.safety.count + 1)"
    for (key, value) in attributes { if key == "#" { name = value } else { lost(key) } }
    draft.safety.append(SafetyLine(id: SafetyID(rawValue: name), text: words(rest)))
  }

  private mutating func readStep(_ entry: String) {
    var (rest, attributes) = attributes(of: entry)
    let time = minutes(&rest)
    let text = words(rest)
    let (title, isCut) = shortTitle(text)
    if isCut { ear.lost(.shortened(limit: titleColumns), at: place) }
    var id: String?
    var safety: String?
    for (key, value) in attributes {
      switch key {
      case "#": id = value
      case "safety": safety = value
      default: lost(key)
      }
    }
    let name = id ?? checklistName(text.vi.isEmpty ? text.en : text.vi, fallback: "line-\(number)")
    var step = DraftStep(id: names.name(name), place: place)
    step.title = title
    if isCut { step.actions = [text] }
    step.minutes = time
    step.safety = safety
    draft.steps.append(step)
  }

  private mutating func readQuote(_ text: String) {
    guard let last = draft.steps.indices.last else { return readParagraph(text) }
    let said = words(text)
    draft.steps[last].places["say"] = place
    guard let before = draft.steps[last].say else {
      draft.steps[last].say = said
      return
    }
    // A quotation of several lines is one text.
    draft.steps[last].say = LocalText(
      vi: (before.vi + " " + said.vi).trimmed(), en: (before.en + " " + said.en).trimmed())
  }

  private mutating func readPart(_ entry: String) {
    guard let last = draft.steps.indices.last else { return }
    for mark in ["→", "=>", "->"] where entry.hasPrefix(mark) && draft.steps[last].check == nil {
      draft.steps[last].check = words(entry.dropFirst(mark.count).trimmed())
      draft.steps[last].places["check"] = place
      return
    }
    if entry.hasPrefix("!") {
      draft.steps[last].places["warnings/\(draft.steps[last].warnings.count)"] = place
      draft.steps[last].warnings.append(words(entry.dropFirst().trimmed()))
      return
    }
    draft.steps[last].places["do/\(draft.steps[last].actions.count)"] = place
    draft.steps[last].actions.append(words(entry))
  }
}

extension MarkdownReader {
  private func lost(_ attribute: String) { ear.lost(.attribute(attribute), at: place) }

  /// A text in the languages that it stands in.
  private func words(_ text: String) -> LocalText {
    if let mark = text.firstRange(of: Self.languageMark) {
      return LocalText(vi: text[..<mark.lowerBound].trimmed(), en: text[mark.upperBound...].trimmed())
    }
    return isVietnamese ? LocalText(vi: text, en: "") : LocalText(vi: "", en: text)
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
      ear.lost(.badMinutes(String(found.output.1)), at: place)
      return nil
    }
    text = text[..<found.range.lowerBound].trimmed()
    return time
  }
}
