import VietnameseText

/// A text in the 95 letters and signs that every printer has: letter by letter without marks, signs by what looks like
/// them, anything else as `?`. Nothing that commands a printer is left.
package func asciiLetters(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x20..<0x7F: result.unicodeScalars.append(scalar)
    // Marks that stand for themselves, and what joins letters.
    case 0x300...0x36F, 0x200B...0x200D: break
    default: result += signs[scalar] ?? simplerForms(of: scalar).last { $0.isASCII }.map { String($0) } ?? "?"
    }
  }
  return result
}

private let signs: [Unicode.Scalar: String] = [
  "\u{9}": " ", "\u{A}": " ", "\u{D}": " ", "\u{A0}": " ", "\u{202F}": " ",
  "“": "\"", "”": "\"", "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "·": "-", "•": "*", "→": "->", "×": "x",
  "✓": "x", "≤": "<=", "≥": ">=", "°": "o", "₫": "d", "½": "1/2",
]
