import ArgumentParser
import Assets
import ChecklistPacks
import Checklists
import CursesTerminal
import DeskLive
import DeskPorts
import DeskUI
import Foundation
import Journal
import JournalSalvage
import JournalStore
import Logging
import Phrases
import Platform
import Protocol
import Review
import TerminalUI
import VietnameseText

/// Opens the desk.
struct DeskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "desk", abstract: "Mở bàn hỗ trợ / open the desk (the default).")

  @OptionGroup var options: DataOptions

  @Option(
    help: ArgumentHelp(
      "Ghi lại các phím vào tệp, chỉ ở chế độ TẬP / record the keys, in practice only.", visibility: .hidden))
  var record: String?

  func validate() throws {
    // Keys may be words about a person: only what was made up for practice is ever recorded.
    guard record == nil || options.practice else { throw ValidationError("--record: --practice") }
  }

  func run() throws { try DeskProgram(options: options.place, record: record).run() }
}

/// The desk from its first frame to its last.
struct DeskProgram {
  var options: DataPlace
  var record: String?

  func run() throws {
    let shelf = try options.shelf()
    let log = Logger(label: "desk") { _ in FileLog(folder: options.folder) }
    takePacks(log)
    // The journal comes first: what keeps it from being opened is said in a sentence, on an untouched terminal.
    let (store, notice) = try withSentences(options.language) {
      try openMended(practice: options.practice, shelf)
    }
    store.searchWords = shelf.searchWords()
    let switcher = Switcher(
      folder: options.folder, store: store, isPractice: options.practice, words: store.searchWords)
    if let notice { log.error("\(notice.en)") }
    let exchange = LiveExchange(
      folder: options.folder, journal: { switcher.real }, clock: { SystemClock.now.monotonicMilliseconds })
    let review = LiveReview(
      folder: options.folder, shelf: shelf, journal: { switcher.real },
      hub: { id, filter in
        exchange.figures(of: id, filter).map { told in
          HubFigures(
            madeAt: told.made, report: told.report,
            choices: FilterChoices(versions: told.versions, units: told.units, months: told.months))
        }
      })
    let copies = UnitCopies(folder: options.folder, words: store.searchWords)
    let runner = EffectRunner(
      journal: store, shelf: shelf, exchange: exchange, review: review,
      copies: { () throws(JournalProblem) in try copies.current() }, clock: Moment.now,
      switchJournal: { practice throws(JournalProblem) in try switcher.open(practice) },
      noteProblem: { log.warning("\($0)") }, noteTrouble: { log.warning("exchange: \($0)") },
      noteReview: { log.warning("review: \($0)") })
    runner.reports = LiveReports(
      folder: options.folder, shelf: shelf, journal: { switcher.current },
      copies: { () throws(JournalProblem) in try copies.current() }, now: Moment.now)
    let opening = try withSentences(options.language) {
      try runner.opening(isPractice: options.practice, notice: notice)
    }
    let terminal = try openTerminal()
    defer { terminal.close() }
    let desk = Desk(
      opening, size: terminal.size, capabilities: terminal.capabilities,
      typing: .first(onTerminal: ProcessInfo.processInfo.environment["TERM"]), now: .now())
    let recorder = record.flatMap { path -> FileHandle? in
      FileManager.default.createFile(atPath: path, contents: nil) ? FileHandle(forWritingAtPath: path) : nil
    }
    Loop(desk: desk, runner: runner, terminal: terminal, clock: Moment.now) { input in
      if let recorder, let word = input.scriptWord { recorder.write(Data((word + "\n").utf8)) }
    }.run()
    terminal.close()
    exchange.close()
    try withSentences(options.language) {
      try copies.close()
      try switcher.close()
    }
  }

  /// Takes what the exchange left since the last start. Nothing that is wrong with a pack keeps the desk from opening.
  private func takePacks(_ log: Logger) {
    let packs = Packs(data: options.folder)
    if let root = Assets.folder.map({ $0 + "/Packs/root.tsr" }), let refusal = packs.pinShipped(root) {
      log.warning("shipped root: \(refusal)")
    }
    for offer in packs.takeOffered(folder: options.folder + "/exchange-packs", now: SystemClock.now.wallMilliseconds) {
      switch offer.result {
      case .success(let taken): log.notice("\(offer.file): \(taken)")
      case .failure(let refusal): log.warning("\(offer.file): \(refusal)")
      }
    }
  }

  /// Opens the journal; a damaged one is mended first: every readable entry is kept, the old file stays.
  private func openMended(practice: Bool, _ shelf: FileShelf) throws(JournalProblem) -> (
    JournalStore, LocalText?
  ) {
    do {
      let store = try JournalStore.open(folder: options.folder, practice: practice, now: .now())
      return (store, store.beganAfterCopy ? Phrase.beganAfterCopy : nil)
    } catch .damaged {
      let report = try JournalStore.salvage(
        folder: options.folder, practice: practice, now: .now(), checklists: shelf.texts())
      let store = try JournalStore.open(folder: options.folder, practice: practice, now: .now())
      let mended = Phrase.mended(kept: report.kept, missing: report.missing)
      return (store, store.beganAfterCopy ? Phrase.together(mended, Phrase.beganAfterCopy) : mended)
    }
  }

  private func openTerminal() throws -> CursesTerminal {
    do {
      return try CursesTerminal.open()
    } catch {
      throw Failure(sentence(error), options.language)
    }
  }
}

/// What to say of a terminal that cannot be used.
func sentence(_ problem: TerminalProblem) -> LocalText {
  switch problem {
  case .noTerminal: Phrase.noTerminal
  case .unknownTerm(let name): Phrase.unknownTerm(name)
  case .notUnicode: Phrase.notUnicode
  case .tooDumb: Phrase.tooDumb
  }
}

/// Holds the copies of the unit's journals, opened when they are first asked for.
private final class UnitCopies {
  private let folder: String
  private let words: (EntryBody) -> [String]
  private var store: JournalStore?

  init(folder: String, words: @escaping (EntryBody) -> [String]) {
    self.folder = folder
    self.words = words
  }

  /// As they are now; nil where there are none.
  func current() throws(JournalProblem) -> JournalStore? {
    if let store {
      try store.refresh()
    } else {
      store = try JournalStore.openCopies(folder: folder)
      store?.searchWords = words
    }
    return store
  }

  func close() throws(JournalProblem) { try store?.close() }
}

/// Holds the journal that is open now, so that only one is.
private final class Switcher {
  private let folder: String
  private var store: JournalStore
  private var isPractice: Bool
  private let words: (EntryBody) -> [String]

  init(
    folder: String, store: JournalStore, isPractice: Bool, words: @escaping (EntryBody) -> [String]
  ) {
    self.folder = folder
    self.store = store
    self.isPractice = isPractice
    self.words = words
  }

  /// The other journal is open before this one is closed, so that a failure leaves the desk as it was.
  func open(_ practice: Bool) throws(JournalProblem) -> any JournalPort {
    let other = try JournalStore.open(folder: folder, practice: practice, now: .now())
    other.searchWords = words
    try store.close()
    store = other
    isPractice = practice
    return other
  }

  /// The journal that counts; nil while the practice one is open.
  var real: JournalStore? { isPractice ? nil : store }

  /// The one in front.
  var current: (store: JournalStore, isPractice: Bool) { (store, isPractice) }

  func close() throws(JournalProblem) { try store.close() }
}
