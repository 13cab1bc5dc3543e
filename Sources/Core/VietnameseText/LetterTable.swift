/// The 12 vowel letters in 6 tones and 2 cases, and the combining marks they are made with.
enum LetterTable {
  /// The 144 vowels, lower before upper, tones in the order of ``Tone``, letters in the order of the alphabet.
  static let scalars: [Unicode.Scalar] = Array(
    """
    aAàÀảẢãÃáÁạẠăĂằẰẳẲẵẴắẮặẶâÂầẦẩẨẫẪấẤậẬ\
    eEèÈẻẺẽẼéÉẹẸêÊềỀểỂễỄếẾệỆiIìÌỉỈĩĨíÍịỊ\
    oOòÒỏỎõÕóÓọỌôÔồỒổỔỗỖốỐộỘơƠờỜởỞỡỠớỚợỢ\
    uUùÙủỦũŨúÚụỤưƯừỪửỬữỮứỨựỰyYỳỲỷỶỹỸýÝỵỴ
    """.unicodeScalars)

  /// What each row of 12 in ``scalars`` stands on.
  private static let rows: [(base: UInt8, mark: Mark)] = [
    (.a, .none), (.a, .breve), (.a, .circumflex), (.e, .none), (.e, .circumflex), (.i, .none),
    (.o, .none), (.o, .circumflex), (.o, .horn), (.u, .none), (.u, .horn), (.y, .none),
  ]

  /// Place in ``scalars`` for each scalar from U+00C0 to U+01B0; 255 for what is no vowel of ours.
  private static let low = places(in: 0xC0...0x1B0)

  /// Place in ``scalars`` for each scalar from U+1EA0 to U+1EF9; 255 never occurs.
  private static let high = places(in: 0x1EA0...0x1EF9)

  private static func places(in block: ClosedRange<UInt32>) -> [UInt8] {
    var table = [UInt8](repeating: 255, count: block.count)
    for (place, scalar) in scalars.enumerated() where block.contains(scalar.value) {
      table[Int(scalar.value - block.lowerBound)] = UInt8(place)
    }
    return table
  }

  /// Which row of 12 a vowel letter fills; nil for consonants and for marks the letter cannot take.
  static func row(base: UInt8, mark: Mark) -> Int? {
    switch (base, mark) {
    case (.a, .none): 0
    case (.a, .breve): 1
    case (.a, .circumflex): 2
    case (.e, .none): 3
    case (.e, .circumflex): 4
    case (.i, .none): 5
    case (.o, .none): 6
    case (.o, .circumflex): 7
    case (.o, .horn): 8
    case (.u, .none): 9
    case (.u, .horn): 10
    case (.y, .none): 11
    default: nil
    }
  }

  /// The vowel that a precomposed scalar outside ASCII stands for; nil for every other scalar.
  static func vowel(_ scalar: Unicode.Scalar) -> Letter? {
    let place: UInt8
    switch scalar.value {
    case 0xC0...0x1B0: place = low[Int(scalar.value - 0xC0)]
    case 0x1EA0...0x1EF9: place = high[Int(scalar.value - 0x1EA0)]
    default: return nil
    }
    guard place != 255, let tone = Tone(rawValue: place % 12 / 2) else { return nil }
    let row = rows[Int(place) / 12]
    return Letter(base: row.base, mark: row.mark, tone: tone, isUpper: place % 2 == 1)
  }

  /// The tone of a combining mark; U+0340 and U+0341 are canonical doubles of U+0300 and U+0301.
  static func tone(_ combining: Unicode.Scalar) -> Tone? {
    switch combining.value {
    case 0x300, 0x340: .huyen
    case 0x309: .hoi
    case 0x303: .nga
    case 0x301, 0x341: .sac
    case 0x323: .nang
    default: nil
    }
  }

  /// The letter-making mark of a combining mark.
  static func mark(_ combining: Unicode.Scalar) -> Mark? {
    switch combining.value {
    case 0x302: .circumflex
    case 0x306: .breve
    case 0x31B: .horn
    default: nil
    }
  }
}
