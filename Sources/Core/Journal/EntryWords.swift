package import Checklists
import VietnameseText

/// The words by which an entry is found beyond its own: an entry holds ids, people look for what those are called.
package struct EntryWords: Sendable {
  /// What one checklist calls its parts, in every language, folded.
  private struct Names: Sendable {
    var title: String
    var steps: [StepID: String] = [:]
    var problems: [ProblemID: String] = [:]
  }

  private var names: [ChecklistID: Names] = [:]
  private var services: [ServiceID: String] = [:]

  /// Knows these checklists and services; where two have one id, the first.
  package init(_ checklists: [Checklist], _ catalogue: ServiceCatalogue) {
    for checklist in checklists where names[checklist.id] == nil {
      var names = Names(title: EntryWords.words(checklist.title))
      for step in checklist.steps { names.steps[step.id] = EntryWords.words(step.title) }
      for problem in checklist.problems { names.problems[problem.id] = EntryWords.words(problem.symptom) }
      self.names[checklist.id] = names
    }
    for service in catalogue.services { services[service.id] = EntryWords.words(service.name) }
  }

  /// The title of the checklist, the problems met, the steps walked, the service chosen.
  package func words(of body: EntryBody) -> [String] {
    switch body {
    case .session(let facts):
      let names = names[facts.checklist]
      var words = [names?.title].compactMap(\.self)
      for fact in facts.problems {
        if let id = fact.problem, let problem = names?.problems[id] { words.append(problem) }
      }
      for fact in facts.steps where fact.state != .open || fact.note != nil {
        if let step = names?.steps[fact.step] { words.append(step) }
      }
      if let service = facts.service.flatMap({ services[$0] }) { words.append(service) }
      return words
    case .count(let facts): return [names[facts.checklist]?.title].compactMap(\.self)
    case .quickHelp(let facts):
      let known = facts.checklist.flatMap { self.names[$0] }
      let topic: String? =
        switch facts.topic {
        case .problem(let id): known?.problems[id]
        case .step(let id): known?.steps[id]
        case .service(let id): services[id]
        }
      return [known?.title, topic].compactMap(\.self)
    case .amendment, .followUpClosed, .erasure, .cancelled, .shift, .plan, .event, .petition, .shiftAnswer: return []
    }
  }

  private static func words(_ text: LocalText) -> String { folded(text.vi + " " + text.en) }
}
