import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import TerminalUI

/// What trainers say of a step, or of the whole checklist: threads in order.
struct CommentsScreen: Screen {
  var focus = Focus()
  /// Nil: of the whole.
  let step: StepID?
  /// A comment whose proposal goes into the draft once that is here.
  private var proposing: ReviewComment?

  init(step: StepID?) { self.step = step }

  enum Action: String { case write, answer, resolve, takeProposal }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.reviewTitle(Phrase.reviewComments))
    guard let checklist = desk.review.dossier?.checklist else { return content }
    content.head = [HeadLine(desk.partName(step.map { .step($0) } ?? .checklist, in: checklist))]
    let all = desk.comments(step)
    content.list = ListContent(
      Phrase.reviewAnswer,
      all.map { named in
        let comment = named.comment
        let depth = comment.answers == nil ? "" : desk.capabilities.hasSymbols ? "└ " : "` "
        return Row(
          depth + desk.mark(comment.isResolved ? .done : .open) + " " + comment.words, detail: named.author,
          role: comment.isResolved ? .muted : .text)
      }, empty: Phrase.reviewNoComments)
    content.list?.isHint = false
    if let chosen = focus.item(of: all) {
      content.notes = desk.reviewNotes(notes(chosen, desk), rows: desk.size.rows >= 24 ? 7 : 5)
    }
    return content
  }

  private func notes(_ named: NamedComment, _ desk: Desk) -> [TextBlock] {
    let comment = named.comment
    let head = [
      named.author, desk.timeText(comment.time), desk.say(Phrase.version(comment.version.version)),
      desk.say(comment.isResolved ? Phrase.reviewSolved : Phrase.reviewOpen),
    ].joined(separator: " · ")
    var blocks = [TextBlock(head, .title), TextBlock(comment.words)]
    if let proposal = comment.proposal {
      let place = StepText(word: proposal.place).map { desk.say(Phrase.textPlace(.step($0))) } ?? proposal.place
      blocks += [
        TextBlock(desk.say(Phrase.reviewProposes) + " · " + place, .accent), TextBlock("vi: " + proposal.vi),
        TextBlock("en: " + proposal.en),
      ]
    }
    return blocks
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    let chosen = focus.item(of: desk.comments(step))
    let none = chosen == nil ? Phrase.reviewChooseComment : nil
    return [
      Command("g", .write, Phrase.reviewWriteComment),
      Command("t", .answer, Phrase.reviewAnswer, disabled: none),
      Command("x", .resolve, Phrase.reviewResolve, disabled: none),
      Command(
        "d", .takeProposal, Phrase.reviewTakeProposal,
        disabled: none ?? (chosen?.comment.proposal == nil ? Phrase.reviewNoProposal : nil),
        hint: chosen?.comment.proposal != nil),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    if action == .write {
      desk.navigation.push(CommentWritingScreen(step: step))
      return []
    }
    guard let chosen = focus.item(of: desk.comments(step))?.comment else { return [] }
    switch action {
    case .write: break
    case .answer: desk.navigation.push(CommentWritingScreen(step: step, answers: chosen.id))
    case .resolve:
      return desk.sign(.take(chosen.isResolved ? .reopened(chosen.id) : .resolved(chosen.id), at: desk.now))
    case .takeProposal:
      guard desk.draft == nil else { return take(chosen, &desk) }
      proposing = chosen
      return desk.review.dossier.map { [.review(.loadDraft($0.checklist.id))] } ?? []
    }
    return []
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] { perform(.answer, &desk) }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    guard case .review(.draft) = reply, let comment = proposing else { return [] }
    proposing = nil
    return take(comment, &desk)
  }

  /// Puts the text that a comment proposes into the draft, and shows it there.
  private func take(_ comment: ReviewComment, _ desk: inout Desk) -> [Effect] {
    guard let proposal = comment.proposal, let step = comment.step, let place = StepText(word: proposal.place) else {
      return []
    }
    let effects = desk.changeDraft { $0.put(proposal.text, at: DraftPlace(.step(step), .step(place))) }
    desk.openDraft(at: .step(step))
    return effects
  }
}

extension Desk {
  /// Comments on a step, nil: on the whole; threads in order, each followed by its answers.
  func comments(_ step: StepID?) -> [NamedComment] {
    let all = (review.dossier?.comments ?? []).filter { $0.comment.step == step }
    let known = Set(all.map(\.comment.id))
    let roots = all.filter { comment in comment.comment.answers.map { !known.contains($0) } ?? true }
    return roots.flatMap { root in [root] + Self.answers(to: root, in: all) }
  }

  private static func answers(to comment: NamedComment, in all: [NamedComment]) -> [NamedComment] {
    all.filter { $0.comment.answers == comment.comment.id && $0.comment.id != comment.comment.id }
      .flatMap { [$0] + answers(to: $0, in: all) }
  }
}
