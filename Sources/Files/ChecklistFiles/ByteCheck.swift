import VietnameseText

/// The bytes of a file as text that a parser may be given.
///
/// Size, UTF-8, tabs, hidden characters and letters stored apart are complained about here, with their places, before
/// anything is parsed. Where the text can still be read, it is: a file with a tab may have other mistakes as well.
struct CheckedText {
  /// Without a byte order mark, and with one blank for each character that was complained about.
  var text: String
  /// Whether there was anything to complain about: what the parser says then may be a consequence.
  var isRepaired: Bool

  /// Text that is known to be good.
  init(trusted text: String) {
    self.text = text
    isRepaired = false
  }

  /// Nil where the bytes cannot be read at all. Letters stored apart are let pass where the caller composes them.
  init?(_ bytes: [UInt8], limit: Int, mayBeApart: Bool = false, diagnostics: Diagnostics) {
    guard bytes.count <= limit else {
      diagnostics.note(.bytes(.tooLarge(bytes: bytes.count, limit: limit)), at: .start)
      return nil
    }
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    var scan = ByteScan(diagnostics: diagnostics)
    guard body.withUnsafeBufferPointer({ scan.run($0, skipped: bytes.count - body.count) }) else { return nil }
    let decoded = String(decoding: body, as: UTF8.self)
    if scan.sawMark, !mayBeApart { complainOfMarks(in: decoded, diagnostics: diagnostics) }
    isRepaired = scan.sawHidden
    text = scan.sawHidden ? repaired(decoded) : decoded
  }
}

/// One pass over the bytes.
private struct ByteScan {
  let diagnostics: Diagnostics
  var sawMark = false
  var sawHidden = false
  private var place = Place.start
  private var lineOfLastTab = 0

  init(diagnostics: Diagnostics) { self.diagnostics = diagnostics }

  /// False where the bytes are no UTF-8; the complaint is then made.
  mutating func run(_ bytes: UnsafeBufferPointer<UInt8>, skipped: Int) -> Bool {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        if byte >= 0x20, byte != 0x7F { place.column += 1 } else { takeControl(byte, bytes, index) }
        index += 1
        continue
      }
      guard let (value, length) = scalar(bytes, at: index) else {
        diagnostics.note(.bytes(.notUTF8(offset: index + skipped)), at: place)
        return false
      }
      if isMark(value) { sawMark = true } else if isHidden(value) { complain(.controlCharacter(value)) }
      place.column += 1
      index += length
    }
    return true
  }

  private mutating func takeControl(_ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) {
    switch byte {
    case 0x0A:
      place = Place(line: place.line + 1, column: 1)
      return
    case 0x0D where index + 1 < bytes.count && bytes[index + 1] == 0x0A: break
    case 0x09:
      // One complaint a line: who indents with tabs has many.
      if lineOfLastTab != place.line { complain(.tab) }
      lineOfLastTab = place.line
    default: complain(.controlCharacter(UInt32(byte)))
    }
    place.column += 1
  }

  private mutating func complain(_ fault: ByteFault) {
    sawHidden = true
    diagnostics.note(.bytes(fault), at: place)
  }
}

/// The scalar that begins at an index and its length in bytes; nil where the bytes are no UTF-8 (RFC 3629).
private func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int)? {
  let first = UInt32(bytes[index])
  let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
  guard (0xC2...0xF4).contains(first), index + length <= bytes.count else { return nil }
  var value = first & (length == 4 ? 0x07 : length == 3 ? 0x0F : 0x1F)
  for offset in 1..<length {
    let next = UInt32(bytes[index + offset])
    guard next & 0xC0 == 0x80 else { return nil }
    value = value << 6 | (next & 0x3F)
  }
  // Overlong forms, surrogates and what lies beyond Unicode.
  let lowest: UInt32 = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80
  guard value >= lowest, value <= 0x10FFFF, !(0xD800...0xDFFF).contains(value) else { return nil }
  return (value, length)
}

/// Combining marks of the block in which Vietnamese ones stand.
private func isMark(_ value: UInt32) -> Bool { (0x300...0x36F).contains(value) }

/// Characters that cannot be seen, that turn the reading direction, that YAML takes for a line's end, and private ones.
package func isHidden(_ value: UInt32) -> Bool {
  switch value {
  case 0x80...0x9F, 0xAD, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xE000...0xF8FF, 0xFEFF,
    0xFFF9...0xFFFB, 0xFFFE, 0xFFFF, 0xE0000...0x10FFFF:
    true
  default: false
  }
}

/// What is wrong with a value that was written with escapes such as "\e", which the bytes do not show; nil for nothing.
func fault(ofEscaped text: String) -> ByteFault? {
  for scalar in text.unicodeScalars where scalar != "\n" {
    if scalar == "\t" { return .tab }
    if scalar.value < 0x20 || scalar.value == 0x7F || isHidden(scalar.value) { return .controlCharacter(scalar.value) }
  }
  return isComposed(text) ? nil : .notNFC
}

/// Complains, once a line, of the first letter whose mark is stored apart from it.
private func complainOfMarks(in text: String, diagnostics: Diagnostics) {
  guard !isComposed(text) else { return }
  for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
  where !isComposed(String(line)) {
    var column = 1
    for letter in line {
      if !isComposed(String(letter)) { break }
      column += letter.unicodeScalars.count
    }
    diagnostics.note(.bytes(.notNFC), at: Place(line: index + 1, column: column))
  }
}

/// The text with a blank for each tab and hidden character, so that all places stay what they are.
private func repaired(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  let scalars = Array(text.unicodeScalars)
  for (index, scalar) in scalars.enumerated() {
    let value = scalar.value
    let isLineEnd = value == 0x0A || (value == 0x0D && index + 1 < scalars.count && scalars[index + 1].value == 0x0A)
    let isBad = (value < 0x20 && !isLineEnd) || value == 0x7F || isHidden(value)
    result.append(isBad ? " " : scalar)
  }
  return String(result)
}
