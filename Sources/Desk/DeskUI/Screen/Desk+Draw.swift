import Checklists
import Journal
import Phrases
import TerminalUI

extension Desk {
  /// Draws what a screen describes.
  func draw(_ content: ScreenContent, _ focus: Focus, in frame: inout Frame) {
    let layout = ScreenLayout(content, focus, size: size, message: messageLines.count)
    drawBar(content.title, in: &frame)
    for (index, line) in layout.head.enumerated() { draw(line, row: 1 + index, in: &frame) }
    if let panel = content.panel, let area = layout.panel { draw(panel, in: area, of: &frame) }
    draw(texts: layout, in: &frame)
    if let drawing = content.drawing, let area = layout.drawing, !drawing.covers { drawing.draw(area, &frame) }
    if let list = content.list, let area = layout.list {
      draw(list, layout, in: area, of: &frame, hasField: content.field != nil)
    }
    if let field = content.field, let area = layout.field { draw(field, focus.field, in: area, of: &frame) }
    if let area = layout.notes { drawNotes(layout, in: area, of: &frame) }
    for (index, text) in layout.safetyLines.enumerated() {
      frame.fill(layout.safety.line(index), role: .safety)
      frame.put(text, column: 1, row: layout.safety.row + index, role: .safety)
    }
    if let drawing = content.drawing, drawing.covers {
      let area = Rect(column: 0, row: 0, columns: size.columns, rows: size.rows - 1)
      frame.fill(area, role: .text)
      drawing.draw(area, &frame)
    }
    drawHints(hints(content), in: &frame)
    drawMessage(layout, content, in: &frame)
    placeCursor(layout, content, in: &frame)
  }

  /// Where nothing is chosen or typed, readers of the screen begin with the first line of what is read.
  private func placeCursor(_ layout: ScreenLayout, _ content: ScreenContent, in frame: inout Frame) {
    guard frame.cursor == nil else { return }
    frame.hidesCursor = true
    let covers = content.drawing?.covers == true
    let first = layout.texts.rows > 0 ? layout.texts : layout.list ?? layout.texts
    let row = covers ? size.rows - 1 : first.rows > 0 ? first.row : layout.head.isEmpty ? 0 : 1
    frame.cursor = (covers ? 0 : first.rows > 0 ? first.column : 1, row)
  }

  private func draw(_ line: HeadLine, row: Int, in frame: inout Frame) {
    let room = size.columns - 2
    let right = line.right.map { shortened($0.text, columns: max(room / 2, room - displayWidth(line.left.text) - 2)) }
    let rightWidth = right.map(displayWidth) ?? 0
    let left = shortened(line.left.text, columns: room - (rightWidth > 0 ? rightWidth + 2 : 0))
    let used = frame.put(left, column: 1, row: row, role: line.left.role)
    let at = Rect(column: size.columns - 1 - rightWidth, row: row, columns: rightWidth, rows: 1)
    if let progress = line.progress, at.column - used - 2 > 6 {
      drawProgress(
        done: progress.done, of: max(1, progress.total),
        in: Rect(column: used + 2, row: row, columns: min(24, at.column - used - 3), rows: 1), of: &frame,
        hasSymbols: capabilities.hasSymbols)
    }
    if let right, let span = line.right { frame.put(right, column: at.column, row: row, role: span.role) }
    if let key = line.click {
      frame.click(rightWidth > 0 ? at : Rect(column: 1, row: row, columns: room, rows: 1), .key(key))
    }
  }

  private func draw(_ panel: Panel, in area: Rect, of frame: inout Frame) {
    let top = listTop(selection: panel.current, count: panel.lines.count, visible: area.rows)
    for (index, line) in panel.lines.dropFirst(top).prefix(area.rows).enumerated() {
      frame.put(
        shortened(line.text, columns: area.columns), column: area.column, row: area.row + index, role: line.role)
    }
    for row in area.row..<max(area.row, area.bottom) {
      frame.put(capabilities.hasSymbols ? "│" : "|", column: panel.columns, row: row, role: .quiet)
    }
  }

  private func draw(texts layout: ScreenLayout, in frame: inout Frame) {
    let area = layout.texts
    for (index, line) in layout.lines.dropFirst(layout.scroll).prefix(area.rows).enumerated() {
      put(line, in: area.line(index), of: &frame)
    }
    guard layout.scrolls, area.rows > 0 else { return }
    drawMore(
      above: layout.scroll > 0, below: layout.scroll + area.rows < layout.lines.count, beside: area, of: &frame)
  }

