import VietnameseText

/// A line of text with a cursor, into which a person types.
struct TypedLine {
  var text: String
  var cursor: Int
  var composer: Composer

  init(_ method: TypingMethod, style: ToneStyle = .old, text: String = "", cursor: Int? = nil) {
    self.text = text
    self.cursor = cursor ?? text.count
    composer = Composer(method: method, style: style)
  }

  /// Types the keys one by one; "⌫" takes back a letter.
  mutating func type(_ keys: String) {
    for key in keys {
      (text, cursor) =
        key == "⌫" ? composer.erase(in: text, at: cursor) : composer.type(key, into: text, at: cursor)
    }
  }

  /// Leaves the line, as Enter does.
  mutating func leave() { (text, cursor) = composer.end(in: text, at: cursor) }
}

/// What a line holds once the keys are typed one by one at the end of the text, and the line is left.
func typed(_ keys: String, _ method: TypingMethod, style: ToneStyle = .old, into text: String = "") -> String {
  var line = TypedLine(method, style: style, text: text)
  line.type(keys)
  line.leave()
  return line.text
}

/// What a line shows while the word is being typed.
func shown(_ keys: String, _ method: TypingMethod, style: ToneStyle = .old) -> String {
  var line = TypedLine(method, style: style)
  line.type(keys)
  return line.text
}

/// The scalars of a text in hexadecimal: `==` on strings cannot tell NFC from NFD.
func scalars(_ text: String) -> [String] {
  text.unicodeScalars.map { String($0.value, radix: 16) }
}
