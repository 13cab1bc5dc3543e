/// A condition as an XLSForm writes it, of the part that checklists know.
indirect enum Relevant: Hashable {
  case always, never
  /// `${name} = 'answer'`; with an empty answer: not answered.
  case equals(String, String)
  /// `selected(${name}, 'answer')`.
  case selected(String, String)
  case not(Relevant)
  case and(Relevant, Relevant)
  case or(Relevant, Relevant)

  /// The names that are asked for, in the order in which they stand there.
  var names: [String] {
    switch self {
    case .always, .never: []
    case .equals(let name, _), .selected(let name, _): [name]
    case .not(let one): one.names
    case .and(let one, let other), .or(let one, let other): one.names + other.names
    }
  }

  /// The pairs of name and answer that are asked for with `selected`.
  var ticks: [(String, String)] {
    switch self {
    case .always, .never, .equals: []
    case .selected(let name, let answer): [(name, answer)]
    case .not(let one): one.ticks
    case .and(let one, let other), .or(let one, let other): one.ticks + other.ticks
    }
  }
}

extension Relevant {
  /// The longest condition that is read, in characters.
  static let longest = 4_000
  /// The deepest nesting of brackets and `not`.
  static let deepest = 32

  /// Reads a condition to its end.
  init(_ text: String) throws(ImportFault) {
    guard text.unicodeScalars.count <= Self.longest else { throw .condition(.tooLong(limit: Self.longest)) }
    var parser = RelevantParser(tokens: try tokens(of: text))
    self = try parser.whole()
  }
}

/// A word of a condition, with what stands from it on.
private struct Token {
  enum Kind: Hashable {
    case name(String)
    case text(String)
    case word(String)
    case sign(String)
  }
  var kind: Kind
  var rest: String
}

private func tokens(of text: String) throws(ImportFault) -> [Token] {
  var tokens: [Token] = []
  var rest = text.unicodeScalars[...]
  while let first = rest.first {
    if first.properties.isWhitespace {
      rest.removeFirst()
      continue
    }
    let here = String(String.UnicodeScalarView(rest.prefix(40)))
    guard let kind = token(&rest) else { throw .condition(.syntax(here)) }
    tokens.append(Token(kind: kind, rest: here))
  }
  return tokens
}

/// Takes one token off the front; nil where there is none.
private func token(_ rest: inout Substring.UnicodeScalarView) -> Token.Kind? {
  guard let first = rest.first else { return nil }
  if first == "$" {
    guard rest.dropFirst().first == "{", let end = rest.firstIndex(of: "}") else { return nil }
    let name = String(Substring(rest[rest.startIndex..<end].dropFirst(2))).trimmed()
    rest = rest[rest.index(after: end)...]
    return .name(name)
  }
  if let close = closingQuote(of: first) {
    let body = rest.dropFirst()
    guard let end = body.firstIndex(where: { close.contains($0) }) else { return nil }
    let content = String(Substring(body[..<end])).trimmed()
    rest = rest[body.index(after: end)...]
    return .text(content)
  }
  if "(),=".unicodeScalars.contains(first) {
    rest.removeFirst()
    return .sign(String(first))
  }
  if first == "!", rest.dropFirst().first == "=" {
    rest = rest.dropFirst(2)
    return .sign("!=")
  }
  let word = rest.prefix { $0.properties.isAlphabetic || ("0"..."9").contains($0) || "-_.".unicodeScalars.contains($0) }
  guard !word.isEmpty else { return nil }
  rest = rest[word.endIndex...]
  let text = String(Substring(word))
  return text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D } ? .text(text) : .word(text)
}

/// The marks that close a text; word processors turn straight ones into curly ones.
private func closingQuote(of first: Unicode.Scalar) -> [Unicode.Scalar]? {
  switch first {
  case "'": ["'"]
  case "\"": ["\""]
  case "‘", "’": ["’", "‘"]
  case "“", "”": ["”", "“"]
  default: nil
  }
}

private struct RelevantParser {
  var tokens: [Token]
  private var index = 0
  private var depth = 0

  init(tokens: [Token]) { self.tokens = tokens }

  mutating func whole() throws(ImportFault) -> Relevant {
    let result = try either()
    guard index == tokens.count else { throw problem }
    return result
  }

  private var next: Token.Kind? { index < tokens.count ? tokens[index].kind : nil }
  private var problem: ImportFault { .condition(.syntax(index < tokens.count ? tokens[index].rest : "")) }

  private mutating func take(_ kind: Token.Kind) throws(ImportFault) {
    guard next == kind else { throw problem }
    index += 1
  }

  private mutating func either() throws(ImportFault) -> Relevant {
    var result = try both()
    while next == .word("or") {
      index += 1
      result = .or(result, try both())
    }
    return result
  }

  private mutating func both() throws(ImportFault) -> Relevant {
    var result = try single()
    while next == .word("and") {
      index += 1
      result = .and(result, try single())
    }
    return result
  }

  private mutating func single() throws(ImportFault) -> Relevant {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Relevant.deepest else { throw .condition(.tooLong(limit: Relevant.longest)) }
    switch next {
    case .sign("("): return try bracketed()
    case .word("not"):
      index += 1
      return .not(try bracketed())
    case .word("true"), .word("false"):
      let value: Relevant = next == .word("true") ? .always : .never
      index += 1
      try take(.sign("("))
      try take(.sign(")"))
      return value
    case .word("selected"): return try selected()
    case .name, .text: return try comparison()
    default: throw problem
    }
  }

  private mutating func bracketed() throws(ImportFault) -> Relevant {
    try take(.sign("("))
    let result = try either()
    try take(.sign(")"))
    return result
  }

  private mutating func selected() throws(ImportFault) -> Relevant {
    index += 1
    try take(.sign("("))
    guard case .name(let name) = next else { throw problem }
    index += 1
    try take(.sign(","))
    guard case .text(let answer) = next else { throw problem }
    index += 1
    try take(.sign(")"))
    return .selected(name, answer)
  }

  private mutating func comparison() throws(ImportFault) -> Relevant {
    let start = index
    let first = next
    index += 1
    let isEqual = next == .sign("=")
    guard isEqual || next == .sign("!=") else { throw problem }
    index += 1
    guard let second = next else { throw problem }
    index += 1
    let result: Relevant
    switch (first, second) {
    case (.name(let name), .text(let answer)), (.text(let answer), .name(let name)): result = .equals(name, answer)
    default:
      index = start
      throw problem
    }
    return isEqual ? result : .not(result)
  }
}
