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
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in folded(text).unicodeScalars {
      if isPart(scalar) {
        word.append(scalar)
      } else if !word.isEmpty {
        words.append(String(word))
        word.removeAll()
      }
    }
    if !word.isEmpty { words.append(String(word)) }
    return words
  }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: return true
    case ..<0x80: return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }
}
