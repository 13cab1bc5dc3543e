import Checklists
import Foundation
import PtySupport
import TemporaryFolders

/// What a program without a terminal left.
struct ProgramRun {
  var code: Int32
  var out: String
  var error: String
}

/// One of our programs, which is not started yet.
///
/// - Parameter more: Of the environment.
func process(
  _ program: String, _ arguments: [String], in folder: String? = nil, language: Language = .vietnamese,
  more: [String: String] = [:]
) -> Process {
  let process = Process()
  process.executableURL = URL(filePath: PtyProgram.built(program))
  process.arguments = arguments
  process.environment = PtyProgram.environment([
    "LC_ALL": language == .english ? "en_GB.UTF-8" : "vi_VN.UTF-8"
  ]).merging(more) { $1 }
  process.standardInput = FileHandle.nullDevice
  if let folder { process.currentDirectoryURL = URL(filePath: folder) }
  return process
}

/// Runs one of our programs to its end, in a folder.
///
/// - Parameter input: What stands on its standard input.
func run(
  _ program: String, _ arguments: [String], in folder: String? = nil, language: Language = .vietnamese,
  more: [String: String] = [:], input: String = ""
) throws -> ProgramRun {
  let process = process(program, arguments, in: folder, language: language, more: more)
  // Files, not pipes: both may grow long, and nobody reads one while waiting for the other.
  let left = try TemporaryFolder()
  if !input.isEmpty {
    try left.write(input.utf8, to: "in")
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: left.file("in")))
  }
  var handles: [FileHandle] = []
  for name in ["out", "error"] {
    try left.write([], to: name)
    handles.append(try FileHandle(forWritingTo: URL(filePath: left.file(name))))
  }
  (process.standardOutput, process.standardError) = (handles[0], handles[1])
  try process.run()
  process.waitUntilExit()
  return ProgramRun(
    code: process.terminationStatus, out: String(decoding: try left.bytes("out"), as: UTF8.self),
    error: String(decoding: try left.bytes("error"), as: UTF8.self))
}
