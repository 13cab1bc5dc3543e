import DeskUI
import TerminalUI

/// What a person types line by line who wants what another one presses on the screen.
struct Typist {
  /// What is being typed, where its line has not ended.
  private var text: String?

  /// The lines that stand for a key.
  mutating func press(_ key: Key, _ desk: Desk) -> [String] {
    let content = desk.inView.content
    guard let field = content.field else { return withoutField(key, desk) }
    switch key {
    case .character(let letter) where field.kind == .filter && letter.isASCII && letter.isNumber:
      return searched(desk) + digit(letter, desk)
    case .character(let letter):
      let typed = (text ?? desk.navigation.top.focus.field.text) + String(letter)
      text = typed
      // On the screen the sixth digit of a PIN is the last key.
      guard field.kind == .secret, typed.count == field.limit, typed.allSatisfy(\.isNumber) else { return [] }
      text = nil
      return ["\\" + typed]
    case .backspace:
      text = String((text ?? desk.navigation.top.focus.field.text).dropLast())
      return []
    case .enter:
      defer { text = nil }
      return (text.map { ["\\" + $0] } ?? [""]) + (text != nil && content.list != nil ? [""] : [])
    default:
      // Whoever leaves the field, or empties it, gives up what was typed.
      if key == .escape || key == .control("u") { text = nil }
      return ["." + key.name]
    }
  }

  private func withoutField(_ key: Key, _ desk: Desk) -> [String] {
    if case .character(let letter) = key, letter.isASCII, letter.isNumber { return digit(letter, desk) }
    return key == .enter ? [""] : ["." + key.name]
  }

  /// A digit in front of a row, by the number that the row has here.
  private func digit(_ letter: Character, _ desk: Desk) -> [String] {
    let (content, layout) = desk.inView
    guard let list = content.list, let digit = letter.wholeNumberValue,
      let row = layout.digits(list).first(where: { $0.digit == digit })?.row, let known = desk.plainNumber(of: row)
    else { return [] }
    return layout.shows(row) ? take(row, desk) : ["\(known.number)?"]
  }

  /// The lines that take a row: what was not said yet is heard first.
  func take(_ row: Int, _ desk: Desk) -> [String] {
    guard let known = desk.plainNumber(of: row) else { return [] }
    return Array(repeating: "\(known.number)", count: known.isSaid ? 1 : 2)
  }

  /// The line that ends a search; none where nothing is searched.
  mutating func searched(_ desk: Desk) -> [String] {
    guard let searched = text, desk.inView.content.list != nil else { return [] }
    text = nil
    return ["\\" + searched]
  }
}
