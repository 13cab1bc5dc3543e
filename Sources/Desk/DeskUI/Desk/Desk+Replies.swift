import Checklists
import DeskPorts
import Journal
import Phrases

extension Desk {
  /// What an effect brought back.
  mutating func replied(_ reply: Reply) -> [Effect] {
    switch reply {
    case .began(let id, let opened, let event):
      guard let history = SessionHistory(event) else { return [] }
      sessions[id] = LiveSession(id: id, history: history, opened: opened)
      current = id
      screens = [screens[0], .walk(Walk())]
      return walkNeeds()
    case .appended(let id, let number):
      unsaved.removeAll { if case .append(id, number, _) = $0 { true } else { false } }
      settle()
    case .discarded(let id):
      sessions[id] = nil
      settle()
    case .kept(let entry, let closing): return kept(entry, closing: closing)
    case .today(let count, let due): (today, dueToday) = (count, due)
    case .volunteers(let all): volunteers = all
    case .volunteerAdded(let volunteer): return added(volunteer)
    case .catalogue(let catalogue): self.catalogue = catalogue
    case .checklist(let checklist): checklists[checklist.id] = checklist
    case .consent(let consent): consents[consent.id] = consent
    case .units(let units): self.units = units
    case .practiceOpened(let opening):
      take(opening)
      return opened() + returnFromRehearsal()
    case .failed(let effect, let problem): return failed(effect, problem)
    case .broken(let effect, let broken):
      // An entry can be read without the titles of its steps.
      if case .loadChecklist = effect { return [] }
      warn(broken.complaint)
      if case .loadUnits = effect { units = [] }
    case .wasSet, .nothing: break
    case .exchange, .exchangeStarted, .exchangeNews, .sticks, .network, .ordersApplied, .leadKeyConfirmed,
      .identityRenewed, .exchangeFailed:
      return exchangeReplied(reply)
    case .review(let reply): return reviewReplied(reply)
    case .reviewFailed(let effect, let trouble): return reviewFailed(effect, trouble)
    case .page, .detail, .found, .contact, .followUps, .erased, .followUpClosed: return journalReplied(reply)
    }
    return []
  }

  /// Once nothing waits for the disk any more, the warning goes.
  private mutating func settle() {
    if unsaved.isEmpty, trouble != nil {
      trouble = nil
      tell(Phrase.savedAgain)
    }
  }

  /// The disk refused. The citizen in front is helped all the same; what was refused is tried again with the next key.
  private mutating func failed(_ effect: Effect, _ problem: JournalProblem) -> [Effect] {
    switch effect {
    case .append:
      if !unsaved.contains(effect) { unsaved.append(effect) }
      // Those behind the first are refused for standing behind it; only the first knows why.
      if unsaved.first == effect { trouble = problem }
    case .keep, .discard:
      trouble = problem
      warn(Phrase.sentence(problem))
    case .applyOrders:
      // Nobody asked for it with a key, so nobody at work is interrupted; it is tried again after the next exchange.
      exchange.unapplied = problem
    default: warn(Phrase.sentence(problem))
    }
    return []
  }

  /// Applies an event to a session and asks for it to be on the disk before it is shown.
  mutating func record(_ event: SessionEvent, of id: SessionID) -> [Effect] {
    guard var live = sessions[id] else { return [] }
    let number = live.history.eventCount
    live.history.apply(event, in: live.checklist)
    sessions[id] = live
    if case .walk(var walk) = screens.last, live.session.place != walk.place {
      walk.scroll = 0
      walk.place = live.session.place
      replaceTop(.walk(walk))
    }
    return unsaved + [.append(id, number: number, event)]
  }
}
