import DeskPorts
import Journal
import Phrases
import Protocol
import TerminalUI

/// For a lead: the desks of the unit as the hub knows them, and those that only sticks brought so far.
struct UnitDesksScreen: Screen {
  var focus = Focus()

  enum Action: String { case rename, unitJournal, report, followUps, marks }

  func content(_ desk: Desk) -> ScreenContent {
    let all = desk.unitDesks
    var content = ScreenContent(title: desk.say(Phrase.exchange) + " · " + desk.say(Phrase.theDesks))
    content.list = ListContent(Phrase.open, all.map { row($0, desk) }, empty: Phrase.noDesks)
    if let known = focus.item(of: all) { content.notes = Notes(desk.facts(of: known), rows: 6) }
    return content
  }

  private func row(_ known: KnownDesk, _ desk: Desk) -> Row {
    let warnings = desk.warnings(of: known)
    return Row(
      desk.name(of: known.device) + "  " + desk.holding(of: known)
        + (known.device == desk.exchange.overview?.device ? " (" + desk.say(Phrase.thisDesk) + ")" : ""),
      detail: warnings.first.map { desk.mark(.warning) + " " + $0 } ?? known.seen.map { desk.timeText($0) } ?? "",
      role: known.isForked ? .danger : warnings.isEmpty ? .text : .caution, id: known.device.rawValue)
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [
      Command("n", .rename, Phrase.nameDesk, disabled: desk.unitDesks.isEmpty ? Phrase.noDeskChosen : nil),
      Command("j", .unitJournal, Phrase.unitJournal), Command("b", .report, Phrase.unitReport),
      Command("h", .followUps, Phrase.unitFollowUps),
      Command(
        "c", .marks, Phrase.toCorrect,
        disabled: desk.exchange.overview?.asked.isEmpty == false ? nil : Phrase.nothingAsked),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .rename:
      guard let known = focus.item(of: desk.unitDesks) else { return [] }
      desk.navigation.push(DeskNameScreen(known.device, name: known.name))
      return []
    case .unitJournal: return desk.openUnitJournal(of: nil)
    case .followUps:
      desk.navigation.push(UnitFollowUpsScreen())
      return desk.openContacts()
    case .marks: return desk.openMarks(.unit)
    case .report: return desk.openReport(isOfUnit: true)
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.navigation.push(UnitDeskScreen(device: desk.unitDesks[row].device))
    return []
  }
}

/// One desk of the unit with its last exchanges.
struct UnitDeskScreen: Screen {
  var focus = Focus()
  let device: DeviceID

  enum Action: String { case rename, journal, people }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.theDesks) + " · " + desk.name(of: device))
    guard let known = desk.unitDesks.first(where: { $0.device == device }) else { return content }
    content.texts = desk.facts(of: known) + [.gap, TextBlock(desk.say(Phrase.deskExchanges), .title)]
    if known.exchanges.isEmpty { content.texts.append(TextBlock(desk.say(Phrase.neverSeen), .muted)) }
    content.texts += known.exchanges.map { exchange in
      let way = exchange.carrier.map { desk.say(Phrase.byStickOrLead) + ": " + desk.name(of: $0) }
      return TextBlock(
        desk.timeText(exchange.time) + " · " + desk.say(Phrase.journalEntries(exchange.entries)) + " · "
          + (way ?? desk.say(Phrase.byItself)))
    }
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [
      Command("j", .journal, Phrase.journalOfDesk), Command("n", .rename, Phrase.nameDesk),
      Command("v", .people, Phrase.peopleOfDesk),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .journal: return desk.openUnitJournal(of: device)
    case .people:
      desk.navigation.push(UnitPeopleScreen(device: device))
      return []
    case .rename:
      desk.navigation.push(
        DeskNameScreen(device, name: desk.unitDesks.first { $0.device == device }?.name ?? ""))
      return []
    }
  }
}

/// Another name for a desk.
struct DeskNameScreen: Screen {
  var focus: Focus
  let device: DeviceID

  init(_ device: DeviceID, name: String) {
    self.device = device
    focus = Focus(name)
  }

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.theDesks) + " · " + desk.say(Phrase.nameDesk))
    content.head = [HeadLine(device.rawValue)]
    content.field = FieldContent(.words, limit: DeskName.longest)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.confirm)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit:
      guard let name = DeskName.clean(focus.words) else {
        desk.warn(Phrase.notADeskName)
        return []
      }
      desk.navigation.pop()
      desk.tell(Phrase.nameGoesNext)
      return [.exchange(.name(DeskNaming(device: device, name: name)))]
    }
  }
}

