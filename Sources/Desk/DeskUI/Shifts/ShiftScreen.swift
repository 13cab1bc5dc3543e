import Checklists
import Journal
import People
import Phrases
import TerminalUI

/// One's own shift: in, break, out, each on a letter of its own; Enter does nothing here.
struct ShiftScreen: Screen {
  var focus = Focus(row: nil)
  private var month: UnitMonth
  /// The act that is on its way to the disk.
  private var pending: ShiftAct?

  init(now: Moment) { month = UnitMonth(now.day) }

  enum Action: String {
    case beginShift, pauseShift, resumeShift, endShift, myPage, calendar, everyonesHours
  }

  /// What the screen asks for when it opens.
  var opening: [Effect] { [month.load(Self.kinds)] }

  private static let kinds: Set<EntrySummary.Kind> = [.shift, .session, .plan]

  /// The shift that goes on.
  private func current(_ desk: Desk) -> Shift? {
    month.shifts.last { $0.volunteer == desk.volunteer && $0.ended == nil && !$0.isForgotten(at: desk.now) }
  }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.shifts))
    let name = desk.name(of: desk.volunteer) ?? ""
    if let shift = current(desk) {
      let since = Phrase.inShiftSince(clockText(shift.began.minuteOfDay), citizens: shift.citizens)
      content.head = [
        HeadLine(name, .title), HeadLine(desk.say(since), .good),
        HeadLine(shift.isPaused ? desk.say(Phrase.onBreak) : "", .caution),
      ]
    } else {
      content.head = [HeadLine(name, .title), HeadLine(desk.say(Phrase.notInShift), .caution)]
    }
    let own = month.shifts.filter { $0.volunteer == desk.volunteer }
    content.texts = [TextBlock(desk.say(Phrase.myShifts), .title)]
    content.texts +=
      own.isEmpty ? [TextBlock(desk.say(Phrase.noShifts), .muted)] : own.reversed().map { line($0, desk) }
    let missing = month.lines.filter { $0.facts.day >= desk.now.day && $0.missing > 0 }
    if !missing.isEmpty {
      content.texts += [.gap, TextBlock(desk.say(Phrase.calendar), .title)]
      content.texts += missing.map {
        TextBlock(desk.planText($0) + " · " + desk.say(Phrase.missingPeople($0.missing)), .caution)
      }
    }
    return content
  }

  private func line(_ shift: Shift, _ desk: Desk) -> TextBlock {
    let end = shift.ended.map { "-" + clockText(shift.minute(of: $0) % 1440) } ?? " · " + desk.say(Phrase.shiftGoesOn)
    var parts = ["\(Numbers.date(shift.day)) \(clockText(shift.began.minuteOfDay))\(end)"]
    if let seen = shift.seenMinutes {
      let credited = CreditRule.current.minutes(of: shift, planned: month.lines) ?? 0
      parts.append(
        desk.say(Phrase.seenAndCredited(seen: seen, credited: credited, rule: CreditRule.current.version)))
    } else if shift.isForgotten(at: desk.now) {
      parts.append(desk.say(Phrase.shiftOpen))
    }
    if shift.isForgotten { parts.append(desk.say(Phrase.shiftEndSaid)) }
    return TextBlock(parts.joined(separator: " · "), shift.isForgotten(at: desk.now) ? .caution : .text)
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    let shift = current(desk)
    let out = shift == nil ? Phrase.notInShift : nil
    return [
      Command(
        "v", .beginShift, Phrase.beginShift, disabled: shift == nil ? nil : Phrase.alreadyInShift, hint: shift == nil,
        deliberate: true),
      Command(
        "n", .pauseShift, Phrase.pauseShift, disabled: out ?? (shift?.isPaused == true ? Phrase.onBreak : nil),
        hint: shift?.isPaused == false, deliberate: true),
      Command(
        "l", .resumeShift, Phrase.resumeShift, disabled: out ?? (shift?.isPaused == true ? nil : Phrase.notOnBreak),
        hint: shift?.isPaused == true, deliberate: true),
      Command("r", .endShift, Phrase.endShift, disabled: out, hint: shift != nil, deliberate: true),
      Command("t", .myPage, Phrase.myPage), Command("k", .calendar, Phrase.calendar),
      Command("g", .everyonesHours, Phrase.everyonesHours, disabled: desk.refusal(.answerShifts)),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .beginShift: return keep(.began, desk)
    case .pauseShift: return keep(.paused, desk)
    case .resumeShift: return keep(.resumed, desk)
    case .endShift: return keep(.ended, desk)
    case .myPage: return desk.openMyPage()
    case .calendar: return desk.openCalendar()
    case .everyonesHours: return desk.openHours()
    }
  }

  private mutating func keep(_ act: ShiftAct, _ desk: Desk) -> [Effect] {
    guard let volunteer = desk.volunteer else { return [] }
    pending = act
    let facts = ShiftFacts(volunteer: volunteer, act: act, unit: desk.unit?.code, at: desk.now)
    return [.journal(.keep(.shift(facts), closing: nil, nil))]
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    switch reply {
    case .people(let reply): month.take(reply)
    case .journal(.kept(_, closing: nil)):
      if let pending { desk.tell(Phrase.shiftActKept(pending)) }
      pending = nil
      return [month.load(Self.kinds)]
    default: break
    }
    return []
  }
}

