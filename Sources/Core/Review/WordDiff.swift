/// A text compared with its earlier form, word by word.
package struct WordDiff: Hashable, Sendable {
  /// A stretch of words.
  package enum Piece: Hashable, Sendable {
    case same(String)
    case removed(String)
    case added(String)
  }

  /// In reading order; what was removed stands before what was added in its place.
  package var pieces: [Piece]

  /// Beyond so many words in both texts together, everything between the common beginning and end counts as changed:
  /// texts of checklists have some dozens.
  static let mostWords = 4_000

  /// Whether anything differs.
  package var isChange: Bool {
    pieces.contains { if case .same = $0 { false } else { true } }
  }

  package init(from old: String, to new: String) {
    let (a, b) = (Self.words(old), Self.words(new))
    var start = 0
    while start < a.count, start < b.count, a[start] == b[start] { start += 1 }
    var end = 0
    while end < a.count - start, end < b.count - start, a[a.count - 1 - end] == b[b.count - 1 - end] { end += 1 }
    let middle = Self.compare(a[start..<(a.count - end)], b[start..<(b.count - end)])
    pieces = Self.joined(a[..<start].map(Piece.same) + middle + a[(a.count - end)...].map(Piece.same))
  }

  private static func words(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }

  /// Longest common subsequence, by the table of its lengths.
  private static func compare(_ a: ArraySlice<String>, _ b: ArraySlice<String>) -> [Piece] {
    guard a.count + b.count <= mostWords else { return a.map(Piece.removed) + b.map(Piece.added) }
    let (a, b) = (Array(a), Array(b))
    let width = b.count + 1
    var lengths = [Int32](repeating: 0, count: (a.count + 1) * width)
    for i in a.indices.reversed() {
      for j in b.indices.reversed() {
        lengths[i * width + j] =
          a[i] == b[j]
          ? lengths[(i + 1) * width + j + 1] + 1 : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
      }
    }
    var pieces: [Piece] = []
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
      if i < a.count, j < b.count, a[i] == b[j] {
        pieces.append(.same(a[i]))
        (i, j) = (i + 1, j + 1)
      } else if j == b.count || (i < a.count && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) {
        pieces.append(.removed(a[i]))
        i += 1
      } else {
        pieces.append(.added(b[j]))
        j += 1
      }
    }
    return pieces
  }

  /// Neighbours of one sort become one stretch.
  private static func joined(_ words: [Piece]) -> [Piece] {
    var pieces: [Piece] = []
    for word in words {
      switch (pieces.last, word) {
      case (.same(let before), .same(let next)): pieces[pieces.count - 1] = .same(before + " " + next)
      case (.removed(let before), .removed(let next)): pieces[pieces.count - 1] = .removed(before + " " + next)
      case (.added(let before), .added(let next)): pieces[pieces.count - 1] = .added(before + " " + next)
      default: pieces.append(word)
      }
    }
    return pieces
  }
}
