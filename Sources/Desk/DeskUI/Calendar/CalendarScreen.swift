import Checklists
import Journal
import People
import Phrases
import TerminalUI

/// The unit's calendar of a month: what is planned, who has said yes, and what was done.
struct CalendarScreen: Screen {
  var focus = Focus()
  private var month: UnitMonth

  /// The calendar of the month of a day.
  init(_ day: Day) { month = UnitMonth(day) }

  enum Action: String { case addPlan, callOff, saveICalendar, previousMonth, nextMonth }

  var opening: [Effect] { [month.load(Self.kinds)] }

  private static let kinds: Set<EntrySummary.Kind> = [.plan, .shift, .event]

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: "\(desk.say(Phrase.calendar)) · \(desk.say(month.title))")
    let tally = PlanTally(month.lines, shifts: month.shifts, from: desk.now.day)
    content.head = [
      HeadLine(
        desk.say(Phrase.planTally(tally)),
        right: tally.missing > 0 ? StyledText(text: desk.say(Phrase.missingPeople(tally.missing)), role: .caution) : nil
      )
    ]
    content.list = ListContent(
      Phrase.joinPlan, month.lines.map { row($0, desk) }, empty: Phrase.noPlan)
    // Each time somebody joins or leaves, an entry is kept.
    content.list?.isDeliberate = true
    if let line = focus.item(of: month.lines) {
      let people = line.facts.people.map { desk.name(of: $0) ?? $0.rawValue }.joined(separator: ", ")
      content.notes = Notes(
        [TextBlock(people.isEmpty ? desk.say(Phrase.nobodyJoined) : people, .muted)], rows: 1, rule: true)
    }
    return content
  }

  private func row(_ line: PlanLine, _ desk: Desk) -> Row {
    let (state, role): (LocalText, Role) =
      if line.facts.isOff {
        (Phrase.calledOff, .muted)
      } else if line.isDone(by: month.shifts) {
        (Phrase.doneSign, .good)
      } else if line.missing > 0 {
        (Phrase.missingPeople(line.missing), .caution)
      } else {
        (Phrase.enoughPeople, .text)
      }
    return Row(desk.planText(line), detail: desk.say(state), role: role)
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    let nothing = month.lines.isEmpty ? Phrase.noPlan : nil
    return [
      Command("t", .addPlan, Phrase.addPlan, disabled: desk.refusal(.plan)),
      Command("x", .callOff, Phrase.callOff, disabled: nothing ?? desk.refusal(.plan), deliberate: true),
      Command("i", .saveICalendar, Phrase.saveICalendar, disabled: nothing),
      Command([.left], .previousMonth, Phrase.previousMonth),
      Command([.right], .nextMonth, Phrase.nextMonth),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .addPlan: desk.navigation.push(PlanKindScreen())
    case .callOff:
      guard let line = focus.item(of: month.lines), !line.facts.isOff else { return [] }
      return [change(line, desk) { $0.isOff = true }]
    case .saveICalendar:
      let (year, number, _) = month.from.parts
      let text = ICalendar.text(
        month.lines, named: desk.unit?.name ?? "Tiếp Sức", stamp: desk.now
      ) { line in
        ICalendar.Words(
          name: line.facts.title.isEmpty ? desk.say(Phrase.planKind(line.facts.what)) : line.facts.title,
          description: desk.say(line.missing > 0 ? Phrase.missingPeople(line.missing) : Phrase.enoughPeople))
      }
      return [.people(.save(.calendar(year: year, month: number), text: text))]
    case .previousMonth, .nextMonth:
      month = month.moved(action == .previousMonth ? -1 : 1)
      return opening
    }
    return []
  }

  /// The person at the desk joins a line, or leaves it.
  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    guard let volunteer = desk.volunteer else {
      desk.warn(Phrase.whoHelpsFirst)
      return []
    }
    let line = month.lines[row]
    guard !line.facts.isOff else {
      desk.warn(Phrase.calledOff)
      return []
    }
    return [
      change(line, desk) { facts in
        if let place = facts.people.firstIndex(of: volunteer) {
          facts.people.remove(at: place)
        } else {
          facts.people.append(volunteer)
        }
      }
    ]
  }

  /// A line is changed by another entry, which takes its place.
  private func change(_ line: PlanLine, _ desk: Desk, _ change: (inout PlanFacts) -> Void) -> Effect {
    var facts = line.facts
    change(&facts)
    (facts.replaces, facts.by, facts.at) = (line.id, desk.volunteer, desk.now)
    return .journal(.keep(.plan(facts), closing: nil, nil))
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    switch reply {
    case .people(.saved(let path)): desk.tell(Phrase.fileWritten(path))
    case .people(let reply): month.take(reply)
    case .journal(.kept(_, closing: nil)): return opening
    default: break
    }
    return []
  }
}

