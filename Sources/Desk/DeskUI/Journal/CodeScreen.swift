package import Journal
import Phrases
import TerminalUI

/// Where the citizen's code is typed.
package struct CodeScreen: Equatable, Sendable {
  package var field = Field()
}

/// Promised follow-ups, soonest first.
package struct FollowUpList: Equatable, Sendable {
  package var items: [FollowUp] = []
  package var selection = 0
}

extension Desk {
  func codeBindings(_ code: CodeScreen) -> [Binding] { [Binding([.enter], .submit, Phrase.findCode)] }

  mutating func performCode(_ act: Act, _ code: CodeScreen) -> [Effect] {
    switch act {
    case .out: goOut()
    case .submit: [.find(code: code.field.text)]
    default: []
    }
  }

  func drawCode(_ code: CodeScreen, in frame: inout Frame) {
    drawHeader(say(Phrase.findCode), in: &frame)
    let area = listArea
    frame.put(say(Phrase.codeTitle), column: 1, row: area.row, role: .title)
    frame.put(shortened(say(Phrase.codeWords), columns: area.columns), column: 1, row: area.row + 1, role: .muted)
    drawField(code.field.text, cursor: code.field.cursor, in: area.from(3), of: &frame)
  }

  func followUpBindings(_ list: FollowUpList) -> [Binding] {
    let none = list.items.isEmpty ? Phrase.noFollowUps : nil
    return [
      Binding([.enter], .choose, Phrase.open, disabled: none),
      Binding("h", .closeFollowUp, Phrase.closeFollowUp, disabled: none),
    ]
  }

  mutating func performFollowUps(_ act: Act, _ list: FollowUpList) -> [Effect] {
    switch act {
    case .out: return goOut()
    case .chooseDigit(let digit):
      let (effects, found) = selectDigit(digit)
      guard found, case .followUps(let list) = screens.last else { return effects }
      return effects + performFollowUps(.choose, list)
    case .choose:
      guard list.items.indices.contains(list.selection) else { return [] }
      return [.loadDetail(row: list.items[list.selection].entry.row)]
    case .closeFollowUp:
      guard list.items.indices.contains(list.selection) else { return [] }
      return [.closeFollowUp(row: list.items[list.selection].entry.row, by: volunteer, at: now)]
    default: return []
    }
  }

  func drawFollowUps(_ list: FollowUpList, in frame: inout Frame) {
    drawHeader(say(Phrase.followUps), in: &frame)
    if list.items.isEmpty {
      frame.put(say(Phrase.noFollowUps), column: 1, row: listArea.row, role: .muted)
    }
    let rows = list.items.map { item in
      let due = item.contact.due
      return ListRow(
        [item.contact.name, item.contact.phone, item.contact.appointment].filter { !$0.isEmpty }.joined(
          separator: " · "),
        detail: due.map { say(Phrase.due) + " " + Numbers.date($0) } ?? say(Phrase.dueUnknown),
        role: due.map { $0 <= now.day } == true ? .caution : .text)
    }
    drawList(rows, selection: list.selection, in: listArea, of: &frame)
  }
}
