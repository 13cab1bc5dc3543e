import Checklists
import Journal
import People
import Phrases
import Printing
import TerminalUI
import VietnameseText

/// Settings: each row shows its value; Enter changes it.
struct SettingsScreen: Screen {
  var focus = Focus()

  private enum Item: String, CaseIterable {
    case unit, unitsFile, volunteer, language, theme, typing, exchange, controller, people, printer, about
  }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.settings))
    content.list = ListContent(Phrase.change, Item.allCases.map { row($0, desk) })
    return content
  }

  private func row(_ item: Item, _ desk: Desk) -> Row {
    let (name, value): (LocalText, String) =
      switch item {
      case .unit: (Phrase.unit, desk.unit?.name ?? desk.say(Phrase.nobody))
      case .unitsFile: (Phrase.unitsFile, desk.unitsFile ?? desk.say(Phrase.officialUnits))
      case .volunteer: (Phrase.whoHelps, desk.name(of: desk.volunteer) ?? desk.say(Phrase.nobody))
      case .language: (Phrase.language, desk.say(Phrase.languageName))
      case .theme: (Phrase.theme, desk.say(desk.theme.name))
      case .typing:
        (Phrase.typingLabel, desk.typing == .off ? desk.say(Phrase.typingOff) : desk.typing.rawValue.uppercased())
      case .controller: (Phrase.controller, desk.controller ?? desk.unit?.name ?? desk.say(Phrase.nobody))
      case .about: (Phrase.about, Phrase.programVersion)
      case .people: (Phrase.peopleAndLock, desk.say(desk.people.usesPINs ? Phrase.yes : Phrase.no))
      case .printer: (Phrase.printer, desk.printer?.place.words ?? desk.say(Phrase.noPrinter))
      case .exchange:
        (
          Phrase.automaticLabel,
          desk.say(
            desk.exchange.automatic.map { $0 ? Phrase.automaticOn : Phrase.automaticOff } ?? Phrase.automaticLater)
        )
      }
    return Row(desk.say(name), detail: value, id: item.rawValue)
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    switch Item.allCases[row] {
    case .unit:
      guard desk.allows(.changeUnit) else { return [] }
      if let unit = desk.enrolledUnit {
        desk.warn(Phrase.unitOfEnrolment(unit.name))
        return []
      }
      desk.navigation.push(UnitsScreen())
      return desk.unitSearch.units.isEmpty ? [.checklists(.loadUnits(file: desk.unitsFile))] : []
    case .unitsFile:
      guard desk.allows(.changeUnit) else { return [] }
      desk.navigation.push(UnitsFileScreen(file: desk.unitsFile))
    case .volunteer: desk.navigation.push(VolunteersScreen())
    case .language: return desk.switchLanguage()
    case .theme:
      desk.theme = next(desk.theme)
      return [.journal(.set(key: "theme", value: desk.theme.rawValue)), .desk(.redraw)]
    case .typing:
      desk.typing = next(desk.typing)
      return [.journal(.set(key: "typing", value: desk.typing.rawValue))]
    case .controller: desk.navigation.push(ControllerScreen(desk.controller))
    case .about: desk.navigation.push(AboutScreen())
    case .people: desk.navigation.push(PeopleSettingsScreen())
    case .printer:
      desk.navigation.push(PrinterScreen(desk.printer))
      return [.printer(.findDevices)]
    case .exchange:
      let isOn = !(desk.exchange.automatic ?? true)
      desk.exchange.automatic = isOn
      return [.journal(.set(key: "exchange-automatic", value: isOn ? "on" : "off"))]
    }
    return []
  }

  private func next<Value: CaseIterable & Equatable>(_ value: Value) -> Value {
    let all = Array(Value.allCases)
    return all[((all.firstIndex(of: value) ?? -1) + 1) % all.count]
  }
}

extension Theme {
  fileprivate var name: LocalText {
    switch self {
    case .dark: Phrase.themeDark
    case .light: Phrase.themeLight
    case .highContrast: Phrase.themeHighContrast
    case .mono: Phrase.themeMono
    }
  }
}
