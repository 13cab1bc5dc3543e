import VietnameseText

/// What a field holds once the keys are typed one by one at the end of the text.
func typed(_ keys: String, _ method: TypingMethod, style: ToneStyle = .old, into text: String = "") -> String {
  var field = (text: text, cursor: text.count)
  for key in keys {
    field = Composer.typing(key, into: field.text, at: field.cursor, method: method, style: style)
  }
  return field.text
}

/// The scalars of a text in hexadecimal: `==` on strings cannot tell NFC from NFD.
func scalars(_ text: String) -> [String] {
  text.unicodeScalars.map { String($0.value, radix: 16) }
}
