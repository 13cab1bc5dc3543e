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
    var texts = own(body) + more(body)
    if let checklist = facet.checklist { texts.append(checklist.rawValue) }
    if let outcome = facet.outcome { texts += Self.words(outcome) }
    if let volunteer = facet.volunteer {
      texts.append(volunteer.rawValue)
      if let name = names[volunteer] { texts.append(name) }
    }
    let words = SearchTokens.words(texts.joined(separator: "\n")) + SearchTokens.columns(facet, id: id)
    return words.joined(separator: " ")
  }

  private func own(_ body: EntryBody) -> [String] {
    switch body {
    case .session(let facts):
      var texts: [String] = facts.steps.compactMap(\.note)
      for fact in facts.problems { texts += [fact.problem?.rawValue, fact.words].compactMap(\.self) }
      if let petition = facts.petition { texts.append(petition.text) }
      if let service = facts.service { texts.append(service.rawValue) }
      if let unit = facts.unit { texts.append(unit) }
      return texts
    case .count(let facts): return [facts.unit].compactMap(\.self)
    case .amendment(_, let change, _, _): return [change.note].compactMap(\.self)
    case .followUpClosed, .erasure: return []
    }
  }

  /// An outcome as people of either language look for it.
  private static func words(_ outcome: Outcome) -> [String] {
    switch outcome {
    case .completed: ["hoàn thành", "completed"]
    case .appointment: ["hẹn", "appointment"]
    case .referredPolice: ["chuyển công an", "referred police"]
    case .referredBank: ["chuyển ngân hàng", "referred bank"]
    case .referredCounter: ["chuyển quầy một cửa", "referred counter"]
    case .notEligible: ["chưa đủ điều kiện", "not eligible"]
    case .declined: ["từ chối", "declined"]
    }
  }
}
