import Checklists

extension EntryBody {
  /// Its own words, as people look for them.
  var searchTexts: [String] {
    switch self {
    case .session(let facts):
      var texts: [String] = facts.steps.compactMap(\.note)
      for fact in facts.problems { texts += [fact.problem?.rawValue, fact.words].compactMap(\.self) }
      if let petition = facts.petition { texts.append(petition.text) }
      if let service = facts.service { texts.append(service.rawValue) }
      if let unit = facts.unit { texts.append(unit) }
      return texts
    case .count(let facts): return [facts.unit].compactMap(\.self)
    case .amendment(_, let change, _, _): return [change.note].compactMap(\.self)
    case .quickHelp(let facts):
      return [facts.topic.problem?.rawValue, facts.topic.service?.rawValue, facts.unit].compactMap(\.self)
    case .followUpClosed, .erasure, .cancelled, .shift, .shiftAnswer: return []
    case .plan(let facts): return [facts.title, facts.place].compactMap(\.self)
    case .event(let facts): return [facts.topic, facts.place, facts.materials].compactMap(\.self)
    case .petition(_, let facts): return [facts.number, facts.words].compactMap(\.self)
    }
  }
}

extension Outcome {
  /// An outcome as people of either language look for it.
  var searchTexts: [String] {
    switch self {
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
