import Foundation
import PtySupport
import Testing

extension SmokeTests {
  @Suite struct NumberTests {
    @Test(arguments: ["003085012345", "0301 234 567", "481902"])
    func `a number of a person is marked and refused, and no file ever holds it`(number: String) throws {
      let folder = DataFolder()
      let desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.press("g", see: "Ghi chú cho bước này")
      desk.press("bác nhớ ", see: "bác nhớ")
      for letter in number { desk.program.send(String(letter)) }
      desk.see("bác nhớ " + number, "giống")
      desk.press(.enter, see: "Nhật ký không bao giờ giữ số")
      desk.press(.function(8), see: "bác nhớ")
      desk.press(.enter, see: "Bước 1/12")
      desk.press("k", see: "Vướng gì?")
      desk.press("zzz", see: "Không có trong danh sách")
      desk.press(.enter, see: "Điều gì đã xảy ra?")
      desk.program.send(number)
      // What comes together with the number would be pasted with it.
      desk.see("zzz" + number, "giống")
      desk.press(.enter, see: "Không nhận: giống")
      desk.press(.escape, see: "Vướng gì?")
      desk.press(.escape, see: "Bước 1/12")
      desk.press("c", see: "Gọi người chờ là gì?")
      desk.program.send(number)
      desk.see("giống")
      desk.crash()
      try expectNoTrace(of: number, in: folder)
      let again = DeskRun(folder)
      again.see("Gọi người chờ là gì?", "#")
      again.press(.escape, see: "Bước 1/12")
      again.finish()
      again.leave()
      try expectNoTrace(of: number, in: folder)
      #expect(try !folder.entries()[0].contains(number))
    }

    private func expectNoTrace(
      of number: String, in folder: DataFolder, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
      #expect(!folder.files.isEmpty)
      let digits = number.filter(\.isNumber)
      for file in folder.files {
        let bytes = FileManager.default.contents(atPath: file) ?? Data()
        // Six digits of it would be as bad as all.
        for form in [number, digits, String(digits.prefix(6)), String(digits.suffix(6))] {
          #expect(bytes.firstRange(of: Data(form.utf8)) == nil, "“\(form)” in \(file)", sourceLocation: sourceLocation)
        }
      }
    }
  }
}
