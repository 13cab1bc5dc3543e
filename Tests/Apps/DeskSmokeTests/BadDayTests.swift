import Foundation
import Platform
import PtySupport
import Testing

extension DaySmokeTests {
  @Suite struct BadDayTests {
    @Test func `a folder that cannot be written is a sentence`() throws {
      let folder = DataFolder()
      try folder.write(Data("not a folder".utf8), to: "file")
      let desk = PtyProgram(
        path: PtyProgram.built("tiepsuc"), arguments: ["--data", folder.file("file/below")], columns: 200)
      #expect(desk.waitFor("Không ghi được vào \(folder.file("file"))"), "\(desk.screenText)")
      #expect(desk.waitForExit() == .code(1))
      #expect(desk.terminalIsRestored && !desk.received.contains(0x1B))
      #expect(folder.bytes("file") == Data("not a folder".utf8))
    }

    @Test func `a journal from a newer program is a sentence, and not touched`() throws {
      let folder = DataFolder()
      let desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.finish()
      desk.leave()
      // SQLite keeps `user_version` there.
      var bytes = folder.bytes("journal.sqlite")
      bytes.replaceSubrange(60..<64, with: [0, 0, 0, 99])
      try folder.write(bytes, to: "journal.sqlite")
      DeskRun(folder).refuses("do bản mới hơn ghi (dạng 99")
      #expect(folder.bytes("journal.sqlite") == bytes)
      let listed = try tiepsuc(["journal", "list", "--data", folder.path])
      #expect(listed.code != 0 && listed.out.isEmpty && listed.error.contains("bản mới hơn"))
    }

    @Test func `a file that is no journal is kept aside, and the desk opens`() throws {
      let folder = DataFolder()
      var chance = SplitMix64(seed: 5)
      let noise = Data((0..<50_000).map { _ in UInt8.random(in: 0...255, using: &chance) })
      try folder.write(noise, to: "journal.sqlite")
      let desk = DeskRun(folder)
      let isOpen = desk.program.waitFor("Bác cần giúp việc gì")
      if isOpen {
        desk.see("đã được cứu")
        desk.begin()
        desk.finish()
        desk.leave()
      } else {
        desk.refuses("Các mục vẫn còn")
      }
      // Whatever it was, it is still there.
      #expect(folder.files.contains { FileManager.default.contents(atPath: $0) == noise })
    }

    /// A write-ahead log cut anywhere: what was kept before is whole, and the session stands where the log still says.
    @Test(arguments: [0, 0.0001, 0.02, 0.1, 0.5, 0.9, 0.999])
    func `a truncated log loses nothing that was kept before`(cut: Double) throws {
      let folder = DataFolder()
      var desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.finish()
      desk.leave()
      let kept = try folder.entries()
      desk = DeskRun(folder)
      desk.see("Hôm nay: 1 lượt")
      desk.begin()
      for step in 2...5 { desk.press(.enter, see: "Bước \(step)/12") }
      desk.crash()
      let log = folder.bytes("journal.sqlite-wal")
      try #require(log.count > 20_000, "there is a log to cut: \(log.count)")
      try folder.write(log.dropLast(Int((Double(log.count) * cut).rounded(.up))), to: "journal.sqlite-wal")
      desk = DeskRun(folder)
      // Maybe a step earlier, maybe before the session; never an empty screen.
      desk.see("F1 Tất cả")
      desk.settle()
      if cut == 0 { desk.see("Bước 5/12") }
      if desk.text.contains("Bước ") {
        desk.finish()
      } else if !desk.text.contains("Hôm nay") {
        desk.press(.escape, see: "Hôm nay: 1 lượt")
      }
      desk.leave()
      #expect(try folder.entries().starts(with: kept))
      let verified = try tiepsuc(["journal", "verify", "--data", folder.path])
      #expect(verified.code == 0, "\(verified)")
    }

    @Test func `an empty log is no disaster either`() throws {
      let folder = DataFolder()
      var desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.finish()
      desk.leave()
      desk = DeskRun(folder)
      desk.begin()
      desk.crash()
      try folder.write(Data(), to: "journal.sqlite-wal")
      desk = DeskRun(folder)
      desk.see("Hôm nay: 1 lượt")
      desk.leave()
      #expect(try tiepsuc(["journal", "verify", "--data", folder.path]).out.contains("1 mục"))
    }

