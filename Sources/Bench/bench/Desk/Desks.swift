import Assets
import DeskLive
import DeskSamples
import DeskUI
import Foundation
import Journal
import JournalStore
import TerminalUI

/// The program that is measured, and journals for it.
struct Desks {
  /// The path of `tiepsuc`.
  var program: String

  /// The one beside this program, where nobody names another.
  init(_ path: String?) throws {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    program = path ?? (own as NSString).deletingLastPathComponent + "/tiepsuc"
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw failure(
        "There is no tiepsuc at \(program). Build it (swift build -c release --product tiepsuc) or name one with --desk."
      )
    }
  }

  /// How it was linked, as the file says, and its size.
  var linking: String {
    let data = (try? Data(contentsOf: URL(fileURLWithPath: program), options: .alwaysMapped)) ?? Data()
    // A dynamic program names its loader.
    let isDynamic = data.prefix(65_536).range(of: Data("/ld-linux".utf8)) != nil
    return "\(isDynamic ? "linked dynamically" : "linked with -static-executable"), \(data.count / 1_048_576) MB"
  }

  /// A copy without symbols, with its files beside it: valgrind 3.19 gives up on the newer debug information of Swift.
  func stripped(into folder: String) throws -> String {
    guard let strip = installed("strip") else { return program }
    let copy = folder + "/tiepsuc"
    let process = try Process.run(URL(fileURLWithPath: strip), arguments: ["-o", copy, program])
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return program }
    let resources = "tiepsuc_Assets.resources"
    let beside = URL(fileURLWithPath: program).deletingLastPathComponent().appendingPathComponent(resources).path
    try FileManager.default.createSymbolicLink(atPath: folder + "/" + resources, withDestinationPath: beside)
    return copy
  }

  /// Starts it on a pseudo-terminal.
  func open(_ folder: String) throws -> Pty { try Pty([program, "--data", folder]) }

  /// Fills a folder with an invented journal.
  static func fill(_ folder: String, entries: Int, seed: UInt64 = 1) throws {
    let filling = Filling(folder: folder, entries: entries, seed: seed, last: Filling.usualLastDay)
    _ = try filling.run()
  }

  /// The lines of the journal list as the desk shows them, newest first, without the column of the selection and digits:
  /// other lists get the same texts.
  static func rows(_ folder: String, count: Int) throws -> [String] {
    let store = try JournalStore.open(folder: folder, practice: false, now: .now())
    let assets = try shippedFolder()
    let runner = EffectRunner(
      journal: store, shelf: FileShelf(shipped: assets), clock: { .now() },
      switchJournal: { _ throws(JournalProblem) in throw .notWritable(path: folder) })
    let desk = try Headless(
      runner: runner, size: Size(columns: 80, rows: count + 5), capabilities: .full, clock: { .now() })
    desk.send(.key(.character("n")))
    let lines = desk.frame.text.split(separator: "\n", omittingEmptySubsequences: false)
    try store.close()
    return lines.dropFirst(3).prefix(count).map { String($0.dropFirst(5)) }
  }
}
