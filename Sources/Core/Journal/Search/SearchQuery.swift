package import Checklists

/// What somebody typed into the search field, made into words. Whatever was typed, no letter of it is ever read as an
/// index's own syntax: only folded letters and digits are left.
package struct SearchQuery: Hashable {
  /// Words that must follow each other.
  package struct Term: Hashable {
    package var words: [String]
    /// The last of the words may be the beginning of a longer one.
    package var isOpen = false
  }

  /// All of them must be found; the order does not matter.
  package private(set) var terms: [Term] = []
  /// Further terms are ignored.
  static let most = 16

  package var isEmpty: Bool { terms.isEmpty }

  package init(_ typed: String) {
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

  /// Whether a text of these words has all terms.
  package func isFound(in text: [String]) -> Bool { terms.allSatisfy { Self.isFound($0, in: text) } }

  /// Outcomes in whose words one of the terms is found.
  package var outcomes: Set<Outcome> {
    Set(Self.outcomeWords.filter { entry in terms.contains { Self.isFound($0, in: entry.words) } }.map(\.outcome))
  }

  /// The query without the terms that are in the words of some outcome: what it asks for whatever a session came to.
  package var withoutOutcomes: SearchQuery {
    var rest = self
    rest.terms.removeAll { term in Self.outcomeWords.contains { Self.isFound(term, in: $0.words) } }
    return rest
  }

  /// The words of outcomes, which are the same for every query.
  private static let outcomeWords = Outcome.allCases.map { outcome in
    (outcome: outcome, words: SearchWords.words(of: outcome.searchTexts.joined(separator: "\n")))
  }

  private static func isFound(_ term: Term, in text: [String]) -> Bool {
    (0...max(0, text.count - term.words.count)).contains { start in
      let part = text[start...].prefix(term.words.count)
      guard part.count == term.words.count, let last = part.last, let wanted = term.words.last else { return false }
      return part.dropLast().elementsEqual(term.words.dropLast())
        && (term.isOpen ? last.hasPrefix(wanted) : last == wanted)
    }
  }

  private mutating func add(_ text: String, isOpen: Bool = false) {
    let words = SearchWords.words(of: text)
    guard !words.isEmpty, terms.count < Self.most else { return }
    terms.append(Term(words: words, isOpen: isOpen))
  }
}
