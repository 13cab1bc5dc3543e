import Foundation
import Testing
import VietnameseText

@Suite("Every syllable of the word list can be typed")
struct WordListTests {
  /// The syllables of Debian's hunspell-vi; abbreviations and words of several syllables are left out.
  static let syllables: [String] = {
    guard let text = try? String(contentsOfFile: "/usr/share/hunspell/vi_VN.dic", encoding: .utf8) else { return [] }
    return text.split(separator: "\n").dropFirst().map(String.init).filter { word in
      let isVowel = folded(word).map { "aeiouy".contains($0) }
      let vowelGroups = zip([false] + isVowel, isVowel).count { !$0 && $1 }
      return word != word.uppercased() && vowelGroups == 1
    }
  }()

  @Test("The word list is there and whole: apt install hunspell-vi")
  func listIsThere() {
    #expect(Self.syllables.count > 6_500)
  }

  @Test("Marks behind their letters, tone at the end", arguments: [TypingMethod.telex, .vni], ToneStyle.allCases)
  func toneAtTheEnd(method: TypingMethod, style: ToneStyle) {
    check(method, style, atLeast: 0.998) { [SpelledKeys($0, method).toneAtTheEnd] }
  }

  @Test("All marks at the end, tone last or first", arguments: [TypingMethod.telex, .vni])
  func marksAtTheEnd(method: TypingMethod) {
    check(method, .old, atLeast: 0.998) {
      let keys = SpelledKeys($0, method)
      return [keys.allAtTheEnd, keys.allAtTheEndToneFirst]
    }
  }

  @Test("Tone behind its vowel, before the final", arguments: [TypingMethod.telex, .vni])
  func toneInside(method: TypingMethod) {
    check(method, .old, atLeast: 0.998) { [SpelledKeys($0, method).toneInside] }
  }

  private func check(
    _ method: TypingMethod, _ style: ToneStyle, atLeast share: Double, keys: (String) -> [String]
  ) {
    var failures: [String] = []
    for word in Self.syllables {
      for keys in keys(word) {
        let text = typed(keys, method, style: style)
        if scalars(text) != scalars(respelled(word, style)) { failures.append("\(word): \(keys) -> \(text)") }
      }
    }
    let count = Self.syllables.count * keys("a").count
    let reached = 1 - Double(failures.count) / Double(max(count, 1))
    if ProcessInfo.processInfo.environment["VT_FIGURES"] != nil {
      print(method, style, count, reached, failures.prefix(30))
    }
    #expect(reached >= share, "\(failures.count) of \(count): \(failures.prefix(20))")
  }

  /// The list is written in the new style, with a few words in the old: brings a word to the style asked for.
  private func respelled(_ word: String, _ style: ToneStyle) -> String {
    guard !folded(word).hasPrefix("qu") else { return word }
    let pairs = [
      ("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"),
      ("òe", "oè"), ("óe", "oé"), ("ỏe", "oẻ"), ("õe", "oẽ"), ("ọe", "oẹ"),
      ("ùy", "uỳ"), ("úy", "uý"), ("ủy", "uỷ"), ("ũy", "uỹ"), ("ụy", "uỵ"),
    ]
    for (old, new) in pairs where word.hasSuffix(old) || word.hasSuffix(new) {
      return word.dropLast(2) + (style == .old ? old : new)
    }
    return word
  }
}
