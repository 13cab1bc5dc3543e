/// What the machine's battery holds.
public struct Battery: Hashable, Sendable {
  /// 0 to 100.
  public var percent: Int
  /// Whether the machine has another source of power.
  public var isPlugged: Bool

  public init(percent: Int, isPlugged: Bool) {
    self.percent = percent
    self.isPlugged = isPlugged
  }

  /// Whether somebody should look for a socket: there is perhaps half an hour left.
  public var isLow: Bool { !isPlugged && percent <= 20 }
}
