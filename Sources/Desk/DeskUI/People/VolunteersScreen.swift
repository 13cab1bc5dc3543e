package import Journal
import Phrases
import TerminalUI

/// Who helps: chosen with one key, added on the spot.
package struct VolunteerList: Equatable, Sendable {
  package var selection = 0
  package var isAdding = false
  package var field = Field()
}

extension Desk {
  func volunteerBindings(_ list: VolunteerList) -> [Binding] {
    if list.isAdding { return [Binding([.enter], .submit, Phrase.confirm)] }
    return [
      Binding([.enter], .choose, Phrase.choose, disabled: volunteers.isEmpty ? Phrase.noVolunteers : nil),
      Binding("t", .addVolunteer, Phrase.addVolunteer),
    ]
  }

  mutating func performVolunteers(_ act: Act, _ before: VolunteerList) -> [Effect] {
    var list = before
    switch act {
    case .out:
      guard list.isAdding else { return goOut() }
      list.isAdding = false
    case .addVolunteer:
      list.isAdding = true
      list.field = Field()
    case .submit:
      let name = trimmed(list.field.text)
      list.isAdding = false
      replaceTop(.volunteers(list))
      return name.isEmpty ? [] : [.addVolunteer(name)]
    case .chooseDigit(let digit):
      let (effects, found) = selectDigit(digit)
      guard found, case .volunteers(let list) = screens.last else { return effects }
      return effects + performVolunteers(.choose, list)
    case .choose:
      guard volunteers.indices.contains(list.selection) else { return [] }
      return chosen(volunteers[list.selection])
    default: return []
    }
    replaceTop(.volunteers(list))
    return []
  }

  /// Somebody was added: they help from now on.
  mutating func added(_ volunteer: Volunteer) -> [Effect] { chosen(volunteer) + [.loadVolunteers] }

  private mutating func chosen(_ volunteer: Volunteer) -> [Effect] {
    self.volunteer = volunteer.code
    if case .volunteers = screens.last { screens.removeLast() }
    return [.set(key: "volunteer", value: volunteer.code.rawValue)]
  }

  func drawVolunteers(_ list: VolunteerList, in frame: inout Frame) {
    drawHeader(say(Phrase.whoHelps), in: &frame)
    if list.isAdding {
      frame.put(say(Phrase.volunteerName), column: 1, row: listArea.row, role: .title)
      drawField(list.field.text, cursor: list.field.cursor, in: listArea.from(2), of: &frame)
      return
    }
    if volunteers.isEmpty { drawText(say(Phrase.noVolunteers), in: listArea, of: &frame, role: .muted) }
    let rows = volunteers.map { ListRow($0.name, detail: $0.code.rawValue, role: $0.code == volunteer ? .good : .text) }
    drawList(rows, selection: list.selection, in: listArea, of: &frame)
  }
}
