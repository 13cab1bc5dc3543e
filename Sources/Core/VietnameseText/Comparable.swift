/// The text as names are compared: composed, in small letters, one blank between words, ’ as ', tones where the new
/// style has them. Unlike ``folded(_:)`` it keeps the accents: "Tân Thành" is not "Tân Thạnh".
public func comparable(_ text: String) -> String {
  var words: [String] = []
  for word in composed(text.lowercased()).split(whereSeparator: \.isWhitespace) {
    words.append(respelled(String(word), .new).replacing("’", with: "'"))
  }
  return words.joined(separator: " ")
}

/// The text with the tone of open oa, oe and uy where the style has it: "hòa" as "hoà", "thuỷ" as "thủy".
public func respelled(_ text: String, _ style: ToneStyle) -> String {
  guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
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
