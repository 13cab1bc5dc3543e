/// A piece of a page.
///
/// Words of the program stand in it as they are; whatever is put into them is escaped on its way in, here and nowhere
/// else, so that no name and no note of anybody can become a part of the page: `"<b>\(name)</b>"`.
package struct HTML: Hashable, Sendable, ExpressibleByStringInterpolation {
  package private(set) var text: String

  package init(stringLiteral literal: StaticString) { text = literal.description }

  package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  /// Some pieces, one behind the other.
  package init(_ parts: some Sequence<HTML>) { text = parts.reduce(into: "") { $0 += $1.text } }

  package static let none: HTML = ""

  package static func += (left: inout HTML, right: HTML) { left.text += right.text }
  package static func + (left: HTML, right: HTML) -> HTML { HTML([left, right]) }

  package var isEmpty: Bool { text.isEmpty }

  /// What stands between the program's words.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    package mutating func appendLiteral(_ literal: StaticString) { text += literal.description }

    package mutating func appendInterpolation(_ part: HTML) { text += part.text }
    package mutating func appendInterpolation(_ number: Int) { text += String(number) }
    package mutating func appendInterpolation(_ words: String) { text += HTML.escaped(words) }
  }

  /// Text as it may stand between tags and between double quotes.
  ///
  /// Controls have no place in HTML; those that turn the direction of reading around would let one line pose as another.
  static func escaped(_ words: String) -> String {
    var text = ""
    text.reserveCapacity(words.utf8.count)
    for scalar in words.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      case "\u{0}"..."\u{8}", "\u{b}"..."\u{1f}", "\u{7f}"..."\u{9f}", "\u{202a}"..."\u{202e}",
        "\u{2066}"..."\u{2069}":
        text += "\u{fffd}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// A list of pieces made of something each.
  package static func each<Items: Sequence>(_ items: Items, _ piece: (Items.Element) -> HTML) -> HTML {
    HTML(items.map(piece))
  }

  /// A piece where something holds, else nothing.
  package static func when(_ condition: Bool, _ piece: @autoclosure () -> HTML) -> HTML { condition ? piece() : none }
}
