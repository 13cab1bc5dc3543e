import ChecklistFiles
import ChecklistPacks
package import Checklists
package import DeskPorts
import Foundation
package import Journal
package import JournalStore
import Platform
import Protocol
package import Review
import ReviewStore
import SQLiteFiles
package import Statistics
import StatisticsStore

/// Figures over all desks, as this laptop got them from the hub.
package struct HubFigures: Hashable, Sendable {
  /// In milliseconds since 1970, by the hub's clock.
  package var madeAt: Int64
  package var report: FigureReport
  package var choices: FilterChoices

  package init(madeAt: Int64, report: FigureReport, choices: FilterChoices) {
    self.madeAt = madeAt
    self.report = report
    self.choices = choices
  }
}

/// The trainers' review on a real laptop: figures of its journal, the book of drafts and comments, drafts as files, and
/// packs. Everything is opened when it is first asked for, which is never before the desk's first frame.
package final class LiveReview: ReviewPort {
  let folder: String
  let shelf: FileShelf
  /// The real journal; nil while the practice one is open.
  private let journal: () -> JournalStore?
  /// What the hub told of a checklist; nil where it told nothing yet. Asked with a filter, it may note the wish.
  private let hub: (ChecklistID, FigureFilter) -> HubFigures?
  private var openBook: ReviewBook?
  private var openFigures: StatisticsStore?
  /// The key that is unlocked while the review is open; never on the disk, never in a log.
  private(set) var key: TrainerKey?
  /// Checklists in use, since the last overview.
  var readInUse: [ChecklistID: OpenedChecklist] = [:]

  /// How long one call of ``catchUp()`` counts, in milliseconds.
  private static let longestCount = 150
  private static let countedAtOnce = 500

  /// - Parameters:
  ///   - folder: The data folder.
  ///   - journal: The real journal; nil while the practice one is open.
  ///   - hub: What the hub told of a checklist.
  package init(
    folder: String, shelf: FileShelf, journal: @escaping () -> JournalStore?,
    hub: @escaping (ChecklistID, FigureFilter) -> HubFigures? = { _, _ in nil }
  ) {
    self.folder = folder
    self.shelf = shelf
    self.journal = journal
    self.hub = hub
  }

  /// Keys are few and lie in one folder, so that the first frame can ask.
  package var hasKeys: Bool { !TrainerKeys(data: folder).names.isEmpty }

  // What is opened when it is needed

  func book() throws(ReviewTrouble) -> ReviewBook {
    if let openBook { return openBook }
    try makeFolder()
    let opened = try ReviewBook.open(folder: folder, root: try root())
    openBook = opened
    return opened
  }

  /// A laptop on which no desk was opened yet may read another trainer's file all the same.
  private func makeFolder() throws(ReviewTrouble) {
    do { try Files().makeFolder(folder) } catch { throw .cannotWrite(path: folder) }
  }

  func root() throws(ReviewTrouble) -> PackRoot? {
    do { return try Packs(data: folder).root() } catch { throw .pack(error) }
  }

  private func figures() throws(ReviewTrouble) -> StatisticsStore {
    if let openFigures { return openFigures }
    do {
      let opened = try StatisticsStore.open(path: StatisticsStore.path(folder: folder, practice: false))
      openFigures = opened
      return opened
    } catch { throw .figures }
  }

  // Figures

  package func catchUp() throws(ReviewTrouble) -> Int {
    guard let journal = journal() else { throw .practice }
    let figures = try figures()
    let clock = ContinuousClock()
    let end = clock.now + .milliseconds(Self.longestCount)
    do {
      while clock.now < end {
        if try figures.catchUp(with: journal, atMost: Self.countedAtOnce) { return 0 }
      }
    } catch { throw .figures }
    return try left(journal, figures)
  }

  /// Entries that are not counted yet.
  private func left(_ journal: JournalStore, _ figures: StatisticsStore) throws(ReviewTrouble) -> Int {
    do {
      return try journal.incarnations().reduce(0) { sum, incarnation in
        let last = incarnation.head.last
        let chain = CountedChain(last.chain, size: last.sequence)
        return sum + max(0, last.sequence - (try figures.cursor(of: chain)))
      }
    } catch { throw .figures }
  }

  package func figures(
    _ source: FigureSource, of id: ChecklistID, _ filter: FigureFilter
  ) throws(ReviewTrouble) -> ReviewFigures {
    if case .hub = source {
      guard let told = hub(id, filter) else { throw .comesLater }
      return ReviewFigures(
        source: source, filter: filter, report: told.report,
        choices: hub(id, FigureFilter())?.choices ?? told.choices)
    }
    let figures = try figures()
    do {
      let choices = try figures.choices(of: id)
      let words = try figures.unknownProblems(of: id, filter, limit: 200)
      return ReviewFigures(
        source: .journal, filter: filter, report: FigureReport(try figures.tally(of: id, filter)),
        choices: FilterChoices(versions: choices.versions, units: choices.units, months: choices.months),
        words: words.map { VolunteerWords(step: $0.step, version: $0.version, words: $0.words, month: $0.month) })
    } catch { throw .figures }
  }

  // The overview

  package func overview(at now: Moment) throws(ReviewTrouble) -> ReviewOverview {
    guard journal() != nil else { throw .practice }
    readInUse = [:]
    let book = try book()
    let figures = try figures()
    var rows: [ReviewRow] = []
    var made: Int64?
    for (opened, isInUse) in try all(book) {
      let checklist = opened.checklist
      var short: [ReviewRow.Short] = []
      do {
        short = [.init(source: .journal, report: FigureReport(try figures.tally(of: checklist.id, FigureFilter())))]
      } catch { throw .figures }
      if let told = hub(checklist.id, FigureFilter()) {
        made = max(made ?? told.madeAt, told.madeAt)
        short.append(.init(source: .hub(madeAt: told.madeAt), report: told.report))
      }
      let name = VersionID(checklist: checklist.id, version: checklist.version, hash: opened.hash)
      let former = try formerVersion(of: name)
      rows.append(
        ReviewRow(
          id: checklist.id, title: checklist.title, version: isInUse ? checklist.version : 0,
          work: book.log.newest(of: checklist.id), languages: Self.languages(of: checklist), figures: short,
          expectedSeconds: checklist.expectedSeconds(of: short[0].report),
          changes: former.map { ChangeCounts(VersionDiff(from: $0, to: checklist)) },
          openComments: openComments(checklist.id, book),
          toDos: ReviewToDo.all(in: checklist, today: now.day.daysSince1970)))
    }
    // The hub makes all its figures at one time; the screen tells one.
    let sources = [FigureSource.journal] + (made.map { [.hub(madeAt: $0)] } ?? [])
    for index in rows.indices { rows[index].figures = Self.sameTime(rows[index].figures, made) }
    return ReviewOverview(rows: rows, keys: TrainerKeys(data: folder).names, sources: sources)
  }

  private static func sameTime(_ figures: [ReviewRow.Short], _ made: Int64?) -> [ReviewRow.Short] {
    figures.map { short in
      guard case .hub = short.source, let made else { return short }
      return ReviewRow.Short(source: .hub(madeAt: made), report: short.report)
    }
  }

  /// Checklists in use, then those that are only drafts so far: imported and unfinished ones, and those in the book.
  private func all(_ book: ReviewBook) throws(ReviewTrouble) -> [(opened: OpenedChecklist, isInUse: Bool)] {
    var all: [(OpenedChecklist, Bool)] = []
    for file in shelf.files().files {
      // One that cannot be opened is said on the first screen.
      guard let opened = inUse(file.header.id) else { continue }
      try remember(opened)
      all.append((opened, true))
    }
    for opened in shelf.unfinished() where !all.contains(where: { $0.0.checklist.id == opened.checklist.id }) {
      all.append((opened, false))
    }
    let known = Set(all.map(\.0.checklist.id))
    var drafts: [ChecklistID] = []
    for version in book.log.versions where !known.contains(version.id.checklist) {
      if !drafts.contains(version.id.checklist) { drafts.append(version.id.checklist) }
    }
    for id in drafts {
      if let newest = book.log.newest(of: id), let opened = readable(newest.id) { all.append((opened, false)) }
    }
    return all
  }

  private static func languages(of checklist: Checklist) -> [Language] {
    let parts: [VersionDiff.Part] =
      [.checklist] + checklist.steps.map { .step($0.id) } + checklist.questions.map { .question($0.id) }
    let texts = parts.flatMap { checklist.places(of: $0) }.compactMap { checklist.text(at: $0) }
    return Language.allCases.filter { language in texts.allSatisfy { !$0[language].isEmpty } }
  }

  private func openComments(_ id: ChecklistID, _ book: ReviewBook) -> Int {
    book.log.comments.filter { $0.version.checklist == id && !$0.isResolved }.count
  }

  /// Everything but figures of all checklists, in the order of the overview.
  package func dossiers() throws(ReviewTrouble) -> [ReviewDossier] {
    var dossiers: [ReviewDossier] = []
    for (opened, _) in try all(try book()) { dossiers.append(try dossier(of: opened.checklist.id)) }
    return dossiers
  }

  // The key

  package func unlock(_ name: String, _ passphrase: DeskPorts.Passphrase) throws(ReviewTrouble) -> String {
    do {
      let unlocked = try TrainerKeys(data: folder).read(name).unlocked(passphrase: passphrase.text)
      key = unlocked
      return unlocked.name
    } catch let refusal as PackRefusal { throw .pack(refusal) } catch { throw .pack(.key(.wrongPassphrase)) }
  }

  package func lock() { key = nil }

  /// The unlocked key.
  func unlockedKey() throws(ReviewTrouble) -> TrainerKey {
    guard let key else { throw .locked }
    return key
  }

  package func take(_ event: ReviewEvent, at now: Moment) throws(ReviewTrouble) {
    let key = try unlockedKey()
    let book = try book()
    try book.take(event, key: key, at: now.wallMilliseconds)
  }
}
