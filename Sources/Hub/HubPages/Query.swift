/// The fields of a form or of a path's query, percent-encoded as browsers do it.
package struct Query: Hashable, Sendable {
  private var values: [String: String] = [:]

  /// Fields of one form; what is beyond is passed over.
  private static let most = 32

  package init() {}

  /// Reads `a=b&c=d`; of a name that stands twice, the first counts.
  package init(_ text: some StringProtocol) {
    for field in text.split(separator: "&", maxSplits: Self.most).prefix(Self.most) {
      let ends = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = Self.decoded(ends[0])
      if values[name] == nil { values[name] = ends.count > 1 ? Self.decoded(ends[1]) : "" }
    }
  }

  package init(form bytes: [UInt8]) { self.init(String(decoding: bytes, as: UTF8.self)) }

  package subscript(name: String) -> String? { values[name] }

  /// `%C3%A9` and `+` as text; a `%` without two digits stays as it is.
  static func decoded(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let unit = rest.popFirst() {
      if unit == UInt8(ascii: "+") {
        bytes.append(0x20)
      } else if unit == UInt8(ascii: "%"), rest.count >= 2, let high = digit(rest[rest.startIndex]),
        let low = digit(rest[rest.startIndex + 1])
      {
        bytes.append(high << 4 | low)
        rest.removeFirst(2)
      } else {
        bytes.append(unit)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Text as a value in a query.
  package static func encoded(_ text: String) -> String {
    text.utf8.reduce(into: "") { result, unit in
      switch unit {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: result += String(UnicodeScalar(unit))
      default: result += "%" + hex[Int(unit >> 4)] + hex[Int(unit & 15)]
      }
    }
  }

  private static let hex = "0123456789ABCDEF".map(String.init)

  private static func digit(_ unit: UInt8) -> UInt8? {
    switch unit {
    case 0x30...0x39: unit - 0x30
    case 0x41...0x46: unit - 0x37
    case 0x61...0x66: unit - 0x57
    default: nil
    }
  }
}
