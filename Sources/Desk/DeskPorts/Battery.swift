/// What the machine's battery holds.
package struct Battery: Hashable, Sendable {
  /// 0 to 100.
  package var percent: Int
  /// Whether the machine has another source of power.
  package var isPlugged: Bool

  package init(percent: Int, isPlugged: Bool) {
    self.percent = percent
    self.isPlugged = isPlugged
  }

  /// Whether somebody should look for a socket: there is perhaps half an hour left.
  package var isLow: Bool { !isPlugged && percent <= 20 }
}
