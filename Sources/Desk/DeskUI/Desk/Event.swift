package import Journal
package import TerminalUI

/// Something that happened, stamped with its moment and with what was on the terminal then.
package struct Event: Sendable {
  package enum What: Sendable {
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
    // What a typed line means where there are no keys
    /// A row of the list is to be the highlighted one.
    case highlighted(row: Int)
    /// A whole line for the open field, in place of what it holds; without a list it is the answer.
    case line(String)
    /// Nothing will be typed any more.
    case inputEnded
  }

  /// The screen that a person had in front.
  package struct Seen: Equatable, Sendable {
    /// ``Navigation/Place/id``.
    package var screen: Int
    /// When it was first drawn.
    package var since: Moment
    /// Whether a program or file answers, which holds no key down and looks at nothing.
    package var isScripted = false
  }

  package var at: Moment
  package var what: What
  /// Nil where no frame was drawn yet.
  package var seen: Seen?

  package init(at: Moment, _ what: What) {
    self.at = at
    self.what = what
  }

  package init(at: Moment, seen: Seen?, _ what: What) {
    self.init(at: at, what)
    self.seen = seen
  }
}
