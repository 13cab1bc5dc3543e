import CNcurses
import CTerminal
import Glibc
package import TerminalUI

extension CursesTerminal {
  package func next(milliseconds: Int) -> Input {
    guard screen != nil else { return .ended }
    let end = now() + max(0, milliseconds)
    // Input that poll announces again and again and that cannot be read: the terminal belongs to somebody else.
    var fruitless = 0
    while true {
      readSignals()
      if let input = signalled() ?? arrived() { return input }
      if isGone { return .ended }
      let rest = end - now()
      // Even without time to wait, poll is what notices a hang-up.
      switch wait(milliseconds: max(0, rest)) {
      case .input:
        let count = terminal_arrived(STDIN_FILENO)
        if let input = arrived() { return input }
        fruitless = terminal_arrived(STDIN_FILENO) < count ? 0 : fruitless + 1
        isGone = count <= 0 || fruitless > 100
      case .gone: isGone = true
      case .signal: break
      case .nothing where rest <= 0: return .tick
      case .nothing: break
      }
    }
  }

  // MARK: Signals

  /// Takes over what the handlers wrote.
  func readSignals() {
    var bytes: (UInt64, UInt64) = (0, 0)
    withUnsafeMutableBytes(of: &bytes) { buffer in
      while case let count = read(signals, buffer.baseAddress, buffer.count), count > 0 {
        for byte in buffer.prefix(count) { pending.insert(CInt(byte)) }
      }
    }
  }

