/// The size of a frame, in cells.
package struct Size: Hashable, Sendable {
  package var columns: Int
  package var rows: Int

  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// A rectangle of cells; the origin is the frame's top left cell, (0, 0).
package struct Rect: Hashable, Sendable {
  package var column: Int
  package var row: Int
  package var columns: Int
  package var rows: Int

  package init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  /// The whole of a frame.
  package init(_ size: Size) {
    self.init(column: 0, row: 0, columns: size.columns, rows: size.rows)
  }

  /// The first column to the right of it.
  package var end: Int { column + columns }
  /// The first row below it.
  package var bottom: Int { row + rows }

  /// Whether a cell lies within.
  package func contains(column: Int, row: Int) -> Bool {
    column >= self.column && column < end && row >= self.row && row < bottom
  }

  /// The same rectangle without a border of that many cells.
  package func inset(columns dx: Int, rows dy: Int = 0) -> Rect {
    Rect(column: column + dx, row: row + dy, columns: columns - 2 * dx, rows: rows - 2 * dy)
  }

  /// One row of it, counted from its top.
  package func line(_ index: Int) -> Rect {
    Rect(column: column, row: row + index, columns: columns, rows: index < rows ? 1 : 0)
  }

  /// The part from a row on, counted from its top.
  package func from(_ index: Int) -> Rect {
    Rect(column: column, row: row + index, columns: columns, rows: rows - index)
  }
}

/// What a cell means; a theme turns it into colours and attributes.
package enum Role: UInt8, CaseIterable, Sendable {
  case text, muted, title, bar, barAccent, accent, selected, good, caution, danger, safety, field, hintKey, hint
  case practice, say, quiet, qr
  /// The dark module of a QR code where the terminal has no block glyphs: a blank on black.
  case qrDark
}

/// A key as a person means it.
package enum Key: Hashable, Sendable {
  case character(Character)
  case enter, escape, tab, backTab, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown
  /// F1 … F12.
  case function(Int)
  /// Control with a lower-case letter.
  case control(Character)
}

/// What a click on a place means.
package enum Hit: Hashable, Sendable {
  /// The same as that key.
  case key(Key)
  /// The row of the list in view, counted from the list's start.
  case row(Int)
}
