public import Journal
public import TerminalUI

/// Runs a desk on a terminal until it is left. The only place where events, effects and frames meet.
public final class Loop {
  private var desk: Desk
  private let runner: EffectRunner
  private let terminal: any Terminal
  private let clock: () -> Moment
  /// Told of every input, where somebody records them.
  private let record: (Input) -> Void
  private var shown: Frame
  private var next: Frame
  private var isOver = false
  /// When the desk was last told that time passes, in milliseconds since the machine's start.
  private var ticked: Int64 = 0

  public init(
    desk: Desk, runner: EffectRunner, terminal: any Terminal, clock: @escaping () -> Moment,
    record: @escaping (Input) -> Void = { _ in }
  ) {
    self.record = record
    self.desk = desk
    self.runner = runner
    self.terminal = terminal
    self.clock = clock
    shown = Frame(Size(columns: 0, rows: 0))
    next = Frame(terminal.size)
  }

  /// Draws, waits, reacts. Returns when the volunteer leaves or the terminal is gone.
  public func run() {
    settle(desk.opened())
    draw()
    while !isOver {
      // A tick a second keeps the elapsed time true; it costs a few cells. A bar that moves wants more of them.
      var input = terminal.next(milliseconds: desk.showsRun ? 250 : 1000)
      // Everything that has arrived is taken before drawing, so that a held key or a paste never lags behind.
      repeat {
        take(input)
        if isOver { return }
        input = terminal.next(milliseconds: 0)
      } while input != .tick
      // Somebody who types without a pause gets their ticks, too.
      if clock().monotonicMilliseconds - ticked >= 1000 { take(.tick) }
      draw()
    }
  }

  private func take(_ input: Input) {
    // Keys may be words about a person: only what was made up for practice is ever recorded.
    if desk.isPractice { record(input) }
    let what: Event.What
    switch input {
    case .key(let key): what = .key(key)
    case .click(let column, let row): what = .click(column: column, row: row)
    case .wheel(let direction): what = .wheel(direction)
    case .resize(let size):
      shown = Frame(Size(columns: 0, rows: 0))
      what = .resized(size)
    case .resumed: what = .resumed
    case .tick:
      what = .ticked
      ticked = clock().monotonicMilliseconds
    case .ended:
      isOver = true
      return
    }
    settle(update(&desk, Event(at: clock(), what)))
  }

  /// Runs effects, and what follows from their replies, to the end: what the screen shows next is on the disk by then.
  private func settle(_ effects: [Effect]) {
    var queue = effects
    while !queue.isEmpty {
      let effect = queue.removeFirst()
      switch effect {
      case .quit: isOver = true
      case .suspend:
        terminal.suspend()
        redrawAll()
      case .redraw: redrawAll()
      default:
        let reply = runner.run(effect)
        queue = update(&desk, Event(at: clock(), .replied(reply))) + queue
      }
    }
  }

  private func redrawAll() { shown = Frame(Size(columns: 0, rows: 0)) }

  private func draw() {
    view(desk, in: &next)
    let patch = Patch(from: shown, to: next)
    terminal.show(patch, of: next, theme: desk.theme, isPractice: desk.isPractice)
    swap(&shown, &next)
  }
}
