import Checklists
public import Journal
import Phrases
import TerminalUI

/// The desk line by line, for screen readers, braille, serial lines and scripts: numbered choices and prompts in place of
/// frames. No cursor moves, nothing is coloured, and what was said is not said again.
///
/// It is the same desk: a line becomes the key, the row or the text that it stands for, and what is said comes from the
/// screen's own description. A line that was ended is meant, however fast it came.
public final class PlainDesk {
  private let engine: DeskEngine
  private let write: (String) -> Void
  private var said = PlainSpeech()

  /// - Parameter write: Puts out one line.
  public init(desk: Desk, runner: EffectRunner, clock: @escaping () -> Moment, write: @escaping (String) -> Void) {
    self.write = write
    var desk = desk
    // Where there is no room for drawings, screens say in words what they hold.
    desk.size = Self.size
    engine = DeskEngine(desk, runner: runner, clock: clock)
  }

  private static let size = Size(columns: 80, rows: 10)

  /// Whether the desk was left.
  public var isOver: Bool { engine.isOver }
  package var desk: Desk { engine.desk }

  /// Says the first screen.
  public func start() {
    engine.start()
    put(engine.desk.say(Phrase.plainWords))
    speak()
  }

  /// Takes one line: a number or nothing for a row, words for a field, a key by its name.
  public func take(_ line: String) {
    engine.take(.tick)
    answer(line.prefix(Input.longestPaste).split(whereSeparator: \.isWhitespace).joined(separator: " "))
    if !isOver { speak() }
  }

  /// No line comes any more: who is being helped waits, and nothing is answered.
  public func end() {
    if isOver { return }
    engine.answer(.inputEnded)
  }

  private func speak() {
    for line in said.lines(of: engine.desk) { put(line) }
  }

  /// Puts out one line; what came from elsewhere controls no terminal.
  private func put(_ line: String) {
    write(
      String(
        String.UnicodeScalarView(line.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 })))
  }

  private func answer(_ line: String) {
    let content = engine.desk.navigation.top.content(engine.desk)
    switch line {
    case "?": return help()
    case "=": return said = PlainSpeech()
    case "<": return engine.answer(.key(.escape))
    case "": return engine.answer(.key(.enter))
    default: break
    }
    if line.hasPrefix(":"), let key = Key(name: String(line.dropFirst())) { return engine.answer(.key(key)) }
    if let list = content.list, content.field == nil || content.field?.kind == .filter, let number = Int(line) {
      // A row has one digit on a screen and any number here.
      if (1...max(1, list.count)).contains(number), list.count > 0 { return engine.answer(.clicked(.row(number - 1))) }
      return put(engine.desk.say(Phrase.plainNoRow(list.count)))
    }
    if let field = content.field {
      for input in [Event.What.key(.end), .key(.control("u")), .pasted(line)] { engine.answer(input) }
      if field.kind != .filter { engine.answer(.key(.enter)) }
      return
    }
    guard let key = Key(name: line) else { return put(engine.desk.say(Phrase.plainUnknown)) }
    engine.answer(.key(key))
  }

  /// Everything that can be done here, with its key.
  private func help() {
    let desk = engine.desk
    let hasField = desk.navigation.top.content(desk).field != nil
    for command in desk.commandsInView {
      guard let key = command.keys.first, command.id.rawValue != DeskAction.redraw.rawValue else { continue }
      let reason = command.disabled.map { " (\(desk.say($0)))" } ?? ""
      put((hasField && key != .enter ? ":" : "") + key.name + " " + desk.say(command.label) + reason)
    }
    put(desk.say(Phrase.plainWords))
  }
}

/// What was said last, so that only what changed is said.
private struct PlainSpeech {
  private var screen: Int?
  private var title = ""
  private var texts: [String] = []
  private var rows: [String] = []
  private var notes: [String] = []
  private var safety = ""
  private var field: String?

  /// Rows that are said at once; a list that is longer is searched or asked for by number.
  private static let most = 20

  /// What is new on the desk, line by line, and what is asked.
  mutating func lines(of desk: Desk) -> [String] {
    let content = desk.navigation.top.content(desk)
    let isNew = screen != desk.navigation.topID
    screen = desk.navigation.topID
    if isNew { (texts, rows, notes, field) = ([], [], [], nil) }
    var lines: [String] = []
    if content.title != title { lines.append("== " + content.title) }
    title = content.title
    let head = content.head.map(\.left.text).filter { !$0.isEmpty }
    lines += fresh(head + Self.lines(content.texts), &texts)
    if let line = content.safety, line != safety { lines.append("! " + line) }
    safety = content.safety ?? safety
    if let list = content.list { lines += fresh(Self.rows(list, desk), &rows) }
    if let texts = content.notes?.texts { lines += fresh(Self.lines(texts), &notes) }
    if let message = desk.message { lines.append((message.isWarning ? "! " : "* ") + desk.say(message.text)) }
    if desk.message == nil, let marked = desk.marked { lines.append("! " + desk.say(Phrase.marked(marked))) }
    if desk.message == nil, let trouble = desk.trouble { lines.append("! " + desk.say(Phrase.unsavedBanner(trouble))) }
    if isNew { lines.append(Self.keys(content, desk)) }
    lines.append(prompt(content, desk))
    return lines
  }

  /// The lines that were not said before; all of them are remembered.
  private func fresh(_ lines: [String], _ before: inout [String]) -> [String] {
    let known = Set(before)
    before = lines
    return lines.filter { !known.contains($0) }
  }

  private static func lines(_ texts: [TextBlock]) -> [String] {
    texts.flatMap { $0.lines(columns: 10_000, withGaps: false) }.map { $0.map(\.text).joined() }.filter { !$0.isEmpty }
  }

  private static func rows(_ list: ListContent, _ desk: Desk) -> [String] {
    guard list.count > 0 else { return [list.empty.map { desk.say($0) } ?? ""].filter { !$0.isEmpty } }
    let rows = (0..<min(list.count, most)).map { index in
      let row = list.row(index)
      return "\(index + 1). " + row.text + (row.detail.isEmpty ? "" : " (\(row.detail))")
    }
    return rows + (list.count > most ? [desk.say(Phrase.plainMore(list.count))] : [])
  }

  /// The keys of the screen, once.
  private static func keys(_ content: ScreenContent, _ desk: Desk) -> String {
    let hasField = content.field != nil
    return desk.hints(content).filter { !hasField || $0.keys.first != .function(1) }
      .compactMap { hint in
        hint.keys.first.map { (hasField && $0 != .enter ? ":" : "") + $0.name + " " + desk.say(hint.label) }
      }
      .joined(separator: ", ")
  }

  /// What is asked, with what an empty line answers.
  private func prompt(_ content: ScreenContent, _ desk: Desk) -> String {
    let focus = desk.navigation.top.focus
    if let field = content.field, field.kind != .filter {
      let present = field.kind == .secret || focus.field.text.isEmpty ? "" : " [\(focus.field.text)]"
      return field.label + present + ">"
    }
    guard let list = content.list, list.count > 0, let row = focus.row else { return ">" }
    return "[Enter = \(min(max(0, row), list.count - 1) + 1)]>"
  }
}
