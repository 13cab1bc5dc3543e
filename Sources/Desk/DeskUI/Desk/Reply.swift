package import Checklists
package import DeskPorts
package import Guides
package import Journal
package import ReportFiles
package import Reports

/// What came of an effect, nested by the port that answered. A failure brings its effect back, so that nothing the effect
/// carried is lost.
package enum Reply: Sendable {
  case journal(JournalReply)
  case checklists(ChecklistReply)
  case exchange(ExchangeReply)
  case unit(UnitReply)
  case report(ReportReply)
  case review(ReviewReply)
  case people(PeopleReply)
  case printer(PrinterReply)
  case desk(DeskReply)
}

/// What the journal answered.
package enum JournalReply: Sendable {
  case began(SessionID, OpenedChecklist, SessionEvent)
  case appended(SessionID, number: Int)
  case discarded(SessionID)
  case kept(KeptEntry, closing: SessionID?)
  case page(EntryFilter, PageStart, [EntrySummary], total: Int)
  case detail(EntryDetail)
  case found(row: Int64)
  case contact(row: Int64, Contact)
  case followUps([FollowUp])
  case erased(row: Int64)
  case followUpClosed(row: Int64)
  /// The sessions of today, and the follow-ups due by today.
  case today(DayCount, due: Int)
  case volunteers([Volunteer])
  case volunteerAdded(Volunteer)
  case wasSet(key: String)
  case purged
  case identityRenewed(then: SyncJob)
  case receipt(ReceiptCode?)
  case kinds(EntryKinds)
  case failed(JournalEffect, JournalProblem)
}

/// What the files that ship answered.
package enum ChecklistReply: Sendable {
  case opened(OpenedChecklist, toBegin: SessionEvent)
  case catalogue(ServiceCatalogue)
  case checklist(Checklist)
  case consent(ConsentText)
  case units([Unit])
  case guide(Guide, GuidePages)
  case failed(ChecklistEffect, BrokenChecklist)
}

/// What the exchange answered.
package enum ExchangeReply: Sendable {
  case overview(ExchangeOverview)
  case started(SyncJob)
  case news(SyncNews)
  /// It was asked to end.
  case stopping
  case sticks([Stick])
  case network(Bool)
  case ordersApplied(Int)
  /// The journal took no orders.
  case ordersRefused(JournalProblem)
  case confirmed
  case named
  case said
  case failed(ExchangeEffect, ExchangeTrouble)
}

/// What the copies of the unit's journals answered.
package enum UnitReply: Sendable {
  case page(EntryFilter, PageStart, [EntrySummary], total: Int)
  case detail(EntryDetail)
  case kinds([DeviceID: EntryKinds])
  case bodies([KeptBody])
  /// This laptop holds no copy yet.
  case none
  case failed(JournalProblem)
}

/// What the reports answered.
package enum ReportReply: Sendable {
  case document(ReportRequest, ReportDocument)
  case written(path: String)
  case taken(PeriodAct)
  case failed(LocalText)
}

/// What the printer answered.
package enum PrinterReply: Sendable {
  /// Not all of the page was taken yet.
  case printing
  case printed
  case devices([String])
  case failed(PrinterProblem)
}

/// What the program itself answered.
package enum DeskReply: Sendable {
  case opened(Opening)
  /// The other journal could not be opened; the one in front stays.
  case notOpened(JournalProblem)
  /// Nil where the machine has none.
  case battery(Battery?)
}
