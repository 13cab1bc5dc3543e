import CQREncode

/// A QR code: a square of dark and light modules that a telephone reads.
///
/// Error correction is level M (15 % may be unreadable), the text is stored as its UTF-8 bytes.
package struct QRCode: Equatable, Sendable {
  /// Modules along one side, without the quiet zone: 21 … 177.
  package let modules: Int
  /// Row by row, true where dark; `modules * modules` of them.
  private let dark: [Bool]

  /// The code of a text; nil where the text is empty or longer than a code can hold (2,331 bytes).
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M) else { return nil }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    modules = width
    // The lowest bit says dark; the others say which part of the code a module belongs to.
    dark = UnsafeBufferPointer(start: code.pointee.data, count: width * width).map { $0 & 1 == 1 }
  }

  /// Whether a module is dark; outside the code everything is light, as the quiet zone is.
  package subscript(x x: Int, y y: Int) -> Bool {
    guard x >= 0, y >= 0, x < modules, y < modules else { return false }
    return dark[y * modules + x]
  }

  /// The letter that draws a module and the one below it, where they are dark.
  package func halves(x: Int, y: Int) -> Character {
    switch (self[x: x, y: y], self[x: x, y: y + 1]) {
    case (true, true): "█"
    case (true, false): "▀"
    case (false, true): "▄"
    case (false, false): " "
    }
  }
}