    @Test func `without the files that ship there is a sentence`() throws {
      let folder = DataFolder()
      let program = folder.file("alone/tiepsuc")
      try folder.write(Data(), to: "alone/.here")
      do {
        // A hard link is a copy that costs nothing; `/proc/self/exe` names it as it was started.
        try FileManager.default.linkItem(atPath: PtyProgram.built("tiepsuc"), toPath: program)
      } catch {
        try FileManager.default.copyItem(atPath: PtyProgram.built("tiepsuc"), toPath: program)
      }
      let desk = PtyProgram(path: program, arguments: ["--data", folder.file("data")], columns: 200)
      #expect(desk.waitFor("Không tìm thấy các tệp đi kèm chương trình."), "\(desk.screenText)")
      #expect(desk.waitForExit() == .code(1))
      #expect(desk.terminalIsRestored)
      // The journal does not need them.
      let kept = DataFolder()
      let real = DeskRun(kept)
      real.see("Hôm nay: 0 lượt")
      real.begin()
      real.finish()
      real.leave()
      #expect(try run(program, ["journal", "verify", "--data", kept.path]).code == 0)
    }

    @Test func `a key that is gone is a sentence, and nothing is touched`() throws {
      let folder = DataFolder()
      let desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.finish()
      desk.leave()
      let journal = folder.bytes("journal.sqlite")
      try FileManager.default.removeItem(atPath: folder.file("device.key"))
      DeskRun(folder).refuses("Không đọc được khoá ở \(folder.file("device.key"))")
      #expect(folder.bytes("journal.sqlite") == journal)
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/faketime"), "needs Debian's faketime"))
    func `a clock ten years ahead changes no order`() throws {
      let folder = DataFolder()
      func oneSession(_ ahead: String) {
        let command = "exec \(ahead)\(PtyProgram.built("tiepsuc")) --data \(folder.path)"
        // Only the clock on the wall jumps, as it does on a machine without a battery.
        let desk = DeskRun(shell: command, in: folder, ["FAKETIME_DONT_FAKE_MONOTONIC": "1"])
        desk.see("Bác cần giúp việc gì")
        desk.begin()
        desk.finish()
        desk.leave()
      }
      let year = Calendar(identifier: .gregorian).component(.year, from: Date())
      oneSession("")
      oneSession("/usr/bin/faketime -f +3652d ")
      oneSession("")
      let rows = try tiepsuc(["journal", "list", "--json", "--data", folder.path]).objects()
      #expect(rows.compactMap { $0["row"] as? Int } == [3, 2, 1])
      #expect(
        rows.compactMap { ($0["day"] as? String)?.prefix(4).description } == ["\(year)", "\(year + 10)", "\(year)"],
        "\(rows)")
      #expect(rows.allSatisfy { ($0["seconds"] as? Int ?? -1) >= 0 && ($0["seconds"] as? Int ?? 9999) < 600 })
      #expect(try tiepsuc(["journal", "verify", "--data", folder.path]).code == 0)
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/faketime"), "needs Debian's faketime"))
    func `a clock that jumps in the middle of a session makes no years of help`() throws {
      let folder = DataFolder()
      var desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.press(.enter, see: "Bước 2/12")
      desk.crash()
      desk = DeskRun(
        shell: "exec /usr/bin/faketime -f +3652d \(PtyProgram.built("tiepsuc")) --data \(folder.path)", in: folder,
        ["FAKETIME_DONT_FAKE_MONOTONIC": "1"])
      desk.see("Bước 2/12")
      desk.crash()
      desk = DeskRun(folder)
      desk.see("Bước 2/12")
      desk.finish()
      desk.leave()
      let rows = try tiepsuc(["journal", "list", "--json", "--data", folder.path]).objects()
      #expect(rows.allSatisfy { ($0["seconds"] as? Int ?? 9999) < 600 }, "\(rows)")
    }
  }
}
