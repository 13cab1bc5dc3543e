import Checklists
import Journal

/// What an entry is found by.
struct SearchText {
  /// Names of volunteers by code.
  var names: [VolunteerCode: String]
  /// Words that the program adds.
  var more: (EntryBody) -> [String]

  /// One document of the index: folded words, then the tokens of columns.
  func document(_ body: EntryBody, facet: Facet, id: Int64) -> String {
    (words(body, facet: facet) + SearchTokens.columns(facet, id: id)).joined(separator: " ")
  }

  /// The folded words of an entry.
  func words(_ body: EntryBody, facet: Facet) -> [String] {
    SearchWords.document(
      body, more: more(body), checklist: facet.checklist, outcome: facet.outcome, volunteer: facet.volunteer,
      volunteerName: facet.volunteer.flatMap { names[$0] })
  }
}
