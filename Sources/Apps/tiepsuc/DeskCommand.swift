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
import PlainTerminal
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

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      "Từng dòng, cho trình đọc màn hình, chữ nổi và tập lệnh / line by line, for screen readers, braille and scripts.",
      discussion: "ACCESSIBLE=1, TERM=dumb, < 40x10: --plain."))
  var plain: Bool?

  @Option(
    help: ArgumentHelp(
      "Ghi lại các phím vào tệp, chỉ ở chế độ TẬP / record the keys, in practice only.", visibility: .hidden))
  var record: String?

  @Flag(
    help: "Máy chỉ chạy bàn hỗ trợ: không thoát ra được, chỉ SIGTERM mới dừng / a console that shows nothing else.")
  var kiosk = false

  func validate() throws {
    // Keys may be words about a person: only what was made up for practice is ever recorded.
    guard record == nil || options.practice else { throw ValidationError("--record: --practice") }
  }

  func run() throws {
    try DeskProgram(options: options.place, isPlain: plain, record: record, isKiosk: kiosk).run()
  }
}

/// The desk from its first frame to its last.
struct DeskProgram {
  var options: DataPlace
  /// Whether it is used line by line; nil: where the terminal or the person wants that.
  var isPlain: Bool?
  var record: String?
  /// Whether the desk is all that its console shows.
  var isKiosk = false

