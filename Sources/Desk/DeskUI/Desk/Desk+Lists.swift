import DeskPorts
import Journal
import TerminalUI

extension Desk {
  /// Rows of the list in view, its selection, and how many rows are visible; nil where there is no list.
  var list: (selection: Int, count: Int, visible: Int)? {
    switch screens.last {
    case .home(let home): (home.selection, homeItems.count, homeListArea.rows)
    case .walk: walkList
    case .journal(let list):
      list.isSearching || list.isDating ? nil : (list.selection, list.rows.count, journalArea.rows)
    case .entry(let entry): entryList(entry)
    case .followUps(let list): (list.selection, list.items.count, listArea.rows)
    case .volunteers(let list): (list.selection, volunteers.count, listArea.rows)
    case .settings(let settings): (settings.selection, settingItems.count, listArea.rows)
    case .units(let picker): (picker.selection, found(picker).count, listArea.rows - 2)
    case .exchange(let screen): exchangeList(screen)
    case .review(let screen): reviewList(screen)
    case .actions(let actions): (actions.selection, found(actions).count, listArea.rows - 2)
    case .code, .receipt, nil: nil
    }
  }

  /// The area between the header and the message line.
  var listArea: Rect { Rect(column: 1, row: 2, columns: size.columns - 2, rows: max(0, size.rows - 4)) }

  /// Arrow and page keys in the list in view.
  mutating func moved(by key: Key) -> [Effect] {
    guard let (selection, count, visible) = list, count > 0 else { return scrolled(by: key) }
    let target: Int
    switch key {
    case .up: target = selection - 1
    case .down: target = selection + 1
    case .pageUp: target = selection - max(1, visible - 1)
    case .pageDown: target = selection + max(1, visible - 1)
    case .home: target = 0
    case .end: target = count - 1
    default: return []
    }
    return select(min(max(0, target), count - 1))
  }

  /// Highlights a row.
  mutating func select(_ row: Int) -> [Effect] {
    switch screens.last {
    case .home(var home):
      home.selection = row
      replaceTop(.home(home))
    case .walk: return live.map { $0.session.selection == row ? [] : record(.selected(row), of: $0.id) } ?? []
    case .journal(let list): return selectEntry(row, list)
    case .entry(var entry):
      entry.selection = row
      replaceTop(.entry(entry))
    case .followUps(var list):
      list.selection = row
      replaceTop(.followUps(list))
    case .volunteers(var list):
      list.selection = row
      replaceTop(.volunteers(list))
    case .settings(var settings):
      settings.selection = row
      replaceTop(.settings(settings))
    case .units(var picker):
      picker.selection = row
      replaceTop(.units(picker))
    case .exchange(var screen):
      screen.selection = row
      replaceTop(.exchange(screen))
    case .review(var screen):
      screen.selection = row
      replaceTop(.review(screen))
    case .actions(var actions):
      actions.selection = row
      replaceTop(.actions(actions))
    default: break
    }
    return []
  }

  /// The row that a digit names, highlighted; false where there is none.
  mutating func selectDigit(_ digit: Int) -> (effects: [Effect], found: Bool) {
    guard let (selection, count, visible) = list,
      let row = rowForDigit(digit, selection: selection, count: count, visible: visible)
    else { return ([], false) }
    return (select(row), true)
  }

  /// Keys that scroll a text longer than the screen.
  private mutating func scrolled(by key: Key) -> [Effect] {
    let step: Int
    switch key {
    case .up: step = -1
    case .down: step = 1
    case .pageUp: step = -8
    case .pageDown, .character(" "): step = 8
    default: return []
    }
    if case .walk(var walk) = screens.last {
      walk.scroll = max(0, walk.scroll + step)
      replaceTop(.walk(walk))
    } else if case .entry(var entry) = screens.last {
      entry.scroll = max(0, entry.scroll + step)
      replaceTop(.entry(entry))
    } else if case .exchange(var screen) = screens.last {
      screen.scroll = max(0, screen.scroll + step)
      replaceTop(.exchange(screen))
    } else if case .review(var screen) = screens.last {
      screen.scroll = max(0, screen.scroll + step)
      replaceTop(.review(screen))
    }
    return []
  }
}
