import Bytes
import Journal
import Platform

/// What binds a data folder to its machine: a random id, and hashes of the machine's marks over that id, so that the
/// file tells nothing about the machine.
struct MachineFile: Hashable {
  /// 32 bytes of chance.
  var id: [UInt8]
  /// A hash for each mark, by name.
  var marks: [String: EntryHash]

  /// What the machine says now, compared with what was written.
  enum Comparison: Hashable {
    /// Every mark that both know is the same.
    case same
    /// The same, and the machine says more than was written.
    case more
    /// At least one mark is another.
    case other
  }

  init(id: [UInt8], marks: [String: String]) {
    self.id = id
    self.marks = Dictionary(uniqueKeysWithValues: marks.map { ($0, Self.hash(id, $0, $1)) })
  }

  private static func hash(_ id: [UInt8], _ name: String, _ value: String) -> EntryHash {
    EntryHash(of: Array("tiepsuc machine 1 \(Hex.text(id)) \(name) \(value)".utf8))
  }

  func compare(_ found: [String: String]) -> Comparison {
    for (name, value) in found {
      if let known = marks[name], known != Self.hash(id, name, value) { return .other }
    }
    return found.keys.contains { marks[$0] == nil } ? .more : .same
  }

  var bytes: [UInt8] {
    var lines = ["tiepsuc machine 1", "id \(Hex.text(id))"]
    lines += marks.sorted { $0.key < $1.key }.map { "mark \($0.key) \($0.value)" }
    lines.append("check \(Self.check(lines))")
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// Reads the file's bytes; nil where they are not of the form: that says nothing about the machine.
  init?(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self), text.hasSuffix("\n") else { return nil }
    let lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count > 2, lines[0] == "tiepsuc machine 1",
      lines.last == "check \(Self.check(Array(lines.dropLast())))", lines[1].hasPrefix("id "),
      let id = Hex.bytes(lines[1].dropFirst(3)), id.count == 32
    else { return nil }
    self.id = id
    marks = [:]
    for line in lines.dropFirst(2).dropLast() {
      let words = line.split(separator: " ")
      guard words.count == 3, words[0] == "mark", let hash = EntryHash(hex: words[2]) else { return nil }
      marks[String(words[1])] = hash
    }
  }

  /// The file at a path; nil where there is none, or none of the form.
  static func read(_ path: String) throws(FileError) -> MachineFile? {
    try Files().head(path, count: 4096).flatMap { MachineFile($0) }
  }

  private static func check(_ lines: [String]) -> String {
    String(EntryHash(of: Array(lines.joined(separator: "\n").utf8)).hex.prefix(16))
  }
}
