package import Checklists
import Yams

/// The remarks (`#`) of a file, carried into another text of the same checklist.
///
/// A remark on lines of its own belongs to the part below it, one at the end of a line to the part on that line. Parts
/// are known by their ids, and lines of text by their words, so that a remark follows what it belongs to when parts
/// are moved, added or changed; a remark whose part is gone goes to the part that held it.
struct YAMLRemarks {
  /// One remark with what it belongs to; nil: it stands behind everything.
  private struct Remark {
    /// Its lines, without blanks before them; some may be empty.
    var lines: [String]
    var isAtEndOfLine: Bool
    var isAfterEmptyLine: Bool
    var owner: Part?
  }

  /// An entry of a mapping or a list with its place.
  private struct Part {
    var place: Place
    /// Named by ids and words rather than indices.
    var path: [String]
    /// The same with indices.
    var indices: [String]
    /// The text of a scalar; nil for anything else.
    var value: String?
  }

  private var remarks: [Remark] = []
  /// The parts of the text that they come from.
  private var known: Set<[String]> = []

  /// The remarks of a text; none where it is not understood.
  init(of text: String) {
    guard let root = plainNode(text) else { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      Array((line.last == "\r" ? line.dropLast() : line).unicodeScalars)
    }
    let parts = Self.parts(of: root)
    known = Set(parts.map(\.path))
    let hidden = QuotedLines(root, lines)
    var block: (lines: [String], start: Int)?
    for (index, line) in lines.enumerated() {
      guard let start = hidden.startOfRemark(line, index) else {
        if line.allSatisfy({ $0 == " " }) {
          block?.lines.append("")
        } else if let found = block {
          close(found, before: index, lines, parts)
          block = nil
        }
        continue
      }
      let words = String(String.UnicodeScalarView(line[start...]))
      if line[..<start].allSatisfy({ $0 == " " }) {
        block = (block?.lines ?? [], block?.start ?? index)
        block?.lines.append(words)
        continue
      }
      if let found = block { close(found, before: index, lines, parts) }
      block = nil
      let owner = parts.last { $0.place.line == index + 1 }
      remarks.append(Remark(lines: [words], isAtEndOfLine: true, isAfterEmptyLine: false, owner: owner))
    }
    if let found = block { close(found, before: lines.count, lines, parts) }
  }

  private mutating func close(
    _ block: (lines: [String], start: Int), before index: Int, _ lines: [[Unicode.Scalar]], _ parts: [Part]
  ) {
    let owner = parts.first { $0.place.line > index }
    let isAfterEmptyLine = block.start > 0 && lines[block.start - 1].allSatisfy { $0 == " " }
    remarks.append(
      Remark(lines: block.lines, isAtEndOfLine: false, isAfterEmptyLine: isAfterEmptyLine, owner: owner))
  }

  /// Another text of the same checklist with these remarks.
  func carried(into text: String) -> String {
    guard !remarks.isEmpty, let root = plainNode(text) else { return text }
    let parts = Self.parts(of: root)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var before: [Int: [String]] = [:]
    var behind: [String] = []
    for remark in remarks {
      guard let owner = remark.owner, let part = counterpart(of: owner, in: parts) else {
        behind += remark.lines
        continue
      }
      let line = part.place.line - 1
      if remark.isAtEndOfLine {
        // A placeholder's remark goes with the placeholder.
        let isOutdated = remark.lines[0].contains(Placeholder.text.vi) && part.value != owner.value
        if !isOutdated, !lines[line].contains(remark.lines[0]) { lines[line] += "  " + remark.lines[0] }
        continue
      }
      let indent = String(lines[line].prefix { $0 == " " })
      // The first entry of a list stands right below its key.
      let isFirst = line == 0 || lines[line - 1].isEmpty || lines[line - 1].hasSuffix(":")
      let isApart = remark.isAfterEmptyLine && !isFirst && before[line] == nil
      before[line, default: []] += (isApart ? [""] : []) + remark.lines.map { $0.isEmpty ? "" : indent + $0 }
    }
    var result: [String] = []
    for (index, line) in lines.enumerated() { result += (before[index] ?? []) + [line] }
    if !behind.isEmpty {
      while result.last?.isEmpty == true { result.removeLast() }
      result += [""] + behind + (behind.last?.isEmpty == true ? [] : [""])
    }
    return result.joined(separator: "\n")
  }

  /// The same part in another text, else the nearest that held it; nil where not even that is there.
  private func counterpart(of part: Part, in parts: [Part]) -> Part? {
    for count in stride(from: part.path.count, to: 0, by: -1) {
      let path = Array(part.path.prefix(count))
      if let found = parts.first(where: { $0.path == path }) { return found }
      // Words that were changed in their place: a new part where the old one was.
      let indices = Array(part.path.prefix(count - 1)) + [part.indices[count - 1]]
      let changed = parts.first { Array($0.path.dropLast()) + $0.indices.suffix(1) == indices }
      if let changed, !known.contains(changed.path) { return changed }
    }
    return nil
  }

