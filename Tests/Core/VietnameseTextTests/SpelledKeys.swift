import Foundation
import VietnameseText

/// The keys for one syllable, taken from its canonical decomposition and not from the tables under test.
struct SpelledKeys {
  /// Each letter without tone, and the mark key that follows it, if any.
  private var letters: [(plain: String, mark: String)] = []
  /// The tone key, or nothing.
  private var tone = ""
  /// How many letters stand up to the one with the tone.
  private var toneSeat = 0

  init(_ word: String, _ method: TypingMethod) {
    let marks = method == .telex ? Self.telex : Self.vni
    for character in word {
      guard character != "đ", character != "Đ" else {
        letters.append((character == "đ" ? "d" : "D", method == .telex ? "d" : "9"))
        continue
      }
      var scalars = Array(String(character).decomposedStringWithCanonicalMapping.unicodeScalars)
      let plain = String(scalars.removeFirst())
      var mark = ""
      for scalar in scalars {
        switch scalar {
        case "\u{302}": mark = method == .telex ? plain.lowercased() : "6"
        case "\u{306}": mark = method == .telex ? "w" : "8"
        case "\u{31B}": mark = method == .telex ? "w" : "7"
        default:
          tone = marks[scalar] ?? ""
          toneSeat = letters.count + 1
        }
      }
      // Telex takes the second of "oo" for a mark, and a third one takes it back.
      if method == .telex, plain == "o", letters.last?.plain == "o" { letters.append(("o", "")) }
      letters.append((plain, mark))
    }
  }

  /// "dduwowcj", "d9u7o7c5".
  var toneAtTheEnd: String { letters.map { $0.plain + $0.mark }.joined() + tone }

  /// "dduwowjc", "d9u7o75c": behind the vowel that carries it.
  var toneInside: String {
    let keys = letters.map { $0.plain + $0.mark }
    return keys.prefix(toneSeat).joined() + tone + keys.dropFirst(toneSeat).joined()
  }

  /// "duocdwj", "duoc975".
  var allAtTheEnd: String { plain + marks + tone }

  /// "duocjdw", "duoc597".
  var allAtTheEndToneFirst: String { plain + tone + marks }

  private var plain: String { letters.map(\.plain).joined() }

  /// The mark keys in the order of their letters; one serves both horns of "ươ".
  private var marks: String {
    var marks = letters.map(\.mark)
    for place in letters.indices.dropFirst() where letters[place - 1].plain.lowercased() == "u" {
      if ["w", "7"].contains(marks[place]), marks[place] == marks[place - 1] { marks[place] = "" }
    }
    return marks.joined()
  }

  private static let telex: [Unicode.Scalar: String] = [
    "\u{300}": "f", "\u{309}": "r", "\u{303}": "x", "\u{301}": "s", "\u{323}": "j",
  ]
  private static let vni: [Unicode.Scalar: String] = [
    "\u{300}": "2", "\u{309}": "3", "\u{303}": "4", "\u{301}": "1", "\u{323}": "5",
  ]
}
