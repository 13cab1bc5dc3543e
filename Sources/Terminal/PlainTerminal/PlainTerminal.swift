import CTerminal
import Glibc
package import TerminalUI

/// Lines on standard input and output, whatever they are.
///
/// Owns the terminal's mode and the signal handlers from `init` to `close`; only one may be open at a time. Not to be
/// shared between threads.
package final class PlainTerminal: LineTerminal {
  package let isScripted: Bool
  /// The read end of the pipe into which signal handlers write; -1 where there is none.
  private let signals: CInt
  /// What arrived and is no whole line yet.
  private var arrived: [UInt8] = []
  /// Whether the line that is arriving is already too long.
  private var isOverlong = false
  private var hasEnded = false
  /// Lines that are complete.
  private var lines: [LineInput] = []
  private var hidesTyping = false
  private var isOpen = true

  package init() {
    let isTerminal = isatty(STDIN_FILENO) == 1 && terminal_remember(STDIN_FILENO)
    isScripted = !isTerminal
    signals = terminal_catch_signals()
    if isTerminal {
      terminal_set_farewell(nil, 0)
      terminal_set_active(true)
    }
  }

  deinit { close() }

  /// Whether standard output is a terminal of less than that.
  package static func isSmall(columns: Int, rows: Int) -> Bool {
    var (wide, high): (CInt, CInt) = (0, 0)
    return terminal_size(STDOUT_FILENO, &wide, &high) && (wide < columns || high < rows)
  }

  package func say(_ lines: [String]) {
    for line in lines { send(line + "\n") }
  }

  package func ask(_ question: String, isSecret: Bool) {
    // Before the question stands there: who is quick must not see what is secret.
    setEcho(!isSecret)
    // Whoever types sees the question in front of the answer; in a transcript it has a line of its own.
    send(question + (isScripted ? "\n" : ": "))
  }

  /// Standard output, whole; a reader that went away is noticed by its signal or by the next read.
  private func send(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else {
        hasEnded = true
        return
      }
      bytes = bytes.dropFirst(max(0, count))
    }
  }

  /// Whether the terminal shows what is typed; without effect on anything else.
  private func setEcho(_ isOn: Bool) {
    guard !isScripted, hidesTyping == isOn else { return }
    var mode = termios()
    guard tcgetattr(STDIN_FILENO, &mode) == 0 else { return }
    if isOn { mode.c_lflag |= tcflag_t(ECHO) } else { mode.c_lflag &= ~tcflag_t(ECHO) }
    if tcsetattr(STDIN_FILENO, TCSADRAIN, &mode) == 0 { hidesTyping = !isOn }
  }

  package func next(milliseconds: Int) -> LineInput {
    if let line = lines.first {
      lines.removeFirst()
      return line
    }
    let deadline = ContinuousClock.now + .milliseconds(milliseconds)
    while true {
      var watched = [
        pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
        pollfd(fd: hasEnded ? -1 : STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      ]
      let rest = max(.zero, deadline - .now)
      let ready = poll(&watched, nfds_t(watched.count), CInt(min(60_000, (rest / .milliseconds(1)).rounded(.up))))
      if ready == 0 { return .tick }
      if ready < 0, errno != EINTR { return finished() }
      if watched[0].revents != 0, let input = signalled() { return input }
      guard watched[1].revents != 0 else { continue }
      if !read() { return finished() }
      if let line = lines.first {
        lines.removeFirst()
        // The Enter that ended a hidden line was not shown either.
        if hidesTyping { send("\n") }
        setEcho(true)
        return line
      }
    }
  }

  private func finished() -> LineInput {
    hasEnded = true
    return .ended
  }

  /// What a signal asks for; nil where it asks for nothing here.
  private func signalled() -> LineInput? {
    var number: UInt8 = 0
    guard Glibc.read(signals, &number, 1) == 1 else { return nil }
    switch CInt(number) {
    case SIGINT, SIGQUIT: return .interrupted
    case SIGTSTP: return .stopped
    case SIGTERM, SIGHUP: return finished()
    default: return nil
    }
  }

  /// Takes what has arrived; false where nothing will come any more. A last line without its end does not count.
  private func read() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(STDIN_FILENO, &chunk, chunk.count)
    if count < 0 { return errno == EINTR || errno == EAGAIN }
    for byte in chunk.prefix(count) {
      if byte == 0x0A {
        endLine()
      } else if arrived.count < LineInput.longestLine {
        arrived.append(byte)
      } else {
        isOverlong = true
      }
    }
    return count > 0
  }

  private func endLine() {
    lines.append(isOverlong ? .tooLong : .line(Self.text(arrived)))
    arrived.removeAll(keepingCapacity: true)
    isOverlong = false
  }

  /// A line as text: what is not UTF-8 is dropped, and so is the end that other systems put to a line.
  private static func text(_ bytes: [UInt8]) -> String {
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
    return String(String.UnicodeScalarView(scalars.filter { $0 != "\u{FFFD}" && $0 != "\r" }))
  }

  package func suspend() {
    let wasHidden = hidesTyping
    setEcho(true)
    terminal_stop()
    setEcho(!wasHidden)
  }

  package func close() {
    guard isOpen else { return }
    isOpen = false
    setEcho(true)
    terminal_set_active(false)
    terminal_release_signals()
  }
}