  /// All entries in the order of the file; an entry of a list comes before what lies in it.
  private static func parts(of root: Node) -> [Part] {
    var parts: [Part] = []
    func walk(_ node: Node, _ path: [String], _ indices: [String]) {
      switch node {
      case .mapping(let mapping):
        for (key, value) in mapping {
          let name = key.string ?? ""
          parts.append(
            Part(
              place: Place(key.mark), path: path + [name], indices: indices + [name], value: value.scalar?.string))
          walk(value, path + [name], indices + [name])
        }
      case .sequence(let sequence):
        for (index, entry) in sequence.enumerated() {
          let name = entry["id"]?.string ?? entry["vi"]?.string ?? entry["url"]?.string ?? entry.scalar?.string
          let here = path + ["=" + (name ?? "\(index)")]
          parts.append(
            Part(place: Place(entry.mark), path: here, indices: indices + ["\(index)"], value: entry.scalar?.string))
          walk(entry, here, indices + ["\(index)"])
        }
      case .scalar, .alias: break
      }
    }
    walk(root, [], [])
    return parts
  }
}

/// The lines and columns that lie in texts of several lines or between quotes, where a `#` is a letter like others.
private struct QuotedLines {
  /// Columns by line, both counted from 0.
  private var columns: [Int: [Range<Int>]] = [:]

  init(_ root: Node, _ lines: [[Unicode.Scalar]]) { hide(root, lines) }

  private mutating func hide(_ node: Node, _ lines: [[Unicode.Scalar]]) {
    switch node {
    case .mapping(let mapping):
      for (key, value) in mapping {
        hide(key, lines)
        hide(value, lines)
      }
    case .sequence(let sequence): for entry in sequence { hide(entry, lines) }
    case .scalar(let scalar):
      let place = Place(scalar.mark)
      switch scalar.style {
      case .doubleQuoted, .singleQuoted: hideQuoted(from: place, lines)
      case .literal, .folded: hideBlock(from: place, lines)
      case .any, .plain: break
      }
    case .alias: break
    }
  }

  private mutating func hideQuoted(from place: Place, _ lines: [[Unicode.Scalar]]) {
    guard lines.indices.contains(place.line - 1), lines[place.line - 1].indices.contains(place.column - 1) else {
      return
    }
    let quote = lines[place.line - 1][place.column - 1]
    var column = place.column
    for line in (place.line - 1)..<lines.count {
      let start = line == place.line - 1 ? place.column - 1 : 0
      if line > place.line - 1 { column = 0 }
      while column < lines[line].count {
        let scalar = lines[line][column]
        if scalar == "\\", quote == "\"" {
          column += 2
        } else if scalar == quote, quote == "'", column + 1 < lines[line].count, lines[line][column + 1] == quote {
          column += 2
        } else if scalar == quote {
          columns[line, default: []].append(start..<(column + 1))
          return
        } else {
          column += 1
        }
      }
      columns[line, default: []].append(start..<max(start, lines[line].count))
    }
  }

  private mutating func hideBlock(from place: Place, _ lines: [[Unicode.Scalar]]) {
    guard lines.indices.contains(place.line - 1) else { return }
    // The text lies deeper than the key that it belongs to.
    let key = lines[place.line - 1].firstIndex { $0 != " " && $0 != "-" } ?? 0
    var depth: Int?
    for line in lines.indices.dropFirst(place.line) {
      guard let blanks = lines[line].firstIndex(where: { $0 != " " }) else { continue }
      if blanks < depth ?? (key + 1) { return }
      depth = depth ?? blanks
      columns[line, default: []].append(0..<lines[line].count)
    }
  }

  /// The column at which a remark begins on a line; nil where there is none.
  func startOfRemark(_ line: [Unicode.Scalar], _ index: Int) -> Int? {
    line.indices.first { column in
      line[column] == "#" && (column == 0 || line[column - 1] == " " || line[column - 1] == "\t")
        && !(columns[index] ?? []).contains { $0.contains(column) }
    }
  }
}

extension ChecklistYAML {
  /// A checklist written anew, with the remarks of the file that it was read from.
  package init(_ checklist: Checklist, remarksOf old: String) {
    self.init(checklist)
    text = YAMLRemarks(of: old).carried(into: text)
  }
}

extension ChecklistReader {
  /// How many remarks (`#`) a file has; lines that follow each other count once.
  package static func remarkCount(in bytes: [UInt8]) -> Int {
    bytes.count <= mostBytes ? YAMLRemarks(of: String(decoding: bytes, as: UTF8.self)).count : 0
  }
}

extension YAMLRemarks {
  fileprivate var count: Int { remarks.count }
}
