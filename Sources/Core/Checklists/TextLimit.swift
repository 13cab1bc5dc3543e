/// The space that a text has on the screen.
public struct TextLimit: Hashable, Sendable {
  /// In columns of one line.
  public var columns: Int
  /// How many lines; 1 means that the text is shortened on the screen instead of wrapped.
  public var lines: Int

  public init(columns: Int, lines: Int) {
    self.columns = columns
    self.lines = lines
  }

  public static func line(_ columns: Int) -> TextLimit { TextLimit(columns: columns, lines: 1) }
  public static func lines(_ lines: Int, of columns: Int) -> TextLimit { TextLimit(columns: columns, lines: lines) }
}
