import Printing
import QRCode
import Testing
import VietnameseText

/// What a printer is sent.
@Suite struct SlipTests {
  private let page = PrintedPage([
    .heading("Tiếp Sức"), .text("Xã Bắc Sơn · Bàn 2"), .rule, .heading("ACDE-FGHJ"), .code("ACDEFGHJ"),
    .text("Sổ hộ khẩu, bản chính và một bản sao có chứng thực", mark: "[ ] "), .gap,
  ])

  @Test func `a slip is broken between words, without marks, and large letters take two columns`() {
    let lines = Printer.Paper.roll58.lines(of: page)
    #expect(
      lines == [
        .large("Tiep Suc"), .text("Xa Bac Son - Ban 2"), .text(String(repeating: "-", count: 32)), .large("ACDE-FGHJ"),
        .code(QRCode("ACDEFGHJ")!), .text("[ ] So ho khau, ban chinh va mot"), .text("    ban sao co chung thuc"),
        .text(""),
      ])
    let wide = Printer.Paper.roll80.lines(of: page)
    #expect(wide.contains(.text("[ ] So ho khau, ban chinh va mot ban sao co")))
  }

  @Test func `a sheet keeps its marks, and ends`() {
    let text = String(decoding: Printer.Paper.a4.bytes(of: page), as: UTF8.self)
    #expect(text.hasSuffix("\u{C}"))
    let lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.contains("Xã Bắc Sơn · Bàn 2") && lines.contains("    bản sao có chứng thực") == false)
    #expect(lines.contains("                    Tiếp Sức") && lines.allSatisfy { $0.count <= 48 })
  }

  @Test func `a sheet without marks has letters of ASCII only, and the same code`() throws {
    let words = Printer.Paper.a4Ascii.bytes(of: PrintedPage(page.blocks.filter { $0 != .code("ACDEFGHJ") }))
    #expect(words.allSatisfy { $0 < 0x80 })
    #expect(String(decoding: words, as: UTF8.self).contains("Xa Bac Son - Ban 2\n"))
    let code = PrintedPage([.code("ACDEFGHJ")])
    #expect(Printer.Paper.a4Ascii.bytes(of: code) == Printer.Paper.a4.bytes(of: code))
  }

  @Test func `a slip begins anew, is fed past the edge and cut`() {
    let bytes = Printer.Paper.roll58.bytes(of: PrintedPage([.text("Mã"), .heading("AB")]))
    #expect(
      bytes == [0x1B, 0x40] + Array("Ma\n".utf8) + [0x1B, 0x61, 1, 0x1D, 0x21, 0x11] + Array("AB\n".utf8)
        + [0x1D, 0x21, 0, 0x1B, 0x61, 0] + [0x1B, 0x64, 4, 0x1D, 0x56, 66, 0])
  }

  @Test(
    arguments: [Printer.Paper.roll58, .roll80], ["ACDEFGHJ", "https://dichvucong.gov.vn/p/home/dvc-trang-chu.html"])
  func `a code is a picture that reads as the code does`(paper: Printer.Paper, text: String) throws {
    let code = try #require(QRCode(text))
    let bytes = paper.bytes(of: PrintedPage([.code(text)]))
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: [0x1D, 0x76, 0x30, 0]) }) + 4
    let rowBytes = Int(bytes[start]) + 256 * Int(bytes[start + 1])
    let rows = Int(bytes[start + 2]) + 256 * Int(bytes[start + 3])
    let side = code.modules + 8
    let scale = rows / side
    #expect(rows == side * scale && scale >= 3 && rowBytes * 8 <= (paper == .roll58 ? 384 : 576) + 7)
    let picture = bytes[(start + 4)...].prefix(rowBytes * rows)
    #expect(bytes[(start + 4 + rowBytes * rows)...].starts(with: [0x1B, 0x61, 0]))
    var wrong = 0
    for y in 0..<rows {
      for x in 0..<rowBytes * 8 {
        let dot = picture[picture.startIndex + y * rowBytes + x / 8] & (0x80 >> UInt8(x % 8)) != 0
        if dot != code[x: x / scale - 4, y: y / scale - 4] { wrong += 1 }
      }
    }
    #expect(wrong == 0)
  }

  @Test(arguments: ["ACDEFGHJ", "https://dichvucong.gov.vn/p/home/dvc-trang-chu.html"])
  func `a code on a sheet is made of half blocks, with light around it`(text: String) throws {
    let code = try #require(QRCode(text))
    let sheet = String(
      decoding: Printer.Paper.a4.bytes(of: PrintedPage([.text("a"), .code(text), .text("b")])), as: UTF8.self)
    let lines = sheet.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    let count = (code.modules + 1) / 2
    #expect(lines[0] == ["a"] && lines[1].isEmpty && lines[2].isEmpty)
    #expect(lines[3 + count].isEmpty && lines[4 + count].isEmpty && lines[5 + count] == ["b"])
    let margin = lines[3].prefix { $0 == " " }.count
    #expect(margin >= 4 && margin + code.modules + 4 <= 48)
    var wrong = 0
    for y in 0..<2 * count {
      let line = lines[3 + y / 2]
      #expect(line.count == margin + code.modules)
      for x in 0..<code.modules {
        let isDark = (y % 2 == 0 ? "█▀" : "█▄").contains(line[margin + x])
        if isDark != code[x: x, y: y] { wrong += 1 }
      }
    }
    #expect(wrong == 0)
  }

  @Test func `a code wider than the lines of a sheet is left out`() {
    let long = String(repeating: "https://mau.example/", count: 10)
    #expect(Printer.Paper.a4.bytes(of: PrintedPage([.code(long)])) == [0x0C])
  }

  @Test func `a code too fine to photograph is left out`() {
    let long = String(repeating: "https://mau.example/", count: 80)
    #expect(
      Printer.Paper.roll58.bytes(of: PrintedPage([.code(long)])) == [0x1B, 0x40, 0x1B, 0x64, 4, 0x1D, 0x56, 66, 0])
  }

  @Test func `each letter of Vietnamese becomes one of the alphabet, and nothing becomes a command`() {
    for letter in vietnameseLetters {
      let plain = asciiLetters(String(letter))
      #expect(plain.count == 1 && plain.allSatisfy { $0.isLetter && $0.isASCII }, "\(letter) \(plain)")
    }
    #expect(asciiLetters("đường Đê") == "duong De")
    // Taken apart, as some systems write it.
    #expect(asciiLetters("e\u{302}\u{301}") == "e")
    #expect(asciiLetters("\u{1B}@\u{1D}V\u{0}\u{7F}\u{9B}“…”") == "?@?V???\"...\"")
    let bytes = Printer.Paper.roll80.bytes(of: PrintedPage([.text("a\u{1B}@\u{1D}V\u{42}\u{0}b")]))
    #expect(bytes.dropFirst(2).dropLast(7).allSatisfy { $0 >= 0x20 || $0 == 0x0A })
    let sheet = Printer.Paper.a4.bytes(of: PrintedPage([.text("a\u{1B}\u{7F}b")]))
    #expect(sheet == Array("ab\n\u{C}".utf8))
  }
}

/// A printer as a setting.
@Suite struct PrinterTests {
  @Test(arguments: ["58 /dev/usb/lp0", "80 quay-1", "a4-ascii van_phong.2", "a4 /home/mau/phiếu in.txt"])
  func `a setting is read as it was written`(setting: String) {
    #expect(Printer(setting: setting)?.setting == setting)
  }

  @Test(arguments: [
    "", "58", "58 ", "57 /dev/usb/lp0", "a4  x", "80 -o", "80 hai hàng", "80 a/b", "80 a#b", "58 /dev/\u{1B}",
    "58 /" + String(repeating: "a", count: 200), "/dev/usb/lp0",
  ]) func `anything else is none`(setting: String) { #expect(Printer(setting: setting) == nil) }
}
