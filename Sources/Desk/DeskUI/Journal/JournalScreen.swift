import Checklists
import DeskPorts
import Journal
import Phrases
import TerminalUI
import VietnameseText

/// Whose entries are shown.
enum JournalScope: Hashable {
  /// This laptop's own.
  case own
  /// Those of the unit's desks, as this laptop holds copies of them.
  case unit
}

/// The list of entries, newest first. Only the rows near the highlighted one are in memory.
struct JournalScreen: Screen {
  var focus = Focus()
  var filter = EntryFilter()
  let scope: JournalScope
  /// Rows at hand, newest first.
  private var rows: [EntrySummary] = []
  /// Entries that the filter lets through before the first row at hand; nil where that is not known.
  private var before: Int? = 0
  /// All entries of the journal, whatever the filter.
  private var total = 0
  /// The same by their kinds; nil until they were counted.
  private var kinds: KindsInWords?
  private var mode = Mode.list
  private var days = Days.all
  /// The row that stays highlighted when the rows at hand come anew; nil where they were not asked for again.
  private var renewing: Int64?
  /// Whether there is nothing newer, or older, than the rows at hand.
  private var atNewest = true
  private var atOldest = false
  private let lastRows = LastValue<ListedEntries, EntryRows>()

  /// - Parameter device: Whose copy alone is shown; nil: all.
  init(_ scope: JournalScope = .own, device: DeviceID? = nil) {
    self.scope = scope
    filter.device = device
  }

  /// How many entries of each kind there are: said with every key, put into words once.
  private struct KindsInWords {
    var total: Int
    var words: LocalText

    init(_ kinds: EntryKinds) { (total, words) = (kinds.total, Phrase.kinds(kinds)) }
  }

  private enum Mode {
    case list
    /// Letters search, and the list follows.
    case searching
    /// A day is typed.
    case dating
  }
  private enum Days { case all, today, week, month, one }

  enum Action: String {
    case submit, search, checklist, outcome, days, volunteer, day, clearFilters, newest, oldest, report
  }

