import PtySupport
import Testing

/// The program that shows a frame and names each input, and what its tests do again and again.
struct Sample {
  let program: PtyProgram

  /// Starts it and waits for its first frame.
  init(
    _ changes: [String: String?] = [:], columns: Int = 80, rows: Int = 24,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    program = PtyProgram(
      path: PtyProgram.built("terminal-sample"), environment: PtyProgram.environment(changes), columns: columns,
      rows: rows)
    expect("sample \(columns)x\(rows)", sourceLocation: sourceLocation)
  }

  /// Presses keys and waits for what the program calls the last of them.
  func press(_ keys: PtyKey..., expecting text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    for key in keys { program.press(key) }
    expect(text, sourceLocation: sourceLocation)
  }

  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let isThere = program.waitFor(text)
    #expect(isThere, "“\(text)” in\n\(program.screenText)", sourceLocation: sourceLocation)
  }

  /// Everything the program has sent, with escapes as they came.
  var sent: String { String(decoding: program.received, as: UTF8.self) }
}

/// Starts a shell command on a terminal.
func shell(_ command: String, _ changes: [String: String?] = [:]) -> PtyProgram {
  PtyProgram(path: "/bin/sh", arguments: ["-c", command], environment: PtyProgram.environment(changes))
}
