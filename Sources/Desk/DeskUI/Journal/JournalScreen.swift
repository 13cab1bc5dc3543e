import Checklists
import DeskPorts
package import Journal
import Phrases
import TerminalUI

/// The list of entries, newest first. Only the rows near the selection are in memory.
package struct JournalList: Equatable, Sendable {
  package var filter = EntryFilter()
  /// Rows at hand, newest first.
  package var rows: [EntrySummary] = []
  package var selection = 0
  /// All entries of the journal, whatever the filter.
  package var total = 0
  package var isSearching = false
  /// A day is being typed.
  package var isDating = false
  package var field = Field()
  package var days = Days.all
  /// Whether there is nothing newer, or older, than the rows at hand.
  package var atNewest = true
  package var atOldest = false

  package enum Days: CaseIterable, Sendable { case all, today, week, month, one }
}

extension Desk {
  var journalArea: Rect { Rect(column: 1, row: 3, columns: size.columns - 2, rows: max(0, size.rows - 5)) }

  /// Rows asked for at a time: several screens.
  private var pageRows: Int { max(50, size.rows * 3) }

  mutating func openJournal() -> [Effect] {
    screens.append(.journal(JournalList()))
    return [.journal(.loadPage(EntryFilter(), .newest, limit: pageRows))]
  }

  func journalBindings(_ list: JournalList) -> [Binding] {
    if list.isSearching || list.isDating { return [Binding([.enter, .down], .submit, Phrase.confirm)] }
    let hasRows = list.rows.indices.contains(list.selection)
    return [
      Binding([.enter], .choose, Phrase.open, disabled: hasRows ? nil : Phrase.emptyJournal),
      Binding("/", .search, Phrase.search), Binding("d", .filterChecklist, Phrase.filterChecklist),
      Binding("k", .filterOutcome, Phrase.filterOutcome), Binding("n", .filterDays, Phrase.filterDays),
      Binding("v", .filterVolunteer, Phrase.filterVolunteer, hint: false),
      Binding("g", .filterDay, Phrase.filterDay, hint: false),
      Binding("x", .clearFilters, Phrase.clearFilters, hint: false),
      Binding([.home], .newest, Phrase.newest, hint: false), Binding([.end], .oldest, Phrase.oldest, hint: false),
    ]
  }

  mutating func performJournal(_ act: Act, _ before: JournalList) -> [Effect] {
    var list = before
    switch act {
    case .out:
      if list.isDating {
        list.isDating = false
        break
      }
      guard list.isSearching else { return goOut() }
      list.isSearching = false
      list.field = Field()
      list.filter.words = ""
    case .submit where list.isDating:
      guard let day = day(from: list.field.text, future: false) else {
        warn(Phrase.notADay)
        return []
      }
      (list.isDating, list.days, list.filter.from, list.filter.through) = (false, .one, day, day)
    case .filterDay: (list.isDating, list.field) = (true, Field())
    case .submit: list.isSearching = false
    case .search:
      list.isSearching = true
      list.field = Field(list.filter.words)
    case .chooseDigit(let digit):
      let (effects, found) = selectDigit(digit)
      guard found, case .journal(let list) = screens.last else { return effects }
      return effects + performJournal(.choose, list)
    case .choose:
      guard list.rows.indices.contains(list.selection) else { return [] }
      return [.journal(.loadDetail(row: list.rows[list.selection].row))]
    case .newest: return reload(list, .newest)
    case .oldest: return reload(list, .oldest)
    default: changeFilter(act, &list)
    }
    guard list.filter != before.filter else {
      replaceTop(.journal(list))
      return []
    }
    return reload(list, .newest)
  }

  /// Each filter key goes to the next value; after the last comes none.
  private func changeFilter(_ act: Act, _ list: inout JournalList) {
    switch act {
    case .filterChecklist: list.filter.checklist = next(list.filter.checklist, of: shelf.headers.map(\.id))
    case .filterOutcome: list.filter.outcome = next(list.filter.outcome, of: Outcome.allCases)
    case .filterVolunteer: list.filter.volunteer = next(list.filter.volunteer, of: volunteers.map(\.code))
    case .filterDays:
      list.days = next(list.days, of: [.all, .today, .week, .month]) ?? .all
      let back = [JournalList.Days.today: 0, .week: 6, .month: 29][list.days]
      list.filter.from = back.map { Day(daysSince1970: now.day.daysSince1970 - $0) }
      list.filter.through = back.map { _ in now.day }
    case .clearFilters:
      list.filter = EntryFilter()
      list.days = .all
      list.field = Field()
    default: break
    }
  }

