/// The keys behind a syllable, told from its letters alone.
///
/// Needed when a letter shows that the word is not Vietnamese. Which of several ways it was typed cannot be known:
/// the choice is the one that English words and names make likely, for those are what people type in between.
struct TypedKeys {
  private let syllable: Syllable
  private let method: TypingMethod
  /// Whether keys for marks and tones come back as capitals.
  private let isUpper: Bool

  init(_ syllable: Syllable, _ method: TypingMethod, isUpper: Bool) {
    self.syllable = syllable
    self.method = method
    self.isUpper = isUpper
  }

  /// The letters as they were typed; nil where no key was a mark, or where the syllable is surely meant.
  ///
  /// Two marks or more before a final are no accident: what stands there is a Vietnamese word, whatever comes next.
  var restored: [Letter]? {
    // "đk" and "đt" are abbreviations, and as surely meant.
    if syllable.vowels.isEmpty { return nil }
    let count = markCount + (syllable.tone == .ngang ? 0 : 1)
    guard count == 1 || (count > 1 && syllable.final.isEmpty) else { return nil }
    return method == .vni ? digits : telex
  }

  /// Marks, with the two horns of "ươ" as one.
  private var markCount: Int {
    let marks = syllable.letters.count { $0.mark != .none }
    let horns = syllable.letters.count { $0.mark == .horn }
    return horns == 2 ? marks - 1 : marks
  }

  /// VNI: each mark behind its letter, the tone at the end, as in "a1b2" and other codes.
  private var digits: [Letter] {
    var keys: [Letter] = []
    for letter in syllable.letters {
      keys.append(letter.with(mark: .none))
      switch letter.mark {
      case .none: break
      case .circumflex: keys.append(key("6"))
      case .horn: keys.append(key("7"))
      case .breve: keys.append(key("8"))
      case .stroke: keys.append(key("9"))
      }
    }
    switch syllable.tone {
    case .ngang: return keys
    case .sac: return keys + [key("1")]
    case .huyen: return keys + [key("2")]
    case .hoi: return keys + [key("3")]
    case .nga: return keys + [key("4")]
    case .nang: return keys + [key("5")]
    }
  }

  private var telex: [Letter] {
    var keys: [Letter] = []
    var late: [Letter] = []
    let toneSeat = seatOfToneKey
    for (place, letter) in syllable.letters.enumerated() {
      append(letter, at: place, to: &keys, late: &late)
      if place == toneSeat, let tone = toneKey { keys.append(tone) }
    }
    return keys + late
  }

  private func append(_ letter: Letter, at place: Int, to keys: inout [Letter], late: inout [Letter]) {
    let plain = letter.with(mark: .none)
    switch letter.mark {
    case .none: keys.append(plain)
    case .breve: keys += [plain, key("w")]
    case .horn where letter.base == .u: keys.append(Letter(base: .w, isUpper: letter.isUpper))
    case .horn:
      // "work" and "sword" have a "w" before the "o", "town" behind it.
      let isBehindW = place > 0 && syllable.letters[place - 1].mark == .horn
      keys += isBehindW ? [plain] : [plain, key("w")]
    case .circumflex:
      // English doubles e and o ("book", "week"), but parts two a ("data"), and two e by a tone key ("hereby").
      let isToned = syllable.tone != .ngang && syllable.final.isEmpty
      let second = Letter(base: letter.base, isUpper: isUpper)
      keys.append(plain)
      if letter.base == .a || (letter.base == .e && isToned) { late.append(second) } else { keys.append(second) }
    case .stroke:
      // "dedicated", "did": who types "dd" in a row goes on to type a Vietnamese syllable.
      keys.append(plain)
      late.append(key("d"))
    }
  }

  /// The letter behind which the tone key was typed.
  private var seatOfToneKey: Int? {
    guard let seat = syllable.toneSeat else { return nil }
    let last = syllable.letters.count - 1
    let lastVowel = syllable.vowelRange.upperBound - 1
    guard let final = syllable.final.first else {
      // "wifi" and "wise" have no vowel in the "w"; else "basic" is likelier than "moist".
      return syllable.vowels.first?.mark == .horn ? lastVowel : seat
    }
    switch (syllable.tone, final.base) {
    case (.hoi, _), (.nga, _): return lastVowel
    // "testing" but "samsung".
    case (.sac, UInt8(ascii: "m")), (.sac, UInt8(ascii: "n")): return last
    case (.sac, _): return lastVowel
    // "comfort", "enjoy".
    default: return last
    }
  }

  private var toneKey: Letter? {
    switch syllable.tone {
    case .ngang: nil
    case .huyen: key("f")
    case .hoi: key("r")
    case .nga: key("x")
    case .sac: key("s")
    case .nang: key("j")
    }
  }

  private func key(_ scalar: Unicode.Scalar) -> Letter {
    Letter(base: UInt8(scalar.value), isUpper: isUpper && scalar.value >= 0x61)
  }
}
