import Foundation
import Glibc
import PtySupport
import Testing

extension SmokeTests {
  /// `tiepsuc --kiosk`: a console that shows nothing else.
  @Suite struct KioskTests {
    @Test func `no key and no signal but SIGTERM ends a kiosk, and what runs stays`() throws {
      let folder = DataFolder()
      let desk = DeskRun(folder, ["--kiosk"])
      desk.see("Hôm nay: 0 lượt")
      desk.press("q", see: "luôn mở bàn hỗ trợ")
      desk.begin()
      for key in ["c", "z", "\\"] as [Character] { desk.program.press(.control(key)) }
      desk.press("k", see: "Vướng")
      for signal in [SIGINT, SIGQUIT, SIGTSTP, SIGHUP] { desk.program.kill(signal) }
      desk.press(.escape, see: "Bước 1/12")
      #expect(!desk.program.hasEnded)
      desk.program.kill(SIGTERM)
      #expect(desk.program.waitForExit() == .code(0))
      #expect(desk.program.terminalIsRestored)
      let again = DeskRun(folder)
      again.see("Bước 1/12")
    }

    @Test func `a kiosk writes that it is seen, and doctor says so`() throws {
      let folder = DataFolder()
      let desk = DeskRun(folder, ["--kiosk"])
      desk.see("Hôm nay: 0 lượt")
      #expect(desk.program.waitUntil { _ in !folder.bytes("kiosk").isEmpty })
      let seen = try doctor(folder)
      #expect(seen["state"] as? String != "broken", "\(seen)")
      desk.program.kill(SIGTERM)
      _ = desk.program.waitForExit()
      // The same kiosk behind another console, and one that stopped an hour ago.
      let now = Int64(Date().timeIntervalSince1970 * 1000)
      try folder.write(Data("\(now) 900 0 0\n".utf8), to: "kiosk")
      let unseen = try doctor(folder)
      #expect(unseen["state"] as? String == "broken", "\(unseen)")
      #expect((unseen["todo"] as? String)?.contains("chạy nhưng không ai thấy") == true, "\(unseen)")
      try folder.write(Data("\(now - 3_600_000) 900 900 1\n".utf8), to: "kiosk")
      #expect((try doctor(folder)["todo"] as? String)?.contains("không chạy") == true)
    }

    private func doctor(_ folder: DataFolder) throws -> [String: Any] {
      let lines = try tiepsuc(["doctor", "--json", "--data", folder.path]).objects()
      return try #require(lines.first { $0["check"] as? String == "kiosk" })
    }

    @Test func `memory of the desk goes into no core dump and to no other process of the user`() throws {
      let folder = DataFolder()
      let desk = DeskRun(folder, ["--kiosk"])
      desk.see("Hôm nay: 0 lượt")
      let limits = try String(contentsOfFile: "/proc/\(desk.program.process)/limits", encoding: .utf8)
      let core = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") })
      #expect(core.split(separator: " ").filter { $0 == "0" }.count == 2, "\(core)")
      // The kernel gives the files of a process that is not to be dumped to root.
      var facts = stat()
      #expect(stat("/proc/\(desk.program.process)/environ", &facts) == 0 && facts.st_uid == 0)
    }
  }
}