/// An end that nobody said when it was: asked about at the next start.
struct ForgottenShiftScreen: Screen {
  var focus: Focus
  let shift: Shift

  init(shift: Shift) {
    self.shift = shift
    // The last citizen's end is the answer that is offered.
    focus = Focus(shift.lastCitizen.map { clockText(shift.minute(of: $0) % 1440) } ?? "")
  }

  enum Action: String { case keepEnd }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.forgottenShift))
    let name = desk.name(of: shift.volunteer) ?? shift.volunteer.rawValue
    content.texts = [
      TextBlock(
        desk.say(Phrase.forgottenWords(name: name, day: shift.day, time: clockText(shift.began.minuteOfDay))), .title),
      TextBlock(
        desk.say(
          shift.lastCitizen.map { Phrase.lastCitizenAt(clockText(shift.minute(of: $0) % 1440)) } ?? Phrase.noCitizenSeen
        ),
        .muted),
    ]
    content.field = FieldContent(.numbers, limit: 5)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [Command([.enter], .keepEnd, Phrase.confirm, deliberate: true)]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    guard let minute = minuteOfDay(focus.field.text) else {
      desk.warn(Phrase.clockTimeWanted)
      return []
    }
    let length = minute - shift.began.minuteOfDay
    guard length >= 0 else {
      desk.warn(Phrase.endBeforeBegin(clockText(shift.began.minuteOfDay)))
      return []
    }
    let facts = ShiftFacts(
      volunteer: shift.volunteer, act: .ended, unit: desk.unit?.code, at: desk.now,
      said: shift.start + Int64(length) * 60_000)
    return [.journal(.keep(.shift(facts), closing: nil, nil))]
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    guard case .journal(.kept(_, closing: nil)) = reply else { return [] }
    desk.navigation.pop()
    desk.tell(Phrase.shiftActKept(.ended))
    return []
  }
}

/// Minutes since midnight of a time such as `8:00`, `11h30` or `1130`; nil where it is none.
func minuteOfDay(_ text: some StringProtocol) -> Int? {
  let parts = text.split(omittingEmptySubsequences: false) { ":hg.".contains($0) }
  let numbers: [Int?]
  switch (parts.count, text.count) {
  case (1, 3...4): numbers = [Int(text.dropLast(2)), Int(text.suffix(2))]
  case (1, _): numbers = [Int(text), 0]
  case (2, _): numbers = [Int(parts[0]), parts[1].isEmpty ? 0 : Int(parts[1])]
  default: return nil
  }
  guard let hour = numbers[0], let minute = numbers[1], (0...23).contains(hour), (0...59).contains(minute) else {
    return nil
  }
  return hour * 60 + minute
}

/// One month of the unit's entries.
struct UnitMonth: Sendable {
  private(set) var from: Day
  private(set) var through: Day
  private(set) var bodies: [KeptBody] = []
  private(set) var shifts: [Shift] = []
  private(set) var lines: [PlanLine] = []

  /// The month of a day.
  init(_ day: Day) {
    let (year, month, _) = day.parts
    from = Day(year: year, month: month, day: 1) ?? day
    let next = month == 12 ? Day(year: year + 1, month: 1, day: 1) : Day(year: year, month: month + 1, day: 1)
    through = next.map { Day(daysSince1970: $0.daysSince1970 - 1) } ?? day
  }

  /// The month before (-1) or after (1).
  func moved(_ step: Int) -> UnitMonth {
    UnitMonth(Day(daysSince1970: (step < 0 ? from.daysSince1970 - 1 : through.daysSince1970 + 1)))
  }

  var title: LocalText {
    let (year, month, _) = from.parts
    return Phrase.monthTitle(month, year)
  }

  /// Lines of the calendar are kept long before their day.
  static let planAhead = 400

  /// Shifts of the last evening before the month are theirs, who ended them in it.
  func load(_ kinds: Set<EntrySummary.Kind>) -> Effect {
    let first = Day(daysSince1970: from.daysSince1970 - (kinds.contains(.plan) ? Self.planAhead : 0))
    return .people(.load(kinds, from: first, through: Day(daysSince1970: through.daysSince1970 + 1)))
  }

  /// Asks for the same of all desks that this laptop knows of.
  var loadUnit: Effect {
    .people(.loadUnitShifts(from: from, through: Day(daysSince1970: through.daysSince1970 + 1)))
  }

  mutating func take(_ reply: PeopleReply) {
    guard case .loaded(_, _, let bodies) = reply else { return }
    self.bodies = bodies
    shifts = ShiftBook.shifts(bodies).filter { $0.day >= from && $0.day <= through }
    lines = PlanBook.lines(bodies).filter { $0.facts.day >= from && $0.facts.day <= through }
  }
}
