import Bytes
import Checklists
import Journal
import VietnameseText

/// Words as SQLite's full-text index knows them: folded, letters and digits only.
enum SearchTokens {
  /// A private-use letter that no folded word can hold: it begins the tokens that stand for columns.
  private static let mark = "\u{E000}"

  /// The words of a text, folded.
  static func words(_ text: String) -> [String] {
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

  /// The tokens of the columns that an entry can be filtered by.
  static func columns(_ facet: Facet, id: Int64) -> [String] {
    var tokens = [self.facet(id)]
    if let checklist = facet.checklist { tokens.append(column("c", checklist.rawValue)) }
    if let outcome = facet.outcome { tokens.append(column("o", outcome.rawValue)) }
    if let volunteer = facet.volunteer { tokens.append(column("v", volunteer.rawValue)) }
    return tokens
  }

  /// Any of these tokens must be there. One column has a token of its own; where columns meet, the facets are the
  /// shorter lists.
  static func filter(_ filter: EntryFilter, facets: [Int64]) -> [String] {
    switch (filter.checklist, filter.outcome, filter.volunteer) {
    case (let checklist?, nil, nil): [column("c", checklist.rawValue)]
    case (nil, let outcome?, nil): [column("o", outcome.rawValue)]
    case (nil, nil, let volunteer?): [column("v", volunteer.rawValue)]
    default: facets.sorted().map(facet)
    }
  }

  private static func facet(_ id: Int64) -> String { "\(mark)f\(id)" }
  private static func column(_ letter: String, _ name: String) -> String { mark + letter + Hex.text(Array(name.utf8)) }
}

/// What somebody typed into the search field, made into words. Whatever was typed, no letter of it is ever read as the
/// index's own syntax: only folded letters and digits reach it, in quotes.
struct SearchQuery: Hashable {
  /// Words that must follow each other.
  struct Term: Hashable {
    var words: [String]
    /// The last of the words may be the beginning of a longer one.
    var isOpen = false
  }

  /// All of them must be found; the order does not matter.
  private(set) var terms: [Term] = []
  /// Further terms are ignored.
  static let most = 16

  var isEmpty: Bool { terms.isEmpty }

  init(_ typed: String) {
    var current = ""
    var isQuoted = false
    for letter in typed {
      if "\"“”„".contains(letter) {
        add(current)
        current = ""
        isQuoted.toggle()
      } else if letter.isWhitespace && !isQuoted {
        add(current)
        current = ""
      } else {
        current.append(letter)
      }
    }
    // Still being typed: no blank and no quote has closed it.
    add(current, isOpen: true)
  }

  private mutating func add(_ text: String, isOpen: Bool = false) {
    let words = SearchTokens.words(text)
    guard !words.isEmpty, terms.count < Self.most else { return }
    terms.append(Term(words: words, isOpen: isOpen))
  }

  /// The query in the index's syntax; `tokens` are alternatives of which one must be there, none for no such condition.
  func expression(_ tokens: [String]) -> String {
    var parts = terms.map { term in
      "\"" + term.words.joined(separator: " ") + "\"" + (term.isOpen ? " *" : "")
    }
    if !tokens.isEmpty { parts.append("(" + tokens.map { "\"\($0)\"" }.joined(separator: " OR ") + ")") }
    return parts.joined(separator: " AND ")
  }
}
