/// How many columns one grapheme cluster takes: 0 for a lone mark, usually 1 or 2, more where it has several spacing
/// letters (Khmer vowels that stand beside their consonant, joined emoji).
///
/// The one width function of the program; a test holds it against the C library's `wcwidth`.
package func displayWidth(_ character: Character) -> Int {
  var width = 0
  for scalar in character.unicodeScalars { width += displayWidth(scalar) }
  return width
}

/// How many columns a text takes on one line.
package func displayWidth(_ text: String) -> Int { width(text) }

private func displayWidth(_ text: Substring) -> Int { width(text) }

@inline(__always)
private func width(_ text: some StringProtocol) -> Int {
  let plain = text.utf8.withContiguousStorageIfAvailable { PlainLetter.count(in: $0, most: .max) }
  guard let plain, plain.units == text.utf8.count else {
    return text.unicodeScalars.reduce(0) { $0 + displayWidth($1) }
  }
  return plain.letters
}

/// A letter of one scalar and one column, that joins no other letter unless a mark follows: ASCII, Latin with the
/// letters of Vietnamese (NFC), dashes and quotes.
struct PlainLetter {
  /// The scalar.
  var value: UInt32
  /// Its length in UTF-8.
  var units: Int

  /// The letter at a place of the text; nil where another kind stands there.
  @inline(__always)
  init?(in text: UnsafeBufferPointer<UInt8>, at place: Int) {
    let lead = text[place]
    switch lead {
    case 0x20..<0x7F: (value, units) = (UInt32(lead), 1)
    // Of what two bytes hold, the scalars from A0 to 2FF.
    case 0xC2...0xCB where place + 1 < text.count:
      (value, units) = (UInt32(lead & 0x1F) << 6 | UInt32(text[place + 1] & 0x3F), 2)
      if value < 0xA0 { return nil }
    case 0xE1...0xE2 where place + 2 < text.count:
      value = UInt32(lead & 0xF) << 12 | UInt32(text[place + 1] & 0x3F) << 6 | UInt32(text[place + 2] & 0x3F)
      units = 3
      switch value {
      case 0x1EA0...0x1EF9, 0x2013...0x2014, 0x2018...0x201D, 0x2026: break
      default: return nil
      }
    default: return nil
    }
  }

  /// How many letters a text begins with, at most `most`, and the bytes they take.
  static func count(in text: UnsafeBufferPointer<UInt8>, most: Int) -> (letters: Int, units: Int) {
    each(in: text, most: most) { _, _ in }
  }

  /// Goes through the letters that a text begins with, at most `most`; returns how many, and the bytes they take. A letter
  /// that something else follows is not among them: it may be a mark.
  ///
  /// - Parameter body: Takes the scalar of each, and how many came before it.
  @inline(__always)
  static func each(
    in text: UnsafeBufferPointer<UInt8>, most: Int, _ body: (_ letter: UInt32, _ place: Int) -> Void
  ) -> (letters: Int, units: Int) {
    guard !text.isEmpty, var letter = PlainLetter(in: text, at: 0) else { return (0, 0) }
    var (letters, place) = (0, 0)
    while letters < most {
      let (value, after) = (letter.value, place &+ letter.units)
      if after < text.count {
        let lead = text[after]
        // Most letters are ASCII, and need no more than this.
        if lead &- 0x20 < 0x5F {
          (letter.value, letter.units) = (UInt32(lead), 1)
        } else {
          guard let next = PlainLetter(in: text, at: after) else { break }
          letter = next
        }
      }
      body(value, letters)
      letters &+= 1
      place = after
      if after == text.count { break }
    }
    return (letters, place)
  }
}

/// How many columns one scalar takes, as glibc 2.36 counts them.
package func displayWidth(_ scalar: Unicode.Scalar) -> Int {
  let value = scalar.value
  if value < 0x300 { return scalar.isDrawn ? 1 : 0 }
  if (0x1EA0...0x1EF9).contains(value) { return 1 }
  if isWide(value) { return 2 }
  switch value {
  // Signs that enclose or precede numbers (Arabic, Kaithi) are drawn although Unicode calls them formatting.
  case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: return 1
  // Vowels and final consonants of old Korean join the letter before them.
  case 0x1160...0x11FF, 0xD7B0...0xD7FB, 0x2028...0x2029: return 0
  // Ahom's medial RA has become a spacing mark since.
  case 0x1171E: return 0
  default: break
  }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: return 1
  }
}

