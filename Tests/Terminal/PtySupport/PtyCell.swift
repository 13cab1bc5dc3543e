import CVTerm

/// One cell as the terminal shows it.
package struct PtyCell: Equatable, Sendable {
  /// The letter with its marks; empty where nothing was ever written.
  package var text = ""
  package var foreground = PtyColour.standard
  package var background = PtyColour.standard
  package var isBold = false
  package var isReverse = false
  package var isUnderlined = false

  /// A cell outside the screen.
  init() {}

  init(_ cell: VTermScreenCell) {
    withUnsafeBytes(of: cell.chars) { bytes in
      for value in bytes.bindMemory(to: UInt32.self) {
        guard value != 0, let scalar = Unicode.Scalar(value) else { break }
        text.unicodeScalars.append(scalar)
      }
    }
    foreground = PtyColour(cell.fg)
    background = PtyColour(cell.bg)
    isBold = cell.attrs.bold != 0
    isReverse = cell.attrs.reverse != 0
    isUnderlined = cell.attrs.underline != 0
  }
}

/// A colour as a program asked for it.
package enum PtyColour: Equatable, Sendable {
  /// Whatever the terminal has by default.
  case standard
  /// By its number in the palette.
  case indexed(Int)
  /// By red, green and blue.
  case rgb(UInt8, UInt8, UInt8)

  init(_ colour: VTermColor) {
    let flags = UInt32(colour.type)
    if flags & (VTERM_COLOR_DEFAULT_FG.rawValue | VTERM_COLOR_DEFAULT_BG.rawValue) != 0 {
      self = .standard
    } else if flags & VTERM_COLOR_TYPE_MASK.rawValue == VTERM_COLOR_INDEXED.rawValue {
      self = .indexed(Int(colour.indexed.idx))
    } else {
      self = .rgb(colour.rgb.red, colour.rgb.green, colour.rgb.blue)
    }
  }
}
