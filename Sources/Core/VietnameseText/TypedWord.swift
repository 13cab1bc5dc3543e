/// The letters before the cursor, and what one more key makes of them.
struct TypedWord {
  /// The letters, from the first to the last.
  let letters: [Letter]
  /// The method in which the letters were typed, as far as we can know.
  let method: TypingMethod
  /// Where tones go in open syllables.
  let style: ToneStyle

  /// The letters once the key is typed.
  func adding(_ key: Letter) -> [Letter] {
    let meaning = KeyMeaning(key.base, in: method)
    if let last = letters.last, last.isSmall, key.isUpper { return letters + [key] }
    guard let syllable = Syllable(letters), syllable.isPossible else {
      return abbreviation(meaning, key) ?? letters + [key]
    }
    let changed: [Letter]? =
      switch meaning {
      case .letter: nil
      case .tone(let tone): toned(syllable, tone, key)
      case .mark(let targets): marked(syllable, targets, key)
      case .stroke: stroked(syllable, key)
      }
    return changed ?? inserted(syllable, key)
  }

  /// The syllable with the tone, or without where it had it; nil where it cannot take it.
  private func toned(_ syllable: Syllable, _ tone: Tone, _ key: Letter) -> [Letter]? {
    if syllable.vowels.isEmpty || (tone == .ngang && syllable.tone == .ngang) { return nil }
    if syllable.tone == tone { return syllable.letters + [key] }
    var toned = syllable
    toned.tone = tone
    guard toned.isPossible else { return nil }
    toned.seatTone(style)
    return toned.spelled
  }

  /// The syllable with đ for d, or d for đ and the key behind it; nil where it begins with neither.
  private func stroked(_ syllable: Syllable, _ key: Letter) -> [Letter]? {
    guard let first = letters.first, first.base == .d, syllable.vowelRange.lowerBound > 0 else { return nil }
    var stroked = syllable
    stroked.letters[0].mark = first.mark == .stroke ? .none : .stroke
    guard first.mark != .stroke else { return stroked.spelled + [key] }
    return stroked.isPossible ? stroked.spelled : nil
  }

  /// The abbreviation with đ for the d before the cursor, and back: HĐND and QĐ have no vowel to make a syllable.
  private func abbreviation(_ meaning: KeyMeaning, _ key: Letter) -> [Letter]? {
    guard meaning == .stroke, var last = letters.last, last.base == .d, letters.dropLast().last?.base != .d,
      letters.allSatisfy({ !$0.isVowel && $0.base >= .a })
    else { return nil }
    let isUndone = last.mark == .stroke
    last.mark = isUndone ? .none : .stroke
    return Array(letters.dropLast()) + (isUndone ? [last, key] : [last])
  }

  /// The syllable with one more letter, its tone where it then belongs.
  private func inserted(_ syllable: Syllable, _ key: Letter) -> [Letter] {
    let plain = letters + [key]
    guard var longer = Syllable(plain), longer.isPossible else {
      return key.base < .a
        ? plain : TypedKeys(syllable, method, isUpper: key.isUpper).restored.map { $0 + [key] } ?? plain
    }
    longer.completeHorns()
    // Vowels that still lack a mark keep the tone where it was typed: only so can "use" be given back from "úe".
    if longer.isSpelledOut { longer.seatTone(style) }
    return longer.spelled
  }
}

extension TypedWord {
  /// The syllable with a mark on a vowel, or without where all had it; nil where none can take it.
  private func marked(_ syllable: Syllable, _ targets: [KeyMeaning.Target], _ key: Letter) -> [Letter]? {
    for vowels in candidates(syllable, targets) {
      var marked = syllable
      marked.letters.replaceSubrange(syllable.vowelRange, with: vowels)
      guard marked.isPossible else { continue }
      marked.completeHorns()
      marked.seatTone(style)
      return marked.spelled
    }
    if let unmarked = unmarked(syllable, targets) { return unmarked + [key] }
    return method == .telex && key.base == .w ? withHornedU(key) : nil
  }

  /// The vowels in every way that the key could mean, the likeliest first.
  private func candidates(_ syllable: Syllable, _ targets: [KeyMeaning.Target]) -> [[Letter]] {
    let vowels = Array(syllable.vowels)
    var result: [[Letter]] = []
    if targets.contains(where: { $0.mark == .horn }), vowels.starts(with: [.u, .o], by: { $0.base == $1 }) {
      let second = [vowels[0].with(mark: .none), vowels[1].with(mark: .horn)] + vowels[2...]
      let both = [vowels[0].with(mark: .horn), vowels[1].with(mark: .horn)] + vowels[2...]
      // Open "uơ" is a rime of its own only in huơ, khuơ and thuở; a final behind it makes it "ươ" again.
      let onset = Skeleton(syllable.letters[..<syllable.vowelRange.lowerBound])
      let isOpen = vowels.count == 2 && syllable.final.isEmpty && vowels.allSatisfy { $0.mark == .none }
      if isOpen, Onset.beforeOpenHornedO.contains(onset) { result.append(second) }
      result.append(both)
    }
    for target in targets {
      for place in vowels.indices where vowels[place].base == target.base && vowels[place].mark != target.mark {
        var one = vowels
        one[place].mark = target.mark
        result.append(one)
        result.append(vowels.indices.map { $0 == place ? one[place] : vowels[$0].with(mark: .none) })
      }
    }
    return result.filter { zip($0, vowels).contains { !$0.isSameLetter(as: $1) } }
  }

  /// The letters without the marks that the key puts on them; nil where it put none.
  private func unmarked(_ syllable: Syllable, _ targets: [KeyMeaning.Target]) -> [Letter]? {
    var unmarked = syllable
    for place in syllable.vowelRange {
      let letter = syllable.letters[place]
      if targets.contains(where: { $0.base == letter.base && $0.mark == letter.mark }) {
        unmarked.letters[place].mark = .none
      }
    }
    guard unmarked.letters != syllable.letters else { return nil }
    // A lone "ư" goes back to the "w" that makes it: "ww" and "sww" are typed to get a "w", "uww" hardly ever.
    if method == .telex, letters.last?.base == .u, syllable.vowels.count == 1, syllable.tone == .ngang {
      return letters.dropLast()
    }
    return unmarked.spelled
  }

  /// The letters with the "ư" that a lone w stands for; nil where no syllable has it there.
  private func withHornedU(_ key: Letter) -> [Letter]? {
    let horned = letters + [Letter(base: .u, mark: .horn, isUpper: key.isUpper)]
    guard var syllable = Syllable(horned), syllable.isPossible else { return nil }
    syllable.seatTone(style)
    return syllable.spelled
  }
}

extension Syllable {
  /// Makes "ưo" and "uơ" the "ươ" that they must be before a final, i or u: nobody needs to type both horns.
  fileprivate mutating func completeHorns() {
    guard vowels.starts(with: [.u, .o], by: { $0.base == $1 }), vowels.count == 3 || !final.isEmpty,
      vowels.contains(where: { $0.mark == .horn })
    else { return }
    letters[vowelRange.lowerBound].mark = .horn
    letters[vowelRange.lowerBound + 1].mark = .horn
  }
}
