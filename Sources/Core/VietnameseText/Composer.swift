/// Vietnamese typing without an input method: one key at a time, into text that already stands there.
///
/// Keeps the keys of the word at the cursor, so that what turns out to be no Vietnamese stands as it was typed
/// ("safari", "person"). The memory is no part of the text: where the word before the cursor is not the one that was
/// typed (the cursor was elsewhere, the program was ended), the keys are told from the letters, and a word typed
/// yesterday takes a tone today. A value: to go back is to take the one before.
package struct Composer: Equatable, Sendable {
  /// How keys become letters; to set it begins anew.
  package var method: TypingMethod {
    didSet {
      word = nil
      hasGivenWay = false
    }
  }
  /// Where tones go in open oa, oe and uy.
  package var style: ToneStyle
  /// Whether accented letters came from the terminal: an input method is at work there, and two would spoil each
  /// other's letters. Keys then go in as they are, until the method is set again.
  package private(set) var hasGivenWay = false

  private var word: Word?

  /// Tones go where the program's own texts have them: hoà, khoá, tuỳ.
  package init(method: TypingMethod = .off, style: ToneStyle = .new) {
    self.method = method
    self.style = style
  }

  /// Whether keys become Vietnamese letters now.
  package var isComposing: Bool { method != .off && !hasGivenWay }

  /// Types one character at the cursor, and says how the text stands and where the cursor is then.
  ///
  /// The cursor counts Characters from the start of the text; one beyond the end means the end. A combining mark joins
  /// the letter before it. Text behind the cursor never changes. Text that was pasted is not typed: it does not come
  /// here.
  package mutating func type(_ character: Character, into text: String, at cursor: Int) -> (text: String, cursor: Int) {
    var (head, tail) = Composer.parted(text, at: cursor)
    let letter = Letter(character)
    if isComposing, !character.isASCII, letter != nil || Composer.isCombining(character) { hasGivenWay = true }
    if isComposing, let letter {
      type(letter, behind: &head)
    } else {
      end(behind: &head, isForeign: character == "@")
      Composer.append(character, to: &head)
    }
    return (head + tail, head.count)
  }

  /// Takes away the character before the cursor; the tone of the word moves with what is left.
  ///
  /// A letter that made a word foreign makes it Vietnamese again when it goes.
  package mutating func erase(in text: String, at cursor: Int) -> (text: String, cursor: Int) {
    var (head, tail) = Composer.parted(text, at: cursor)
    guard isComposing, let letters = Composer.word(endOf: head), !letters.isEmpty else {
      word = nil
      if !head.isEmpty { head.removeLast() }
      return (head + tail, head.count)
    }
    let left: Word
    if let word, word.letters == letters, word.spelling.keys == letters {
      left = Word(Spelling(Array(letters.dropLast()), method), style)
    } else {
      left = Word(Syllable(letters)?.shortened(style) ?? letters.dropLast(), method, style)
    }
    word = left
    Composer.replace(letters.count, of: &head, by: left.letters)
    return (head + tail, head.count)
  }

  /// Ends the word before the cursor, as a blank would: what lacks a mark or its tone stands as it was typed.
  ///
  /// For keys that leave the text, such as Enter.
  package mutating func end(in text: String, at cursor: Int) -> (text: String, cursor: Int) {
    var (head, tail) = Composer.parted(text, at: cursor)
    end(behind: &head, isForeign: false)
    return (head + tail, head.count)
  }
}

extension Composer {
  /// The word at the cursor: what stands there, and the keys that made it.
  private struct Word: Equatable {
    var spelling: Spelling
    var letters: [Letter]
    /// Whether the keys were told from the letters: what stood there stays, even where it is no Vietnamese.
    var isGuessed = false

    init(_ spelling: Spelling, _ style: ToneStyle) {
      self.spelling = spelling
      letters = spelling.shown(style)
    }

    /// A word that stands there from before.
    init(_ letters: [Letter], _ method: TypingMethod, _ style: ToneStyle) {
      let spelling = Spelling(KeyOrder.toneLast.keys(for: letters, method), method)
      let isKnown = [ToneStyle.old, .new].contains { spelling.shown($0) == letters }
      self.spelling = isKnown ? spelling : Spelling(asTyped: letters, method)
      self.letters = letters
      isGuessed = spelling.keys != letters
    }
  }

  private mutating func type(_ key: Letter, behind head: inout String) {
    guard let letters = Composer.word(endOf: head) else {
      word = nil
      head.unicodeScalars.append(key.scalar)
      return
    }
    let current: Word
    if let word, word.letters == letters { current = word } else { current = Word(letters, method, style) }
    var next = current
    next.spelling.read(key)
    let isDigit = key.base < .a
    if isDigit, method == .telex || (next.spelling.isForeign && !current.spelling.isForeign) {
      // A digit that is no mark ends the word.
      end(behind: &head, isForeign: false)
      head.unicodeScalars.append(key.scalar)
      return
    }
    if current.isGuessed, next.spelling.isForeign {
      next.spelling = Spelling(asTyped: letters + [key], method)
      next.letters = letters + [key]
    } else {
      next.letters = next.spelling.shown(style)
    }
    word = next
    Composer.replace(letters.count, of: &head, by: next.letters)
  }

  /// Ends the word before the cursor; `isForeign` where what follows says that it is none of ours, as in addresses.
  private mutating func end(behind head: inout String, isForeign: Bool) {
    defer { word = nil }
    guard let word, !word.isGuessed, let letters = Composer.word(endOf: head), letters == word.letters else { return }
    Composer.replace(letters.count, of: &head, by: isForeign ? word.spelling.keys : word.spelling.ended(style))
  }

  /// Longer than the longest syllable or name with all its keys: what is longer is left alone.
  private static let longestWord = 16

  /// The letters and digits before the end; nil where they belong to a word that is not for us.
  private static func word(endOf head: String) -> [Letter]? {
    var word: [Letter] = []
    for character in head.reversed() {
      guard let letter = Letter(character) else {
        if character.isLetter || character == "@" { return nil }
        break
      }
      word.append(letter)
      if word.count > longestWord { return nil }
    }
    return word.reversed()
  }

  private static func parted(_ text: String, at cursor: Int) -> (head: String, tail: Substring) {
    let end = text.index(text.startIndex, offsetBy: max(0, cursor), limitedBy: text.endIndex) ?? text.endIndex
    return (String(text[..<end]), text[end...])
  }

  private static func replace(_ count: Int, of head: inout String, by letters: [Letter]) {
    head.removeLast(count)
    for letter in letters { head.unicodeScalars.append(letter.scalar) }
  }

  private static func isCombining(_ character: Character) -> Bool {
    character.unicodeScalars.first.map { LetterTable.tone($0) != nil || LetterTable.mark($0) != nil } ?? false
  }

  /// A combining mark on its own, as a terminal sends that gives NFD, is joined to what it belongs to.
  private static func append(_ character: Character, to head: inout String) {
    let count = head.count
    head.append(character)
    guard head.count == count, let last = head.popLast() else { return }
    head += composed(String(last))
  }
}
