import Checklists
import DeskPorts
import Journal
import Phrases
import TerminalUI
import VietnameseText

/// What is asked without a session: problems, services with their papers, steps of all checklists at once.
struct QuickHelpScreen: Screen {
  var focus = Focus()

  /// Rows at most, so that a letter draws at once.
  private static let most = 100

  func content(_ desk: Desk) -> ScreenContent {
    let matches = desk.quickHelp?.found(focus.field.text, limit: Self.most + 1) ?? []
    let found = Array(matches.prefix(Self.most))
    let typed = focus.field.text
    var content = ScreenContent(title: desk.say(Phrase.quickHelp))
    content.head = [HeadLine(desk.say(Phrase.quickHelpWords), .title)]
    content.field = FieldContent(.filter)
    content.list = ListContent(
      Phrase.open,
      found.map { topic in
        Row(desk.say(topic.title), detail: detail(of: topic, among: found, desk), id: topic.name)
      }, empty: Search(typed).isEmpty ? Phrase.quickHelpExamples : Phrase.nothingFound)
    if matches.count > Self.most { content.list?.beyond = Phrase.bestMatches(Self.most) }
    if let line = focus.item(of: found)?.line(for: typed) {
      content.notes = Notes([TextBlock(desk.say(line), .muted)], rows: 3)
    }
    return content
  }

  /// What a topic is; where another one in view has its title, the checklist that it is of.
  private func detail(of topic: QuickHelp.Topic, among found: [QuickHelp.Topic], _ desk: Desk) -> String {
    guard found.count(where: { $0.title == topic.title }) > 1,
      let checklist = topic.checklist.flatMap({ desk.checklists[$0] })
    else { return desk.say(Phrase.topicKind(topic)) }
    return desk.say(checklist.title)
  }

  private func found(_ desk: Desk) -> [QuickHelp.Topic] {
    desk.quickHelp?.found(focus.field.text, limit: Self.most) ?? []
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.navigation.push(QuickAnswerScreen(topic: found(desk)[row]))
    return []
  }

  /// Everything that can be looked up is prepared once, when all checklists are read.
  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    switch reply {
    case .checklists(.checklist), .checklists(.catalogue), .checklists(.failed): desk.prepareQuickHelp()
    default: break
    }
    return []
  }
}

/// The answer to what was asked; one more key says whether it helped, and that is all that is kept.
struct QuickAnswerScreen: Screen {
  var focus = Focus(row: nil)
  let topic: QuickHelp.Topic

  enum Action: String { case print }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.quickHelp) + " · " + desk.say(Phrase.topicKind(topic)))
    content.texts = [TextBlock(desk.say(topic.title), .title)]
    for (index, line) in topic.answer.enumerated() {
      content.texts.append(TextBlock(desk.say(line), mark: "\(index + 1) "))
    }
    if let source = topic.source { content.texts.append(desk.sourceLine(source)) }
    content.texts += [.gap, TextBlock(desk.say(Phrase.quickHelpAsk), .say)]
    var list = ListContent(
      Phrase.choose,
      [Row(desk.say(Phrase.itHelped), id: "helped"), Row(desk.say(Phrase.itDidNot), id: "not-helped")])
    list.unchosen = Phrase.chooseHelped
    list.isDeliberate = true
    content.list = list
    content.safety = safety(desk)
    return content
  }

  private func safety(_ desk: Desk) -> String? {
    topic.checklist.flatMap { desk.checklists[$0] }.flatMap { checklist in
      (topic.step.flatMap { checklist.safetyLine($0.safety) } ?? checklist.safety.first).map { desk.say($0.text) }
    }
  }

  func commands(_ desk: Desk) -> [Command<Action>] { desk.printCommand(.print, Phrase.printLeaflet) }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .print: return desk.print(desk.answerPage(topic, safety: safety(desk)))
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let facts = QuickHelpFacts(
      at: desk.now, unit: desk.unit?.code, volunteer: desk.volunteer, checklist: topic.checklist,
      topic: topic.fact, helped: row == 0)
    return [.journal(.keep(.quickHelp(facts), closing: nil, nil))]
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    guard case .journal(.kept(_, closing: nil)) = reply else { return [] }
    desk.navigation.popToHome()
    desk.tell(Phrase.quickHelpKept)
    return []
  }
}

extension QuickHelp.Topic {
  /// What an entry says of it.
  fileprivate var fact: QuickHelpFacts.Topic {
    switch subject {
    case .problem(let problem): .problem(problem.id)
    case .step(let step): .step(step.id)
    case .service(let service): .service(service.id)
    }
  }

  fileprivate var step: Step? { if case .step(let step) = subject { step } else { nil } }

  /// By which stories know it.
  fileprivate var name: String {
    switch subject {
    case .problem(let problem): problem.id.rawValue
    case .step(let step): step.id.rawValue
    case .service(let service): service.id.rawValue
    }
  }
}

extension Desk {
  mutating func openQuickHelp() -> [Effect] {
    navigation.push(QuickHelpScreen())
    prepareQuickHelp()
    if quickHelp != nil { return [] }
    let missing = shelf.headers.map(\.id).filter { checklists[$0] == nil }
    return missing.map { .checklists(.loadChecklist($0)) }
      + (catalogue.services.isEmpty ? [.checklists(.loadCatalogue)] : [])
  }

  /// Prepares what can be looked up from what was read so far; a file that cannot be read is left out.
  mutating func prepareQuickHelp() {
    let known = shelf.headers.compactMap { checklists[$0.id] }
    guard !known.isEmpty || !catalogue.services.isEmpty else { return }
    quickHelp = QuickHelp(known, catalogue)
  }
}
