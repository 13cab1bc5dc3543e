package import Checklists
package import DeskPorts
package import Journal
import ReportFiles
package import Review

/// Does what the desk wants done: one port call for each effect, one reply back. It decides nothing.
package final class EffectRunner {
  private var journal: any JournalPort
  private let shelf: any ShelfPort
  /// Nil where there is no exchange, e.g. where only figures are taken.
  private let exchange: (any ExchangePort)?
  /// Nil where there is no review, likewise.
  private let review: (any ReviewPort)?
  /// The copies of the unit's journals as they are now; nil where this laptop holds none.
  private let copies: () throws(JournalProblem) -> (any JournalPort)?
  /// Nil where there are no reports.
  package var reports: (any ReportPort)?
  /// Nil where nothing can be printed, e.g. where only figures are taken.
  package var printer: (any PrinterPort)?
  private let clock: () -> Moment
  private let battery: () -> Battery?
  /// Opens the practice journal (true) or the real one, closing the other.
  private let switchJournal: (Bool) throws(JournalProblem) -> any JournalPort
  /// Told of every problem, for the log.
  private let noteProblem: (JournalProblem) -> Void
  private let noteTrouble: (ExchangeTrouble) -> Void
  private let noteReview: (ReviewTrouble) -> Void
  /// What the practice journal takes over.
  private var base: PracticeBase
  /// Writes a file for people and other programs, beside the journal; returns where it lies.
  private let save: (_ name: String, _ text: String) throws(JournalProblem) -> String

  /// A runner on its ports.
  package init(
    journal: any JournalPort, shelf: any ShelfPort, exchange: (any ExchangePort)? = nil,
    review: (any ReviewPort)? = nil,
    copies: @escaping () throws(JournalProblem) -> (any JournalPort)? = { () throws(JournalProblem) in nil },
    clock: @escaping () -> Moment, battery: @escaping () -> Battery? = { nil },
    switchJournal: @escaping (Bool) throws(JournalProblem) -> any JournalPort,
    noteProblem: @escaping (JournalProblem) -> Void = { _ in },
    noteTrouble: @escaping (ExchangeTrouble) -> Void = { _ in },
    noteReview: @escaping (ReviewTrouble) -> Void = { _ in }, base: PracticeBase = PracticeBase(),
    save: @escaping (_ name: String, _ text: String) throws(JournalProblem) -> String = { name, _ in name }
  ) {
    self.save = save
    self.noteProblem = noteProblem
    self.noteTrouble = noteTrouble
    self.journal = journal
    self.shelf = shelf
    self.exchange = exchange
    self.review = review
    self.copies = copies
    self.noteReview = noteReview
    self.base = base
    self.clock = clock
    self.battery = battery
    self.switchJournal = switchJournal
  }

  /// Runs one effect; nil where it brings nothing back, and for what belongs to the terminal.
  package func run(_ effect: Effect) -> Reply? {
    switch effect {
    case .journal(let effect): .journal(run(effect))
    case .checklists(let effect): .checklists(run(effect))
    case .exchange(let effect): .exchange(run(effect))
    case .unit(let effect): .unit(run(effect))
    case .report(let effect): .report(run(effect))
    case .review(let effect): run(effect).map(Reply.review)
    case .people(let effect): .people(run(effect))
    case .printer(let effect): .printer(run(effect))
    case .desk(let effect): run(effect).map(Reply.desk)
    }
  }

  private func run(_ effect: JournalEffect) -> JournalReply {
    do {
      return try answer(effect)
    } catch {
      noteProblem(error)
      return .failed(effect, error)
    }
  }

  private func answer(_ effect: JournalEffect) throws(JournalProblem) -> JournalReply {
    switch effect {
    case .begin(let opened, let event):
      return .began(try journal.begin(opened.text, event: try SessionCoding.encode(event)), opened, event)
    case .append(let session, let number, let event):
      try journal.append(try SessionCoding.encode(event), number: number, to: session)
      return .appended(session, number: number)
    case .discard(let session):
      try journal.discard(session)
      return .discarded(session)
    case .keep(let body, let closing, let contact):
      return .kept(try journal.keep(body, closing: closing, contact: contact), closing: closing)
    case .loadPage(let filter, let start, let limit):
      return .page(filter, start, try journal.page(filter, start, limit: limit), total: try journal.listedCount())
    case .loadDetail(let row): return .detail(try journal.detail(row: row))
    case .find(let code): return .found(row: try journal.find(code: code))
    case .loadContact(let row): return .contact(row: row, try journal.contact(row: row))
    case .loadFollowUps: return .followUps(try journal.followUps(through: nil))
    case .erase(let row, let at):
      _ = try journal.erase(row: row, at: at)
      return .erased(row: row)
    case .closeFollowUp(let row, let by, let at):
      _ = try journal.closeFollowUp(row: row, by: by, at: at)
      return .followUpClosed(row: row)
    case .countToday(let day):
      return .today(try journal.count(on: day), due: try journal.followUps(through: day).count)
    case .purgeContacts(let at):
      _ = try journal.purgeContacts(at: at)
      return .purged
    case .loadVolunteers: return .volunteers(try journal.volunteers())
    case .addVolunteer(let name, let code): return .volunteerAdded(try journal.addVolunteer(named: name, code: code))
    case .set(let key, let value):
      try journal.set(key, value)
      return .wasSet(key: key)
    case .renewIdentity(let job):
      _ = try journal.renewIdentity()
      return .identityRenewed(then: job)
    case .loadReceipt(let at): return .receipt(try journal.lastReceipt(at: at))
    case .countKinds: return .kinds(try journal.kindsByDevice().values.reduce(into: EntryKinds()) { $0.add($1) })
    }
  }

  private func run(_ effect: PeopleEffect) -> PeopleReply {
    do {
      return try effect.answer(journal, copies: copies, save: save)
    } catch {
      noteProblem(error)
      return .failed(effect, error)
    }
  }

  private func run(_ effect: ChecklistEffect) -> ChecklistReply {
    do throws(BrokenChecklist) {
      switch effect {
      case .open(let id, let event): return .opened(try shelf.open(id), toBegin: event)
      case .loadCatalogue: return .catalogue(try shelf.catalogue())
      case .loadChecklist(let id): return .checklist(try shelf.open(id).checklist)
      case .loadConsent(let id): return .consent(try shelf.consent(id))
      case .loadUnits(let file): return .units(try shelf.units(file: file))
      case .loadGuide(let guide): return .guide(guide, try shelf.guide(guide))
      }
    } catch {
      return .failed(effect, error)
    }
  }

  private func run(_ effect: ExchangeEffect) -> ExchangeReply {
    do throws(ExchangeTrouble) {
      guard let exchange else { throw .missing }
      switch effect {
      case .load: return .overview(try exchange.overview())
      case .start(let job):
        try exchange.start(job)
        return .started(job)
      case .poll: return .news(exchange.news())
      case .stop:
        exchange.stop()
        return .stopping
      case .findSticks: return .sticks(exchange.sticks())
      case .lookForNetwork: return .network(exchange.hasNetwork())
      case .applyOrders(let at): return try applyOrders(exchange, at: at)
      case .confirm(let key):
        try exchange.confirm(key)
        return .confirmed
      case .name(let naming):
        try exchange.name(naming)
        return .named
      case .say(let act):
        try exchange.say(act)
        return .said
      }
    } catch {
      noteTrouble(error)
      return .failed(effect, error)
    }
  }

  private func run(_ effect: PrinterEffect) -> PrinterReply {
    do throws(PrinterProblem) {
      guard let printer else { throw .noQueues }
      switch effect {
      case .print(let page, let target):
        try printer.start(page, on: target)
        return try printer.goOn() ? .printed : .printing
      case .goOn: return try printer.goOn() ? .printed : .printing
      case .findDevices: return .devices(printer.devices())
      }
    } catch {
      return .failed(error)
    }
  }

  private func run(_ effect: ReportEffect) -> ReportReply {
    do throws(ReportProblem) {
      guard let reports else { throw .noCopies }
      switch effect {
      case .load(let request):
        return .document(request, try reports.document(request))
      case .write(let request, let format, let language):
        return .written(path: try reports.write(request, ReportFormat(rawValue: format) ?? .text, language))
      case .take(let act, let request, let reason):
        try reports.take(act, of: request, reason: reason)
        return .taken(act)
      }
    } catch {
      return .failed(error.sentence)
    }
  }

  private func run(_ effect: UnitEffect) -> UnitReply {
    do throws(JournalProblem) {
      guard let copies = try copies() else {
        // A desk that is no lead's has none, and asks all the same.
        return switch effect {
        case .countKinds: .kinds([:])
        case .loadBodies: .bodies([])
        case .loadPage, .loadDetail: .none
        }
      }
      switch effect {
      case .loadPage(let filter, let start, let limit):
        return .page(filter, start, try copies.page(filter, start, limit: limit), total: try copies.listedCount())
      case .loadDetail(let row): return .detail(try copies.detail(row: row))
      case .countKinds: return .kinds(try copies.kindsByDevice())
      case .loadBodies(let kinds, let from, let through):
        return .bodies(try copies.bodies(kinds, from: from, through: through))
      }
    } catch {
      noteProblem(error)
      return .failed(error)
    }
  }

  private func applyOrders(_ exchange: any ExchangePort, at: Moment) throws(ExchangeTrouble) -> ExchangeReply {
    do {
      return .ordersApplied(try exchange.applyOrders(to: journal, at: at))
    } catch .journal(let problem) {
      noteProblem(problem)
      return .ordersRefused(problem)
    }
  }

  private func run(_ effect: ReviewEffect) -> ReviewReply? {
    do throws(ReviewTrouble) {
      guard let review else { throw .missing }
      return try answer(effect, review)
    } catch {
      noteReview(error)
      return .failed(effect, error)
    }
  }

  private func answer(_ effect: ReviewEffect, _ review: any ReviewPort) throws(ReviewTrouble) -> ReviewReply? {
    switch effect {
    case .loadOverview(let now): return .overview(try review.overview(at: now))
    case .catchUp: return .counted(left: try review.catchUp())
    case .loadDossier(let id): return .dossier(try review.dossier(of: id))
    case .loadFigures(let source, let id, let filter):
      return .figures(try review.figures(source, of: id, filter), of: id)
    case .compare(let old, let new): return .compared(try review.checklist(old), try review.checklist(new))
    case .loadDraft(let id): return .draft(try review.draft(of: id))
    case .lookAtDraft(let id, let stamp):
      return review.draftStamp(of: id) == stamp ? nil : .draft(try review.draft(of: id))
    case .write(let draft): return .draft(try review.write(draft))
    case .check(let draft): return .checked(review.complaints(about: draft))
    case .save(let id, let now): return .saved(try review.save(id, at: now))
    case .unlock(let key, let passphrase): return .unlocked(try review.unlock(key, passphrase))
    case .lock:
      review.lock()
      return nil
    case .take(let event, let now):
      try review.take(event, at: now)
      return .taken(event)
    case .publish(let id, let now): return .published(id, try review.publish(id, at: now))
    case .rehearse(let id):
      let opened = try review.rehearsal(of: id)
      switch run(DeskEffect.openPractice(true)) {
      case .opened(let opening): return .rehearsing(opening, opened)
      case .notOpened(let problem): return .notOpened(problem)
      case .battery, nil: return nil
      }
    }
  }

  private func run(_ effect: DeskEffect) -> DeskReply? {
    switch effect {
    case .openPractice(let practice):
      do throws(JournalProblem) {
        if practice { base = try PracticeBase(journal) }
        journal = try switchJournal(practice)
        return .opened(try opening(isPractice: practice))
      } catch {
        noteProblem(error)
        return .notOpened(error)
      }
    case .lookAtBattery: return .battery(battery())
    case .suspend, .redraw, .quit, .clear: return nil
    }
  }

  /// Everything the first screen needs. Sessions in progress come back on the checklist version they began with.
  package func opening(isPractice: Bool, notice: LocalText? = nil) throws(JournalProblem) -> Opening {
    let now = clock()
    _ = try journal.purgeContacts(at: now)
    var sessions: [LiveSession] = []
    var damaged: [DamagedDraft] = []
    var known: [ChecklistText: OpenedChecklist] = [:]
    for draft in try journal.drafts() {
      switch read(draft, &known) {
      case .session(let session): sessions.append(session)
      case .damaged(let damage):
        damaged.append(
          DamagedDraft(
            session: draft.session, checklist: draft.checklist.id, events: draft.events.count, damage: damage))
      }
    }
    let settings = isPractice ? try base.settings(in: journal) : try journal.settings()
    var opening = Opening(
      isPractice: isPractice, shelf: shelf.shelf(), settings: settings, volunteers: try journal.volunteers(),
      sessions: sessions, today: try journal.count(on: now.day),
      due: try journal.followUps(through: now.day).count, notice: notice)
    opening.damaged = damaged
    opening.hasTrainerKeys = review?.hasKeys ?? false
    return opening
  }

  private enum DraftReading {
    case session(LiveSession)
    case damaged(DamagedDraft.Damage)
  }

  /// A session in progress on its own checklist; `known` are those that were opened already.
  private func read(_ draft: Draft, _ known: inout [ChecklistText: OpenedChecklist]) -> DraftReading {
    let opened: OpenedChecklist
    if let before = known[draft.checklist] {
      opened = before
    } else {
      do { opened = try shelf.reopen(draft.checklist) } catch { return .damaged(.checklist(error.complaint)) }
    }
    known[draft.checklist] = opened
    switch SessionCoding.history(draft.events, in: opened.checklist) {
    case .whole(let history): return .session(LiveSession(id: draft.session, history: history, opened: opened))
    case .broken(let number): return .damaged(.event(number: number))
    }
  }
}
