import PtySupport
import Testing

extension SmokeTests {
  /// The desk line by line, as the program that ships.
  @Suite struct PlainTests {
    private func plain(_ lines: [String], _ folder: DataFolder, _ changes: [String: String?] = [:]) throws -> CommandRun
    {
      try run(
        PtyProgram.built("tiepsuc"), (changes.isEmpty ? ["desk", "--plain"] : []) + ["--data", folder.path], changes,
        input: lines.map { $0 + "\n" }.joined())
    }

    @Test func `a script through a pipe helps a citizen, and its end puts the next one aside`() throws {
      let folder = DataFolder()
      let whole = ["1", "1", "1", "1", "1", "1", "f", "1", "x", ""]
      let first = try plain(whole + ["1", "1", "", "k", "otp"], folder)
      #expect(first.code == 0, "\(first)")
      #expect(first.out.contains("== Cài và kích hoạt VNeID"))
      #expect(first.out.contains("1. Đồng ý"))
      #expect(first.out.contains("== Mã biên nhận"))
      #expect(!first.out.contains("\u{1B}"))
      #expect(try folder.entries().count == 1)
      let second = try plain([], folder)
      #expect(second.code == 0 && second.out.contains("chờ"), "\(second)")
      #expect(try folder.entries().count == 1)
    }

    @Test(arguments: [["TERM": "dumb"], ["ACCESSIBLE": "1"]] as [[String: String?]])
    func `a terminal without a cursor, or somebody who cannot see one, gets lines`(changes: [String: String?]) throws {
      let answer = try plain(["?", "q"], DataFolder(), changes)
      #expect(answer.code == 0 && answer.out.contains("1. Cài và kích hoạt VNeID"), "\(answer)")
      #expect(answer.out.contains("/ Hỏi nhanh"))
    }
  }
}
