import Journal
import People
import Phrases
import TerminalUI

/// One person: role, PIN, whether they still help here.
struct PersonScreen: Screen {
  var focus = Focus()
  let person: Volunteer

  init(person: Volunteer) { self.person = person }

  private enum Item: String, CaseIterable { case role, pin, helps }

  enum Action: String { case roleTable }

  func content(_ desk: Desk) -> ScreenContent {
    let record = desk.record(of: person.code)
    var content = ScreenContent(title: desk.say(Phrase.person))
    content.head = [HeadLine("\(person.name) · \(person.code.rawValue)", .title)]
    content.list = ListContent(
      Phrase.change,
      Item.allCases.map { item in
        let (name, value) =
          switch item {
          case .role: (Phrase.roleLabel, Phrase.role(record.role))
          case .pin: (Phrase.pinLabel, record.pin == nil ? Phrase.pinNotSet : Phrase.pinSet)
          case .helps: (Phrase.stillHelps, record.isOff ? Phrase.no : Phrase.yes)
          }
        return Row(desk.say(name), detail: desk.say(value), id: item.rawValue)
      })
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command("b", .roleTable, Phrase.roleTable)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .roleTable: desk.navigation.push(RoleTableScreen())
    }
    return []
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let record = desk.record(of: person.code)
    switch Item.allCases[row] {
    case .role:
      guard desk.allows(.changePerson) else { return [] }
      let roles = DeskRole.allCases
      let next = roles[((roles.firstIndex(of: record.role) ?? 0) + 1) % roles.count]
      return [.people(.setRole(person.code, next))]
    case .helps:
      guard desk.allows(.changePerson) else { return [] }
      return [.people(.setOff(person.code, !record.isOff))]
    case .pin: return changePIN(&desk)
    }
  }

  /// One's own PIN is changed at once; another's by a lead who shows again who they are.
  private func changePIN(_ desk: inout Desk) -> [Effect] {
    let isOwn = person.code == desk.volunteer
    if isOwn || !desk.people.usesPINs {
      desk.navigation.push(NewPINScreen(person: person))
    } else if desk.allows(.resetPIN), let lead = desk.volunteers.first(where: { $0.code == desk.volunteer }) {
      desk.navigation.push(PINScreen(person: lead, purpose: .reset(person)))
    }
    return []
  }
}

/// Who may do what, from the table that the desk obeys.
struct RoleTableScreen: Screen {
  var focus = Focus()

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.roleTable))
    content.texts =
      [TextBlock(desk.say(Phrase.roleTableWords), .muted), .gap]
      + DeskAct.allCases.map { act in
        let roles = RoleTable.roles(for: act)
        let who =
          roles == DeskRole.allCases
          ? desk.say(Phrase.everybody) : roles.map { desk.say(Phrase.role($0)) }.joined(separator: ", ")
        return TextBlock("\(desk.say(Phrase.act(act))): \(who)", mark: "- ")
      }
    return content
  }
}

/// PINs of the desk, one-time codes, and when the screen locks.
struct PeopleSettingsScreen: Screen {
  var focus = Focus()
  private var codes: [String] = []

  private enum Item: String, CaseIterable { case pins, lock, codes, sharesCodes, table }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.peopleAndLock))
    if !codes.isEmpty {
      content.texts = [TextBlock(desk.say(Phrase.pinCodesShown), .caution), .gap]
      content.texts += codes.enumerated().map { number, code in
        TextBlock("\(number + 1).  \(code.prefix(4)) \(code.suffix(4))", .title)
      }
      return content
    }
    content.list = ListContent(
      Phrase.change,
      Item.allCases.map { item in
        let (name, value): (String, String) =
          switch item {
          case .pins:
            (
              desk.say(Phrase.usesPINs),
              desk.say(
                desk.people.usesPINs ? Phrase.yes : desk.people.wantsPINs ? Phrase.pinsOnceLead : Phrase.no)
            )
          case .lock:
            (
              desk.say(Phrase.lockAfter),
              desk.say(desk.people.lockMinutes.map(Phrase.lockMinutes) ?? Phrase.lockNever)
            )
          case .codes: (desk.say(Phrase.newPINCodes), "")
          case .sharesCodes:
            (desk.say(Phrase.sharesCodes), desk.say(desk.people.sharesCodes ? Phrase.yes : Phrase.no))
          case .table: (desk.say(Phrase.roleTable), "")
          }
        return Row(name, detail: value, id: item.rawValue)
      })
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let item = Item.allCases[row]
    if item == .table {
      desk.navigation.push(RoleTableScreen())
      return []
    }
    guard desk.allows(.lockAndPINs) else { return [] }
    switch item {
    case .pins:
      let own = desk.record(of: desk.volunteer)
      if desk.people.wantsPINs {
        desk.people.wantsPINs = false
        return [.journal(.set(key: PeopleState.pinsSetting, value: "off"))]
      }
      guard desk.people.usesPINs || (own.role == .lead && own.pin != nil) else {
        desk.warn(Phrase.needsLead)
        return []
      }
      desk.people.usesPINs.toggle()
      if desk.people.usesPINs, desk.people.lockMinutes == nil { desk.people.lockMinutes = PeopleState.usualLock }
      return [
        .journal(.set(key: PeopleState.pinsSetting, value: desk.people.usesPINs ? "on" : "off")), keepLock(desk),
      ]
    case .lock:
      let choices = PeopleState.lockChoices
      let place = choices.firstIndex(of: desk.people.lockMinutes) ?? choices.count - 1
      desk.people.lockMinutes = choices[(place + 1) % choices.count]
      return [keepLock(desk)]
    case .codes: return [.people(.makeCodes)]
    case .sharesCodes:
      desk.people.sharesCodes.toggle()
      return [.journal(.set(key: PeopleState.codesSetting, value: desk.people.sharesCodes ? "shared" : "own"))]
    case .table: return []
    }
  }

  private func keepLock(_ desk: Desk) -> Effect {
    .journal(.set(key: PeopleState.lockSetting, value: desk.people.lockMinutes.map { "\($0)" } ?? "never"))
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    if case .people(.codes(let codes)) = reply { self.codes = codes }
    return []
  }
}
