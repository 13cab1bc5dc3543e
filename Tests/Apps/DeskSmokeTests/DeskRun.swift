import Glibc
import PtySupport
import Testing

/// A desk on a terminal, and what the tests do with it again and again.
final class DeskRun {
  let program: PtyProgram
  /// Stays as long as the program may write to it.
  private let folder: DataFolder

  /// Starts the desk on a data folder.
  init(
    _ folder: DataFolder, _ arguments: [String] = [], _ changes: [String: String?] = [:], columns: Int = 80,
    rows: Int = 24
  ) {
    self.folder = folder
    program = PtyProgram(
      path: PtyProgram.built("tiepsuc"), arguments: ["--data", folder.path] + arguments,
      environment: PtyProgram.environment(changes), columns: columns, rows: rows)
  }

  /// Starts any command line in a shell on a terminal.
  init(shell command: String, in folder: DataFolder, _ changes: [String: String?] = [:]) {
    self.folder = folder
    program = PtyProgram(
      path: "/bin/bash", arguments: ["--norc", "--noprofile", "-c", command],
      environment: PtyProgram.environment(changes))
  }

  deinit {
    if !program.hasEnded {
      program.kill(SIGKILL)
      _ = program.waitForExit()
    }
    // Debian's faketime has no time to take its shared memory away where it is killed.
    for name in ["faketime_shm_", "sem.faketime_sem_"] { unlink("/dev/shm/\(name)\(program.process)") }
  }

  /// The screen of a complete frame: what is looked for stands there as a whole, also where the rest of its frame was
  /// still on the way when its first words came.
  var text: String {
    settle()
    return program.screenText
  }

  /// Waits until all texts stand on the screen together.
  func see(_ texts: String..., sourceLocation: SourceLocation = #_sourceLocation) {
    let isThere = program.waitUntil { screen in texts.allSatisfy { shows($0, screen) } }
    #expect(isThere, "\(texts) in\n\(text)", sourceLocation: sourceLocation)
  }

  /// Presses keys and waits for what must be on the screen then.
  func press(_ keys: PtyKey..., see expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    for key in keys { program.press(key) }
    let isThere = program.waitUntil { shows(expected, $0) }
    #expect(isThere, "“\(expected)” after \(keys) in\n\(text)", sourceLocation: sourceLocation)
  }

  /// Presses a key that must be meant, as it answers for good: after a look at the screen, and not as a key that is held
  /// down. However slow the machine is, it is no sooner than that.
  func mean(_ key: PtyKey, see expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let since = ContinuousClock.now
    _ = program.waitUntil { _ in ContinuousClock.now - since > .milliseconds(900) }
    press(key, see: expected, sourceLocation: sourceLocation)
  }

  /// Presses a key and waits for the screen to be as it must.
  func press(_ key: PtyKey, until isThere: (String) -> Bool) {
    program.press(key)
    _ = program.waitUntil(isThere)
  }

  /// The same for a key that must be meant.
  func mean(_ key: PtyKey, until isThere: (String) -> Bool) {
    let since = ContinuousClock.now
    _ = program.waitUntil { _ in ContinuousClock.now - since > .milliseconds(900) }
    press(key, until: isThere)
  }

  /// Whether a text stands there, also one that is broken over several lines.
  private func shows(_ text: String, _ screen: String) -> Bool {
    func squeezed(_ text: String) -> String { text.filter { !$0.isWhitespace } }
    return screen.contains(text) || (text.count > 8 && squeezed(screen).contains(squeezed(text)))
  }

  /// Pulls the plug.
  func crash(sourceLocation: SourceLocation = #_sourceLocation) {
    program.kill(SIGKILL)
    #expect(program.waitForExit() == .signal(SIGKILL), sourceLocation: sourceLocation)
  }

  /// Leaves by the key on the first screen.
  func leave(sourceLocation: SourceLocation = #_sourceLocation) {
    program.press("q")
    #expect(program.waitForExit() == .code(0), "\(text)", sourceLocation: sourceLocation)
    #expect(program.terminalIsRestored, sourceLocation: sourceLocation)
  }

  /// Ends with a sentence in place of a screen.
  func refuses(_ sentence: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let exit = program.waitForExit()
    // A sentence longer than the terminal is broken anywhere.
    let flat = text.replacing("\n", with: "").replacing(" ", with: "")
    #expect(flat.contains(sentence.replacing(" ", with: "")), "\(text)", sourceLocation: sourceLocation)
    #expect(exit != nil && exit != .code(0), sourceLocation: sourceLocation)
    #expect(program.terminalIsRestored, sourceLocation: sourceLocation)
    #expect(!program.received.contains(0x1B), "it drew on the terminal", sourceLocation: sourceLocation)
  }

  /// The screen without what moves by itself: the clock and the elapsed times.
  var steady: String { text.replacing(/[0-9]+:[0-9][0-9]/, with: "#") }

  /// Waits until a frame is complete: nothing more comes.
  func settle() {
    var count = -1
    var since = ContinuousClock.now
    _ = program.waitUntil { _ in
      if program.bytesReceived != count { (count, since) = (program.bytesReceived, .now) }
      return ContinuousClock.now - since > .milliseconds(40)
    }
  }

  /// Everything that must come back after a crash.
  var picture: Picture {
    Picture(text: steady, cursor: program.isCursorVisible ? [program.cursor.column, program.cursor.row] : [])
  }

  struct Picture: Equatable, CustomStringConvertible {
    var text: String
    var cursor: [Int]
    var description: String { "\(text)\ncursor \(cursor)" }
  }

  /// Waits until the screen is the same as before.
  func see(_ picture: Picture, sourceLocation: SourceLocation = #_sourceLocation) {
    let isThere = program.waitUntil { _ in self.picture == picture }
    #expect(isThere, "\(picture)\nexpected, but\n\(self.picture)", sourceLocation: sourceLocation)
  }

  // MARK: The checklist vneid

  /// From home to the first step: card, Android, own number, nothing done yet.
  func begin(sourceLocation: SourceLocation = #_sourceLocation) {
    press("1", see: "Đọc cho bác nghe", sourceLocation: sourceLocation)
    mean("1", see: "Bác có thẻ căn cước", sourceLocation: sourceLocation)
    press(.enter, see: "điện thoại loại nào", sourceLocation: sourceLocation)
    press(.enter, see: "đứng tên bác không", sourceLocation: sourceLocation)
    press(.enter, see: "đã có gì với VNeID", sourceLocation: sourceLocation)
    press(.enter, see: "Bước 1/12", sourceLocation: sourceLocation)
  }

  /// From a step to the question for the outcome.
  func walk(from first: Int, sourceLocation: SourceLocation = #_sourceLocation) {
    for step in first..<12 { press(.enter, see: "Bước \(step + 1)/12", sourceLocation: sourceLocation) }
    press(.enter, see: "Kết quả của lượt này?", sourceLocation: sourceLocation)
  }

  /// From any step to the receipt, and home.
  func finish(sourceLocation: SourceLocation = #_sourceLocation) {
    press("f", see: "Kết quả của lượt này?", sourceLocation: sourceLocation)
    mean("1", see: "nhóm tuổi nào", sourceLocation: sourceLocation)
    mean("x", see: "Mã biên nhận", sourceLocation: sourceLocation)
    mean(.enter, see: "Bác cần giúp việc gì", sourceLocation: sourceLocation)
  }
}
