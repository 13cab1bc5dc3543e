/// The text as search compares it: lower-case, without accents, đ as d, ’ as ', one blank between words, none around.
///
/// NFC and NFD input give the same. Tabs, line ends and no-break spaces count as blanks. What is not Latin keeps its
/// letters, but loses U+0300 to U+036F and its capitals. Runs over every row of a journal, so the two frequent
/// kinds of text, plain ASCII and Vietnamese, are folded byte by byte.
package func folded(_ text: String) -> String {
  var text = text
  if text.withUTF8(isFoldedASCII) { return text }
  return text.withUTF8(foldedLatin) ?? foldedSlowly(text)
}

/// Whether the bytes are ASCII that folding would leave as they are.
private func isFoldedASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var before = UInt8.blank
  for byte in bytes {
    if byte > 0x7E || byte < 0x20 || (0x41...0x5A).contains(byte) { return false }
    if byte == .blank && before == .blank { return false }
    before = byte
  }
  return before != .blank || bytes.isEmpty
}

/// The folded text; nil where it holds a scalar that only the slow way knows.
private func foldedLatin(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
  var isKnown = true
  let folded = FoldTable.low.withUnsafeBufferPointer { low in
    FoldTable.high.withUnsafeBufferPointer { high in
      String(unsafeUninitializedCapacity: bytes.count) { output in
        var writer = FoldWriter(output: output)
        isKnown = writer.fold(bytes, low, high)
        return isKnown ? writer.end() : 0
      }
    }
  }
  return isKnown ? folded : nil
}

/// Bytes of folded text on their way into a buffer as long as the text they come from: folding never lengthens it.
private struct FoldWriter {
  private let output: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  init(output: UnsafeMutableBufferPointer<UInt8>) { self.output = output }

  /// Folds UTF-8; false at the first scalar that stands in neither table.
  mutating func fold(
    _ bytes: UnsafeBufferPointer<UInt8>, _ low: UnsafeBufferPointer<UInt8>, _ high: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var next = 0
    while next < bytes.count {
      let byte = bytes[next]
      if byte < 0x80 {
        append(ascii: byte)
        next += 1
      } else if byte & 0xE0 == 0xC0 {
        let value = Int(byte & 0x1F) << 6 | Int(bytes[next + 1] & 0x3F)
        guard append(twoBytes: value, low) else { return false }
        next += 2
      } else if byte == 0xE1, (0xB8...0xBB).contains(bytes[next + 1]) {
        let base = high[Int(bytes[next + 1] & 0x03) << 6 | Int(bytes[next + 2] & 0x3F)]
        guard base != .unknown else { return false }
        append(base)
        next += 3
      } else if byte == 0xE2, bytes[next + 1] == 0x80, bytes[next + 2] == 0x99 {
        append(UInt8(ascii: "'"))
        next += 3
      } else {
        return false
      }
    }
    return true
  }

  /// The number of bytes written, once a blank at the end is taken back.
  mutating func end() -> Int {
    if count > 0, output[count - 1] == .blank { count -= 1 }
    return count
  }

  private mutating func append(_ byte: UInt8) {
    output[count] = byte
    count += 1
  }

  private mutating func append(ascii byte: UInt8) {
    switch byte {
    case 0x41...0x5A: append(byte | 0x20)
    case 0x09...0x0D, .blank: appendBlank()
    case 0...0x1F, 0x7F: break
    default: append(byte)
    }
  }

  private mutating func append(twoBytes value: Int, _ low: UnsafeBufferPointer<UInt8>) -> Bool {
    switch value {
    case 0x300...0x36F: return true
    case 0xA0:
      appendBlank()
      return true
    case 0xC0...0x23F:
      let base = low[value - 0xC0]
      guard base != .unknown else { return false }
      append(base)
      return true
    default: return false
    }
  }

  private mutating func appendBlank() {
    if count > 0, output[count - 1] != .blank { append(.blank) }
  }
}

/// The same rules for any script: Khmer names, symbols, the few Latin letters without a base.
private func foldedSlowly(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  result.reserveCapacity(text.utf8.count)
  var before: Unicode.Scalar = " "
  for scalar in text.unicodeScalars {
    for scalar in foldedScalars(scalar) where scalar != " " || before != " " {
      result.append(scalar)
      before = scalar
    }
  }
  if result.last == " " { result.removeLast() }
  return String(result)
}

private func foldedScalars(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
  if let base = FoldTable.base(of: scalar) { return String(Unicode.Scalar(base)).unicodeScalars }
  switch scalar.value {
  case 0x300...0x36F, 0x200D: return "".unicodeScalars
  case 0x2019: return "'".unicodeScalars
  default: break
  }
  if scalar.properties.isWhitespace { return " ".unicodeScalars }
  if scalar.properties.generalCategory == .control { return "".unicodeScalars }
  return scalar.properties.lowercaseMapping.unicodeScalars
}

extension UInt8 {
  fileprivate static let blank = UInt8(ascii: " ")
  fileprivate static let unknown = UInt8(ascii: "*")
}
