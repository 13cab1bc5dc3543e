/// What stands in one cell: one base letter with at most two marks, as Unicode scalars of 21 bits, first one lowest.
///
/// Plain bits, so that two frames are compared eight bytes at a time and drawing never allocates. Vietnamese in NFD and
/// Khmer syllables need two marks; a cluster that does not fit loses its last marks, never its base.
package struct Glyph: Hashable, Sendable {
  /// The scalars, first one in the lowest 21 bits; unused ones are zero. Below 0x80 it is the ASCII letter itself.
  package var bits: UInt64

  package init(bits: UInt64) { self.bits = bits }

  /// The glyph of a grapheme cluster.
  package init(_ character: Character) {
    if let ascii = character.asciiValue, ascii >= 0x20, ascii != 0x7F {
      bits = UInt64(ascii)
      return
    }
    var packed = Glyph.continuation
    for scalar in character.unicodeScalars where scalar.isDrawn { packed.append(scalar) }
    bits = packed.bits == 0 ? 0x20 : packed.bits
  }

  package static let space = Glyph(bits: 0x20)
  /// The right half of a wide glyph.
  package static let continuation = Glyph(bits: 0)

  /// The text.
  package var text: String {
    if bits < 0x80 { return bits == 0 ? "" : String(UnicodeScalar(UInt8(bits))) }
    var scalars = String.UnicodeScalarView()
    var rest = bits
    while rest != 0 {
      if let scalar = Unicode.Scalar(UInt32(rest & 0x1F_FFFF)) { scalars.append(scalar) }
      rest >>= 21
    }
    return String(scalars)
  }

  /// Puts a scalar behind the others, if there is room.
  mutating func append(_ scalar: Unicode.Scalar) {
    var shift: UInt64 = 0
    while shift < 63, bits >> shift != 0 { shift += 21 }
    if shift < 63 { bits |= UInt64(scalar.value) << shift }
  }
}

extension Unicode.Scalar {
  /// Control characters would move the cursor; a joiner makes ncurses and terminals disagree about widths.
  var isDrawn: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x200D, 0x2028, 0x2029: false
    default: true
    }
  }
}

/// One cell of a frame.
package struct Cell: Hashable, Sendable {
  package var glyph: Glyph
  package var role: Role

  package init(glyph: Glyph, role: Role) {
    self.glyph = glyph
    self.role = role
  }

  package static let blank = Cell(glyph: .space, role: .text)
}
