import TerminalUI

/// How the cells of one role style.
struct Style: Hashable {
  /// A colour by its number in the terminal's palette; -1 is whatever the terminal has by default.
  var foreground: Int16 = -1
  var background: Int16 = -1
  var isBold = false
  var isReverse = false
  var isUnderlined = false

  init(_ foreground: Int16, on background: Int16, _ isBold: Weight = .plain, isUnderlined: Bool = false) {
    self.foreground = foreground
    self.background = background
    self.isBold = isBold == .bold
    self.isUnderlined = isUnderlined
  }

  /// A look without colours.
  init(isBold: Bool = false, isReverse: Bool = false, isUnderlined: Bool = false) {
    self.isBold = isBold
    self.isReverse = isReverse
    self.isUnderlined = isUnderlined
  }

  enum Weight { case plain, bold }

  /// Whether nobody can tell a blank of this style from one of another.
  func hasSameBlank(as other: Style) -> Bool {
    func showsOnlyBackground(_ style: Style) -> Bool { !style.isReverse && !style.isUnderlined }
    return self == other || background == other.background && showsOnlyBackground(self) && showsOnlyBackground(other)
  }
}

/// Which colours there are to paint with.
enum Palette: Hashable {
  /// None, or the person asked for none (`NO_COLOR`).
  case none
  /// The eight of the oldest colour terminals and of the bare console with a font of 512 letters.
  case eight
  /// The 256 of xterm.
  case full

  /// What a terminal with that many colours offers. Terminals with "direct" colours number theirs by red, green and
  /// blue instead of by the palette, but keep the first eight.
  init(colours: Int) {
    self = colours < 8 ? .none : colours == 256 ? .full : .eight
  }

  var colours: Int {
    switch self {
    case .none: 0
    case .eight: 8
    case .full: 256
    }
  }
}

/// What a set of looks depends on.
struct StyleSheet: Hashable {
  var theme: Theme
  var palette: Palette
  var isPractice: Bool

  func style(_ role: Role) -> Style {
    // A camera needs black on white, whatever the theme.
    if role == .qr || role == .qrDark { return code(role) }
    let worn = isPractice ? practised(role) : role
    return switch (theme, palette) {
    case (.mono, _), (_, .none): mono(worn)
    case (.dark, .full): dark(worn)
    case (.dark, .eight): darkOfEight(worn)
    case (.light, .full): light(worn)
    case (.light, .eight): lightOfEight(worn)
    case (.highContrast, .full): highContrast(worn)
    case (.highContrast, .eight): highContrastOfEight(worn)
    }
  }

  /// While practising, the bars and titles wear the colour of practice, so that nobody mistakes it for the real thing.
  private func practised(_ role: Role) -> Role {
    switch role {
    case .bar, .barAccent, .title: .practice
    default: role
    }
  }

  private func code(_ role: Role) -> Style {
    let isDark = role == .qrDark
    return switch palette {
    // Right on the usual light-on-dark terminal; a terminal that is dark on light shows it inverted.
    case .none: Style(isReverse: !isDark)
    case .eight: isDark ? Style(7, on: 0) : Style(0, on: 7)
    case .full: isDark ? Style(231, on: 16) : Style(16, on: 231)
    }
  }
}