  /// Rows asked for at a time: several screens.
  fileprivate static func page(_ desk: Desk) -> Int { max(50, desk.size.rows * 3) }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(
      title:
        "\(desk.say(scope == .own ? Phrase.journalTitle : Phrase.unitJournal)) · \(desk.say(Phrase.entries(total)))")
    content.head = [HeadLine(filterWords(desk))]
    switch mode {
    case .dating:
      content.field = FieldContent(.words, label: desk.say(Phrase.filterDay) + ":")
      return content
    case .searching: content.field = FieldContent(.words, label: desk.say(Phrase.search) + ":")
    case .list:
      content.head.append(HeadLine(kinds.flatMap { $0.total == total ? desk.say($0.words) : nil } ?? ""))
    }
    let listed = ListedEntries(entries: rows, wording: EntryWording(desk, scope))
    let described = lastRows.value(of: listed) { EntryRows(listed) }
    var list = ListContent(
      Phrase.open, count: rows.count, empty: filter == EntryFilter() ? Phrase.emptyJournal : Phrase.nothingFound,
      row: described.row)
    list.linesForCutRow = 2
    list.before = before
    list.total = atOldest ? before.map { $0 + rows.count } : filter == EntryFilter() ? total : nil
    content.list = list
    return content
  }

  private func filterWords(_ desk: Desk) -> String {
    let days =
      switch days {
      case .all: Phrase.allDays
      case .one: Phrase.days(filter.from, filter.through)
      case .today: Phrase.todayOnly
      case .week: Phrase.lastSevenDays
      case .month: Phrase.lastThirtyDays
      }
    var parts = [desk.say(days)]
    if let device = filter.device { parts.append(desk.name(of: device)) }
    if let checklist = filter.checklist { parts.append(desk.title(of: checklist)) }
    if let outcome = filter.outcome { parts.append(desk.say(Phrase.outcome(outcome))) }
    if let volunteer = filter.volunteer { parts.append(desk.name(of: volunteer) ?? "") }
    if !filter.words.isEmpty { parts.append("“\(filter.words)”") }
    return parts.joined(separator: " · ")
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    if mode == .dating { return [Command([.enter], .submit, Phrase.confirm)] }
    let ends =
      mode == .searching
      ? []
      : [
        Command([.home], Action.newest, Phrase.newest, hint: false),
        Command([.end], Action.oldest, Phrase.oldest, hint: false),
      ]
    return [
      Command("/", .search, Phrase.search), Command("d", .checklist, Phrase.filterChecklist),
      Command("k", .outcome, Phrase.filterOutcome), Command("n", .days, Phrase.filterDays),
      Command("v", .volunteer, Phrase.filterVolunteer, hint: false),
      Command("g", .day, Phrase.filterDay, hint: false),
      Command("x", .clearFilters, Phrase.clearFilters, hint: false),
      Command("b", .report, Phrase.report, hint: scope == .unit),
    ] + ends
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit:
      guard let (first, last) = desk.days(from: focus.field.text) else {
        desk.warn(Phrase.notADay)
        return []
      }
      (mode, days, filter.from, filter.through) = (.list, .one, first, last)
    case .search: return enter(.searching, filter.words)
    case .day: return enter(.dating, "")
    case .report: return desk.openReport(isOfUnit: scope == .unit)
    case .newest: return reload(.newest, desk)
    case .oldest: return reload(.oldest, desk)
    case .checklist, .outcome, .volunteer, .days:
      desk.navigation.push(JournalFilterScreen(JournalFilterScreen.Kind(rawValue: action.rawValue) ?? .days))
      return []
    case .clearFilters: (filter, days) = (EntryFilter(device: filter.device), .all)
    }
    return reload(.newest, desk)
  }

  private mutating func enter(_ mode: Mode, _ text: String) -> [Effect] {
    self.mode = mode
    focus.field = EditedText(text)
    return []
  }

  /// Takes what was chosen for one filter; the list is asked for anew as it comes in front.
  mutating func choose(_ choice: JournalFilterScreen.Choice, _ desk: Desk) {
    switch choice {
    case .checklist(let id): filter.checklist = id
    case .outcome(let outcome): filter.outcome = outcome
    case .volunteer(let code): filter.volunteer = code
    case .lastDays(let count):
      days = count.flatMap { [1: .today, 7: .week, 30: .month][$0] } ?? .all
      filter.from = count.map { Day(daysSince1970: desk.now.day.daysSince1970 - $0 + 1) }
      filter.through = count.map { _ in desk.now.day }
    case .typedDays: _ = enter(.dating, "")
    }
    rows = []
  }

  private func reload(_ start: PageStart, _ desk: Desk) -> [Effect] {
    [load(start, limit: Self.page(desk))]
  }

  private func load(_ start: PageStart, limit: Int) -> Effect {
    switch scope {
    case .own: .journal(.loadPage(filter, start, limit: limit))
    case .unit: .unit(.loadPage(filter, start, limit: limit))
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    switch scope {
    case .own: [.journal(.loadDetail(row: rows[row].row))]
    case .unit: [.unit(.loadDetail(row: rows[row].row))]
    }
  }

  /// What is at hand comes anew: an entry may have been corrected meanwhile.
  mutating func returned(_ desk: inout Desk) -> [Effect] {
    guard let first = rows.first else { return reload(.newest, desk) + [counting] }
    renewing = focus.item(of: rows)?.row ?? first.row
    return [
      load(atNewest ? .newest : .before(first.row + 1), limit: max(rows.count, Self.page(desk))), counting,
    ]
  }

  /// Asks for the kinds of all entries.
  private var counting: Effect { scope == .own ? .journal(.countKinds) : .unit(.countKinds) }

  /// Near the end of the rows at hand, more are asked for.
  mutating func moved(_ desk: inout Desk) -> [Effect] {
    guard let row = focus.row, let first = rows.first, let last = rows.last else { return [] }
    if row >= rows.count - 10, !atOldest { return reload(.before(last.row), desk) }
    if row < 10, !atNewest { return reload(.after(first.row), desk) }
    return []
  }

  /// Each letter searches at once.
  mutating func typed(_ desk: inout Desk) -> [Effect] {
    guard mode == .searching else { return [] }
    filter.words = focus.field.text
    return reload(.newest, desk)
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    switch reply {
    case .journal(.page(filter, let start, let rows, let total)): took(rows, start, total, desk)
    case .journal(.detail(let detail)): return desk.open(detail)
    case .journal(.kinds(let kinds)): self.kinds = KindsInWords(kinds.listed)
    case .unit(.kinds(let kinds)):
      let shown = kinds.filter { filter.device == nil || filter.device == $0.key }
      self.kinds = KindsInWords(shown.values.reduce(into: EntryKinds()) { $0.add($1.listed) })
    case .unit(.page(filter, let start, let rows, let total)): took(rows, start, total, desk)
    case .unit(.detail(let detail)): return desk.open(detail, scope: .unit)
    default: break
    }
    return []
  }

  /// A page of rows arrived.
  private mutating func took(_ page: [EntrySummary], _ start: PageStart, _ total: Int, _ desk: Desk) {
    self.total = total
    if let row = renewing {
      renewing = nil
      let isWhole = page.count < max(rows.count, Self.page(desk))
      (rows, atOldest) = (page, isWhole)
      focus.row = page.firstIndex { $0.row <= row } ?? max(0, page.count - 1)
      return
    }
    let isWhole = page.count < Self.page(desk)
    // At most this many rows stay at hand, so that memory does not grow while scrolling.
    let most = Self.page(desk) * 3
    switch start {
    case .newest:
      (rows, focus.row, before, atNewest, atOldest) = (page, 0, 0, true, isWhole)
    case .oldest:
      (rows, focus.row, atNewest, atOldest) = (page, max(0, page.count - 1), isWhole, true)
      before = isWhole ? 0 : filter == EntryFilter() ? total - page.count : nil
    case .before(let row):
      guard rows.last?.row == row else { return }
      rows += page
      atOldest = isWhole
      let surplus = max(0, rows.count - most)
      guard surplus > 0 else { return }
      rows.removeFirst(surplus)
      focus.row = focus.row.map { $0 - surplus }
      before = before.map { $0 + surplus }
      atNewest = false
    case .after(let row):
      guard rows.first?.row == row else { return }
      rows = page + rows
      focus.row = focus.row.map { $0 + page.count }
      before = isWhole ? 0 : before.map { max(0, $0 - page.count) }
      atNewest = isWhole
      let surplus = max(0, rows.count - most)
      guard surplus > 0 else { return }
      rows.removeLast(surplus)
      atOldest = false
    }
  }

  mutating func left(_ desk: inout Desk) -> [Effect] {
    switch mode {
    case .list:
      desk.navigation.pop()
      return []
    case .dating:
      mode = .list
      return []
    case .searching:
      mode = .list
      filter.words = ""
      return reload(.newest, desk)
    }
  }
}

extension Desk {
  mutating func openJournal() -> [Effect] {
    navigation.push(JournalScreen())
    return [.journal(.loadPage(EntryFilter(), .newest, limit: JournalScreen.page(self))), .journal(.countKinds)]
  }

  /// The copies of the journals of the unit's desks, or of one of them.
  mutating func openUnitJournal(of device: DeviceID?) -> [Effect] {
    navigation.push(JournalScreen(.unit, device: device))
    return [
      .unit(.loadPage(EntryFilter(device: device), .newest, limit: JournalScreen.page(self))), .unit(.countKinds),
    ]
  }
}
