import Checklists
import Journal
import Phrases
import TerminalUI

/// What a person who hears the desk line by line has been told, and what is told next: only what is new.
package struct PlainFace: Sendable {
  /// What was said last of each screen that is still open, by its number.
  private var said: [Int: PlainPage] = [:]
  /// What was said last of all, whatever the screen.
  private var last: PlainPage?
  /// The safety line that was said last.
  private var safety: String?
  private var lastPlace: Int?
  private var message: String?
  private var wasRunning = false

  package init() {}

  /// How plain lines are used.
  package func intro(_ desk: Desk) -> [String] {
    [desk.say(Phrase.plainIntro), desk.say(Phrase.plainListWords)]
  }

  /// Everything that the screen in front shows.
  package mutating func everything(_ desk: Desk) -> [String] {
    let page = PlainPage(desk)
    note(page, desk)
    return page.all + (message.map { [$0] } ?? [])
  }

  /// What is new since the last line was answered.
  package mutating func news(_ desk: Desk) -> [String] {
    let page = PlainPage(desk)
    let (last, known) = (last, said[desk.navigation.topID])
    let isBack = known != nil && lastPlace != desk.navigation.topID
    let lines = message(desk) + changes(page, since: known, last, isBack: isBack)
    note(page, desk)
    return lines
  }

  /// What is new since then without anybody having typed: what was said to them, another screen in front, and that an
  /// exchange is over.
  package mutating func tidings(_ desk: Desk) -> [String] {
    let isOver = wasRunning && desk.exchange.run == nil
    wasRunning = desk.exchange.run != nil
    if isOver || lastPlace != desk.navigation.topID { return news(desk) }
    return desk.messageText == message ? [] : message(desk)
  }

  private mutating func note(_ page: PlainPage, _ desk: Desk) {
    let open = Set(desk.navigation.places.map(\.id))
    said = said.filter { open.contains($0.key) }
    said[desk.navigation.topID] = page
    last = page
    safety = page.safety ?? safety
    lastPlace = desk.navigation.topID
    wasRunning = desk.exchange.run != nil
    message = desk.messageText.map(plain)
  }

  private mutating func message(_ desk: Desk) -> [String] {
    let before = message
    message = desk.messageText.map(plain)
    // A message is new with each line; what stays until it is mended is said once.
    guard let message, desk.message != nil || message != before else { return [] }
    return [message]
  }

  /// What of a page was not said yet: of its own screen, or, for what all screens show, on the screen before.
  private func changes(
    _ page: PlainPage, since known: PlainPage?, _ last: PlainPage?, isBack: Bool
  ) -> [String] {
    var lines: [String] = []
    func say(_ line: String?, unless before: String?) {
      if let line, line != before { lines.append(line) }
    }
    func say(_ new: [String], unless old: [String]?) { lines += new.filter { old?.contains($0) != true } }
    say(page.title, unless: page.title.isEmpty ? page.title : last?.title)
    say(page.helper, unless: last?.helper)
    say(page.head, unless: known?.head ?? last?.head)
    // Whoever comes back is told where that is.
    say(page.texts, unless: isBack ? known.map { Array($0.texts.dropFirst()) } : known?.texts)
    say(page.notes, unless: known?.notes)
    say(page.safety, unless: safety)
    // Another search, other rows.
    say(page.rows, unless: page.field == known?.field ? known?.rows : nil)
    say(page.count, unless: known?.count)
    say(page.commands, unless: (known ?? last)?.commands)
    return lines
  }

  /// What the next line answers, with what an empty one does.
  package func prompt(_ desk: Desk) -> PlainPrompt {
    let content = desk.navigation.top.content(desk)
    let (focus, field) = (desk.navigation.top.focus, content.field)
    var what: LocalText
    switch (field?.kind, content.list) {
    case (.secret?, _): what = Phrase.plainSecret
    case (.some, let list?): what = list.count > 0 ? Phrase.plainSearch : Phrase.plainType
    case (.some, nil): what = Phrase.plainType
    case (nil, let list?) where list.count > 0: what = Phrase.plainChoose
    case (nil, _): what = Phrase.plainCommand
    }
    let label = field.map { $0.label.isEmpty ? "" : $0.label + " " } ?? ""
    let text = label + desk.say(what) + (preset(content, focus, desk).map { " (\($0))" } ?? "")
    return PlainPrompt(text: plain(text), isSecret: field?.kind == .secret)
  }

  /// What an empty line does; nil where it does nothing.
  private func preset(_ content: ScreenContent, _ focus: Focus, _ desk: Desk) -> String? {
    let enter = desk.command(for: .enter, content)
    if let list = content.list {
      let rows = PlainRows(list, focus)
      guard let row = rows.row else { return list.count > 0 ? list.unchosen.map(desk.say) : nil }
      guard enter?.disabled == nil else { return nil }
      return desk.say(Phrase.plainDefault) + " \(rows.number(of: row)) " + list.row(row).text
    }
    guard let enter, enter.disabled == nil, desk.marked == nil else { return nil }
    guard let field = content.field, field.kind != .secret else {
      return content.field == nil ? desk.say(Phrase.plainDefault) + " " + desk.say(enter.label) : nil
    }
    let held = field.kind.isGuarded ? PersonalDigits.blotted(focus.field.text) : focus.field.text
    return desk.say(Phrase.plainDefault) + " "
      + desk.say(held.isEmpty ? Phrase.plainLeavesEmpty : Phrase.plainKeepsText(held))
  }
}

/// What is printed where an answer is awaited.
package struct PlainPrompt: Equatable, Sendable {
  package var text: String
  /// Whether the answer is not shown.
  package var isSecret: Bool
}
