import Yams

// Only this file and YAMLRemarks know the YAML library.

/// The value that a text stands for, or nil where it cannot be read; the complaints are then made.
///
/// Keys that are given twice end the library's reading. So the first one is renamed to a private character, and the
/// text is read again: one run then shows all mistakes of a file. Where that takes too many runs, the keys' first places
/// are shown and nothing else.
func parseYAML(_ checked: CheckedText, diagnostics: Diagnostics) -> YAMLValue? {
  if let place = placeOfAnchor(in: checked.text) {
    diagnostics.note(.yaml(.alias), at: place)
    return nil
  }
  var text = checked.text
  var renamed: [String] = []
  var firstPlaces: [Place] = []
  // A large file is not worth reading many times.
  let mostTries = min(16, ChecklistReader.mostBytes / max(1, text.utf8.count))
  while true {
    do {
      guard let root = try compose(yaml: text, .basic, .default, .utf8), !isNothing(root) else {
        if !diagnostics.isBroken { diagnostics.note(.bytes(.empty), at: .start) }
        return nil
      }
      var reader = NodeReader(
        diagnostics: diagnostics, renamed: renamed, hasEscapes: text.utf8.contains(UInt8(ascii: "\\")))
      return reader.value(root, depth: 1)
    } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
      let key = keys.first ?? ""
      renamed.append(key)
      firstPlaces.append(Place(context.mark))
      guard renamed.count <= mostTries, let again = renaming(key, at: context.mark, in: text, renamed.count - 1) else {
        for (key, place) in zip(renamed, firstPlaces) { diagnostics.note(.yaml(.duplicateKey(key)), at: place) }
        return nil
      }
      text = again
    } catch {
      complain(of: error, in: text, isConsequence: checked.isRepaired, diagnostics: diagnostics)
      return nil
    }
  }
}

extension Place {
  /// The start of the file where the library names no place.
  init(_ mark: Mark?) { self.init(line: max(1, mark?.line ?? 1), column: max(1, mark?.column ?? 1)) }
}

/// The library's own tree of a text without anchors; nil where it is none.
func plainNode(_ text: String) -> Node? {
  if placeOfAnchor(in: text) != nil { return nil }
  do { return try compose(yaml: text, .basic, .default, .utf8) } catch { return nil }
}

/// A document of nothing but `---`, `~` or `null` is as empty as no document.
private func isNothing(_ root: Node) -> Bool {
  guard case .scalar(let scalar) = root, scalar.style == .plain else { return false }
  return ["", "~", "null"].contains(scalar.string)
}

/// Makes plain values of the library's nodes.
private struct NodeReader {
  let diagnostics: Diagnostics
  /// The keys that were renamed to the private characters U+E000, U+E001, …
  let renamed: [String]
  /// Whether there is a backslash in the file at all: only then can a value hold what the bytes do not show.
  let hasEscapes: Bool

  mutating func value(_ node: Node, depth: Int) -> YAMLValue {
    let place = Place(node.mark)
    guard depth <= YAMLValue.deepest else {
      diagnostics.note(.yaml(.tooDeep(limit: YAMLValue.deepest)), at: place)
      return YAMLValue(place: place, kind: .text(""))
    }
    switch node {
    case .scalar(let scalar):
      checkTag(scalar.tag, place)
      checkEscapes(scalar.string, place)
      return YAMLValue(place: place, kind: .text(scalar.string))
    case .sequence(let sequence):
      checkTag(sequence.tag, place)
      return YAMLValue(place: place, kind: .list(sequence.map { value($0, depth: depth + 1) }))
    case .mapping(let mapping):
      checkTag(mapping.tag, place)
      return YAMLValue(place: place, kind: .mapping(pairs(mapping, depth: depth)))
    case .alias:
      diagnostics.note(.yaml(.alias), at: place)
      return YAMLValue(place: place, kind: .text(""))
    }
  }

  private mutating func pairs(_ mapping: Node.Mapping, depth: Int) -> [YAMLValue.Pair] {
    var pairs: [YAMLValue.Pair] = []
    pairs.reserveCapacity(mapping.count)
    for (key, content) in mapping {
      let place = Place(key.mark)
      guard case .scalar(let scalar) = key else {
        diagnostics.note(.shape(.wrongType(expected: .text)), at: place)
        continue
      }
      if scalar.string == "<<" {
        diagnostics.note(.yaml(.alias), at: place)
        continue
      }
      let name = original(scalar.string)
      checkEscapes(name, place)
      if !renamed.isEmpty, pairs.contains(where: { $0.key == name }) {
        diagnostics.note(.yaml(.duplicateKey(name)), at: place)
        continue
      }
      pairs.append(.init(key: name, keyPlace: place, value: value(content, depth: depth + 1)))
    }
    return pairs
  }

