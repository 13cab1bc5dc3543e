import Foundation
import PtySupport
import Testing

extension SmokeTests {
  /// `tiepsuc setup`.
  @Suite struct SetupTests {
    /// Runs it with these lines as standard input.
    private func setUp(_ folder: DataFolder, _ arguments: String = "", _ input: String) throws -> CommandRun {
      try run(
        "/bin/bash",
        ["-c", "printf '%s' \"$INPUT\" | \(PtyProgram.built("tiepsuc")) setup --data \(folder.path) \(arguments)"],
        ["INPUT": input])
    }

    /// The questions on a terminal.
    private func asked(_ folder: DataFolder) -> DeskRun {
      DeskRun(shell: "exec '\(PtyProgram.built("tiepsuc"))' setup --data '\(folder.path)'", in: folder)
    }

    @Test func `questions are answered line by line, a commune found without accents`() throws {
      let folder = DataFolder()
      let done = try setUp(folder, "", "khong co xa nay dau\nbac son\n77\n1\n\n\nkhông biết\nk\nk\n")
      #expect(done.code == 0, "\(done)")
      #expect(done.out.contains("Không thấy") && done.out.contains("Chưa hiểu"), "\(done)")
      let desk = DeskRun(folder)
      desk.see("Bắc Sơn", "Hôm nay: 0 lượt")
      desk.leave()
    }

    @Test func `on a terminal five questions are asked on the screen, and nothing is set before they are confirmed`() {
      let folder = DataFolder()
      let run = asked(folder)
      run.see("Đặt máy", "1/5", "Enter Chọn")
      run.press(.text("29242"), see: "29242")
      run.see("Phường Trà Vinh")
      run.press(.enter, see: "2/5")
      run.press(.text("Ban 2"), see: "Ban 2")
      run.press(.enter, see: "3/5")
      run.press(.enter, see: "4/5")
      run.press("1", see: "5/5")
      run.press("1", see: "- Tên bàn: Ban 2")
      #expect(folder.files.isEmpty)
      // Back to a question, and on again with what was answered.
      run.press(.escape, see: "5/5")
      run.press("1", see: "Đúng như vậy chưa?")
      run.mean(.enter, until: { $0.contains("Đã đặt máy xong.") })
      #expect(run.program.waitForExit() == .code(0), "\(run.text)")
      #expect(run.program.terminalIsRestored)
      let desk = DeskRun(folder)
      desk.see("· Ban 2", "Hôm nay: 0 lượt")
      desk.leave()
    }

    @Test func `a setup that is left changes nothing`() {
      let folder = DataFolder()
      let run = asked(folder)
      run.see("1/5", "Esc Thôi, không đặt")
      run.program.press(.escape)
      #expect(run.program.waitForExit().map { $0 != .code(0) } == true, "\(run.text)")
      #expect(run.text.contains("Chưa có gì thay đổi") && run.program.terminalIsRestored)
      #expect(folder.files.isEmpty)
    }

    @Test func `a file answers without questions, and the name of the desk is on its first screen`() throws {
      let folder = DataFolder()
      let done = try setUp(folder, "--file -", "# một máy\nunit = 29242\nname = Bàn 2\nkiosk = no\n")
      #expect(done.code == 0, "\(done)")
      let desk = DeskRun(folder)
      desk.see("· Bàn 2", "Hôm nay: 0 lượt")
      desk.leave()
      let practising = DeskRun(folder, ["--practice"])
      practising.see(" TẬP ", "· Bàn 2", "Hôm nay: 0 lượt")
      practising.leave()
    }

    @Test func `a unit that wants PINs is told how they begin, and does as it did until a lead has one`() throws {
      let folder = DataFolder()
      let done = try setUp(folder, "--file -", "unit = 29242\npin = yes\n")
      #expect(done.code == 0 && done.out.contains("trưởng nhóm đặt PIN"), "\(done)")
      let desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt", "Đơn vị muốn dùng PIN")
      desk.leave()
      // Asked again, what is on stays on.
      #expect(try setUp(folder, "--file -", "unit = 29242\npin = yes\n").code == 0)
    }

    @Test(arguments: [
      "", "29242\n", "29242\nBàn 2\n", "29242\nBàn 2\n\n", "29242\nBàn 2\n\nk\n",
    ]) func `the end of input answers no question`(input: String) throws {
      let folder = DataFolder()
      let ended = try setUp(folder, "", input)
      #expect(ended.code != 0 && ended.error.contains("Còn thiếu câu trả lời"), "\(ended)")
      #expect(folder.files.isEmpty)
    }

    @Test(arguments: [
      "name = Bàn 2\n", "unit = 29242\nunit = 29242\n", "unit = 29242\nkiosk = maybe\n", "unit = 29242\npin = 280573\n",
      "unit = 99999\n",
      "unit = 29242\ncolour = red\n", "unit = 29242\nname = a|b\n", "29242\n",
    ]) func `a file of answers that is not right changes nothing`(input: String) throws {
      let folder = DataFolder()
      let refused = try setUp(folder, "--file -", input)
      #expect(refused.code != 0 && !refused.error.isEmpty, "\(refused)")
      #expect(folder.files.isEmpty)
    }

    @Test func `a kiosk is set up on the machine in a folder`() throws {
      guard geteuid() == 0 else { return }
      let (folder, root) = (DataFolder(), DataFolder())
      for unit in ["tiepsuc-kiosk@.service", "tiepsuc-backup.timer"] {
        try root.write(
          Data("[Unit]\n[Install]\nWantedBy=timers.target\nDefaultInstance=tty1\n".utf8),
          to: "lib/systemd/system/\(unit)")
      }
      let done = try setUp(folder, "--file - --root \(root.path)", "unit = 29242\nkiosk = yes\n")
      guard FileManager.default.isExecutableFile(atPath: "/bin/systemctl") else {
        #expect(done.code != 0 && done.error.contains("systemctl"), "\(done)")
        return
      }
      #expect(done.code == 0, "\(done)")
      #expect(String(decoding: root.bytes("etc/sysctl.d/60-tiepsuc-kiosk.conf"), as: UTF8.self) == "kernel.sysrq = 0\n")
      let burst = String(decoding: root.bytes("etc/systemd/system.conf.d/tiepsuc-kiosk.conf"), as: UTF8.self)
      #expect(burst.contains("CtrlAltDelBurstAction=none"))
      let masked = try FileManager.default.destinationOfSymbolicLink(
        atPath: root.file("etc/systemd/system/ctrl-alt-del.target"))
      #expect(masked == "/dev/null")
    }
  }
}
