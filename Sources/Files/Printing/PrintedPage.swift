/// What is put on paper, from top to bottom, in one language.
package struct PrintedPage: Equatable, Sendable {
  package enum Block: Equatable, Sendable {
    /// A line in large letters, in the middle.
    case heading(String)
    /// A paragraph; further lines are indented by the mark.
    case text(String, mark: String = "")
    /// A text as a QR code, in the middle; left out where it does not fit.
    case code(String)
    /// A line across the paper.
    case rule
    case gap
  }

  package var blocks: [Block]

  package init(_ blocks: [Block]) { self.blocks = blocks }
}
