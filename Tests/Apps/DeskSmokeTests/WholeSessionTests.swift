import Foundation
import PtySupport
import Testing

extension DaySmokeTests {
  @Suite struct WholeSessionTests {
    @Test(arguments: [(80, 24), (60, 20), (120, 30)])
    func `a citizen is helped from the first screen to the receipt`(columns: Int, rows: Int) throws {
      let folder = DataFolder()
      let desk = DeskRun(folder, columns: columns, rows: rows)
      desk.see("Tiếp Sức · bàn hỗ trợ dịch vụ số", "Hôm nay: 0 lượt")
      desk.begin()
      desk.see("Chào hỏi và nói rõ cách giúp", "! Không ai hỏi, đọc hay ghi mã OTP")
      desk.walk(from: 1)
      desk.mean("1", see: "nhóm tuổi nào")
      desk.press("4", see: "Mời bác chọn")
      desk.press("5", see: "phản ánh, kiến nghị")
      desk.press("0", see: "xin giữ tên gọi")
      desk.mean("2", see: "Mã biên nhận")
      desk.settle()
      let code = try #require(desk.text.firstMatch(of: /[A-Z0-9]{4}-[A-Z0-9]{4}/)).output
      desk.mean(.enter, see: "Hôm nay: 1 lượt")
      desk.press("n", see: "Nhật ký · 1 mục")
      desk.see("Cài và kích hoạt VNeID", "Hoàn thành")
      desk.press(.enter, see: "Từ 60 trở lên")
      desk.see("5/5 Rất hài lòng")
      desk.press(.escape, see: "Nhật ký · 1 mục")
      desk.press(.escape, see: "Hôm nay: 1 lượt")
      desk.press("t", see: "Tám chữ")
      desk.press(.text(String(code)), see: String(code))
      desk.press(.enter, see: "Từ 60 trở lên")
      desk.press(.escape, see: "Hôm nay: 1 lượt")

      let verified = try tiepsuc(["journal", "verify", "--data", folder.path])
      #expect(verified.code == 0 && verified.out == "Chuỗi nguyên vẹn: 1 mục.\n", "\(verified)")
      desk.leave()
      #expect(try tiepsuc(["journal", "verify", "--data", folder.path]).code == 0)
      #expect(try folder.entries().count == 1)
    }

    @Test(arguments: [(80, 24), (60, 20)])
    func `F2 says everything in English`(columns: Int, rows: Int) throws {
      let folder = DataFolder()
      let desk = DeskRun(folder, columns: columns, rows: rows)
      desk.see("bàn hỗ trợ dịch vụ số")
      desk.press(.function(2), see: "Tiếp Sức · digital help desk")
      desk.see("Today: 0 sessions", "Install and activate VNeID", "Start")
      desk.press("1", see: "Read aloud to the citizen")
      desk.mean("1", see: "valid ID card")
      desk.press(.enter, see: "What kind of phone")
      desk.press(.enter, see: "in your own name")
      desk.press(.enter, see: "have in VNeID so far")
      desk.press(.enter, see: "Step 1/12")
      desk.see("Greet and explain how we help", "! Nobody asks for, reads or writes an OTP")
      for step in 2...12 { desk.press(.enter, see: "Step \(step)/12") }
      desk.press(.enter, see: "How did this session end?")
      desk.mean("1", see: "Which age group")
      desk.press("4", see: "how satisfied")
      desk.press("5", see: "anything you want to report")
      // In the middle of a session the other language is one key away, and so is the way back.
      desk.press(.function(2), see: "phản ánh, kiến nghị")
      desk.press(.function(2), see: "anything you want to report")
      desk.press("0", see: "asks to keep what you want")
      desk.mean("2", see: "Receipt code")
      desk.mean(.enter, see: "Today: 1 session")
      desk.press("n", see: "Journal · 1 entry")
      desk.see("Install and activate VNeID", "Completed")
      desk.press(.escape, see: "Today: 1 session")
      desk.leave()
      // The language stays.
      let again = DeskRun(folder)
      again.see("digital help desk")
      again.leave()
      #expect(try tiepsuc(["journal", "verify", "--data", folder.path]).code == 0)
    }

    @Test func `refusing the log blocks no help, and only a count is kept`() throws {
      let folder = DataFolder()
      let desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.press("1", see: "Đọc cho bác nghe")
      desk.mean("2", see: "Bác có thẻ căn cước")
      desk.press(.enter, see: "điện thoại loại nào")
      desk.press(.enter, see: "đứng tên bác không")
      desk.press("2", see: "Bước 1/")
      desk.press("f", see: "Kết quả của lượt này?")
      desk.mean("2", see: "Đã đếm một lượt")
      desk.see("Hôm nay: 1 lượt")
      desk.leave()
      let entry = try #require(try tiepsuc(["journal", "list", "--json", "--data", folder.path]).objects().first)
      #expect(entry["kind"] as? String == "count")
      #expect(try folder.entries().first?.contains("steps") == false)
    }

    @Test func `a promised follow-up is found, shown and closed`() throws {
      let folder = DataFolder()
      let desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.press("f", see: "Kết quả của lượt này?")
      desk.mean("2", see: "nhóm tuổi nào")
      desk.press("0", see: "Mời bác chọn")
      desk.press("0", see: "phản ánh, kiến nghị")
      desk.press("0", see: "xin giữ tên gọi")
      desk.mean("1", see: "muốn được gọi là gì")
      desk.press("bác Tư Mẫu", see: "bác Tư Mẫu")
      desk.press(.enter, see: "Số điện thoại để hẹn lại")
      desk.press("0912345678", see: "0912345678")
      desk.press(.enter, see: "Hẹn việc gì?")
      desk.press("lấy thẻ", see: "lấy thẻ")
      desk.press(.enter, see: "Hẹn ngày nào?")
      // Days that may be promised are counted from today, whenever that is.
      let soon = Calendar.current.dateComponents([.day, .month], from: Date(timeIntervalSinceNow: 5 * 86_400))
      let day = "\(try #require(soon.day))/\(try #require(soon.month))"
      desk.press(.text(day), see: day)
      desk.mean(.enter, see: "Mã biên nhận")
      desk.mean(.enter, see: "Hôm nay: 1 lượt")
      // The contact lies in no file as it was typed.
      for file in folder.files {
        let bytes = FileManager.default.contents(atPath: file) ?? Data()
        #expect(bytes.firstRange(of: Data("0912345678".utf8)) == nil, "\(file)")
        #expect(bytes.firstRange(of: Data("bác Tư Mẫu".utf8)) == nil, "\(file)")
      }
      desk.press("h", see: "bác Tư Mẫu · 0912345678 · lấy thẻ")
      desk.mean("h", see: "Không có việc hẹn nào")
      desk.press(.escape, see: "Bác cần giúp việc gì")
      desk.leave()
      #expect(try tiepsuc(["journal", "verify", "--data", folder.path]).code == 0)
    }
  }
}
