/// Draws how much of something is done as a bar; `#` and `.` stand in where the terminal has no blocks.
package func drawProgress(done: Int, of total: Int, in area: Rect, of frame: inout Frame, hasSymbols: Bool) {
  guard area.columns > 0, total > 0 else { return }
  // As numbers with a point: whole ones from outside may be of any size.
  let full = min(area.columns, Int(Double(area.columns) * Double(max(0, done)) / Double(total)))
  let (filled, empty) = hasSymbols ? ("█", "░") : ("#", ".")
  frame.put(String(repeating: filled, count: full), column: area.column, row: area.row, role: .accent)
  frame.put(
    String(repeating: empty, count: area.columns - full), column: area.column + full, row: area.row, role: .quiet)
}

/// Draws wrapped text and returns the rows it took.
@discardableResult
package func drawText(_ text: String, in area: Rect, of frame: inout Frame, role: Role) -> Int {
  let lines = wrapped(text, columns: area.columns)
  for (index, line) in lines.enumerated() where index < area.rows {
    frame.put(line, column: area.column, row: area.row + index, role: role, limit: area.columns)
  }
  return min(lines.count, area.rows)
}
