import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import TerminalUI

/// A comment is written, or an answer to one.
struct CommentWritingScreen: Screen {
  var focus = Focus()
  /// Nil: on the whole.
  let step: StepID?
  /// The comment that is answered.
  var answers: CommentID?

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    let part = desk.partName(step.map { .step($0) } ?? .checklist, in: desk.review.dossier?.checklist)
    var context = [TextBlock(part, .muted)]
    if let answered = desk.review.dossier?.comments.first(where: { $0.comment.id == answers }) {
      context.append(TextBlock(answered.author + ": " + answered.comment.words, .say))
    }
    return desk.writingContent(context, desk.say(Phrase.reviewWriteIn), .words)
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.goOn)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit:
      return desk.comment(focus.words, on: step, answers: answers)
    }
  }
}

extension Desk {
  /// What screens show on which a trainer writes: what it is about, what is asked, and a field of several lines.
  func writingContent(_ context: [TextBlock], _ title: String, _ kind: FieldContent.Kind) -> ScreenContent {
    var content = ScreenContent(title: reviewTitle(Phrase.reviewComments))
    content.texts = context + [.gap, TextBlock(line: [StyledText(text: title, role: .title)])]
    content.field = FieldContent(kind, limit: Self.longestReviewText)
    content.field?.rows = reviewTextRows
    return content
  }

  /// Characters of a text of a checklist, or of a comment.
  static var longestReviewText: Int { 500 }

  /// Lines that such a text is typed in.
  var reviewTextRows: Int { size.rows >= 20 ? 4 : 2 }

  /// Signs a comment on the newest version, and closes the screen on which it was written.
  mutating func comment(
    _ words: String, on step: StepID?, answers: CommentID? = nil, proposal: TextProposal? = nil
  ) -> [Effect] {
    guard !words.isEmpty else {
      warn(Phrase.reviewEmptyWords)
      return []
    }
    guard let version = review.dossier?.versions.first?.id else { return [] }
    navigation.pop()
    return sign(
      .take(
        .commented(commentID(words), on: version, step: step, answers: answers, words: words, proposal: proposal),
        at: now))
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
