import Checklists
import Journal
import People
import Phrases
import TerminalUI

/// The lead's queue of petitions: open ones first, each with its days and what became of it.
struct PetitionsScreen: Screen {
  var focus = Focus()
  private var cases: [PetitionCase] = []

  enum Action: String { case forwardPetition, answerPetition, closePetition, reopenPetition, saveOpen311 }

  /// How far back petitions are looked for, in days.
  static let reach = 400

  static func load(_ now: Moment) -> [Effect] {
    // A clock may have been a day ahead.
    let (first, last) = (now.day.daysSince1970 - reach, now.day.daysSince1970 + 1)
    return [
      .people(.load([.session, .petition], from: Day(daysSince1970: first), through: Day(daysSince1970: last)))
    ]
  }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.petitions))
    content.list = ListContent(
      Phrase.open,
      cases.map { one in
        Row(
          "\(Numbers.date(one.said.day)) · \(desk.say(Phrase.topic(one.petition.topic))) · \(one.petition.text)",
          detail: [
            desk.say(Phrase.petitionState(one.state)),
            one.isClosed ? nil : desk.say(Phrase.petitionDays(one.daysOpen(at: desk.now))),
          ].compactMap(\.self).joined(separator: " · "),
          role: one.isClosed ? .muted : one.isOverdue(at: desk.now) ? .danger : .text)
      }, empty: Phrase.noPetitions)
    if let one = focus.item(of: cases) {
      var notes = [TextBlock([one.number, one.petition.text].compactMap(\.self).joined(separator: " · "))]
      if let answer = one.answer, !answer.isEmpty { notes.append(TextBlock(answer, .good)) }
      content.notes = Notes(notes, rows: 2, rule: true)
    }
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    let one = focus.item(of: cases)
    let refused = one == nil ? Phrase.noPetitions : desk.refusal(.petitions)
    let closed = one?.isClosed == true ? Phrase.petitionIsClosed : nil
    return [
      Command("c", .forwardPetition, Phrase.forwardPetition, disabled: refused ?? closed),
      Command("t", .answerPetition, Phrase.answerPetition, disabled: refused ?? closed),
      Command("d", .closePetition, Phrase.closePetition, disabled: refused ?? closed),
      Command(
        "m", .reopenPetition, Phrase.reopenPetition,
        disabled: refused ?? (one?.isClosed == true ? nil : Phrase.petitionIsOpen)),
      Command(
        "o", .saveOpen311, Phrase.saveOpen311,
        disabled: cases.isEmpty ? Phrase.noPetitions : desk.refusal(.petitions), hint: false),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    if action == .saveOpen311 {
      let unit = desk.unit
      let text = Open311.json(
        cases,
        address: { code in
          guard let unit, code ?? unit.code == unit.code else { return code ?? "" }
          return "\(unit.name), \(unit.province)"
        },
        reason: { desk.say(Phrase.closing($0)) })
      return [.people(.save(.petitions(desk.now.day), text: text))]
    }
    guard let one = focus.item(of: cases) else { return [] }
    switch action {
    case .forwardPetition: desk.navigation.push(PetitionWordsScreen(of: one.id, act: .forwarded, from: .lead))
    case .answerPetition: desk.navigation.push(PetitionWordsScreen(of: one.id, act: .answered, from: .lead))
    case .closePetition: desk.navigation.push(PetitionClosingScreen(of: one.id))
    case .reopenPetition: desk.navigation.push(PetitionWordsScreen(of: one.id, act: .reopened, from: .lead))
    case .saveOpen311: break
    }
    return []
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] { [.journal(.loadDetail(row: cases[row].row))] }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    switch reply {
    case .people(.loaded(_, _, let bodies)): cases = PetitionBook.cases(bodies)
    case .people(.saved(let path)): desk.tell(Phrase.fileWritten(path))
    case .journal(.detail(let detail)): return desk.open(detail)
    default: break
    }
    return []
  }
}

/// What is written beside a step of a petition: the portal's number, the answer, or why it is opened again.
struct PetitionWordsScreen: Screen {
  var focus = Focus()
  private let of: EntryID
  private let act: PetitionAct
  private let from: PetitionVoice

  init(of: EntryID, act: PetitionAct, from: PetitionVoice) {
    self.of = of
    self.act = act
    self.from = from
  }

  enum Action: String { case keepPetition }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.petitions))
    let question =
      switch act {
      case .forwarded: Phrase.portalNumber
      case .answered: Phrase.answerWords
      case .closed, .reopened: Phrase.reopenWords
      }
    content.texts = [TextBlock(desk.say(question), .title)]
    content.field = FieldContent(act == .forwarded ? .numbers : .words)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .keepPetition, Phrase.confirm)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    var facts = PetitionStepFacts(act: act, from: from, by: desk.volunteer, at: desk.now)
    let words = focus.words
    if act == .forwarded {
      if !words.isEmpty {
        guard let number = PortalNumber(words) else {
          desk.warn(Phrase.portalNumberWrong)
          return []
        }
        facts.number = number.description
      }
    } else {
      facts.words = words.isEmpty ? nil : words
    }
    return [.journal(.keep(.petition(of: of, facts), closing: nil, nil))]
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] { desk.petitionKept(reply) }
}

/// Why a petition is closed: six reasons, of which one is that it was solved.
struct PetitionClosingScreen: Screen {
  var focus = Focus(row: nil)
  private let of: EntryID

  init(of: EntryID) { self.of = of }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.petitions))
    content.texts = [TextBlock(desk.say(Phrase.closeWhy), .title)]
    content.list = ListContent(
      Phrase.closePetition, ClosingReason.allCases.map { Row(desk.say(Phrase.closing($0)), id: $0.rawValue) })
    content.list?.isDeliberate = true
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let facts = PetitionStepFacts(
      act: .closed, from: .lead, reason: ClosingReason.allCases[row], by: desk.volunteer, at: desk.now)
    return [.journal(.keep(.petition(of: of, facts), closing: nil, nil))]
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] { desk.petitionKept(reply) }
}

extension Desk {
  /// A step is kept: what lies below shows it.
  mutating func petitionKept(_ reply: Reply) -> [Effect] {
    guard case .journal(.kept(_, closing: nil)) = reply else { return [] }
    navigation.pop()
    tell(Phrase.petitionKept)
    let overdue = [Effect.people(.countOverdue(at: now))]
    if let entry = navigation.top as? EntryScreen { return overdue + petition(of: entry.detail) }
    return overdue + (navigation.top is PetitionsScreen ? PetitionsScreen.load(now) : [])
  }

  mutating func openPetitions() -> [Effect] {
    navigation.push(PetitionsScreen())
    return PetitionsScreen.load(now)
  }
}
