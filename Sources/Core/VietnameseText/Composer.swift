/// Vietnamese typing without an input method: one key at a time, into text that already stands there.
///
/// Keeps no state: what a key does follows from the letters before the cursor, so the cursor may have been anywhere in
/// between, and a word typed yesterday takes a tone today. A key changes letters only where they are, or can become, a
/// Vietnamese syllable. Where a letter makes that impossible after all, the keys typed so far come back ("wi" is "ưi",
/// "win" is "win"). A word with a capital after a small letter (iPhone, MoMo) is left alone.
public struct Composer {
  /// Types one character at the cursor, and says how the text stands and where the cursor is then.
  ///
  /// The cursor counts Characters from the start of the text; one beyond the end means the end. A character that is no
  /// ASCII letter or digit, and every character with ``TypingMethod/off``, is put in as it is: the terminal may send
  /// Vietnamese itself. A combining mark joins the letter before it. Text behind the cursor never changes.
  public static func typing(
    _ character: Character, into text: String, at cursor: Int, method: TypingMethod, style: ToneStyle = .old
  ) -> (text: String, cursor: Int) {
    let end = text.index(text.startIndex, offsetBy: max(0, cursor), limitedBy: text.endIndex) ?? text.endIndex
    var head = String(text[..<end])
    if method != .off, character.isASCII, let key = Letter(character) {
      let letters = word(endOf: head)
      let word = TypedWord(letters: letters ?? [], method: method, style: style)
      head.removeLast(letters?.count ?? 0)
      let typed = letters == nil ? [key] : word.adding(key)
      for letter in typed { head.unicodeScalars.append(letter.scalar) }
    } else {
      append(character, to: &head)
    }
    return (head + text[end...], head.count)
  }

  /// Longer than the longest syllable with all its keys undone ("nghieengs"): what is longer is left alone.
  private static let longestWord = 12

  /// The letters and digits before the end; nil where they belong to a word that is not for us.
  private static func word(endOf head: String) -> [Letter]? {
    var word: [Letter] = []
    for character in head.reversed() {
      guard let letter = Letter(character) else {
        if character.isLetter { return nil }
        break
      }
      // A capital behind a small letter makes it a brand, or two words in one.
      if let next = word.last, next.isUpper, letter.isSmall { return nil }
      word.append(letter)
      if word.count > longestWord { return nil }
    }
    return word.reversed()
  }

  /// A combining mark on its own, as a terminal sends that gives NFD, is joined to what it belongs to.
  private static func append(_ character: Character, to head: inout String) {
    let count = head.count
    head.append(character)
    guard head.count == count, let last = head.popLast() else { return }
    head += composed(String(last))
  }
}
