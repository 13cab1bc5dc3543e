import Checklists
import DeskPorts
import Phrases
import Review
import Statistics
import TerminalUI

/// One step: what every source says of it, its texts in both languages, and the words of volunteers.
struct ReviewStepScreen: Screen {
  var focus = Focus()
  let step: StepID

  enum Action: String { case comments, propose, edit }

  func content(_ desk: Desk) -> ScreenContent {
    guard let checklist = desk.review.dossier?.checklist, let step = checklist.step(step),
      let number = checklist.steps.firstIndex(where: { $0.id == step.id })
    else { return ScreenContent(title: desk.reviewTitle()) }
    var content = ScreenContent(title: desk.partName(.step(step.id), in: checklist))
    let open = desk.comments(step.id).filter { !$0.comment.isResolved }.count
    content.head = [HeadLine(desk.say(Phrase.openComments(open)), open > 0 ? .caution : .muted)]
    for source in desk.review.overview?.sources ?? [] {
      guard let figures = desk.review.figures[source] else { continue }
      let name = desk.say(Phrase.figuresOf(desk.sourceName(source))) + " · " + desk.filterWords
      content.texts.append(TextBlock(name, .title))
      content.texts += desk.stepBlocks(step, figures.report.steps[step.id], number: number + 1)
    }
    if !step.when.clauses.isEmpty {
      let when = desk.say(Phrase.reviewWhen) + ": " + desk.conditionWords(step.when, checklist)
      content.texts.append(TextBlock(when, .muted))
    }
    for place in checklist.places(of: .step(step.id)) {
      guard let text = checklist.text(at: place) else { continue }
      content.texts += [
        TextBlock(desk.say(Phrase.textPlace(place.text)), .accent), TextBlock(text.vi, mark: "  vi: "),
        TextBlock(text.en, mark: "  en: "),
      ]
    }
    let words = (desk.review.shown?.words ?? []).filter { $0.step == step.id }
    if !words.isEmpty { content.texts.append(TextBlock(desk.say(Phrase.reviewWords), .title)) }
    content.texts += words.map { TextBlock("“" + $0.words + "” " + desk.say(Phrase.month($0.month)), mark: "  ") }
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [
      Command("g", .comments, Phrase.reviewComments), Command("d", .propose, Phrase.reviewPropose),
      Command("s", .edit, Phrase.reviewEdit),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .comments: desk.navigation.push(CommentsScreen(step: step))
    case .propose: desk.navigation.push(ProposalPlaceScreen(step: step))
    case .edit: return desk.review.dossier.map { [.review(.loadDraft($0.checklist.id))] } ?? []
    }
    return []
  }

  /// The draft is here: it opens at this step.
  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    if case .review(.draft) = reply { desk.openDraft(at: .step(step)) }
    return []
  }
}
