import DeskPorts
import Journal
import People
import Phrases
import Protocol
import TerminalUI

/// For a lead: who was barred from a desk of the unit, and let in again.
struct UnitPeopleScreen: Screen {
  var focus = Focus()
  let device: DeviceID

  enum Action: String { case barPerson }

  private func standings(_ desk: Desk) -> [PersonStanding] {
    (desk.exchange.overview?.unitStandings ?? []).filter { $0.device == device }
  }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.peopleOfDesk) + " · " + desk.name(of: device))
    content.texts = [TextBlock(desk.say(Phrase.barWords), .muted)]
    content.list = ListContent(
      Phrase.change,
      standings(desk).map { standing in
        Row(
          standing.volunteer.rawValue,
          detail: desk.say(standing.isBarred ? Phrase.isBarred : Phrase.isLetIn) + " · " + desk.timeText(standing.time),
          role: standing.isBarred ? .caution : .text, id: standing.volunteer.rawValue)
      }, empty: Phrase.nobodyBarred)
    content.list?.isDeliberate = true
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [Command("t", .barPerson, Phrase.barPerson, disabled: desk.refusal(.barPerson))]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .barPerson: desk.navigation.push(BarPersonScreen(device: device))
    }
    return []
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let standing = standings(desk)[row]
    return desk.setStanding(of: standing.volunteer, at: device, isBarred: !standing.isBarred)
  }
}

/// The code of whoever is not to help at a desk any more.
struct BarPersonScreen: Screen {
  var focus = Focus()
  let device: DeviceID

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.peopleOfDesk) + " · " + desk.name(of: device))
    content.texts = [TextBlock(desk.say(Phrase.barWhom), .title), TextBlock(desk.say(Phrase.barWords), .muted)]
    content.field = FieldContent(.numbers, limit: 8)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [Command([.enter], .submit, Phrase.confirm, deliberate: true)]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit:
      guard let code = VolunteerCode(typed: focus.words) else {
        desk.warn(Phrase.notAPersonsCode)
        return []
      }
      desk.navigation.pop()
      return desk.setStanding(of: code, at: device, isBarred: true)
    }
  }
}

extension Desk {
  /// Says whether somebody may help at a desk of the unit, later than whatever was said of them before.
  fileprivate mutating func setStanding(
    of volunteer: VolunteerCode, at device: DeviceID, isBarred: Bool
  ) -> [Effect] {
    guard allows(.barPerson) else { return [] }
    let known = exchange.overview?.unitStandings.first { $0.device == device && $0.volunteer == volunteer }
    // A clock that is far ahead somewhere keeps nobody from a newer word.
    let time = max(now.wallMilliseconds, Limits.behind(known?.time))
    tell(Phrase.standingGoesNext)
    return [
      .exchange(
        .say(LeadAct(PersonStanding(device: device, volunteer: volunteer, isBarred: isBarred, time: time))))
    ]
  }
}
