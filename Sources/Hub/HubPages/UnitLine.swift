/// What a reader may know of the help that was given in a commune.
package enum UnitHelp: Hashable, Sendable {
  case count(Int)
  /// Fewer than may be shown, or hidden to protect.
  case hidden
  /// Nothing was told of it yet.
  case untold
}

/// A commune, as a list of communes shows it.
package struct UnitLine: Hashable, Sendable {
  /// Five digits.
  package var code: String
  package var name: String
  /// Desks that are not shut out.
  package var desks: Int
  /// When a desk of it was last heard, in milliseconds since 1970; nil where none ever was.
  package var lastHeard: Int64?
  package var help: UnitHelp

  package init(code: String, name: String, desks: Int, lastHeard: Int64?, help: UnitHelp) {
    self.code = code
    self.name = name
    self.desks = desks
    self.lastHeard = lastHeard
    self.help = help
  }

  /// For so many days without a desk that is heard, a commune counts as silent.
  package static let silentDays = 7

  package func isSilent(at now: Int64) -> Bool {
    desks > 0 && (lastHeard.map { PageTime.days(from: $0, to: now) >= Self.silentDays } ?? true)
  }
}
