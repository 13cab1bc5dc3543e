/// Something that came from the terminal.
package enum Input: Equatable, Sendable {
  case key(Key)
  /// A left click on a cell, 0-based.
  case click(column: Int, row: Int)
  /// The wheel: -1 up, 1 down.
  case wheel(Int)
  /// Text that was pasted, as it came; at most ``longestPaste`` scalars of it.
  case paste(String)
  case resize(Size)
  /// Nothing came within the time asked for.
  case tick
  /// The program was asked to end (SIGTERM, SIGHUP, SIGINT from outside) or the terminal is gone.
  case ended
  /// The program was stopped (Ctrl-Z) and goes on: everything must be drawn anew.
  case resumed
}

extension Input {
  /// Scalars of a paste that are taken; the rest of it is dropped.
  package static let longestPaste = 4096
}

/// The device: patches in, keys out. Only one is open at a time.
package protocol Terminal: AnyObject {
  var size: Size { get }
  var capabilities: TerminalCapabilities { get }
  /// Sends the cells that changed, and places the text cursor.
  func show(_ patch: Patch, of frame: Frame, theme: Theme, isPractice: Bool)
  /// The next input; waits at most `milliseconds`, then `tick`. Zero: only what has already arrived.
  func next(milliseconds: Int) -> Input
  /// Erases what the terminal would scroll back to.
  func forgetScrollback()
  /// Stops the program as Ctrl-Z does, with the terminal restored; returns when it goes on.
  func suspend()
  /// Restores the terminal. May be called more than once.
  func close()
}
