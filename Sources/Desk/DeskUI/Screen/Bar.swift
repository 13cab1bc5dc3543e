import TerminalUI

/// A bar of which a share (0…1) is full; `#` and `.` stand in where the terminal has no blocks.
func bar(
  _ share: Double, columns: Int, hasSymbols: Bool, full: TerminalUI.Role = .accent, empty: TerminalUI.Role = .quiet
) -> [StyledText] {
  let columns = max(0, columns)
  let filled = Int((Double(columns) * min(1, max(0, share))).rounded())
  let (block, hollow) = hasSymbols ? ("█", "░") : ("#", ".")
  return [
    StyledText(text: String(repeating: block, count: filled), role: full, isPicture: true),
    StyledText(text: String(repeating: hollow, count: columns - filled), role: empty, isPicture: true),
  ]
}

/// How much of a whole is done, 0…1. Both may be any numbers.
func share(_ done: Int, of total: Int) -> Double { total > 0 ? min(1, max(0, Double(done) / Double(total))) : 0 }
