import Checklists
import Guides
import TestTraits
import Testing

/// The guides read as a person reads them: each command of a page is taken from it and run, in the page's order.
@Suite(.ownThread) struct GuideRunTests {
  /// Why a command is not run here; nil where it is.
  private func reason(_ command: String) -> String? {
    switch command {
    case "tiepsuc",
      _ where command.hasPrefix("tiepsuc --practice"):
      "opens the desk on a terminal: the smoke tests of the desk play it on one"
    case "tiepsuc setup": "sets up a whole machine as root: its own tests run it on a made one"
    case _ where command.hasPrefix("tiepsuc"): nil
    case _ where command.hasPrefix("swift ") || command.hasPrefix(".ci/"): "builds or runs these very tests"
    case _ where command.hasPrefix("Assets/Packaging/"): "builds a package for a release"
    case _ where command.hasPrefix("Tests/"): "attacks that go on for as long as somebody wants"
    default: "a program of others, which would change this machine"
    }
  }

  /// As a test runs it: names of files that the page leaves to the reader.
  private func command(_ line: String) -> String {
    for name in ["FILE", "TỆP"] where line.hasSuffix(" " + name) {
      let file =
        line.contains("verify-certificate")
        ? "certificate.txt" : line.contains("review import") ? "to-binh.tsv" : "FILE.xlsx"
      return line.dropLast(name.count) + file
    }
    return line.replacing("tiepsuc backup DIR", with: "tiepsuc backup backups")
  }

  @Test(arguments: GuideFile.all)
  func `every command of a guide does what it is there for`(file: GuideFile) async throws {
    let page = try file.page()
    let lines = (page.commands + page.commandsInText).flatMap { line in
      line.split(separator: "&&").map { $0.replacing("\n", with: " ").split(separator: " ").joined(separator: " ") }
    }
    for line in lines { if let reason = reason(line) { print("not run: \(line): \(reason)") } }
    let own = lines.filter { reason($0) == nil }
    guard !own.isEmpty else { return }
    // A review is of trainers who have keys already; the rest of the page begins without any.
    for part in [own.filter { $0.hasPrefix("tiepsuc review") }, own.filter { !$0.hasPrefix("tiepsuc review") }]
    where !part.isEmpty {
      let world = try GuideWorld(file.language)
      defer { world.end() }
      if let sample = page.blocks.firstNonNil({ if case .code("yaml", let lines) = $0 { lines } else { nil } }) {
        try world.write(sample.joined(separator: "\n") + "\n", to: "checklists/hen-lai.yaml")
      }
      for line in part { try await world.run(command(line)) }
    }
  }
}

extension Collection {
  fileprivate func firstNonNil<Value>(_ value: (Element) -> Value?) -> Value? { lazy.compactMap(value).first }
}
