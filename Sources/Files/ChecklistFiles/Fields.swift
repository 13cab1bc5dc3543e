import Checklists

/// The entries of one mapping, asked for by key.
///
/// A missing or wrong value is complained about at once, and something empty stands in for it: the value that is
/// built in the end is thrown away then, but everything else in the file has been looked at.
struct Fields {
  let lint: Lint
  /// Where the mapping begins.
  let place: Place
  private let pairs: [YAMLValue.Pair]

  /// Complains of keys that are not allowed, and of a value that is no mapping.
  init(_ value: YAMLValue, allowed: [String], lint: Lint, expected: ShapeFault.Kind = .mapping) {
    self.lint = lint
    place = value.place
    guard case .mapping(let pairs) = value.kind else {
      lint.note(.shape(.wrongType(expected: expected)), at: value.place)
      self.pairs = []
      isMapping = false
      return
    }
    isMapping = true
    self.pairs = pairs
    for pair in pairs where !allowed.contains(pair.key) {
      lint.note(.shape(.unknownKey(pair.key, allowed: allowed)), at: pair.keyPlace)
    }
  }

  /// False where the value was something else; its keys are then not missed one by one.
  let isMapping: Bool

  /// The value of a key, or nil where it is not given.
  func optional(_ key: String) -> YAMLValue? { pairs.first { $0.key == key }?.value }

  /// The value of a key, or nil with a complaint.
  func required(_ key: String) -> YAMLValue? {
    if let value = optional(key) { return value }
    if isMapping { lint.note(.shape(.missingKey(key)), at: place) }
    return nil
  }
}

extension Fields {
  /// A line of text; empty, with a complaint, where it is none.
  func text(_ key: String) -> String { required(key).flatMap { lint.text($0) } ?? "" }

  /// A name of small letters, digits and hyphens.
  func name(_ key: String) -> String { required(key).flatMap { lint.name($0) } ?? "" }

  /// A text in both languages that fits its place.
  func words(_ key: String, _ room: Room) -> LocalText {
    required(key).map { lint.words($0, room) } ?? LocalText(vi: "", en: "")
  }

  /// The entries of a list with a bounded length; none, with a complaint, where it is no list.
  func list(_ key: String, _ count: ClosedRange<Int>) -> [YAMLValue] {
    required(key).map { lint.list($0, count) } ?? []
  }

  /// As ``list(_:_:)``, but the key may be absent.
  func optionalList(_ key: String, _ count: ClosedRange<Int>) -> [YAMLValue] {
    optional(key).map { lint.list($0, count) } ?? []
  }

  /// A list of texts in both languages, each of which fits its place.
  func wordsList(_ key: String, _ count: ClosedRange<Int>, _ room: Room) -> [LocalText] {
    list(key, count).map { lint.words($0, room) }
  }

  /// A day of the calendar, `yyyy-mm-dd`.
  func date(_ key: String) -> String {
    guard let value = required(key), let text = lint.text(value) else { return "" }
    if !isDate(text) { lint.note(.shape(.badDate(text)), at: value.place) }
    return text
  }

  /// `true` or `false`, and nothing that only looks like it.
  func flag(_ key: String) -> Bool {
    guard let value = required(key) else { return false }
    if case .text(let text) = value.kind, text == "true" || text == "false" { return text == "true" }
    lint.note(.shape(.wrongType(expected: .trueOrFalse)), at: value.place)
    return false
  }

  /// A whole number within a range.
  func wholeNumber(_ key: String, _ range: ClosedRange<Int>) -> Int {
    guard let value = required(key) else { return range.lowerBound }
    guard case .text(let text) = value.kind, isDigits(text), let number = Int(text) else {
      lint.note(.shape(.wrongType(expected: .wholeNumber)), at: value.place)
      return range.lowerBound
    }
    if !range.contains(number) {
      let fault = ShapeFault.outOfRange(lowest: Double(range.lowerBound), highest: Double(range.upperBound))
      lint.note(.shape(fault), at: value.place)
    }
    return number
  }

  /// A number with or without decimals within a range.
  func number(_ key: String, _ range: ClosedRange<Double>) -> Double {
    guard let value = required(key) else { return range.lowerBound }
    guard case .text(let text) = value.kind, text.utf8.count <= 12,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }), let number = Double(text)
    else {
      lint.note(.shape(.wrongType(expected: .number)), at: value.place)
      return range.lowerBound
    }
    if !range.contains(number) {
      lint.note(.shape(.outOfRange(lowest: range.lowerBound, highest: range.upperBound)), at: value.place)
    }
    return number
  }

  /// One of a few words, or nil where the key is absent.
  func optionalWord<Word: RawRepresentable & CaseIterable>(_ key: String) -> Word? where Word.RawValue == String {
    guard let value = optional(key), let text = lint.text(value) else { return nil }
    if let word = Word(rawValue: text) { return word }
    lint.note(.shape(.unknownWord(text, allowed: Word.allCases.map(\.rawValue))), at: value.place)
    return nil
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
