import Checklists
import DeskPorts
import Journal
import People
import Phrases
import Protocol
import TerminalUI

/// The lead's queue of petitions: open ones first, each with its days and what became of it. Where this laptop holds copies of
/// the unit's journals, those of the other desks stand among them: what the lead does with one goes to its desk, which writes
/// it down.
struct PetitionsScreen: Screen {
  var focus = Focus()
  private var own: [KeptBody] = []
  private var copied: [KeptBody] = []
  private var cases: [PetitionCase] = []
  /// Those of other desks.
  private var foreign: Set<EntryID> = []

  enum Action: String { case forwardPetition, answerPetition, closePetition, reopenPetition, saveOpen311 }

  /// How far back petitions are looked for, in days: of this desk, and of the unit's other ones.
  static let reach = 400
  private static let reachOfOthers = 100

  static func load(_ desk: Desk) -> [Effect] {
    func day(_ ahead: Int) -> Day { Day(daysSince1970: desk.now.day.daysSince1970 + ahead) }
    // A clock may have been a day ahead.
    let own = Effect.people(.load([.session, .petition], from: day(-reach), through: day(1)))
    guard !desk.isPractice else { return [own] }
    return [own, .unit(.loadBodies([.session, .petition], from: day(-reachOfOthers), through: day(1)))]
  }

  private mutating func arrange(_ desk: Desk) {
    let known = Set(own.map(\.id))
    let others = PetitionBook.cases(copied.filter { !known.contains($0.id) }, coming: desk.comingSteps)
    let all = PetitionBook.cases(own) + others
    foreign = Set(others.map(\.id))
    cases = all.filter { !$0.isClosed } + all.filter(\.isClosed)
  }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.petitions))
    content.list = ListContent(
      Phrase.open,
      cases.map { one in
        Row(
          "\(Numbers.date(one.said.day)) · \(desk.say(Phrase.topic(one.petition.topic))) · \(one.petition.text)",
          detail: [
            foreign.contains(one.id) ? desk.name(of: one.id.device) : nil, desk.say(Phrase.petitionState(one.state)),
            one.isClosed ? nil : desk.say(Phrase.petitionDays(one.daysOpen(at: desk.now))),
            one.isAwaited ? desk.say(Phrase.petitionAwaited) : nil,
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
    let isElsewhere = foreign.contains(one.id)
    func write(_ act: PetitionAct) {
      desk.navigation.push(PetitionWordsScreen(of: one.id, act: act, from: .lead, isElsewhere: isElsewhere))
    }
    switch action {
    case .forwardPetition: write(.forwarded)
    case .answerPetition: write(.answered)
    case .closePetition: desk.navigation.push(PetitionClosingScreen(of: one.id, isElsewhere: isElsewhere))
    case .reopenPetition: write(.reopened)
    case .saveOpen311: break
    }
    return []
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let one = cases[row]
    return [foreign.contains(one.id) ? .unit(.loadDetail(row: one.row)) : .journal(.loadDetail(row: one.row))]
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    switch reply {
    case .people(.loaded(_, _, let bodies)):
      own = bodies
      arrange(desk)
    case .unit(.bodies(let bodies)):
      copied = bodies
      arrange(desk)
    case .exchange(.overview): arrange(desk)
    case .unit(.detail(let detail)): return desk.open(detail, scope: .unit)
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
  private let isElsewhere: Bool

  /// - Parameter isElsewhere: Another desk of the unit is to write it down.
  init(of: EntryID, act: PetitionAct, from: PetitionVoice, isElsewhere: Bool = false) {
    self.of = of
    self.act = act
    self.from = from
    self.isElsewhere = isElsewhere
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
      guard let clean = PetitionStep.clean(words) else {
        desk.warn(Phrase.notAMarkNote)
        return []
      }
      facts.words = clean.isEmpty ? nil : clean
    }
    return desk.write(facts, on: of, isElsewhere: isElsewhere)
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] { desk.petitionKept(reply) }
}

/// Why a petition is closed: six reasons, of which one is that it was solved.
struct PetitionClosingScreen: Screen {
  var focus = Focus(row: nil)
  private let of: EntryID
  private let isElsewhere: Bool

  init(of: EntryID, isElsewhere: Bool) {
    self.of = of
    self.isElsewhere = isElsewhere
  }

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
    return desk.write(facts, on: of, isElsewhere: isElsewhere)
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] { desk.petitionKept(reply) }
}

extension Desk {
  /// A step is kept: what lies below shows it.
  mutating func petitionKept(_ reply: Reply) -> [Effect] {
    guard case .journal(.kept(_, closing: nil)) = reply else { return [] }
    navigation.pop()
    tell(Phrase.petitionKept)
    let overdue = [countOverdue]
    if let entry = navigation.top as? EntryScreen { return overdue + petition(of: entry.detail) }
    return overdue + (navigation.top is PetitionsScreen ? PetitionsScreen.load(self) : [])
  }

  /// A step is kept here; one on a petition of another desk goes to that desk, later than whatever was said of it before.
  fileprivate mutating func write(
    _ facts: PetitionStepFacts, on petition: EntryID, isElsewhere: Bool
  ) -> [Effect] {
    guard isElsewhere else { return [.journal(.keep(.petition(of: petition, facts), closing: nil, nil))] }
    let known = exchange.overview?.petitions.last { $0.entry == petition }
    let step = PetitionStep(
      entry: petition, step: facts.act, number: facts.number, reason: facts.reason, words: facts.words,
      time: max(now.wallMilliseconds, Limits.behind(known?.time)))
    navigation.pop()
    tell(Phrase.petitionGoesNext)
    return [.exchange(.say(LeadAct(step)))]
  }

  mutating func openPetitions() -> [Effect] {
    navigation.push(PetitionsScreen())
    return PetitionsScreen.load(self)
  }

  /// Leads' steps on petitions of the unit's other desks, in the order in which they were said.
  var comingSteps: [ComingStep] {
    guard !isPractice, let overview = exchange.overview else { return [] }
    return overview.petitions.map { step in
      let said = Moment(
        wallMilliseconds: step.time, offsetMinutes: now.offsetMinutes, boot: "", monotonicMilliseconds: 0)
      return ComingStep(step.entry, step.facts(at: said))
    }
  }

  var countOverdue: Effect { .people(.countOverdue(at: now, coming: comingSteps)) }
}
