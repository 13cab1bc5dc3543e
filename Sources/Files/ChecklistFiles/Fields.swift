import Checklists

/// The entries of one mapping, asked for by key.
///
/// A missing or wrong value is complained about at once, and something empty stands in for it: the value that is
/// built in the end is thrown away then, but everything else in the file has been looked at. Whether a value keeps the
/// rules is not asked here.
struct Fields {
  let diagnostics: Diagnostics
  /// Where the mapping begins.
  let place: Place
  let path: SchemaPath
  /// False where the value was something else; its keys are then not missed one by one.
  let isMapping: Bool
  private let pairs: [YAMLValue.Pair]

  /// Complains of keys that are not allowed, and of a value that is no mapping.
  init(
    _ value: YAMLValue, _ path: SchemaPath, allowed: [String], _ diagnostics: Diagnostics,
    expected: ShapeFault.Kind = .mapping
  ) {
    self.diagnostics = diagnostics
    self.path = path
    place = value.place
    guard case .mapping(let pairs) = value.kind else {
      diagnostics.noteUnread(.shape(.wrongType(expected: expected)), at: value.place, path: path)
      self.pairs = []
      isMapping = false
      return
    }
    isMapping = true
    self.pairs = pairs
    for pair in pairs where !allowed.contains(pair.key) {
      diagnostics.note(.shape(.unknownKey(pair.key, allowed: allowed)), at: pair.keyPlace, path: path / pair.key)
    }
  }

  /// The value of a key, or nil where it is not given.
  func optional(_ key: String) -> YAMLValue? { pairs.first { $0.key == key }?.value }

  /// The value of a key, or nil with a complaint.
  func required(_ key: String) -> YAMLValue? {
    if let value = optional(key) { return value }
    if isMapping { diagnostics.noteUnread(.shape(.missingKey(key)), at: place, path: path / key) }
    return nil
  }

  /// The value of a key that must be there, or may be absent.
  func value(_ key: String, isRequired: Bool) -> YAMLValue? { isRequired ? required(key) : optional(key) }

  /// Complains that a value is of the wrong kind.
  func unread(_ key: String, _ value: YAMLValue, _ kind: ShapeFault.Kind) {
    diagnostics.noteUnread(.shape(.wrongType(expected: kind)), at: value.place, path: path / key)
  }
}

extension Fields {
  /// A line of text; empty, with a complaint, where it is none.
  func text(_ key: String) -> String { required(key).flatMap { text($0, key) } ?? "" }

  /// As ``text(_:)``; nil where the key is absent.
  func optionalText(_ key: String) -> String? { optional(key).flatMap { text($0, key) } }

  private func text(_ value: YAMLValue, _ key: String) -> String? { diagnostics.text(value, path / key) }

  /// A text in both languages.
  func words(_ key: String) -> LocalText {
    required(key).map { diagnostics.words($0, path / key) } ?? LocalText("", "")
  }

  /// The entries of a list with their paths; none, with a complaint, where it is no list.
  func list(_ key: String, isRequired: Bool = true) -> [(value: YAMLValue, path: SchemaPath)] {
    value(key, isRequired: isRequired).map { diagnostics.list($0, path / key) } ?? []
  }

  /// A list of texts in both languages.
  func lines(_ key: String, isRequired: Bool = true) -> [LocalText] {
    list(key, isRequired: isRequired).map { diagnostics.words($0.value, $0.path) }
  }

  /// `true` or `false`, and nothing that only looks like it.
  func flag(_ key: String) -> Bool {
    guard let value = required(key) else { return false }
    if case .text(let text) = value.kind, text == "true" || text == "false" { return text == "true" }
    unread(key, value, .trueOrFalse)
    return false
  }

  /// A whole number of at most nine digits; 1, with a complaint, where it is none.
  func wholeNumber(_ key: String) -> Int {
    guard let value = required(key) else { return 1 }
    if case .text(let text) = value.kind, isDigits(text), let number = Int(text) { return number }
    unread(key, value, .wholeNumber)
    return 1
  }

  /// A number of minutes with or without decimals; zero, with a complaint, where it is none.
  func minutes(_ key: String, isRequired: Bool) -> Duration {
    guard let value = value(key, isRequired: isRequired) else { return .zero }
    guard case .text(let text) = value.kind, text.utf8.count <= 12,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }), let number = Double(text),
      // Far more than any rule allows, and little enough to be counted in milliseconds.
      abs(number) < 1e9
    else {
      unread(key, value, .number)
      return .zero
    }
    return .milliseconds(Int64((number * 60_000).rounded()))
  }

  /// One of a few words, or nil where the key is absent.
  func optionalWord<Word: RawRepresentable & CaseIterable>(_ key: String) -> Word? where Word.RawValue == String {
    guard let value = optional(key), let text = text(value, key) else { return nil }
    if let word = Word(rawValue: text) { return word }
    let fault = ShapeFault.unknownWord(text, allowed: Word.allCases.map(\.rawValue))
    diagnostics.noteUnread(.shape(fault), at: value.place, path: path / key)
    return nil
  }
}

extension Diagnostics {
  /// A text; nil, with a complaint, where the value is something else.
  func text(_ value: YAMLValue, _ path: SchemaPath) -> String? {
    if case .text(let text) = value.kind { return text }
    noteUnread(.shape(.wrongType(expected: .text)), at: value.place, path: path)
    return nil
  }

  /// The entries of a list with their paths; none, with a complaint, where the value is no list.
  func list(_ value: YAMLValue, _ path: SchemaPath) -> [(value: YAMLValue, path: SchemaPath)] {
    if case .list(let entries) = value.kind { return entries.enumerated().map { ($1, path / $0) } }
    noteUnread(.shape(.wrongType(expected: .list)), at: value.place, path: path)
    return []
  }

  /// A text in both languages; a language that is not given is empty.
  func words(_ value: YAMLValue, _ path: SchemaPath) -> LocalText {
    let fields = Fields(value, path, allowed: ["vi", "en"], self, expected: .bothLanguages)
    return LocalText(vi: fields.optionalText("vi") ?? "", en: fields.optionalText("en") ?? "")
  }
}

/// One to nine digits.
func isDigits(_ text: String) -> Bool {
  (1...9).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
}

/// Whether this is a day of the calendar, `yyyy-mm-dd`, from 1945 on.
package func isDate(_ text: String) -> Bool {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
  guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy(isDigits),
    let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), year >= 1945, (1...12).contains(month)
  else { return false }
  let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return (1...days[month - 1]).contains(day)
}
