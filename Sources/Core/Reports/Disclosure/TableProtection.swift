/// Merges bands of a table until no figure that is hidden can be told apart from 1 or less, nor from 5 or more, by somebody
/// who knows what is shown, the rule, and one of those who are counted.
///
/// Rows come first: a row whose total is small merges with its band. Then, line by line, columns: where a line has a small
/// figure in a band, the band merges in that line, and in the totals. So each figure that is hidden stands in one band of
/// one line, of which only the sum is known, and no other sum crosses it: it may be anything from 0 to that sum. Sums of
/// hidden figures are 6 at least, because one who is counted knows of one.
///
/// All of a band merge whenever one of them must, and nothing is chosen by what it costs: somebody who tries the rule on
/// every table that fits learns no more than from what is shown.
struct TableProtection {
  private let table: CountTable
  /// What was published of the table before: what was merged there stays merged.
  private let floor: ProtectedTable?
  /// The table is what is taken away from the published one, so no figure of it is larger than what that shows.
  private let isRemoval: Bool

  private var rows: BandTree { table.rows }
  private var columns: BandTree { table.columns }

  init(_ table: CountTable, floor: ProtectedTable? = nil, isRemoval: Bool = false) {
    self.table = table
    self.floor = floor
    self.isRemoval = isRemoval
  }

  /// The smallest sum of figures that are hidden together.
  static let fewestHidden = Disclosure.fewest + 1

  func protected() -> ProtectedTable {
    let withheld = ProtectedTable(withheld: rows, columns)
    guard floor?.isWithheld != true, let rowCut else { return withheld }
    var lines: [ProtectedTable.Row] = []
    for row in rowCut {
      guard let cut = columnCut(rows.nodes[row].leaves) else { return withheld }
      lines.append(ProtectedTable.Row(node: row, bands: cut.map { band($0, rows.nodes[row].leaves) }))
    }
    let cuts = lines.map { $0.bands.map(\.node) } + (floor.map { [$0.totals.map(\.node)] } ?? [])
    return ProtectedTable(
      rows: rows, columns: columns, lines: lines,
      totals: columns.join(cuts).map { band($0, 0..<rows.categories.count) })
  }

  private func band(_ node: Int, _ rows: Range<Int>) -> ProtectedTable.Band {
    ProtectedTable.Band(node: node, count: table.sum(rows, columns.nodes[node].leaves))
  }

  /// The rows after merging; nil where even all of them together are not enough.
  private var rowCut: [Int]? {
    let all = 0..<columns.categories.count
    let known = floor?.lines.map { Known(leaves: rows.nodes[$0.node].leaves, count: $0.total) } ?? []
    // What is hidden in a row that has no line of its own is hidden by the line's total at least.
    return cut(rows, fewest: Self.fewestHidden, known) { table.sum($0, all) }
  }

  /// The columns of some rows after merging; nil where even all of them together are not enough.
  private func columnCut(_ rows: Range<Int>) -> [Int]? {
    let fewest = rows.count > 1 ? Self.fewestHidden : Disclosure.fewest
    return cut(columns, fewest: fewest, shown(of: rows)) { table.sum(rows, $0) }
  }

  /// A figure that was published before, over some categories.
  private struct Known {
    var leaves: Range<Int>
    var count: Int
  }

  /// The widest cut that is needed so that each category that is shown has none or `fewest` at least, and each band that
  /// is shown in the place of its categories leaves them open; nil where there is none.
  private func cut(_ tree: BandTree, fewest: Int, _ known: [Known], sum: (Range<Int>) -> Int) -> [Int]? {
    var isWhole: [Bool] = []
    // May not be shown at all: the band around it merges.
    var isBad: [Bool] = []
    for node in tree.nodes {
      let count = sum(node.leaves)
      guard !node.children.isEmpty else {
        isWhole.append(false)
        isBad.append((1..<fewest).contains(count))
        continue
      }
      let wasWhole = known.contains { $0.leaves.count > 1 && $0.leaves.covers(node.leaves) }
      isWhole.append(node.children.contains { isBad[$0] } || wasWhole && count > 0)
      isBad.append(isWhole.last == true && !leavesOpen(count, known.filter { node.leaves.covers($0.leaves) }))
    }
    return isBad[tree.root] ? nil : tree.cut(from: tree.root) { isWhole[$0] }
  }

  /// Whether the categories of a band are left open by its sum. Of what is taken away from known figures, none can be more
  /// than is known of it.
  private func leavesOpen(_ sum: Int, _ known: [Known]) -> Bool {
    guard sum >= Self.fewestHidden || sum == 0 else { return false }
    guard isRemoval else { return true }
    let together = known.reduce(0) { $0 + $1.count }
    return known.allSatisfy { $0.leaves.count > 1 || $0.count == 0 || sum <= together - $0.count + 1 }
  }

  /// What was published of some rows, in the narrowest bands in which all of them were shown.
  private func shown(of rows: Range<Int>) -> [Known] {
    guard let floor else { return [] }
    let lines = floor.lines.filter { rows.contains(self.rows.nodes[$0.node].leaves.lowerBound) }
    return columns.join(lines.map { $0.bands.map(\.node) }).map { node in
      let leaves = columns.nodes[node].leaves
      let bands = lines.flatMap(\.bands).filter { leaves.contains(columns.nodes[$0.node].leaves.lowerBound) }
      return Known(leaves: leaves, count: bands.reduce(0) { $0 + $1.count })
    }
  }
}
