import CPty
import CVTerm
import Glibc

/// A program running on a terminal in this process: what it draws is read by libvterm, what a test presses it receives.
///
/// Waiting follows what the program sends, never a fixed time. The program is killed with the last reference. Not to be
/// shared between threads.
package final class PtyProgram {
  /// How a program ended.
  package enum Exit: Equatable, Sendable {
    /// By itself, with that exit code.
    case code(Int)
    /// By that signal.
    case signal(Int32)
  }

  /// The process, or -1 where it could not be started.
  package let process: Int32
  /// Everything the program has sent so far.
  package private(set) var received: [UInt8] = []
  /// Whether the program shows the alternate screen, as full-screen programs do.
  package private(set) var isAlternateScreen = false
  /// Whether the text cursor is visible.
  package private(set) var isCursorVisible = true
  /// Whether the program asked for clicks. From the bytes themselves: libvterm 0.1 overlooks a second number.
  package var isMouseOn: Bool {
    let text = String(decoding: received, as: UTF8.self)
    let last = text.matches(of: /\u{1B}\[\?(?:[0-9]+;)*1000(?:;[0-9]+)*([hl])/).last
    return last.map { $0.output.1 == "h" } ?? false
  }
  /// The terminal's width in cells.
  package private(set) var columns: Int
  /// The terminal's height in cells.
  package private(set) var rows: Int

  /// Bytes at the end of ``received`` that the screen has not taken yet.
  private var undrawn: [UInt8] = []
  private var master: CInt = -1
  private var exit: Exit?
  /// Whether nobody holds the other side of the terminal any more: nothing else will come.
  private var isHungUp = false
  private let terminal: OpaquePointer
  private let screen: OpaquePointer
  /// What libvterm calls back; it keeps the pointer.
  private let callbacks = UnsafeMutablePointer<VTermScreenCallbacks>.allocate(capacity: 1)

  /// Starts a program. `arguments` come after its name; the environment is exactly the one given.
  package init(
    path: String, arguments: [String] = [], environment: [String: String] = PtyProgram.environment(),
    columns: Int = 80, rows: Int = 24
  ) {
    self.columns = columns
    self.rows = rows
    terminal = vterm_new(CInt(rows), CInt(columns))
    vterm_set_utf8(terminal, 1)
    screen = vterm_obtain_screen(terminal)
    var pointers = ([path] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    process = pty_start(path, &pointers, &variables, CInt(columns), CInt(rows), &master)
    for pointer in pointers + variables { free(pointer) }
    callbacks.initialize(to: VTermScreenCallbacks())
    callbacks.pointee.settermprop = { property, value, user in
      guard let user, let value else { return 0 }
      return Unmanaged<PtyProgram>.fromOpaque(user).takeUnretainedValue().changed(property, value.pointee)
    }
    vterm_screen_set_callbacks(screen, callbacks, Unmanaged.passUnretained(self).toOpaque())
    vterm_screen_enable_altscreen(screen, 1)
    vterm_screen_reset(screen, 1)
  }

  deinit {
    if exit == nil, process > 0 {
      Glibc.kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    hangUp()
    vterm_free(terminal)
    callbacks.deallocate()
  }

  /// An environment with nothing in it but a terminal, a UTF-8 locale and a path, changed as asked; nil removes.
  package static func environment(_ changes: [String: String?] = [:]) -> [String: String] {
    var environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]
    for (name, value) in changes { environment[name] = value }
    return environment
  }

  /// The path of a program that was built together with the tests.
  package static func built(_ name: String) -> String {
    let image = String(cString: pty_image())
    var folder =
      realpath(image, nil).map { pointer in
        defer { free(pointer) }
        return String(cString: pointer)
      } ?? image
    // The bundle is a file beside the programs, or a folder around one.
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      let path = "\(folder)/\(name)"
      if access(path, X_OK) == 0 { return path }
    }
    return ".build/debug/\(name)"
  }

  private func changed(_ property: VTermProp, _ value: VTermValue) -> CInt {
    switch property {
    case VTERM_PROP_ALTSCREEN: isAlternateScreen = value.boolean != 0
    case VTERM_PROP_CURSORVISIBLE: isCursorVisible = value.boolean != 0
    default: break
    }
    return 1
  }

  // MARK: What a test does

  /// Sends bytes as if they had been typed.
  package func send(_ text: String) { send(Array(text.utf8)) }

  /// Sends bytes as they are, whole letters or not.
  package func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        // The program has not read yet; it may be waiting for us to read what it draws.
        if !receive(milliseconds: 100), hasEnded { return }
      } else {
        return
      }
    }
  }

  /// Presses keys one after another.
  package func press(_ keys: PtyKey...) { send(keys.map(\.bytes).joined()) }

  /// Gives the terminal another size.
  package func resize(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    vterm_set_size(terminal, CInt(rows), CInt(columns))
    pty_resize(master, CInt(columns), CInt(rows))
  }

  /// Sends a signal to the program alone.
  package func kill(_ signal: Int32) { Glibc.kill(process, signal) }

  /// Pulls the plug: the terminal is gone for the program.
  package func hangUp() {
    if master >= 0 { close(master) }
    master = -1
  }

  // MARK: What a test waits for

  /// After so many seconds what was waited for does not come: far more than any machine needs, as only a test that fails
  /// waits for so long.
  package static let patience = 120.0

  /// Reads what the program draws until the screen is as wanted; false where it is not in time.
  package func waitUntil(timeoutSeconds: Double = patience, _ isReached: (_ screenText: String) -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(timeoutSeconds)
    while true {
      if isReached(screenText) { return true }
      let rest = end - .now
      if rest <= .zero { return false }
      if !receive(milliseconds: min(50, Int(rest / .milliseconds(1)))), hasEnded {
        while receive(milliseconds: 0) {}
        return isReached(screenText)
      }
    }
  }

  /// Waits until a text stands on the screen.
  package func waitFor(_ text: String, timeoutSeconds: Double = patience) -> Bool {
    waitUntil(timeoutSeconds: timeoutSeconds) { $0.contains(text) }
  }

  /// Waits for the program's end; nil where it still runs. Reads what it sends meanwhile.
  package func waitForExit(timeoutSeconds: Double = patience) -> Exit? {
    let end = ContinuousClock.now + .seconds(timeoutSeconds)
    while !hasEnded, ContinuousClock.now < end {
      if !receive(milliseconds: 5) { usleep(1_000) }
    }
    // What it sent last may still be on its way through the kernel: all has come when nobody holds the other side any
    // more. Another process that it started may hold it longer.
    let hangUp = ContinuousClock.now + .seconds(exit == nil ? 0 : 2)
    while receive(milliseconds: 20) || !isHungUp && ContinuousClock.now < hangUp {}
    return exit
  }

  /// Whether the program has ended.
  package var hasEnded: Bool {
    if exit != nil { return true }
    var code: CInt = 0
    var number: CInt = 0
    guard pty_ended(process, &code, &number) else { return false }
    exit = number == 0 ? .code(Int(code)) : .signal(number)
    return true
  }

  /// Takes in what the program sends next; false where nothing came in time.
  private func receive(milliseconds: Int) -> Bool {
    guard master >= 0 else {
      isHungUp = true
      return false
    }
    var end = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&end, 1, CInt(milliseconds)) > 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(master, &bytes, bytes.count)
    guard count > 0 else {
      isHungUp = count == 0 || errno != EINTR && errno != EAGAIN
      return false
    }
    received += bytes[..<count]
    undrawn += bytes[..<count]
    let whole = undrawn.count - Self.brokenOff(undrawn)
    _ = undrawn.withUnsafeBytes {
      vterm_input_write(terminal, $0.assumingMemoryBound(to: CChar.self).baseAddress, whole)
    }
    undrawn.removeFirst(whole)
    answer()
    return true
  }

  /// How many bytes at the end belong to a letter that is not complete yet: libvterm 0.1 loses those it gets in pieces.
  private static func brokenOff(_ bytes: [UInt8]) -> Int {
    for count in 1...3 where count <= bytes.count {
      let byte = bytes[bytes.count - count]
      if byte < 0x80 { return 0 }
      if byte >= 0xC0 { return count < (byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2) ? count : 0 }
    }
    return 0
  }

  /// Sends what the terminal itself replies to the program's questions.
  private func answer() {
    var bytes = [CChar](repeating: 0, count: 256)
    while case let count = vterm_output_read(terminal, &bytes, bytes.count), count > 0 {
      _ = write(master, bytes, count)
    }
  }

  // MARK: What a test sees

  /// How many bytes the program has sent so far.
  package var bytesReceived: Int { received.count }

  /// The screen, one line a row, without trailing blanks.
  package var screenText: String {
    (0..<rows).map { row in
      var line = ""
      for column in 0..<columns {
        let text = raw(column, row).map { PtyCell($0).text } ?? ""
        // The right half of a wide letter has no text; a cell never written to is a blank.
        line += text.isEmpty && !isRightHalf(column, row) ? " " : text
      }
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }

  /// One cell with its colours; an empty one outside the screen.
  package func cell(column: Int, row: Int) -> PtyCell { raw(column, row).map(PtyCell.init) ?? PtyCell() }

  /// Where the text cursor stands.
  package var cursor: (column: Int, row: Int) {
    var place = VTermPos()
    vterm_state_get_cursorpos(vterm_obtain_state(terminal), &place)
    return (Int(place.col), Int(place.row))
  }

  /// Whether the terminal is as a shell left it: main screen, cursor visible, no mouse, lines edited and echoed.
  package var terminalIsRestored: Bool {
    !isAlternateScreen && isCursorVisible && !isMouseOn && pty_is_sane(master)
  }

  private func raw(_ column: Int, _ row: Int) -> VTermScreenCell? {
    var cell = VTermScreenCell()
    return vterm_screen_get_cell(screen, VTermPos(row: CInt(row), col: CInt(column)), &cell) != 0 ? cell : nil
  }

  private func isRightHalf(_ column: Int, _ row: Int) -> Bool {
    column > 0 && raw(column - 1, row).map { $0.width == 2 } == true
  }
}
