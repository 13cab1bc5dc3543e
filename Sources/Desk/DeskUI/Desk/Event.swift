public import Journal
public import TerminalUI

/// Something that happened, stamped with its moment and with what was on the terminal then.
public struct Event: Sendable {
  public enum What: Sendable {
    case key(Key)
    /// A click, resolved against the frame that was drawn.
    case clicked(Hit)
    /// Text that was pasted.
    case pasted(String)
    /// Keys that came faster than a person types: a paste on a terminal that does not mark it.
    case burst([Key])
    /// The wheel: -1 up, 1 down.
    case wheel(Int)
    case resized(Size)
    case ticked
    case resumed
    case replied(Reply)
  }

  /// The screen that a person had in front.
  package struct Seen: Equatable, Sendable {
    /// ``Navigation/Place/id``.
    package var screen: Int
    /// When it was first drawn.
    package var since: Moment
  }

  public var at: Moment
  public var what: What
  /// Nil where no frame was drawn yet.
  package var seen: Seen?

  public init(at: Moment, _ what: What) {
    self.at = at
    self.what = what
  }

  package init(at: Moment, seen: Seen?, _ what: What) {
    self.init(at: at, what)
    self.seen = seen
  }
}
