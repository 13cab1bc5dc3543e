import CNcurses
import CTerminal
package import TerminalUI

extension CursesTerminal {
  package func show(_ patch: Patch, of frame: Frame, theme: Theme, isPractice: Bool) {
    guard screen != nil, !isGone, let window = curses_screen_window() else { return }
    let wanted = StyleSheet(theme: theme, palette: palette, isPractice: isPractice)
    let isNew = wanted != styleSheet
    if isNew { putOn(wanted, window) }
    // Every cell keeps the colours it was sent with, so a new style sheet needs them all.
    let runs = isNew ? Patch(from: Frame(Size(columns: 0, rows: 0)), to: frame).runs : patch.runs
    frame.cells.withUnsafeBufferPointer { cells in
      for run in runs { send(run, cells, frame.size, window) }
    }
    place(frame.cursor, isHidden: frame.hidesCursor, window)
    wnoutrefresh(window)
    doupdate()
  }

  /// Prepares a blank of each role in the colours of a style sheet.
  private func putOn(_ wanted: StyleSheet, _ window: UnsafeMutablePointer<WINDOW>) {
    let styles = Role.allCases.map(wanted.style)
    blanks = zip(Role.allCases, styles).map(Self.blank)
    blanksLookAlike = styles.flatMap { own in styles.map(own.hasSameBlank(as:)) }
    if styleSheet != nil { wclear(window) }
    // What lies outside the frame wears the colours of text too; not its weight, which would rub off on every cell.
    var background = Style()
    background.foreground = wanted.style(.text).foreground
    background.background = wanted.style(.text).background
    var ground = Self.blank(.text, background)
    wbkgrndset(window, &ground)
    werase(window)
    styleSheet = wanted
  }

  /// A blank in the colours of a role; each role has a pair of colours of its own.
  private static func blank(_ role: Role, _ style: Style) -> cchar_t {
    var pair: Int16 = 0
    if style.foreground >= 0 || style.background >= 0 {
      pair = Int16(role.rawValue) + 1
      init_pair(pair, style.foreground, style.background)
    }
    var attributes: attr_t = 0
    if style.isBold { attributes |= curses_bold() }
    if style.isReverse { attributes |= curses_reverse() }
    if style.isUnderlined { attributes |= curses_underline() }
    var cell = cchar_t()
    let space: [wchar_t] = [0x20, 0]
    setcchar(&cell, space, attributes, pair, nil)
    return cell
  }

  private func send(
    _ run: Patch.Run, _ cells: UnsafeBufferPointer<Cell>, _ size: Size, _ window: UnsafeMutablePointer<WINDOW>
  ) {
    guard run.row < size.rows, run.columns.upperBound <= size.columns else { return }
    // Outside the window this does nothing, which is right: the terminal shrank and a smaller frame is on its way.
    guard wmove(window, CInt(run.row), CInt(run.columns.lowerBound)) == OK else { return }
    let base = run.row * size.columns
    let row = UnsafeBufferPointer(rebasing: cells[base..<base + size.columns])
    // Taken out of the object while it is written to, cell by cell.
    var line = self.line
    self.line = []
    line.removeAll(keepingCapacity: true)
    fill(&line, row, run.columns)
    wadd_wchnstr(window, line, CInt(line.count))
    self.line = line
  }

  /// Makes cells of a row into those of ncurses.
  ///
  /// A change of colours takes a dozen bytes or more on the way to the terminal. A blank that looks the same in the colours
  /// of its neighbour wears those: of the letter before it, or where a run begins with blanks, of the first letter.
  private func fill(_ line: inout [cchar_t], _ row: UnsafeBufferPointer<Cell>, _ columns: Range<Int>) {
    let blanks = blanks
    let lookAlike = blanksLookAlike
    var worn = row[columns].first { $0.glyph != .space }.map { Int($0.role.rawValue) }
    for column in columns {
      let cell = row[column]
      let role = Int(cell.role.rawValue)
      let bits = cell.glyph.bits
      if bits == 0x20 {
        if let neighbour = worn, lookAlike[neighbour * blanks.count + role] {
          line.append(blanks[neighbour])
        } else {
          line.append(blanks[role])
          worn = role
        }
        continue
      }
      // The right half comes with the left one.
      if cell.glyph == .continuation { continue }
      worn = role
      var sent = blanks[role]
      if bits < 0x80 {
        sent.chars.0 = wchar_t(bits)
        line.append(sent)
        continue
      }
      let letter = UInt32(bits & 0x1F_FFFF)
      let width = column + 1 < row.count && row[column + 1].glyph == .continuation ? 2 : 1
      guard terminal_letter_width(letter) == width else {
        // A letter that this C library does not know, or knows to be of another width: the row must not shift.
        sent.chars.0 = 0x3F
        line.append(sent)
        if width == 2 { line.append(blanks[role]) }
        continue
      }
      sent.chars.0 = wchar_t(font?.drawn(letter) ?? letter)
      sent.chars.1 = wchar_t(bits >> 21 & 0x1F_FFFF)
      sent.chars.2 = wchar_t(bits >> 42 & 0x1F_FFFF)
      line.append(sent)
    }
  }

  /// Puts the cursor where it belongs, shown or not: speech and braille follow it.
  private func place(
    _ cursor: (column: Int, row: Int)?, isHidden: Bool, _ window: UnsafeMutablePointer<WINDOW>
  ) {
    let screen = Rect(size)
    let isThere = cursor.map { screen.contains(column: $0.column, row: $0.row) } ?? false
    let isVisible = isThere && !isHidden
    if let cursor, isThere { wmove(window, CInt(cursor.row), CInt(cursor.column)) }
    if isVisible != showsCursor {
      curs_set(isVisible ? 1 : 0)
      showsCursor = isVisible
    }
  }
}