/// What is known of one desk of the unit, from the hub or from sticks.
struct KnownDesk: Equatable {
  var device: DeviceID
  var name = ""
  /// Nil where only sticks told of it.
  var role: DeviceRole?
  /// Entries that the hub holds, as far as this laptop knows.
  var held = 0
  /// Entries that sticks brought; nil where none did.
  var carried: Int?
  var quarantined = 0
  /// When it was last heard of; nil where it never was.
  var seen: Int64?
  var isForked = false
  var isRevoked = false
  /// How far its clock is ahead, in milliseconds.
  var skew: Int64 = 0
  var exchanges: [DeskExchange] = []
}

extension Desk {
  /// A clock that is further off is worth a word, in milliseconds.
  private static let largestSkew: Int64 = 300_000

  /// The desks of the unit in the order of their enrolment, then those that only sticks brought.
  var unitDesks: [KnownDesk] {
    let overview = exchange.overview
    let carried = Dictionary(
      (overview?.carried ?? []).map { ($0.device, $0) }, uniquingKeysWith: { first, _ in first })
    let told = (overview?.unit?.desks ?? []).map { desk in
      KnownDesk(
        device: desk.device, name: desk.name, role: desk.role, held: desk.held, carried: carried[desk.device]?.seen,
        quarantined: desk.quarantined, seen: max(desk.seen, carried[desk.device]?.time ?? 0),
        isForked: desk.isForked, isRevoked: desk.isRevoked, skew: desk.skew, exchanges: desk.exchanges)
    }
    let known = Set(told.map(\.device))
    return told
      + (overview?.carried ?? []).filter { !known.contains($0.device) }.map { desk in
        KnownDesk(
          device: desk.device, held: desk.sent, carried: desk.seen, quarantined: desk.quarantined, seen: desk.time,
          isForked: desk.isForked)
      }
  }

  /// What people call a desk of the unit, or the first digits of its name where nobody gave it one.
  func name(of device: DeviceID) -> String {
    (exchange.overview?.unit?.desks ?? []).name(of: device)
  }

  /// How many entries of a desk the hub holds, or how many of those that sticks brought.
  func holding(of known: KnownDesk) -> String {
    guard let carried = known.carried, carried > known.held else {
      return say(known.held == 0 ? Phrase.neverSeen : Phrase.deskHolds(known.held))
    }
    return say(Phrase.deskCounts(seen: carried, sent: known.held))
  }

  /// What needs somebody's eye.
  func warnings(of known: KnownDesk) -> [String] {
    var all: [String] = []
    if known.isForked { all.append(say(Phrase.twoUnderOneName)) }
    if known.isRevoked { all.append(say(Phrase.wasRevoked)) }
    if known.quarantined > 0 { all.append(say(Phrase.apart(known.quarantined))) }
    if known.skew.magnitude > Self.largestSkew.magnitude {
      all.append(say(Phrase.deskClock(seconds: Int(clamping: known.skew / 1000))))
    }
    if let carried = known.carried, carried > known.held, all.isEmpty {
      all.append(say(Phrase.deskCounts(seen: carried, sent: known.held)))
    }
    return all
  }

  /// A desk in some lines.
  func facts(of known: KnownDesk) -> [TextBlock] {
    let role = known.role.map { say(Phrase.role($0)) }
    let seen = known.seen.map { say(Phrase.lastSeen) + " " + timeText($0) }
    let head = [role, String(known.device.rawValue.prefix(8)), seen, holding(of: known)].compactMap(\.self)
    var texts = [TextBlock(head.joined(separator: " · "))]
    if let kinds = exchange.copied[known.device], kinds.total > 0 {
      texts.append(TextBlock(say(Phrase.copyHolds) + ": " + say(Phrase.kinds(kinds)), .muted))
    }
    texts += warnings(of: known).map { TextBlock(mark(.warning) + " " + $0, .caution) }
    if known.isForked { texts.append(TextBlock(say(Phrase.sentence(.forked, count: nil)), .caution)) }
    return texts
  }
}
