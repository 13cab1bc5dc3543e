import Assets
import Foundation
import Phrases
import Testing
import VietnameseText

/// One word for each thing: no text that people read has another one.
@Suite("Terms")
struct TermTests {
  /// A text in the sources or in a file that ships, and where it stands.
  struct Found: Sendable {
    var text: String
    var place: String
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// String literals of the files that hold sentences, and the values of the files that ship.
  private static let texts: [Found] = {
    var found: [Found] = []
    for folder in ["Sources/Text", "Sources/Apps", "Sources/Files", "Assets"] {
      let base = root.appending(path: folder)
      guard let walker = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil) else { continue }
      for case let file as URL in walker where isText(file) {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
          let place = "\(file.lastPathComponent):\(index + 1)"
          // A guide is text throughout; its "danh mục" alone is the short form of the word before it.
          let texts = file.pathExtension == "md" ? [String(line.replacing("anh mục", with: ""))] : literals(line)
          found += texts.map { Found(text: $0, place: place) }
        }
      }
    }
    return found
  }()

  private static func isText(_ file: URL) -> Bool {
    let name = file.lastPathComponent
    // Other words for commands are there to be others, and the table names what it forbids.
    if name == "CommandWords.swift" || name == "Term.swift" { return false }
    if file.path.contains("/Sources/Files/") { return name.contains("Sentences") }
    if file.path.contains("/Guides/vi/") { return name.hasSuffix(".md") && name != "developer.md" }
    return name.hasSuffix(".swift") || (name.hasSuffix(".yaml") && name != "openapi.yaml")
  }

  /// What stands between quotation marks in a line that is no remark.
  private static func literals(_ line: Substring) -> [String] {
    let trimmed = line.drop { $0 == " " }
    if trimmed.hasPrefix("//") || trimmed.hasPrefix("#") { return [] }
    return line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  @Test("No text has another word for a thing", arguments: Term.all.map(\.english))
  func oneWord(english: String) throws {
    #expect(Self.texts.count > 1_000)
    let term = try #require(Term.all.first { $0.english == english })
    var wrong: [String] = []
    for found in Self.texts {
      // Help of commands has both languages in one text.
      for part in found.text.components(separatedBy: " / ") {
        var text = words(of: part)
        let isVietnamese = Self.isVietnamese(text)
        for other in term.butFor { text = text.replacing(other.lowercased(), with: "") }
        for word in isVietnamese ? term.notVietnamese : term.notEnglish where holds(text, word) {
          wrong.append("\(found.place): “\(word)” in “\(found.text)”")
        }
      }
    }
    #expect(wrong == [])
  }

  /// In small letters, without what is put in, what stands in code, and the program's name: they are in no language.
  private func words(of text: String) -> String {
    text.lowercased().replacing(/\\\([^)]*\)?/, with: "").replacing(/`[^`]*`/, with: "").replacing("tiếp sức", with: "")
  }

  /// A Vietnamese text has an accent in every second word; an English one has at most the name of a law.
  private static func isVietnamese(_ text: String) -> Bool {
    let letters = text.filter(\.isLetter)
    return letters.count { !$0.isASCII } * 20 > letters.count
  }

  private func holds(_ text: String, _ word: String) -> Bool {
    var rest = text[...]
    while let range = rest.firstRange(of: word.lowercased()) {
      let before = rest[..<range.lowerBound].last
      let after = rest[range.upperBound...].first
      if !isPart(before), !isPart(after) { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }

  /// Whether a word goes on there: letters, and what parts the words of a command's name.
  private func isPart(_ character: Character?) -> Bool {
    character.map { $0.isLetter || $0.isNumber || "-_".contains($0) } ?? false
  }

  @Test("Each term has words of its own, and none that another forbids")
  func table() {
    #expect(Set(Term.all.map(\.english)).count == Term.all.count)
    #expect(Set(Term.all.map(\.vietnamese)).count == Term.all.count)
    for term in Term.all {
      for other in Term.all {
        #expect(!other.notVietnamese.contains(term.vietnamese) && !other.notEnglish.contains(term.english))
      }
    }
  }

  @Test("The developer's guides have the table", arguments: ["en", "vi"])
  func guides(language: String) throws {
    let guide = try String(
      contentsOf: Self.root.appending(path: "Assets/Guides/\(language)/developer.md"), encoding: .utf8)
    for term in Term.all { #expect(guide.contains("\n| \(term.english) | \(term.vietnamese) | ")) }
  }

  @Test("All texts place tones as the composer does by default: hoà, khoá, tuỳ")
  func tones() {
    let old = Self.texts.filter { respelled($0.text, .new) != $0.text }
    #expect(old.map { "\($0.place): \($0.text)" } == [])
  }
}
