import Checklists
import DeskPorts
import Journal
import Phrases

extension Desk {
  /// What an effect brought back: into what all screens share first, then to the screen in front.
  mutating func replied(_ reply: Reply) -> [Effect] {
    let effects =
      switch reply {
      case .journal(let reply): replied(reply)
      case .checklists(let reply): replied(reply)
      case .exchange(let reply): exchangeReplied(reply)
      case .unit(let reply): unitReplied(reply)
      case .report(let reply): reportReplied(reply)
      case .review(let reply): reviewReplied(reply)
      case .people(let reply): replied(reply)
      case .printer(let reply): printerReplied(reply)
      case .desk(let reply): replied(reply)
      }
    return effects + withTop { $0.received(reply, &$1) }
  }

  private mutating func replied(_ reply: JournalReply) -> [Effect] {
    switch reply {
    case .began(let id, let opened, let event):
      guard let history = SessionHistory(event) else { return [] }
      sessions[id] = LiveSession(id: id, history: history, opened: opened)
      current = id
      let effects = takeOver(from: history.session.from)
      showPlace()
      return effects + placeNeeds()
    case .appended(let id, let number):
      unsaved.removeAll { if case .journal(.append(id, number, _)) = $0 { true } else { false } }
      settleTrouble()
    case .discarded(let id):
      sessions[id] = nil
      settleTrouble()
    case .kept(let entry, let closing):
      exchange.kept(entry.kind, at: now)
      if let closing { return entry.kind == .cancelled ? cancelled(closing) : kept(entry, closing: closing) }
    case .today(let count, let due): (today, dueToday) = (count, due)
    case .volunteers(let all): volunteers = all
    case .volunteerAdded(let volunteer):
      // With PINs nobody comes to the desk by being added.
      return (people.usesPINs ? [] : helps(volunteer)) + [.journal(.loadVolunteers)]
    case .failed(let effect, let problem): refused(effect, problem)
    case .identityRenewed(let job): return identityRenewed(then: job)
    // Whoever asked is in front.
    case .page, .detail, .found, .contact, .followUps, .kinds: break
    case .erased: exchange.kept(.erasure, at: now)
    case .followUpClosed: exchange.kept(.followUpClosed, at: now)
    case .receipt(let receipt): lastReceipt = receipt
    case .wasSet, .purged: break
    }
    return []
  }

  /// Nothing is left of a session that was begun by mistake; the day has one more of them.
  private mutating func cancelled(_ session: SessionID) -> [Effect] {
    sessions[session] = nil
    settleTrouble()
    return [.journal(.countToday(now.day))]
  }

  private mutating func replied(_ reply: ChecklistReply) -> [Effect] {
    switch reply {
    case .opened(let opened, let event): return [.journal(.begin(opened, event))]
    case .catalogue(let catalogue): self.catalogue = catalogue
    case .checklist(let checklist): checklists[checklist.id] = checklist
    case .consent(let consent): consents[consent.id] = consent
    case .units(let units):
      unitSearch = UnitSearch(units)
      return takeEnrolledUnit()
    case .guide(let guide, let pages): guides[guide] = pages
    case .failed(let effect, let broken):
      switch effect {
      // An entry can be read without the titles of its steps.
      case .loadChecklist: break
      case .loadUnits:
        unitSearch = UnitSearch()
        warn(broken.complaint)
      case .open:
        // The session from which it was opened goes on.
        let effects = live?.session.asideSince == nil ? [] : record(.resumed(at: now))
        warn(broken.complaint)
        return effects
      case .loadCatalogue, .loadConsent, .loadGuide: warn(broken.complaint)
      }
    }
    return []
  }

  private mutating func reportReplied(_ reply: ReportReply) -> [Effect] {
    switch reply {
    // Whoever asked is in front.
    case .document: break
    case .written(let path): tell(Phrase.reportWritten(path))
    case .taken(let act):
      tell(Phrase.periodTaken(act))
      return [.exchange(.load)]
    case .failed(let sentence): warn(sentence)
    }
    return []
  }

  private mutating func unitReplied(_ reply: UnitReply) -> [Effect] {
    switch reply {
    // Whoever asked is in front.
    case .page, .detail: break
    case .kinds(let kinds): exchange.copied = kinds
    case .none: warn(Phrase.noUnitJournal)
    case .failed(let problem): warn(Phrase.sentence(problem))
    }
    return []
  }

  private mutating func replied(_ reply: DeskReply) -> [Effect] {
    switch reply {
    case .opened(let opening):
      open(opening)
      let effects = opened() + returnFromRehearsal()
      guard people.locksAfterPractice else { return effects }
      people.locksAfterPractice = false
      return effects + lock()
    case .notOpened(let problem):
      warn(Phrase.sentence(problem))
      return []
    case .battery(let battery):
      self.battery = battery
      return []
    }
  }

  /// This volunteer helps from now on.
  mutating func helps(_ volunteer: Volunteer) -> [Effect] {
    self.volunteer = volunteer.code
    return [.journal(.set(key: "volunteer", value: volunteer.code.rawValue))]
  }

  /// Once nothing waits for the disk any more, the warning goes.
  private mutating func settleTrouble() {
    if unsaved.isEmpty, trouble != nil {
      trouble = nil
      tell(Phrase.savedAgain)
    }
  }

  /// The disk refused. The citizen in front is helped all the same; what was refused is tried again with the next key.
  private mutating func refused(_ effect: JournalEffect, _ problem: JournalProblem) {
    switch effect {
    case .append:
      let effect = Effect.journal(effect)
      if !unsaved.contains(effect) { unsaved.append(effect) }
      // Those behind the first are refused for standing behind it; only the first knows why.
      if unsaved.first == effect { trouble = problem }
    case .keep, .discard:
      trouble = problem
      warn(Phrase.sentence(problem))
    case .begin, .loadPage, .loadDetail, .find, .loadContact, .loadFollowUps, .erase, .closeFollowUp, .countToday,
      .purgeContacts, .loadVolunteers, .addVolunteer, .set, .renewIdentity, .loadReceipt, .countKinds:
      warn(Phrase.sentence(problem))
    }
  }
}
