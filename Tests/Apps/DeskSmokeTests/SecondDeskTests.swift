import PtySupport
import Testing

extension SmokeTests {
  @Suite struct SecondDeskTests {
    @Test func `a second desk is told so, and the first goes on`() throws {
      let folder = DataFolder()
      let first = DeskRun(folder)
      first.see("Hôm nay: 0 lượt")
      first.begin()
      let second = DeskRun(folder)
      second.refuses("Một bàn hỗ trợ khác đang mở nhật ký ở \(folder.path)")
      // Commands that only read are let in.
      #expect(try tiepsuc(["journal", "verify", "--data", folder.path]).code == 0)
      first.press(.enter, see: "Bước 2/12")
      first.finish()
      first.leave()
      let third = DeskRun(folder)
      third.see("Hôm nay: 1 lượt")
      third.leave()
    }

    @Test func `in practice the real journal stays free, and the other way round`() {
      let folder = DataFolder()
      let real = DeskRun(folder)
      real.see("Hôm nay: 0 lượt")
      let practice = DeskRun(folder, ["--practice"])
      practice.see("TẬP")
      practice.leave()
      real.leave()
    }
  }
}
