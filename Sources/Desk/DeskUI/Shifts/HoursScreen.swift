import Checklists
import Journal
import People
import Phrases
import TerminalUI

/// What a lead sees of everybody's shifts: hours by person, and what must be asked.
struct HoursScreen: Screen {
  var focus = Focus()
  private var month: UnitMonth
  /// What is asked about shifts at all desks that this laptop knows of; nil until that came.
  private var unit: UnitShifts?

  init(now: Moment) { month = UnitMonth(now.day) }

  enum Action: String { case answerQuestions, previousMonth, nextMonth }

  var opening: [Effect] { [month.load(Self.kinds), month.loadUnit] }

  private static let kinds: Set<EntrySummary.Kind> = [.shift, .session, .plan]

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: "\(desk.say(Phrase.everyonesHours)) · \(desk.say(month.title))")
    let hours = PersonHours.all(month.shifts, planned: month.lines)
    content.list = ListContent(
      Phrase.open,
      hours.map { one in
        Row(
          "\(desk.name(of: one.volunteer) ?? one.volunteer.rawValue) · "
            + desk.say(Phrase.peopleCount(shifts: one.shifts, citizens: one.citizens)),
          detail: desk.say(Phrase.hours(one.creditedMinutes)), role: one.open > 0 ? .caution : .text,
          id: one.volunteer.rawValue)
      }, empty: Phrase.noShifts)
    let questions = desk.questions(unit, month).filter { unit?.answers[$0.id] == nil }
    var notes: [TextBlock] = []
    if let one = focus.item(of: hours) {
      let seen = Phrase.seenAndCredited(
        seen: one.seenMinutes, credited: one.creditedMinutes, rule: CreditRule.current.version)
      notes.append(TextBlock("\(desk.name(of: one.volunteer) ?? ""): \(desk.say(seen))", .good))
    }
    notes.append(TextBlock(desk.say(Phrase.shiftQuestions), .title))
    notes +=
      questions.isEmpty
      ? [TextBlock(desk.say(Phrase.noShiftQuestions), .muted)]
      : questions.map { TextBlock(desk.words(of: $0, unit), .caution, mark: "? ") }
    content.notes = Notes(notes, rule: true)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    let questions = desk.questions(unit, month)
    return [
      Command(
        "c", .answerQuestions, Phrase.answerShiftQuestions,
        disabled: questions.isEmpty ? Phrase.noShiftQuestions : nil),
      Command([.left], .previousMonth, Phrase.previousMonth), Command([.right], .nextMonth, Phrase.nextMonth),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .answerQuestions:
      if let unit { desk.navigation.push(ShiftQuestionsScreen(month: month, unit: unit)) }
      return []
    case .previousMonth, .nextMonth:
      month = month.moved(action == .previousMonth ? -1 : 1)
      unit = nil
      return opening
    }
  }

  /// An answer may have been given meanwhile.
  mutating func returned(_ desk: inout Desk) -> [Effect] { [month.loadUnit] }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let hours = PersonHours.all(month.shifts, planned: month.lines)
    guard hours.indices.contains(row) else { return [] }
    let page = MyPageScreen(of: hours[row].volunteer, month: month)
    desk.navigation.push(page)
    return page.opening
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    guard case .people(let reply) = reply else { return [] }
    month.take(reply)
    if case .unitShifts(let shifts) = reply { unit = shifts }
    return []
  }
}

/// What one person did in a month: hours, citizens, what they helped with, and a certificate of it.
struct MyPageScreen: Screen {
  var focus = Focus(row: nil)
  private let volunteer: VolunteerCode
  private var month: UnitMonth

  init(of volunteer: VolunteerCode, month: UnitMonth) {
    self.volunteer = volunteer
    self.month = month
  }

  enum Action: String { case certificate, previousMonth, nextMonth }

  var opening: [Effect] { [month.load(Self.kinds)] }

  private static let kinds: Set<EntrySummary.Kind> = [.shift, .session, .plan]

