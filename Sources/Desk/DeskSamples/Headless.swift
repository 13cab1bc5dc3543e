import DeskPorts
package import DeskUI
package import Journal
package import TerminalUI

/// A desk without a terminal: events in, frames out. Previews, recordings and stories run on it.
package final class Headless {
  private let engine: DeskEngine
  private let log = EffectLog()
  private var face = PlainFace()
  private var drawn: Frame
  /// Lets time pass before each input.
  private let pace: () -> Void

  /// Every effect so far, in order.
  private final class EffectLog { var effects: [Effect] = [] }

  /// Opens a desk as the program does.
  ///
  /// - Parameter setup: Where the questions are asked that a laptop is set up with.
  package init(
    runner: EffectRunner, size: Size, capabilities: TerminalCapabilities, clock: @escaping () -> Moment,
    setup: SetupChoices? = nil, pace: @escaping () -> Void = {}
  ) throws(JournalProblem) {
    self.pace = pace
    var desk = Desk(try runner.opening(isPractice: false), size: size, capabilities: capabilities, now: clock())
    if let setup { desk.beginSetup(setup) }
    drawn = Frame(size)
    engine = DeskEngine(desk, runner: runner, clock: clock, observe: { [log] in log.effects.append($0) })
    engine.start()
    engine.draw(in: &drawn)
  }

  package var desk: Desk { engine.desk }
  /// Every effect so far, in order.
  package var effects: [Effect] { log.effects }
  /// Whether the desk was left.
  package var isOver: Bool { engine.isOver }

  /// Takes an input and draws what follows.
  package func send(_ input: Input) {
    pace()
    engine.take(input)
    engine.draw(in: &drawn)
  }

  /// Takes a line that was typed where nothing is drawn; what is said then.
  package func answer(_ line: String) -> [String] {
    var lines: [String] = []
    switch PlainAnswer(line, engine.desk) {
    case .again: lines = face.everything(engine.desk)
    case .intro: lines = face.intro(engine.desk)
    case .refused(let reason): lines = [engine.desk.say(reason)]
    case .events(let events):
      engine.take(events)
      lines = face.news(engine.desk)
    }
    engine.draw(in: &drawn)
    return lines + [face.prompt(engine.desk).text]
  }

  /// Everything that is said of the screen in front.
  package func everything() -> [String] { face.everything(engine.desk) }
  /// What is printed where a line is awaited.
  package var prompt: PlainPrompt { face.prompt(engine.desk) }

  /// A second passes where nothing is drawn; what is said then.
  package func tick() -> [String] {
    pace()
    engine.take(.tick)
    return face.tidings(engine.desk)
  }

  /// Nothing will be typed any more.
  package func endInput() { engine.take([.inputEnded]) }

  /// Takes inputs that have all arrived before the next frame, as the loop does.
  package func burst(_ inputs: [Input]) {
    engine.take(inputs)
    engine.draw(in: &drawn)
  }

  /// What a person sees now.
  package var frame: Frame { drawn }
}

/// Keys written down: names (`Enter`, `Esc`, `F2`, `Up`, `PgDn` …), single characters, `"text to type"`, and
/// `60x20`, which resizes, `Tick`, a second without a key; blanks between
/// them.
package enum KeyScript {
  /// The events of a script; nil with the first word that is none.
  package static func events(_ script: String) -> (events: [Input], unknown: String?) {
    var events: [Input] = []
    for (index, part) in script.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
      if index % 2 == 1 {
        events += part.map { .key(.character($0)) }
        continue
      }
      for word in part.split(whereSeparator: \.isWhitespace) {
        guard let event = event(word) else { return (events, String(word)) }
        events.append(event)
      }
    }
    return (events, nil)
  }

  private static func event(_ word: Substring) -> Input? {
    if let key = Key(name: String(word)) { return .key(key) }
    if word == "Tick" { return .tick }
    if word.count == 1, let character = word.first { return .key(.character(character)) }
    let sides = word.split(separator: "x").map { Int($0) }
    if sides.count == 2, let columns = sides[0], let rows = sides[1] {
      return .resize(Size(columns: columns, rows: rows))
    }
    return nil
  }
}
