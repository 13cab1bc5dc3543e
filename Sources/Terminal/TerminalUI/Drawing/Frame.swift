/// A grid of cells: what a person sees at one moment, and where a click leads.
///
/// Everything outside the grid is clipped; no call traps, whatever the size.
package struct Frame: Sendable {
  package private(set) var size: Size
  /// Row by row; `size.columns * size.rows` of them.
  package private(set) var cells: [Cell]
  /// Where clicks lead; the last one that contains the cell wins.
  package private(set) var hits: [(area: Rect, hit: Hit)] = []
  /// Where the text cursor stands, which readers of the screen follow; nil: wherever.
  package var cursor: (column: Int, row: Int)?
  /// Whether the cursor only stands there to be followed, and is not shown.
  package var hidesCursor = false

  package init(_ size: Size) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    cells = Array(repeating: .blank, count: self.size.columns * self.size.rows)
  }

  /// The whole frame.
  package var bounds: Rect { Rect(size) }

  package subscript(column: Int, row: Int) -> Cell {
    get {
      guard column >= 0, row >= 0, column < size.columns, row < size.rows else { return .blank }
      return cells[row * size.columns + column]
    }
    set {
      guard column >= 0, row >= 0, column < size.columns, row < size.rows else { return }
      let index = row * size.columns + column
      let glyph = newValue.glyph
      if cells[index].glyph != glyph { mend(column, width: 1, row: row, isHalf: glyph == .continuation) }
      cells[index] = newValue
    }
  }

  /// Empties the frame for the next picture, keeping its storage.
  package mutating func clear(_ size: Size) {
    if size == self.size {
      cells.withUnsafeMutableBufferPointer { $0.update(repeating: .blank) }
    } else {
      self = Frame(size)
    }
    hits.removeAll(keepingCapacity: true)
    cursor = nil
    hidesCursor = false
  }

  /// Paints an area with blanks of a role.
  package mutating func fill(_ area: Rect, role: Role) {
    let left = max(0, area.column)
    let right = min(size.columns, area.end)
    let top = max(0, area.row)
    let bottom = min(size.rows, area.bottom)
    guard left < right, top < bottom else { return }
    for row in top..<bottom {
      mend(left, width: right - left, row: row)
      let line = row * size.columns + left..<row * size.columns + right
      cells.withUnsafeMutableBufferPointer { cells in
        UnsafeMutableBufferPointer(rebasing: cells[line]).update(repeating: Cell(glyph: .space, role: role))
      }
    }
  }

  /// Writes one line from a cell on, clipped at `limit` columns; returns the columns used.
  @discardableResult
  package mutating func put(_ text: String, column: Int, row: Int, role: Role, limit: Int = .max) -> Int {
    guard row >= 0, row < size.rows else { return max(0, min(limit, displayWidth(text))) }
    var at = column
    let end = limit > size.columns - column ? size.columns : column + limit
    func plain(_ text: some StringProtocol) -> Int {
      text.utf8.withContiguousStorageIfAvailable { putPlain($0, at: &at, end: end, row: row, role: role) } ?? 0
    }
    // Most texts are plain letters from end to end, and clusters need not be looked for.
    let units = plain(text)
    if units < text.utf8.count {
      var rest = Substring(text.utf8.dropFirst(units))
      while let character = rest.popFirst(), at + displayWidth(character) <= end {
        at += write(character, column: at, row: row, role: role)
        rest = Substring(rest.utf8.dropFirst(plain(rest)))
      }
    }
    return max(0, at - column)
  }

  /// Writes the plain letters that a text begins with, as far as they fit; returns the bytes they take.
  private mutating func putPlain(
    _ units: UnsafeBufferPointer<UInt8>, at: inout Int, end: Int, row: Int, role: Role
  ) -> Int {
    // What begins before the frame is clipped letter by letter.
    guard at >= 0, at < end else { return 0 }
    let place = row * size.columns + at
    let isTorn = at > 0 && cells[place].glyph == .continuation
    let plain = cells.withUnsafeMutableBufferPointer { cells in
      let room = UnsafeMutableBufferPointer(rebasing: cells[place..<place + end - at])
      return PlainLetter.each(in: units, most: room.count) { letter, index in
        room[index] = Cell(glyph: Glyph(bits: UInt64(letter)), role: role)
      }
    }
    guard plain.letters > 0 else { return 0 }
    at += plain.letters
    if isTorn { cells[place - 1].glyph = .space }
    let next = place + plain.letters
    if at < size.columns, cells[next].glyph == .continuation { cells[next].glyph = .space }
    return plain.units
  }

  /// Writes a cluster, a cell for each letter in it that takes room of its own; returns the columns used.
  private mutating func write(_ character: Character, column: Int, row: Int, role: Role) -> Int {
    var at = column
    var glyph = Glyph.continuation
    var width = 0
    for scalar in character.unicodeScalars where scalar.isDrawn {
      let own = displayWidth(scalar)
      if own > 0, width > 0 {
        write(glyph, width: width, column: at, row: row, role: role)
        at += width
        glyph = .continuation
      }
      if own > 0 { width = own }
      // A mark without a letter has no cell to stand in.
      if width > 0 { glyph.append(scalar) }
    }
    if width > 0 { write(glyph, width: width, column: at, row: row, role: role) }
    return at + width - column
  }

  /// Writes one glyph that ends within the frame; of one that begins before it only a blank is seen.
  private mutating func write(_ glyph: Glyph, width: Int, column: Int, row: Int, role: Role) {
    guard column + width > 0 else { return }
    let base = row * size.columns
    if column < 0 {
      mend(0, width: column + width, row: row)
      cells[base] = Cell(glyph: .space, role: role)
      return
    }
    mend(column, width: width, row: row)
    cells[base + column] = Cell(glyph: glyph, role: role)
    if width == 2 { cells[base + column + 1] = Cell(glyph: .continuation, role: role) }
  }

  /// Blanks the other halves of wide glyphs that are about to be overwritten, so that none is ever torn.
  private mutating func mend(_ column: Int, width: Int, row: Int, isHalf: Bool = false) {
    let base = row * size.columns
    if !isHalf, column > 0, cells[base + column].glyph == .continuation { cells[base + column - 1].glyph = .space }
    let next = column + width
    if next < size.columns, cells[base + next].glyph == .continuation { cells[base + next].glyph = .space }
  }

  /// Registers what a click in an area means.
  package mutating func click(_ area: Rect, _ hit: Hit) { hits.append((area, hit)) }

  /// What a click on a cell means.
  package func hit(column: Int, row: Int) -> Hit? {
    hits.last { $0.area.contains(column: column, row: row) }?.hit
  }

  /// The picture as text, one line a row, without trailing blanks.
  package var text: String {
    (0..<size.rows).map { row in
      var line = ""
      for column in 0..<size.columns { line += cells[row * size.columns + column].glyph.text }
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
