/// Something that came from a device that knows lines only.
package enum LineInput: Equatable, Sendable {
  /// A whole line without its end.
  case line(String)
  /// A line that was longer than ``longestLine``; nothing of it is taken.
  case tooLong
  /// Nothing came within the time asked for.
  case tick
  /// Ctrl-C.
  case interrupted
  /// Ctrl-Z.
  case stopped
  /// There is no more input, or the program was asked to end. Told once.
  case ended

  /// Bytes of a line that is taken.
  package static let longestLine = 16_384
}

/// A device that takes whole lines and prints whole lines: a terminal without a cursor, a serial line, a pipe.
package protocol LineTerminal: AnyObject {
  /// Whether lines come from a program or file, all of them meant, and not from keys.
  var isScripted: Bool { get }
  /// Prints lines.
  func say(_ lines: [String])
  /// Prints what the next line answers.
  ///
  /// - Parameter isSecret: what is typed is not shown.
  func ask(_ question: String, isSecret: Bool)
  /// The next input; waits at most `milliseconds`, then `tick`.
  func next(milliseconds: Int) -> LineInput
  /// Stops the program as Ctrl-Z does; returns when it goes on.
  func suspend()
  /// Restores the terminal. May be called more than once.
  func close()
}
