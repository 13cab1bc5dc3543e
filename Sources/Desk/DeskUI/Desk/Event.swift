public import Checklists
public import Journal
public import TerminalUI

/// Something that happened, stamped with its moment and with what was on the terminal then.
public struct Event: Sendable {
  public enum What: Sendable {
    case key(Key)
    /// A click, resolved against the frame that was drawn.
    case clicked(Hit)
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

/// Everything the desk starts with.
public struct Opening: Sendable {
  public var isPractice: Bool
  public var shelf: Shelf
  public var settings: [String: String]
  public var volunteers: [Volunteer]
  public var sessions: [LiveSession]
  /// Sessions in progress that cannot be read; they stay on the disk.
  public var damaged: [DamagedDraft] = []
  public var today: DayCount
  /// Follow-ups due by today.
  public var due: Int
  /// Whether the laptop holds a trainer's key.
  public var hasTrainerKeys = false
  /// Something that must be said on the first screen, e.g. that a damaged journal was mended.
  public var notice: LocalText?

  public init(
    isPractice: Bool, shelf: Shelf, settings: [String: String], volunteers: [Volunteer], sessions: [LiveSession],
    today: DayCount, due: Int, notice: LocalText? = nil
  ) {
    self.isPractice = isPractice
    self.shelf = shelf
    self.settings = settings
    self.volunteers = volunteers
    self.sessions = sessions
    self.today = today
    self.due = due
    self.notice = notice
  }
}

/// A session in progress with the checklist it runs on.
public struct LiveSession: Hashable, Sendable {
  public var id: SessionID
  public var history: SessionHistory
  public var opened: OpenedChecklist

  public init(id: SessionID, history: SessionHistory, opened: OpenedChecklist) {
    self.id = id
    self.history = history
    self.opened = opened
  }

  public var session: Session { history.session }
  public var checklist: Checklist { opened.checklist }
}
