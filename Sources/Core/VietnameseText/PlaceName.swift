/// Words of place names that the spelling of Vietnamese does not cover, and that can be typed all the same.
///
/// They come from other languages of the country and are written with Vietnamese letters: Đắk Lắk, Bắc Kạn, Cư Jút.
/// Each is known by all its keys, so that nothing that only resembles one changes.
enum PlaceName {
  /// Source: names of the 34 provinces and 3,321 communes of 2025, without those that are typed by rule.
  private static let words: [[Letter]] = """
    avương bhăng búk cuôr dliê drông drăng drắk dêê dơk hrú jút khăl khươl kmăl knuếc knốp krái krêl kạn lắk ngọk
    nuôl pnôn pék púch păh păl pơng pưh rvê rốk sró sơmei sắk tôr tẻh êê đak đakrông đal đăk đắk
    """.split { $0 == " " || $0 == "\n" }.map { $0.compactMap { Letter($0) } }

  /// Names that stand as typed and would else be Vietnamese, capitals and all: Wa in Ia Wa is no "Ưa".
  private static let asTyped: Set<[Letter]> = Set(["Ana", "Dur", "Wa"].map { $0.compactMap { Letter($0) } })

  /// Keys that spell a syllable ("tổ"): the name (Tôr) is typed with the last one twice.
  private static let taken: Set<[UInt8]> = [Array("toor".utf8)]

  /// A name, and which of its keys are letters.
  private struct Spelled {
    let letters: [Letter]
    let seats: [Int]
  }

  private static let telex = table(.telex)
  private static let vni = table(.vni)

  private static func table(_ method: TypingMethod) -> [[UInt8]: Spelled] {
    var table: [[UInt8]: Spelled] = [:]
    for word in words {
      for order in KeyOrder.allCases {
        let strokes = order.strokes(for: word, method)
        let seats = strokes.indices.filter { strokes[$0].isLetter }
        var keys = strokes.map(\.key.base)
        if let last = keys.last, method == .telex, taken.contains(keys) { keys.append(last) }
        if table[keys] == nil { table[keys] = Spelled(letters: word, seats: seats) }
      }
    }
    return table
  }

  /// The name that the keys spell, its capitals as typed; nil where they spell none.
  static func spelled(by keys: [Letter], _ method: TypingMethod) -> [Letter]? {
    if method == .telex, asTyped.contains(keys) { return keys }
    guard let name = (method == .vni ? vni : telex)[keys.map(\.base)] else { return nil }
    return zip(name.letters, name.seats).map { letter, seat in
      var letter = letter
      letter.isUpper = keys[seat].isUpper
      return letter
    }
  }
}
