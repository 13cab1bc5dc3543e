import Checklists
import DeskPorts
import Journal
import Phrases
import QRCode
import TerminalUI

extension Desk {
  /// Wide terminals show all steps on the left.
  var isWide: Bool { size.columns >= 100 }

  private var listWidth: Int { 34 }

  /// Where the place in view is drawn: below the header and the progress line, above safety line and message.
  var walkArea: Rect {
    let left = isWide ? listWidth + 1 : 0
    return Rect(column: left + 1, row: 2, columns: size.columns - left - 2, rows: max(0, size.rows - 5))
  }

  /// The list of the place in view; nil where it has none.
  var walkList: (selection: Int, count: Int, visible: Int)? {
    guard let live else { return nil }
    let rows = walkRows(live).count
    return rows == 0 ? nil : (min(live.session.selection, rows - 1), rows, walkListArea(live).rows)
  }

  func drawWalk(_ walk: Walk, in frame: inout Frame) {
    guard let live else { return drawHeader("Tiếp Sức", in: &frame) }
    let nickname = live.session.nickname.isEmpty ? "" : " · " + live.session.nickname
    drawHeader(say(live.checklist.title) + nickname, in: &frame)
    drawWalkProgress(live, in: &frame)
    if isWide { drawSteps(live, in: &frame) }
    drawSafety(live, in: &frame)
    drawPlace(live, walk, in: &frame)
  }

  /// Step of steps, a bar, and elapsed against expected time.
  private func drawWalkProgress(_ live: LiveSession, in frame: inout Frame) {
    let (steps, index) = live.session.walk(in: live.checklist)
    let finished = live.session.place.isFinish
    let done = finished ? steps.count : index ?? 0
    var column = 1
    let label =
      index.map { say(Phrase.stepOf($0 + 1, steps.count)) } ?? say(finished ? Phrase.finish : Phrase.beginning)
    column += frame.put(label, column: column, row: 1, role: .title) + 1
    let times = timesText(live, steps)
    let right = size.columns - 1 - displayWidth(times)
    if right - column > 6 {
      drawProgress(
        done: done, of: max(1, steps.count),
        in: Rect(column: column, row: 1, columns: min(24, right - column - 1), rows: 1),
        of: &frame, hasSymbols: capabilities.hasSymbols)
    }
    frame.put(times, column: max(column, right), row: 1, role: isLate(live) ? .caution : .muted)
  }

  private func isLate(_ live: LiveSession) -> Bool {
    guard let step = live.session.step(in: live.checklist) else { return false }
    return live.session.milliseconds(on: step.id, now: now) > step.expected.wholeSeconds * 1000
  }

  private func timesText(_ live: LiveSession, _ steps: [Step]) -> String {
    let total = steps.reduce(Int64(0)) { $0 + $1.expected.wholeSeconds }
    let all = "\(duration(live.session.milliseconds(now: now) / 1000))/\(duration(total))"
    guard let step = live.session.step(in: live.checklist) else { return all }
    let spent = live.session.milliseconds(on: step.id, now: now) / 1000
    let one = "\(say(Phrase.thisStep)) \(duration(spent))/\(duration(step.expected.wholeSeconds))"
    return size.columns < 70 ? "\(one) · \(all)" : "\(one) · \(say(Phrase.allSteps)) \(all)"
  }

  /// `m:ss`.
  func duration(_ seconds: Int64) -> String {
    "\(seconds / 60):" + (seconds % 60 < 10 ? "0" : "") + "\(seconds % 60)"
  }

