import VietnameseText

/// The digits of a text in groups, the groups in chains, and the words around them.
struct DigitScan {
  /// Digits that stand together, or are parted by nothing that a reader would see as a gap.
  struct Group: Equatable {
    var digits: [Int]
    var range: Range<Int>

    /// The group as a number; the groups that are asked are short.
    var value: Int { digits.prefix(9).reduce(0) { $0 * 10 + $1 } }
  }

  /// Groups with blanks and signs between them, and no letters.
  struct Chain {
    var groups: [Group]
    /// What stands before each group but the first, without blanks; empty where there are only blanks.
    var signs: [String] = []
    /// Whether a blank stands before each group but the first.
    var blanks: [Bool] = []

    /// Whether these are too few digits for any number of a person, whatever words stand around them.
    var isTooShort: Bool { groups.count == 1 && groups[0].digits.count < 4 }
  }

  let chains: [Chain]
  private let characters: [Character]

  init(_ text: String) {
    characters = Array(text)
    var chains: [Chain] = []
    var place = 0
    while place < characters.count {
      guard DigitScan.digit(characters[place]) != nil else {
        place += 1
        continue
      }
      let chain = DigitScan.chain(characters, from: place)
      place = chain.groups[chain.groups.count - 1].range.upperBound
      chains.append(chain)
    }
    self.chains = chains
  }

  /// The value of a digit in any script, whatever marks are joined to it; nil for other characters.
  static func digit(_ character: Character) -> Int? {
    if let ascii = character.asciiValue { return (0x30...0x39).contains(ascii) ? Int(ascii) - 0x30 : nil }
    guard let scalar = character.unicodeScalars.first, let value = scalar.properties.numericValue else { return nil }
    guard scalar.properties.numericType == .decimal || scalar.properties.numericType == .digit else { return nil }
    return Int(exactly: value).flatMap { (0...9).contains($0) ? $0 : nil }
  }

  /// More between two groups than anybody would put inside a number.
  private static let longestGap = 6

  private static func chain(_ characters: [Character], from start: Int) -> Chain {
    var chain = Chain(groups: [Group(digits: [], range: start..<start)])
    var place = start
    var gap = ""
    while place < characters.count {
      if let digit = digit(characters[place]) {
        if !gap.isEmpty { chain.open(behind: gap, at: place) }
        gap = ""
        chain.append(digit, at: place)
      } else if isBetween(characters[place]), gap.count < longestGap {
        gap.append(characters[place])
      } else {
        break
      }
      place += 1
    }
    return chain
  }

  /// Most texts are ASCII, of which nothing needs to be looked up.
  private static func isBetween(_ character: Character) -> Bool {
    if let ascii = character.asciiValue { return asciiBetween.contains(ascii) }
    if "·•–—−".contains(character) || character.isWhitespace { return true }
    return isInvisible(character)
  }

  private static let asciiBetween = Set("-.,;*_/()[]|' \t\n\u{B}\u{C}\r".utf8)

  /// Whether a character is part of a word.
  private static func isOfWord(_ character: Character) -> Bool {
    guard let ascii = character.asciiValue else { return character.isLetter || character.isNumber }
    return (0x30...0x39).contains(ascii) || (0x61...0x7a).contains(ascii | 0x20)
  }

  /// Whether the character takes no room: zero-width spaces, joiners, soft hyphens, marks of direction.
  static func isInvisible(_ character: Character) -> Bool {
    !character.isASCII && character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .format }
  }
}

extension DigitScan.Chain {
  /// Begins a new group, unless what stands before it parts nothing.
  fileprivate mutating func open(behind gap: String, at place: Int) {
    let seen = gap.filter { !DigitScan.isInvisible($0) }
    // Nobody writes these inside a number but to hide it, or because a page had them there.
    let isTight = !seen.isEmpty && seen.allSatisfy { "*;\u{A0}\u{202F}\u{2007}".contains($0) }
    if seen.isEmpty || isTight { return }
    groups.append(DigitScan.Group(digits: [], range: place..<place))
    signs.append(seen.filter { !$0.isWhitespace })
    blanks.append(seen.contains(where: \.isWhitespace))
  }

  fileprivate mutating func append(_ digit: Int, at place: Int) {
    let last = groups.count - 1
    groups[last].digits.append(digit)
    groups[last].range = groups[last].range.lowerBound..<place + 1
  }
}

// MARK: - Words around

extension DigitScan {
  /// Longer than every word that is looked for. What is longer is none of them, and ends the look around, so that a look
  /// never takes longer than some words do, whatever a stranger wrote.
  private static let longestWord = 24

  /// Up to so many words before a place in the same sentence, folded, the nearest first.
  func words(before place: Int, limit: Int) -> [String] {
    words(characters[..<place].reversed(), limit: limit) { String($0.reversed()) }
  }

  /// Up to so many words from a place on in the same sentence, folded.
  func words(from place: Int, limit: Int) -> [String] {
    words(characters[place...], limit: limit) { String($0) }
  }

  private func words(
    _ characters: some Sequence<Character>, limit: Int, read: ([Character]) -> String
  ) -> [String] {
    var words: [String] = []
    var word: [Character] = []
    for character in characters {
      if words.count == limit { return words }
      if DigitScan.isOfWord(character) {
        word.append(character)
        if word.count > DigitScan.longestWord { return words }
        continue
      }
      if !word.isEmpty { words.append(folded(read(word))) }
      word = []
      if DigitScan.endsSentence(character) { return words }
    }
    if !word.isEmpty, words.count < limit { words.append(folded(read(word))) }
    return words
  }

  /// The character before a place; nil at the start.
  func character(before place: Int) -> Character? { place > 0 ? characters[place - 1] : nil }

  /// Whether the sign of the currency stands from a place on, blanks apart.
  func hasCurrencySign(from place: Int) -> Bool {
    characters[place...].first { !$0.isWhitespace }.map { "₫đĐ".contains($0) && $0 == "₫" } ?? false
  }

  private static func endsSentence(_ character: Character) -> Bool {
    character.isASCII && (character == "." || character == "!" || character == "?" || character == "\n")
  }
}
