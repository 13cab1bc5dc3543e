import PtySupport
import Testing

extension SmokeTests {
  /// The real program line by line: through a pipe, and on a terminal.
  @Suite struct PlainTests {
    private let program = PtyProgram.built("tiepsuc")

    /// What the desk says to these lines, and how it ends.
    private func pipe(_ lines: String, into folder: DataFolder) throws -> CommandRun {
      try run(
        "/bin/bash",
        ["-c", "printf '\(lines.replacing("\n", with: "\\n"))' | \(program) --plain --data \(folder.path)"])
    }

    private func expectPlain(_ text: String) {
      #expect(!text.utf8.contains(0x1B) && !text.utf8.contains(0x0D))
      #expect(!text.unicodeScalars.contains { (0x2500...0x259F).contains($0.value) })
    }

    private let toStep = "1\n1\n\n\n\n\n"

    @Test func `a script helps a citizen from the first line to the receipt`() throws {
      let folder = DataFolder()
      let answer = try pipe(
        toStep + "\n\nk\nkhong nhan\n1\n1\nb\n2\ng\nbác cần kính\nf\n2\n0\n4\nx\n\nn\n", into: folder)
      #expect(answer.code == 0 && answer.error.isEmpty, "\(answer)")
      expectPlain(answer.out)
      #expect(answer.out.contains(/\n[A-Z0-9]{4}-[A-Z0-9]{4}\n/))
      #expect(answer.lines.contains("Hôm nay: 1 lượt. Bác cần giúp việc gì?"))
      let entry = try #require(try folder.entries().first)
      for fact in ["appointment", "E-V02", "bác cần kính", "skipped"] { #expect(entry.contains(fact), "\(entry)") }
      #expect(try folder.entries().count == 1)
    }

    @Test func `where the input ends the citizen waits, and the next start goes on there`() throws {
      let folder = DataFolder()
      var cancelled = 0
      for lines in ["1\n", toStep, toStep + "\n\ng\ndở", toStep + "f\n"] {
        let answer = try pipe(lines, into: folder)
        #expect(answer.code == 0)
        #expect(answer.out.hasSuffix("Lượt đang giúp được cho chờ, không mất gì.\n"), "\(lines)")
        // Whoever waits is taken up again, at the same place, and cancelled: what that leaves is a number.
        let entries = try folder.entries()
        #expect(entries.count == cancelled && entries.allSatisfy { $0.contains(#""kind":"cancelled""#) })
        let next = try pipe("4\n", into: folder)
        let place = lines == "1\n" ? "Đọc cho bác nghe:" : lines.hasSuffix("f\n") ? "Kết quả của lượt này?" : "Bước"
        #expect(next.out.contains("\n4. ~ ") && next.out.contains(place), "\(next.out)")
        let end = try pipe(
          lines == "1\n" ? "4\n<\n" : lines.hasSuffix("f\n") ? "4\n<\nz\n2\n" : "4\nz\n2\n", into: folder)
        #expect(end.out.hasSuffix("Hết dữ liệu vào.\n"), "\(end.out)")
        if lines != "1\n" { cancelled += 1 }
      }
    }

    @Test func `a last line without its end answers nothing`() throws {
      let folder = DataFolder()
      let answer = try pipe(toStep + "f\n1", into: folder)
      #expect(answer.out.hasSuffix("Lượt đang giúp được cho chờ, không mất gì.\n"))
      #expect(!answer.out.contains("nhóm tuổi nào"))
    }

    @Test func `lines that are too long or no text are refused, and the desk goes on`() throws {
      let folder = DataFolder()
      let answer = try run(
        "/bin/bash",
        [
          "-c",
          "{ printf '1\\n'; head -c 5000000 /dev/zero | tr '\\0' 'a'; printf '\\n\\377\\376\\n\\0\\0\\n1\\r\\n'; }"
            + " | \(program) --plain --data \(folder.path)",
        ])
      #expect(answer.code == 0)
      #expect(answer.out.contains("Dòng dài quá"))
      #expect(answer.out.contains("thẻ căn cước gắn chip"))
    }

    @Test(
      arguments: [(["TERM": "dumb"], 80, 24), (["ACCESSIBLE": "1"], 80, 24), ([:], 30, 24), ([:], 80, 9)]
        as [([String: String?], Int, Int)])
    func `where there is no screen, or nobody who sees it, the desk speaks in lines`(
      changes: [String: String?], columns: Int, rows: Int
    ) throws {
      let folder = DataFolder()
      let desk = DeskRun(folder, [], changes, columns: columns, rows: rows)
      desk.see("(Enter: 1")
      desk.program.send("1\n")
      desk.see("Bấm 1 nếu bác đồng ý")
      desk.mean("1", see: "): 1")
      desk.press(.enter, see: "thẻ căn cước gắn chip")
      desk.program.send("\u{4}")
      #expect(desk.program.waitForExit() == .code(0), "\(desk.text)")
      #expect(desk.program.terminalIsRestored)
      #expect(!desk.program.received.contains(0x1B))
      #expect(try pipe("", into: folder).out.contains("\n4. ~ "))
    }

    @Test func `Ctrl-C leaves, and the citizen is in front at the next start`() throws {
      let folder = DataFolder()
      let desk = DeskRun(folder, ["--plain"])
      desk.see("(Enter: 1")
      desk.program.send("1\n")
      desk.see("Bấm 1 nếu bác đồng ý")
      desk.program.send("\u{3}")
      #expect(desk.program.waitForExit() == .code(0))
      #expect(desk.program.terminalIsRestored)
      #expect(try pipe("", into: folder).out.contains("Đọc cho bác nghe:"))
    }

    @Test func `a passphrase is not shown by the terminal, and everything after it is`() throws {
      let folder = DataFolder()
      let passphrase = "con ngua xanh chay tren doi cao"
      let made = try run(
        "/bin/bash", ["-c", "printf '\(passphrase)\\n' | \(program) key new --name an --data \(folder.path)"])
      #expect(made.code == 0, "\(made)")
      let desk = DeskRun(folder, ["--plain"])
      desk.see("(Enter: 1")
      for line in ["r", "1", "s", "v"] { desk.program.send(line + "\n") }
      desk.see("Gõ, chữ không hiện: ")
      desk.program.send("sai het ca roi\n")
      desk.see("! ")
      // It is asked for again, with the echo off.
      let isAsked = desk.program.waitUntil { $0.ranges(of: "Gõ, chữ không hiện:").count > 1 }
      #expect(isAsked, "\(desk.text)")
      desk.program.send(passphrase + "\n")
      desk.see("đã lưu")
      desk.program.send("<\n")
      desk.program.send("\u{4}")
      #expect(desk.program.waitForExit() == .code(0))
      #expect(desk.program.terminalIsRestored)
      let all = String(decoding: desk.program.received, as: UTF8.self)
      #expect(!all.contains(passphrase) && !all.contains("sai het"))
      #expect(all.contains("<\r\n"))
    }

    @Test func `the cursor of the screen stands where a reader must look`() throws {
      let desk = DeskRun(DataFolder())
      desk.see("Hôm nay: 0 lượt")
      /// The screen's line with the cursor, from the cursor on.
      func line() -> String {
        desk.settle()
        let cursor = desk.program.cursor
        let row = desk.text.split(separator: "\n", omittingEmptySubsequences: false)[cursor.row]
        return String(row.dropFirst(cursor.column))
      }
      #expect(line().hasPrefix("> 1 "))
      desk.press(.down, see: "> 2")
      #expect(line().hasPrefix("> 2 "))
      desk.press("1", see: "Đọc cho bác nghe")
      #expect(line().hasPrefix("  1 Đồng ý"))
      desk.mean("1", see: "thẻ căn cước gắn chip")
      for text in ["điện thoại loại nào", "đứng tên bác không", "đã có gì với VNeID"] {
        desk.press(.enter, see: text)
        #expect(line().hasPrefix("> 1 "))
      }
      desk.press(.enter, see: "Bước 1/12")
      #expect(line().hasPrefix("Chào hỏi và nói rõ cách giúp"))
      #expect(!desk.program.isCursorVisible)
      // Also while times move in another corner.
      _ = desk.program.waitUntil { $0.contains("bước 0:02") }
      #expect(line().hasPrefix("Chào hỏi và nói rõ cách giúp"))
      desk.press("g", see: "Ghi chú")
      desk.press("abc", see: "abc")
      // Behind the cursor there is nothing; how keys become letters stands at the end of the line.
      #expect((line() + " ").hasPrefix(" ") && desk.program.isCursorVisible)
      desk.program.press(.escape)
      desk.program.press(.control("c"))
      #expect(desk.program.waitForExit() == .code(0))
    }

    @Test func `with a reader of the screen nothing moves without a key`() throws {
      let desk = DeskRun(DataFolder(), ["--no-plain"], ["ACCESSIBLE": "1"])
      desk.begin()
      desk.settle()
      let (count, since) = (desk.program.bytesReceived, ContinuousClock.now)
      _ = desk.program.waitUntil { _ in ContinuousClock.now - since > .milliseconds(2500) }
      #expect(desk.program.bytesReceived == count)
      desk.press(.enter, see: "Bước 2/12")
      desk.program.press(.control("c"))
      #expect(desk.program.waitForExit() == .code(0))
    }
  }
}
