import Checklists
import Journal
import Phrases
import TerminalUI

/// Turned to the citizen: large digits with words beneath.
struct SatisfactionScreen: OptionalPlace {
  typealias Action = OptionalAction
  var focus = Focus()
  var place: Place { .satisfaction }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    content.texts = [TextBlock(desk.say(Phrase.askSatisfaction), .title)]
    content.list = list((1...5).map { Row(desk.say(Phrase.satisfaction($0)), id: "\($0)") }, desk)
    guard desk.size.rows >= 18 else { return content }
    let (chosen, symbols) = (focus.row, desk.capabilities.hasSymbols)
    content.drawing = Drawing(rows: 6) { area, frame in
      let step = max(7, min(12, area.columns / 5))
      for value in 1...5 {
        let column = area.column + (value - 1) * step
        BigText.draw(
          "\(value)", column: column, row: area.row + 1, of: &frame, role: chosen == value ? .accent : .text,
          hasSymbols: symbols)
        frame.click(Rect(column: column, row: area.row + 1, columns: 6, rows: 5), .row(value))
      }
    }
    return content
  }

  func answer(_ row: Int?, _ desk: Desk) -> SessionEvent { .satisfactionGiven(row.map { $0 + 1 }, at: desk.now) }
}
