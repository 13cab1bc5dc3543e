import Foundation
import PtySupport

/// What a command without a terminal left.
struct CommandRun {
  var code: Int32
  var out: String
  var error: String

  var lines: [String] { out.split(separator: "\n").map(String.init) }

  /// Each line as a JSON object; throws where one is none.
  func objects() throws -> [[String: Any]] {
    try lines.map { line in
      guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
        throw CocoaError(.coderReadCorrupt)
      }
      return object
    }
  }
}

/// Runs `tiepsuc` to its end, with pipes in place of a terminal.
func tiepsuc(_ arguments: [String], _ changes: [String: String?] = [:]) throws -> CommandRun {
  try run(PtyProgram.built("tiepsuc"), arguments, changes)
}

/// Runs any program to its end.
///
/// - Parameter input: what it reads; nil: nothing.
func run(
  _ path: String, _ arguments: [String], _ changes: [String: String?] = [:], input: String? = nil
) throws -> CommandRun {
  let process = Process()
  process.executableURL = URL(filePath: path)
  process.arguments = arguments
  process.environment = PtyProgram.environment(changes)
  // Files, not pipes: both may grow long, and nobody reads one while waiting for the other.
  let folder = DataFolder()
  if let input {
    try folder.write(Data(input.utf8), to: "in")
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: folder.file("in")))
  } else {
    process.standardInput = FileHandle.nullDevice
  }
  var handles: [FileHandle] = []
  for name in ["out", "error"] {
    try folder.write(Data(), to: name)
    handles.append(try FileHandle(forWritingTo: URL(filePath: folder.file(name))))
  }
  process.standardOutput = handles[0]
  process.standardError = handles[1]
  try process.run()
  process.waitUntilExit()
  return CommandRun(
    code: process.terminationStatus, out: String(decoding: folder.bytes("out"), as: UTF8.self),
    error: String(decoding: folder.bytes("error"), as: UTF8.self))
}
