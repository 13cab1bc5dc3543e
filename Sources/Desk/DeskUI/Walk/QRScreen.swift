import Checklists
import DeskPorts
import Journal
import Phrases
import QRCode
import TerminalUI

/// The link of a step as a QR code, with its domain in words; beside it where the terminal is too low for that.
struct QRScreen: Screen {
  var focus = Focus()
  let step: StepID

  enum Action: String { case close }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    guard let link = desk.live?.checklist.step(step)?.links.first else { return content }
    let words = desk.say(link.label) + " · " + link.host
    content.head = [HeadLine(words, .title)]
    content.panel = nil
    guard let code = QRCode(link.address) else { return content }
    let symbols = desk.capabilities.hasSymbols
    let safety = content.safety.map { wrapped("! " + $0, columns: desk.size.columns - 2) } ?? []
    // What is left under bar and words, above safety line, message and hints.
    let room = Size(columns: desk.size.columns, rows: desk.size.rows - 4 - safety.count)
    let beside = Size(columns: desk.size.columns - 18, rows: desk.size.rows - 1)
    if let quiet = code.fittingQuiet(in: room, hasSymbols: symbols) {
      content.drawing = Drawing(words: [TextBlock(link.address)]) { area, frame in
        let needed = code.size(hasSymbols: symbols, quiet: quiet)
        let column = (frame.size.columns - needed.columns) / 2
        code.draw(into: &frame, column: column, row: area.row, hasSymbols: symbols, quiet: quiet)
      }
    } else if let quiet = code.fittingQuiet(in: beside, hasSymbols: symbols) {
      let line = content.safety
      content.drawing = Drawing(covers: true, words: [TextBlock(link.address)]) { area, frame in
        let needed = code.size(hasSymbols: symbols, quiet: quiet)
        code.draw(into: &frame, column: 0, row: 0, hasSymbols: symbols, quiet: quiet)
        let side = Rect(
          column: needed.columns + 1, row: 1, columns: area.columns - needed.columns - 1, rows: area.rows - 1)
        let used = drawText(words, in: side, of: &frame, role: .title)
        if let line { drawText("! " + line, in: side.from(used + 1), of: &frame, role: .safety) }
      }
    } else {
      content.texts = [TextBlock(desk.say(Phrase.qrTooSmall) + " " + link.address, .caution)]
    }
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .close, Phrase.out)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .close:
      desk.navigation.pop()
      return []
    }
  }
}
