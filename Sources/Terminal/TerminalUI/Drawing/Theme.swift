/// How roles look: which of the four themes is worn.
package enum Theme: String, CaseIterable, Sendable, Codable {
  case dark, light
  case highContrast = "high-contrast"
  case mono
}

/// What the terminal can show; frames are drawn with these in mind.
package struct TerminalCapabilities: Hashable, Sendable {
  /// Whether ─ │ ▀ ▄ … ● and the like have glyphs; else ASCII stands in.
  package var hasSymbols: Bool
  /// Colours that can be told apart: 0, 8 or more.
  package var colours: Int

  package init(hasSymbols: Bool, colours: Int) {
    self.hasSymbols = hasSymbols
    self.colours = colours
  }

  /// A modern terminal emulator.
  package static let full = TerminalCapabilities(hasSymbols: true, colours: 256)
}
