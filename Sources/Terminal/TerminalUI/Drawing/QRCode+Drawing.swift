package import QRCode

extension QRCode {
  /// The cells it takes with a quiet zone of that many modules on each side.
  package func size(hasSymbols: Bool, quiet: Int = 4) -> Size {
    let side = modules + 2 * quiet
    return hasSymbols ? Size(columns: side, rows: (side + 1) / 2) : Size(columns: 2 * side, rows: side)
  }

  /// The widest quiet zone with which it fits: 4 modules as the standard asks (ISO/IEC 18004), else 2, which telephones
  /// still read; nil where even that does not fit.
  package func fittingQuiet(in area: Size, hasSymbols: Bool) -> Int? {
    [4, 2].first { quiet in
      let needed = size(hasSymbols: hasSymbols, quiet: quiet)
      return needed.columns <= area.columns && needed.rows <= area.rows
    }
  }

  /// Paints it with its quiet zone, the top left cell at (`column`, `row`).
  ///
  /// With symbols one cell holds two modules, one above the other; without, a module is two blanks on a background.
  package func draw(into frame: inout Frame, column: Int, row: Int, hasSymbols: Bool, quiet: Int = 4) {
    let size = size(hasSymbols: hasSymbols, quiet: quiet)
    for line in 0..<size.rows {
      for place in 0..<size.columns {
        frame[column + place, row + line] =
          hasSymbols
          ? Cell(glyph: Glyph(halves(x: place - quiet, y: 2 * line - quiet)), role: .qr)
          : Cell(glyph: .space, role: self[x: place / 2 - quiet, y: line - quiet] ? .qrDark : .qr)
      }
    }
  }
}
