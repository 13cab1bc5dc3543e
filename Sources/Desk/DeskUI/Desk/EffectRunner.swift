public import Checklists
public import DeskPorts
public import Journal

/// Does what the desk wants done: one port call for each effect, one reply back. It decides nothing.
public final class EffectRunner {
  private var journal: any JournalPort
  private let shelf: any ShelfPort
  /// Nil where there is no exchange, e.g. where only figures are taken.
  private let exchange: (any ExchangePort)?
  /// Nil where there is no review, likewise.
  private let review: (any ReviewPort)?
  private let clock: () -> Moment
  /// Opens the practice journal (true) or the real one, closing the other.
  private let switchJournal: (Bool) throws(JournalProblem) -> any JournalPort
  /// Told of every problem, for the log.
  private let noteProblem: (JournalProblem) -> Void
  private let noteTrouble: (ExchangeTrouble) -> Void
  private let noteReview: (ReviewTrouble) -> Void

  /// A runner on its ports.
  public init(
    journal: any JournalPort, shelf: any ShelfPort, exchange: (any ExchangePort)? = nil,
    review: (any ReviewPort)? = nil,
    clock: @escaping () -> Moment,
    switchJournal: @escaping (Bool) throws(JournalProblem) -> any JournalPort,
    noteProblem: @escaping (JournalProblem) -> Void = { _ in },
    noteTrouble: @escaping (ExchangeTrouble) -> Void = { _ in },
    noteReview: @escaping (ReviewTrouble) -> Void = { _ in }
  ) {
    self.noteProblem = noteProblem
    self.noteTrouble = noteTrouble
    self.journal = journal
    self.shelf = shelf
    self.exchange = exchange
    self.review = review
    self.noteReview = noteReview
    self.clock = clock
    self.switchJournal = switchJournal
  }

  /// Runs one effect. `suspend`, `redraw` and `quit` belong to the loop and bring nothing.
  public func run(_ effect: Effect) -> Reply {
    do {
      return try run(checked: effect)
    } catch let problem as JournalProblem {
      noteProblem(problem)
      return .failed(effect, problem)
    } catch let broken as BrokenChecklist {
      return .broken(effect, broken)
    } catch let trouble as ExchangeTrouble {
      noteTrouble(trouble)
      return .exchangeFailed(effect, trouble)
    } catch let trouble as ReviewTrouble {
      noteReview(trouble)
      if case .review(let asked) = effect { return .reviewFailed(asked, trouble) }
      return .nothing
    } catch {
      return .failed(effect, .damaged(path: "", what: "\(type(of: error))"))
    }
  }

  private func run(checked effect: Effect) throws -> Reply {
    switch effect {
    case .begin(let id, let event):
      let opened = try shelf.open(id)
      return .began(try journal.begin(opened.text, event: SessionCoding.encode(event)), opened, event)
    case .beginText(let opened, let event):
      return .began(try journal.begin(opened.text, event: SessionCoding.encode(event)), opened, event)
    case .append(let session, let number, let event):
      try journal.append(SessionCoding.encode(event), number: number, to: session)
      return .appended(session, number: number)
    case .discard(let session):
      try journal.discard(session)
      return .discarded(session)
    case .keep(let body, let closing, let contact):
      return .kept(try journal.keep(body, closing: closing, contact: contact), closing: closing)
    case .erase(let row, let at):
      _ = try journal.erase(row: row, at: at)
      return .erased(row: row)
    case .closeFollowUp(let row, let by, let at):
      _ = try journal.closeFollowUp(row: row, by: by, at: at)
      return .followUpClosed(row: row)
    case .purgeContacts(let at):
      _ = try journal.purgeContacts(at: at)
      return .nothing
    case .addVolunteer(let name): return .volunteerAdded(try journal.addVolunteer(named: name))
    case .set(let key, let value):
      try journal.set(key, value)
      return .wasSet(key: key)
    case .openPractice(let practice):
      journal = try switchJournal(practice)
      return .practiceOpened(try opening(isPractice: practice))
    case .review(let asked): return try run(review: asked)
    case .suspend, .redraw, .quit: return .nothing
    default: return try ask(effect)
    }
  }

