import Foundation
import QRCode
import TerminalUI
import Testing

@Suite struct QRCodeTests {
  static let address = "https://dichvucong.gov.vn/p/home/dvc-tra-cuu-ho-so.html?ma=H29"

  @Test(arguments: [true, false], [4, 2]) func `a phone reads what is drawn`(hasSymbols: Bool, quiet: Int) throws {
    let code = try #require(QRCode(Self.address))
    let size = code.size(hasSymbols: hasSymbols, quiet: quiet)
    var frame = Frame(Size(columns: size.columns + 10, rows: size.rows + 4))
    code.draw(into: &frame, column: 7, row: 2, hasSymbols: hasSymbols, quiet: quiet)
    #expect(try read(frame, rowsPerCell: hasSymbols ? 2 : 1) == Self.address)
  }

  @Test func `Vietnamese text is stored as UTF-8`() throws {
    let code = try #require(QRCode("Bộ phận Một cửa phường Bến Nghé"))
    var frame = Frame(code.size(hasSymbols: true))
    code.draw(into: &frame, column: 0, row: 0, hasSymbols: true)
    #expect(try read(frame, rowsPerCell: 2) == "Bộ phận Một cửa phường Bến Nghé")
  }

  @Test func `sizes are as planned for a small screen`() throws {
    let code = try #require(QRCode(Self.address))
    #expect(code.modules == 33)
    #expect(code.size(hasSymbols: true) == Size(columns: 41, rows: 21))
    #expect(code.size(hasSymbols: false) == Size(columns: 82, rows: 41))
    #expect(code.fittingQuiet(in: Size(columns: 80, rows: 21), hasSymbols: true) == 4)
    #expect(code.fittingQuiet(in: Size(columns: 80, rows: 19), hasSymbols: true) == 2)
    #expect(code.fittingQuiet(in: Size(columns: 80, rows: 18), hasSymbols: true) == nil)
    #expect(code.fittingQuiet(in: Size(columns: 80, rows: 24), hasSymbols: false) == nil)
  }

  @Test func `nothing and too much make no code`() {
    #expect(QRCode("") == nil)
    #expect(QRCode(String(repeating: "x", count: 2332)) == nil)
    #expect(QRCode(String(repeating: "x", count: 2331))?.modules == 177)
  }

  @Test func `drawing outside a frame is clipped`() throws {
    let code = try #require(QRCode("a"))
    for columns in [0, 1, 5, 40] {
      var frame = Frame(Size(columns: columns, rows: columns / 2))
      code.draw(into: &frame, column: -3, row: -2, hasSymbols: true)
      code.draw(into: &frame, column: 2, row: 1, hasSymbols: false)
    }
    #expect(!code[x: -1, y: 0] && !code[x: 0, y: code.modules])
    #expect(code[x: 0, y: 0])
  }

  /// What Debian's zbarimg reads from a picture of the frame.
  private func read(_ frame: Frame, rowsPerCell: Int) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pgm")
    defer { try? FileManager.default.removeItem(at: file) }
    try picture(frame, rowsPerCell: rowsPerCell).write(to: file)
    let reader = Process()
    reader.executableURL = URL(filePath: "/usr/bin/zbarimg")
    reader.arguments = ["-q", "--raw", file.path]
    let output = Pipe()
    reader.standardOutput = output
    // It looks for a message bus that test machines lack, and says so at length.
    reader.standardError = FileHandle.nullDevice
    try reader.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    reader.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  /// A grey picture: black where a cell's upper or lower half shows ink, as the roles of codes are painted.
  private func picture(_ frame: Frame, rowsPerCell: Int) -> Data {
    let scale = 4
    // A cell without symbols is half a module wide and a whole one high.
    let (across, down) = rowsPerCell == 2 ? (scale, scale) : (scale / 2, scale)
    let width = frame.size.columns * across
    var pixels: [UInt8] = []
    for row in 0..<frame.size.rows {
      for half in 0..<rowsPerCell {
        var line: [UInt8] = []
        for column in 0..<frame.size.columns {
          let shade: UInt8 = isDark(frame[column, row], isUpper: half == 0) ? 0 : 255
          line += Array(repeating: shade, count: across)
        }
        for _ in 0..<down { pixels += line }
      }
    }
    return Data("P5 \(width) \(pixels.count / width) 255\n".utf8) + Data(pixels)
  }

  private func isDark(_ cell: Cell, isUpper: Bool) -> Bool {
    switch cell.role {
    case .qr: isUpper ? ["▀", "█"].contains(cell.glyph.text) : ["▄", "█"].contains(cell.glyph.text)
    // Around the code the screen is dark.
    default: true
    }
  }
}
