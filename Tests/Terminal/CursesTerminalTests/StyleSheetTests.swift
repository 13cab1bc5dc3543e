import TerminalUI
import Testing

@testable import CursesTerminal

@Suite struct StyleSheetTests {
  private static let sheets: [StyleSheet] = Theme.allCases.flatMap { theme in
    [Palette.none, .eight, .full].flatMap { palette in
      [false, true].map { StyleSheet(theme: theme, palette: palette, isPractice: $0) }
    }
  }

  @Test func `what must stand out looks other than text, in every style sheet`() {
    for styleSheet in Self.sheets {
      for role: Role in [.title, .bar, .selected, .danger, .safety, .field, .practice, .hintKey, .caution] {
        #expect(styleSheet.style(role) != styleSheet.style(.text), "\(role) \(styleSheet)")
      }
      #expect(styleSheet.style(.safety) != styleSheet.style(.caution), "\(styleSheet)")
      #expect(styleSheet.style(.qr) != styleSheet.style(.qrDark), "\(styleSheet)")
    }
  }

  @Test func `practice changes the bar in every style sheet`() {
    for styleSheet in Self.sheets where !styleSheet.isPractice {
      let practice = StyleSheet(theme: styleSheet.theme, palette: styleSheet.palette, isPractice: true)
      #expect(styleSheet.style(.bar) != practice.style(.bar), "\(styleSheet)")
      #expect(styleSheet.style(.text) == practice.style(.text))
    }
  }

  @Test func `without colours no look has one`() {
    for styleSheet in Self.sheets where styleSheet.palette == .none {
      for role in Role.allCases {
        #expect(styleSheet.style(role).foreground == -1 && styleSheet.style(role).background == -1)
      }
    }
  }

  @Test func `no look asks for a colour that the palette lacks`() {
    for styleSheet in Self.sheets {
      for role in Role.allCases {
        #expect(
          max(styleSheet.style(role).foreground, styleSheet.style(role).background) < max(1, styleSheet.palette.colours)
        )
      }
    }
  }

  /// WCAG 2.2, 1.4.3 and 1.4.6: 4.5 to 1, and 7 to 1 for high contrast.
  @Test(arguments: [(Theme.dark, 4.5), (.light, 4.5), (.highContrast, 7)], [false, true])
  func `letters stand out enough from their background`(theme: (Theme, Double), isPractice: Bool) {
    let styleSheet = StyleSheet(theme: theme.0, palette: .full, isPractice: isPractice)
    for role in Role.allCases {
      let style = styleSheet.style(role)
      #expect(contrast(style.foreground, style.background) >= theme.1, "\(role) \(theme.0)")
    }
  }

  private func contrast(_ one: Int16, _ other: Int16) -> Double {
    let lights = [luminance(one), luminance(other)].sorted()
    return (lights[1] + 0.05) / (lights[0] + 0.05)
  }

  /// Relative luminance of a colour of xterm's palette, by WCAG's formula.
  private func luminance(_ colour: Int16) -> Double {
    let parts = rgb(Int(colour)).map { part -> Double in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : power((share + 0.055) / 1.055)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  /// The 2.4th power, by Newton's way for the fifth root: x^2.4 = (x^12)^(1/5).
  private func power(_ x: Double) -> Double {
    let square = x * x
    let target = square * square * square * square * square * square
    var root = 1.0
    for _ in 0..<60 { root -= (root * root * root * root * root - target) / (5 * root * root * root * root) }
    return root
  }

  private func rgb(_ colour: Int) -> [Int] {
    let steps = [0, 95, 135, 175, 215, 255]
    switch colour {
    case 0: return [0, 0, 0]
    case 7: return [229, 229, 229]
    case 15: return [255, 255, 255]
    case 16..<232: return [(colour - 16) / 36, (colour - 16) / 6 % 6, (colour - 16) % 6].map { steps[$0] }
    default: return Array(repeating: 8 + 10 * (colour - 232), count: 3)
    }
  }
}
