package import QRCode
import TerminalUI

/// One line of paper.
package enum PaperLine: Equatable, Sendable {
  case text(String)
  /// In letters of twice the width and height, in the middle.
  case large(String)
  case code(QRCode)
}

extension Printer.Paper {
  /// Letters in a line. On sheets they are 14 points high, for eyes that are no longer young.
  package var columns: Int {
    switch self {
    case .roll58: 32
    case .roll80, .a4, .a4Ascii: 48
    }
  }

  /// A page broken into the lines of this paper.
  package func lines(of page: PrintedPage) -> [PaperLine] { page.blocks.flatMap(lines) }

  private func lines(of block: PrintedPage.Block) -> [PaperLine] {
    switch block {
    case .heading(let text): wrapped(letters(text), columns: columns / 2).map { .large($0) }
    case .text(let text, let mark):
      wrapped(letters(text), columns: max(1, columns - mark.count)).enumerated().map { index, line in
        .text((index == 0 ? letters(mark) : String(repeating: " ", count: mark.count)) + line)
      }
    case .code(let text): QRCode(text).map { [.code($0)] } ?? []
    case .rule: [.text(String(repeating: "-", count: columns))]
    case .gap: [.text("")]
    }
  }

  /// What the printer has of a text's letters.
  private func letters(_ text: String) -> String {
    switch self {
    case .roll58, .roll80, .a4Ascii: asciiLetters(text)
    case .a4: String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
    }
  }
}
