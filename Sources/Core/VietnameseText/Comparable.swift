/// The text as names are compared: composed, in small letters, one blank between words, ’ as ', tones where the new
/// style has them. Unlike ``folded(_:)`` it keeps the accents: "Tân Thành" is not "Tân Thạnh".
package func comparable(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  result.reserveCapacity(text.utf8.count)
  for scalar in composed(text).unicodeScalars {
    if scalar.properties.isWhitespace {
      if let last = result.last, last != " " { result.append(" ") }
    } else if var letter = Letter(scalar) {
      letter.isUpper = false
      result.append(letter.scalar)
    } else {
      result.append(contentsOf: scalar == "’" ? "'".unicodeScalars : scalar.properties.lowercaseMapping.unicodeScalars)
    }
  }
  if result.last == " " { result.removeLast() }
  return respelled(String(result), .new)
}

/// The text with the tone of open oa, oe and uy where the style has it: "hòa" as "hoà", "thuỷ" as "thủy".
package func respelled(_ text: String, _ style: ToneStyle) -> String {
  guard hasStyledRime(text) else { return text }
  var result = ""
  var run: [Letter] = []
  func flush() {
    for letter in respelled(run, style) { result.unicodeScalars.append(letter.scalar) }
    run = []
  }
  for character in text {
    if let letter = Letter(character) {
      run.append(letter)
    } else {
      flush()
      result.append(character)
    }
  }
  flush()
  return result
}

/// The letters of a syllable with its tone where the style has it; as they are where they are none.
private func respelled(_ letters: [Letter], _ style: ToneStyle) -> [Letter] {
  guard var syllable = Syllable(letters), syllable.tone != .ngang, syllable.isComplete, syllable.final.isEmpty else {
    return letters
  }
  syllable.seatTone(style)
  return syllable.spelled
}

/// Whether somewhere o and a or e, or u and y, stand together, and one of them is toned: few texts need more than a look.
private func hasStyledRime(_ text: String) -> Bool {
  var before: Letter?
  for scalar in text.unicodeScalars {
    let letter = Letter(scalar)
    if let letter, let before, before.tone != .ngang || letter.tone != .ngang {
      switch (before.base, letter.base) {
      case (.o, .a), (.o, .e), (.u, .y): return true
      default: break
      }
    }
    before = letter
  }
  return false
}
