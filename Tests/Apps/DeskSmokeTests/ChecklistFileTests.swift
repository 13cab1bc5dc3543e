import Foundation
import PtySupport
import Testing

extension SmokeTests {
  @Suite struct ChecklistFileTests {
    private static let title = #"vi: "Cài và kích hoạt VNeID""#

    @Test func `a session goes on with the version it began with`() throws {
      let folder = DataFolder()
      var desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.crash()
      let old = try String(contentsOfFile: shipped("Checklists/vneid.yaml"), encoding: .utf8)
      let new = old.replacing("\nversion: 1\n", with: "\nversion: 2\n", maxReplacements: 1)
        .replacing(Self.title, with: #"vi: "VNeID theo bản hai""#, maxReplacements: 1)
        .replacing("Chào hỏi và nói rõ cách giúp", with: "Chào bác theo bản hai")
      try folder.write(Data(new.utf8), to: "checklists/vneid.yaml")
      desk = DeskRun(folder)
      desk.see("Cài và kích hoạt VNeID", "Chào hỏi và nói rõ cách giúp", "Bước 1/12")
      #expect(!desk.text.contains("theo bản hai"))
      desk.press(.escape, see: "Đã cất")
      desk.see("VNeID theo bản hai", "bản 2", "· Cài và kích hoạt VNeID")
      desk.press("1", see: "Đọc cho bác nghe")
      desk.see("VNeID theo bản hai")
      desk.mean("1", see: "Bác có thẻ căn cước")
      desk.press(.enter, .enter, .enter, .enter, see: "Chào bác theo bản hai")
      desk.finish()
      desk.press("4", see: "Chào hỏi và nói rõ cách giúp")
      desk.finish()
      desk.leave()
      let versions = try tiepsuc(["journal", "export", "--json", "--data", folder.path]).out
        .matches(of: /"version":([0-9]+)/).map { String($0.output.1) }
      #expect(versions == ["2", "1"], "\(versions)")
    }

    @Test func `a file that cannot be read is named on home, and the others work`() throws {
      let folder = DataFolder()
      try folder.write(Data("id: hong\nversion: một\n\ttitle: x\n".utf8), to: "checklists/hong.yaml")
      let desk = DeskRun(folder)
      desk.see("checklists/hong.yaml:", "Cài và kích hoạt VNeID", "Mở tài khoản thanh toán điện tử")
      desk.settle()
      let flat = desk.text.replacing(/\s+/, with: "")
      #expect(flat.firstMatch(of: /hong\.yaml:[0-9]+:[0-9]+:/) != nil, "\(desk.text)")
      desk.begin()
      desk.finish()
      desk.leave()
      #expect(try tiepsuc(["checklist", "list", "--data", folder.path]).error.contains("hong.yaml:"))
    }

    @Test func `a mistake further down is named when the checklist is chosen`() throws {
      let folder = DataFolder()
      let old = try String(contentsOfFile: shipped("Checklists/taikhoan.yaml"), encoding: .utf8)
      let broken =
        old.replacing("\nid: taikhoan\n", with: "\nid: xahang\n", maxReplacements: 1)
        .replacing("id: taikhoan\n", with: "id: xahang\n", maxReplacements: 1) + "nothing: 1\n"
      try folder.write(Data(broken.utf8), to: "checklists/xahang.yaml")
      let desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.settle()
      if !desk.text.contains("nothing") { desk.press("4", see: "checklists/xahang.yaml:") }
      desk.see("Bác cần giúp việc gì", "không có khoá “nothing”")
      #expect(desk.text.replacing(/\s+/, with: "").firstMatch(of: /xahang\.yaml:[0-9]+:[0-9]+:/) != nil, "\(desk.text)")
      desk.begin()
      desk.finish()
      desk.leave()
    }

    /// A trainer's newer file with a mistake must not take away the checklist that ships.
    @Test func `a broken newer version leaves the shipped one usable`() throws {
      let folder = DataFolder()
      let old = try String(contentsOfFile: shipped("Checklists/vneid.yaml"), encoding: .utf8)
      let broken = old.replacing("\nversion: 1\n", with: "\nversion: 2\n", maxReplacements: 1) + "nothing: 1\n"
      try folder.write(Data(broken.utf8), to: "checklists/vneid.yaml")
      let desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.press("1", see: "Đọc cho bác nghe")
    }
  }
}
