/// A run of letters taken apart into onset, vowels, final and tone.
///
/// Invariant: the letters carry no tone; at most one letter of the run did.
struct Syllable: Equatable {
  /// The letters without tone, from the first to the last.
  var letters: [Letter]
  /// The tone of the syllable.
  var tone: Tone
  /// Where in ``letters`` the tone was found or put; nil without a tone.
  var toneSeat: Int?
  /// Where in ``letters`` the vowels stand; empty, behind the onset, where there is none.
  let vowelRange: Range<Int>

  var vowels: ArraySlice<Letter> { letters[vowelRange] }
  var final: ArraySlice<Letter> { letters[vowelRange.upperBound...] }
  var onset: Skeleton { Skeleton(letters[..<vowelRange.lowerBound]) }

  /// No letters yet.
  init() {
    letters = []
    tone = .ngang
    vowelRange = 0..<0
  }

  /// Takes letters apart; nil where the order of consonants and vowels, or a second tone, rules a syllable out.
  init?(_ typed: some RandomAccessCollection<Letter>) {
    let typed = Array(typed)
    let seats = typed.indices.filter { typed[$0].tone != .ngang }
    guard seats.count <= 1 else { return nil }
    toneSeat = seats.first
    tone = seats.first.map { typed[$0].tone } ?? .ngang
    letters = typed.map { $0.with(tone: .ngang) }

    var start = letters.firstIndex(where: \.isVowel) ?? letters.count
    // In qu and gi the vowel letter is part of the onset; "gì" and "gìn" have no other vowel, and keep theirs.
    if start == 1, letters.count > 1 {
      let begin = (letters[0].base, letters[1].base, letters[1].mark)
      let isGi = begin == (UInt8(ascii: "g"), .i, .none) && letters.count > 2 && letters[2].isVowel
      let isQu = begin == (UInt8(ascii: "q"), .u, .none)
      if isGi || isQu { start = 2 }
    }
    let end = letters[start...].firstIndex { !$0.isVowel } ?? letters.count
    guard letters[end...].allSatisfy({ !$0.isVowel }) else { return nil }
    vowelRange = start..<end
  }

  /// Whether the letters are a syllable of Vietnamese, or may become one as more keys are typed.
  var isPossible: Bool {
    guard Onset.accepts(onset, before: vowels.first, isToned: tone != .ngang) else { return false }
    if vowels.isEmpty { return tone == .ngang }
    guard let final = Finals(Skeleton(final)), allows(tone, before: final) else { return false }
    return !rimes.isEmpty
  }

  /// Whether the letters are a whole syllable of Vietnamese: no mark, no final and no tone is missing.
  var isComplete: Bool {
    guard isPossible, let final = Finals(Skeleton(final)), !vowels.isEmpty else { return false }
    // The letters of the alphabet have names of their own.
    if letters.count == 1 && tone == .ngang { return true }
    if !final.isDisjoint(with: .stops) && tone == .ngang { return false }
    return Rime.covering(vowels).contains { $0.matches(vowels) && !$0.finals.isDisjoint(with: final) }
  }

  /// Whether the vowels lack no mark.
  var isSpelledOut: Bool { rimes.contains { $0.matches(vowels) } }

  /// The open rimes in which the styles differ.
  private static let styled = Set(["oa", "oe", "uy"].map { Skeleton($0) })

  /// The letters with the tone on its seat.
  var spelled: [Letter] {
    guard let toneSeat else { return letters }
    var result = letters
    result[toneSeat].tone = tone
    return result
  }

  /// Puts the tone where the style writes it.
  ///
  /// Source: help.launchpad.net, Vietnamese spelling: on the vowel with a mark (in ươ the second), before a final on
  /// the last vowel, in open syllables on the first of two and the middle of three; the styles differ in oa, oe, uy.
  mutating func seatTone(_ style: ToneStyle) {
    guard tone != .ngang, !vowels.isEmpty else {
      toneSeat = nil
      return
    }
    let vowels = marked()
    if let seat = vowels.lastIndex(where: { $0.mark != .none }) {
      toneSeat = vowelRange.lowerBound + seat
    } else if !final.isEmpty {
      toneSeat = vowelRange.upperBound - 1
    } else {
      let isSecond = vowels.count == 3 || (style == .new && Syllable.styled.contains(Skeleton(vowels)))
      toneSeat = vowelRange.lowerBound + (isSecond ? 1 : 0)
    }
  }

  /// The vowels as they will be once the marks that they lack are typed.
  private func marked() -> [Letter] {
    if isSpelledOut { return Array(vowels) }
    return rimes.first?.vowels ?? Array(vowels)
  }

  /// The rimes that the syllable has, or may have once it is finished.
  private var rimes: [Rime] {
    guard let outcomes = Finals(Skeleton(final))?.outcomes else { return [] }
    return Rime.covering(vowels).filter { !$0.finals.isDisjoint(with: outcomes) }
  }

  private func allows(_ tone: Tone, before final: Finals) -> Bool {
    final.isDisjoint(with: .stops) || tone == .ngang || tone == .sac || tone == .nang
  }

  /// The letters without the last one, the tone where it then belongs; nil where they are no syllable.
  func shortened(_ style: ToneStyle) -> [Letter]? {
    guard tone != .ngang, var shorter = Syllable(letters.dropLast()) else { return nil }
    if shorter.vowels.isEmpty { return shorter.letters }
    shorter.tone = tone
    shorter.seatTone(style)
    return shorter.spelled
  }
}
