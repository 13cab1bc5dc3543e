import Checklists
package import Journal
import Phrases
import TerminalUI

/// Everything that can be done on the screen below, searched without accents; Enter runs it.
package struct Actions: Equatable, Sendable {
  package var field = Field()
  package var selection = 0
}

extension Desk {
  /// The desk as it is without the list of actions on top.
  private var below: Desk {
    var desk = self
    desk.screens.removeLast()
    return desk
  }

  func found(_ actions: Actions) -> [Binding] {
    below.bindings.filter { binding in
      binding.act != .help && matches([binding.label.vi, binding.label.en], actions.field.text)
    }
  }

  var actionBindings: [Binding] { [Binding([.enter], .choose, Phrase.run)] }

  mutating func performActions(_ act: Act, _ actions: Actions) -> [Effect] {
    switch act {
    case .out: return goOut()
    case .chooseDigit(let digit):
      let (effects, found) = selectDigit(digit)
      guard found, case .actions(let actions) = screens.last else { return effects }
      return effects + performActions(.choose, actions)
    case .choose:
      let all = found(actions)
      guard all.indices.contains(actions.selection) else { return [] }
      screens.removeLast()
      let binding = all[actions.selection]
      if let reason = binding.disabled {
        warn(reason)
        return []
      }
      return perform(binding.act)
    default: return []
    }
  }

  func drawActions(_ actions: Actions, in frame: inout Frame) {
    drawHeader(say(Phrase.actionsTitle), in: &frame)
    let area = listArea
    frame.put(shortened(say(Phrase.actionsWords), columns: area.columns), column: 1, row: 1, role: .muted)
    drawField(actions.field.text, cursor: actions.field.cursor, in: area, of: &frame)
    let rows = found(actions).map { binding in
      ListRow(
        say(binding.label) + (binding.disabled.map { " (\(say($0)))" } ?? ""),
        detail: binding.keys.prefix(2).map(\.label).joined(separator: ", "),
        role: binding.disabled == nil ? .text : .muted)
    }
    drawList(rows, selection: actions.selection, in: area.from(2), of: &frame)
  }
}
