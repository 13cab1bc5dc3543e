import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import Statistics
import TerminalUI

/// The trainers' review: all checklists, how each goes, and what is due.
struct ReviewScreen: Screen {
  var focus = Focus()

  enum Action: String { case toDo }

  func content(_ desk: Desk) -> ScreenContent {
    let review = desk.review
    var content = ScreenContent(title: desk.say(Phrase.review))
    let sources = (review.overview?.sources ?? []).map { desk.say(desk.sourceName($0)) }.joined(separator: "; ")
    let counting = review.left.flatMap { $0 > 0 ? desk.say(Phrase.stillCounting($0)) + " · " : nil } ?? ""
    content.head = [
      HeadLine(
        sources.isEmpty
          ? desk.say(Phrase.reading) : counting + desk.say(Phrase.figuresOf(LocalText(sources, sources))))
    ]
    if let trouble = review.trouble {
      content.texts = [TextBlock(desk.mark(.warning) + " " + desk.say(Phrase.sentence(trouble)), .caution)]
    }
    let rows = review.overview?.rows ?? []
    content.list = ListContent(
      Phrase.open, rows.map { row($0, desk) }, empty: review.overview == nil ? nil : Phrase.reviewNothing)
    if rows.isEmpty, review.overview == nil { content.list?.disabled = Phrase.reviewNothing }
    if let row = focus.item(of: rows) {
      content.notes = desk.reviewNotes(notes(row, desk), rows: desk.size.rows >= 24 ? 7 : 6)
    }
    return content
  }

  private func row(_ row: ReviewRow, _ desk: Desk) -> Row {
    let share = row.figures.first.map { desk.say(Phrase.share($0.report.completion)) + " · " } ?? ""
    return Row(
      desk.say(row.title),
      detail: share + desk.say(row.version > 0 ? Phrase.version(row.version) : Phrase.reviewState(.draft)),
      id: row.id.rawValue)
  }

  private func notes(_ row: ReviewRow, _ desk: Desk) -> [TextBlock] {
    var state = [
      row.version > 0
        ? desk.say(Phrase.version(row.version)) + " " + desk.say(Phrase.reviewState(.published)) : nil,
      row.work.flatMap { work in
        work.state == .published && work.id.version == row.version
          ? nil : desk.say(Phrase.version(work.id.version)) + " " + desk.say(Phrase.reviewState(work.state))
      },
    ].compactMap(\.self)
    state.append(row.languages.map(\.rawValue).joined(separator: ", "))
    var blocks = [TextBlock(state.joined(separator: " · "), .title)]
    blocks += row.figures.map { short in
      let name = desk.say(desk.sourceName(short.source))
      return TextBlock(
        name.prefix(1).uppercased() + name.dropFirst() + ": "
          + desk.say(Phrase.wholeFigures(short.report, expectedSeconds: row.expectedSeconds)))
    }
    blocks.append(TextBlock(desk.say(row.changes.map(Phrase.changes) ?? Phrase.reviewNoBefore), .muted))
    let due = [
      row.openComments > 0 ? desk.say(Phrase.openComments(row.openComments)) : nil,
      row.toDos.isEmpty ? nil : desk.say(Phrase.toDos(row.toDos.count)),
    ].compactMap(\.self)
    if !due.isEmpty { blocks.append(TextBlock(due.joined(separator: " · "), .caution)) }
    return blocks
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command("v", .toDo, Phrase.reviewToDo)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .toDo:
      desk.navigation.push(ToDoScreen())
      return []
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.review.overview.map { [.review(.loadDossier($0.rows[row].id))] } ?? []
  }

  /// The checklist that was taken is here.
  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    guard case .review(.dossier) = reply else { return [] }
    desk.navigation.push(FiguresScreen())
    return desk.loadFigures()
  }

  /// Counts on, whatever lies on it.
  mutating func ticked(_ desk: inout Desk) -> [Effect] {
    (desk.review.left ?? 0) > 0 ? [.review(.catchUp)] : []
  }

  /// The key is forgotten.
  mutating func left(_ desk: inout Desk) -> [Effect] {
    desk.navigation.pop()
    desk.review.signer = nil
    return [.review(.lock)]
  }
}
