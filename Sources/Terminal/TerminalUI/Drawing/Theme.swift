/// How roles look: which of the four themes is worn.
public enum Theme: String, CaseIterable, Sendable, Codable {
  case dark, light
  case highContrast = "high-contrast"
  case mono
}

/// What the terminal can show; frames are drawn with these in mind.
public struct TerminalCapabilities: Hashable, Sendable {
  /// Whether ─ │ ▀ ▄ … ● and the like have glyphs; else ASCII stands in.
  public var hasSymbols: Bool
  /// Colours that can be told apart: 0, 8 or more.
  public var colours: Int

  public init(hasSymbols: Bool, colours: Int) {
    self.hasSymbols = hasSymbols
    self.colours = colours
  }

  /// A modern terminal emulator.
  public static let full = TerminalCapabilities(hasSymbols: true, colours: 256)
}
