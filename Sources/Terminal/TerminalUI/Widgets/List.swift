/// One line of a list.
public struct ListRow: Equatable, Sendable {
  /// In the left column; nine rows have a digit.
  public var text: String
  /// Right-aligned, kept whole.
  public var detail: String
  public var role: Role

  public init(_ text: String, detail: String = "", role: Role = .text) {
    self.text = text
    self.detail = detail
    self.role = role
  }
}

/// The first row in view. Pages overlap by two rows and stand still while the selection moves within them, so that a
/// step changes two rows of the screen and not all.
public func listTop(selection: Int, count: Int, visible: Int) -> Int {
  guard visible > 0, count > visible else { return 0 }
  if visible == 1 { return min(max(0, selection), count - 1) }
  let step = max(1, visible - 2)
  return min(max(0, selection - 1) / step * step, count - visible)
}

/// Draws rows that can be chosen by arrow, digit and click. Digits 1–9 stand before the first nine rows in view.
public func drawList(
  _ rows: [ListRow], selection: Int, in area: Rect, of frame: inout Frame, digits: Bool = true, firstHit: Int = 0
) {
  let top = listTop(selection: selection, count: rows.count, visible: area.rows)
  for line in 0..<min(area.rows, max(0, rows.count - top)) {
    let index = top + line
    let row = rows[index]
    let isSelected = index == selection
    let role = isSelected ? Role.selected : row.role
    let place = area.line(line)
    frame.fill(place, role: role)
    frame.put(isSelected ? ">" : " ", column: place.column, row: place.row, role: role)
    var column = place.column + 2
    if digits {
      if line < 9 { frame.put("\(line + 1)", column: column, row: place.row, role: isSelected ? .selected : .hintKey) }
      column += 2
    }
    let detailWidth = min(displayWidth(row.detail), place.columns / 2)
    let room = place.end - column - (detailWidth > 0 ? detailWidth + 2 : 1)
    frame.put(
      shortened(row.text, columns: max(1, room)), column: column, row: place.row, role: role, limit: max(0, room))
    if detailWidth > 0 {
      frame.put(
        shortened(row.detail, columns: detailWidth), column: place.end - detailWidth - 1, row: place.row,
        role: isSelected ? .selected : (row.role == .text ? .muted : row.role))
    }
    frame.click(place, .row(firstHit + index))
  }
}

/// The row that a digit chooses, as drawn by ``drawList(_:selection:in:of:digits:firstHit:)``.
public func rowForDigit(_ digit: Int, selection: Int, count: Int, visible: Int) -> Int? {
  let index = listTop(selection: selection, count: count, visible: visible) + digit - 1
  return (1...9).contains(digit) && index < count && digit <= max(visible, 0) ? index : nil
}
