import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import TerminalUI

/// What trainers say of a checklist, and where its versions stand.
extension Desk {
  func drawComments(_ screen: ReviewScreen, in frame: inout Frame) {
    drawReviewHeader(Phrase.reviewComments, in: &frame)
    guard let dossier = review.dossier else { return }
    if case .proposalPlace(let step) = screen.page {
      frame.put(say(Phrase.reviewPropose), column: 1, row: 1, role: .title)
      let rows = dossier.checklist.places(of: .step(step)).map { place in
        ListRow(say(Phrase.textPlace(place.text)) + ": " + say(dossier.checklist.text(at: place) ?? LocalText("", "")))
      }
      drawList(rows, selection: screen.selection, in: reviewListArea(screen), of: &frame)
      return
    }
    guard case .comments(let step) = screen.page else { return }
    frame.put(
      shortened(partName(step.map { .step($0) } ?? .checklist, in: dossier.checklist), columns: size.columns - 2),
      column: 1, row: 1, role: .muted)
    let all = comments(step)
    if all.isEmpty { drawText(say(Phrase.reviewNoComments), in: listArea, of: &frame, role: .muted) }
    let rows = all.map { named in
      let comment = named.comment
      let depth = comment.answers == nil ? "" : (capabilities.hasSymbols ? "└ " : "` ")
      return ListRow(
        depth + mark(comment.isResolved ? .done : .open) + " " + comment.words, detail: named.author,
        role: comment.isResolved ? .muted : .text)
    }
    drawList(rows, selection: screen.selection, in: reviewListArea(screen), of: &frame)
    if let chosen = comment(at: screen) { explainReview(commentLines(chosen), screen, in: &frame) }
  }

  private func commentLines(_ named: NamedComment) -> [(String, TerminalUI.Role)] {
    let comment = named.comment
    let state = say(comment.isResolved ? Phrase.reviewSolved : Phrase.reviewOpen)
    let head =
      named.author + " · " + timeText(comment.time) + " · " + say(Phrase.version(comment.version.version)) + " · "
      + state
    var lines: [(String, TerminalUI.Role)] = [(head, .title), (comment.words, .text)]
    if let proposal = comment.proposal {
      let place = StepText(word: proposal.place).map { say(Phrase.textPlace(.step($0))) } ?? proposal.place
      lines += [
        (say(Phrase.reviewProposes) + " · " + place, .accent), ("vi: " + proposal.vi, .text),
        ("en: " + proposal.en, .text),
      ]
    }
    return lines
  }

  func drawWriting(_ writing: ReviewScreen.Writing, _ screen: ReviewScreen, in frame: inout Frame) {
    drawReviewHeader(Phrase.reviewComments, in: &frame)
    var area = listArea
    let title: String
    switch writing {
    case .comment(let step), .answer(_, let step):
      title = say(Phrase.reviewWriteIn)
      area = area.from(
        drawText(
          partName(step.map { .step($0) } ?? .checklist, in: review.dossier?.checklist), in: area, of: &frame,
          role: .muted))
    case .sendBack: title = say(Phrase.reviewWhySentBack)
    case .proposal(_, let place, let text, let language):
      title =
        say(Phrase.reviewPropose) + " · " + say(Phrase.textPlace(.step(place))) + " · " + language.rawValue
      area = area.from(drawText(text[language.other], in: area, of: &frame, role: .muted))
    }
    if case .answer(let id, _) = writing,
      let answered = review.dossier?.comments.first(where: { $0.comment.id == id })
    {
      area = area.from(drawText(answered.author + ": " + answered.comment.words, in: area, of: &frame, role: .say))
    }
    area = area.from(1)
    frame.put(shortened(title, columns: area.columns), column: area.column, row: area.row, role: .title)
    drawField(screen.field.text, cursor: screen.field.cursor, in: area.from(1), of: &frame)
    // A long text is also there as a whole.
    drawText(screen.field.text, in: area.from(3), of: &frame, role: .text)
  }

  func drawVersions(_ screen: ReviewScreen, in frame: inout Frame) {
    drawReviewHeader(Phrase.reviewVersions, in: &frame)
    if let signer = review.signer {
      frame.put(shortened(say(Phrase.signsAs(signer)), columns: size.columns - 2), column: 1, row: 1, role: .muted)
    }
    let all = review.dossier?.versions ?? []
    let rows = all.map { version in
      ListRow(
        say(Phrase.version(version.id.version)) + " · " + version.id.hash.prefix(8) + " · "
          + (version.authors.isEmpty
            ? say(Phrase.reviewFromOutside) : say(Phrase.writtenBy(version.authors.joined(separator: ", ")))),
        detail: say(Phrase.reviewState(version.state)),
        role: version.state == .inReview ? .caution : version.state == .retired ? .muted : .text)
    }
    drawList(rows, selection: screen.selection, in: reviewListArea(screen), of: &frame)
    guard let version = version(at: screen) else { return }
    var lines: [(String, TerminalUI.Role)] = [
      (say(Phrase.version(version.id.version)) + " · " + say(Phrase.reviewState(version.state)), .title)
    ]
    if !version.authors.isEmpty {
      lines.append((say(Phrase.writtenBy(version.authors.joined(separator: ", "))), .text))
    }
    if !version.reviewers.isEmpty {
      lines.append((say(Phrase.approvedBy(version.reviewers.joined(separator: ", "))), .good))
    }
    if let saved = version.saved { lines.append((timeText(saved), .muted)) }
    explainReview(lines, screen, in: &frame)
  }
}
