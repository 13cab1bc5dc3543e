import Foundation
import Testing

/// The threat model names the tests that show it: they are there, under these names.
@Suite struct ThreatModelTests {
  private static let root: URL = {
    var root = URL(filePath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root
  }()

  /// The texts of all files of tests, by their names without the ending; some are of two targets.
  private func suites() throws -> [String: [String]] {
    let tests = Self.root.appending(path: "Tests")
    let files = try #require(FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil))
    var suites: [String: [String]] = [:]
    for case let file as URL in files where file.pathExtension == "swift" {
      suites[file.deletingPathExtension().lastPathComponent, default: []].append(
        try String(contentsOf: file, encoding: .utf8))
    }
    return suites
  }

  @Test func `each line names tests that exist`() throws {
    let suites = try suites()
    let text = try String(
      contentsOf: Self.root.appending(path: "Sources/Core/Protocol/Protocol.docc/ThreatModel.md"), encoding: .utf8)
    let head = "| tried | what stops it | test |"
    var (lines, isTable, named) = (0, false, 0)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == head || !line.hasPrefix("|") { isTable = line == head }
      guard isTable, line != head, !line.hasPrefix("| ---"), !line.hasSuffix("| not promised, see below |") else {
        continue
      }
      lines += 1
      let cell = line.dropLast().split(separator: "|").last ?? ""
      let parts = cell.matches(of: /`(\w+)`((?:,? "[^"]+")+)/)
      // None stands there without a name.
      #expect(!parts.isEmpty && parts.count == cell.matches(of: /`\w+`/).count, "\(line)")
      for part in parts {
        let (suite, texts) = (part.1, suites[String(part.1)] ?? [])
        for name in part.2.matches(of: /"([^"]+)"/).map(\.1) {
          #expect(texts.contains { $0.contains("func `\(name)") }, "\(suite): \(name)")
          named += 1
        }
      }
    }
    #expect(lines > 40 && named > 60)
  }
}