  func run() throws {
    let log = Logger(label: "desk") { _ in FileLog(folder: options.folder) }
    // Keys and contacts stay off the disk; a kiosk's service allows it.
    if isKiosk, !ProcessMemory.keepResident() { log.warning("memory is not locked") }
    // The journal comes first: what keeps it from being opened is said in a sentence, on an untouched terminal.
    let (store, notice) = try withSentences(options.language) { try openMended(practice: options.practice) }
    let packs = options.practice ? options.packs() : Packs(data: options.folder, taken: store.takenPack)
    let newestPack = takePacks(packs, log)
    if !options.practice { store.newestPack = newestPack }
    let shelf = try options.shelf(packs)
    store.searchWords = shelf.searchWords()
    let switcher = Switcher(
      folder: options.folder, store: store, isPractice: options.practice, newestPack: newestPack,
      words: store.searchWords)
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
      battery: { Machine.live.battery() },
      switchJournal: { practice throws(JournalProblem) in try switcher.open(practice) },
      noteProblem: { log.warning("\($0)") }, noteTrouble: { log.warning("exchange: \($0)") },
      noteReview: { log.warning("review: \($0)") }, base: options.practice ? practiceBase() : PracticeBase(),
      save: { name, text throws(JournalProblem) in try Self.save(name, text, in: options.folder + "/exports") })
    runner.reports = LiveReports(
      folder: options.folder, shelf: shelf, journal: { switcher.current },
      copies: { () throws(JournalProblem) in try copies.current() }, now: Moment.now)
    runner.printer = LivePrinter(clock: { SystemClock.now.monotonicMilliseconds })
    let opening = try withSentences(options.language) {
      try runner.opening(isPractice: options.practice, notice: notice)
    }
    DailyCopy.start(of: options)
    if isPlain ?? Self.wantsLines {
      runOnLines(opening, runner)
    } else {
      try runOnScreen(opening, runner, log)
    }
    exchange.close()
    try withSentences(options.language) {
      try copies.close()
      try switcher.close()
    }
  }

  /// Whether a reader of the screen is in use, as the person's environment says.
  private static var isAccessible: Bool { Environment.variable("ACCESSIBLE").map { $0 != "0" } ?? false }

  /// Whether there is no screen to draw on, or nobody who sees it.
  static var wantsLines: Bool {
    isAccessible || Environment.variable("TERM") == "dumb" || PlainTerminal.isSmall(columns: 40, rows: 10)
  }

  private func runOnLines(_ opening: Opening, _ runner: EffectRunner) {
    let terminal = PlainTerminal()
    defer { terminal.close() }
    let desk = Desk(
      opening, size: PlainLoop.size, capabilities: TerminalCapabilities(hasSymbols: false, colours: 0),
      typing: terminal.isScripted ? .off : .first(onTerminal: Environment.variable("TERM")), isKiosk: isKiosk,
      now: .now())
    PlainLoop(desk: desk, runner: runner, terminal: terminal, clock: Moment.now).run()
  }

  private func runOnScreen(_ opening: Opening, _ runner: EffectRunner, _ log: Logger) throws {
    let curses = try openTerminal(options.language, isKiosk: isKiosk)
    defer { curses.close() }
    let terminal: any Terminal =
      isKiosk ? WatchedTerminal(curses, Heartbeat(folder: options.folder), log) : curses
    let desk = Desk(
      opening, size: terminal.size, capabilities: terminal.capabilities,
      typing: .first(onTerminal: Environment.variable("TERM")), isKiosk: isKiosk, now: .now())
    let recorder = record.flatMap { path -> FileHandle? in
      FileManager.default.createFile(atPath: path, contents: nil) ? FileHandle(forWritingAtPath: path) : nil
    }
    Loop(desk: desk, runner: runner, terminal: terminal, clock: Moment.now, isStill: Self.isAccessible) { input in
      if let recorder, let word = input.scriptWord { recorder.write(Data((word + "\n").utf8)) }
    }.run()
  }

  /// Writes a file that people and other programs may have, where only the desk's owner reads it; returns where it lies.
  private static func save(_ name: String, _ text: String, in folder: String) throws(JournalProblem) -> String {
    let path = folder + "/" + name
    do {
      try Files().makeFolder(folder)
      try Files().replace(path, with: Array(text.utf8))
    } catch {
      throw .notWritable(path: path)
    }
    return path
  }

  /// Takes what the exchange left since the last start; says which version is the newest. Nothing that is wrong with a pack
  /// keeps the desk from opening.
  private func takePacks(_ packs: Packs, _ log: Logger) -> Int {
    if let root = Assets.folder.map({ $0 + "/Packs/root.tsr" }), let refusal = packs.pinShipped(root) {
      log.warning("shipped root: \(refusal)")
    }
    for offer in packs.takeOffered(folder: options.folder + "/exchange-packs", now: SystemClock.now.wallMilliseconds) {
      switch offer.result {
      case .success(let taken): log.notice("\(offer.file): \(taken)")
      case .failure(let refusal): log.warning("\(offer.file): \(refusal)")
      }
    }
    do { return try packs.newest().version } catch {
      log.warning("packs: \(error)")
      return 0
    }
  }

  /// Opens the journal; a damaged one is mended first: every readable entry is kept, the old file stays.
  /// A laptop whose journal that counts is not there, or cannot be read now, practises all the same.
  private func practiceBase() -> PracticeBase {
    do {
      let store = try JournalStore.openForReading(folder: options.folder, practice: false)
      let base = try PracticeBase(store)
      try store.close()
      return base
    } catch { return PracticeBase() }
  }

  private func openMended(practice: Bool) throws -> (
    JournalStore, LocalText?
  ) {
    do {
      let store = try JournalStore.open(folder: options.folder, practice: practice, now: .now())
      return (store, store.beganAfterCopy ? Phrase.beganAfterCopy : nil)
    } catch JournalProblem.damaged {
      let report = try JournalStore.salvage(
        folder: options.folder, practice: practice, now: .now(), checklists: options.shelf().texts())
      let store = try JournalStore.open(folder: options.folder, practice: practice, now: .now())
      let mended = Phrase.mended(kept: report.kinds, missing: report.missing)
      return (store, store.beganAfterCopy ? Phrase.together(mended, Phrase.beganAfterCopy) : mended)
    }
  }

}

/// The terminal to draw on, or a sentence about why there is none.
func openTerminal(_ language: Language, isKiosk: Bool = false) throws -> CursesTerminal {
  do {
    return try CursesTerminal.open(isKiosk: isKiosk)
  } catch {
    throw failure(sentence(error), language)
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
  private let newestPack: Int
  private let words: (EntryBody) -> [String]

  init(
    folder: String, store: JournalStore, isPractice: Bool, newestPack: Int, words: @escaping (EntryBody) -> [String]
  ) {
    self.folder = folder
    self.store = store
    self.isPractice = isPractice
    self.newestPack = newestPack
    self.words = words
  }

  /// The other journal is open before this one is closed, so that a failure leaves the desk as it was.
  func open(_ practice: Bool) throws(JournalProblem) -> any JournalPort {
    let other = try JournalStore.open(folder: folder, practice: practice, now: .now())
    other.searchWords = words
    if !practice { other.newestPack = newestPack }
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