  private func drawSteps(_ live: LiveSession, in frame: inout Frame) {
    let (steps, index) = live.session.walk(in: live.checklist)
    let area = Rect(column: 1, row: 2, columns: listWidth - 2, rows: max(0, size.rows - 5))
    let top = listTop(selection: index ?? 0, count: steps.count, visible: area.rows)
    for line in 0..<min(area.rows, steps.count) {
      let step = steps[top + line]
      let state = live.session.progress[step.id]?.state ?? .open
      let isHere = top + line == index
      let sign: Sign = isHere ? .current : (state == .done ? .done : state == .skipped ? .skipped : .open)
      let role: Role = isHere ? .accent : (state == .open ? .text : .muted)
      frame.put(
        shortened(mark(sign) + " \(top + line + 1). " + say(step.title), columns: area.columns), column: area.column,
        row: area.row + line, role: role)
    }
    for row in 2..<max(2, size.rows - 3) {
      frame.put(capabilities.hasSymbols ? "│" : "|", column: listWidth, row: row, role: .quiet)
    }
  }

  /// The safety line of the moment, always in view.
  private func drawSafety(_ live: LiveSession, in frame: inout Frame) {
    let row = size.rows - 3
    let step = live.session.step(in: live.checklist)
    guard row > 1, let line = step.flatMap({ live.checklist.safetyLine($0.safety) }) ?? live.checklist.safety.first
    else {
      return
    }
    let lines = wrapped("! " + say(line.text), columns: size.columns - 2)
    // A narrow terminal gives a long safety line the row above as well, rather than half of it.
    let top = row - min(1, lines.count - 1)
    for (index, text) in lines.prefix(2).enumerated() {
      frame.fill(frame.bounds.line(top + index), role: .safety)
      frame.put(text, column: 1, row: top + index, role: .safety)
    }
  }

  private func drawPlace(_ live: LiveSession, _ walk: Walk, in frame: inout Frame) {
    let area = walkArea
    switch live.session.place {
    case .step(let id):
      guard let step = live.checklist.step(id) else { return }
      drawStep(step, live, walk, in: area, of: &frame)
    case .qr(let id):
      if let link = live.checklist.step(id)?.links.first { drawQR(link, live, in: area, of: &frame) }
    case .satisfaction: drawSatisfaction(live, in: area, of: &frame)
    default: drawForm(live, in: area, of: &frame)
    }
  }

  /// What is asked, a line of text or a list of answers.
  private func drawForm(_ live: LiveSession, in area: Rect, of frame: inout Frame) {
    var row = area.row
    for (text, role) in formTexts(live) {
      let room = Rect(column: area.column, row: row, columns: area.columns, rows: area.bottom - row)
      row += drawText(text, in: room, of: &frame, role: role)
    }
    if live.session.place.hasField {
      let field = live.session.field
      drawField(
        field.text, cursor: field.cursor, in: Rect(column: area.column, row: row + 1, columns: area.columns, rows: 1),
        of: &frame)
    }
    let rows = walkRows(live).map { listRow($0, live) }
    drawList(rows, selection: min(live.session.selection, max(0, rows.count - 1)), in: walkListArea(live), of: &frame)
  }

  /// Where the list stands: below the texts and the field.
  func walkListArea(_ live: LiveSession) -> Rect {
    let area = walkArea
    if case .step(let id) = live.session.place, let step = live.checklist.step(id) {
      return area.from(min(area.rows, stepLines(step, live, columns: area.columns).count + 2))
    }
    if live.session.place == .satisfaction { return area.from(8) }
    let used = formTexts(live).reduce(0) { $0 + wrapped($1.0, columns: area.columns).count }
    return area.from(used + (live.session.place.hasField ? 3 : 1))
  }