  /// What the signals mean that came, the most urgent first.
  private func signalled() -> Input? {
    if isKiosk { pending.subtract([SIGHUP, SIGINT, SIGQUIT, SIGTSTP]) }
    if pending.isEmpty { return nil }
    for ending in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] where pending.remove(ending) != nil { return .ended }
    if pending.remove(SIGTSTP) != nil {
      suspend()
      return .resumed
    }
    if pending.remove(SIGCONT) != nil {
      // Stopped by a signal that cannot be caught, so nothing was put back and the shell has its own mode.
      resume()
      return .resumed
    }
    if pending.remove(SIGWINCH) != nil {
      fitToTerminal()
      return .resize(size)
    }
    pending.removeAll()
    return nil
  }

  // MARK: Waiting

  private enum Arrival { case input, signal, gone, nothing }

  private func wait(milliseconds: Int) -> Arrival {
    let wanted = Int16(POLLIN)
    var ends = (
      pollfd(fd: STDIN_FILENO, events: wanted, revents: 0), pollfd(fd: signals, events: wanted, revents: 0)
    )
    let count = withUnsafeMutableBytes(of: &ends) {
      poll($0.assumingMemoryBound(to: pollfd.self).baseAddress, 2, CInt(clamping: milliseconds))
    }
    if count < 0 { return errno == EINTR ? .signal : .gone }
    if ends.1.revents != 0 { return .signal }
    if ends.0.revents & wanted != 0 { return .input }
    return ends.0.revents != 0 ? .gone : .nothing
  }

  /// Milliseconds on a clock that nobody sets.
  private func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  // MARK: Keys

  /// The next input that has already arrived.
  private func arrived() -> Input? {
    if let click = clicks.popLast() { return click }
    while let unit = nextUnit() {
      switch unit {
      case .code(KEY_MOUSE): if let input = mouse() { return input }
      // Comes from our own `fitToTerminal`; the signal has told it already.
      case .code(KEY_RESIZE): break
      case .code(let code): if let key = key(ofCode: code) { return .key(key) }
      case .scalar("\u{1B}"): if let input = escaped() { return input }
      case .scalar(let scalar): if let key = key(of: scalar) { return .key(composed(key, from: scalar)) }
      }
    }
    return nil
  }

  private func nextUnit() -> InputUnit? {
    if let unit = unread.popLast() { return unit }
    while case let value = wgetch(keys), value != ERR {
      if value > 0xFF { return .code(value) }
      if let scalar = letters.take(UInt8(truncatingIfNeeded: value)) { return .scalar(scalar) }
    }
    return nil
  }

  /// A letter together with the marks that follow it: some keyboards send "ê" as "e" and a circumflex.
  private func composed(_ key: Key, from base: Unicode.Scalar) -> Key {
    guard case .character = key else { return key }
    var cluster = String.UnicodeScalarView([base])
    while cluster.count < 4, let unit = nextUnit() {
      guard case .scalar(let mark) = unit, (0x300...0x36F).contains(mark.value) else {
        unread.append(unit)
        break
      }
      cluster.append(mark)
    }
    let text = String(cluster)
    if text.count == 1, let character = text.first { return .character(character) }
    // Marks do not join everything (a line separator, say): then they come one by one.
    unread += cluster.dropFirst().reversed().map(InputUnit.scalar)
    return key
  }

  /// What follows an escape: nothing (the key itself), or a sequence that ncurses does not list for this terminal.
  private func escaped() -> Input? {
    guard let first = nextUnit() else { return .key(.escape) }
    if case .scalar(let scalar) = first, "]PX^_".unicodeScalars.contains(scalar), let second = soon() {
      skipString(second)
      return nil
    }
    guard first == .scalar("[") || first == .scalar("O"), let second = soon() else {
      unread.append(first)
      return .key(.escape)
    }
    if first == .scalar("O") {
      if case .scalar(let final) = second, let input = input(ofSequence: "O", final: final) { return input }
      unread += [second, first]
      return .key(.escape)
    }
    var parameters = ""
    var unit: InputUnit? = second
    while case .scalar(let scalar) = unit, parameters.utf8.count < 32, (0x20...0x7E).contains(scalar.value) {
      // The Linux console has a second bracket before the letters of F1 to F5.
      if scalar.value >= 0x40, !(parameters.isEmpty && scalar == "[") {
        if parameters == "200", scalar == "~" { return .paste(pasted()) }
        return input(ofSequence: parameters, final: scalar)
      }
      parameters.unicodeScalars.append(scalar)
      unit = soon()
    }
    // Broken off: its pieces must not land in a text field.
    if let unit { unread.append(unit) }
    return nil
  }

  /// Reads over a string that the terminal sent in answer to something (ECMA-48 §5.6: OSC, DCS, SOS, PM, APC), up to its
  /// end; however late it comes, it is no key.
  private func skipString(_ first: InputUnit) {
    var unit: InputUnit? = first
    var count = 0
    while let now = unit, count < 65_536 {
      if now == .scalar("\u{07}") || now == .scalar("\u{9C}") { return }
      if now == .scalar("\u{1B}") {
        // The end is ESC \; anything else begins something new.
        let next = soon()
        if let next, next != .scalar("\\") { unread += [next, now] }
        return
      }
      count += 1
      unit = soon()
    }
  }

  /// The text up to the mark that ends a paste. Its first scalars are kept; a terminal that never sends the mark ends it by
  /// falling silent.
  private func pasted() -> String {
    let end = Array("\u{1B}[201~".unicodeScalars)
    var scalars: [Unicode.Scalar] = []
    var tail: [Unicode.Scalar] = []
    while let unit = soon(atLeast: 500) {
      guard case .scalar(let scalar) = unit else { continue }
      tail.append(scalar)
      if tail == end { return text(scalars) }
      // What only looked like the beginning of the mark is text.
      while !end.starts(with: tail), !tail.isEmpty {
        if scalars.count < Input.longestPaste { scalars.append(tail[0]) }
        tail.removeFirst()
      }
    }
    return text(scalars)
  }

  private func text(_ scalars: [Unicode.Scalar]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  /// The next unit if it comes as fast as only a terminal sends: within the time that ncurses waits for the parts of a key.
  private func soon(atLeast milliseconds: Int = 0) -> InputUnit? {
    if let unit = nextUnit() { return unit }
    return wait(milliseconds: max(milliseconds, Int(get_escdelay()))) == .input ? nextUnit() : nil
  }

  private func mouse() -> Input? {
    var event = MEVENT()
    guard getmouse(&event) == OK else { return nil }
    let click = Input.click(column: Int(event.x), row: Int(event.y))
    if event.bstate & (curses_left_press() | curses_left_click()) != 0 { return click }
    if event.bstate & curses_left_double_click() != 0 {
      clicks = [click]
      return click
    }
    if event.bstate & curses_left_triple_click() != 0 {
      clicks = [click, click]
      return click
    }
    if event.bstate & curses_wheel_up() != 0 { return .wheel(-1) }
    return event.bstate & curses_wheel_down() != 0 ? .wheel(1) : nil
  }
}
