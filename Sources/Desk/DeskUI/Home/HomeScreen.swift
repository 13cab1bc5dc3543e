import Checklists
import DeskPorts
package import Journal
import Phrases
import TerminalUI

/// The first screen: what can be done for the next citizen, and who waits.
package struct Home: Equatable, Sendable {
  package var selection = 0
  /// The day whose count is shown.
  package var day: Day?
}

/// One line of the home screen that can be chosen.
enum HomeItem {
  case checklist(ChecklistHeader)
  case waiting(LiveSession)
}

extension Desk {
  /// Checklists first, then the citizens who wait, longest first.
  var homeItems: [HomeItem] { shelf.headers.map(HomeItem.checklist) + waiting.map(HomeItem.waiting) }

  func homeBindings(_ home: Home) -> [Binding] {
    [
      Binding([.enter], .choose, Phrase.start, disabled: homeItems.isEmpty ? Phrase.noChecklists : nil),
      Binding("n", .openJournal, Phrase.journal),
      Binding("e", .openExchange, Phrase.exchange),
      Binding("r", .openReview, Phrase.review, disabled: reviewClosed, hint: isTrainer),
      Binding("t", .openCode, Phrase.findCode),
      Binding("v", .openVolunteers, Phrase.whoHelps),
      Binding("s", .openSettings, Phrase.settings, hint: false),
      Binding("h", .openFollowUps, Phrase.followUps, hint: false),
      Binding("p", .practice, isPractice ? Phrase.leavePractice : Phrase.practice, hint: false),
      Binding("q", .quit, Phrase.quit, hint: false),
    ]
  }

  mutating func performHome(_ act: Act, _ home: Home) -> [Effect] {
    switch act {
    case .chooseDigit(let digit):
      let (effects, found) = selectDigit(digit)
      guard found, case .home(let home) = screens.last else { return effects }
      return effects + performHome(.choose, home)
    case .choose:
      guard homeItems.indices.contains(home.selection) else { return [] }
      switch homeItems[home.selection] {
      case .checklist(let header):
        return unsaved + [
          .checklists(.open(header.id, toBegin: .began(at: now, unit: unit?.code, volunteer: volunteer)))
        ]
      case .waiting(let live): return resume(live.id)
      }
    case .openJournal: return openJournal()
    case .openExchange: return openExchange()
    case .openReview: return openReview()
    case .openCode: navigation.push(CodeScreen())
    case .openVolunteers: navigation.push(VolunteersScreen())
    case .openSettings: navigation.push(SettingsScreen())
    case .openFollowUps:
      navigation.push(FollowUpsScreen())
      return [.journal(.loadFollowUps)]
    case .practice: return [.desk(.openPractice(!isPractice))]
    default: break
    }
    return []
  }

  /// The citizen comes back to the laptop.
  mutating func resume(_ id: SessionID) -> [Effect] {
    current = id
    screens = [screens[0], .walk(Walk(place: sessions[id]?.session.place))]
    return record(.resumed(at: now), of: id) + walkNeeds()
  }
}

extension Desk {
  var homeListArea: Rect { Rect(column: 1, row: 4, columns: size.columns - 2, rows: max(0, size.rows - 7)) }

  func drawHome(_ home: Home, in frame: inout Frame) {
    drawHeader("Tiếp Sức · " + say(Phrase.tagline), in: &frame)
    let place = unit.map { "\($0.name), \($0.province)" } ?? say(Phrase.noUnit)
    let word = exchangeWord
    let wordWidth = word.map { displayWidth($0.text) } ?? 0
    frame.put(
      shortened(place, columns: size.columns - 2 - (wordWidth > 0 ? wordWidth + 2 : 0)), column: 1, row: 1, role: .muted
    )
    if let word {
      let at = Rect(column: size.columns - 1 - wordWidth, row: 1, columns: wordWidth, rows: 1)
      frame.put(word.text, column: at.column, row: 1, role: word.role)
      frame.click(at, .key(.character("e")))
    }
    frame.put(
      shortened(say(Phrase.todayCount(today.sessions)), columns: size.columns - 2), column: 1, row: 2, role: .text)
    if dueToday > 0 {
      frame.put(shortened(say(Phrase.dueToday(dueToday)), columns: size.columns - 2), column: 1, row: 3, role: .caution)
      frame.click(Rect(column: 1, row: 3, columns: size.columns - 2, rows: 1), .key(.character("h")))
    }
    let rows = homeItems.map(homeRow)
    let area = homeListArea
    drawList(rows, selection: min(home.selection, max(0, rows.count - 1)), in: area, of: &frame)
    var row = area.row + min(rows.count, area.rows)
    if rows.isEmpty {
      row += drawText(say(Phrase.noChecklists), in: area, of: &frame, role: .caution)
    }
    let cautions = shelf.broken.map { say($0.complaint) } + shelf.packWarnings.map { say(Phrase.warning($0)) }
    let news = packNews.map { (say(Phrase.whatIsNew($0)), Role.text) }
    for (text, role) in cautions.map({ (mark(.warning) + " " + $0, Role.caution) }) + news where row < area.bottom {
      row += drawText(
        text, in: Rect(column: 1, row: row, columns: area.columns, rows: area.bottom - row), of: &frame, role: role)
    }
  }

  /// What changed with the pack that came in the last days, in words for volunteers.
  private var packNews: [LocalText] {
    guard let pack = shelf.pack, pack.isNew(atMilliseconds: now.wallMilliseconds) else { return [] }
    return pack.changes
  }

  private func isNew(_ header: ChecklistHeader) -> Bool {
    shelf.pack.map { $0.isNew(atMilliseconds: now.wallMilliseconds) && $0.renewed.contains(header.id) } ?? false
  }

  private func homeRow(_ item: HomeItem) -> ListRow {
    switch item {
    case .checklist(let header):
      ListRow(
        say(header.title),
        detail: (isNew(header) ? say(Phrase.newPack) + " · " : "") + say(Phrase.version(header.version)))
    case .waiting(let live):
      ListRow(
        mark(.waiting) + " " + sessionName(live) + " · " + say(live.checklist.title),
        detail: live.session.asideSince.map { say(Phrase.waits(minutes: Int(now.milliseconds(since: $0) / 60_000))) }
          ?? say(Phrase.inProgress), role: .caution)
    }
  }

  /// The nickname of a waiting citizen, or when they came.
  func sessionName(_ live: LiveSession) -> String {
    live.session.nickname.isEmpty
      ? say(Phrase.cameAt(clockText(live.session.began.minuteOfDay))) : live.session.nickname
  }

  /// 24-hour time.
  func clockText(_ minuteOfDay: Int) -> String {
    let hour = minuteOfDay / 60
    let minute = minuteOfDay % 60
    return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
  }
}
