import Platform
import PtySupport
import Testing

extension RecoverySmokeTests {
  @Suite struct CrashTests {
    /// Pulls the plug and starts again: the picture must be the one from before.
    private func restart(_ desk: DeskRun, _ folder: DataFolder, sourceLocation: SourceLocation = #_sourceLocation)
      -> DeskRun
    {
      desk.settle()
      let picture = desk.picture
      desk.crash(sourceLocation: sourceLocation)
      let again = DeskRun(folder)
      again.see(picture, sourceLocation: sourceLocation)
      return again
    }

    @Test func `at the consent and at a question`() throws {
      let folder = DataFolder()
      var desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.press("1", see: "Đọc cho bác nghe")
      desk = restart(desk, folder)
      desk.mean("1", see: "Bác có thẻ căn cước")
      desk.press(.enter, see: "điện thoại loại nào")
      desk = restart(desk, folder)
      desk.press(.enter, see: "đứng tên bác không")
      desk.press("l", see: "điện thoại loại nào")
      desk.press("1", see: "đứng tên bác không")
      desk.press("1", see: "đã có gì với VNeID")
      desk.press("1", see: "Bước 1/12")
      desk.finish()
      desk.leave()
      try expectOneEntry(folder)
    }

    @Test func `at a step, and while it is skipped`() throws {
      let folder = DataFolder()
      var desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.press(.enter, see: "Bước 2/12")
      desk.press(.enter, see: "Bước 3/12")
      desk = restart(desk, folder)
      desk.press("b", see: "Vì sao bỏ qua")
      desk.crash()
      desk = DeskRun(folder)
      // What lay beside the step is opened again with one key.
      desk.see("Bước 3/12")
      desk.press("b", see: "Vì sao bỏ qua")
      desk.press("3", see: "Bước 4/12")
      desk = restart(desk, folder)
      // Undo goes back over the crash, to the step.
      desk.press("u", see: "Bước 3/12")
      desk.press("b", see: "Vì sao bỏ qua")
      desk.press("3", see: "Bước 4/12")
      desk.walk(from: 4)
      desk.mean("1", see: "nhóm tuổi nào")
      desk.mean("x", see: "Mã biên nhận")
      desk.mean(.enter, see: "Hôm nay: 1 lượt")
      desk.leave()
      try expectOneEntry(folder)
    }

    @Test func `while a note is typed`() throws {
      let folder = DataFolder()
      var desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.press("g", see: "Ghi chú cho bước này")
      desk.press("Bác Tám cần kính lúp để đọc", see: "Bác Tám cần kính lúp để đọc")
      #expect(desk.program.isCursorVisible)
      desk = restart(desk, folder)
      desk.press(.left, .left, .left, .left, .left, .left, "và đèn ", see: "Bác Tám cần kính lúp và đèn để đọc")
      desk.crash()
      desk = DeskRun(folder)
      desk.see("Bác Tám cần kính lúp và đèn để đọc")
      for _ in 0..<7 { desk.program.press(.left) }
      desk.press(.backspace, .end, .backspace, see: "Bác Tám cần kính lúp và đè để đọ")
      desk = restart(desk, folder)
      desk.press(.enter, see: "Bước 1/12")
      desk.see("Ghi chú: Bác Tám cần kính lúp và đè để đọ")
      desk.finish()
      desk.leave()
      try expectOneEntry(folder)
      #expect(try folder.entries()[0].contains("Bác Tám cần kính lúp và đè để đọ"))
    }

    @Test func `while a problem is searched and its fix is read`() throws {
      let folder = DataFolder()
      var desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.press("k", see: "Vướng gì?")
      desk.press("khong nhan", see: "Không nhận được mã OTP")
      desk = restart(desk, folder)
      desk.press(.enter, see: "E-V02 ·")
      desk.crash()
      desk = DeskRun(folder)
      desk.see("khong nhan")
      desk.press(.enter, see: "E-V02 ·")
      desk.press("2", see: "Bước 1/12")
      desk.finish()
      desk.leave()
      try expectOneEntry(folder)
      #expect(try folder.entries()[0].contains("E-V02"))
    }

    @Test func `at the finish, while the contact's name is typed`() throws {
      let folder = DataFolder()
      var desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.press("f", see: "Kết quả của lượt này?")
      desk = restart(desk, folder)
      desk.mean("1", see: "nhóm tuổi nào")
      desk.press("3", see: "Mời bác chọn")
      desk = restart(desk, folder)
      desk.press("4", see: "phản ánh, kiến nghị")
      desk.press("0", see: "xin giữ tên gọi")
      desk.mean("1", see: "muốn được gọi là gì")
      desk.press("bác Năm Mẫu", see: "bác Năm Mẫu")
      desk = restart(desk, folder)
      desk.press(.enter, see: "Số điện thoại để hẹn lại")
      desk.press("0912345678", see: "0912345678")
      desk = restart(desk, folder)
      desk.press(.enter, see: "Hẹn việc gì?")
      desk.press(.enter, see: "Hẹn ngày nào?")
      desk.mean(.enter, see: "Mã biên nhận")
      // The receipt was shown, so the entry is kept: a crash now must not keep it twice or lose it.
      desk.crash()
      desk = DeskRun(folder)
      desk.see("Hôm nay: 1 lượt")
      desk.leave()
      try expectOneEntry(folder)
    }

    /// What was on the screen when the plug was pulled is there again; what was on its way may be there too.
    @Test func `twenty-five times at any moment of typing`() throws {
      let folder = DataFolder()
      var chance = SplitMix64(seed: 20_261_124)
      var desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      var step = 1
      desk.press("g", see: "Ghi chú cho bước này")
      var sent = ""
      let letters = Array("abcdeghiklmnopqrstuvxyàảãáạăằâđêếôộơờưữ")
      for kill in 1...25 {
        if sent.count > 50 {
          desk.press(.enter, see: "Bước \(step)/12")
          desk.see("Ghi chú: \(sent)")
          step += 1
          desk.press(.enter, see: "Bước \(step)/12")
          desk.press("g", see: "Ghi chú cho bước này")
          sent = ""
        }
        for _ in 0..<Int.random(in: 1...12, using: &chance) {
          let letter = letters.randomElement(using: &chance) ?? "a"
          sent.append(letter)
          desk.program.send(String(letter))
          // The moment of the kill is drawn as well: some letters are on the screen by then, some on their way.
          let pause = Double.random(in: 0...0.02, using: &chance)
          if Bool.random(using: &chance) { _ = desk.program.waitUntil(timeoutSeconds: pause) { _ in false } }
        }
        desk.crash()
        let seen = note(desk)
        desk = DeskRun(folder)
        // The hints are what a frame ends with.
        desk.see("Bước \(step)/12", "Enter Xong")
        // Where no letter had come yet, there is nothing to remember: a field that was only opened is no fact.
        let isOpen = desk.text.contains("Ghi chú cho bước này")
        #expect(isOpen || seen.isEmpty, "kill \(kill): “\(seen)” was on the screen, and its field is gone")
        if !isOpen { desk.press("g", see: "Ghi chú cho bước này") }
        let kept = note(desk)
        #expect(kept.hasPrefix(seen), "kill \(kill): “\(seen)” was on the screen, “\(kept)” is there now")
        #expect(sent.hasPrefix(kept), "kill \(kill): “\(kept)” is there, but only “\(sent)” was typed")
        sent = kept
      }
      desk.press(.enter, see: "Bước \(step)/12")
      desk.finish()
      desk.leave()
      try expectOneEntry(folder)
    }

    /// The text in the field: two rows below the words that no numbers are kept.
    private func note(_ desk: DeskRun) -> String {
      let lines = desk.text.split(separator: "\n", omittingEmptySubsequences: false)
      guard let row = lines.firstIndex(where: { $0.contains("Không ghi tên, số thẻ") }), row + 2 < lines.count else {
        return ""
      }
      // How keys become letters stands at the end of the line.
      return lines[row + 2].trimmingPrefix(" ").replacing(/\s+gõ: .*$/, with: "").description
    }

    private func expectOneEntry(_ folder: DataFolder, sourceLocation: SourceLocation = #_sourceLocation) throws {
      #expect(try folder.entries().count == 1, sourceLocation: sourceLocation)
      let verified = try tiepsuc(["journal", "verify", "--data", folder.path])
      #expect(verified.code == 0, "\(verified)", sourceLocation: sourceLocation)
    }
  }
}