  /// Signs in the last column that there is more, above or below.
  private func drawMore(above: Bool, below: Bool, beside area: Rect, of frame: inout Frame) {
    let column = size.columns - 1
    if above { frame.put(mark(.moreAbove), column: column, row: area.row, role: .caution) }
    if below { frame.put(mark(.more), column: column, row: area.bottom - 1, role: .caution) }
  }

  /// One line of words of several roles, cut where it is too long.
  private func put(_ line: [StyledText], in area: Rect, of frame: inout Frame) {
    var column = area.column
    for (index, span) in line.enumerated() where column < area.end {
      let text = index == line.count - 1 ? shortened(span.text, columns: area.end - column) : span.text
      column += frame.put(text, column: column, row: area.row, role: span.role, limit: area.end - column)
    }
  }

  private func draw(_ field: FieldContent, _ text: EditedText, in area: Rect, of frame: inout Frame) {
    let label = field.label.isEmpty ? 0 : frame.put(field.label, column: area.column, row: area.row, role: .title) + 1
    let shown = field.kind == .secret ? String(repeating: "*", count: text.text.count) : text.text
    let marks = marked(in: shown, field)
    if field.rows > 1 {
      let place = Rect(
        column: area.column + label, row: area.row, columns: area.columns - label, rows: area.rows)
      return drawField(
        WrappedText(shown, columns: place.columns - 1), cursor: text.cursor, in: place, of: &frame, marks: marks)
    }
    // How keys become letters, where there is room for it; a secret is taken as it is typed.
    let state = field.kind == .secret ? "" : say(Phrase.typing(composer))
    let stateWidth = displayWidth(state) + 24 > area.columns - label ? 0 : displayWidth(state) + 1
    if stateWidth > 0 { frame.put(state, column: area.end - stateWidth + 1, row: area.row, role: .muted) }
    drawField(
      shown, cursor: text.cursor,
      in: Rect(column: area.column + label, row: area.row, columns: area.columns - label - stateWidth, rows: 1),
      of: &frame, marks: marks)
  }

  /// Runs of digits that are marked in a field.
  private func marked(in text: String, _ field: FieldContent) -> [Range<Int>] {
    field.kind.isGuarded ? PersonalDigits.runs(in: text).map(\.range) : []
  }

  private func draw(
    _ list: ListContent, _ layout: ScreenLayout, in area: Rect, of frame: inout Frame, hasField: Bool
  ) {
    guard list.count > 0 else {
      if let empty = list.empty { drawText(say(empty), in: area, of: &frame, role: .muted) }
      return
    }
    let inView = layout.rowsInView(list)
    let rows = inView.map(list.row)
    // Each row in view is described once.
    var digits = layout.digits(list) {
      inView.contains($0) ? rows[$0 - inView.lowerBound].digit : list.row($0).digit
    }.filter { inView.contains($0.row) }[...]
    for (index, row) in zip(inView, rows) {
      let place = area.line(index - layout.top)
      let digit = digits.first?.row == index ? digits.popFirst()?.digit : nil
      draw(row, digit: digit, isSelected: index == layout.row, in: place, of: &frame)
      frame.click(place, .row(index))
    }
    drawMore(
      above: layout.top > 0, below: layout.top + area.rows < list.count, beside: area, of: &frame)
    // Screen readers follow the cursor; where nothing is highlighted it waits at the first row.
    if !hasField, area.rows > 0 { frame.cursor = (area.column, area.row + (layout.row ?? layout.top) - layout.top) }
  }

  private func draw(_ row: Row, digit: Int?, isSelected: Bool, in place: Rect, of frame: inout Frame) {
    let role = isSelected ? Role.selected : row.role
    frame.fill(place, role: role)
    frame.put(isSelected ? ">" : " ", column: place.column, row: place.row, role: role)
    if let digit {
      frame.put("\(digit)", column: place.column + 2, row: place.row, role: isSelected ? .selected : .hintKey)
    }
    let rest = Rect(column: place.column + 4, row: place.row, columns: place.columns - 4, rows: 1)
    if let draw = row.draw { return draw(rest, &frame, isSelected) }
    let (room, detailWidth) = row.room(columns: place.columns)
    frame.put(
      shortened(row.text, width: row.width.text, columns: room), column: rest.column, row: rest.row, role: role,
      limit: room)
    if detailWidth > 0 {
      frame.put(
        shortened(row.detail, width: row.width.detail, columns: detailWidth), column: rest.end - detailWidth - 1,
        row: rest.row, role: isSelected ? .selected : (row.role == .text ? .muted : row.role))
    }
  }

