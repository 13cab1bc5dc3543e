import Checklists
import Journal
import Phrases
import QRCode
import TerminalUI

/// The receipt that the citizen takes home: large letters to copy, and a QR code to photograph.
struct ReceiptScreen: Screen {
  var focus = Focus()
  let code: ReceiptCode

  enum Action: String { case next, print }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.receiptTitle))
    let words = TextBlock(desk.say(Phrase.receiptWords))
    let big = BigText.columns("ABCD")
    let needed = 14 + words.lines(columns: desk.size.columns - 2, withGaps: false).count
    guard desk.size.rows >= needed + 4, desk.size.columns >= big + 2 else {
      content.texts = [TextBlock(code.display, .title), words]
      return content
    }
    content.texts = [words]
    let (code, symbols) = (code, desk.capabilities.hasSymbols)
    content.drawing = Drawing(words: [TextBlock(code.display)]) { area, frame in
      Self.draw(code, symbols, in: area, of: &frame)
    }
    return content
  }

  private static func draw(_ code: ReceiptCode, _ symbols: Bool, in area: Rect, of frame: inout Frame) {
    let big = BigText.columns("ABCD")
    let qr = QRCode(code.letters)
    let room = Rect(column: big + 3, row: area.row, columns: area.columns - big - 2, rows: area.rows)
    let quiet = qr?.fittingQuiet(in: Size(columns: room.columns, rows: room.rows), hasSymbols: symbols)
    let column = quiet == nil ? (area.columns - big) / 2 : 2
    for (line, part) in code.display.split(separator: "-").enumerated() {
      BigText.draw(
        String(part), column: column, row: area.row + 1 + line * 6, of: &frame, role: .title, hasSymbols: symbols)
    }
    frame.put(code.display, column: column + (big - code.display.count) / 2, row: area.row + 13, role: .accent)
    guard let qr, let quiet else { return }
    let needed = qr.size(hasSymbols: symbols, quiet: quiet)
    let left = room.column + (room.columns - needed.columns) / 2
    qr.draw(into: &frame, column: left, row: room.row, hasSymbols: symbols, quiet: quiet)
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [Command([.enter, .character(" ")], .next, Phrase.nextCitizen, deliberate: true)]
      + desk.printCommand(.print, Phrase.printReceipt)
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .next:
      desk.navigation.pop()
      return []
    case .print: return desk.print(desk.receiptPage(code))
    }
  }
}
