import Journal
import People
import Phrases
import TerminalUI

/// Who helps: chosen with one key, and where the unit uses PINs by the PIN.
struct VolunteersScreen: Screen {
  var focus = Focus()

  enum Action: String { case addVolunteer, person }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.whoHelps))
    content.list = ListContent(
      Phrase.choose,
      desk.volunteers.map { person in
        let record = desk.record(of: person.code)
        let isOff = record.isOff || desk.isBarred(person.code)
        let notes = [
          isOff ? desk.say(Phrase.isOff) : nil,
          record.role == .volunteer ? nil : desk.say(Phrase.role(record.role)), person.code.rawValue,
        ]
        return Row(
          person.name, detail: notes.compactMap(\.self).joined(separator: " · "),
          role: isOff ? .muted : person.code == desk.volunteer ? .good : .text, id: person.code.rawValue)
      }, empty: Phrase.noVolunteers)
    return content
  }

  /// On a locked desk one can only say who one is.
  func commands(_ desk: Desk) -> [Command<Action>] {
    if desk.isLocked { return [] }
    return [
      Command("t", .addVolunteer, Phrase.addVolunteer, disabled: desk.refusal(.addPerson)),
      Command("c", .person, Phrase.person, disabled: desk.volunteers.isEmpty ? Phrase.noVolunteers : nil),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .addVolunteer: desk.navigation.push(NewVolunteerScreen())
    case .person: if let person = focus.item(of: desk.volunteers) { desk.navigation.push(PersonScreen(person: person)) }
    }
    return []
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] { desk.change(to: desk.volunteers[row]) }
}
