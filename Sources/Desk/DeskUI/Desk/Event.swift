public import Checklists
public import DeskPorts
public import Journal
public import Protocol
public import TerminalUI

/// Something that happened, stamped by the loop with its moment.
public struct Event: Sendable {
  public enum What: Sendable {
    case key(Key)
    case click(column: Int, row: Int)
    case wheel(Int)
    case resized(Size)
    case ticked
    case resumed
    case replied(Reply)
  }
  public var at: Moment
  public var what: What

  public init(at: Moment, _ what: What) {
    self.at = at
    self.what = what
  }
}

/// Something the desk wants done. A value, so that tests compare it and recordings replay without the world.
public enum Effect: Equatable, Sendable {
  case begin(ChecklistID, SessionEvent)
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
  case addVolunteer(String)
  case set(key: String, value: String)
  case loadCatalogue
  case loadChecklist(ChecklistID)
  case loadConsent(String)
  case loadUnits(file: String?)
  case openPractice(Bool)
  case loadExchange
  case startExchange(SyncJob)
  /// Fetches what the running exchange has said.
  case pollExchange
  case stopExchange
  case findSticks
  case lookForNetwork
  /// What the hub ordered is done to the journal.
  case applyOrders(at: Moment)
  case confirmLeadKey(LeadKeyID)
  /// The laptop gives up a name that another one uses too, before it enrols.
  case renewIdentity(then: SyncJob)
  /// A session is begun on a text that is no checklist of the shelf: a draft that is rehearsed.
  case beginText(OpenedChecklist, SessionEvent)
  case review(ReviewEffect)
  case suspend
  case redraw
  case quit
}

/// What came of an effect.
public enum Reply: Sendable {
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
  case catalogue(ServiceCatalogue)
  case checklist(Checklist)
  case consent(ConsentText)
  case units([Unit])
  case practiceOpened(Opening)
  case exchange(ExchangeOverview)
  case exchangeStarted(SyncJob)
  case exchangeNews(SyncNews)
  case sticks([Stick])
  case network(Bool)
  case ordersApplied(Int)
  case leadKeyConfirmed
  case identityRenewed(then: SyncJob)
  case review(ReviewReply)
  case nothing
  /// The effect comes back with what went wrong, so that nothing it carried is lost.
  case failed(Effect, JournalProblem)
  case broken(Effect, BrokenChecklist)
  case exchangeFailed(Effect, ExchangeTrouble)
  case reviewFailed(ReviewEffect, ReviewTrouble)
}
