package import Checklists
import DeskPorts
import Journal
import Phrases
package import Review
import Statistics
import TerminalUI

/// A trainer's review of checklists: where people get stuck, and what is done about it.
package struct ReviewScreen: Equatable, Sendable {
  package var page = Page.overview
  package var selection = 0
  package var scroll = 0
  package var field = EditedText()

  package enum Page: Equatable, Sendable {
    case overview, toDo
    // Figures of one checklist
    case inside, filter
    case filterChoices(FilterKind)
    case branches, words
    case step(StepID)
    // What trainers say of it, nil: of the whole
    case comments(StepID?)
    case proposalPlace(StepID)
    case writing(Writing)
    // Its versions
    case versions
    case compare(old: VersionID, new: VersionID)
    // The draft
    case draft, paths
    case part(VersionDiff.Part)
    case text(DraftPlace, Language)
    case questions(StepID)
    case answers(StepID, QuestionID)
    case problems(StepID)
    // The key
    case keys
    case passphrase(String)
  }

  /// What a filter asks about.
  package enum FilterKind: CaseIterable, Sendable { case version, unit, from, through, experience }

  /// What words are written for.
  package enum Writing: Equatable, Sendable {
    case comment(StepID?)
    case answer(CommentID, StepID?)
    case sendBack(VersionID)
    /// The Vietnamese form, then the English one.
    case proposal(StepID, StepText, LocalText, Language)
  }
}

/// What a key of the review asks for, by meaning.
package enum ReviewAct: Hashable, Sendable {
  case toDo, filter, measure, source, branches, words, versions, comments, edit, clearFilter
  case write, answer, resolve, propose, takeProposal
  case ask, approve, sendBack, publish
  case up, down, save, rehearse, paths, addLine, removeLine, newProblem, editProblem
}

extension Desk {
  func reviewBindings(_ screen: ReviewScreen) -> [Binding] {
    switch screen.page {
    case .overview:
      [
        Binding([.enter], .choose, Phrase.open, disabled: reviewRows.isEmpty ? Phrase.reviewNothing : nil),
        Binding("v", .review(.toDo), Phrase.reviewToDo),
      ]
    case .inside: insideBindings
    case .step(let step): stepBindings(step)
    case .comments: commentBindings(screen)
    case .versions: versionBindings(screen)
    case .draft, .paths, .part, .text, .questions, .answers, .problems: draftBindings(screen)
    case .filter:
      [
        Binding([.enter], .choose, Phrase.choose),
        Binding("x", .review(.clearFilter), Phrase.reviewClearFilter),
      ]
    case .compare(_, let new):
      [
        Binding(
          "g", .review(.comments), Phrase.reviewComments,
          disabled: review.dossier?.versions.contains { $0.id == new } == true
            ? nil : Phrase.sentence(ReviewRefusal.noSuchVersion)),
        Binding([.function(2)], .language, Phrase.reviewOtherLanguage),
      ]
    case .filterChoices, .proposalPlace, .keys: [Binding([.enter], .choose, Phrase.choose)]
    case .toDo, .branches, .words: [Binding([.enter], .out, Phrase.out)]
    case .passphrase: [Binding([.enter], .submit, Phrase.reviewUnlock)]
    case .writing: [Binding([.enter], .submit, Phrase.goOn)]
    }
  }

  private var insideBindings: [Binding] {
    [
      Binding([.enter], .choose, Phrase.open),
      Binding("s", .review(.edit), Phrase.reviewEdit),
      Binding("b", .review(.versions), Phrase.reviewVersions),
      Binding("l", .review(.filter), Phrase.reviewFilter),
      Binding(
        "m", .review(.measure), review.showsTimes ? Phrase.reviewStumbles : Phrase.reviewTimes),
      Binding("g", .review(.comments), Phrase.reviewComments, hint: false),
      Binding("n", .review(.branches), Phrase.reviewBranches, hint: false),
      Binding("c", .review(.words), Phrase.reviewWords, hint: false),
      Binding(
        "o", .review(.source), Phrase.reviewSource,
        disabled: (review.overview?.sources.count ?? 0) > 1 ? nil : Phrase.reviewNoOtherSource, hint: false),
    ]
  }

  private func stepBindings(_ step: StepID) -> [Binding] {
    [
      Binding("g", .review(.comments), Phrase.reviewComments),
      Binding("d", .review(.propose), Phrase.reviewPropose),
      Binding("s", .review(.edit), Phrase.reviewEdit),
      Binding([.pageDown], .scrollDown, Phrase.scrollDown, hint: false),
      Binding([.pageUp], .scrollUp, Phrase.scrollUp, hint: false),
    ]
  }

  private func commentBindings(_ screen: ReviewScreen) -> [Binding] {
    let chosen = comment(at: screen)
    let none = chosen == nil ? Phrase.reviewChooseComment : nil
    return [
      Binding("g", .review(.write), Phrase.reviewWriteComment),
      Binding("t", .review(.answer), Phrase.reviewAnswer, disabled: none),
      Binding("x", .review(.resolve), Phrase.reviewResolve, disabled: none),
      Binding(
        "d", .review(.takeProposal), Phrase.reviewTakeProposal,
        disabled: none ?? (chosen?.comment.proposal == nil ? Phrase.reviewNoProposal : nil),
        hint: chosen?.comment.proposal != nil),
    ]
  }

  private func versionBindings(_ screen: ReviewScreen) -> [Binding] {
    let version = version(at: screen)
    // What came from outside is no work of this review; the rest, the rules decide.
    let none = version?.saved == nil ? Phrase.reviewNotInWork : nil
    return [
      Binding(
        [.enter], .choose, Phrase.reviewCompare,
        disabled: version.flatMap(former) == nil ? Phrase.reviewNoBefore : nil),
      Binding("x", .review(.ask), Phrase.reviewAsk, disabled: none),
      Binding("d", .review(.approve), Phrase.reviewApprove, disabled: none),
      Binding("t", .review(.sendBack), Phrase.reviewSendBack, disabled: none),
      Binding(
        "p", .review(.publish), Phrase.reviewPublish,
        disabled: none
          ?? (version?.state == .approved || version?.state == .published
            ? nil : Phrase.sentence(ReviewRefusal.notApproved))),
      Binding("g", .review(.comments), Phrase.reviewComments, hint: false),
    ]
  }

  var reviewRows: [ReviewRow] { review.overview?.rows ?? [] }

  /// The version that the selection of the list of versions is on.
  func version(at screen: ReviewScreen) -> ReviewVersion? {
    guard let all = review.dossier?.versions, all.indices.contains(screen.selection) else { return nil }
    return all[screen.selection]
  }

  /// What a version is compared with: the one it was made from, else the one before it in the list.
  func former(of version: ReviewVersion) -> VersionID? {
    guard let all = review.dossier?.versions, let place = all.firstIndex(where: { $0.id == version.id }) else {
      return nil
    }
    if let from = version.from, all.contains(where: { $0.id == from }) { return from }
    return place + 1 < all.count ? all[place + 1].id : nil
  }

  /// Comments of the page: those on its step, threads in order, each followed by its answers.
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

  func comment(at screen: ReviewScreen) -> NamedComment? {
    guard case .comments(let step) = screen.page else { return nil }
    let all = comments(step)
    return all.indices.contains(screen.selection) ? all[screen.selection] : nil
  }
}