/// East Asian wide and full-width letters, and emoji that terminals draw over two cells (Unicode 14, as in glibc).
private func isWide(_ value: UInt32) -> Bool {
  if value < 0x1100 { return false }
  switch value {
  case 0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0, 0x23F3, 0x25FD...0x25FE,
    0x2614...0x2615, 0x2648...0x2653, 0x267F, 0x2693, 0x26A1, 0x26AA...0x26AB, 0x26BD...0x26BE,
    0x26C4...0x26C5, 0x26CE, 0x26D4, 0x26EA, 0x26F2...0x26F3, 0x26F5, 0x26FA, 0x26FD, 0x2705, 0x270A...0x270B,
    0x2728, 0x274C, 0x274E, 0x2753...0x2755, 0x2757, 0x2795...0x2797, 0x27B0, 0x27BF, 0x2B1B...0x2B1C, 0x2B50,
    0x2B55, 0x2E80...0x3029, 0x302E...0x303E, 0x3041...0x3096, 0x309B...0xA4C6, 0xA960...0xA97C,
    0xAC00...0xD7A3, 0xF900...0xFAD9, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
    0x16FE0...0x16FE3, 0x16FF0...0x1B2FB, 0x1F004, 0x1F0CF, 0x1F18E, 0x1F191...0x1F19A, 0x1F200...0x1F320,
    0x1F32D...0x1F335, 0x1F337...0x1F37C, 0x1F37E...0x1F393, 0x1F3A0...0x1F3CA, 0x1F3CF...0x1F3D3,
    0x1F3E0...0x1F3F0, 0x1F3F4, 0x1F3F8...0x1F43E, 0x1F440, 0x1F442...0x1F4FC, 0x1F4FF...0x1F53D,
    0x1F54B...0x1F54E, 0x1F550...0x1F567, 0x1F57A, 0x1F595...0x1F596, 0x1F5A4, 0x1F5FB...0x1F64F,
    0x1F680...0x1F6C5, 0x1F6CC, 0x1F6D0...0x1F6D2, 0x1F6D5...0x1F6DF, 0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC,
    0x1F7E0...0x1F7F0, 0x1F90C...0x1F93A, 0x1F93C...0x1F945, 0x1F947...0x1F9FF, 0x1FA70...0x1FAF6,
    0x20000...0x3134A:
    return true
  default: return false
  }
}

/// The blank at which no line is broken; lines show it as a plain one.
package let noBreak: Character = "\u{A0}"

extension String {
  /// The same words, which stay on one line where ``wrapped(_:columns:)`` breaks the text around them.
  package var unbroken: String { String(map { $0 == " " ? noBreak : $0 }) }

  /// Whether ``noBreak`` is in it: looked for byte by byte, since every line that is broken is asked.
  fileprivate var hasNoBreak: Bool {
    utf8.withContiguousStorageIfAvailable { bytes in
      bytes.indices.dropLast().contains { bytes[$0] == 0xC2 && bytes[$0 + 1] == 0xA0 }
    } ?? unicodeScalars.contains("\u{A0}")
  }
}

/// Words between which a line may be broken: a number keeps its per cent.
private func pieces(of paragraph: Substring) -> [Substring] {
  var pieces: [Substring] = []
  for bytes in paragraph.utf8.split(separator: UInt8(ascii: " ")) {
    if bytes.first == UInt8(ascii: "%"), let before = pieces.last {
      pieces[pieces.count - 1] = paragraph[before.startIndex..<bytes.endIndex]
    } else {
      pieces.append(Substring(bytes))
    }
  }
  return pieces
}

/// A text broken between words into lines of at most `columns` columns; a longer word is broken within, and ``noBreak``
/// joins words.
package func wrapped(_ text: String, columns: Int) -> [String] {
  guard columns > 0 else { return [] }
  let lines = broken(text, columns: columns)
  guard text.hasNoBreak else { return lines }
  return lines.map { String($0.map { $0 == noBreak ? " " : $0 }) }
}

private func broken(_ text: String, columns: Int) -> [String] {
  var lines: [String] = []
  for paragraph in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
    var line = ""
    var used = 0
    for word in pieces(of: Substring(paragraph)) {
      var rest = word
      var width = displayWidth(rest)
      if used > 0, used + 1 + width > columns {
        lines.append(line)
        line = ""
        used = 0
      }
      while width > columns {
        let head = clipped(String(rest), columns: columns)
        guard !head.isEmpty else { break }
        lines.append(head)
        rest = rest.dropFirst(head.count)
        width = displayWidth(rest)
      }
      if used > 0 {
        line += " "
        used += 1
      }
      line += rest
      used += width
    }
    lines.append(line)
  }
  return lines
}

/// The longest beginning of a text that fits; no letter is cut in two.
package func clipped(_ text: String, columns: Int) -> String {
  let plain = text.utf8.withContiguousStorageIfAvailable { PlainLetter.count(in: $0, most: max(0, columns)) }
  guard let (letters, units) = plain else { return clippedByClusters(text, columns: columns) }
  let head = text.utf8.prefix(units)
  if letters > 0 && letters == columns || units == text.utf8.count { return String(head) ?? "" }
  let rest = String(text.utf8.dropFirst(units)) ?? ""
  return (String(head) ?? "") + clippedByClusters(rest, columns: columns - letters)
}

private func clippedByClusters(_ text: String, columns: Int) -> String {
  var used = 0
  var kept = ""
  for character in text {
    let width = displayWidth(character)
    if used + width > columns { break }
    kept.append(character)
    used += width
  }
  return kept
}

/// A text that fits, with "…" where something was cut.
package func shortened(_ text: String, columns: Int) -> String {
  // No letter is wider than its bytes are many.
  text.utf8.count <= columns ? text : shortened(text, width: displayWidth(text), columns: columns)
}

/// The same of a text whose width is known.
package func shortened(_ text: String, width: Int, columns: Int) -> String {
  if width <= columns { return text }
  return columns > 0 ? clipped(text, columns: columns - 1) + "…" : ""
}
