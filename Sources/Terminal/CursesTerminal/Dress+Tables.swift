import TerminalUI

// The tables of looks. In those of 256 colours, colours below 16 may be changed by the person's own palette, so they
// serve only for text on its background, where every palette is legible; the others stand for fixed colours.
extension Dress {
  func dark(_ role: Role) -> Look {
    switch role {
    case .text, .qr, .qrDark: Look(7, on: 0)
    case .muted, .quiet: Look(248, on: 0)
    case .title: Look(15, on: 0, .bold)
    case .bar: Look(231, on: 24)
    case .barAccent: Look(229, on: 24, .bold)
    case .accent: Look(117, on: 0)
    case .selected: Look(16, on: 117, .bold)
    case .good: Look(114, on: 0)
    case .caution: Look(221, on: 0)
    case .danger: Look(210, on: 0, .bold)
    case .safety: Look(16, on: 221, .bold)
    case .field: Look(231, on: 238, isUnderlined: true)
    case .hintKey: Look(229, on: 0, .bold)
    case .hint: Look(250, on: 0)
    case .practice: Look(231, on: 90, .bold)
    case .say: Look(159, on: 0)
    }
  }

  func darkOfEight(_ role: Role) -> Look {
    switch role {
    case .text, .qr, .qrDark, .muted, .quiet, .hint: Look(7, on: 0)
    case .title: Look(7, on: 0, .bold)
    case .bar: Look(7, on: 4, .bold)
    case .barAccent: Look(3, on: 4, .bold)
    case .accent: Look(6, on: 0, .bold)
    case .selected: Look(0, on: 6)
    case .good: Look(2, on: 0, .bold)
    case .caution, .hintKey: Look(3, on: 0, .bold)
    case .danger: Look(1, on: 0, .bold)
    case .safety: Look(0, on: 3)
    case .field: Look(0, on: 7)
    case .practice: Look(7, on: 5, .bold)
    case .say: Look(6, on: 0)
    }
  }

  func light(_ role: Role) -> Look {
    switch role {
    case .text, .qr, .qrDark: Look(0, on: 15)
    case .muted, .quiet, .hint: Look(240, on: 15)
    case .title: Look(0, on: 15, .bold)
    case .bar: Look(231, on: 24)
    case .barAccent: Look(229, on: 24, .bold)
    case .accent: Look(25, on: 15)
    case .selected: Look(231, on: 25, .bold)
    case .good: Look(22, on: 15)
    case .caution: Look(94, on: 15)
    case .danger: Look(124, on: 15, .bold)
    case .safety: Look(16, on: 221, .bold)
    case .field: Look(16, on: 254, isUnderlined: true)
    case .hintKey: Look(25, on: 15, .bold)
    case .practice: Look(231, on: 90, .bold)
    case .say: Look(23, on: 15)
    }
  }

  // The white of eight colours is often a grey, on which yellow and green vanish: they become backgrounds.
  func lightOfEight(_ role: Role) -> Look {
    switch role {
    case .text, .qr, .qrDark, .muted, .quiet, .hint: Look(0, on: 7)
    case .title: Look(0, on: 7, isUnderlined: true)
    case .bar: Look(7, on: 4, .bold)
    case .barAccent: Look(3, on: 4, .bold)
    case .accent, .say: Look(4, on: 7)
    case .hintKey: Look(4, on: 7, isUnderlined: true)
    case .selected: Look(7, on: 0, .bold)
    case .good: Look(0, on: 2)
    case .caution: Look(0, on: 3)
    case .safety: Look(3, on: 0, .bold)
    case .danger: Look(7, on: 1, .bold)
    case .field: Look(0, on: 6)
    case .practice: Look(7, on: 5, .bold)
    }
  }

  func highContrast(_ role: Role) -> Look {
    switch role {
    case .text, .qr, .qrDark, .muted, .quiet, .hint: Look(231, on: 16)
    case .title: Look(226, on: 16, .bold, isUnderlined: true)
    case .bar: Look(16, on: 231, .bold)
    case .barAccent: Look(16, on: 231, .bold, isUnderlined: true)
    case .accent: Look(51, on: 16, .bold)
    case .selected: Look(16, on: 226, .bold)
    case .good: Look(46, on: 16, .bold)
    case .caution: Look(226, on: 16, isUnderlined: true)
    case .danger: Look(217, on: 16, .bold, isUnderlined: true)
    case .safety: Look(16, on: 226, .bold, isUnderlined: true)
    case .field: Look(16, on: 231, isUnderlined: true)
    case .hintKey: Look(226, on: 16, .bold)
    case .practice: Look(16, on: 213, .bold)
    case .say: Look(159, on: 16, .bold)
    }
  }

  func highContrastOfEight(_ role: Role) -> Look {
    switch role {
    case .text, .qr, .qrDark, .muted, .quiet, .hint: Look(7, on: 0, .bold)
    case .title: Look(3, on: 0, .bold, isUnderlined: true)
    case .bar, .field: Look(0, on: 7)
    case .barAccent: Look(0, on: 7, isUnderlined: true)
    case .accent, .say: Look(6, on: 0, .bold)
    case .selected: Look(0, on: 3)
    case .good: Look(2, on: 0, .bold)
    case .caution, .hintKey: Look(3, on: 0, .bold)
    case .danger: Look(7, on: 1, .bold)
    case .safety: Look(0, on: 6)
    case .practice: Look(0, on: 5)
    }
  }

  func mono(_ role: Role) -> Look {
    switch role {
    case .text, .qr, .qrDark, .muted, .quiet, .hint: Look()
    case .title, .accent, .good, .hintKey, .say: Look(isBold: true)
    case .bar, .selected: Look(isReverse: true)
    case .barAccent, .safety: Look(isBold: true, isReverse: true)
    case .caution, .field: Look(isUnderlined: true)
    case .danger: Look(isBold: true, isUnderlined: true)
    case .practice: Look(isBold: true, isReverse: true, isUnderlined: true)
    }
  }
}
