/// What a test presses; a text in quotes is typed as it stands.
package enum PtyKey: ExpressibleByStringLiteral, Sendable {
  case text(String)
  case enter, escape, tab, backTab, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown
  /// F1 … F12.
  case function(Int)
  /// Control with a lower-case letter.
  case control(Character)
  /// A press and release of the left button on a cell, 0-based.
  case click(column: Int, row: Int)
  /// The wheel: -1 up, 1 down.
  case wheel(Int)

  package init(stringLiteral value: String) { self = .text(value) }

  /// What xterm sends for it once a program asked for application keys.
  var bytes: String {
    switch self {
    case .text(let text): text
    case .enter: "\r"
    case .escape: "\u{1B}"
    case .tab: "\t"
    case .backTab: "\u{1B}[Z"
    case .backspace: "\u{7F}"
    case .delete: "\u{1B}[3~"
    case .up: "\u{1B}OA"
    case .down: "\u{1B}OB"
    case .right: "\u{1B}OC"
    case .left: "\u{1B}OD"
    case .home: "\u{1B}OH"
    case .end: "\u{1B}OF"
    case .pageUp: "\u{1B}[5~"
    case .pageDown: "\u{1B}[6~"
    case .function(let number): Self.function(number)
    case .control(let letter): String(Unicode.Scalar((letter.asciiValue ?? 0) & 0x1F))
    case .click(let column, let row):
      "\u{1B}[<0;\(column + 1);\(row + 1)M\u{1B}[<0;\(column + 1);\(row + 1)m"
    case .wheel(let direction): "\u{1B}[<\(direction < 0 ? 64 : 65);1;1M"
    }
  }

  private static func function(_ number: Int) -> String {
    let names = ["OP", "OQ", "OR", "OS", "[15~", "[17~", "[18~", "[19~", "[20~", "[21~", "[23~", "[24~"]
    return names.indices.contains(number - 1) ? "\u{1B}" + names[number - 1] : ""
  }
}
