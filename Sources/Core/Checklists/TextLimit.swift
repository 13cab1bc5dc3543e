/// The space that a text has on the screen.
package struct TextLimit: Hashable, Sendable {
  /// In columns of one line.
  package var columns: Int
  /// How many lines; 1 means that the text is shortened on the screen instead of wrapped.
  package var lines: Int

  package init(columns: Int, lines: Int) {
    self.columns = columns
    self.lines = lines
  }

  package static func line(_ columns: Int) -> TextLimit { TextLimit(columns: columns, lines: 1) }
  package static func lines(_ lines: Int, of columns: Int) -> TextLimit { TextLimit(columns: columns, lines: lines) }
}