  /// The link as a QR code with its domain in words beneath; beside it where the terminal is too low for that.
  private func drawQR(_ link: Link, _ live: LiveSession, in area: Rect, of frame: inout Frame) {
    guard let code = QRCode(link.address) else { return }
    let symbols = capabilities.hasSymbols
    let words = say(link.label) + " · " + link.host
    if let quiet = code.fittingQuiet(in: Size(columns: size.columns, rows: size.rows - 5), hasSymbols: symbols) {
      let needed = code.size(hasSymbols: symbols, quiet: quiet)
      code.draw(
        into: &frame, column: (size.columns - needed.columns) / 2, row: area.row, hasSymbols: symbols, quiet: quiet)
      // Directly beneath where there is a free row above the safety line, else in the row below that.
      let free = area.row + needed.rows
      frame.put(
        shortened(words, columns: size.columns - 2), column: max(1, (size.columns - displayWidth(words)) / 2),
        row: free < size.rows - 3 ? free : size.rows - 2, role: .title)
    } else if let quiet = code.fittingQuiet(
      in: Size(columns: size.columns - 18, rows: size.rows - 1), hasSymbols: symbols)
    {
      let needed = code.size(hasSymbols: symbols, quiet: quiet)
      frame.fill(Rect(column: 0, row: 0, columns: size.columns, rows: size.rows - 1), role: .text)
      code.draw(into: &frame, column: 0, row: 0, hasSymbols: symbols, quiet: quiet)
      let side = Rect(
        column: needed.columns + 1, row: 1, columns: size.columns - needed.columns - 1, rows: size.rows - 2)
      let used = drawText(words, in: side, of: &frame, role: .title)
      let line = live.session.step(in: live.checklist).flatMap { live.checklist.safetyLine($0.safety) }
      if let line { drawText("! " + say(line.text), in: side.from(used + 1), of: &frame, role: .safety) }
    } else {
      drawText(say(Phrase.qrTooSmall) + " " + link.address, in: area, of: &frame, role: .caution)
    }
  }

  /// Turned to the citizen: large digits with words beneath.
  private func drawSatisfaction(_ live: LiveSession, in area: Rect, of frame: inout Frame) {
    drawText(say(Phrase.askSatisfaction), in: area, of: &frame, role: .title)
    let step = max(7, min(12, area.columns / 5))
    for value in 1...5 where area.rows > 7 {
      let column = area.column + (value - 1) * step
      BigText.draw(
        "\(value)", column: column, row: area.row + 2, of: &frame,
        role: live.session.selection == value - 1 ? .accent : .text,
        hasSymbols: capabilities.hasSymbols)
      frame.click(Rect(column: column, row: area.row + 2, columns: 6, rows: 5), .row(value - 1))
    }
    let rows = walkRows(live).map { listRow($0, live) }
    drawList(rows, selection: min(live.session.selection, rows.count - 1), in: walkListArea(live), of: &frame)
  }

  /// The code twice: large letters to copy on the left, a QR code to photograph on the right.
  func drawReceipt(_ receipt: Receipt, in frame: inout Frame) {
    drawHeader(say(Phrase.receiptTitle), in: &frame)
    let code = receipt.code.display
    let parts = code.split(separator: "-").map(String.init)
    var row = 1
    row += drawText(
      say(Phrase.receiptWords), in: Rect(column: 1, row: row, columns: size.columns - 2, rows: 3), of: &frame,
      role: .text)
    let big = BigText.columns("ABCD")
    guard size.rows >= row + 13, size.columns >= big + 2 else {
      frame.put(code, column: 1, row: row + 1, role: .title)
      return
    }
    let qr = QRCode(receipt.code.letters)
    let room = Rect(column: big + 3, row: row, columns: size.columns - big - 4, rows: size.rows - 2 - row)
    let quiet = qr?.fittingQuiet(in: Size(columns: room.columns, rows: room.rows), hasSymbols: capabilities.hasSymbols)
    let column = quiet == nil ? (size.columns - big) / 2 : 2
    for (line, part) in parts.enumerated() {
      BigText.draw(
        part, column: column, row: row + 1 + line * 6, of: &frame, role: .title, hasSymbols: capabilities.hasSymbols)
    }
    frame.put(code, column: column + (big - code.count) / 2, row: row + 13, role: .accent)
    if let qr, let quiet {
      let needed = qr.size(hasSymbols: capabilities.hasSymbols, quiet: quiet)
      let left = room.column + (room.columns - needed.columns) / 2
      qr.draw(into: &frame, column: left, row: room.row, hasSymbols: capabilities.hasSymbols, quiet: quiet)
    }
  }
}

extension Duration {
  /// Whole seconds.
  var wholeSeconds: Int64 { components.seconds }
}
