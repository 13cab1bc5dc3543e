import CNcurses
import CTerminal
import Glibc
import TerminalUI

extension CursesTerminal {
  /// A variable of the environment; nil where it is unset or empty.
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// What the terminal does for a name of terminfo, without padding; nil where it cannot.
  static func capability(_ name: String) -> [UInt8]? {
    guard let found = tigetstr(name), Int(bitPattern: found) != -1, found.pointee != 0 else { return nil }
    var bytes: [UInt8] = []
    var isPadding = false
    for byte in String(cString: found).utf8 {
      // "$<5/>" asks for a pause of 5 ms, which only printing terminals need.
      if byte == UInt8(ascii: "$") { isPadding = true }
      if !isPadding { bytes.append(byte) }
      if byte == UInt8(ascii: ">") { isPadding = false }
    }
    return bytes
  }

  /// Why `setupterm` refused: 0 is a terminal too general to draw on or one that is not listed, -1 no list at all.
  static func problem(_ term: String?, _ answer: CInt) -> TerminalProblem {
    guard let term else { return .unknownTerm(nil) }
    // The list knows these, and says that they are of no use for a screen.
    let isListed = answer == 0 && ["dumb", "unknown", "network"].contains(term)
    return isListed ? .tooDumb : .unknownTerm(term)
  }

  /// The font of the console on standard output; nil where it is none, or does not say.
  static func consoleFont() -> ConsoleFont? {
    var map = [UInt8](repeating: 0, count: Int(terminal_font_map_bytes))
    guard terminal_console_font(STDOUT_FILENO, &map) else { return nil }
    return ConsoleFont { map[Int($0 >> 3)] & 1 << UInt8($0 & 7) != 0 }
  }

  /// Whether lines, blocks and dots have glyphs of their own. A terminal emulator takes missing ones from another font.
  static func hasSymbols(_ font: ConsoleFont?) -> Bool {
    guard let font else { return environment("TERM")?.hasPrefix("linux") != true }
    return "─│▀▄█●…".unicodeScalars.allSatisfy { font.drawn($0.value) == $0.value }
  }

  func setModes() {
    // Keys come one by one and unchanged, Ctrl-C, Ctrl-Z and Ctrl-S too.
    raw()
    noecho()
    nonl()
    typeahead(-1)
    // Over a slow line the parts of a key may come apart; whoever knows that says how long to wait.
    if Self.environment("ESCDELAY") == nil { set_escdelay(25) }
    keypad(keys, true)
    nodelay(keys, true)
    mouseinterval(0)
    // Presses that arrive together with their releases, over a slow line, are told as clicks and double clicks.
    let clicks = curses_left_click() | curses_left_double_click() | curses_left_triple_click()
    mousemask(curses_left_press() | clicks | curses_wheel_up() | curses_wheel_down(), nil)
    // Terminals disagree about what inserting a cell does to a wide letter.
    idcok(curses_screen_window(), false)
    let farewell =
      ["sgr0", "op", "cnorm", "rmkx"].flatMap { Self.capability($0) ?? [] }
      + Array(Self.pasteModeOff.utf8)
      // Leaves every mouse mode; a terminal without them ignores it.
      + (Self.capability("kmous") == nil ? [] : Array("\u{1B}[?1006;1000l".utf8))
      + (Self.capability("rmcup") ?? [])
    terminal_set_farewell(farewell, farewell.count)
  }

  /// Bracketed paste (xterm, "Bracketed Paste Mode"): pasted text comes between marks. A terminal without it ignores this.
  static let pasteModeOn = "\u{1B}[?2004h"
  static let pasteModeOff = "\u{1B}[?2004l"

  /// Sends a control sequence past ncurses, which does not know it.
  static func send(_ sequence: String) {
    var bytes = Array(sequence.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { return }
      bytes = bytes.dropFirst(max(0, count))
    }
  }

  /// Makes ncurses' screen as large as the terminal; returns whether that changed anything.
  @discardableResult
  func fitToTerminal() -> Bool {
    var columns: CInt = 0
    var rows: CInt = 0
    guard terminal_size(STDOUT_FILENO, &columns, &rows), let window = curses_screen_window() else { return false }
    if getmaxx(window) == columns, getmaxy(window) == rows { return false }
    return resizeterm(rows, columns) == OK
  }
}
