import Checklists
import DeskPorts
package import Journal
import VietnameseText

/// The walk of one session. All that must survive a power cut stands in the session; this is only how it is looked at.
package struct Walk: Equatable, Sendable {
  /// Lines of the step scrolled out of view.
  package var scroll = 0
  /// The place last shown, to start its text at the top.
  package var place: Place?
}

extension Place {
  /// Whether its text filters a list from which digits choose.
  var isFilter: Bool {
    switch self {
    case .stuck, .service: true
    default: false
    }
  }
}

/// The receipt that the citizen takes home.
package struct Receipt: Equatable, Sendable {
  package var code: ReceiptCode
}

extension Desk {
  /// What the place in view needs from outside.
  mutating func walkNeeds() -> [Effect] {
    guard let live else { return [] }
    var effects: [Effect] = []
    if consents["log"] == nil, live.session.place == .consent { effects.append(.checklists(.loadConsent("log"))) }
    if consents["contact"] == nil, live.session.place == .contactConsent {
      effects.append(.checklists(.loadConsent("contact")))
    }
    let asksService = live.session.step(in: live.checklist)?.asks != nil
    if asksService, catalogue.services.isEmpty { effects.append(.checklists(.loadCatalogue)) }
    return effects
  }

  /// The rows that the place in view offers.
  func walkRows(_ live: LiveSession) -> [WalkRow] {
    let session = live.session
    switch session.place {
    case .consent: return [.yes, .no]
    case .contactConsent: return [.yes, .no]
    case .question(let id): return (live.checklist.question(id)?.answers ?? []).map(WalkRow.answer)
    case .skip: return SkipReason.allCases.map(WalkRow.reason)
    case .stuck(let step):
      return problems(live, step: step, words: session.field.text).map(WalkRow.problem) + [.writeIt]
    case .fix: return [.yes, .no]
    case .service: return services(matching: session.field.text).map(WalkRow.service)
    case .outcome: return Outcome.allCases.map(WalkRow.outcome)
    case .age: return AgeBand.allCases.map(WalkRow.age)
    case .satisfaction: return (1...5).map(WalkRow.satisfaction)
    case .petitionTopic: return PetitionTopic.allCases.map(WalkRow.topic)
    case .step(let id):
      guard live.checklist.step(id)?.asks == .papers, let service = session.service.flatMap(catalogue.service) else {
        return []
      }
      return service.papers.indices.map(WalkRow.paper)
    default: return []
    }
  }

  /// The problems that match what was typed, the best first; among equals those of this step.
  private func problems(_ live: LiveSession, step: StepID, words: String) -> [Problem] {
    let first = live.checklist.step(step)?.problems ?? []
    let ordered =
      first.compactMap(live.checklist.problem) + live.checklist.problems.filter { !first.contains($0.id) }
    return Search(words).filtered(ordered) { SearchItem($0.symptom.vi, $0.symptom.en, notes: [$0.id.rawValue]) }
  }

  private func services(matching words: String) -> [Service] {
    Search(words).filtered(catalogue.services) { SearchItem($0.name.vi, $0.name.en) }
  }
}

/// A row that the walk offers.
enum WalkRow: Equatable {
  case yes, no, writeIt
  case answer(Answer)
  case reason(SkipReason)
  case problem(Problem)
  case service(Service)
  case outcome(Outcome)
  case age(AgeBand)
  case satisfaction(Int)
  case topic(PetitionTopic)
  case paper(Int)
}
