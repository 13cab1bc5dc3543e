import Foundation
import Glibc
import PtySupport
import Testing

extension RecoverySmokeTests {
  @Suite struct FullDiskTests {
    private static var canMount: Bool { DataFolder(kilobytes: 64) != nil }

    @Test(.enabled(if: canMount, "mounting a small file system needs root"))
    func `on a full disk the citizen is helped to the end, and then everything is kept`() throws {
      let disk = try #require(DataFolder(kilobytes: 2048))
      let desk = DeskRun(disk)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.press(.enter, see: "Bước 2/12")
      try disk.fill()
      // What is left inside the last page may take a few more events.
      for step in 3...12 { desk.press(.enter, see: "Bước \(step)/12") }
      desk.see("CHƯA GHI ĐƯỢC (ổ đĩa đầy)")
      desk.press("g", see: "Ghi chú cho bước này")
      desk.press("máy bác hết pin", see: "máy bác hết pin")
      desk.see("CHƯA GHI ĐƯỢC (ổ đĩa đầy)")
      desk.press(.enter, see: "Ghi chú: máy bác hết pin")
      desk.press(.enter, see: "Kết quả của lượt này?")
      desk.mean("1", see: "nhóm tuổi nào")
      desk.press("4", see: "Mời bác chọn")
      desk.mean("x", see: "Ổ đĩa chứa")
      #expect(!desk.text.contains("Mã biên nhận"))
      try disk.free()
      desk.mean(.enter, see: "Mã biên nhận")
      desk.mean(.enter, see: "Hôm nay: 1 lượt")
      #expect(!desk.text.contains("CHƯA GHI ĐƯỢC"))
      desk.leave()
      let entries = try disk.entries()
      #expect(entries.count == 1)
      #expect(entries.first?.matches(of: /"done"/).count == 12, "\(entries)")
      #expect(entries.first?.contains("máy bác hết pin") == true)
      #expect(try tiepsuc(["journal", "verify", "--data", disk.path]).code == 0)
    }

    @Test(.enabled(if: canMount, "mounting a small file system needs root"))
    func `once there is space again the next key writes what was waiting`() throws {
      let disk = try #require(DataFolder(kilobytes: 2048))
      var desk = DeskRun(disk)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      try disk.fill()
      for step in 2...11 { desk.press(.enter, see: "Bước \(step)/12") }
      desk.see("CHƯA GHI ĐƯỢC (ổ đĩa đầy)")
      try disk.free()
      desk.press(.enter, see: "Đã ghi được vào nhật ký trở lại")
      desk.see("Bước 12/12")
      desk.crash()
      desk = DeskRun(disk)
      desk.see("Bước 12/12")
      desk.finish()
      desk.leave()
      #expect(try disk.entries().first?.matches(of: /"done"/).count == 11)
    }

    @Test(.enabled(if: canMount, "mounting a small file system needs root"))
    func `a crash on a full disk comes back to what was written last`() throws {
      let disk = try #require(DataFolder(kilobytes: 2048))
      var desk = DeskRun(disk)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.finish()
      desk.begin()
      try disk.fill()
      for step in 2...11 { desk.press(.enter, see: "Bước \(step)/12") }
      desk.see("CHƯA GHI ĐƯỢC (ổ đĩa đầy)")
      desk.crash()
      // Also a start on a full disk is a screen or a sentence; what was kept is safe.
      desk = DeskRun(disk)
      #expect(
        desk.program.waitUntil { $0.contains("Bước") || $0.contains("đầy") }, "\(desk.text)")
      if !desk.program.hasEnded { desk.crash() }
      try disk.free()
      desk = DeskRun(disk)
      desk.see("Bước ")
      desk.finish()
      desk.see("Hôm nay: 2 lượt")
      desk.leave()
      #expect(try disk.entries().count == 2)
      #expect(try tiepsuc(["journal", "verify", "--data", disk.path]).code == 0)
    }

    @Test(.enabled(if: canMount, "mounting a small file system needs root"))
    func `a first start on a full disk is a sentence`() throws {
      let disk = try #require(DataFolder(kilobytes: 64))
      try disk.fill()
      DeskRun(disk).refuses("đã đầy")
    }

    /// Where nobody may mount anything, the shell's limit on the size of a file does the same.
    @Test func `a file that cannot grow is a banner, and the citizen is helped to the end`() throws {
      // How much a session has written by its first step.
      let measured = DataFolder()
      let first = DeskRun(measured)
      first.see("Hôm nay: 0 lượt")
      first.begin()
      first.crash()
      let folder = DataFolder()
      let other = DeskRun(folder)
      other.see("Hôm nay: 0 lượt")
      other.leave()
      // 1 KB blocks; without the trap the kernel would end the program. The log outgrows this within a few steps.
      let blocks = measured.bytes("journal.sqlite-wal").count / 1024 + 8
      let desk = DeskRun(
        shell: "trap '' XFSZ; ulimit -f \(blocks); exec \(PtyProgram.built("tiepsuc")) --data \(folder.path)",
        in: folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      for step in 2...12 { desk.press(.enter, see: "Bước \(step)/12") }
      desk.see("CHƯA GHI ĐƯỢC (ổ đĩa lỗi)")
      desk.press("f", see: "Kết quả của lượt này?")
      desk.mean("1", see: "nhóm tuổi nào")
      // What was said about the open step gives way to what matters more.
      desk.press(.down, see: "CHƯA GHI ĐƯỢC")
      desk.crash()
      // What was written before the file could not grow is there.
      let again = DeskRun(folder)
      again.see("Cài và kích hoạt VNeID", "Enter ")
      again.press(.escape, see: "Đã cất")
      again.press("4", see: "Cho chờ")
      again.press(.escape, see: "Đã cất")
      again.leave()
      #expect(try tiepsuc(["journal", "verify", "--data", folder.path]).code == 0)
    }
  }
}

extension DataFolder {
  /// Takes every byte that is left on its disk.
  fileprivate func fill() throws {
    let descriptor = open(file("filler"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    let zeros = [UInt8](repeating: 0, count: 4096)
    while Glibc.write(descriptor, zeros, zeros.count) > 0 {}
    #expect(errno == ENOSPC)
  }

  /// Gives it back.
  fileprivate func free() throws { try FileManager.default.removeItem(atPath: file("filler")) }
}
