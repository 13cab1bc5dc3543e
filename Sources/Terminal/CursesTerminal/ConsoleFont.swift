import VietnameseText

/// The letters that a console's font has, and what stands for those that it lacks: the same letter with fewer marks, and
/// for signs the nearest of ASCII.
///
/// A bare console has one font of at most 512 letters and draws a blank for any other. The kernel says which it has
/// (`GIO_UNIMAP`), so that nothing has to be guessed.
struct ConsoleFont {
  /// By letter; what is not here is drawn as it is.
  private let replacements: [UInt32: UInt32]

  /// - Parameter has: Whether the font has a letter of the basic plane.
  init(has: (UInt16) -> Bool) {
    var replacements: [UInt32: UInt32] = [:]
    func isDrawn(_ scalar: Unicode.Scalar) -> Bool {
      scalar.value < 0x80 || UInt16(exactly: scalar.value).map(has) ?? false
    }
    for letter in vietnameseLetters where !isDrawn(letter) {
      replacements[letter.value] = simplerForms(of: letter).first(where: isDrawn)?.value
    }
    for (sign, nearest) in Self.signs where !isDrawn(sign) {
      replacements[sign.value] = nearest.first(where: isDrawn)?.value
    }
    self.replacements = replacements
  }

  /// What is drawn for a letter.
  func drawn(_ letter: UInt32) -> UInt32 {
    letter < 0x80 || replacements.isEmpty ? letter : replacements[letter] ?? letter
  }

  /// Whether every letter and sign of the screens is drawn as it is.
  var isComplete: Bool { replacements.isEmpty }

  /// Signs of the screens, each with what may stand for it, the best first; the last is ASCII.
  private static let signs: [(Unicode.Scalar, [Unicode.Scalar])] = [
    ("─", ["-"]), ("│", ["|"]), ("┌", ["+"]), ("┐", ["+"]), ("└", ["+"]), ("┘", ["+"]), ("├", ["+"]), ("┤", ["+"]),
    ("█", ["#"]), ("▀", ["█", "#"]), ("▄", ["█", "#"]), ("░", ["."]), ("▒", ["░", "."]), ("●", ["•", "*"]),
    ("•", ["·", "*"]), ("·", ["-"]), ("…", ["."]), ("“", ["\""]), ("”", ["\""]), ("‘", ["'"]), ("’", ["'"]),
    ("–", ["-"]), ("—", ["-"]), ("→", [">"]), ("←", ["<"]), ("↑", ["^"]), ("↓", ["v"]), ("✓", ["√", "x"]),
    ("✗", ["x"]), ("₫", ["đ", "d"]), ("×", ["x"]), ("▸", [">"]), ("▲", ["^"]), ("▼", ["v"]),
  ]
}
