import Checklists
import Journal
import Phrases
import TerminalUI

/// What a locked desk shows: how to call a volunteer, and the time. Nothing of what lies behind it.
struct LockScreen: Screen {
  var focus = Focus(row: nil)

  enum Action: String { case unlock }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: "")
    let lines = [
      (desk.say(Phrase.locked), Role.title), ("", .text), (desk.say(Phrase.callVolunteer), .text), ("", .text),
      (clockText(desk.now.minuteOfDay), .title),
    ]
    let words = [TextBlock(desk.say(Phrase.locked)), TextBlock(desk.say(Phrase.callVolunteer))]
    content.drawing = Drawing(covers: true, words: words) { area, frame in
      let broken = lines.flatMap { text, role in
        (text.isEmpty ? [""] : wrapped(text, columns: max(1, area.columns - 2))).map { ($0, role) }
      }
      let top = area.row + max(0, (area.rows - broken.count) / 2)
      for (index, (text, role)) in broken.prefix(area.rows).enumerated() {
        let column = area.column + max(0, (area.columns - displayWidth(text)) / 2)
        frame.put(text, column: column, row: top + index, role: role)
      }
    }
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [Command([.enter, .character(" "), .escape], .unlock, Phrase.unlock)]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .unlock: return opened(&desk)
    }
  }

  /// Without PINs one key opens; with them the person at the desk shows who they are.
  private func opened(_ desk: inout Desk) -> [Effect] {
    guard desk.people.usesPINs else {
      desk.unlock()
      return []
    }
    if let person = desk.volunteers.first(where: { $0.code == desk.volunteer }) {
      desk.navigation.push(PINScreen(person: person, purpose: .enter))
    } else {
      desk.navigation.push(VolunteersScreen())
    }
    return []
  }

  mutating func left(_ desk: inout Desk) -> [Effect] { opened(&desk) }
}
