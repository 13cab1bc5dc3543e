import Checklists
import DeskPorts
import Journal
import Phrases
import TerminalUI

/// A session that was begun by mistake: asked once, then it leaves no entry, only one more in the day's count of cancelled
/// ones.
struct CancelScreen: Screen {
  var focus = Focus()

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    content.texts = [TextBlock(desk.say(Phrase.askCancel), .title), TextBlock(desk.say(Phrase.cancelWords), .muted)]
    content.list = ListContent(
      Phrase.choose,
      [
        Row(desk.say(Phrase.goOnWithSession), id: "go-on"),
        Row(desk.say(Phrase.cancelSession), role: .caution, id: "cancel"),
      ])
    content.list?.isDeliberate = true
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    guard row == 1, let id = desk.current else {
      desk.navigation.pop()
      return []
    }
    let from = desk.sessions[id]?.session.from
    desk.sessions[id] = nil
    desk.unsaved.removeAll { if case .journal(.append(id, _, _)) = $0 { true } else { false } }
    let effects = desk.goBack(to: from)
    desk.cancelled = desk.cancelled.added(on: desk.now.day)
    desk.tell(Phrase.sessionCancelled)
    return effects + [
      .journal(.discard(id)), .journal(.set(key: CancelledCount.setting, value: desk.cancelled.text)),
    ]
  }
}

/// How many sessions were cancelled on one day. It is kept for that day only, and no report adds it up.
package struct CancelledCount: Equatable, Sendable {
  /// The setting under which it is kept.
  static let setting = "cancelled"

  private var day: Day?
  private var count = 0

  init() {}

  /// From what the setting holds: days since 1970 and the count.
  init(_ text: String?) {
    let parts = (text ?? "").split(separator: ":").map { Int($0) }
    guard parts.count == 2, let day = parts[0], let count = parts[1], (0..<1_000_000).contains(day), count >= 0 else {
      return
    }
    self.day = Day(daysSince1970: day)
    self.count = min(count, 1_000_000)
  }

  func count(on day: Day) -> Int { self.day == day ? count : 0 }

  func added(on day: Day) -> CancelledCount {
    var next = self
    (next.day, next.count) = (day, count(on: day) + 1)
    return next
  }

  var text: String { "\(day?.daysSince1970 ?? 0):\(count)" }
}
