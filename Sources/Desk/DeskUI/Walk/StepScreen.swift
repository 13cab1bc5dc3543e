import Checklists
import DeskPorts
import Journal
import Phrases
import TerminalUI

/// One step: what to say, what to do, how one sees that it worked.
struct StepScreen: PlaceScreen {
  var focus: Focus
  let id: StepID
  var place: Place { .step(id) }

  enum Action: String {
    case done, pickService, stuck, skip, back, aside, openOther, note, qr, undo, finish, cancel, printPapers,
      printLeaflet
  }

  /// Where papers are to be ticked off, "done" is the row that is highlighted first.
  init(id: StepID, live: LiveSession, catalogue: ServiceCatalogue) {
    self.id = id
    focus = Focus(row: Self.papers(id, live, catalogue).count)
  }

  private static func papers(_ id: StepID, _ live: LiveSession, _ catalogue: ServiceCatalogue) -> [LocalText] {
    guard live.checklist.step(id)?.asks == .papers else { return [] }
    return live.session.service.flatMap(catalogue.service)?.papers ?? []
  }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    guard let live = desk.live, let step = live.checklist.step(id) else { return content }
    content.texts = [TextBlock(desk.say(step.title), .title)] + texts(step, live, desk)
    let papers = Self.papers(id, live, desk.catalogue)
    guard !papers.isEmpty else { return content }
    let rows = papers.enumerated().map { index, paper in
      let has = live.session.papers.contains(index)
      return Row(
        desk.mark(has ? .done : .open) + " " + desk.say(paper),
        detail: desk.say(has ? Phrase.hasPaper : Phrase.lacksPaper), role: has ? .good : .text)
    }
    content.list = ListContent(
      Phrase.choose, rows + [Row(desk.say(Phrase.stepDone), role: .accent, id: "done", digit: .none)])
    return content
  }

  private func texts(_ step: Step, _ live: LiveSession, _ desk: Desk) -> [TextBlock] {
    var texts = [TextBlock("“" + desk.say(step.say) + "”", .say), .gap]
    for (index, action) in step.actions.enumerated() {
      texts.append(TextBlock(desk.say(action), mark: "\(index + 1) "))
    }
    texts.append(TextBlock(desk.say(step.check), .good, mark: desk.capabilities.hasSymbols ? "→ " : "=> "))
    for warning in step.warnings { texts.append(TextBlock(desk.say(warning), .caution, mark: "! ")) }
    if let link = step.links.first {
      texts.append(TextBlock(line: [StyledText(text: "m \(desk.say(link.label)): \(link.host)", role: .accent)]))
    }
    if let source = step.source { texts.append(desk.sourceLine(source)) }
    if step.asks != nil { texts += serviceTexts(step, live, desk) }
    texts += live.session.problems.filter { $0.step == id }.map { trouble($0, live, desk) }
    if let note = live.session.progress[id]?.note {
      texts.append(TextBlock(line: [StyledText(text: desk.say(Phrase.note) + ": " + note, role: .accent)]))
    }
    return texts
  }

  /// A trouble that was noted at this step.
  private func trouble(_ fact: ProblemFact, _ live: LiveSession, _ desk: Desk) -> TextBlock {
    let known = fact.problem.map { id in
      id.rawValue + (live.checklist.problem(id).map { " " + desk.say($0.symptom) } ?? "")
    }
    let end = fact.helped.map { desk.say($0 ? Phrase.itHelped : Phrase.itDidNot) } ?? desk.say(Phrase.noted)
    let text = "\(desk.say(Phrase.problems)) · \(end): \(known ?? fact.words ?? "")"
    return TextBlock(line: [StyledText(text: text, role: fact.helped == true ? .good : .caution)])
  }

  /// The chosen service: where, how long, how much.
  private func serviceTexts(_ step: Step, _ live: LiveSession, _ desk: Desk) -> [TextBlock] {
    if live.session.service == .notListed { return [TextBlock(desk.say(Phrase.notInCatalogue), .caution)] }
    guard let service = live.session.service.flatMap(desk.catalogue.service) else {
      return [TextBlock(desk.say(Phrase.noServiceYet), .caution)]
    }
    let name = TextBlock(line: [StyledText(text: desk.say(service.name), role: .title)])
    guard step.asks == .service else { return [name] }
    return [
      name, TextBlock(desk.say(service.place), mark: "- "),
      TextBlock(desk.say(service.limit) + " · " + desk.say(service.fee), mark: "- "), desk.sourceLine(service.source),
    ]
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    let step = desk.live?.checklist.step(id)
    let service = step?.asks == .service ? [Command("d", Action.pickService, Phrase.pickService)] : []
    let other = step?.checklist.map { id in
      let title = desk.shelf.headers.first { $0.id == id }?.title
      return [
        Command(
          "o", Action.openOther, title.map(Phrase.openOther) ?? Phrase.openOther(LocalText(id.rawValue, id.rawValue)),
          disabled: title == nil ? Phrase.noOther : nil)
      ]
    }
    return [Command([.enter, .character(" ")], .done, Phrase.done)] + service + (other ?? []) + [
      Command("k", .stuck, Phrase.stuck), Command("b", .skip, Phrase.skip),
      Command([.character("l"), .left, .backspace], .back, Phrase.back), Command("c", .aside, Phrase.putAside),
      Command("g", .note, Phrase.note, hint: false),
      Command("m", .qr, Phrase.showQR, disabled: step?.links.isEmpty == false ? nil : Phrase.noLink, hint: false),
      Command("u", .undo, Phrase.undo, disabled: desk.nothingToUndo, hint: false),
      Command("f", .finish, Phrase.finish, hint: false),
      Command("z", .cancel, Phrase.cancelSession, hint: false),
    ] + (papersToPrint(desk) == nil ? [] : desk.printCommand(.printPapers, Phrase.printPapers))
      + desk.printCommand(.printLeaflet, Phrase.printLeaflet, key: "j", hint: false)
  }

  /// The service whose papers somebody may want to take home; nil where none is chosen.
  private func papersToPrint(_ desk: Desk) -> Service? {
    guard desk.live?.checklist.step(id)?.asks != nil else { return nil }
    return desk.live?.session.service.flatMap(desk.catalogue.service)
  }

  /// What can be done at any step, as the command palette names it where nobody is helped.
  static var commonCommands: [Command<Action>] {
    [
      Command([], .done, Phrase.done), Command([], .pickService, Phrase.pickService),
      Command([], .stuck, Phrase.stuck), Command([], .skip, Phrase.skip), Command([], .aside, Phrase.putAside),
      Command([], .note, Phrase.note), Command([], .qr, Phrase.showQR), Command([], .undo, Phrase.undo),
      Command([], .finish, Phrase.finish), Command([], .cancel, Phrase.cancelSession),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .done: return done(&desk)
    case .back: return desk.record(.wentBack(at: desk.now))
    case .undo: return desk.record(.undone(at: desk.now))
    case .finish: return desk.record(.finishBegan(at: desk.now))
    case .openOther: return desk.live?.checklist.step(id)?.checklist.map { desk.begin(other: $0) } ?? []
    case .pickService: desk.navigation.push(ServiceScreen(step: id))
    case .stuck: desk.navigation.push(StuckScreen(step: id))
    case .skip: desk.navigation.push(SkipScreen(step: id))
    case .aside: desk.navigation.push(AsideScreen(desk.live?.session.nickname ?? ""))
    case .note: desk.navigation.push(NoteScreen(step: id, desk.live?.session.progress[id]?.note ?? ""))
    case .qr: desk.navigation.push(QRScreen(step: id))
    case .cancel: desk.navigation.push(CancelScreen())
    case .printPapers: return papersToPrint(desk).map { desk.print(desk.papersPage($0)) } ?? []
    case .printLeaflet: return desk.live.map { desk.print(desk.leafletPage($0.checklist)) } ?? []
    }
    return []
  }

  private func done(_ desk: inout Desk) -> [Effect] {
    guard let live = desk.live else { return [] }
    if live.checklist.step(id)?.asks == .service, live.session.service == nil, !desk.catalogue.services.isEmpty {
      desk.navigation.push(ServiceScreen(step: id))
      return []
    }
    return desk.record(.stepDone(id, at: desk.now))
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    guard let live = desk.live else { return [] }
    let papers = Self.papers(id, live, desk.catalogue).count
    return row < papers ? desk.record(.paperTicked(row, at: desk.now)) : done(&desk)
  }

  mutating func left(_ desk: inout Desk) -> [Effect] { desk.putAside(as: desk.live?.session.nickname ?? "") }
}

extension Desk {
  /// The source with the day it was checked; what nobody confirmed says so first.
  func sourceLine(_ source: Source) -> TextBlock {
    let day = source.checked.split(separator: "-").reversed().joined(separator: "/")
    let unverified = source.isVerified ? "" : say(Phrase.checkLocally) + " · "
    return TextBlock(
      line: [
        StyledText(
          text: unverified + source.text + " (" + day + ")", role: source.isVerified ? .muted : .caution)
      ])
  }
}
