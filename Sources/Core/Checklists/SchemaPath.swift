/// The place of a value within a checklist, named as in its file: `steps/3/do/1`.
///
/// Indices count from 0. The root is the checklist itself.
package struct SchemaPath: Hashable, Sendable, CustomStringConvertible {
  /// One level: a key of a mapping, or an index of a list.
  package enum Part: Hashable, Sendable {
    case key(String)
    case index(Int)
  }

  /// From the root on.
  package private(set) var parts: [Part]

  package init(_ parts: [Part] = []) { self.parts = parts }

  /// The checklist itself.
  package static let root = SchemaPath()

  package static func / (path: SchemaPath, key: String) -> SchemaPath { SchemaPath(path.parts + [.key(key)]) }
  package static func / (path: SchemaPath, index: Int) -> SchemaPath { SchemaPath(path.parts + [.index(index)]) }

  package static func / (path: SchemaPath, inner: SchemaPath) -> SchemaPath { SchemaPath(path.parts + inner.parts) }

  /// The path of what this lies in; nil for the root.
  package var parent: SchemaPath? { parts.isEmpty ? nil : SchemaPath(Array(parts.dropLast())) }

  /// Whether the other path is this one, or leads to something within.
  package func contains(_ other: SchemaPath) -> Bool { other.parts.starts(with: parts) }

  /// `steps/3/do/1`; empty for the root.
  package var description: String {
    parts.map { part in
      switch part {
      case .key(let key): key
      case .index(let index): "\(index)"
      }
    }.joined(separator: "/")
  }
}
