import Foundation
import PtySupport
import Testing

extension SmokeTests {
  @Suite struct QRTests {
    @Test(
      arguments: [(80, 24), (60, 20), (120, 30)], [[:], ["TERM": "linux"], ["NO_COLOR": "1"]] as [[String: String]])
    func `a telephone reads the link off the terminal`(size: (Int, Int), changes: [String: String]) throws {
      let folder = DataFolder()
      let desk = DeskRun(folder, [], changes, columns: size.0, rows: size.1)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.press(.enter, see: "Bước 2/12")
      desk.press(.enter, see: "Bước 3/12")
      desk.press("m", see: "play.google.com")
      desk.settle()
      let address = "https://play.google.com/store/apps/details?id=com.vnid"
      if desk.text.replacing(/\s+/, with: "").contains(address) {
        // Too small a terminal says the address in words instead.
        #expect(changes["TERM"] == "linux")
      } else {
        #expect(try read(desk.program, folder) == address, "\(desk.text)")
      }
      desk.press(.escape, see: "Bước 3/12")
    }

    @Test func `the receipt is read as well`() throws {
      let folder = DataFolder()
      let desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.press("f", see: "Kết quả của lượt này?")
      desk.mean("1", see: "nhóm tuổi nào")
      desk.mean("x", see: "Mã biên nhận")
      desk.settle()
      let code = try #require(desk.text.firstMatch(of: /[A-Z0-9]{4}-[A-Z0-9]{4}/)).output.replacing("-", with: "")
      #expect(try read(desk.program, folder).replacing("-", with: "") == code, "\(desk.text)")
    }

    /// What Debian's zbarimg reads from a picture of the terminal.
    private func read(_ program: PtyProgram, _ folder: DataFolder) throws -> String {
      try folder.write(picture(program), to: "screen.pgm")
      return try run("/usr/bin/zbarimg", ["-q", "--raw", folder.file("screen.pgm")]).lines.first ?? ""
    }

    /// A grey picture: each cell is two pixels above each other, in the colours that it has on the terminal.
    private func picture(_ program: PtyProgram) -> Data {
      let scale = 4
      var pixels: [UInt8] = []
      for row in 0..<program.rows {
        for half in 0..<2 {
          var line: [UInt8] = []
          for column in 0..<program.columns {
            let cell = program.cell(column: column, row: row)
            let isInk = cell.text == "█" || cell.text == (half == 0 ? "▀" : "▄")
            let shade = shade(cell, isInk: isInk)
            line += Array(repeating: shade, count: scale)
          }
          for _ in 0..<scale { pixels += line }
        }
      }
      return Data("P5 \(program.columns * scale) \(program.rows * 2 * scale) 255\n".utf8) + Data(pixels)
    }

    private func shade(_ cell: PtyCell, isInk: Bool) -> UInt8 {
      let ink = light(cell.foreground, standard: 255)
      let paper = light(cell.background, standard: 0)
      return isInk != cell.isReverse ? ink : paper
    }

    /// How light a colour of xterm's palette is; the terminal is light on dark.
    private func light(_ colour: PtyColour, standard: UInt8) -> UInt8 {
      switch colour {
      case .standard: return standard
      case .rgb(let red, let green, let blue): return UInt8((Int(red) + Int(green) + Int(blue)) / 3)
      case .indexed(let number) where number < 16:
        return [0, 80, 80, 120, 60, 100, 120, 200, 128, 150, 150, 220, 120, 180, 200, 255][number]
      case .indexed(let number) where number < 232:
        let levels = [0, 95, 135, 175, 215, 255]
        let cube = number - 16
        return UInt8((levels[cube / 36] + levels[cube / 6 % 6] + levels[cube % 6]) / 3)
      case .indexed(let number): return UInt8(clamping: 8 + (number - 232) * 10)
      }
    }
  }
}
