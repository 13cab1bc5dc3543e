import CTerminal
import Platform

/// Where a report is read that goes to standard output.
package enum StandardOutput {
  /// Columns of the terminal, at least what a table can be folded into; nil where it is none, or says nothing of its width.
  package static var columns: Int? {
    var (columns, rows): (CInt, CInt) = (0, 0)
    return terminal_size(1, &columns, &rows) ? max(40, Int(columns)) : nil
  }

  /// Whether it shows letters alone.
  package static var isASCII: Bool { Environment.variable("TERM") == "linux" }
}
