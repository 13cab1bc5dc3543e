import Checklists
import Journal
import People
import Phrases
import TerminalUI

/// A group event, asked one thing after another: what, when, where, about what, with what, how many of each age, who helped.
struct EventScreen: Screen {
  var focus = Focus()
  private var facts: EventFacts
  private var question = Question.kind
  /// Lines of today's and earlier calendar that no event carried out yet.
  private var plans: [PlanLine] = []

  init(by: VolunteerCode?, unit: String?, now: Moment) {
    facts = EventFacts(
      what: .training, topic: "", unit: unit, day: now.day, from: 0, to: 0, heads: [],
      people: by.map { [$0] } ?? [], by: by, at: now)
  }

  private enum Question: Hashable, Sendable {
    case kind, times, place, topic, materials
    case heads(AgeBand?)
    case people
  }

  private static let order: [Question] =
    [.kind, .times, .place, .topic, .materials] + AgeBand.allCases.map { .heads($0) } + [.heads(nil), .people]

  enum Action: String { case answerEvent, back, keepEvent }

  /// The last weeks' calendar is looked at for a line that this event carries out.
  static func opening(_ now: Moment) -> [Effect] {
    [
      .people(
        .load(
          [.plan, .event], from: Day(daysSince1970: now.day.daysSince1970 - UnitMonth.planAhead), through: now.day))
    ]
  }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.events))
    switch question {
    case .kind:
      content.texts = [TextBlock(desk.say(Phrase.chooseKind), .title)]
      content.list = ListContent(
        Phrase.choose, EventKind.allCases.map { Row(desk.say(Phrase.eventKind($0)), id: $0.rawValue) })
    case .people:
      content.texts = [TextBlock(desk.say(Phrase.eventPeople), .title)]
      content.head = [HeadLine(summary(desk), .good)]
      content.list = ListContent(
        Phrase.choose,
        desk.volunteers.map { person in
          let isIn = facts.people.contains(person.code)
          return Row(
            desk.mark(isIn ? .done : .open) + " " + person.name, detail: person.code.rawValue,
            role: isIn ? .good : .text, id: person.code.rawValue)
        }, empty: Phrase.noVolunteers)
    case .times: ask(Phrase.eventTimes(desk.now.day), &content, desk)
    case .place: ask(Phrase.eventPlace, &content, desk)
    case .topic: ask(Phrase.eventTopic, &content, desk)
    case .materials: ask(Phrase.eventMaterials, &content, desk)
    case .heads(let band):
      ask(Phrase.headsOf(band), &content, desk)
      content.field = FieldContent(.numbers, limit: 6)
    }
    return content
  }

  private func ask(_ question: LocalText, _ content: inout ScreenContent, _ desk: Desk) {
    content.texts = [TextBlock(desk.say(question), .title)]
    content.field = FieldContent(.words)
  }

  private func summary(_ desk: Desk) -> String {
    "\(desk.say(Phrase.eventKind(facts.what))) · \(Numbers.date(facts.day)) · "
      + desk.say(Phrase.heads(facts.heads.reduce(0) { $0 + $1.count }))
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    switch question {
    case .kind: []
    case .people:
      [
        Command("x", .keepEvent, Phrase.keepEvent, deliberate: true),
        Command([.backTab], .back, Phrase.back, hint: false),
      ]
    default: [Command([.enter], .answerEvent, Phrase.confirm), Command([.backTab], .back, Phrase.back, hint: false)]
    }
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .answerEvent:
      if let reason = answer(desk) {
        desk.warn(reason)
      } else {
        go(1)
      }
    case .back: goBack(desk)
    case .keepEvent:
      facts.at = desk.now
      // A line of the calendar on the same day that begins before this ends and ends after it begins.
      facts.plan =
        plans.first {
          $0.facts.what != .shift && !$0.facts.isOff && $0.done == nil && $0.facts.day == facts.day
            && $0.from < facts.to && facts.from < $0.to
        }?.id
      return [.journal(.keep(.event(facts), closing: nil, nil))]
    }
    return []
  }

  private mutating func go(_ step: Int) {
    let place = (Self.order.firstIndex(of: question) ?? 0) + step
    guard Self.order.indices.contains(place) else { return }
    question = Self.order[place]
    switch question {
    case .kind, .people: focus = Focus()
    case .times:
      focus = Focus(
        facts.to > 0 ? "\(Numbers.date(facts.day)) \(clockText(facts.from))-\(clockText(facts.to))" : "")
    case .place: focus = Focus(facts.place ?? "")
    case .topic: focus = Focus(facts.topic)
    case .materials: focus = Focus(facts.materials ?? "")
    case .heads(let band): focus = Focus(facts.heads.first { $0.band == band }.map { "\($0.count)" } ?? "")
    }
  }

  /// Takes what was typed; why it cannot be taken, or nil.
  private mutating func answer(_ desk: Desk) -> LocalText? {
    let words = focus.words
    switch question {
    case .kind, .people: break
    case .times:
      guard let times = desk.dayAndHours(words) else { return Phrase.eventTimesWrong(desk.now.day) }
      guard times.day <= desk.now.day else { return Phrase.eventAhead(times.day) }
      (facts.day, facts.from, facts.to) = times
    case .place:
      if words.isEmpty { return Phrase.eventPlaceWanted }
      facts.place = words
    case .topic:
      if words.isEmpty { return Phrase.eventTopicWanted }
      facts.topic = words
    case .materials: facts.materials = words.isEmpty ? nil : words
    case .heads(let band):
      facts.heads.removeAll { $0.band == band }
      if words.isEmpty { return nil }
      guard let count = Int(words), (0...HeadCount.most).contains(count) else { return Phrase.numberWanted }
      if count > 0 { facts.heads.append(HeadCount(band: band, count: count)) }
    }
    return nil
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    if question == .kind {
      facts.what = EventKind.allCases[row]
      go(1)
    } else {
      let code = desk.volunteers[row].code
      if facts.people.contains(code) {
        facts.people.removeAll { $0 == code }
      } else {
        facts.people.append(code)
      }
    }
    return []
  }

  /// The question before, with its answer; from the first one out.
  mutating func left(_ desk: inout Desk) -> [Effect] {
    guard question != .kind else {
      desk.navigation.pop()
      return []
    }
    goBack(desk)
    return []
  }

  /// What was typed is the answer where it can be one, and stands there when the question comes again.
  private mutating func goBack(_ desk: Desk) {
    if !focus.words.isEmpty { _ = answer(desk) }
    go(-1)
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    switch reply {
    case .people(.loaded(_, _, let bodies)): plans = PlanBook.lines(bodies)
    case .journal(.kept(_, closing: nil)):
      desk.navigation.pop()
      desk.tell(Phrase.eventKept)
    default: break
    }
    return []
  }
}

