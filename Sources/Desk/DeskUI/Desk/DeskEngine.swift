package import Journal
package import TerminalUI

/// A desk with what runs its effects: input goes in, and everything that follows from it is done, and on the disk, before
/// the next input or frame. The one place where events, effects and replies meet; ``Loop`` puts a terminal to it, and
/// stories and previews none.
package final class DeskEngine {
  package private(set) var desk: Desk
  /// Whether the desk was left.
  package private(set) var isOver = false
  private let runner: EffectRunner
  private let clock: () -> Moment
  /// Does what belongs to the terminal.
  private let onTerminal: (DeskEffect) -> Void
  /// Told of every effect, in order.
  private let observe: (Effect) -> Void
  /// What is on the terminal, and since when.
  private var seen: Event.Seen?
  private var hits: [(area: Rect, hit: Hit)] = []

  /// Whether a program or file answers in place of a person.
  private let isScripted: Bool

  package init(
    _ desk: Desk, runner: EffectRunner, clock: @escaping () -> Moment, isScripted: Bool = false,
    onTerminal: @escaping (DeskEffect) -> Void = { _ in }, observe: @escaping (Effect) -> Void = { _ in }
  ) {
    self.desk = desk
    self.runner = runner
    self.clock = clock
    self.isScripted = isScripted
    self.onTerminal = onTerminal
    self.observe = observe
  }

  /// What a fresh desk asks for before its first key.
  package func start() { settle(desk.started()) }

  /// Takes inputs that have all arrived before the next frame. Keys of a run that nobody types so fast are one paste.
  package func take(_ inputs: [Input]) {
    var rest = inputs[...]
    while let first = rest.first, !isOver {
      let run = rest.prefix { $0.isTyped }
      if Self.isBurst(run) {
        send(.burst(run.compactMap { if case .key(let key) = $0 { key } else { nil } }))
        rest = rest.dropFirst(run.count)
      } else {
        take(first)
        rest = rest.dropFirst()
      }
    }
  }

  /// Whether letters that arrived together were pasted: more of them than fingers bring between two frames, and not one
  /// key held down.
  private static func isBurst(_ run: ArraySlice<Input>) -> Bool {
    guard run.count >= 6 else { return false }
    return run.indices.dropFirst().count { !run[run.startIndex..<$0].contains(run[$0]) } >= 3
  }

  package func take(_ input: Input) {
    switch input {
    case .paste(let text): send(.pasted(text))
    case .key(let key): send(.key(key))
    case .click(let column, let row):
      // What was hit is looked up in the frame that a person saw when clicking.
      if let hit = hits.last(where: { $0.area.contains(column: column, row: row) })?.hit { send(.clicked(hit)) }
    case .wheel(let direction): send(.wheel(direction))
    case .resize(let size): send(.resized(size))
    case .resumed: send(.resumed)
    case .tick: send(.ticked)
    case .ended: isOver = true
    }
  }

  /// Takes what a typed line means.
  package func take(_ meaning: [Event.What]) {
    for what in meaning where !isOver { send(what) }
  }

  private func send(_ what: Event.What) { settle(update(&desk, Event(at: clock(), seen: seen, what))) }

  /// Runs effects, and what follows from their replies, to the end.
  private func settle(_ effects: [Effect]) {
    var queue = effects
    while !queue.isEmpty {
      let effect = queue.removeFirst()
      observe(effect)
      if case .desk(let own) = effect {
        if own == .quit { isOver = true }
        onTerminal(own)
      }
      guard let reply = runner.run(effect) else { continue }
      queue = update(&desk, Event(at: clock(), .replied(reply))) + queue
    }
  }

  /// Draws the desk. The frame counts as seen from now on.
  package func draw(in frame: inout Frame) {
    view(desk, in: &frame)
    hits = frame.hits
    show()
  }

  /// The screen in front was drawn or said.
  package func show() {
    if seen?.screen != desk.navigation.topID {
      seen = Event.Seen(screen: desk.navigation.topID, since: clock(), isScripted: isScripted)
    }
  }
}

extension Input {
  /// Whether it is a letter, or the end of a line.
  fileprivate var isTyped: Bool {
    switch self {
    case .key(.character), .key(.enter), .key(.tab): true
    case .key, .click, .wheel, .paste, .resize, .tick, .ended, .resumed: false
    }
  }
}
