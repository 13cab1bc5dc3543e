import CNcurses
import CTerminal
import Glibc
package import TerminalUI

/// The terminal on standard input and output, by ncurses.
///
/// Owns the screen, the terminal's mode and the signal handlers from `open` to `close`; only one may be open at a time.
/// Not to be shared between threads: the loop that opened it also shows, reads and closes.
package final class CursesTerminal: Terminal {
  /// What ncurses keeps for this terminal; nil once closed.
  var screen: OpaquePointer?
  /// A pad that is never shown, to read keys from: reading from a shown window would redraw it.
  let keys: UnsafeMutablePointer<WINDOW>
  /// The read end of the pipe into which signal handlers write.
  let signals: CInt
  let palette: Palette
  /// The font of a bare console; nil where a terminal emulator takes missing letters from another one.
  let font: ConsoleFont?
  package let capabilities: TerminalCapabilities

  /// What the cells wear now; nil before the first frame.
  var styleSheet: StyleSheet?
  /// A blank of each role, by raw value: colours and attributes ready made.
  var blanks: [cchar_t] = []
  /// Whether the blanks of two roles look the same: a row for each role, by raw value.
  var blanksLookAlike: [Bool] = []
  /// The cells of the run that is being sent.
  var line: [cchar_t] = []
  /// Whether the text cursor is visible; nil while that is unknown.
  var showsCursor: Bool?

  /// Bytes and key codes that were read too early, last one first.
  var unread: [InputUnit] = []
  var letters = UTF8Assembler()
  /// Clicks that came together with one already told.
  var clicks: [Input] = []
  /// Signals that were read from the pipe and not yet acted upon.
  var pending: Set<CInt> = []
  /// Whether only SIGTERM ends the program, as where it is all that a console shows.
  let isKiosk: Bool
  /// Whether the terminal was hung up; nothing can be read or shown any more.
  var isGone = false

  /// Takes the terminal over: alternate screen, keys one by one, mouse, signals.
  ///
  /// Throws before anything is changed on the terminal.
  ///
  /// - Parameter isKiosk: Whether only SIGTERM ends the program: keys and hang-ups that would stop or end it do nothing.
  package static func open(isKiosk: Bool = false) throws(TerminalProblem) -> CursesTerminal {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1, terminal_remember(STDIN_FILENO) else {
      throw .noTerminal
    }
    guard String(cString: terminal_take_locale()) == "UTF-8" else { throw .notUnicode }
    let term = environment("TERM")
    var answer: CInt = 0
    guard term != nil, setupterm(nil, STDOUT_FILENO, &answer) == OK else { throw problem(term, answer) }
    guard capability("cup") != nil else { throw .tooDumb }
    // Before ncurses starts, so that it leaves these signals alone.
    let signals = terminal_catch_signals()
    guard signals >= 0, let screen = curses_newterm_on_standard_streams(), let keys = newpad(1, 1) else {
      terminal_release_signals()
      throw .unknownTerm(term)
    }
    return CursesTerminal(screen: screen, keys: keys, signals: signals, isKiosk: isKiosk)
  }

  private init(screen: OpaquePointer, keys: UnsafeMutablePointer<WINDOW>, signals: CInt, isKiosk: Bool) {
    self.isKiosk = isKiosk
    self.screen = screen
    self.keys = keys
    self.signals = signals
    let wantsColour = Self.environment("NO_COLOR") == nil && has_colors()
    if wantsColour {
      start_color()
      use_default_colors()
    }
    palette = wantsColour ? Palette(colours: Int(curses_colours())) : .none
    let font = Self.consoleFont()
    self.font = font.flatMap { $0.isComplete ? nil : $0 }
    capabilities = TerminalCapabilities(hasSymbols: Self.hasSymbols(font), colours: palette.colours)
    setModes()
    terminal_set_active(true)
    Self.send(Self.pasteModeOn)
    fitToTerminal()
  }

  deinit { close() }

  package var size: Size {
    guard screen != nil, let window = curses_screen_window() else { return Size(columns: 0, rows: 0) }
    return Size(columns: Int(getmaxx(window)), rows: Int(getmaxy(window)))
  }

  /// Every terminal that has a scrollback takes this; a console without one passes over it.
  package func forgetScrollback() {
    guard screen != nil, !isGone else { return }
    Self.send("\u{1b}[3J")
    // Some terminals erase more than that: everything is sent anew.
    clearok(curses_physical_screen(), true)
  }

  package func suspend() {
    guard screen != nil, !isGone else { return }
    leave()
    terminal_stop()
    resume()
    // The stop's own SIGCONT is answered by this return.
    readSignals()
    pending.remove(SIGCONT)
    pending.remove(SIGTSTP)
  }

  package func close() {
    guard let screen else { return }
    if isGone {
      // ncurses would wait for the output to drain; this tries once.
      terminal_restore()
    } else {
      leave()
    }
    delwin(keys)
    self.screen = nil
    delscreen(screen)
    terminal_release_signals()
  }

  /// Gives the terminal back to the shell, for a while or for good.
  private func leave() {
    def_prog_mode()
    Self.send(Self.pasteModeOff)
    endwin()
    // Some terminals hide the cursor again with their main screen where it was hidden when ncurses saved its place to scroll.
    Self.send(String(decoding: Self.capability("cnorm") ?? [], as: UTF8.self))
    terminal_set_active(false)
    showsCursor = nil
  }

  /// Takes the terminal again after a stop: mode, screen and everything on it.
  func resume() {
    // Whoever had the terminal meanwhile may have left it in another mode.
    reset_prog_mode()
    terminal_set_active(true)
    Self.send(Self.pasteModeOn)
    showsCursor = nil
    if fitToTerminal() { pending.insert(SIGWINCH) }
    redraw()
  }

  /// Sends everything anew.
  private func redraw() {
    clearok(curses_physical_screen(), true)
    wnoutrefresh(curses_screen_window())
    doupdate()
  }
}