  private func drawNotes(_ layout: ScreenLayout, in area: Rect, of frame: inout Frame) {
    guard area.rows > 0 else { return }
    if layout.notesHaveRule {
      frame.put(
        String(repeating: capabilities.hasSymbols ? "─" : "-", count: area.columns), column: area.column,
        row: area.row, role: .quiet)
    }
    let rest = area.from(layout.notesHaveRule || layout.noteLines.count < area.rows ? 1 : 0)
    for (index, line) in layout.noteLines.prefix(rest.rows).enumerated() { put(line, in: rest.line(index), of: &frame) }
    if layout.noteLines.count > rest.rows { drawMore(above: false, below: true, beside: rest, of: &frame) }
  }

  /// That the disk refuses, as long as it does, and below it what was just said or is marked in the field.
  private var messages: [StyledText] {
    var below: StyledText?
    if let message {
      below = StyledText(
        text: mark(message.isWarning ? .warning : .good) + " " + say(message.text),
        role: message.isWarning ? .caution : .good)
    } else if let marked {
      below = StyledText(text: mark(.warning) + " " + say(Phrase.marked(marked)), role: .caution)
    }
    let banner = trouble.map { trouble in
      StyledText(
        text: mark(.warning) + " "
          + say(below == nil ? Phrase.unsavedBanner(trouble) : Phrase.unsavedBeside(trouble)), role: .danger)
    }
    return [banner, below].compactMap(\.self)
  }

  /// All of it in one line; nil where there is nothing to say.
  var messageText: String? {
    messages.isEmpty ? nil : messages.map(\.text).joined(separator: " ")
  }

  /// The same in the lines of the screen; none where there is nothing to say.
  var messageLines: [StyledText] {
    messages.flatMap { message in
      wrapped(message.text, columns: max(1, size.columns - 2)).map { StyledText(text: $0, role: message.role) }
    }
  }

  private func drawMessage(_ layout: ScreenLayout, _ content: ScreenContent, in frame: inout Frame) {
    let area = layout.message
    let lines = messageLines
    if lines.isEmpty { return drawStatus(layout, content, in: &frame) }
    for (index, line) in lines.prefix(area.rows).enumerated() {
      let row = area.bottom - min(lines.count, area.rows) + index
      frame.fill(frame.bounds.line(row), role: line.role)
      let isCut = index == area.rows - 1 && lines.count > area.rows
      frame.put(
        isCut ? shortened(line.text + " …", columns: area.columns) : line.text, column: 1, row: row, role: line.role)
    }
  }

  /// How far a list or text has come, where not all of it is in view.
  private func drawStatus(_ layout: ScreenLayout, _ content: ScreenContent, in frame: inout Frame) {
    var parts: [String] = []
    if layout.scrolls {
      let isEnd = layout.scroll + layout.texts.rows >= layout.lines.count
      parts.append(say(isEnd ? Phrase.moreAbove : Phrase.moreBelow))
    }
    // A field of one line has this beside it.
    if let field = content.field, field.rows > 1, field.kind != .secret { parts.append(say(Phrase.typing(composer))) }
    if let list = content.list, let area = layout.list, list.count > 0 {
      let isFilter = content.field?.kind == .filter
      if let beyond = list.beyond {
        parts.append(say(beyond))
      } else if list.count > area.rows || isFilter || list.total != list.count {
        let place = layout.row.flatMap { row in list.before.map { $0 + row + 1 } }
        parts.append(say(Phrase.place(place, of: list.total)))
      }
    }
    let text = shortened(parts.joined(separator: " · "), columns: layout.message.columns)
    frame.put(
      text, column: layout.message.end - displayWidth(text), row: layout.message.bottom - 1,
      role: layout.scrolls ? .caution : .muted)
  }
}
