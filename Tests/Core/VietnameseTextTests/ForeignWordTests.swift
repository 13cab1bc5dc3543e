import Foundation
import Testing
import VietnameseText

/// In Telex no letter is lost or moved: what is no Vietnamese syllable stands as it was typed.
@Suite("Foreign words in Telex")
struct ForeignWordTests {
  @Test("What people write at a help desk stands as typed, in small letters and capitals")
  func deskWords() {
    #expect(Set(DeskWords.all).count > 600)
    for word in DeskWords.all + DeskWords.all.map({ $0.lowercased() }) {
      #expect(typed(word, .telex) == word)
      #expect(typed(word + " ", .telex) == word + " ")
      #expect(typed(word + ",", .telex, style: .new) == word + ",")
    }
  }

  @Test("More than 3,000 common English words: as typed, or a syllable of the Vietnamese word list")
  func englishWords() {
    #expect(EnglishWords.all.count > 3_000)
    let syllables = Set(WordListTests.syllables.map { composed($0.lowercased()) })
    let wrong = EnglishWords.all.filter { word in
      let text = typed(word, .telex, style: .new)
      return text != word && !syllables.contains(text)
    }
    #expect(wrong == [])
  }

  @Test("Words of an English dictionary keep their letters", .enabled(if: isInstalled, "apt install wamerican-small"))
  func dictionaryWords() {
    #expect(Self.dictionary.count > 40_000)
    // One in five is enough to see a kind of fault, and is done in a second or two.
    let words = stride(from: 0, to: Self.dictionary.count, by: 5).map { Self.dictionary[$0] }
    let wrong = words.filter { word in
      let text = typed(word, .telex)
      return text != word && !holdsAllKeys(text, of: word)
    }
    #expect(wrong == [])
  }

  /// Debian's wamerican-small, where it is installed.
  private static let path = "/usr/share/dict/american-english-small"
  private static let isInstalled = FileManager.default.fileExists(atPath: path)
  private static let dictionary: [String] = {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").map(String.init).filter { $0.allSatisfy { $0.isASCII && $0.isLetter } }
  }()

  /// Whether the text's canonical parts are the word's keys, each once; a doubled last key may be one ("hiss").
  private func holdsAllKeys(_ text: String, of word: String) -> Bool {
    let marks: [Unicode.Scalar: Set<Character>] = [
      "\u{300}": ["f"], "\u{309}": ["r"], "\u{303}": ["x"], "\u{301}": ["s"], "\u{323}": ["j"],
      "\u{302}": ["a", "e", "o"], "\u{306}": ["w"], "\u{31B}": ["w"],
    ]
    var keys = word.lowercased().sorted()
    func take(_ choice: Set<Character>) -> Bool {
      guard let place = keys.firstIndex(where: choice.contains) else { return false }
      keys.remove(at: place)
      return true
    }
    let parts = text.lowercased().replacingOccurrences(of: "đ", with: "dd").decomposedStringWithCanonicalMapping
    for scalar in parts.unicodeScalars {
      // The "w" of "was" is the whole "ư".
      if scalar == "\u{31B}", !word.lowercased().contains("u"), keys.first(where: { $0 == "w" }) == nil { continue }
      if scalar == "u", !keys.contains("u"), take(["w"]) { continue }
      guard take(marks[scalar] ?? [Character(scalar)]) else { return false }
    }
    return keys.isEmpty || (keys.count == 1 && word.hasSuffix(String([keys[0], keys[0]])))
  }

  @Test(
    "While the word is typed, what cannot be Vietnamese stands as its keys; what may be shows its marks",
    arguments: [
      ("sa", "sa"), ("saf", "sà"), ("safa", "safa"), ("safar", "safar"), ("safari", "safari"), ("hu", "hu"),
      ("huawe", "huawe"), ("per", "per"), ("pers", "pers"), ("perso", "perso"), ("use", "use"), ("data", "data"),
      ("dataj", "dật"), ("viee", "viê"), ("vieet", "viêt"), ("vieetj", "việt"), ("viejt", "viejt"), ("viejte", "việt"),
      ("tieengs", "tiếng"), ("law", "lă"), ("meet", "mêt"), ("wif", "ừi"), ("wifi", "wifi"), ("www", "www"),
    ])
  func whileTyped(keys: String, text: String) {
    #expect(shown(keys, .telex) == text)
  }

  @Test(
    "A word that lacks a mark or its tone at its end was none",
    arguments: [("meet ", "meet "), ("law.", "law."), ("vieet nam", "vieet nam"), ("two ", "two "), ("see ", "sê ")])
  func atTheEnd(keys: String, text: String) {
    #expect(typed(keys, .telex) == text)
  }

  @Test(
    "Addresses and names with capitals inside stand as typed",
    arguments: [
      "tuans@gmail.com", "nas@vneid.gov.vn", "WiFi", "AirPods", "MasterCard", "iPhone", "VNeID", "PayPal", "JavaScript",
      "user_name", "CT07", "iPhone15s",
    ])
  func addresses(word: String) {
    #expect(typed(word, .telex) == word)
  }

  @Test("A foreign word becomes Vietnamese again when the letters go that made it foreign")
  func backToVietnamese() {
    #expect(shown("vieetjn", .telex) == "vieetjn")
    #expect(shown("vieetjn⌫", .telex) == "việt")
    #expect(shown("vieetjn⌫ nam", .telex) == "việt nam")
  }
}
