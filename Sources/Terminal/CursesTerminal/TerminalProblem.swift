/// Why the terminal cannot be used; nothing was changed on it.
package enum TerminalProblem: Error, Equatable {
  /// Standard input or output is not a terminal (a pipe, a file, nothing).
  case noTerminal
  /// The kind of terminal named by `TERM` is not in the system's list; nil where `TERM` is not set.
  case unknownTerm(String?)
  /// Text cannot be encoded as UTF-8, not even in the locale `C.UTF-8`.
  case notUnicode
  /// It cannot place the cursor (a printing terminal, `TERM=dumb`).
  case tooDumb
}
