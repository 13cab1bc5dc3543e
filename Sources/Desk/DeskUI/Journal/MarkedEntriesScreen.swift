import DeskPorts
import Journal
import Phrases
import Protocol
import TerminalUI

/// Entries that a lead wants corrected: those of this journal for its volunteers, those of the unit's desks for the lead.
struct MarkedEntriesScreen: Screen {
  var focus = Focus()
  let scope: JournalScope

  func content(_ desk: Desk) -> ScreenContent {
    let all = desk.marked(scope)
    var content = ScreenContent(title: desk.say(Phrase.toCorrect))
    var list = ListContent(
      Phrase.open,
      all.map { marked in
        let entry = marked.mark.entry
        let place = "\(scope == .unit ? desk.name(of: entry.device) + " " : "")\(entry.incarnation).\(entry.sequence)"
        return Row(
          desk.mark(marked.isDone ? .good : .warning) + " \(place) · \(marked.mark.note)",
          detail: desk.say(marked.isDone ? Phrase.wasCorrected : Phrase.notCorrected),
          role: marked.isDone ? .good : .caution)
      }, empty: scope == .own ? Phrase.nothingToCorrect : Phrase.nothingAsked)
    if let marked = focus.item(of: all) {
      if marked.row == nil { list.disabled = Phrase.entryElsewhere }
      content.notes = Notes([TextBlock(desk.timeText(marked.mark.time) + " · " + marked.mark.note)], rows: 4)
    }
    content.list = list
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    guard let row = desk.marked(scope)[row].row else { return [] }
    return switch scope {
    case .own: [.journal(.loadDetail(row: row))]
    case .unit: [.unit(.loadDetail(row: row))]
    }
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    switch reply {
    case .journal(.detail(let detail)): desk.open(detail)
    case .unit(.detail(let detail)): desk.open(detail, scope: .unit)
    default: []
    }
  }

  /// An entry may have been corrected meanwhile.
  mutating func returned(_ desk: inout Desk) -> [Effect] { [.exchange(.load)] }
}

/// What is to be corrected in an entry of another desk.
struct MarkNoteScreen: Screen {
  var focus = Focus()
  let entry: EntryID
  /// The last entry of its incarnation that is known to name it, or itself.
  let after: Int

  init(_ detail: EntryDetail) {
    entry = detail.summary.id
    let later = detail.later.map(\.id).filter { [entry] in $0.incarnation == entry.incarnation }
    after = later.map(\.sequence).max() ?? entry.sequence
  }

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: "\(desk.name(of: entry.device)) · \(entry.incarnation).\(entry.sequence)")
    content.texts = [TextBlock(desk.say(Phrase.whatToCorrect), .title), TextBlock(desk.say(Phrase.noNumbers), .muted)]
    content.field = FieldContent(.words, limit: EntryMark.longest)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.confirm, deliberate: true)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit:
      guard let note = EntryMark.clean(focus.words) else {
        desk.warn(Phrase.notAMarkNote)
        return []
      }
      desk.navigation.pop()
      desk.tell(Phrase.markGoesNext)
      return [
        .exchange(
          .say(LeadAct(EntryMark(entry: entry, note: note, after: after, time: max(0, desk.now.wallMilliseconds)))))
      ]
    }
  }
}

extension Desk {
  mutating func openMarks(_ scope: JournalScope) -> [Effect] {
    navigation.push(MarkedEntriesScreen(scope: scope))
    return [.exchange(.load)]
  }

  /// What leads want corrected, of this journal or of the unit's other desks.
  func marked(_ scope: JournalScope) -> [MarkedEntry] {
    if isPractice { return [] }
    return scope == .own ? exchange.overview?.marks ?? [] : exchange.overview?.asked ?? []
  }

  /// Entries of this journal that a lead ever wanted corrected.
  var markedHere: [MarkedEntry] { marked(.own) }

  /// How many of them nobody corrected since.
  var toCorrect: Int { markedHere.count { !$0.isDone } }

  /// What a lead wants or wanted corrected of an entry, in words.
  func markTexts(_ detail: EntryDetail, _ scope: JournalScope) -> [TextBlock] {
    marked(scope).filter { $0.mark.entry == detail.summary.id }.map { marked in
      let isDone = marked.mark.isAnswered(in: detail)
      let words = isDone ? Phrase.markIsDone(marked.mark.note) : Phrase.markStands(marked.mark.note)
      return TextBlock(mark(isDone ? .good : .warning) + " " + say(words), isDone ? .good : .caution)
    }
  }
}
