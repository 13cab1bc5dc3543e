import Assets
import Foundation
import Testing
import VietnameseText

@Suite("Every name of the official table can be typed")
struct OfficialNamesTests {
  /// The words of all names of communes and provinces.
  private static let words: [String] = {
    guard let folder = Assets.folder,
      let text = try? String(contentsOfFile: folder + "/Units/units.csv", encoding: .utf8)
    else { return [] }
    let names = text.split(separator: "\n").dropFirst().flatMap { $0.split(separator: ",") }
    return Set(names.flatMap { $0.split { !$0.isLetter } }.map(String.init)).sorted()
  }()

  @Test("Marks behind their letters, the tone at the end or behind its vowel", arguments: [TypingMethod.telex, .vni])
  func allWords(method: TypingMethod) {
    #expect(Self.words.count > 1_100)
    var wrong: [String] = []
    for word in Self.words {
      let keys = SpelledKeys(word, method)
      // Where a last letter would be a tone, it is typed twice: "Marr" is "Mar" and not "Mả".
      let ways = [keys.toneAtTheEnd, keys.toneAtTheEnd + keys.toneAtTheEnd.suffix(1)]
      if !ways.contains(where: { comparable(typed($0, method)) == comparable(word) }) { wrong.append(word) }
      let inside = comparable(typed(keys.toneInside, method)) == comparable(word)
      if keys.toneInside != keys.toneAtTheEnd, !inside { wrong.append("\(word) by \(keys.toneInside)") }
    }
    #expect(wrong == [])
  }

  @Test("With all marks at the end, too, but for one in a hundred", arguments: [TypingMethod.telex, .vni])
  func marksLast(method: TypingMethod) {
    let marked = Self.words.filter { !$0.allSatisfy(\.isASCII) }
    let wrong = marked.filter { comparable(typed(SpelledKeys($0, method).allAtTheEnd, method)) != comparable($0) }
    #expect(wrong.count * 100 <= marked.count, "\(wrong)")
  }

  @Test(
    "Whole names",
    arguments: [
      ("Bawcs Kanj", "Bắc Kạn"), ("Cuw Juts", "Cư Jút"), ("M'Drawks", "M'Drắk"), ("DDakroong", "Đakrông"),
      ("Ia DDal", "Ia Đal"), ("Ngokj Bay", "Ngọk Bay"), ("Ea Drawng", "Ea Drăng"), ("Ea Rooks", "Ea Rốk"),
      ("Avuwowng", "Avương"), ("Tehr", "Tẻh"), ("DDawks Lawks", "Đắk Lắk"), ("Kroong Buks", "Krông Búk"),
    ])
  func names(keys: String, name: String) {
    #expect(typed(keys, .telex) == name)
  }
}
