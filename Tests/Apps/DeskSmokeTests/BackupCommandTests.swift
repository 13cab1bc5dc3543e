import Foundation
import PtySupport
import Testing

extension RecoverySmokeTests {
  /// `tiepsuc backup` and `tiepsuc restore`.
  @Suite struct BackupCommandTests {
    private let passphrase = "bốn chữ ngẫu nhiên"

    /// Runs a command with a passphrase on descriptor 9.
    private func locked(_ command: String, _ folder: DataFolder, _ passphrase: String) throws -> CommandRun {
      try run(
        "/bin/bash",
        ["-c", "exec \(PtyProgram.built("tiepsuc")) \(command) --passphrase-fd 9 9<<< \"$WORDS\""],
        ["WORDS": passphrase, "TIEPSUC_DATA": folder.path])
    }

    private func fill(_ folder: DataFolder) -> DeskRun {
      let desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.finish()
      return desk
    }

    @Test func `a backup is made beside an open desk, rehearsed, and put back into an empty folder`() throws {
      let (folder, stick, fresh) = (DataFolder(), DataFolder(), DataFolder())
      let desk = fill(folder)
      let made = try locked("backup \(stick.path)", folder, passphrase)
      #expect(made.code == 0 && made.out.contains("Đã sao lưu"), "\(made)")
      // The passphrase is known by now: nothing is asked for.
      let second = try tiepsuc(["backup", stick.file("b"), "--data", folder.path])
      #expect(second.code == 0, "\(second)")
      desk.leave()
      let rehearsed = try locked("restore \(stick.path) --check", folder, passphrase)
      #expect(rehearsed.code == 0 && rehearsed.out.contains("nguyên vẹn, 1 mục"), "\(rehearsed)")
      let data = fresh.file("data")
      let restored = try run(
        "/bin/bash",
        [
          "-c",
          "echo \"$WORDS\" | \(PtyProgram.built("tiepsuc")) restore \(stick.path) --data \(data)",
        ], ["WORDS": passphrase])
      #expect(restored.code == 0 && restored.out.contains("đưa lại 1 mục"), "\(restored)")
      let entries = try tiepsuc(["journal", "export", "--json", "--data", data])
      #expect(try entries.lines == folder.entries())
    }

    @Test func `a wrong passphrase, an open desk and a journal that is there are told, and nothing changes`() throws {
      let (folder, stick) = (DataFolder(), DataFolder())
      let desk = fill(folder)
      let short = try locked("backup \(stick.path)", folder, "ngắn")
      #expect(short.code != 0 && short.error.contains("ít nhất 10 chữ"), "\(short)")
      #expect(try locked("backup \(stick.path)", folder, passphrase).code == 0)
      let wrong = try locked("restore \(stick.path) --replace", folder, "không phải cụm này")
      #expect(wrong.code != 0 && wrong.error.contains("không đúng"), "\(wrong)")
      let there = try locked("restore \(stick.path)", folder, passphrase)
      #expect(there.code != 0 && there.error.contains("--replace"), "\(there)")
      let open = try locked("restore \(stick.path) --replace", folder, passphrase)
      #expect(open.code != 0 && open.error.contains("đang mở"), "\(open)")
      let none = try tiepsuc(["restore", folder.file("none"), "--data", folder.path])
      #expect(none.code != 0 && none.error.contains("Không có bản sao lưu"), "\(none)")
      desk.press("n", see: "Nhật ký · 1 mục")
      desk.press(.escape, see: "Hôm nay: 1 lượt")
      desk.leave()
    }

    @Test func `the passphrase is typed twice and never shown`() throws {
      let (folder, stick) = (DataFolder(), DataFolder())
      fill(folder).leave()
      let asked = DeskRun(
        shell: "\(PtyProgram.built("tiepsuc")) backup \(stick.path) --data \(folder.path); echo ended $?", in: folder)
      asked.see("Cụm mật khẩu mới")
      asked.press(.text(passphrase), .enter, see: "lần nữa")
      asked.press(.text(passphrase), .enter, see: "ended 0")
      #expect(!asked.text.contains(passphrase), "\(asked.text)")
    }

    @Test func `a desk that opens makes the copy of the day, and doctor says how old it is`() throws {
      let (folder, stick) = (DataFolder(), DataFolder())
      fill(folder).leave()
      #expect(try tiepsuc(["doctor", "--data", folder.path]).out.contains("[!] Sao lưu: chưa có"))
      #expect(try locked("backup \(stick.path)", folder, passphrase).code == 0)
      let desk = DeskRun(folder)
      desk.see("Hôm nay: 1 lượt")
      let isThere = desk.program.waitUntil { _ in
        folder.files.contains { $0.hasSuffix(".tsbackup") && !$0.contains("/.") }
      }
      #expect(isThere, "\(folder.files)")
      desk.leave()
      let again = try tiepsuc(["backup", "--daily", "--data", folder.path])
      #expect(again.code == 0 && again.out.contains("Hôm nay đã có"), "\(again)")
      #expect(try tiepsuc(["doctor", "--data", folder.path]).out.contains("[x] Sao lưu"))
    }
  }
}
