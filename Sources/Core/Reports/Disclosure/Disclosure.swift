/// What readers outside the unit may learn: the only way out for figures that are for them.
package enum Disclosure {
  /// Fewer than this are never told apart from none, nor from this many.
  package static let fewest = 5

  /// A table as it may be shown.
  package static func protect(_ table: CountTable) -> ProtectedTable { TableProtection(table).protected() }
}
