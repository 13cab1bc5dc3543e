package import Checklists
import DeskPorts
package import Journal
package import People
import Phrases
import Protocol
import TerminalUI

/// Who the people are at this desk, and whether it is locked.
package struct PeopleState: Sendable {
  package var records: [VolunteerCode: PersonRecord] = [:]
  /// People of this desk of whom the unit's leads say that they may not help at it.
  package var barred: Set<VolunteerCode> = []
  /// Whether people show by a PIN who they are.
  package var usesPINs = false
  /// Whether they shall as soon as a lead has a PIN: until then nobody could let anybody in.
  package var wantsPINs = false
  /// Minutes without a key after which the screen locks; nil for never.
  package var lockMinutes: Int?
  /// When somebody last did something.
  package var touched: Moment?
  /// Whether it was asked since the start which shift was left without an end.
  package var askedForgotten = false
  /// Petitions that are open beyond their term.
  package var overduePetitions = 0
  /// Whether a code is the same person's at all desks of the unit.
  package var sharesCodes = false
  /// Whether the screen locks once the practice journal is closed.
  package var locksAfterPractice = false

  package static let pinsSetting = "pins"
  /// The value of that setting where a unit asked for PINs and no lead has one yet.
  package static let pinsWanted = "wanted"
  /// The codes of ``barred``, with blanks between them.
  static let barredSetting = "barred"
  /// `shared` where ``sharesCodes``.
  static let codesSetting = "codes"
  static let lockSetting = "lock-minutes"
  /// Minutes after which a desk with PINs locks where nothing else is said.
  static let usualLock = 3
  /// What can be chosen.
  static let lockChoices: [Int?] = [3, 5, 10, nil]

  init() {}

  mutating func readSettings(_ settings: [String: String]) {
    records = PersonRecord.all(in: settings)
    sharesCodes = settings[Self.codesSetting] == "shared"
    barred = Set((settings[Self.barredSetting] ?? "").split(separator: " ").map { VolunteerCode(rawValue: String($0)) })
    usesPINs = settings[Self.pinsSetting] == "on"
    wantsPINs = settings[Self.pinsSetting] == Self.pinsWanted
    lockMinutes =
      settings[Self.lockSetting].map { Int($0).flatMap { (1...120).contains($0) ? $0 : nil } }
      ?? (usesPINs ? Self.usualLock : nil)
  }
}

extension Desk {
  func record(of code: VolunteerCode?) -> PersonRecord { code.flatMap { people.records[$0] } ?? PersonRecord() }

  /// Why whoever sits here may not do something; nil where they may.
  package func refusal(_ act: DeskAct) -> LocalText? {
    guard people.usesPINs, !RoleTable.allows(act, record(of: volunteer).role) else { return nil }
    return Phrase.refused(act)
  }

  /// Says why an act is refused; true where it may go on.
  mutating func allows(_ act: DeskAct) -> Bool {
    guard let reason = refusal(act) else { return true }
    warn(reason)
    return false
  }

  var isLocked: Bool { navigation.places.contains { $0.screen is LockScreen } }

  /// Lays the lock over whatever is open; everything stays as it is behind it.
  mutating func lock() -> [Effect] {
    guard !isLocked else { return [] }
    if isPractice, people.usesPINs {
      // Practice knows no PINs: the journal that counts comes back first.
      people.locksAfterPractice = true
      return [.desk(.openPractice(false))]
    }
    message = nil
    navigation.push(LockScreen())
    return [.desk(.clear)]
  }

  /// Takes the lock and what lies on it away.
  mutating func unlock() {
    while isLocked { navigation.pop() }
    people.touched = now
  }

  /// Locks once nobody has touched the desk for as long as the setting says. What lies on a lock, names and PINs, goes
  /// back to it much sooner.
  mutating func lockIfIdle() -> [Effect] {
    if isLocked {
      guard !(navigation.top is LockScreen), let touched = people.touched,
        now.milliseconds(since: touched) >= Self.lockPatience
      else { return [] }
      while !(navigation.top is LockScreen) { navigation.pop() }
      message = nil
      return [.desk(.clear)]
    }
    guard let minutes = people.lockMinutes, let touched = people.touched else {
      people.touched = people.touched ?? now
      return []
    }
    return now.milliseconds(since: touched) >= Int64(minutes) * 60_000 ? lock() : []
  }

