/// How keys become Vietnamese letters.
///
/// The raw values are what a settings file holds.
package enum TypingMethod: String, CaseIterable, Sendable {
  /// Keys are typed as they are: the terminal already sends Vietnamese, or the text is not Vietnamese.
  case off
  /// Letters double as marks: aa â, aw ă, dd đ, ow ơ, and s f r x j for the tones, z for none.
  case telex
  /// Digits are marks: 6 for ^, 7 horn, 8 breve, 9 đ, and 1 to 5 for the tones, 0 for none.
  case vni

  /// The method to begin with on a kind of terminal, as `TERM` names it: the Linux console has no input method, and
  /// any other may have one.
  package static func first(onTerminal name: String?) -> TypingMethod {
    name?.hasPrefix("linux") == true ? .telex : .off
  }
}

/// Where the tone stands in open syllables that end in oa, oe or uy.
///
/// All other syllables are written alike in both. Both are in daily use; ``folded(_:)`` does not tell them apart.
package enum ToneStyle: String, CaseIterable, Sendable {
  /// On the first vowel: hòa, khỏe, thủy.
  case old
  /// On the second vowel: hoà, khoẻ, thuỷ.
  case new
}