  private func next<Value: Equatable>(_ value: Value?, of all: [Value]) -> Value? {
    guard let value, let index = all.firstIndex(of: value) else { return all.first }
    return index + 1 < all.count ? all[index + 1] : nil
  }

  private mutating func reload(_ list: JournalList, _ start: PageStart) -> [Effect] {
    replaceTop(.journal(list))
    return [.journal(.loadPage(list.filter, start, limit: pageRows))]
  }

  /// Each letter searches at once.
  mutating func searchTyped(_ field: Field, _ list: inout JournalList) -> [Effect] {
    list.field = field
    if list.isDating {
      replaceTop(.journal(list))
      return []
    }
    list.filter.words = field.text
    return reload(list, .newest)
  }

  /// Highlights a row; near the end of the rows at hand, more are asked for.
  mutating func selectEntry(_ row: Int, _ before: JournalList) -> [Effect] {
    var list = before
    list.selection = min(max(0, row), max(0, list.rows.count - 1))
    replaceTop(.journal(list))
    guard let first = list.rows.first, let last = list.rows.last else { return [] }
    if list.selection >= list.rows.count - 10, !list.atOldest {
      return [.journal(.loadPage(list.filter, .before(last.row), limit: pageRows))]
    }
    if list.selection < 10, !list.atNewest {
      return [.journal(.loadPage(list.filter, .after(first.row), limit: pageRows))]
    }
    return []
  }

  /// A page of rows arrived.
  mutating func took(_ filter: EntryFilter, _ start: PageStart, _ rows: [EntrySummary], total: Int) {
    guard let place = screens.lastIndex(where: { if case .journal = $0 { true } else { false } }),
      case .journal(var list) = screens[place], list.filter == filter
    else { return }
    list.total = total
    // At most this many rows stay at hand, so that memory does not grow while scrolling.
    let most = pageRows * 3
    switch start {
    case .newest:
      (list.rows, list.selection, list.atNewest, list.atOldest) = (rows, 0, true, rows.count < pageRows)
    case .oldest:
      (list.rows, list.selection) = (rows, max(0, rows.count - 1))
      (list.atNewest, list.atOldest) = (rows.count < pageRows, true)
    case .before(let row) where list.rows.last?.row == row:
      list.rows += rows
      list.atOldest = rows.count < pageRows
      if list.rows.count > most {
        let surplus = list.rows.count - most
        list.rows.removeFirst(surplus)
        list.selection -= surplus
        list.atNewest = false
      }
    case .after(let row) where list.rows.first?.row == row:
      list.rows = rows + list.rows
      list.selection += rows.count
      list.atNewest = rows.count < pageRows
      if list.rows.count > most {
        list.rows.removeLast(list.rows.count - most)
        list.atOldest = false
      }
    default: break
    }
    screens[place] = .journal(list)
  }

  /// Replies that belong to the journal's screens.
  mutating func journalReplied(_ reply: JournalReply) -> [Effect] {
    switch reply {
    case .page(let filter, let start, let rows, let total): took(filter, start, rows, total: total)
    case .detail(let detail):
      if case .entry(var entry) = screens.last, entry.detail.summary.row == detail.summary.row {
        entry.detail = detail
        replaceTop(.entry(entry))
      } else {
        screens.append(.entry(EntryScreen(detail: detail)))
      }
    case .contact(let row, let contact):
      if case .entry(var entry) = screens.last, entry.detail.summary.row == row {
        entry.contact = contact
        replaceTop(.entry(entry))
      }
    case .erased(let row): return contactWent(row, Phrase.wasErased)
    case .followUpClosed(let row): if case .entry = screens.last { return contactWent(row, Phrase.wasClosed) }
    default: break
    }
    if case .detail = reply, pendingCode, case .entry(var entry) = screens.last {
      entry.byCode = true
      pendingCode = false
      replaceTop(.entry(entry))
    }
    if case .detail(let detail) = reply, let id = detail.summary.checklist, checklists[id] == nil {
      return [.checklists(.loadChecklist(id))]
    }
    return []
  }

