package import Checklists
package import DeskPorts
package import DeskSamples
package import DeskUI
import Journal
package import JournalInMemory
package import TerminalUI

/// What a person sees and presses, without a terminal: the same update, view and runner that the program has.
package final class Story {
  package let journal: MemoryJournal
  package let exchange: SampleExchange
  package let review: SampleReview
  /// The copies of the unit's journals on a lead's laptop.
  package let copies = MemoryJournal()
  package let reports = SampleReports()
  package let printer = SamplePrinter()
  /// Keys pressed so far, typed text not counted.
  package private(set) var keyPresses = 0
  /// Commands and rows that were asked for and were not there.
  package private(set) var missing: [String] = []
  private let shelf: any ShelfPort
  private let face: Face
  private let log = StoryLog.current
  private let number: Int
  /// What is typed where lines are.
  private var typist = Typist()
  /// What was said line by line so far.
  package private(set) var transcript: [String] = []
  private var headless: Headless
  private let time = SampleClock()

  /// A desk on the shelf, opened on a journal (a fresh one by default).
  ///
  /// - Parameter face: ``Face/screen`` where it matters how a field looks while it is typed into.
  package init(
    shelf: any ShelfPort, size: Size = Size(columns: 80, rows: 24), language: Language = .vietnamese,
    capabilities: TerminalCapabilities = .full, journal: MemoryJournal = MemoryJournal(),
    exchange: SampleExchange? = nil, review: SampleReview? = nil, setup: SetupChoices? = nil,
    face: Face = .current
  ) throws {
    self.face = face
    self.exchange = exchange ?? .lead(now: time.now.wallMilliseconds)
    self.review = review ?? .trainer(on: shelf, now: time.now.wallMilliseconds)
    self.shelf = shelf
    self.journal = journal
    number = log?.begin() ?? 0
    try journal.set("language", language.rawValue)
    headless = try Self.open(
      journal, copies, reports, printer, shelf, self.exchange, self.review, size, capabilities, time, setup)
  }

  private static func open(
    _ journal: MemoryJournal, _ copies: MemoryJournal, _ reports: SampleReports, _ printer: SamplePrinter,
    _ shelf: any ShelfPort, _ exchange: SampleExchange, _ review: SampleReview, _ size: Size,
    _ capabilities: TerminalCapabilities, _ time: SampleClock, _ setup: SetupChoices? = nil
  ) throws -> Headless {
    let practice = MemoryJournal()
    let runner = EffectRunner(
      journal: journal, shelf: shelf, exchange: exchange, review: review,
      copies: { () throws(JournalProblem) in copies.entries.isEmpty ? nil : copies }, clock: { time.now },
      switchJournal: { $0 ? practice : journal })
    runner.reports = reports
    runner.printer = printer
    return try Headless(runner: runner, size: size, capabilities: capabilities, clock: { time.now }, setup: setup)
  }

  deinit {
    look()
    log?.end(number, StoryRecord(journal, exchange, review))
  }

  package var desk: Desk {
    look()
    return headless.desk
  }
  package var effects: [Effect] {
    look()
    return headless.effects
  }
  package var isOver: Bool { headless.isOver }

  /// Whoever wants to see what a search found line by line ends the line.
  private func look() { answer(typist.searched(headless.desk)) }

  private func answer(_ lines: [String]) { for line in lines { transcript += headless.answer(line) } }

  /// The program ends without a word and is started again on the same journal, maybe with other checklists.
  package func restart(shelf: (any ShelfPort)? = nil, after seconds: Int = 0) throws {
    time.pass(milliseconds: Int64(seconds) * 1000)
    let (size, capabilities) = (desk.size, desk.capabilities)
    typist = Typist()
    headless = try Self.open(
      journal, copies, reports, printer, shelf ?? self.shelf, exchange, review, size, capabilities, time)
  }

  /// A line that is typed as it stands, a second after the last one; what is said then, the question last.
  @discardableResult
  package func say(_ line: String) -> [String] {
    time.pass(milliseconds: 1000)
    let said = headless.answer(line)
    transcript += said
    return said
  }

  /// What is asked line by line now.
  package var prompt: PlainPrompt { headless.prompt }
  /// Everything that is said line by line of the screen in front.
  package func everything() -> [String] { headless.everything() }

  /// A second passes without a line; what is said then.
  package func tick() -> [String] {
    time.pass(milliseconds: 1000)
    return headless.tick()
  }

  /// Nothing will be typed any more.
  package func endInput() { headless.endInput() }

  /// Time passes.
  package func wait(seconds: Int) {
    time.pass(milliseconds: Int64(seconds) * 1000)
    headless.send(.tick)
  }

  /// The wall clock is set wrong; monotonic time goes on.
  package func jumpClock(years: Int) { time.jump(milliseconds: Int64(years) * 365 * 86_400_000) }

  package func press(_ presses: Press...) { for press in presses { self.press(press) } }

  private func press(_ press: Press) {
    if face == .lines, case .choose(let name) = press { return take(name) }
    guard let keys = press.keys(on: desk) else { return missing.append("\(press)") }
    for key in keys { send(key) }
  }

  /// Takes a row line by line.
  private func take(_ name: String) {
    guard let (row, digit) = desk.rowInView(named: name) else { return missing.append(name) }
    let keys = digit == nil ? row + 2 : 1
    keyPresses += keys
    time.pass(milliseconds: Int64(keys) * 1000)
    answer(typist.take(row, headless.desk))
  }

  /// A key, a second after the last one.
  private func send(_ key: Key) {
    keyPresses += 1
    time.pass(milliseconds: 1000)
    give(.key(key))
  }

  /// An input of the screen, or what is typed for it line by line.
  private func give(_ input: Input) {
    guard face == .lines, case .key(let key) = input else { return headless.send(input) }
    answer(typist.press(key, headless.desk))
  }

  /// A key held down: the first repeat after half a second, then thirty a second.
  package func hold(_ key: Key, times: Int, heldAlready: Bool = false) {
    for number in (heldAlready ? 1 : 0)..<(heldAlready ? times + 1 : times) {
      time.pass(milliseconds: number == 0 ? 1000 : number == 1 ? 500 : 33)
      headless.send(.key(key))
    }
  }

  /// Keys that have all arrived before the desk draws.
  package func burst(_ keys: [Key]) {
    time.pass(milliseconds: 1000)
    headless.burst(keys.map(Input.key))
  }

  /// Text that the terminal marks as pasted.
  package func paste(_ text: String) {
    time.pass(milliseconds: 1000)
    headless.send(.paste(text))
  }

  /// Begins a session that is agreed to, with the first answer to each question, up to the first step.
  package func begin(_ checklist: ChecklistID = "vneid") {
    press(.choose(checklist.rawValue), .agree)
    while case .question? = desk.live?.session.place { press(.enter) }
  }

  /// Letters pressed as keys, e.g. `press("kb")`.
  package func press(_ letters: String) { for letter in letters { press(.character(letter)) } }

  /// Text typed into a field.
  package func type(_ text: String) { for letter in text { give(.key(.character(letter))) } }

  /// Everything that a script says (``PlayedWord``), an input a second; the word that is none, if there is one.
  @discardableResult
  package func play(_ script: String) -> String? {
    let (words, unknown) = PlayedWord.words(script)
    for word in words {
      switch word {
      case .press(let press): self.press(press)
      case .input(let input):
        time.pass(milliseconds: 1000)
        give(input)
      }
    }
    return unknown
  }

  /// A click on the first place where a text stands; false where it is not on the screen.
  @discardableResult
  package func click(_ text: String) -> Bool {
    let lines = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (row, line) in lines.enumerated() {
      guard let range = line.firstRange(of: text) else { continue }
      time.pass(milliseconds: 1000)
      headless.send(.click(column: displayWidth(String(line[..<range.lowerBound])), row: row))
      return true
    }
    return false
  }

  package func send(_ input: Input) { give(input) }
  package func resize(_ size: Size) { headless.send(.resize(size)) }

  /// What a person sees now.
  package var frame: Frame {
    look()
    return headless.frame
  }

  package var text: String { frame.text }
}
