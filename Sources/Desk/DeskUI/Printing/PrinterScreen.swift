import Checklists
import Journal
import Phrases
import Printing
import TerminalUI

/// Where the printer is.
struct PrinterScreen: SettingFieldScreen {
  static let kind = FieldContent.Kind.numbers

  var focus: Focus
  private var devices: [String] = []

  init(_ printer: Printer?) { focus = Focus(printer?.place.words ?? "") }

  func words(_ desk: Desk) -> [TextBlock] {
    [
      TextBlock(desk.say(Phrase.printer), .title), TextBlock(desk.say(Phrase.printerWords), .muted),
      TextBlock(desk.say(Phrase.printersFound(devices))),
    ]
  }

  mutating func submit(_ desk: inout Desk) -> [Effect] {
    if focus.words.isEmpty {
      desk.navigation.pop()
      return desk.setPrinter(nil)
    }
    guard let place = Printer.Place(focus.words) else {
      desk.warn(Phrase.printerBadPlace)
      return []
    }
    desk.navigation.push(PaperScreen(place: place))
    return []
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    if case .printer(.devices(let found)) = reply { devices = found }
    return []
  }
}

/// The paper in the printer.
struct PaperScreen: Screen {
  var focus = Focus()
  let place: Printer.Place

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.settings))
    content.texts = [TextBlock(desk.say(Phrase.printerPaper), .title), TextBlock(place.words, .muted)]
    content.list = ListContent(
      Phrase.choose, Printer.Paper.allCases.map { Row(desk.say($0.name), id: $0.rawValue) })
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.navigation.pop()
    desk.navigation.pop()
    return desk.setPrinter(Printer(Printer.Paper.allCases[row], place))
  }
}

extension Printer.Paper {
  fileprivate var name: LocalText {
    switch self {
    case .roll58: Phrase.paper58
    case .roll80: Phrase.paper80
    case .a4: Phrase.paperA4
    case .a4Ascii: Phrase.paperA4Ascii
    }
  }
}

extension Desk {
  fileprivate mutating func setPrinter(_ printer: Printer?) -> [Effect] {
    self.printer = printer
    return [.journal(.set(key: Printer.settingKey, value: printer?.setting ?? ""))]
  }
}
