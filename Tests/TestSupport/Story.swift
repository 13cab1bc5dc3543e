public import Checklists
public import DeskPorts
public import DeskUI
public import Journal
public import TerminalUI

/// What a person sees and presses, without a terminal: the same update, view and runner that the program has.
public final class Story {
  public let journal: MemoryJournal
  public let exchange: SampleExchange
  public let review: SampleReview
  /// Keys pressed so far, typed text not counted.
  public private(set) var keyPresses = 0
  private let shelf: any ShelfPort
  private var headless: Headless
  private let time = StoryClock()

  /// A desk on the shelf, opened on a journal (a fresh one by default).
  public init(
    shelf: any ShelfPort, size: Size = Size(columns: 80, rows: 24), language: Language = .vietnamese,
    abilities: Abilities = .full, journal: MemoryJournal = MemoryJournal(),
    exchange: SampleExchange? = nil, review: SampleReview? = nil
  ) throws {
    self.exchange = exchange ?? .lead(now: time.now.wallMilliseconds)
    self.review = review ?? Self.sampleReview(shelf, time)
    self.shelf = shelf
    self.journal = journal
    try journal.set("language", language.rawValue)
    headless = try Self.open(journal, shelf, self.exchange, self.review, size, abilities, time)
  }

  private static func open(
    _ journal: MemoryJournal, _ shelf: any ShelfPort, _ exchange: SampleExchange, _ review: SampleReview,
    _ size: Size, _ abilities: Abilities, _ time: StoryClock
  ) throws -> Headless {
    let practice = MemoryJournal()
    let runner = EffectRunner(
      journal: journal, shelf: shelf, exchange: exchange, review: review, clock: { time.now },
      switchJournal: { $0 ? practice : journal })
    return try Headless(runner: runner, size: size, abilities: abilities, clock: { time.now })
  }

  /// A trainer's review of everything on the shelf.
  private static func sampleReview(_ shelf: any ShelfPort, _ time: StoryClock) -> SampleReview {
    let checklists = shelf.shelf().headers.compactMap { header -> Checklist? in
      do { return try shelf.open(header.id).checklist } catch { return nil }
    }
    return .trainer(checklists, now: time.now.wallMilliseconds)
  }

  public var desk: Desk { headless.desk }
  public var effects: [Effect] { headless.effects }
  public var isOver: Bool { headless.isOver }

  /// The program ends without a word and is started again on the same journal, maybe with other checklists.
  public func restart(shelf: (any ShelfPort)? = nil, after seconds: Int = 0) throws {
    time.pass(milliseconds: Int64(seconds) * 1000)
    headless = try Self.open(journal, shelf ?? self.shelf, exchange, review, desk.size, desk.abilities, time)
  }

  /// Time passes.
  public func wait(seconds: Int) {
    time.pass(milliseconds: Int64(seconds) * 1000)
    headless.send(.ticked)
  }

  /// The wall clock is set wrong; monotonic time goes on.
  public func jumpClock(years: Int) { time.jump(milliseconds: Int64(years) * 365 * 86_400_000) }

  public func press(_ keys: Key...) {
    for key in keys {
      keyPresses += 1
      time.pass(milliseconds: 1000)
      headless.send(.key(key))
    }
  }

  /// Letters pressed as keys, e.g. `press("kb")`.
  public func press(_ letters: String) { for letter in letters { press(.character(letter)) } }

  /// Text typed into a field.
  public func type(_ text: String) { for letter in text { headless.send(.key(.character(letter))) } }

  /// Everything that a key script says; the word that is none, if there is one.
  @discardableResult
  public func play(_ script: String) -> String? {
    let (events, unknown) = KeyScript.events(script)
    for event in events {
      time.pass(milliseconds: 1000)
      headless.send(event)
    }
    return unknown
  }

  /// A click on the first place where a text stands; false where it is not on the screen.
  @discardableResult
  public func click(_ text: String) -> Bool {
    let lines = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (row, line) in lines.enumerated() {
      guard let range = line.firstRange(of: text) else { continue }
      headless.send(.click(column: displayWidth(String(line[..<range.lowerBound])), row: row))
      return true
    }
    return false
  }

  public func send(_ what: Event.What) { headless.send(what) }
  public func resize(_ size: Size) { headless.send(.resized(size)) }

  /// What a person sees now.
  public var frame: Frame { headless.frame }

  public var text: String { frame.text }
}

/// A clock that only moves when the story says so; it starts on 24/11/2026 at 08:00 in Việt Nam.
public final class StoryClock {
  private var milliseconds: Int64 = 0
  private var wrongBy: Int64 = 0
  public init() {}

  public var now: Moment {
    Moment(
      wallMilliseconds: 1_795_482_000_000 + milliseconds + wrongBy, offsetMinutes: 420, boot: "story",
      monotonicMilliseconds: 1_000_000 + milliseconds)
  }

  public func pass(milliseconds: Int64) { self.milliseconds += milliseconds }
  public func jump(milliseconds: Int64) { wrongBy += milliseconds }
}