  private mutating func contactWent(_ row: Int64, _ words: LocalText) -> [Effect] {
    tell(words)
    if case .entry(var entry) = screens.last {
      entry.contact = nil
      entry.mode = .reading
      replaceTop(.entry(entry))
      return [.journal(.loadDetail(row: row)), .journal(.countToday(now.day))]
    }
    return [.journal(.loadFollowUps), .journal(.countToday(now.day))]
  }
}

extension Desk {
  func drawJournal(_ list: JournalList, in frame: inout Frame) {
    drawHeader("\(say(Phrase.journalTitle)) · \(say(Phrase.entries(list.total)))", in: &frame)
    drawFilters(list, in: &frame)
    if list.isSearching || list.isDating {
      let label = say(list.isDating ? Phrase.filterDay : Phrase.search) + ": "
      frame.put(label, column: 1, row: 2, role: .title)
      drawField(
        list.field.text, cursor: list.field.cursor,
        in: Rect(column: 1 + displayWidth(label), row: 2, columns: size.columns - 2 - displayWidth(label), rows: 1),
        of: &frame)
    }
    if list.rows.isEmpty {
      let words = list.filter == EntryFilter() ? Phrase.emptyJournal : Phrase.nothingFound
      drawText(say(words), in: journalArea, of: &frame, role: .muted)
    }
    // Only the rows in view are turned into text: the list may be long.
    let area = journalArea
    let top = listTop(selection: list.selection, count: list.rows.count, visible: area.rows)
    let shown = list.rows[top..<min(list.rows.count, top + area.rows)].map(entryRow)
    drawList(
      shown, selection: list.selection - top, in: area, of: &frame, digits: !list.isSearching && !list.isDating,
      firstHit: top)
  }

  private func drawFilters(_ list: JournalList, in frame: inout Frame) {
    let days =
      switch list.days {
      case .all: Phrase.allDays
      case .one: list.filter.from.map { LocalText(Numbers.date($0), Numbers.date($0)) } ?? Phrase.allDays
      case .today: Phrase.todayOnly
      case .week: Phrase.lastSevenDays
      case .month: Phrase.lastThirtyDays
      }
    var parts = [say(days)]
    if let checklist = list.filter.checklist { parts.append(title(of: checklist)) }
    if let outcome = list.filter.outcome { parts.append(say(Phrase.outcome(outcome))) }
    if let volunteer = list.filter.volunteer { parts.append(name(of: volunteer) ?? "") }
    if !list.filter.words.isEmpty { parts.append("“\(list.filter.words)”") }
    frame.put(shortened(parts.joined(separator: " · "), columns: size.columns - 2), column: 1, row: 1, role: .muted)
  }

  /// One line: when, what, who, and how it ended.
  func entryRow(_ entry: EntrySummary) -> ListRow {
    let day = Numbers.date(entry.day)
    let time = entry.minuteOfDay.map(clockText) ?? "     "
    let what: String
    switch entry.kind {
    case .session: what = title(of: entry.checklist)
    case .count: what = title(of: entry.checklist) + " (" + say(Phrase.count) + ")"
    case .amendment: what = say(Phrase.amendment)
    case .followUpClosed: what = say(Phrase.followUpClosed)
    case .erasure: what = say(Phrase.erasure)
    }
    let who = name(of: entry.volunteer).map { " · " + $0 } ?? ""
    let problems = entry.problems.isEmpty ? "" : " · " + entry.problems.map(\.rawValue).joined(separator: " ")
    let apart = quarantine(of: entry.row).map { _ in Phrase.keptApart }
    let outcome = entry.outcome.map { say(Phrase.outcome($0)) } ?? ""
    return ListRow(
      "\(day) \(time) \(what)\(who)\(problems)",
      detail: (apart.map { mark(.warning) + " " + say($0) + " " } ?? "") + outcome + (entry.isAmended ? " *" : ""),
      role: apart != nil ? .caution : entry.kind == .session || entry.kind == .count ? .text : .muted)
  }
}
