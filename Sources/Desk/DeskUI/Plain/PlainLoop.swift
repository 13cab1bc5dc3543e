package import Journal
import Phrases
package import TerminalUI

/// Runs a desk line by line until it is left, or until nothing more will be typed.
package final class PlainLoop {
  private let engine: DeskEngine
  private let terminal: any LineTerminal
  private let clock: () -> Moment
  private let wishes: Wishes
  private var face = PlainFace()
  /// When the desk was last told that time passes, in milliseconds since the machine's start.
  private var ticked: Int64

  /// What the desk asked of the terminal and is done with the next lines.
  private final class Wishes { var isRepeating = false }

  package init(desk: Desk, runner: EffectRunner, terminal: any LineTerminal, clock: @escaping () -> Moment) {
    self.terminal = terminal
    self.clock = clock
    ticked = clock().monotonicMilliseconds
    let wishes = Wishes()
    self.wishes = wishes
    engine = DeskEngine(desk, runner: runner, clock: clock, isScripted: terminal.isScripted) { effect in
      switch effect {
      case .suspend: terminal.suspend()
      case .redraw: wishes.isRepeating = true
      case .openPractice, .lookAtBattery, .clear, .quit: break
      }
    }
  }

  /// The size of a screen where there is none: what depends on it is written for one that is narrow.
  package static let size = Size(columns: 72, rows: 24)

  /// Says, waits, reacts. Returns when the volunteer leaves or the input has ended; then whoever is being helped waits.
  package func run() {
    engine.start()
    terminal.say(face.intro(engine.desk))
    say(face.everything(engine.desk))
    while !engine.isOver { react(to: terminal.next(milliseconds: 1000)) }
  }

  private func react(to input: LineInput) {
    switch input {
    case .tick: tick()
    case .line(let line):
      if clock().monotonicMilliseconds - ticked >= 1000 { pass() }
      answer(line)
    case .tooLong: say([engine.desk.say(Phrase.plainTooLong)])
    // Where it may not end or stop, it says why.
    case .interrupted: press(.control("c"))
    case .stopped: press(.control("z"))
    case .ended: end()
    }
  }

  /// A key that a terminal without a screen knows, too; the line that was begun is given up.
  private func press(_ key: Key) {
    engine.take(.key(key))
    if !engine.isOver { say([""] + face.news(engine.desk)) }
  }

  /// What a line asks for, and what is new then.
  private func answer(_ line: String) {
    switch PlainAnswer(line, engine.desk) {
    case .again: say(face.everything(engine.desk))
    case .intro: say(face.intro(engine.desk))
    case .refused(let reason): say([engine.desk.say(reason)])
    case .events(let events):
      engine.take(events)
      let isRepeating = wishes.isRepeating
      wishes.isRepeating = false
      say(isRepeating ? face.everything(engine.desk) : face.news(engine.desk))
    }
  }

  private func say(_ lines: [String]) {
    terminal.say(lines)
    engine.show()
    if !engine.isOver { ask() }
  }

  private func ask() {
    let prompt = face.prompt(engine.desk)
    terminal.ask(prompt.text, isSecret: prompt.isSecret)
  }

  /// Time passes. What nobody asked for is said only where it is told to them, or is the end of what they began.
  private func tick() {
    pass()
    let lines = face.tidings(engine.desk)
    if !lines.isEmpty { say([""] + lines) }
  }

  private func pass() {
    ticked = clock().monotonicMilliseconds
    engine.take(.tick)
  }

  /// Nothing more will be typed: an exchange that was asked for is brought to its end, and whoever is being helped waits.
  private func end() {
    if engine.desk.exchange.run != nil { terminal.say([engine.desk.say(Phrase.plainWaitsForExchange)]) }
    while engine.desk.exchange.run != nil, !engine.isOver {
      guard terminal.next(milliseconds: 250) != .interrupted else { break }
      pass()
      terminal.say(face.tidings(engine.desk))
    }
    let isHelping = engine.desk.current != nil
    engine.take([.inputEnded])
    terminal.say([engine.desk.say(isHelping ? Phrase.plainInputEnded : Phrase.plainEnded)])
    if let trouble = engine.desk.messageText, !engine.desk.unsaved.isEmpty { terminal.say([plain(trouble)]) }
  }
}