/// What a new line of the calendar is.
struct PlanKindScreen: Screen {
  var focus = Focus()

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.addPlan))
    content.texts = [TextBlock(desk.say(Phrase.chooseKind), .title)]
    content.list = ListContent(
      Phrase.choose, PlanKind.allCases.map { Row(desk.say(Phrase.planKind($0)), id: $0.rawValue) })
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.navigation.replaceTop(with: NewPlanScreen(what: PlanKind.allCases[row]))
    return []
  }
}

/// A new line of the calendar, typed in one line.
struct NewPlanScreen: Screen {
  var focus = Focus()
  let what: PlanKind
  /// The day of the line that is on its way to the disk.
  private var day: Day?

  init(what: PlanKind) { self.what = what }

  enum Action: String { case keepPlan }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: "\(desk.say(Phrase.addPlan)) · \(desk.say(Phrase.planKind(what)))")
    content.texts = [TextBlock(desk.say(Phrase.planForm(desk.tomorrow)), .title)]
    content.field = FieldContent(.words)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .keepPlan, Phrase.confirm)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    let words = focus.words.split(separator: " ")
    guard words.count >= 3, let times = desk.dayAndHours(words[0] + " " + words[1]),
      let needed = Int(words[2]), (0...PlanLine.mostNeeded).contains(needed)
    else {
      desk.warn(Phrase.planFormWrong(desk.tomorrow))
      return []
    }
    // Whoever means a day that is over says so by its year.
    if times.day < desk.now.day, !words[0].hasSuffix("/\(times.day.parts.year)") {
      desk.warn(Phrase.planPast(times.day))
      return []
    }
    let facts = PlanFacts(
      what: what, title: words.dropFirst(3).joined(separator: " "), unit: desk.unit?.code, day: times.day,
      from: times.from, to: times.to, needed: needed, people: [], by: desk.volunteer, at: desk.now)
    day = times.day
    return [.journal(.keep(.plan(facts), closing: nil, nil))]
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    guard case .journal(.kept(_, closing: nil)) = reply else { return [] }
    desk.navigation.pop()
    guard desk.navigation.top is CalendarScreen, let day else { return [] }
    // The month in which it stands comes into view.
    let calendar = CalendarScreen(day)
    desk.navigation.replaceTop(with: calendar)
    return calendar.opening
  }
}

extension Desk {
  mutating func openCalendar() -> [Effect] {
    let screen = CalendarScreen(now.day)
    navigation.push(screen)
    return screen.opening
  }

  /// The day that examples of days to come name.
  var tomorrow: Day { Day(daysSince1970: now.day.daysSince1970 + 1) }

  /// A day and hours such as `5/12 8:00-11:00`; nil where they are none, or end before they begin.
  func dayAndHours(_ text: some StringProtocol) -> (day: Day, from: Int, to: Int)? {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let day = day(from: String(parts[0])) else { return nil }
    let sides = parts[1].split(separator: "-")
    guard sides.count == 2, let from = minuteOfDay(sides[0]), let to = minuteOfDay(sides[1]), from < to else {
      return nil
    }
    return (day, from, to)
  }
}
