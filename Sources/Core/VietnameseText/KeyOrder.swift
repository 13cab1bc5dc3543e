/// The orders in which people type the marks and the tone of a word.
enum KeyOrder: CaseIterable {
  /// Each mark behind its letter, the tone at the end: "vieetj".
  case toneLast
  /// Each mark behind its letter, the tone behind its vowel: "vieejt".
  case toneInside
  /// The letters, then the marks, then the tone: "vietej".
  case marksLast
  /// The letters, then the tone, then the marks: "vietje".
  case toneThenMarks

  /// The keys for these letters.
  func keys(for letters: [Letter], _ method: TypingMethod) -> [Letter] {
    strokes(for: letters, method).map(\.key)
  }

  /// A key, and whether it is a letter itself, and no mark or tone on one.
  struct Stroke {
    let key: Letter
    var isLetter = false
  }

  /// The keys for these letters, told apart by what they do.
  func strokes(for letters: [Letter], _ method: TypingMethod) -> [Stroke] {
    var keys: [Stroke] = []
    var marks: [Stroke] = []
    var tone: [Stroke] = []
    for (place, letter) in letters.enumerated() {
      let plain = Letter(base: letter.base, isUpper: letter.isUpper)
      keys.append(Stroke(key: plain, isLetter: true))
      let before = place > 0 ? letters[place - 1] : nil
      // Telex takes the second of "oo" for a mark, and a third one takes it back.
      let isSecondO = letter.base == .o && letter.mark == .none && before?.isSameLetter(as: letter) == true
      if method == .telex, isSecondO { keys.append(Stroke(key: plain)) }
      if let mark = KeyOrder.mark(of: letter, method) {
        switch self {
        case .toneLast, .toneInside: keys.append(Stroke(key: Letter(base: mark, isUpper: letter.isUpper && mark >= .a)))
        // One key serves both horns of "ươ".
        case .marksLast, .toneThenMarks:
          if letter.mark != .horn || before?.mark != .horn { marks.append(Stroke(key: Letter(base: mark))) }
        }
      }
      guard letter.tone != .ngang else { continue }
      let key = Stroke(key: KeyOrder.key(for: letter.tone, method))
      if self == .toneInside { keys.append(key) } else { tone.append(key) }
    }
    return keys + (self == .toneThenMarks ? tone + marks : marks + tone)
  }

  private static func mark(of letter: Letter, _ method: TypingMethod) -> UInt8? {
    let isTelex = method == .telex
    return switch letter.mark {
    case .none: nil
    case .circumflex: isTelex ? letter.base : UInt8(ascii: "6")
    case .horn: isTelex ? .w : UInt8(ascii: "7")
    case .breve: isTelex ? .w : UInt8(ascii: "8")
    case .stroke: isTelex ? .d : UInt8(ascii: "9")
    }
  }

  private static func key(for tone: Tone, _ method: TypingMethod) -> Letter {
    let keys = Array((method == .telex ? "zfrxsj" : "023415").utf8)
    return Letter(base: keys[Int(tone.rawValue)])
  }
}
