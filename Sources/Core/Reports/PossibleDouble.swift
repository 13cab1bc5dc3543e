package import Checklists
package import Journal

/// Sessions of one desk, on one checklist, that began in the same minute, or a session and quick help on its checklist while
/// it lasted: perhaps one citizen kept twice. A question for whoever knows; no report counts them other than all others.
package struct PossibleDouble: Hashable, Sendable {
  package var device: DeviceID
  package var day: Day
  /// Minutes since local midnight.
  package var minuteOfDay: Int
  package var checklist: ChecklistID
  /// At least two, in their order.
  package var entries: [EntryID]
  /// The first is a session, the others are quick questions that were kept while it lasted.
  package var isQuickHelp: Bool

  package init(
    device: DeviceID, day: Day, minuteOfDay: Int, checklist: ChecklistID, entries: [EntryID], isQuickHelp: Bool = false
  ) {
    self.isQuickHelp = isQuickHelp
    self.device = device
    self.day = day
    self.minuteOfDay = minuteOfDay
    self.checklist = checklist
    self.entries = entries
  }
}
