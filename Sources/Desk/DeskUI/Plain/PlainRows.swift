import TerminalUI

/// The rows of a list under the numbers by which plain lines know them, a page at a time.
struct PlainRows {
  /// Rows that are said together.
  static let page = 20
  /// Lists of at most this many rows may have numbers of their own on some rows.
  private static let mostFixed = 100

  private let list: ListContent
  /// The highlighted row; nil where none is.
  let row: Int?
  /// The rows that are said: the page with the highlighted one.
  let range: Range<Int>
  /// The number of each row, where they do not simply count.
  private var numbers: [Int] = []

  init(_ list: ListContent, _ focus: Focus) {
    self.list = list
    row = list.count == 0 ? nil : focus.row.map { min(max(0, $0), list.count - 1) }
    // Pages lie where they would if the whole list were at hand.
    let before = list.before ?? 0
    let start = max(0, (before + (row ?? 0)) / Self.page * Self.page - before)
    range = start..<max(start, min(list.count, (before + start) / Self.page * Self.page + Self.page - before))
    if list.count <= Self.mostFixed, before == 0 { numbers = Self.numbers((0..<list.count).map { list.row($0).digit }) }
  }

  /// Rows keep the digits that are theirs; the others count on, past those.
  private static func numbers(_ digits: [Row.Digit]) -> [Int] {
    let fixed = digits.compactMap { if case .fixed(let digit) = $0 { digit } else { nil } }
    var next = 0
    return digits.map { digit in
      if case .fixed(let digit) = digit { return digit }
      repeat { next += 1 } while fixed.contains(next)
      return next
    }
  }

  func number(of row: Int) -> Int { numbers.isEmpty ? (list.before ?? 0) + row + 1 : numbers[row] }

  /// The row under a number; nil where none at hand has it.
  func row(numbered number: Int) -> Int? {
    guard numbers.isEmpty else { return numbers.firstIndex(of: number) }
    let row = number - 1 - (list.before ?? 0)
    return (0..<list.count).contains(row) ? row : nil
  }

  /// The row with which the next page begins, or the last one where more rows come when it is highlighted.
  var next: Int? {
    if range.upperBound < list.count { return range.upperBound }
    let isWhole = list.total.map { $0 <= (list.before ?? 0) + list.count } ?? false
    return isWhole || list.count == 0 || row == list.count - 1 ? nil : list.count - 1
  }

  /// The rows of the page, each with its number.
  var lines: [String] {
    range.map { index in
      let row = list.row(index)
      return "\(number(of: index)). " + row.text + (row.detail.isEmpty ? "" : ", " + row.detail)
    }
  }
}

extension Desk {
  /// The number by which plain lines know a row of the list in front, and whether it was said; nil where there is none.
  package func plainNumber(of row: Int) -> (number: Int, isSaid: Bool)? {
    guard let list = navigation.top.content(self).list, (0..<list.count).contains(row) else { return nil }
    let rows = PlainRows(list, navigation.top.focus)
    return (rows.number(of: row), rows.range.contains(row))
  }
}