  /// Effects that only read.
  private func ask(_ effect: Effect) throws -> Reply {
    switch effect {
    case .loadPage(let filter, let start, let limit):
      return .page(
        filter, start, try journal.page(filter, start, limit: limit), total: try journal.entryCount())
    case .loadDetail(let row): return .detail(try journal.detail(row: row))
    case .find(let code): return .found(row: try journal.find(code: code))
    case .loadContact(let row): return .contact(row: row, try journal.contact(row: row))
    case .loadFollowUps: return .followUps(try journal.followUps(through: nil))
    case .countToday(let day):
      return .today(try journal.count(on: day), due: try journal.followUps(through: day).count)
    case .loadVolunteers: return .volunteers(try journal.volunteers())
    case .loadCatalogue: return .catalogue(try shelf.catalogue())
    case .loadChecklist(let id): return .checklist(try shelf.open(id).checklist)
    case .loadConsent(let id): return .consent(try shelf.consent(id))
    case .loadUnits(let file): return .units(try shelf.units(file: file))
    default: return try run(exchange: effect)
    }
  }

  /// Effects of the exchange.
  private func run(exchange effect: Effect) throws -> Reply {
    guard let exchange else { throw ExchangeTrouble.missing }
    switch effect {
    case .loadExchange: return .exchange(try exchange.overview())
    case .startExchange(let job):
      try exchange.start(job)
      return .exchangeStarted(job)
    case .pollExchange: return .exchangeNews(exchange.news())
    case .stopExchange:
      exchange.stop()
      return .nothing
    case .findSticks: return .sticks(exchange.sticks())
    case .lookForNetwork: return .network(exchange.hasNetwork())
    case .applyOrders(let at): return .ordersApplied(try exchange.applyOrders(to: journal, at: at))
    case .confirmLeadKey(let key):
      try exchange.confirm(key)
      return .leadKeyConfirmed
    case .renewIdentity(let job):
      _ = try journal.renewIdentity()
      return .identityRenewed(then: job)
    default: return .nothing
    }
  }

  /// Effects of the review.
  private func run(review asked: ReviewEffect) throws -> Reply {
    guard let review else { throw ReviewTrouble.missing }
    switch asked {
    case .loadOverview(let now): return .review(.overview(try review.overview(at: now)))
    case .catchUp: return .review(.counted(left: try review.catchUp()))
    case .loadDossier(let id): return .review(.dossier(try review.dossier(of: id)))
    case .loadFigures(let source, let id, let filter):
      return .review(.figures(try review.figures(source, of: id, filter), of: id))
    case .compare(let old, let new):
      return .review(.compared(try review.checklist(old), try review.checklist(new)))
    case .loadDraft(let id): return .review(.draft(try review.draft(of: id)))
    case .lookAtDraft(let id, let stamp):
      return review.draftStamp(of: id) == stamp ? .nothing : .review(.draft(try review.draft(of: id)))
    case .write(let draft): return .review(.draft(try review.write(draft)))
    case .check(let draft): return .review(.checked(review.complaints(about: draft)))
    case .save(let id, let now): return .review(.saved(try review.save(id, at: now)))
    case .unlock(let key, let passphrase): return .review(.unlocked(try review.unlock(key, passphrase)))
    case .lock:
      review.lock()
      return .nothing
    case .take(let event, let now):
      try review.take(event, at: now)
      return .review(.taken(event))
    case .publish(let id, let now): return .review(.published(id, try review.publish(id, at: now)))
    case .rehearse(let id):
      let opened = try review.rehearsal(of: id)
      journal = try switchJournal(true)
      return .review(.rehearsing(try opening(isPractice: true), opened))
    }
  }

  /// Everything the first screen needs. Sessions in progress come back on the checklist version they began with.
  public func opening(isPractice: Bool, notice: LocalText? = nil) throws(JournalProblem) -> Opening {
    let now = clock()
    _ = try journal.purgeContacts(at: now)
    var sessions: [LiveSession] = []
    var known: [ChecklistText: OpenedChecklist] = [:]
    for draft in try journal.drafts() {
      guard let opened = known[draft.checklist] ?? reopened(draft.checklist),
        let history = SessionCoding.history(draft.events, in: opened.checklist)
      else { continue }
      known[draft.checklist] = opened
      sessions.append(LiveSession(id: draft.session, history: history, opened: opened))
    }
    var opening = Opening(
      isPractice: isPractice, shelf: shelf.shelf(), settings: try journal.settings(),
      volunteers: try journal.volunteers(), sessions: sessions, today: try journal.count(on: now.day),
      due: try journal.followUps(through: now.day).count, notice: notice)
    opening.hasTrainerKeys = review?.hasKeys ?? false
    return opening
  }

  /// Nil only where the kept bytes are no checklist to this program; the draft then stays on the disk untouched.
  private func reopened(_ text: ChecklistText) -> OpenedChecklist? {
    do {
      return try shelf.reopen(text)
    } catch {
      return nil
    }
  }
}
