/// What a key may do to the syllable before the cursor, where the syllable lets it.
enum KeyMeaning: Equatable {
  /// Nothing but to stand there as a letter or digit.
  case letter
  /// Sets the tone; ngang takes it off.
  case tone(Tone)
  /// Turns a vowel into another letter; where several could be meant, in this order.
  case mark([Target])
  /// Turns d into đ.
  case stroke

  /// One vowel that a key works on, and what it puts there.
  struct Target: Equatable {
    let base: UInt8
    let mark: Mark
  }

  /// The meaning of a key, a letter or digit, in a method.
  init(_ key: UInt8, in method: TypingMethod) {
    self =
      switch method {
      case .off: .letter
      case .telex: KeyMeaning.telex[key] ?? .letter
      case .vni: KeyMeaning.vni[key] ?? .letter
      }
  }

  // Source of both tables: the key charts for Telex and VNI on bogoviet.com.
  private static let telex: [UInt8: KeyMeaning] = [
    UInt8(ascii: "z"): .tone(.ngang),
    UInt8(ascii: "f"): .tone(.huyen),
    UInt8(ascii: "r"): .tone(.hoi),
    UInt8(ascii: "x"): .tone(.nga),
    UInt8(ascii: "s"): .tone(.sac),
    UInt8(ascii: "j"): .tone(.nang),
    .a: .mark([Target(base: .a, mark: .circumflex)]),
    .e: .mark([Target(base: .e, mark: .circumflex)]),
    .o: .mark([Target(base: .o, mark: .circumflex)]),
    .w: .mark([
      Target(base: .u, mark: .horn), Target(base: .o, mark: .horn), Target(base: .a, mark: .breve),
    ]),
    .d: .stroke,
  ]

  private static let vni: [UInt8: KeyMeaning] = [
    UInt8(ascii: "0"): .tone(.ngang),
    UInt8(ascii: "1"): .tone(.sac),
    UInt8(ascii: "2"): .tone(.huyen),
    UInt8(ascii: "3"): .tone(.hoi),
    UInt8(ascii: "4"): .tone(.nga),
    UInt8(ascii: "5"): .tone(.nang),
    UInt8(ascii: "6"): .mark([
      Target(base: .a, mark: .circumflex), Target(base: .e, mark: .circumflex), Target(base: .o, mark: .circumflex),
    ]),
    UInt8(ascii: "7"): .mark([Target(base: .u, mark: .horn), Target(base: .o, mark: .horn)]),
    UInt8(ascii: "8"): .mark([Target(base: .a, mark: .breve)]),
    UInt8(ascii: "9"): .stroke,
  ]
}
