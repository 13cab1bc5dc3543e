package import Checklists
package import DeskPorts
import DeskSamples
package import DeskUI
import Journal
package import JournalInMemory
import TerminalUI

/// The same as a ``Story``, told line by line: what a person presses becomes the lines that somebody would type who sees
/// no screen.
package final class PlainStory {
  package let journal = MemoryJournal()
  /// Everything that was said.
  package private(set) var said: [String] = []
  /// The lines that were typed.
  package private(set) var lines: [String] = []
  private let plain: PlainDesk
  private let log: Log
  private let time = SampleClock()
  /// Words that are typed and not ended yet.
  private var words = ""

  private final class Log { var lines: [String] = [] }

  package init(shelf: any ShelfPort, language: Language = .vietnamese) throws {
    try journal.set("language", language.rawValue)
    let (journal, time, practice) = (journal, time, MemoryJournal())
    let runner = EffectRunner(
      journal: journal, shelf: shelf, exchange: SampleExchange.lead(now: time.now.wallMilliseconds),
      review: SampleReview.trainer(on: shelf, now: time.now.wallMilliseconds), clock: { time.now },
      switchJournal: { $0 ? practice : journal })
    let desk = Desk(
      try runner.opening(isPractice: false), size: Size(columns: 80, rows: 24),
      capabilities: TerminalCapabilities(hasSymbols: false, colours: 0), now: time.now)
    let log = Log()
    self.log = log
    plain = PlainDesk(desk: desk, runner: runner, clock: { time.now }) { log.lines.append($0) }
    plain.start()
    said = log.lines
  }

  package var desk: Desk { plain.desk }

  /// Types one line, a second after the last one.
  package func type(line: String) {
    time.pass(milliseconds: 1000)
    lines.append(line)
    log.lines = []
    plain.take(line)
    said += log.lines
  }

  /// What was said after the last line.
  package var last: [String] { log.lines }

  package func end() { plain.end() }

  /// Plays what a key script says; the word that is none, if there is one.
  package func play(_ script: String) -> String? {
    let (inputs, unknown) = KeyScript.events(script)
    for input in inputs { take(input) }
    flush()
    return unknown
  }

  private func take(_ input: Input) {
    guard case .key(let key) = input else { return }
    let (content, _) = desk.inView
    if let field = content.field {
      if case .character(let letter) = key, !(field.kind == .filter && letter.isNumber) { return words.append(letter) }
      if key == .enter, !words.isEmpty {
        let isFilter = field.kind == .filter
        flush()
        if isFilter { type(line: "") }
        return
      }
      flush()
    }
    if case .character(let letter) = key, let digit = letter.wholeNumberValue, content.list != nil {
      guard let row = desk.row(of: digit) else { return }
      return type(line: "\(row + 1)")
    }
    switch key {
    case .enter: type(line: "")
    case .escape: type(line: "<")
    case .character(let letter) where content.field == nil: type(line: String(letter))
    default: type(line: ":" + key.name)
    }
  }

  /// Ends the line of words.
  private func flush() {
    guard !words.isEmpty else { return }
    let line = words
    words = ""
    type(line: line)
  }
}
