public import Checklists
public import Journal

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

/// A session in progress that this program cannot read. It stays on the disk as it is.
public struct DamagedDraft: Hashable, Sendable {
  /// What cannot be read of it.
  public enum Damage: Error, Hashable, Sendable {
    /// The checklist that was kept with it, and the first complaint about that.
    case checklist(LocalText)
    /// The event with this number, from 0: it is damaged, or a newer program wrote it.
    case event(number: Int)
  }

  public var session: SessionID
  public var checklist: ChecklistID
  /// How many events it has.
  public var events: Int
  public var damage: Damage

  public init(session: SessionID, checklist: ChecklistID, events: Int, damage: Damage) {
    self.session = session
    self.checklist = checklist
    self.events = events
    self.damage = damage
  }
}