  private var hours: PersonHours {
    PersonHours.all(month.shifts, planned: month.lines).first { $0.volunteer == volunteer }
      ?? PersonHours(volunteer: volunteer)
  }

  /// Checklists that the person helped with, and how often, the most frequent first.
  private var helped: [(checklist: ChecklistID, count: Int)] {
    var counts: [ChecklistID: Int] = [:]
    for kept in month.bodies {
      if case .session(let facts) = kept.body, facts.volunteer == volunteer, facts.began.day >= month.from,
        facts.began.day <= month.through
      {
        counts[facts.checklist, default: 0] += 1
      }
    }
    return counts.map { (checklist: $0.key, count: $0.value) }.sorted {
      ($1.count, $0.checklist.rawValue) < ($0.count, $1.checklist.rawValue)
    }
  }

  func content(_ desk: Desk) -> ScreenContent {
    let hours = hours
    var content = ScreenContent(title: "\(desk.say(Phrase.myPage)) · \(desk.say(month.title))")
    content.texts = [
      TextBlock("\(desk.name(of: volunteer) ?? "") · \(volunteer.rawValue)", .title),
      TextBlock(desk.say(Phrase.peopleCount(shifts: hours.shifts, citizens: helped.reduce(0) { $0 + $1.count }))),
      TextBlock(
        desk.say(
          Phrase.seenAndCredited(
            seen: hours.seenMinutes, credited: hours.creditedMinutes, rule: CreditRule.current.version)), .good),
      TextBlock(desk.say(Phrase.creditRuleWords), .muted), .gap,
      TextBlock(desk.say(Phrase.helpedWith), .title),
    ]
    content.texts +=
      helped.isEmpty
      ? [TextBlock(desk.say(Phrase.helpedNobodyYet), .muted)]
      : helped.map { TextBlock("\(desk.title(of: $0.checklist)): \($0.count)", mark: "- ") }
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [
      Command("c", .certificate, Phrase.makeCertificate, disabled: hours.shifts == 0 ? Phrase.noShifts : nil),
      Command([.left], .previousMonth, Phrase.previousMonth), Command([.right], .nextMonth, Phrase.nextMonth),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .previousMonth, .nextMonth:
      month = month.moved(action == .previousMonth ? -1 : 1)
      return opening
    case .certificate:
      return [
        .people(
          .certify(
            Certificate(
              code: volunteer, name: desk.name(of: volunteer) ?? volunteer.rawValue,
              unit: desk.unit.map { "\($0.code) \($0.name), \($0.province)" } ?? "-", from: month.from,
              through: month.through, hours: hours, rule: CreditRule.current.version,
              learned: helped.map { ($0.checklist.rawValue, $0.count) }, issued: desk.now.day)))
      ]
    }
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    guard case .people(let reply) = reply else { return [] }
    if case .certified(let path) = reply { desk.tell(Phrase.certificateWritten(path)) }
    month.take(reply)
    return []
  }
}

extension Desk {
  mutating func openShifts() -> [Effect] {
    guard volunteer != nil else {
      warn(Phrase.whoHelpsFirst)
      navigation.push(VolunteersScreen())
      return []
    }
    let screen = ShiftScreen(now: now)
    navigation.push(screen)
    return screen.opening
  }

  mutating func openHours() -> [Effect] {
    let screen = HoursScreen(now: now)
    navigation.push(screen)
    return screen.opening
  }

  mutating func openMyPage() -> [Effect] {
    guard let volunteer else { return [] }
    let screen = MyPageScreen(of: volunteer, month: UnitMonth(now.day))
    navigation.push(screen)
    return screen.opening
  }

  /// One line of the calendar: when, what, where.
  func planText(_ line: PlanLine) -> String {
    let time = "\(Numbers.date(line.facts.day)) \(clockText(line.from))-\(clockText(line.to % 1440))"
    let title = line.facts.title.isEmpty ? say(Phrase.planKind(line.facts.what)) : line.facts.title
    return [time, title, line.facts.place].compactMap(\.self).joined(separator: " · ")
  }
}
