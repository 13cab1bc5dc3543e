package import Checklists
package import Journal

/// Everything the desk starts with.
package struct Opening: Sendable {
  package var isPractice: Bool
  package var shelf: Shelf
  package var settings: [String: String]
  package var volunteers: [Volunteer]
  package var sessions: [LiveSession]
  /// Sessions in progress that cannot be read; they stay on the disk.
  package var damaged: [DamagedDraft] = []
  package var today: DayCount
  /// Follow-ups due by today.
  package var due: Int
  /// Whether the laptop holds a trainer's key.
  package var hasTrainerKeys = false
  /// Something that must be said on the first screen, e.g. that a damaged journal was mended.
  package var notice: LocalText?

  package init(
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
package struct LiveSession: Hashable, Sendable {
  package var id: SessionID
  package var history: SessionHistory
  package var opened: OpenedChecklist

  package init(id: SessionID, history: SessionHistory, opened: OpenedChecklist) {
    self.id = id
    self.history = history
    self.opened = opened
  }

  package var session: Session { history.session }
  package var checklist: Checklist { opened.checklist }
}

/// A session in progress that this program cannot read. It stays on the disk as it is.
package struct DamagedDraft: Hashable, Sendable {
  /// What cannot be read of it.
  package enum Damage: Hashable, Sendable {
    /// The checklist that was kept with it, and the first complaint about that.
    case checklist(LocalText)
    /// The event with this number, from 0: it is damaged, or a newer program wrote it.
    case event(number: Int)
  }

  package var session: SessionID
  package var checklist: ChecklistID
  /// How many events it has.
  package var events: Int
  package var damage: Damage

  package init(session: SessionID, checklist: ChecklistID, events: Int, damage: Damage) {
    self.session = session
    self.checklist = checklist
    self.events = events
    self.damage = damage
  }
}
