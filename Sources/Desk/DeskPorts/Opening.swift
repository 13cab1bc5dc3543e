public import Checklists
public import Journal

/// Everything the desk starts with.
public struct Opening: Sendable {
  public var isPractice: Bool
  public var shelf: Shelf
  public var settings: [String: String]
  public var volunteers: [Volunteer]
  public var sessions: [LiveSession]
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
