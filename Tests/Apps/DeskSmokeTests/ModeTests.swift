import Foundation
import Glibc
import PtySupport
import Testing

extension SmokeTests {
  @Suite struct ModeTests {
    @Test func `practice says so everywhere and counts nothing`() throws {
      let folder = DataFolder()
      let desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.finish()
      desk.see("Hôm nay: 1 lượt")
      desk.press("p", see: " TẬP ")
      desk.see(" TẬP ", "Hôm nay: 0 lượt")
      let real = desk.program.cell(column: 20, row: 0).background
      desk.begin()
      desk.see(" TẬP ")
      desk.finish()
      desk.see(" TẬP ", "Hôm nay: 1 lượt")
      desk.press("n", see: "Nhật ký · 1 mục")
      desk.see(" TẬP ")
      desk.press(.escape, see: "Hôm nay: 1 lượt")
      desk.program.press("p")
      #expect(desk.program.waitUntil { !$0.contains("TẬP") }, "\(desk.text)")
      desk.see("Hôm nay: 1 lượt")
      #expect(desk.program.cell(column: 20, row: 0).background != real, "practice has other colours")
      desk.press("n", see: "Nhật ký · 1 mục")
      desk.press(.escape, see: "Hôm nay: 1 lượt")
      desk.leave()
      #expect(try folder.entries().count == 1)
      #expect(try tiepsuc(["journal", "export", "--json", "--practice", "--data", folder.path]).lines.count == 1)
      let verified = try tiepsuc(["journal", "verify", "--data", folder.path])
      #expect(verified.out.contains("1 mục"))
    }

    @Test func `Ctrl-Z gives the shell its terminal, and fg comes back to the same screen`() throws {
      let folder = DataFolder()
      let shell = PtyProgram(
        path: "/bin/bash", arguments: ["--norc", "--noprofile", "--noediting", "-i"],
        environment: PtyProgram.environment(["PS1": "ready$ "]))
      #expect(shell.waitFor("ready$"))
      shell.send("\(PtyProgram.built("tiepsuc")) --data \(folder.path)\n")
      #expect(shell.waitFor("Hôm nay: 0 lượt"))
      shell.press("1")
      #expect(shell.waitFor("Đọc cho bác nghe"), "\(shell.screenText)")
      shell.press(.escape)
      #expect(shell.waitFor("Hôm nay: 0 lượt"), "\(shell.screenText)")
      shell.press("v")
      #expect(shell.waitFor("Chưa có ai"), "\(shell.screenText)")
      shell.press(.control("z"))
      #expect(shell.waitFor("Stopped"), "\(shell.screenText)")
      #expect(shell.waitUntil { _ in shell.terminalIsRestored })
      shell.resize(columns: 90, rows: 25)
      shell.send("fg\n")
      #expect(shell.waitUntil { $0.contains("Chưa có ai") && $0.contains("F1 Tất cả") }, "\(shell.screenText)")
      #expect(shell.isAlternateScreen)
      shell.press(.escape)
      #expect(shell.waitFor("Hôm nay: 0 lượt"), "\(shell.screenText)")
      shell.press(.control("c"))
      #expect(shell.waitUntil { _ in shell.terminalIsRestored })
      shell.send("echo $((40+2)); exit\n")
      #expect(shell.waitFor("42"), "\(shell.screenText)")
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT]) func `being asked to end restores the terminal`(signal: Int32)
      throws
    {
      let folder = DataFolder()
      let desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.program.kill(signal)
      #expect(desk.program.waitForExit() == .code(0))
      #expect(desk.program.terminalIsRestored)
      let again = DeskRun(folder)
      again.see("Bước 1/12")
      again.press(.escape, see: "Đã cất")
      again.leave()
    }

    @Test(arguments: ["", "--plain"]) func `a program whose starter had blocked signals hears them all the same`(
      mode: String
    ) throws {
      let folder = DataFolder()
      let program = "\(PtyProgram.built("tiepsuc")) \(mode) --data \(folder.path)"
      let desk = DeskRun(shell: "exec env --block-signal=TERM,HUP,INT \(program)", in: folder)
      desk.see("Hôm nay: 0 lượt")
      desk.program.kill(SIGTERM)
      #expect(desk.program.waitForExit() == .code(0))
    }

    @Test func `a crash restores the terminal and loses nothing`() throws {
      let folder = DataFolder()
      let desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.program.kill(SIGSEGV)
      #expect(desk.program.waitForExit() == .signal(SIGSEGV))
      #expect(desk.program.terminalIsRestored)
      let again = DeskRun(folder)
      again.see("Bước 1/12")
    }

    @Test func `with NO_COLOR there is no colour`() throws {
      let desk = DeskRun(DataFolder(), [], ["NO_COLOR": "1"])
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.press("?", see: "Tất cả việc làm được")
      desk.press(.escape, see: "Bước 1/12")
      desk.press(.escape, see: "Đã cất")
      desk.leave()
      let sent = String(decoding: desk.program.received, as: UTF8.self)
      for match in sent.matches(of: /\u{1B}\[([0-9;]*)m/) {
        for parameter in match.output.1.split(separator: ";").compactMap({ Int($0) }) {
          let isColour = [30...38, 40...48, 90...107].contains { $0.contains(parameter) }
          #expect(!isColour, "\(match.output.1)")
        }
      }
      #expect(sent.contains("\u{1B}[7m") || sent.contains(";7m"), "without colours, reverse says where one is")
    }

    @Test func `a click does what the key does, and any size is drawn`() throws {
      let desk = DeskRun(DataFolder())
      desk.see("Hôm nay: 0 lượt")
      desk.press(.click(column: 10, row: 4), see: "Đọc cho bác nghe")
      desk.see("2 Không đồng ý")
      let row = try #require(
        desk.text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("2 Không đồng ý") })
      desk.mean(.click(column: 6, row: row), see: "Bác có thẻ căn cước")
      for (columns, rows) in [(60, 20), (20, 6), (10, 3), (200, 60), (1, 1), (80, 24)] {
        desk.program.resize(columns: columns, rows: rows)
        desk.settle()
        #expect(!desk.program.hasEnded)
      }
      desk.see("Bác có thẻ căn cước", "F1 Tất cả")
    }
  }
}
