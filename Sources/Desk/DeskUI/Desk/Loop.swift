package import Journal
package import TerminalUI

/// Runs a desk on a terminal until it is left.
package final class Loop {
  private let engine: DeskEngine
  private let terminal: any Terminal
  private let clock: () -> Moment
  /// Whether nothing changes on the terminal that no key asked for, as readers of the screen begin anew with each change.
  private let isStill: Bool
  /// Told of every input, where somebody records them.
  private let record: (Input) -> Void
  private let shown = ShownFrame()
  private var next: Frame
  /// When the desk was last told that time passes, in milliseconds since the machine's start.
  private var ticked: Int64 = 0

  /// What is on the terminal; empty where everything must be sent anew.
  private final class ShownFrame {
    var frame = Frame(Size(columns: 0, rows: 0))
    func forget() { frame = Frame(Size(columns: 0, rows: 0)) }
  }

  package init(
    desk: Desk, runner: EffectRunner, terminal: any Terminal, clock: @escaping () -> Moment, isStill: Bool = false,
    record: @escaping (Input) -> Void = { _ in }
  ) {
    self.isStill = isStill
    self.record = record
    self.terminal = terminal
    self.clock = clock
    next = Frame(terminal.size)
    engine = DeskEngine(desk, runner: runner, clock: clock) { [shown] effect in
      switch effect {
      case .suspend:
        terminal.suspend()
        shown.forget()
      case .redraw: shown.forget()
      case .clear:
        terminal.forgetScrollback()
        shown.forget()
      case .openPractice, .lookAtBattery, .quit: break
      }
    }
  }

  /// As it is now.
  package var desk: Desk { engine.desk }

  /// Draws, waits, reacts. Returns when the volunteer leaves or the terminal is gone.
  package func run() {
    engine.start()
    draw()
    while !engine.isOver {
      // A tick a second keeps the elapsed time true; it costs a few cells. A bar that moves wants more of them.
      var input = terminal.next(milliseconds: engine.desk.showsRun ? 250 : 1000)
      // Everything that has arrived is taken before drawing, so that a held key or a paste never lags behind.
      var arrived: [Input] = []
      repeat {
        arrived.append(input)
        if input == .ended { break }
        input = terminal.next(milliseconds: 0)
      } while input != .tick && arrived.count < Self.mostAtOnce
      take(arrived)
      if engine.isOver { return }
      // Somebody who types without a pause gets their ticks, too.
      if clock().monotonicMilliseconds - ticked >= 1000 { take([.tick]) }
      if !isStill || arrived.contains(where: { $0 != .tick }) { draw() }
    }
  }

  /// Inputs that are taken before the next frame.
  private static let mostAtOnce = 256

  private func take(_ inputs: [Input]) {
    for input in inputs {
      // Keys may be words about a person: only what was made up for practice is ever recorded.
      if engine.desk.isPractice { record(input) }
      switch input {
      case .resize: shown.forget()
      case .tick: ticked = clock().monotonicMilliseconds
      case .key, .click, .wheel, .paste, .resumed, .ended: break
      }
    }
    engine.take(inputs)
  }

  private func draw() {
    engine.draw(in: &next)
    let patch = Patch(from: shown.frame, to: next)
    terminal.show(patch, of: next, theme: engine.desk.theme, isPractice: engine.desk.isPractice)
    swap(&shown.frame, &next)
  }
}