  /// The key as the file has it.
  private func original(_ key: String) -> String {
    guard !renamed.isEmpty, let first = key.unicodeScalars.first, first.value >= 0xE000,
      Int(first.value) - 0xE000 < renamed.count
    else { return key }
    return renamed[Int(first.value) - 0xE000]
  }

  private func checkEscapes(_ text: String, _ place: Place) {
    if hasEscapes, let fault = fault(ofEscaped: text) { diagnostics.note(.bytes(fault), at: place) }
  }

  private func checkTag(_ tag: Tag, _ place: Place) {
    let name = tag.rawValue
    if !name.isEmpty, name != "!", name != Tag.Name.str.rawValue { diagnostics.note(.yaml(.tag(name)), at: place) }
  }
}

/// The text with another key in place of the one at a mark, as many characters long; nil where it does not stand there.
private func renaming(_ key: String, at mark: Mark, in text: String, _ number: Int) -> String? {
  guard let other = Unicode.Scalar(0xE000 + UInt32(number)), !key.isEmpty,
    var from = offset(of: Place(mark), in: text)
  else { return nil }
  let scalars = text.unicodeScalars
  if scalars[from] == "\"" || scalars[from] == "'" { from = scalars.index(after: from) }
  guard scalars[from...].starts(with: key.unicodeScalars) else { return nil }
  let to = scalars.index(from, offsetBy: key.unicodeScalars.count)
  var result = String.UnicodeScalarView(scalars[..<from])
  result.append(contentsOf: repeatElement(other, count: key.unicodeScalars.count))
  result.append(contentsOf: scalars[to...])
  return String(result)
}

/// The index of a place; nil where the text ends before it.
private func offset(of place: Place, in text: String) -> String.Index? {
  let scalars = text.unicodeScalars
  var index = scalars.startIndex
  for _ in 1..<max(1, place.line) {
    guard let end = scalars[index...].firstIndex(of: "\n") else { return nil }
    index = scalars.index(after: end)
  }
  guard let found = scalars.index(index, offsetBy: place.column - 1, limitedBy: scalars.endIndex),
    found < scalars.endIndex
  else { return nil }
  return found
}

/// The first place where an anchor could begin, or nil.
///
/// Looked for in the text, because the library resolves aliases while it reads, and compares keys that may be huge by
/// then. It is not asked whether the place lies within quotes: "&" before a letter is rare, and being wrong is cheap.
private func placeOfAnchor(in text: String) -> Place? {
  var before: UInt8 = 0x0A
  var isWaiting = false
  var place = Place.start
  var sign = Place.start
  for byte in text.utf8 {
    if isWaiting, byte > 0x20 { return sign }
    isWaiting = byte == UInt8(ascii: "&") && (before <= 0x20 || opensToken(before))
    if isWaiting { sign = place }
    if byte == 0x0A {
      place = Place(line: place.line + 1, column: 1)
    } else if byte & 0xC0 != 0x80 {
      place.column += 1
    }
    before = byte
  }
  return nil
}

/// Whether a new YAML token may follow this byte at once.
private func opensToken(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "?"):
    true
  default: false
  }
}

/// Puts the library's error into our words.
private func complain(of error: any Error, in text: String, isConsequence: Bool, diagnostics: Diagnostics) {
  guard let error = error as? YamlError, !isConsequence else {
    if !diagnostics.isBroken { diagnostics.note(.yaml(.syntax("\(error)")), at: .start) }
    return
  }
  switch error {
  case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
    let said = context.map { "\($0.text), \(problem)" } ?? problem
    diagnostics.note(.yaml(.syntax(said)), at: Place(mark))
  case .composer(_, let problem, let mark, _):
    if problem.contains("undefined alias") {
      diagnostics.note(.yaml(.alias), at: Place(mark))
    } else {
      diagnostics.note(.yaml(.secondDocument), at: Place(mark))
    }
  case .memory: diagnostics.note(.yaml(.tooDeep(limit: YAMLValue.deepest)), at: placeOfDepth(in: text))
  case .reader(let problem, _, _, _): diagnostics.note(.yaml(.syntax(problem)), at: .start)
  default: diagnostics.note(.yaml(.syntax("\(error)")), at: .start)
  }
}

/// Where brackets are nested too deep, as far as one can tell without parsing; else the start.
private func placeOfDepth(in text: String) -> Place {
  var place = Place.start
  var depth = 0
  for scalar in text.unicodeScalars {
    if scalar == "[" || scalar == "{" { depth += 1 }
    if scalar == "]" || scalar == "}" { depth -= 1 }
    if depth > YAMLValue.deepest { return place }
    place = scalar == "\n" ? Place(line: place.line + 1, column: 1) : Place(line: place.line, column: place.column + 1)
  }
  return .start
}
