import CQREncode
public import Drawing

/// A QR code: a square of dark and light modules that a telephone reads.
///
/// Error correction is level M (15 % may be unreadable), the text is stored as its UTF-8 bytes.
public struct QRCode: Equatable, Sendable {
  /// Modules along one side, without the quiet zone: 21 … 177.
  public let modules: Int
  /// Row by row, true where dark; `modules * modules` of them.
  private let dark: [Bool]

  /// The code of a text; nil where the text is empty or longer than a code can hold (2,331 bytes).
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M) else { return nil }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    modules = width
    // The lowest bit says dark; the others say which part of the code a module belongs to.
    dark = UnsafeBufferPointer(start: code.pointee.data, count: width * width).map { $0 & 1 == 1 }
  }

  /// Whether a module is dark; outside the code everything is light, as the quiet zone is.
  public subscript(x x: Int, y y: Int) -> Bool {
    guard x >= 0, y >= 0, x < modules, y < modules else { return false }
    return dark[y * modules + x]
  }

  /// The cells it takes with a quiet zone of that many modules on each side.
  public func size(hasSymbols: Bool, quiet: Int = 4) -> Size {
    let side = modules + 2 * quiet
    return hasSymbols ? Size(columns: side, rows: (side + 1) / 2) : Size(columns: 2 * side, rows: side)
  }

  /// The widest quiet zone with which it fits: 4 modules as the standard asks (ISO/IEC 18004), else 2, which telephones
  /// still read; nil where even that does not fit.
  public func fittingQuiet(in area: Size, hasSymbols: Bool) -> Int? {
    [4, 2].first { quiet in
      let needed = size(hasSymbols: hasSymbols, quiet: quiet)
      return needed.columns <= area.columns && needed.rows <= area.rows
    }
  }

  /// Paints it with its quiet zone, the top left cell at (`column`, `row`).
  ///
  /// With symbols one cell holds two modules, one above the other; without, a module is two blanks on a background.
  public func draw(into frame: inout Frame, column: Int, row: Int, hasSymbols: Bool, quiet: Int = 4) {
    let size = size(hasSymbols: hasSymbols, quiet: quiet)
    for line in 0..<size.rows {
      for place in 0..<size.columns {
        frame[column + place, row + line] =
          hasSymbols
          ? halves(x: place - quiet, y: 2 * line - quiet)
          : Cell(glyph: .space, role: self[x: place / 2 - quiet, y: line - quiet] ? .qrDark : .qr)
      }
    }
  }

  private static let both = Glyph("█")
  private static let upper = Glyph("▀")
  private static let lower = Glyph("▄")

  /// The cell of a module and the one below it.
  private func halves(x: Int, y: Int) -> Cell {
    let glyph =
      switch (self[x: x, y: y], self[x: x, y: y + 1]) {
      case (true, true): Self.both
      case (true, false): Self.upper
      case (false, true): Self.lower
      case (false, false): Glyph.space
      }
    return Cell(glyph: glyph, role: .qr)
  }
}
