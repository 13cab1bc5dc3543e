import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import Statistics
import TerminalUI

extension Desk {
  mutating func performReview(_ act: Act, _ screen: ReviewScreen) -> [Effect] {
    switch act {
    case .out: return reviewOut(screen)
    case .chooseDigit(let digit):
      let (effects, found) = selectDigit(digit)
      guard found, case .review(let screen) = screens.last else { return effects }
      return effects + chosen(screen)
    case .choose: return chosen(screen)
    case .submit: return submitted(screen)
    case .scrollDown, .scrollUp:
      var scrolled = screen
      scrolled.scroll = max(0, screen.scroll + (act == .scrollDown ? 8 : -8))
      replaceTop(.review(scrolled))
    case .review(let act): return performReview(act, screen)
    default: break
    }
    return []
  }

  private mutating func reviewOut(_ screen: ReviewScreen) -> [Effect] {
    switch screen.page {
    case .text: (review.typedComplaints, review.isUnchecked) = (nil, false)
    case .keys, .passphrase: review.pending = nil
    case .inside:
      // What was asked of one checklist says nothing of the next.
      review.filter = FigureFilter()
      review.dossier = nil
      review.figures = [:]
      review.draft = nil
      return leaveReview() + [.review(.loadOverview(at: now))]
    default: break
    }
    return leaveReview()
  }

  /// Enter on the row in view.
  private mutating func chosen(_ screen: ReviewScreen) -> [Effect] {
    switch screen.page {
    case .overview:
      guard reviewRows.indices.contains(screen.selection) else { return [] }
      return [.review(.loadDossier(reviewRows[screen.selection].id))]
    case .inside:
      guard let steps = review.dossier?.checklist.steps, steps.indices.contains(screen.selection) else { return [] }
      push(.step(steps[screen.selection].id))
    case .filter:
      let kind = ReviewScreen.FilterKind.allCases[min(screen.selection, ReviewScreen.FilterKind.allCases.count - 1)]
      push(.filterChoices(kind), selection: filterChoice(kind))
    case .filterChoices(let kind): return chose(screen.selection, of: kind)
    case .proposalPlace(let step):
      let places = review.dossier?.checklist.places(of: .step(step)) ?? []
      guard places.indices.contains(screen.selection), case .step(let place) = places[screen.selection].text else {
        return []
      }
      let text = review.dossier?.checklist.text(at: places[screen.selection]) ?? LocalText("", "")
      screens.removeLast()
      push(.writing(.proposal(step, place, text, .vietnamese)), field: EditedText(text.vi))
    case .versions:
      guard let version = version(at: screen), let old = former(of: version) else { return [] }
      return [.review(.compare(old, version.id))]
    case .keys:
      guard let keys = review.overview?.keys, keys.indices.contains(screen.selection) else { return [] }
      screens.removeLast()
      push(.passphrase(keys[screen.selection]))
    case .draft, .part, .questions, .answers, .problems: return chosenInDraft(screen)
    default: break
    }
    return []
  }

  private mutating func performReview(_ act: ReviewAct, _ screen: ReviewScreen) -> [Effect] {
    switch act {
    case .toDo: push(.toDo)
    case .filter: push(.filter)
    case .branches: push(.branches)
    case .words: push(.words)
    case .versions: push(.versions)
    case .measure: review.showsTimes.toggle()
    case .source: review.source += 1
    case .comments: push(.comments(commentedStep(screen)))
    case .edit:
      guard let id = review.dossier?.checklist.id else { return [] }
      return [.review(.loadDraft(id))]
    case .clearFilter:
      review.filter = FigureFilter()
      return loadFigures()
    case .write, .answer, .resolve, .propose, .takeProposal: return performComment(act, screen)
    case .ask, .approve, .sendBack, .publish: return performVersion(act, screen)
    default: return performDraft(act, screen)
    }
    return []
  }

  private func commentedStep(_ screen: ReviewScreen) -> StepID? {
    if case .step(let step) = screen.page { step } else { nil }
  }

  private mutating func performComment(_ act: ReviewAct, _ screen: ReviewScreen) -> [Effect] {
    if act == .propose, case .step(let step) = screen.page {
      push(.proposalPlace(step))
      return []
    }
    guard case .comments(let step) = screen.page else { return [] }
    if act == .write {
      push(.writing(.comment(step)))
      return []
    }
    guard let chosen = comment(at: screen)?.comment else { return [] }
    switch act {
    case .answer: push(.writing(.answer(chosen.id, step)))
    case .resolve: return sign(.take(chosen.isResolved ? .reopened(chosen.id) : .resolved(chosen.id), at: now))
    case .takeProposal: return takeProposal(chosen)
    default: break
    }
    return []
  }

  private mutating func performVersion(_ act: ReviewAct, _ screen: ReviewScreen) -> [Effect] {
    guard let id = version(at: screen)?.id else { return [] }
    switch act {
    case .ask: return sign(.take(.reviewAsked(id), at: now))
    case .approve: return sign(.take(.approved(id), at: now))
    case .sendBack: push(.writing(.sendBack(id)))
    case .publish: return sign(.publish(id, at: now))
    default: break
    }
    return []
  }

  /// Enter in a line of text.
  private mutating func submitted(_ screen: ReviewScreen) -> [Effect] {
    switch screen.page {
    case .passphrase(let key):
      return screen.field.text.isEmpty ? [] : [.review(.unlock(key, Passphrase(screen.field.text)))]
    case .writing(let writing): return wrote(trimmed(screen.field.text), for: writing)
    case .text(let place, let language): return typed(screen.field.text, at: place, language)
    default: return []
    }
  }

  private mutating func wrote(_ words: String, for writing: ReviewScreen.Writing) -> [Effect] {
    guard !words.isEmpty else {
      warn(Phrase.reviewEmptyWords)
      return []
    }
    switch writing {
    case .proposal(let step, let place, var text, let language):
      if language == .vietnamese {
        text.vi = words
        screens.removeLast()
        push(.writing(.proposal(step, place, text, .english)), field: EditedText(text.en))
        return []
      }
      text.en = words
      return comment(on: step, answers: nil, words: text[self.language], proposal: TextProposal(place: place, text))
    case .comment(let step): return comment(on: step, answers: nil, words: words)
    case .answer(let answered, let step): return comment(on: step, answers: answered, words: words)
    case .sendBack(let id):
      screens.removeLast()
      return sign(.take(.sentBack(id, words: words), at: now))
    }
  }

  private mutating func comment(
    on step: StepID?, answers: CommentID?, words: String, proposal: TextProposal? = nil
  ) -> [Effect] {
    guard let version = review.dossier?.versions.first?.id else { return [] }
    screens.removeLast()
    let id = commentID(words)
    return sign(
      .take(
        .commented(id, on: version, step: step, answers: answers, words: words, proposal: proposal), at: now))
  }

  /// Sixteen hex digits that no other comment has: of the words, the moment and how many there are (FNV-1a).
  private func commentID(_ words: String) -> CommentID {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    let count = review.dossier?.comments.count ?? 0
    for byte in "\(now.wallMilliseconds) \(now.monotonicMilliseconds) \(now.boot) \(count) \(words)".utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return CommentID(rawValue: String(repeating: "0", count: 16 - digits.count) + digits)
  }
}
