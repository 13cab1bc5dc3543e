extension Key {
  /// How hints and key scripts call it. A letter is its own name.
  package var name: String {
    switch self {
    case .character(" "): "Space"
    // A quotation mark begins a text in a script.
    case .character("\""): "Quote"
    case .character(let character): String(character)
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "S-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .function(let number): "F\(number)"
    case .control(let letter): "Ctrl-\(letter.uppercased())"
    }
  }

  /// The key of a name; nil where no key is called so.
  package init?(name: String) {
    if let key = Self.named[name] {
      self = key
    } else if name.count == 1, let character = name.first {
      self = .character(character)
    } else {
      return nil
    }
  }

  private static let named = Dictionary(
    uniqueKeysWithValues: ([
      .character(" "), .character("\""), .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left,
      .right, .home, .end,
      .pageUp, .pageDown,
    ] + (1...12).map(Key.function) + "abcdefghijklmnopqrstuvwxyz".map(Key.control)).map { ($0.name, $0) })
}

extension Input {
  /// The word that stands for it in a key script, so that a recording can be played; nil for what scripts leave out:
  /// clicks, the wheel, what is pasted, and what is no input of a person.
  package var scriptWord: String? {
    switch self {
    case .key(let key): key.name
    case .resize(let size): "\(size.columns)x\(size.rows)"
    case .click, .wheel, .paste, .tick, .ended, .resumed: nil
    }
  }
}
