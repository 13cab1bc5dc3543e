import Bytes
import Checklists
import Journal

/// What stands for an entry's columns in SQLite's full-text index.
enum SearchTokens {
  /// A private-use letter that no folded word can hold: it begins the tokens that stand for columns.
  private static let mark = "\u{E000}"

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
    switch (filter.checklist, filter.outcome, filter.volunteer, filter.device) {
    case (let checklist?, nil, nil, nil): [column("c", checklist.rawValue)]
    case (nil, let outcome?, nil, nil): [column("o", outcome.rawValue)]
    case (nil, nil, let volunteer?, nil): [column("v", volunteer.rawValue)]
    default: facets.sorted().map(facet)
    }
  }

  private static func facet(_ id: Int64) -> String { "\(mark)f\(id)" }
  private static func column(_ letter: String, _ name: String) -> String { mark + letter + Hex.text(Array(name.utf8)) }
}

extension SearchQuery {
  /// The query in the index's syntax, its words in quotes; `tokens` are alternatives of which one must be there, none for no such condition.
  func expression(_ tokens: [String]) -> String {
    var parts = terms.map { term in
      "\"" + term.words.joined(separator: " ") + "\"" + (term.isOpen ? " *" : "")
    }
    if !tokens.isEmpty { parts.append("(" + tokens.map { "\"\($0)\"" }.joined(separator: " OR ") + ")") }
    return parts.joined(separator: " AND ")
  }
}
