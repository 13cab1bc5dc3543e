/// The difference of two frames: the runs of cells to send, in reading order.
///
/// A run never starts on the right half of a wide glyph and never ends on its left half.
package struct Patch: Equatable, Sendable {
  /// Neighbouring cells of one row that changed.
  package struct Run: Equatable, Sendable {
    package var row: Int
    package var columns: Range<Int>

    package init(row: Int, columns: Range<Int>) {
      self.row = row
      self.columns = columns
    }
  }

  package var runs: [Run]

  /// What turns `old` into `new`. A frame of another size is sent whole.
  package init(from old: Frame, to new: Frame) {
    runs = []
    let columns = new.size.columns
    guard columns > 0 else { return }
    guard old.size == new.size else {
      runs = (0..<new.size.rows).map { Run(row: $0, columns: 0..<columns) }
      return
    }
    old.cells.withUnsafeBufferPointer { before in
      new.cells.withUnsafeBufferPointer { after in
        for row in 0..<new.size.rows {
          Self.compare(before, after, row: row, columns: columns, into: &runs)
        }
      }
    }
  }

  private static func compare(
    _ before: UnsafeBufferPointer<Cell>, _ after: UnsafeBufferPointer<Cell>, row: Int, columns: Int,
    into runs: inout [Run]
  ) {
    let base = row * columns
    var column = 0
    while column < columns {
      if before[base + column] == after[base + column] {
        column += 1
        continue
      }
      var start = column
      while column < columns, before[base + column] != after[base + column] { column += 1 }
      while start > 0, after[base + start].glyph == .continuation { start -= 1 }
      while column < columns, after[base + column].glyph == .continuation { column += 1 }
      runs.append(Run(row: row, columns: start..<column))
    }
  }
}
