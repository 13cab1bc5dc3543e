import Checklists

/// The words of a line in Markdown, without the signs that only a program shows: emphasis, code, links, tags, entities.
struct MarkdownText {
  /// What a person would see.
  private(set) var words = ""
  /// What is lost with the signs.
  private(set) var lost: [MarkupFault] = []

  private var rest: Substring

  init(_ text: String) {
    rest = text[...]
    while let letter = rest.first { if !takeMarkup(letter) { words.append(rest.removeFirst()) } }
    words = words.onOneLine
  }

  /// Signs that a backslash makes letters of.
  static let escapable: Set<Character> = Set("\\`*_{}[]()#+-.!~<>|/&\"'=:;,?@$%^→•")

  /// Takes a sign off the front where there is one.
  private mutating func takeMarkup(_ letter: Character) -> Bool {
    switch letter {
    case "\\": return takeEscape()
    case "`": return takeCode()
    case "*", "_": return takeEmphasis(letter)
    case "~": return takeStruck()
    case "[": return takeLink(rest)
    case "!": return rest.dropFirst().first == "[" && takeLink(rest.dropFirst())
    case "<": return takeTag()
    case "&": return takeEntity()
    default: return false
    }
  }

  private mutating func takeEscape() -> Bool {
    guard let next = rest.dropFirst().first, Self.escapable.contains(next) else { return false }
    words.append(next)
    rest = rest.dropFirst(2)
    return true
  }

  private mutating func takeCode() -> Bool {
    let mark = rest.prefix { $0 == "`" }
    let body = rest.dropFirst(mark.count)
    guard let end = body.firstRange(of: mark) else { return false }
    words += body[..<end.lowerBound]
    rest = body[end.upperBound...]
    return true
  }

  /// The words between two equal marks, which touch them; an underscore within a word is a letter.
  private mutating func takeEmphasis(_ sign: Character) -> Bool {
    let mark = String(rest.prefix { $0 == sign })
    guard mark.count <= 3 else { return false }
    if sign == "_", let before = words.last, before.isLetter || before.isNumber { return false }
    let body = rest.dropFirst(mark.count)
    guard let first = body.first, !first.isWhitespace else { return false }
    var search = body
    while let end = search.firstRange(of: mark) {
      let inner = body[..<end.lowerBound]
      let after = body[end.upperBound...]
      let isTight = inner.last.map { !$0.isWhitespace && $0 != "\\" } ?? false
      let isWhole = sign != "_" || !(after.first.map { $0.isLetter || $0.isNumber } ?? false)
      if isTight, isWhole, after.first != sign {
        take(inner)
        rest = after
        return true
      }
      search = after.first == sign ? after.dropFirst() : after
    }
    return false
  }

  /// What is struck through is taken back by who wrote it.
  private mutating func takeStruck() -> Bool {
    let body = rest.dropFirst(2)
    guard rest.hasPrefix("~~"), let end = body.firstRange(of: "~~"), end.lowerBound > body.startIndex else {
      return false
    }
    lost.append(.struck(String(body[..<end.lowerBound])))
    rest = body[end.upperBound...]
    return true
  }

  /// `[words](address)`, of a picture as well.
  private mutating func takeLink(_ start: Substring) -> Bool {
    let body = start.dropFirst()
    guard let close = body.firstRange(of: "]("), let end = body[close.upperBound...].firstIndex(of: ")") else {
      return false
    }
    take(body[..<close.lowerBound])
    lost.append(.address(String(body[close.upperBound..<end])))
    rest = body[body.index(after: end)...]
    return true
  }

  /// Words within marks, which may hold further marks.
  private mutating func take(_ inner: Substring) {
    let text = MarkdownText(String(inner))
    words += text.words
    lost += text.lost
  }

  private static let tags: Set<String> = [
    "a", "b", "big", "br", "code", "em", "font", "i", "kbd", "mark", "p", "small", "span", "strong", "sub", "sup", "tt",
    "u",
  ]

  private mutating func takeTag() -> Bool {
    guard let end = rest.firstIndex(of: ">") else { return false }
    let body = rest[..<end].dropFirst()
    if body.hasPrefix("https://") || body.hasPrefix("http://") || body.hasPrefix("mailto:") {
      lost.append(.address(String(body)))
    } else {
      let name = body.drop { $0 == "/" }.prefix { $0.isASCII && $0.isLetter }.lowercased()
      guard Self.tags.contains(name) else { return false }
      if name == "br" || name == "p" { words += " " }
    }
    rest = rest[rest.index(after: end)...]
    return true
  }

  private static let entities: [Substring: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "hellip": "…", "ndash": "–", "mdash": "—",
    "rarr": "→", "larr": "←", "times": "×", "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’", "middot": "·",
  ]

  private mutating func takeEntity() -> Bool {
    guard let end = rest.prefix(12).firstIndex(of: ";") else { return false }
    let name = rest[..<end].dropFirst()
    let found: String?
    if name.hasPrefix("#x") || name.hasPrefix("#X") {
      found = UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init).map { String($0) }
    } else if name.hasPrefix("#") {
      found = UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init).map { String($0) }
    } else {
      found = Self.entities[name]
    }
    guard let found else { return false }
    words += found
    rest = rest[rest.index(after: end)...]
    return true
  }
}

extension MarkdownText {
  /// A text that is read as these very words, also at the beginning of an entry.
  static func escaped(_ text: String) -> String {
    var result = ""
    for (index, letter) in text.enumerated() {
      let isSign = "\\`*_[<&~".contains(letter) || index == 0 && "!→=->+•#".contains(letter)
      // A number at the beginning is not that of an entry.
      let isNumbering = (letter == "." || letter == ")") && result.allSatisfy(\.isNumber)
      if isSign || isNumbering { result += "\\" }
      result.append(letter)
    }
    return result.replacing(MarkdownReader.languageMark, with: " \\// ")
  }
}
