import VietnameseText

/// What a volunteer can look up without a session: problems with their fixes, steps, services with their papers, of all
/// checklists at once.
package struct QuickHelp: Sendable {
  /// One thing that can be looked up, with what answers the question.
  package struct Topic: Equatable, Sendable {
    package enum Subject: Equatable, Sendable {
      case problem(Problem)
      case step(Step)
      case service(Service)
    }

    package var subject: Subject
    /// Where a problem or a step belongs; nil for services.
    package var checklist: ChecklistID?

    /// What is asked.
    package var title: LocalText {
      switch subject {
      case .problem(let problem): problem.symptom
      case .step(let step): step.title
      case .service(let service): service.name
      }
    }

    /// What answers it, line by line: the fix, the actions, or where to go and what to bring.
    package var answer: [LocalText] {
      switch subject {
      case .problem(let problem): problem.fix
      case .step(let step): step.actions + [step.check] + step.warnings
      case .service(let service): [service.place] + service.papers + [service.limit, service.fee]
      }
    }

    package var source: Source? {
      switch subject {
      case .problem(let problem): problem.source
      case .step(let step): step.source
      case .service(let service): service.source
      }
    }
  }

  /// All topics: problems, then services, then steps, each in the order of the files.
  package let topics: [Topic]
  private let list: SearchList

  /// Prepares all that can be looked up: once, when checklists were read.
  package init(_ checklists: [Checklist], _ catalogue: ServiceCatalogue) {
    var titles: [ChecklistID: LocalText] = [:]
    for checklist in checklists { titles[checklist.id] = checklist.title }
    let problems = checklists.flatMap { list in list.problems.map { Topic(subject: .problem($0), checklist: list.id) } }
    let steps = checklists.flatMap { list in list.steps.map { Topic(subject: .step($0), checklist: list.id) } }
    topics = problems + catalogue.services.map { Topic(subject: .service($0)) } + steps
    list = SearchList(topics.map { $0.searched(in: $0.checklist.flatMap { titles[$0] }) })
  }

  /// The topics that match what was typed, the best first; none where nothing was.
  package func found(_ typed: String, limit: Int = .max) -> [Topic] {
    let search = Search(typed)
    return search.isEmpty ? [] : list.places(search, limit: limit).map { topics[$0] }
  }
}

extension QuickHelp.Topic {
  /// The line of the answer that was asked for, or else its first: what stands beside the title in a list.
  package func line(for typed: String) -> LocalText? {
    Search(typed).filtered(answer) { SearchItem($0.vi, $0.en) }.first ?? answer.first
  }

  fileprivate func searched(in checklist: LocalText?) -> SearchItem {
    var notes = answer.flatMap { [$0.vi, $0.en] }
    switch subject {
    case .problem(let problem): notes.append(problem.id.rawValue)
    case .step(let step): notes += [step.say.vi, step.say.en] + step.links.map(\.host)
    case .service: break
    }
    if let checklist { notes += [checklist.vi, checklist.en] }
    return SearchItem(title.vi, title.en, notes: notes)
  }
}
