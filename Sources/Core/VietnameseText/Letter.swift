/// The six tones of Vietnamese, in the order in which dictionaries sort them.
///
/// Source: CLDR `vi` collation, `&̀<<̉<<̃<<́<<̣`; the level tone has no mark and comes first.
enum Tone: UInt8 {
  /// No mark: "ma".
  case ngang
  /// Grave: "mà".
  case huyen
  /// Hook above: "mả".
  case hoi
  /// Tilde: "mã".
  case nga
  /// Acute: "má".
  case sac
  /// Dot below: "mạ".
  case nang
}

/// What turns one letter of the alphabet into another; tones are apart.
enum Mark: UInt8 {
  /// As in a, e, o, u, d.
  case none
  /// As in ă.
  case breve
  /// As in â, ê, ô.
  case circumflex
  /// As in ơ, ư.
  case horn
  /// As in đ.
  case stroke
}

/// One letter of the Vietnamese alphabet, or an ASCII letter or digit, taken apart.
///
/// Invariant: `mark` and `tone` are only those for which Unicode has a precomposed letter on `base`.
struct Letter: Hashable {
  /// The lower-case ASCII letter, or the digit, that is left without mark and tone.
  var base: UInt8
  /// The mark that makes it another letter of the alphabet.
  var mark: Mark = .none
  /// The tone that it carries; ``Tone/ngang`` on consonants and digits.
  var tone: Tone = .ngang
  /// Whether it is a capital.
  var isUpper = false

  /// Whether it is one of a ă â e ê i o ô ơ u ư y.
  var isVowel: Bool {
    switch base {
    case .a, .e, .i, .o, .u, .y: true
    default: false
    }
  }

  /// Whether it is a letter, and no capital.
  var isSmall: Bool { !isUpper && base >= .a }

  /// Whether both are the same letter of the alphabet, whatever their tone and case.
  func isSameLetter(as other: Letter) -> Bool { base == other.base && mark == other.mark }

  /// The same letter with another tone.
  func with(tone: Tone) -> Letter {
    var copy = self
    copy.tone = tone
    return copy
  }

  /// The same letter with another mark.
  func with(mark: Mark) -> Letter {
    var copy = self
    copy.mark = mark
    return copy
  }
}

extension Letter {
  /// The letter of one precomposed scalar; nil for what is neither Vietnamese, nor an ASCII letter or digit.
  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x61...0x7A, 0x30...0x39: self.init(base: UInt8(scalar.value))
    case 0x41...0x5A: self.init(base: UInt8(scalar.value) + 0x20, isUpper: true)
    case 0x110, 0x111: self.init(base: .d, mark: .stroke, isUpper: scalar.value == 0x110)
    default:
      guard let vowel = LetterTable.vowel(scalar) else { return nil }
      self = vowel
    }
  }

  /// The letter of a character in either normal form; nil for what is not one letter.
  init?(_ character: Character) {
    var scalars = character.unicodeScalars.makeIterator()
    guard let first = scalars.next(), var letter = Letter(first) else { return nil }
    while let next = scalars.next() {
      guard let joined = letter.adding(next) else { return nil }
      letter = joined
    }
    self = letter
  }

  /// The letter as one precomposed scalar.
  var scalar: Unicode.Scalar {
    if mark == .stroke { return isUpper ? "Đ" : "đ" }
    if let row = LetterTable.row(base: base, mark: mark) {
      return LetterTable.scalars[row * 12 + Int(tone.rawValue) * 2 + (isUpper ? 1 : 0)]
    }
    return Unicode.Scalar(isUpper ? base - 0x20 : base)
  }

  /// The letter with a combining mark joined to it; nil where no precomposed Vietnamese letter has both.
  func adding(_ combining: Unicode.Scalar) -> Letter? {
    guard isVowel else { return nil }
    if let added = LetterTable.tone(combining) {
      return tone == .ngang ? with(tone: added) : nil
    }
    guard let added = LetterTable.mark(combining), mark == .none,
      LetterTable.row(base: base, mark: added) != nil
    else { return nil }
    return with(mark: added)
  }
}

extension UInt8 {
  static let a = UInt8(ascii: "a")
  static let d = UInt8(ascii: "d")
  static let e = UInt8(ascii: "e")
  static let i = UInt8(ascii: "i")
  static let o = UInt8(ascii: "o")
  static let u = UInt8(ascii: "u")
  static let w = UInt8(ascii: "w")
  static let y = UInt8(ascii: "y")
}
