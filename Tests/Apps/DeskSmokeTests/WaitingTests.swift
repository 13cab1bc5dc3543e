import PtySupport
import Testing

extension DaySmokeTests {
  @Suite struct WaitingTests {
    @Test func `one citizen waits while another is helped`() throws {
      let folder = DataFolder()
      var desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.press(.enter, see: "Bước 2/12")
      desk.press("c", see: "Gọi người chờ là gì?")
      desk.press("bác áo xanh", see: "bác áo xanh")
      desk.press(.enter, see: "Đã cất")
      desk.see("bác áo xanh · Cài và kích hoạt VNeID", "chờ 0 phút")
      desk.begin()
      // A crash leaves both where they are.
      desk.crash()
      desk = DeskRun(folder)
      desk.see("Bước 1/12")
      desk.finish()
      desk.see("bác áo xanh")
      desk.press("4", see: "Bước 2/12")
      desk.see("Cài và kích hoạt VNeID · bác áo xanh")
      desk.finish()
      desk.see("Hôm nay: 2 lượt")
      #expect(!desk.text.contains("bác áo xanh"))
      desk.leave()
      #expect(try folder.entries().count == 2)
      #expect(try !folder.entries().contains { $0.contains("áo xanh") })
    }

    @Test func `twenty wait at once`() throws {
      let folder = DataFolder()
      var desk = DeskRun(folder, columns: 80, rows: 30)
      desk.see("Hôm nay: 0 lượt")
      for number in 1...20 {
        desk.press("1", see: "Đọc cho bác nghe")
        desk.mean("1", see: "Bác có thẻ căn cước")
        desk.press("c", see: "Gọi người chờ là gì?")
        desk.press(.text("bác thứ \(number)"), see: "bác thứ \(number)")
        desk.press(.enter, see: "Đã cất")
        desk.see("bác thứ \(number) ·")
      }
      for number in 1...20 { desk.see("bác thứ \(number) ·") }
      // All of them are back after a crash, also on a terminal where the list must scroll.
      desk.crash()
      desk = DeskRun(folder)
      desk.see("bác thứ 1 ·")
      desk.press(.end, see: "bác thứ 20 ·")
      desk.press(.enter, see: "Cài và kích hoạt VNeID · bác thứ 20")
      desk.see("Bác có thẻ căn cước")
      desk.press(.escape, see: "Đã cất")
      desk.leave()
    }
  }
}