extension Desk {
  /// What an entry of the unit says, for the journal.
  func unitTexts(_ body: EntryBody) -> [TextBlock] {
    func people(_ codes: [VolunteerCode]) -> TextBlock? {
      codes.isEmpty ? nil : TextBlock(codes.map { name(of: $0) ?? $0.rawValue }.joined(separator: ", "))
    }
    switch body {
    case .shift(let facts):
      let said = facts.said.map { say(Phrase.shiftEndSaid) + ": " + timeText($0) }
      return [
        TextBlock("\(say(Phrase.shift)) · \(say(Phrase.shiftAct(facts.act)))", .title),
        TextBlock("\(name(of: facts.volunteer) ?? "") · \(timeText(facts.at.wallMilliseconds))"),
      ] + [said].compactMap { $0.map { TextBlock($0, .caution) } }
    case .plan(let facts):
      let line = PlanLine(facts)
      let missing = line.missing > 0 ? Phrase.missingPeople(line.missing) : Phrase.enoughPeople
      let state = facts.isOff ? Phrase.calledOff : missing
      return [
        TextBlock("\(say(Phrase.calendarLine)) · \(say(Phrase.planKind(facts.what)))", .title),
        TextBlock(planText(line)), TextBlock(say(state)),
      ] + [people(facts.people)].compactMap(\.self)
    case .event(let facts):
      let heads = facts.heads.map { head in
        TextBlock(
          "\(say(head.band.map(Phrase.age) ?? Phrase.headsUnknown)): \(head.count)", mark: "- ")
      }
      let time =
        "\(Numbers.date(facts.day)) \(clockText(min(max(0, facts.from), 1439)))-\(clockText(min(max(0, facts.to), 1439)))"
      return [TextBlock("\(say(Phrase.groupEvent)) · \(say(Phrase.eventKind(facts.what)))", .title), TextBlock(time)]
        + [facts.place, facts.topic, facts.materials].compactMap { $0.flatMap { $0.isEmpty ? nil : TextBlock($0) } }
        + heads + [people(facts.people)].compactMap(\.self)
    case .petition(let of, let facts):
      return [
        TextBlock(
          "\(say(Phrase.petitionStep)) \(of.incarnation).\(of.sequence): \(say(Phrase.petitionAct(facts.act)))", .title)
      ]
        + [facts.number, facts.reason.map { say(Phrase.closing($0)) }, facts.words].compactMap {
          $0.map { TextBlock($0) }
        }
    case .shiftAnswer(let facts):
      return [
        TextBlock("\(say(Phrase.shiftAnswer)) · \(say(Phrase.matter(facts.question.matter)))", .title),
        TextBlock(
          [say(Phrase.shiftVerdict(facts.verdict)), name(of: facts.by), timeText(facts.at.wallMilliseconds)]
            .compactMap(\.self).joined(separator: " · ")),
      ]
    case .session, .count, .quickHelp, .cancelled, .amendment, .followUpClosed, .erasure: return []
    }
  }

  mutating func openEvent() -> [Effect] {
    navigation.push(EventScreen(by: volunteer, unit: unit?.code, now: now))
    return EventScreen.opening(now)
  }
}
