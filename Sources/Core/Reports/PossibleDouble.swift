package import Checklists
package import Journal

/// Entries of one desk that are perhaps one citizen, kept twice. A question for whoever knows; no report counts them other
/// than all others.
package struct PossibleDouble: Hashable, Sendable {
  /// Why it is asked.
  package enum Sign: Hashable, Sendable {
    /// Sessions on one checklist began in the same minute.
    case sameMinute
    /// The first is a session; the others are quick questions on its checklist that were kept while it lasted.
    case quickHelp
    /// Sessions carry the same receipt code. Two desks hold a code under keys of their own, so it is asked within one.
    case receipt
  }

  package var sign: Sign
  package var device: DeviceID
  /// Those of the first entry, as are minute and checklist.
  package var day: Day
  /// Minutes since local midnight.
  package var minuteOfDay: Int
  package var checklist: ChecklistID
  /// At least two, in their order.
  package var entries: [EntryID]

  package init(
    _ sign: Sign, device: DeviceID, day: Day, minuteOfDay: Int, checklist: ChecklistID, entries: [EntryID]
  ) {
    self.sign = sign
    self.device = device
    self.day = day
    self.minuteOfDay = minuteOfDay
    self.checklist = checklist
    self.entries = entries
  }
}
