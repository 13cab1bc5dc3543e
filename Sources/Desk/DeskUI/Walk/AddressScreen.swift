import Checklists
import DeskPorts
import Journal
import Phrases
import TerminalUI

/// How volunteer and citizen call each other from now on.
struct AddressScreen: Screen {
  var focus: Focus

  init(_ form: FormOfAddress) { focus = Focus(row: FormOfAddress.allCases.firstIndex(of: form)) }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    content.texts = [TextBlock(desk.say(Phrase.askAddress), .title)]
    content.list = ListContent(
      Phrase.choose, FormOfAddress.allCases.map { Row(desk.say($0.name), id: $0.rawValue) })
    return content
  }

  /// What lies below goes on as it was, a text that is being typed, too.
  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.navigation.pop()
    return desk.address(FormOfAddress.allCases[row])
  }
}

extension Desk {
  /// Volunteer and citizen call each other so from now on.
  mutating func address(_ form: FormOfAddress) -> [Effect] {
    current.map { record(.addressed(form, at: now), of: $0) } ?? []
  }
}

extension FormOfAddress {
  /// The key that chooses it at the greeting.
  var key: Character {
    switch self {
    case .bacChau: "b"
    case .coChau: "c"
    case .chuChau: "h"
    case .anhEm: "a"
    case .chiEm: "i"
    case .banMinh: "n"
    case .emAnh: "e"
    case .emChi: "m"
    }
  }
}
