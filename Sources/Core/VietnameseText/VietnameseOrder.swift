/// Whether a Vietnamese reader finds the first text before the second; false where they are the same to the order.
///
/// See ``VietnameseOrder``. Builds two sort keys: to sort more than a screenful, keep ``VietnameseOrder/sortKey(_:)``.
package func precedes(_ a: String, _ b: String) -> Bool {
  VietnameseOrder().precedes(a, b)
}

/// The order of a Vietnamese dictionary, for machines whose C library has no vi_VN locale.
///
/// Letters first (a ă â b c d đ e ê … with f j w z in their Latin places), then tones (ngang, huyền, hỏi, ngã, sắc,
/// nặng), then case, small before capital. Blanks, punctuation and digits come before letters, other scripts after,
/// by code point. Source: CLDR `vi` collation. glibc's vi_VN quotes the same rules, but files the toned letters of ă â ê ô
/// ơ ư (ắ, ậ …) under a e o u.
package struct VietnameseOrder: Sendable {
  /// The one order there is.
  package init() {}

  /// Whether the first text comes before the second; false where they are the same to the order.
  package func precedes(_ a: String, _ b: String) -> Bool {
    sortKey(a).lexicographicallyPrecedes(sortKey(b))
  }

  /// Bytes that compare, from the first to the last, as the texts do.
  ///
  /// Three levels, parted by 0: letters, tones, cases; about three bytes for a letter. NFC and NFD give the same key.
  /// Control characters and marks that belong to no letter are left out. Comparable with `memcmp` in a database
  /// column, but only between keys of one version of the program.
  package func sortKey(_ text: String) -> [UInt8] {
    let text = composed(text)
    var letters: [UInt8] = []
    var tones: [UInt8] = []
    var cases: [UInt8] = []
    letters.reserveCapacity(text.utf8.count * 3 + 2)
    for scalar in text.unicodeScalars {
      guard let weight = Weight(scalar) else { continue }
      weight.appendLetter(to: &letters)
      tones.append(weight.tone)
      cases.append(weight.isUpper ? 2 : 1)
    }
    letters.append(0)
    letters.append(contentsOf: tones)
    letters.append(0)
    letters.append(contentsOf: cases)
    return letters
  }
}

/// What one scalar weighs on the three levels.
private struct Weight {
  /// The byte for the letter: 0 parts the levels, so none is 0.
  private let lead: UInt8
  /// The scalar that settles the order among all those which share a lead; nil where the lead is a letter's own.
  private let rest: Unicode.Scalar?
  /// 1 for ngang, 2 to 6 for the tones with a mark, 7 for a foreign accent.
  let tone: UInt8
  let isUpper: Bool

  /// Blanks and ASCII signs in the order of the CLDR root collation.
  private static let signs = Array(" _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$".unicodeScalars)

  /// The lead of all other signs: behind those of ASCII, before the digits.
  private static let signLead: UInt8 = 0x2F
  /// The lead of all other scripts: behind the last Latin letter.
  private static let scriptLead: UInt8 = 0xFF

  /// The weight of a scalar; nil where it has no place in the order.
  init?(_ scalar: Unicode.Scalar) {
    // The typographic apostrophe of "H’Mông" is the one of the keyboard.
    let scalar = scalar == "’" ? "'" : scalar
    if let letter = Letter(scalar) {
      self.init(lead: Weight.lead(of: letter), tone: letter.tone.rawValue + 1, isUpper: letter.isUpper)
    } else if let base = FoldTable.base(of: scalar) {
      // A foreign accent counts like a tone after the six, so that "Muñoz" stands with "Munoz".
      self.init(lead: Weight.lead(of: Letter(base: base)), tone: 7, isUpper: scalar.properties.isUppercase)
    } else if let place = Weight.signs.firstIndex(of: scalar) {
      self.init(lead: UInt8(1 + place))
    } else if let lead = Weight.lead(of: scalar.properties.generalCategory) {
      self.init(lead: lead, rest: lead == 1 ? nil : scalar)
    } else {
      return nil
    }
  }

  private init(lead: UInt8, rest: Unicode.Scalar? = nil, tone: UInt8 = 1, isUpper: Bool = false) {
    self.lead = lead
    self.rest = rest
    self.tone = tone
    self.isUpper = isUpper
  }

  /// Bases stand 5 apart, with their marks between them in the order of ``Mark``: a ă â, d đ, e ê, o ô ơ, u ư.
  private static func lead(of letter: Letter) -> UInt8 {
    if letter.base < .a { return 0x30 + letter.base - UInt8(ascii: "0") }
    return 0x60 + (letter.base - .a) * 5 + letter.mark.rawValue
  }

  private static func lead(of category: Unicode.GeneralCategory) -> UInt8? {
    switch category {
    case .control, .format, .nonspacingMark, .enclosingMark: nil
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: 1
    case .dashPunctuation, .openPunctuation, .closePunctuation, .connectorPunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
      signLead
    default: scriptLead
    }
  }

  func appendLetter(to key: inout [UInt8]) {
    key.append(lead)
    guard let rest else { return }
    for shift: UInt32 in [16, 8, 0] { key.append(UInt8(truncatingIfNeeded: rest.value >> shift)) }
  }
}