  private static let lockPatience: Int64 = 30_000

  /// This person is at the desk now: at once, or behind the PIN.
  mutating func change(to person: Volunteer) -> [Effect] {
    if record(of: person.code).isOff {
      warn(Phrase.personIsOff)
      return []
    }
    if isBarred(person.code) {
      warn(Phrase.personIsBarred)
      return []
    }
    // PINs are of the journal that counts.
    guard people.usesPINs, !isPractice else { return arrived(person) }
    navigation.push(PINScreen(person: person, purpose: .enter))
    return []
  }

  /// This person was let in.
  mutating func arrived(_ person: Volunteer) -> [Effect] {
    if isLocked {
      unlock()
    } else {
      navigation.pop()
    }
    // Asked at once where nothing else is in front, else with the next look at the first screen.
    people.askedForgotten = navigation.isHome
    return helps(person) + (navigation.isHome ? [.people(.findForgotten(person.code, at: now))] : [])
  }

  /// Whether the unit's leads bar a person from this desk. Its own leads are not barred from elsewhere, so that nobody can
  /// shut everybody out of it.
  func isBarred(_ code: VolunteerCode) -> Bool {
    !isPractice && people.barred.contains(code) && record(of: code).role != .lead
  }

  /// Takes what leads say of the people of this desk. Whoever may not help any more is no longer at it; the citizen in front
  /// waits, and all that was written stays.
  mutating func takeStandings(_ standings: [PersonStanding]) -> [Effect] {
    guard !isPractice else { return [] }
    let barred = Set(standings.filter(\.isBarred).map(\.volunteer))
    var effects: [Effect] = []
    if barred != people.barred {
      people.barred = barred
      let codes = barred.map(\.rawValue).sorted().joined(separator: " ")
      effects.append(.journal(.set(key: PeopleState.barredSetting, value: codes)))
    }
    return effects + sendAwayBarred()
  }

  private mutating func sendAwayBarred() -> [Effect] {
    guard let code = volunteer, isBarred(code) else { return [] }
    let wasLocked = isLocked
    var effects: [Effect] = []
    if let live {
      effects += putAside(as: live.session.nickname)
    } else {
      navigation.popToHome()
    }
    let words = Phrase.barredNow(name(of: code) ?? code.rawValue)
    volunteer = nil
    effects.append(.journal(.set(key: "volunteer", value: "")))
    // Where PINs say who sits here, nobody does now.
    if wasLocked || people.usesPINs { return effects + lock() }
    navigation.push(VolunteersScreen())
    warn(words)
    return effects
  }

  /// Switches PINs on where the unit asked for them and the lead who sits here has one now.
  private mutating func beginPINs() -> [Effect] {
    let own = record(of: volunteer)
    guard people.wantsPINs, !isPractice, own.role == .lead, own.pin != nil else { return [] }
    (people.wantsPINs, people.usesPINs) = (false, true)
    people.lockMinutes = people.lockMinutes ?? PeopleState.usualLock
    tell(Phrase.pinsBegin)
    return [.journal(.set(key: PeopleState.pinsSetting, value: "on"))]
  }

  mutating func replied(_ reply: PeopleReply) -> [Effect] {
    switch reply {
    case .records(let records):
      people.records = records
      return beginPINs()
    case .pinSet: return [.people(.loadRecords)]
    case .forgotten(let shift):
      if let shift, !isLocked, navigation.isHome { navigation.push(ForgottenShiftScreen(shift: shift)) }
    case .overdue(let count): people.overduePetitions = count
    case .failed(_, let problem): warn(Phrase.sentence(problem))
    // Whoever asked is in front.
    case .checked, .codeUsed, .codes, .loaded, .unitShifts, .certified, .saved: break
    }
    return []
  }
}
