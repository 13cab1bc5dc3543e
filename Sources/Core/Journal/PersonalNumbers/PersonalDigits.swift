/// What a run of digits looks like; such text is never kept.
package enum PersonalDigits: Hashable, Sendable, CaseIterable {
  /// Twelve digits, or nine of the old card.
  case identityCard
  /// Ten or eleven digits from 0, or +84.
  case phone
  /// Six digits, or four to eight near words for a code or a password.
  case oneTimeCode
  /// Seven digits or more that are none of the others: an account, a bank card, a passport.
  case account

  /// The first finding in a text; nil where it is free of such numbers.
  package static func first(in text: String) -> PersonalDigits? { runs(in: text).first?.kind }

  /// A run of digits, with what stands between them.
  package struct Run: Equatable, Sendable {
    package let kind: PersonalDigits
    /// Where the run stands, in Characters from the start of the text: from its first digit up to its last.
    package let range: Range<Int>
  }

  /// All findings in a text, from the first to the last.
  ///
  /// Blanks and signs between the digits of a number do not hide it, and neither do no-break and zero-width spaces, ";"
  /// and "*". What passes: hotlines, money, days and years, numbers of laws, procedures, dossiers and petitions, short
  /// numbers side by side. Forms of the numbers: cards of 12 digits from 0 (Law on Identity 2023), phones `0[35789]` and
  /// eight more, or `02` and nine.
  package static func runs(in text: String) -> [Run] {
    let scan = DigitScan(text)
    return scan.chains.flatMap { $0.isTooShort ? [] : ChainJudge($0, scan).runs }
  }

  /// The text with a "#" for each digit of every finding: what may lie on the disk while a person still types.
  package static func blotted(_ text: String) -> String {
    let runs = runs(in: text)
    if runs.isEmpty { return text }
    var characters = Array(text)
    for run in runs {
      for place in run.range where DigitScan.digit(characters[place]) != nil { characters[place] = "#" }
    }
    return String(characters)
  }

  /// The text without its first finding, and where that stood; nil where there is none.
  package static func withoutFirst(_ text: String) -> (text: String, cursor: Int)? {
    guard let run = runs(in: text).first else { return nil }
    var characters = Array(text)
    characters.removeSubrange(run.range)
    return (String(characters), run.range.lowerBound)
  }
}
