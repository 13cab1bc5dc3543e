package import Checklists
package import DeskPorts
package import Guides
package import Journal
package import Printing
package import Protocol
package import Reports

/// Something the desk wants done. A value, so that tests compare it and recordings replay without the world; nested by
/// the port that does it.
package enum Effect: Equatable, Sendable {
  case journal(JournalEffect)
  case checklists(ChecklistEffect)
  case exchange(ExchangeEffect)
  case unit(UnitEffect)
  case report(ReportEffect)
  case review(ReviewEffect)
  case people(PeopleEffect)
  case printer(PrinterEffect)
  case desk(DeskEffect)
}

/// What the journal is asked for.
package enum JournalEffect: Equatable, Sendable {
  /// A session is begun on a checklist that is open.
  case begin(OpenedChecklist, SessionEvent)
  case append(SessionID, number: Int, SessionEvent)
  case discard(SessionID)
  case keep(EntryBody, closing: SessionID?, Contact?)
  case loadPage(EntryFilter, PageStart, limit: Int)
  case loadDetail(row: Int64)
  case find(code: String)
  case loadContact(row: Int64)
  case loadFollowUps
  case erase(row: Int64, at: Moment)
  case closeFollowUp(row: Int64, by: VolunteerCode?, at: Moment)
  case countToday(Day)
  /// Contacts that are too old by now are destroyed.
  case purgeContacts(at: Moment)
  case loadVolunteers
  case addVolunteer(String, code: VolunteerCode?)
  case set(key: String, value: String)
  /// The laptop gives up a name that another one uses too, before it enrols.
  case renewIdentity(then: SyncJob)
  /// The receipt of the session kept last, while it is within reach.
  case loadReceipt(at: Moment)
  /// How many entries of each kind there are.
  case countKinds
}

/// What the checklists and the other files that ship are asked for.
package enum ChecklistEffect: Equatable, Sendable {
  /// Opens a checklist to begin a session with this event.
  case open(ChecklistID, toBegin: SessionEvent)
  case loadCatalogue
  case loadChecklist(ChecklistID)
  case loadConsent(String)
  case loadUnits(file: String?)
  case loadGuide(Guide)
}

/// What the exchange is asked for.
package enum ExchangeEffect: Equatable, Sendable {
  case load
  case start(SyncJob)
  /// Fetches what the running exchange has said.
  case poll
  case stop
  case findSticks
  case lookForNetwork
  /// What the hub ordered is done to the journal.
  case applyOrders(at: Moment)
  case confirm(LeadKeyID)
  /// Gives a desk of the unit a name.
  case name(DeskNaming)
  /// Says something of a desk of the unit: what is to be corrected, who may help there, what becomes of a petition.
  case say(LeadAct)
}

/// What the copies of the journals of a lead's unit are asked for.
package enum UnitEffect: Equatable, Sendable {
  case loadPage(EntryFilter, PageStart, limit: Int)
  case loadDetail(row: Int64)
  /// How many entries of each kind the copies hold, by their desk.
  case countKinds
  /// What some days' entries of these kinds say.
  case loadBodies(Set<EntrySummary.Kind>, from: Day, through: Day)
}

/// What the reports are asked for.
package enum ReportEffect: Equatable, Sendable {
  case load(ReportRequest)
  /// Writes the report into a file, in the form of this name: `xlsx`, `csv`, `json`, `html` or `text`.
  case write(ReportRequest, format: String, Language)
  /// Signs the unit's period, or opens it again for a reason.
  case take(PeriodAct, ReportRequest, reason: String?)
}

/// What the printer is asked for.
package enum PrinterEffect: Equatable, Sendable {
  case print(PrintedPage, Printer)
  /// Gives the printer what it takes of a page that is being printed.
  case goOn
  case findDevices
}

/// What the program itself is asked for.
package enum DeskEffect: Equatable, Sendable {
  /// Opens the practice journal (true) or the real one in place of the other.
  case openPractice(Bool)
  case lookAtBattery
  // The terminal's own
  case suspend, redraw, quit
  /// Draws anew, with nothing of former screens left to scroll back to.
  case clear
}
