import Checklists
package import Journal
import Phrases
import TerminalUI
import VietnameseText

/// Settings: each row shows its value; Enter changes it.
package struct Settings: Equatable, Sendable {
  package var selection = 0
  package var isNamingFile = false
  package var field = Field()
}

/// The commune picker.
package struct UnitPicker: Equatable, Sendable {
  package var field = Field()
  package var selection = 0
}

enum SettingItem: CaseIterable { case unit, unitsFile, volunteer, language, theme, typing, exchange }

extension Desk {
  var settingItems: [SettingItem] { SettingItem.allCases }

  var settingsBindings: [Binding] {
    if case .settings(let settings) = screens.last, settings.isNamingFile {
      return [Binding([.enter], .submit, Phrase.confirm)]
    }
    return [Binding([.enter], .choose, Phrase.change)]
  }

  mutating func performSettings(_ act: Act, _ before: Settings) -> [Effect] {
    var settings = before
    switch act {
    case .out:
      guard settings.isNamingFile else { return goOut() }
      settings.isNamingFile = false
      replaceTop(.settings(settings))
    case .chooseDigit(let digit):
      let (effects, found) = selectDigit(digit)
      guard found, case .settings(let settings) = screens.last else { return effects }
      return effects + performSettings(.choose, settings)
    case .choose: return change(settingItems[min(settings.selection, settingItems.count - 1)], settings)
    case .submit:
      settings.isNamingFile = false
      replaceTop(.settings(settings))
      let path = trimmed(settings.field.text)
      unitsFile = path.isEmpty ? nil : path
      units = []
      return [.set(key: "units-file", value: path), .loadUnits(file: unitsFile)]
    default: break
    }
    return []
  }

  private mutating func change(_ item: SettingItem, _ before: Settings) -> [Effect] {
    switch item {
    case .unit:
      screens.append(.units(UnitPicker()))
      return units.isEmpty ? [.loadUnits(file: unitsFile)] : []
    case .unitsFile:
      var settings = before
      settings.isNamingFile = true
      settings.field = Field(unitsFile ?? "")
      replaceTop(.settings(settings))
      return []
    case .volunteer:
      screens.append(.volunteers(VolunteerList()))
      return []
    case .language: return perform(.language)
    case .theme:
      theme = following(theme, in: Theme.allCases)
      return [.set(key: "theme", value: theme.rawValue), .redraw]
    case .typing:
      typing = following(typing, in: TypingMethod.allCases)
      return [.set(key: "typing", value: typing.rawValue)]
    case .exchange:
      exchange.automatic = !(exchange.automatic ?? true)
      return [.set(key: "exchange-automatic", value: exchange.automatic == true ? "on" : "off")]
    }
  }

  private func following<Value: Equatable>(_ value: Value, in all: [Value]) -> Value {
    all[((all.firstIndex(of: value) ?? -1) + 1) % all.count]
  }

  func drawSettings(_ settings: Settings, in frame: inout Frame) {
    drawHeader(say(Phrase.settings), in: &frame)
    if settings.isNamingFile {
      let used = drawText(say(Phrase.unitsFileWords), in: listArea, of: &frame, role: .title)
      drawField(settings.field.text, cursor: settings.field.cursor, in: listArea.from(used + 1), of: &frame)
      return
    }
    drawList(settingItems.map(settingRow), selection: settings.selection, in: listArea, of: &frame)
  }

  private var themeName: LocalText {
    switch theme {
    case .dark: Phrase.themeDark
    case .light: Phrase.themeLight
    case .highContrast: Phrase.themeHighContrast
    case .mono: Phrase.themeMono
    }
  }

  private func settingRow(_ item: SettingItem) -> ListRow {
    switch item {
    case .unit: ListRow(say(Phrase.unit), detail: unit?.name ?? say(Phrase.nobody))
    case .unitsFile: ListRow(say(Phrase.unitsFile), detail: unitsFile ?? say(Phrase.sampleUnits))
    case .volunteer: ListRow(say(Phrase.whoHelps), detail: name(of: volunteer) ?? say(Phrase.nobody))
    case .language: ListRow(say(Phrase.language), detail: say(Phrase.languageName))
    case .theme: ListRow(say(Phrase.theme), detail: say(themeName))
    case .exchange:
      ListRow(
        say(Phrase.automaticLabel),
        detail: say(exchange.automatic.map { $0 ? Phrase.automaticOn : Phrase.automaticOff } ?? Phrase.automaticLater))
    case .typing:
      ListRow(say(Phrase.typingLabel), detail: typing == .off ? say(Phrase.typingOff) : typing.rawValue.uppercased())
    }
  }
}

extension Desk {
  /// Units that hold every word typed, accents aside; at most 200, so that a letter draws at once.
  func found(_ picker: UnitPicker) -> [Unit] {
    let needle = folded(picker.field.text)
    if needle.isEmpty { return Array(units.prefix(200)) }
    var matching: [Unit] = []
    for unit in units where foldedContains(folded(unit.name + " " + unit.province), needle) {
      matching.append(unit)
      if matching.count == 200 { break }
    }
    return matching
  }

  var unitBindings: [Binding] { [Binding([.enter], .choose, Phrase.choose)] }

  mutating func performUnits(_ act: Act, _ picker: UnitPicker) -> [Effect] {
    switch act {
    case .out: return goOut()
    case .chooseDigit(let digit):
      let (effects, found) = selectDigit(digit)
      guard found, case .units(let picker) = screens.last else { return effects }
      return effects + performUnits(.choose, picker)
    case .choose:
      let all = found(picker)
      guard all.indices.contains(picker.selection) else { return [] }
      let unit = all[picker.selection]
      self.unit = unit
      screens.removeLast()
      return [
        .set(key: "unit", value: [unit.code, unit.name, unit.provinceCode, unit.province].joined(separator: "|"))
      ]
    default: return []
    }
  }

  func drawUnits(_ picker: UnitPicker, in frame: inout Frame) {
    drawHeader(say(Phrase.unit), in: &frame)
    let area = listArea
    frame.put(shortened(say(Phrase.whichUnit), columns: area.columns), column: 1, row: 1, role: .title)
    drawField(picker.field.text, cursor: picker.field.cursor, in: area, of: &frame)
    let all = found(picker)
    if all.isEmpty { frame.put(say(Phrase.nothingFound), column: 1, row: area.row + 2, role: .muted) }
    drawList(
      all.map { ListRow($0.name, detail: $0.code + " " + $0.province) }, selection: picker.selection, in: area.from(2),
      of: &frame)
  }
}
