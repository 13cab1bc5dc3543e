import Checklists
import Foundation
import Guides
import Testing

/// A guide, or the README, as the file it is.
struct GuideFile: Sendable, CustomTestStringConvertible {
  var path: String
  var language: Language

  static let root: String = {
    var root = URL(filePath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root.path(percentEncoded: false)
  }()

  static let guides = Language.allCases.flatMap { language in
    Guide.allCases.map { GuideFile(path: "Assets/" + $0.file(language), language: language) }
  }
  static let readme = GuideFile(path: "README.md", language: .english)
  static let all = [readme] + guides

  var testDescription: String { path }
  var url: URL { URL(filePath: Self.root).appending(path: path) }

  func text() throws -> String { try String(contentsOf: url, encoding: .utf8) }
  func page() throws -> GuidePage { GuidePage(markdown: try text()) }
}

extension GuidePage {
  /// Lines of commands, each whole where it goes on behind a backslash; without remarks and empty lines.
  var commands: [String] {
    blocks.flatMap { block -> [String] in
      guard case .code("sh", let lines) = block else { return [] }
      return lines.joined(separator: "\n").replacing(/\\\n\s*/, with: "").split(separator: "\n").map { line in
        String(line.prefix { $0 != "#" }).trimmingCharacters(in: .whitespaces)
      }.filter { !$0.isEmpty }
    }
  }

  /// Commands within the text: code of more than one word that begins with a program's name, built or run by `swift`.
  var commandsInText: [String] {
    blocks.flatMap(\.spans)
      .filter { span in
        span.kind == .code && span.text.contains(" ")
          && ["tiepsuc", ".build/debug/tiepsuc", "swift run tiepsuc"].contains(where: span.text.hasPrefix)
      }.map(\.text)
  }
}

extension GuidePage.Block {
  /// The text of a block; nothing of code and pictures.
  var spans: [GuidePage.Span] {
    switch self {
    case .heading(_, let spans), .paragraph(let spans), .item(_, _, let spans): spans
    case .row(let cells): cells.flatMap(\.self)
    case .code, .picture: []
    }
  }
}
