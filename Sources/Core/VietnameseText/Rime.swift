/// The consonants that can end a syllable, or none at all.
struct Finals: OptionSet {
  let rawValue: UInt16

  /// No consonant: the syllable is open.
  static let open = Finals(rawValue: 1 << 0)
  static let m = Finals(rawValue: 1 << 1)
  static let n = Finals(rawValue: 1 << 2)
  static let ng = Finals(rawValue: 1 << 3)
  static let nh = Finals(rawValue: 1 << 4)
  static let c = Finals(rawValue: 1 << 5)
  static let ch = Finals(rawValue: 1 << 6)
  static let t = Finals(rawValue: 1 << 7)
  static let p = Finals(rawValue: 1 << 8)

  /// Finals that stop the voice, and so allow no tone but sắc and nặng.
  static let stops: Finals = [.c, .ch, .t, .p]

  private static let bySkeleton: [Skeleton: Finals] = [
    Skeleton(""): .open, Skeleton("m"): .m, Skeleton("n"): .n, Skeleton("ng"): .ng, Skeleton("nh"): .nh,
    Skeleton("c"): .c, Skeleton("ch"): .ch, Skeleton("t"): .t, Skeleton("p"): .p,
  ]

  /// The final of these consonants; nil for what ends no syllable.
  init?(_ consonants: Skeleton) {
    guard let finals = Finals.bySkeleton[consonants] else { return nil }
    self = finals
  }

  init(rawValue: UInt16) { self.rawValue = rawValue }

  /// What this final may yet become as typing goes on.
  var outcomes: Finals {
    switch self {
    case .open: Finals(rawValue: .max)
    case .n: [.n, .ng, .nh]
    case .c: [.c, .ch]
    default: self
    }
  }
}

/// The vowels of a syllable, and what may end it.
struct Rime {
  /// One to three vowels, without tone.
  let vowels: [Letter]
  /// The finals that real words have behind these vowels.
  let finals: Finals

  /// All rimes of Vietnamese, a line each: the vowels, then the finals, "-" for open.
  ///
  /// Source: the 6,631 syllables of Debian's hunspell-vi, with a few rare rimes of dictionaries (nguều, tuýp, loẻng).
  /// A final "u" or "i" counts as a vowel, as it does to the eye.
  private static let all: [Rime] = """
    a - m n ng nh c ch t p
    ă m n ng c t p
    â m n ng c t p
    e - m n ng c t p
    ê - m n ng nh c ch t p
    i - m n ng nh ch t p
    o - m n ng c t p
    ô - m n ng c t p
    ơ - m n t p
    u - m n ng c t p
    ư - m n ng c t
    y - m n nh ch t p
    ai -
    ao -
    au -
    ay -
    âu -
    ây -
    eo -
    êu -
    ia -
    iê m n ng c t p
    iu -
    oa - m n ng nh c ch t p
    oă m n ng c t p
    oe - m n ng c t
    oi -
    oo ng c
    ôi -
    ơi -
    ua -
    uâ n ng t
    uê - nh ch
    ui -
    uô m n ng c t
    uơ -
    uy - n nh ch t p
    ưa -
    ưi -
    ươ m n ng c t p
    ưu -
    yê m n ng t
    iêu -
    oai -
    oao -
    oay -
    oeo -
    uây -
    uêu -
    uôi -
    uya -
    uyê n t
    uyu -
    ươi -
    ươu -
    yêu -
    """.split(separator: "\n").map(Rime.init(line:))

  private init(line: Substring) {
    let words = line.split(separator: " ")
    vowels = words[0].compactMap { Letter($0) }
    finals = words.dropFirst().reduce(into: []) { $0.formUnion($1 == "-" ? .open : Finals(Skeleton($1)) ?? []) }
  }

  /// The rimes under each set of base letters: a keystroke looks at three of them, not at all.
  private static let bySkeleton = Dictionary(grouping: all) { Skeleton($0.vowels) }

  /// The rimes whose vowels these are, or may become as marks are typed.
  static func covering(_ typed: ArraySlice<Letter>) -> [Rime] {
    guard typed.count <= 3, let candidates = bySkeleton[Skeleton(typed)] else { return [] }
    return candidates.filter { $0.covers(typed) }
  }

  /// Whether these vowels, of the same bases, lack no more than some of this rime's marks.
  private func covers(_ typed: ArraySlice<Letter>) -> Bool {
    var place = 0
    for letter in typed {
      if letter.mark != .none && letter.mark != vowels[place].mark { return false }
      place += 1
    }
    return true
  }

  /// Whether these vowels are this rime's, with all its marks.
  func matches(_ typed: ArraySlice<Letter>) -> Bool {
    typed.elementsEqual(vowels) { $0.isSameLetter(as: $1) }
  }
}
