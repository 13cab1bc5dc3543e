package import Checklists
import VietnameseText

/// Words as searches know them: folded, so that accents and case do not matter and đ is d, letters and digits only.
package enum SearchWords {
  /// All words that an entry is found by: its own, `more` that the program adds, and what its columns say.
  package static func document(
    _ body: EntryBody, more: [String] = [], checklist: ChecklistID?, outcome: Outcome?, volunteer: VolunteerCode?,
    volunteerName: String?
  ) -> [String] {
    var texts = body.searchTexts + more
    if let checklist { texts.append(checklist.rawValue) }
    if let outcome { texts += outcome.searchTexts }
    if let volunteer { texts.append(volunteer.rawValue) }
    if let volunteerName { texts.append(volunteerName) }
    return words(of: texts.joined(separator: "\n"))
  }

  /// The words of a text, folded.
  package static func words(of text: String) -> [String] {
    var folded = folded(text)
    // Read as UTF-8, of which nearly all is ASCII once it is folded: an index is told of thousands of entries at once.
    return folded.withUTF8 { bytes in
      var words: [String] = []
      var start: Int?
      var place = 0
      while place < bytes.count {
        let (isPart, length) = part(bytes[place...])
        if isPart {
          start = start ?? place
        } else if let first = start {
          words.append(String(decoding: bytes[first..<place], as: UTF8.self))
          start = nil
        }
        place += length
      }
      if let first = start { words.append(String(decoding: bytes[first...], as: UTF8.self)) }
      return words
    }
  }

  /// Whether the letter that a text begins with is part of a word, and how many bytes it has.
  private static func part(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> (isPart: Bool, bytes: Int) {
    switch text[text.startIndex] {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: return (true, 1)
    case ..<0x80: return (false, 1)
    default:
      var decoder = UTF8()
      var bytes = text.makeIterator()
      guard case .scalarValue(let scalar) = decoder.decode(&bytes) else { return (false, 1) }
      return (isPart(scalar), UTF8.width(scalar))
    }
  }

  /// Whether a letter beyond ASCII is part of a word.
  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }
}
