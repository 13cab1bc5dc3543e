import QRCode

extension Printer.Paper {
  /// What a printer with this paper is sent for a page.
  package func bytes(of page: PrintedPage) -> [UInt8] {
    switch self {
    case .roll58, .roll80: slip(lines(of: page))
    case .a4, .a4Ascii: sheet(lines(of: page))
    }
  }

  /// Dots across the roll, at 203 to the inch.
  private var dots: Int { self == .roll58 ? 384 : 576 }

  /// Lines in ESC/POS: only what every printer of that kind understands.
  private func slip(_ lines: [PaperLine]) -> [UInt8] {
    // Everything as after switching on.
    var bytes: [UInt8] = [0x1B, 0x40]
    for line in lines {
      switch line {
      case .text(let text): bytes += Array(text.utf8) + [0x0A]
      case .large(let text):
        bytes += Self.middle + [0x1D, 0x21, 0x11] + Array(text.utf8) + [0x0A, 0x1D, 0x21, 0x00] + Self.left
      case .code(let code): bytes += picture(code)
      }
    }
    // Past the edge, and cut where there is a knife.
    return bytes + [0x1B, 0x64, 4, 0x1D, 0x56, 66, 0]
  }

  private static let middle: [UInt8] = [0x1B, 0x61, 1]
  private static let left: [UInt8] = [0x1B, 0x61, 0]
  /// Light modules around a code.
  private static let quiet = 4

  /// A code as a picture of dots, as large as it needs to be; nothing where a module would be too small to photograph.
  private func picture(_ code: QRCode) -> [UInt8] {
    let side = code.modules + 2 * Self.quiet
    let scale = min(6, dots / side)
    guard scale >= 3 else { return [] }
    let (rows, rowBytes) = (side * scale, (side * scale + 7) / 8)
    var bytes = Self.middle + [0x1D, 0x76, 0x30, 0]
    for count in [rowBytes, rows] { bytes += [UInt8(count & 0xFF), UInt8(count >> 8 & 0xFF)] }
    for row in 0..<side {
      var line = [UInt8](repeating: 0, count: rowBytes)
      for dot in 0..<side * scale where code[x: dot / scale - Self.quiet, y: row - Self.quiet] {
        line[dot / 8] |= 0x80 >> UInt8(dot % 8)
      }
      for _ in 0..<scale { bytes += line }
    }
    return bytes + Self.left
  }

  /// A code in half blocks, two modules in a letter, in the middle and with light around it; nothing where it is wider than
  /// the lines.
  private func blocks(_ code: QRCode) -> String {
    guard code.modules + 2 * Self.quiet <= columns else { return "" }
    let margin = String(repeating: " ", count: (columns - code.modules) / 2)
    let light = String(repeating: "\n", count: Self.quiet / 2)
    let lines = stride(from: 0, to: code.modules, by: 2).map { y in
      margin + String((0..<code.modules).map { x in code.halves(x: x, y: y) }) + "\n"
    }
    return light + lines.joined() + light
  }

  /// Lines of text, and the end of the sheet.
  private func sheet(_ lines: [PaperLine]) -> [UInt8] {
    var text = ""
    for line in lines {
      switch line {
      case .text(let words): text += words + "\n"
      case .large(let words):
        text += String(repeating: " ", count: max(0, (columns - words.count) / 2)) + words + "\n"
      case .code(let code): text += blocks(code)
      }
    }
    return Array((text + "\u{C}").utf8)
  }
}
