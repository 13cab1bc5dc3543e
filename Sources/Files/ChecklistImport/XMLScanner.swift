/// The elements and texts of an XML file (XML 1.0) that has no document type, one after the other.
///
/// What such a file may hold is small: elements, attributes, text, CDATA, remarks, instructions, five named entities
/// and numbered characters. Anything else ends the reading. Invariant: elements are closed in the order in which they
/// were opened, there is one root, and ``isWhole`` is true only at the end of such a file.
struct XMLScanner {
  enum Event {
    case open(String, [String: String])
    case close(String)
    case text(String)
  }

  /// The deepest nesting; a workbook has a dozen levels.
  static let deepest = 100

  private let bytes: [UInt8]
  private var index = 0
  /// The elements that are open.
  private var open: [String] = []
  private var hasRoot = false
  private var isBroken = false
  /// The end of an element that has no content, still to be told.
  private var closing: String?

  /// The bytes have to be UTF-8.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// Whether the file was read to its end and nothing in it was wrong.
  var isWhole: Bool { index == bytes.count && hasRoot && open.isEmpty && !isBroken }

  /// The line that was read last, counted from 1.
  var line: Int { bytes[..<index].count { $0 == 0x0A } + 1 }

  /// The next event; nil at the end, or where something is wrong.
  mutating func next() -> Event? {
    if let name = closing {
      closing = nil
      open.removeLast()
      return .close(name)
    }
    while index < bytes.count, !isBroken {
      if bytes[index] != UInt8(ascii: "<") {
        if let text = text() { return .text(text) }
      } else if starts(with: "<?") {
        skip(to: "?>", from: 2)
      } else if starts(with: "<!--") {
        skip(to: "-->", from: 4)
      } else if starts(with: "<![CDATA[") {
        if let text = verbatim() { return .text(text) }
      } else if starts(with: "</") {
        return close()
      } else {
        return element()
      }
    }
    return nil
  }

  private mutating func fail() -> Event? {
    isBroken = true
    return nil
  }

  private func starts(with mark: StaticString) -> Bool {
    guard bytes.count - index >= mark.utf8CodeUnitCount else { return false }
    return (0..<mark.utf8CodeUnitCount).allSatisfy { bytes[index + $0] == mark.utf8Start[$0] }
  }

  /// The bytes from here to a mark, which is passed; nil, and broken, where there is none.
  @discardableResult
  private mutating func skip(to mark: StaticString, from offset: Int) -> Range<Int>? {
    let start = min(bytes.count, index + offset)
    index = start
    while index < bytes.count {
      if starts(with: mark) {
        let end = index
        index += mark.utf8CodeUnitCount
        return start..<end
      }
      index += 1
    }
    isBroken = true
    return nil
  }
}

extension XMLScanner {
  private mutating func verbatim() -> String? {
    guard !open.isEmpty else {
      isBroken = true
      return nil
    }
    return skip(to: "]]>", from: 9).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// The text up to the next element; nil for blanks outside of the root.
  private mutating func text() -> String? {
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
    if open.isEmpty {
      if !bytes[start..<index].allSatisfy(isBlank) { isBroken = true }
      return nil
    }
    return decoded(start..<index)
  }

  /// A text with its entities put in; nil, and broken, where there is one that XML does not know.
  private mutating func decoded(_ range: Range<Int>) -> String? {
    guard bytes[range].contains(UInt8(ascii: "&")) else { return String(decoding: bytes[range], as: UTF8.self) }
    var result: [UInt8] = []
    var here = range.lowerBound
    while here < range.upperBound {
      guard bytes[here] == UInt8(ascii: "&") else {
        result.append(bytes[here])
        here += 1
        continue
      }
      guard let end = bytes[here..<min(range.upperBound, here + 12)].firstIndex(of: UInt8(ascii: ";")),
        let scalar = entity(String(decoding: bytes[here + 1..<end], as: UTF8.self))
      else {
        isBroken = true
        return nil
      }
      result.append(contentsOf: Array(String(Character(scalar)).utf8))
      here = end + 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  private mutating func close() -> Event? {
    index += 2
    let name = name()
    skipBlanks()
    guard let name, open.popLast() == name, take(UInt8(ascii: ">")) else { return fail() }
    return .close(name)
  }

  private mutating func element() -> Event? {
    index += 1
    guard let name = name(), open.count < Self.deepest, !(open.isEmpty && hasRoot) else { return fail() }
    hasRoot = true
    var attributes: [String: String] = [:]
    while true {
      let start = index
      skipBlanks()
      if take(UInt8(ascii: ">")) { break }
      if starts(with: "/>") {
        index += 2
        closing = name
        break
      }
      guard index > start, let (key, value) = attribute(), attributes.updateValue(value, forKey: key) == nil else {
        return fail()
      }
    }
    open.append(name)
    return .open(name, attributes)
  }

  private mutating func attribute() -> (String, String)? {
    guard let key = name() else { return nil }
    skipBlanks()
    guard take(UInt8(ascii: "=")) else { return nil }
    skipBlanks()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
      return nil
    }
    let quote = bytes[index]
    let start = index + 1
    guard let end = bytes[start...].firstIndex(of: quote), !bytes[start..<end].contains(UInt8(ascii: "<")) else {
      return nil
    }
    index = end + 1
    return decoded(start..<end).map { (key, $0) }
  }

  private mutating func name() -> String? {
    let start = index
    while index < bytes.count, isNameByte(bytes[index]) { index += 1 }
    return index > start ? String(decoding: bytes[start..<index], as: UTF8.self) : nil
  }

  private mutating func skipBlanks() {
    while index < bytes.count, isBlank(bytes[index]) { index += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

/// Letters, digits, `-`, `.`, `_`, `:` and everything beyond ASCII.
private func isNameByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x80...0xFF: true
  default: false
  }
}

/// What stands for `name` between `&` and `;`; nil for what XML does not know.
private func entity(_ name: String) -> Unicode.Scalar? {
  switch name {
  case "lt": return "<"
  case "gt": return ">"
  case "amp": return "&"
  case "quot": return "\""
  case "apos": return "'"
  default: break
  }
  guard name.hasPrefix("#") else { return nil }
  let isHex = name.hasPrefix("#x")
  let digits = name.dropFirst(isHex ? 2 : 1)
  guard digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
    let value = UInt32(digits, radix: isHex ? 16 : 10), value > 0
  else { return nil }
  return Unicode.Scalar(value)
}
