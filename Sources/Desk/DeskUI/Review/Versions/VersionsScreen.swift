import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import Statistics
import TerminalUI

/// The versions of a checklist, newest first, and what can be done with each.
struct VersionsScreen: Screen {
  var focus = Focus()

  enum Action: String { case ask, approve, sendBack, publish, comments }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.reviewTitle(Phrase.reviewVersions))
    if let signer = desk.review.signer { content.head = [HeadLine(desk.say(Phrase.signsAs(signer)))] }
    let all = desk.review.dossier?.versions ?? []
    var list = ListContent(Phrase.reviewCompare, all.map { row($0, desk) }, empty: Phrase.reviewNoBefore)
    if let version = focus.item(of: all) {
      if former(of: version, in: all) == nil { list.disabled = Phrase.reviewNoBefore }
      content.notes = desk.reviewNotes(notes(version, desk), rows: desk.size.rows >= 24 ? 7 : 5)
    }
    content.list = list
    return content
  }

  private func row(_ version: ReviewVersion, _ desk: Desk) -> Row {
    let author =
      version.authors.isEmpty ? Phrase.reviewFromOutside : Phrase.writtenBy(version.authors.joined(separator: ", "))
    return Row(
      [desk.say(Phrase.version(version.id.version)), String(version.id.hash.prefix(8)), desk.say(author)]
        .joined(separator: " · "),
      detail: desk.say(Phrase.reviewState(version.state)),
      role: version.state == .inReview ? .caution : version.state == .retired ? .muted : .text)
  }

  private func notes(_ version: ReviewVersion, _ desk: Desk) -> [TextBlock] {
    var blocks = [
      TextBlock(
        desk.say(Phrase.version(version.id.version)) + " · " + desk.say(Phrase.reviewState(version.state)), .title)
    ]
    if !version.authors.isEmpty {
      blocks.append(TextBlock(desk.say(Phrase.writtenBy(version.authors.joined(separator: ", ")))))
    }
    if !version.reviewers.isEmpty {
      blocks.append(TextBlock(desk.say(Phrase.approvedBy(version.reviewers.joined(separator: ", "))), .good))
    }
    if let saved = version.saved { blocks.append(TextBlock(desk.timeText(saved), .muted)) }
    return blocks
  }

  /// What a version is compared with: the one it was made from, else the one before it in the list.
  private func former(of version: ReviewVersion, in all: [ReviewVersion]) -> VersionID? {
    guard let place = all.firstIndex(where: { $0.id == version.id }) else { return nil }
    if let from = version.from, all.contains(where: { $0.id == from }) { return from }
    return place + 1 < all.count ? all[place + 1].id : nil
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    let version = focus.item(of: desk.review.dossier?.versions ?? [])
    // What came from outside is no work of this review; the rest, the rules decide.
    let none = version?.saved == nil ? Phrase.reviewNotInWork : nil
    let isApproved = version?.state == .approved || version?.state == .published
    return [
      Command("x", .ask, Phrase.reviewAsk, disabled: none),
      Command("d", .approve, Phrase.reviewApprove, disabled: none, deliberate: true),
      Command("t", .sendBack, Phrase.reviewSendBack, disabled: none),
      Command(
        "p", .publish, Phrase.reviewPublish,
        disabled: none ?? (isApproved ? nil : Phrase.sentence(ReviewRefusal.notApproved)), deliberate: true),
      Command("g", .comments, Phrase.reviewComments, hint: false),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    if action == .comments {
      desk.navigation.push(CommentsScreen(step: nil))
      return []
    }
    guard let id = focus.item(of: desk.review.dossier?.versions ?? [])?.id else { return [] }
    switch action {
    case .ask: return desk.sign(.take(.reviewAsked(id), at: desk.now))
    case .approve: return desk.sign(.take(.approved(id), at: desk.now))
    case .sendBack: desk.navigation.push(SendBackScreen(version: id))
    case .publish: return desk.sign(.publish(id, at: desk.now))
    case .comments: break
    }
    return []
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let all = desk.review.dossier?.versions ?? []
    return former(of: all[row], in: all).map { [.review(.compare($0, all[row].id))] } ?? []
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    guard case .review(.compared(let old, let new)) = reply,
      let version = focus.item(of: desk.review.dossier?.versions ?? [])
    else { return [] }
    desk.navigation.push(CompareScreen(old: old, new: new, of: version.id))
    return (desk.review.overview?.sources ?? []).map {
      .review(.loadFigures($0, old.id, FigureFilter(version: old.version)))
    }
  }
}
