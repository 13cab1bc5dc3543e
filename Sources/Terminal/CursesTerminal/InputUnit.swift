import CNcurses
import TerminalUI

/// What ncurses hands over: a letter, or a key that it recognised.
enum InputUnit: Equatable {
  case scalar(Unicode.Scalar)
  case code(CInt)
}

/// The key of a single letter, where control letters and the keys of the same code mean the key.
func key(of scalar: Unicode.Scalar) -> Key? {
  switch scalar.value {
  case 0x0A, 0x0D: .enter
  case 0x09: .tab
  case 0x08, 0x7F: .backspace
  case 0x1B: .escape
  case 0x01...0x1A: .control(Character(Unicode.Scalar(UInt8(scalar.value) + 0x60)))
  case 0x1C...0x1F: .control(Character(Unicode.Scalar(UInt8(scalar.value) + 0x40)))
  case 0x00, 0x80..<0xA0: nil
  default: .character(Character(scalar))
  }
}

/// The key of a code of ncurses; nil where the program has no use for it.
func key(ofCode code: CInt) -> Key? {
  switch code {
  case KEY_ENTER: return .enter
  case KEY_BACKSPACE: return .backspace
  case KEY_DC, KEY_SDC: return .delete
  case KEY_BTAB: return .backTab
  case KEY_UP, KEY_SR: return .up
  case KEY_DOWN, KEY_SF: return .down
  case KEY_LEFT, KEY_SLEFT: return .left
  case KEY_RIGHT, KEY_SRIGHT: return .right
  case KEY_HOME, KEY_SHOME, KEY_FIND, KEY_A1: return .home
  case KEY_END, KEY_SEND, KEY_SELECT, KEY_C1: return .end
  case KEY_PPAGE, KEY_SPREVIOUS, KEY_A3: return .pageUp
  case KEY_NPAGE, KEY_SNEXT, KEY_C3: return .pageDown
  case (KEY_F0 + 1)...(KEY_F0 + 12): return .function(Int(code - KEY_F0))
  default: return code > KEY_MAX ? keyWithModifier(code) : nil
  }
}

/// The key of a code that ncurses made up for an arrow or the like held with Control or Alt ("kLFT5").
private func keyWithModifier(_ code: CInt) -> Key? {
  guard let name = keyname(code) else { return nil }
  let keys: [(String, Key)] = [
    ("kUP", .up), ("kDN", .down), ("kLFT", .left), ("kRIT", .right), ("kHOM", .home), ("kEND", .end),
    ("kPRV", .pageUp), ("kNXT", .pageDown), ("kDC", .delete),
  ]
  let text = String(cString: name)
  return keys.first { text.hasPrefix($0.0) }?.1
}

/// What a control sequence means that the terminal sent although its description does not list it.
///
/// `parameters` stand between `ESC [` and the final letter (ECMA-48 §5.4); "O" stands for the older `ESC O`.
func input(ofSequence parameters: String, final: Unicode.Scalar) -> Input? {
  if parameters.hasPrefix("<") { return final == "M" ? mouse(parameters.dropFirst()) : nil }
  let keys: [Unicode.Scalar: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "Z": .backTab,
    "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
  ]
  // F1 to F5 of the Linux console: ESC [ [ A.
  if parameters == "[" { return (0x41...0x45).contains(final.value) ? .key(.function(Int(final.value) - 0x40)) : nil }
  // The Enter of the number block.
  if parameters == "O", final == "M" { return .key(.enter) }
  guard final == "~" else { return keys[final].map(Input.key) }
  // The second number, where there is one, tells Shift, Alt and Control.
  let number = parameters.split(separator: ";").first.flatMap { Int($0) } ?? 0
  return switch number {
  case 1, 7: .key(.home)
  case 3: .key(.delete)
  case 4, 8: .key(.end)
  case 5: .key(.pageUp)
  case 6: .key(.pageDown)
  case 11...15: .key(.function(number - 10))
  case 17...21: .key(.function(number - 11))
  case 23...24: .key(.function(number - 12))
  default: nil
  }
}

/// A press as xterm reports it ("SGR" mode): button, column, row, both counted from 1.
private func mouse(_ parameters: Substring) -> Input? {
  let numbers = parameters.split(separator: ";").compactMap { Int($0) }
  guard numbers.count == 3, numbers[1...].allSatisfy((1...Int(Int16.max)).contains) else { return nil }
  return switch numbers[0] {
  case 0: .click(column: numbers[1] - 1, row: numbers[2] - 1)
  case 64: .wheel(-1)
  case 65: .wheel(1)
  default: nil
  }
}
