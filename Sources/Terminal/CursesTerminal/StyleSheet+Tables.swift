import TerminalUI

// The tables of looks. In those of 256 colours, colours below 16 may be changed by the person's own palette, so they
// serve only for text on its background, where every palette is legible; the others stand for fixed colours.
extension StyleSheet {
  func dark(_ role: Role) -> Style {
    switch role {
    case .text, .qr, .qrDark: Style(7, on: 0)
    case .muted, .quiet: Style(248, on: 0)
    case .title: Style(15, on: 0, .bold)
    case .bar: Style(231, on: 24)
    case .barAccent: Style(229, on: 24, .bold)
    case .accent: Style(117, on: 0)
    case .selected: Style(16, on: 117, .bold)
    case .good: Style(114, on: 0)
    case .caution: Style(221, on: 0)
    case .danger: Style(210, on: 0, .bold)
    case .safety: Style(16, on: 221, .bold)
    case .field: Style(231, on: 238, isUnderlined: true)
    case .hintKey: Style(229, on: 0, .bold)
    case .hint: Style(250, on: 0)
    case .practice: Style(231, on: 90, .bold)
    case .say: Style(159, on: 0)
    }
  }

  func darkOfEight(_ role: Role) -> Style {
    switch role {
    case .text, .qr, .qrDark, .muted, .quiet, .hint: Style(7, on: 0)
    case .title: Style(7, on: 0, .bold)
    case .bar: Style(7, on: 4, .bold)
    case .barAccent: Style(3, on: 4, .bold)
    case .accent: Style(6, on: 0, .bold)
    case .selected: Style(0, on: 6)
    case .good: Style(2, on: 0, .bold)
    case .caution, .hintKey: Style(3, on: 0, .bold)
    case .danger: Style(1, on: 0, .bold)
    case .safety: Style(0, on: 3)
    case .field: Style(0, on: 7)
    case .practice: Style(7, on: 5, .bold)
    case .say: Style(6, on: 0)
    }
  }

  func light(_ role: Role) -> Style {
    switch role {
    case .text, .qr, .qrDark: Style(0, on: 15)
    case .muted, .quiet, .hint: Style(240, on: 15)
    case .title: Style(0, on: 15, .bold)
    case .bar: Style(231, on: 24)
    case .barAccent: Style(229, on: 24, .bold)
    case .accent: Style(25, on: 15)
    case .selected: Style(231, on: 25, .bold)
    case .good: Style(22, on: 15)
    case .caution: Style(94, on: 15)
    case .danger: Style(124, on: 15, .bold)
    case .safety: Style(16, on: 221, .bold)
    case .field: Style(16, on: 254, isUnderlined: true)
    case .hintKey: Style(25, on: 15, .bold)
    case .practice: Style(231, on: 90, .bold)
    case .say: Style(23, on: 15)
    }
  }

  // The white of eight colours is often a grey, on which yellow and green vanish: they become backgrounds.
  func lightOfEight(_ role: Role) -> Style {
    switch role {
    case .text, .qr, .qrDark, .muted, .quiet, .hint: Style(0, on: 7)
    case .title: Style(0, on: 7, isUnderlined: true)
    case .bar: Style(7, on: 4, .bold)
    case .barAccent: Style(3, on: 4, .bold)
    case .accent, .say: Style(4, on: 7)
    case .hintKey: Style(4, on: 7, isUnderlined: true)
    case .selected: Style(7, on: 0, .bold)
    case .good: Style(0, on: 2)
    case .caution: Style(0, on: 3)
    case .safety: Style(3, on: 0, .bold)
    case .danger: Style(7, on: 1, .bold)
    case .field: Style(0, on: 6)
    case .practice: Style(7, on: 5, .bold)
    }
  }

  func highContrast(_ role: Role) -> Style {
    switch role {
    case .text, .qr, .qrDark, .muted, .quiet, .hint: Style(231, on: 16)
    case .title: Style(226, on: 16, .bold, isUnderlined: true)
    case .bar: Style(16, on: 231, .bold)
    case .barAccent: Style(16, on: 231, .bold, isUnderlined: true)
    case .accent: Style(51, on: 16, .bold)
    case .selected: Style(16, on: 226, .bold)
    case .good: Style(46, on: 16, .bold)
    case .caution: Style(226, on: 16, isUnderlined: true)
    case .danger: Style(217, on: 16, .bold, isUnderlined: true)
    case .safety: Style(16, on: 226, .bold, isUnderlined: true)
    case .field: Style(16, on: 231, isUnderlined: true)
    case .hintKey: Style(226, on: 16, .bold)
    case .practice: Style(16, on: 213, .bold)
    case .say: Style(159, on: 16, .bold)
    }
  }

  func highContrastOfEight(_ role: Role) -> Style {
    switch role {
    case .text, .qr, .qrDark, .muted, .quiet, .hint: Style(7, on: 0, .bold)
    case .title: Style(3, on: 0, .bold, isUnderlined: true)
    case .bar, .field: Style(0, on: 7)
    case .barAccent: Style(0, on: 7, isUnderlined: true)
    case .accent, .say: Style(6, on: 0, .bold)
    case .selected: Style(0, on: 3)
    case .good: Style(2, on: 0, .bold)
    case .caution, .hintKey: Style(3, on: 0, .bold)
    case .danger: Style(7, on: 1, .bold)
    case .safety: Style(0, on: 6)
    case .practice: Style(0, on: 5)
    }
  }

  func mono(_ role: Role) -> Style {
    switch role {
    case .text, .qr, .qrDark, .muted, .quiet, .hint: Style()
    case .title, .accent, .good, .hintKey, .say: Style(isBold: true)
    case .bar, .selected: Style(isReverse: true)
    case .barAccent, .safety: Style(isBold: true, isReverse: true)
    case .caution, .field: Style(isUnderlined: true)
    case .danger: Style(isBold: true, isUnderlined: true)
    case .practice: Style(isBold: true, isReverse: true, isUnderlined: true)
    }
  }
}
