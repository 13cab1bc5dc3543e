/// Categories in bands, bands in wider bands, up to one that holds all: along it, categories are merged where a single one
/// would show too few.
///
/// Which categories merge is fixed beforehand, and all of a band merge at once: what was merged does not tell which of
/// them was small.
package struct BandTree: Hashable, Sendable {
  /// What a tree is made of.
  package indirect enum Shape: Hashable, Sendable, Codable {
    case one(String)
    case band(String, [Shape])
  }

  /// A category, or a band of categories that stand side by side.
  package struct Node: Hashable, Sendable {
    /// Its name, of its own in the tree.
    package var id: String
    /// Which categories it holds, as places in ``BandTree/categories``.
    package var leaves: Range<Int>
    /// Places in ``BandTree/nodes``; none for a category.
    package var children: [Int]
  }

  package let shape: Shape
  /// Each behind its children; the last holds all.
  package private(set) var nodes: [Node] = []
  /// Names of the categories in order.
  package private(set) var categories: [String] = []

  package init(_ shape: Shape) {
    self.shape = shape
    _ = add(shape)
  }

  /// One band of all.
  package init(_ id: String, flat categories: [String]) { self.init(.band(id, categories.map(Shape.one))) }

  private mutating func add(_ shape: Shape) -> Int {
    switch shape {
    case .one(let id):
      categories.append(id)
      nodes.append(Node(id: id, leaves: categories.count - 1..<categories.count, children: []))
    case .band(let id, let parts):
      let first = categories.count
      let children = parts.map { add($0) }
      nodes.append(Node(id: id, leaves: first..<categories.count, children: children))
    }
    return nodes.count - 1
  }

  /// The node that holds all.
  package var root: Int { nodes.count - 1 }

  package func node(_ id: String) -> Int? { nodes.firstIndex { $0.id == id } }

  /// A cut through the tree: nodes that hold every category once, in order. A node is taken whole where `isWhole` says
  /// so, else its children are looked at.
  func cut(from node: Int, isWhole: (Int) -> Bool) -> [Int] {
    if nodes[node].children.isEmpty || isWhole(node) { return [node] }
    return nodes[node].children.flatMap { cut(from: $0, isWhole: isWhole) }
  }

  /// The cut in which each category stands in the widest band that it has in any of some cuts.
  func join(_ cuts: [[Int]]) -> [Int] {
    let bands = cuts.joined().filter { !nodes[$0].children.isEmpty }.map { nodes[$0].leaves }
    return cut(from: root) { node in bands.contains { $0.covers(nodes[node].leaves) } }
  }
}

extension Range<Int> {
  /// Whether it holds all of another one.
  func covers(_ other: Range<Int>) -> Bool { lowerBound <= other.lowerBound && other.upperBound <= upperBound }
}
