import Checklists
import DeskPorts
import Journal
import People
import Phrases
import TerminalUI

/// The first screen: what can be done for the next citizen, and who waits.
struct HomeScreen: Screen {
  var focus = Focus()
  /// The day whose count is shown.
  var day: Day?
  /// When the last receipt was looked after.
  private var minute: Int?

  enum Action: String {
    case quickHelp, journal, exchange, review, code, volunteers, settings, followUps, receipt, practice, about, quit
    case shifts, calendar, events, petitions, marks, lock
  }

  /// What can be chosen: checklists, then the citizens who wait, longest first, then sessions that cannot be read.
  private enum Item {
    case checklist(ChecklistHeader)
    case waiting(LiveSession)
    case damaged(DamagedDraft)
  }

  private func items(_ desk: Desk) -> [Item] {
    desk.shelf.headers.map(Item.checklist) + desk.waiting.map(Item.waiting) + desk.damaged.map(Item.damaged)
  }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: "Tiếp Sức · " + desk.say(Phrase.tagline))
    let unit = desk.unit.map { "\($0.name), \($0.province)" } ?? desk.say(Phrase.noUnit)
    let place = desk.deskName.isEmpty ? unit : unit + " · " + desk.deskName
    content.head = [
      HeadLine(
        place, right: desk.exchangeWord.map { StyledText(text: $0.text, role: $0.role) },
        click: desk.exchangeWord == nil ? nil : .character("e")),
      HeadLine(desk.say(Phrase.todayCount(desk.today.sessions, cancelled: desk.today.cancelled)), .text),
      desk.dueToday > 0
        ? HeadLine(desk.say(Phrase.dueToday(desk.dueToday)), .caution, click: .character("h")) : HeadLine(""),
    ]
    let overdue = desk.people.overduePetitions
    if overdue > 0, desk.refusal(.petitions) == nil {
      content.head.append(HeadLine(desk.say(Phrase.overduePetitions(overdue)), .caution, click: .character("k")))
    }
    if desk.toCorrect > 0 {
      content.head.append(HeadLine(desk.say(Phrase.leadWants(desk.toCorrect)), .caution, click: .character("m")))
    }
    content.list = ListContent(Phrase.start, items(desk).map { row($0, desk) }, empty: Phrase.noChecklists)
    let cautions = desk.shelf.broken.map(\.complaint) + desk.shelf.packWarnings.map(Phrase.warning)
    let wanted =
      desk.people.wantsPINs && !desk.isPractice
      ? [TextBlock(desk.mark(.warning) + " " + desk.say(Phrase.pinsWanted), .caution)] : []
    let notes =
      wanted
      + desk.machineCautions.map { TextBlock(desk.mark(.warning) + " " + desk.say($0), .caution) }
      + cautions.map { TextBlock(desk.mark(.warning) + " " + desk.say($0), .caution) }
      + packNews(desk).map { TextBlock(desk.say(Phrase.whatIsNew($0))) }
    if !notes.isEmpty { content.notes = Notes(notes) }
    return content
  }

  private func row(_ item: Item, _ desk: Desk) -> Row {
    switch item {
    case .checklist(let header):
      return Row(
        desk.say(header.title),
        detail: (isNew(header, desk) ? desk.say(Phrase.newPack) + " · " : "")
          + desk.say(Phrase.version(header.version)),
        id: header.id.rawValue)
    case .waiting(let live):
      let waited = live.session.asideSince.map { Phrase.waits(minutes: Int(desk.now.milliseconds(since: $0) / 60_000)) }
      return Row(
        desk.mark(.waiting) + " " + name(of: live, desk) + " · " + desk.say(live.checklist.title),
        detail: desk.say(waited ?? Phrase.inProgress), role: .caution,
        digit: desk.digits[live.id].map(Row.Digit.fixed) ?? .none)
    case .damaged(let draft):
      return Row(
        desk.mark(.warning) + " " + desk.say(Phrase.damagedDraft) + " · " + desk.title(of: draft.checklist),
        detail: desk.say(Phrase.isKept), role: .danger, id: "damaged", digit: .none)
    }
  }

  /// The nickname of a waiting citizen, or when they came.
  private func name(of live: LiveSession, _ desk: Desk) -> String {
    live.session.nickname.isEmpty
      ? desk.say(Phrase.cameAt(clockText(live.session.began.minuteOfDay))) : live.session.nickname
  }

  /// What changed with the pack that came in the last days, in words for volunteers.
  private func packNews(_ desk: Desk) -> [LocalText] {
    guard let pack = desk.shelf.pack, pack.isNew(atMilliseconds: desk.now.wallMilliseconds) else { return [] }
    return pack.changes
  }

  private func isNew(_ header: ChecklistHeader, _ desk: Desk) -> Bool {
    desk.shelf.pack.map {
      $0.isNew(atMilliseconds: desk.now.wallMilliseconds) && $0.renewed.contains(header.id)
    } ?? false
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [
      Command("/", .quickHelp, Phrase.quickHelp),
      Command("r", .review, Phrase.review, disabled: desk.reviewClosed ?? desk.refusal(.review), hint: desk.isTrainer),
      Command("n", .journal, Phrase.journal),
      Command(
        "b", .receipt, Phrase.lastReceipt, disabled: desk.lastReceipt == nil ? Phrase.noLastReceipt : nil,
        hint: desk.lastReceipt != nil),
      Command("e", .exchange, Phrase.exchange), Command("t", .code, Phrase.findCode),
      Command("v", .volunteers, Phrase.whoHelps), Command("s", .settings, Phrase.settings, hint: false),
      Command("h", .followUps, Phrase.followUps, hint: false),
      Command("p", .practice, desk.isPractice ? Phrase.leavePractice : Phrase.practice, hint: false),
      Command("c", .shifts, Phrase.shifts, hint: false), Command("y", .calendar, Phrase.calendar, hint: false),
      Command("g", .events, Phrase.events, hint: false),
      Command("k", .petitions, Phrase.petitions, disabled: desk.refusal(.petitions), hint: false),
      Command(
        "m", .marks, Phrase.toCorrect, disabled: desk.markedHere.isEmpty ? Phrase.nothingToCorrect : nil, hint: false),
      Command("l", .lock, Phrase.lockNow, hint: false),
      Command([], .about, Phrase.about, hint: false),
      Command("q", .quit, Phrase.quit, disabled: desk.staysOpen, hint: false),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .quickHelp: return desk.openQuickHelp()
    case .journal: return desk.openJournal()
    case .exchange: return desk.openExchange()
    case .review: return desk.openReview()
    case .code: desk.navigation.push(CodeScreen())
    case .volunteers: desk.navigation.push(VolunteersScreen())
    case .settings: desk.navigation.push(SettingsScreen())
    case .followUps:
      desk.navigation.push(FollowUpsScreen())
      return [.journal(.loadFollowUps)]
    case .receipt: if let code = desk.lastReceipt { desk.navigation.push(ReceiptScreen(code: code)) }
    case .practice: return [.desk(.openPractice(!desk.isPractice))]
    case .shifts: return desk.openShifts()
    case .calendar: return desk.openCalendar()
    case .events: return desk.openEvent()
    case .petitions: return desk.openPetitions()
    case .marks: return desk.openMarks(.own)
    case .lock: return desk.lock()
    case .about: desk.navigation.push(AboutScreen())
    case .quit: return [.desk(.quit)]
    }
    return []
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    switch items(desk)[row] {
    case .checklist(let header):
      return desk.unsaved + [
        .checklists(.open(header.id, toBegin: .began(at: desk.now, unit: desk.unit?.code, volunteer: desk.volunteer)))
      ]
    case .waiting(let live): return desk.resume(live.id)
    case .damaged(let draft):
      desk.navigation.push(DamagedDraftScreen(draft: draft))
      return []
    }
  }

  /// With the first tick of a day its sessions are counted, and contacts that are too old go. Once a minute the receipt of
  /// the last citizen is looked after, which goes after a while.
  mutating func ticked(_ desk: inout Desk) -> [Effect] {
    var effects: [Effect] = []
    if day != desk.now.day {
      day = desk.now.day
      effects += [
        .journal(.countToday(desk.now.day)), .journal(.purgeContacts(at: desk.now)),
        desk.countOverdue,
      ]
    }
    if minute != desk.now.minuteOfDay {
      let isFirst = minute == nil
      minute = desk.now.minuteOfDay
      effects.append(.desk(.lookAtBattery))
      if isFirst || desk.lastReceipt != nil { effects.append(.journal(.loadReceipt(at: desk.now))) }
    }
    if let volunteer = desk.volunteer, !desk.people.askedForgotten, !desk.isPractice, desk.navigation.isHome {
      desk.people.askedForgotten = true
      effects.append(.people(.findForgotten(volunteer, at: desk.now)))
    }
    return effects
  }

  /// Nothing lies below.
  mutating func left(_ desk: inout Desk) -> [Effect] { [] }
}

extension Desk {
  /// What is wrong with the machine and shows here: its battery, and a clock that stands where a dead one begins.
  var machineCautions: [LocalText] {
    var cautions: [LocalText] = []
    if let battery, battery.isLow { cautions.append(Phrase.batteryLow(percent: battery.percent)) }
    if now.day.parts.year < 2024 { cautions.append(Phrase.clockIsWrong(now.day)) }
    return cautions
  }

  /// Gives everybody who waits a digit, which they keep as long as they wait.
  mutating func giveDigits() {
    let ids = waiting.map(\.id)
    digits = digits.filter { ids.contains($0.key) }
    var free = (1...9).filter { $0 > shelf.headers.count && !digits.values.contains($0) }[...]
    for id in ids where digits[id] == nil { digits[id] = free.popFirst() }
  }
}
