import Foundation
import PtySupport
import Testing

extension SmokeTests {
  @Suite struct CommandTests {
    @Test func `lint says where each mistake is, on standard error`() throws {
      let folder = DataFolder()
      let good = try String(contentsOfFile: shipped("Checklists/vneid.yaml"), encoding: .utf8)
      try folder.write(Data(good.replacing("safety: no-photos", with: "safety: no-such").utf8), to: "bad.yaml")
      let bad = try tiepsuc(["checklist", "lint", folder.file("bad.yaml")])
      #expect(bad.code != 0 && bad.out.isEmpty)
      let lines = bad.error.split(separator: "\n")
      #expect(!lines.isEmpty)
      for line in lines {
        #expect(line.wholeMatch(of: /.*\/bad\.yaml:[0-9]+:[0-9]+: .+; .+/) != nil, "\(line)")
      }
      let gone = try tiepsuc(["checklist", "lint", folder.file("none.yaml")])
      #expect(gone.code != 0 && gone.error.contains("none.yaml"))
    }

    @Test func `lint has nothing to say about what ships`() throws {
      let files = [
        "Checklists/vneid.yaml", "Checklists/taikhoan.yaml", "Checklists/dichvucong.yaml", "Catalogue/services.yaml",
        "Consent/log.yaml", "Consent/contact.yaml", "Units/units.csv",
      ]
      let linted = try tiepsuc(["checklist", "lint"] + files.map(shipped))
      #expect(linted.code == 0 && linted.error.isEmpty, "\(linted)")
    }

    @Test func `checklists are listed and printed`() throws {
      let folder = DataFolder()
      let listed = try tiepsuc(["checklist", "list", "--json", "--data", folder.path])
      #expect(listed.code == 0)
      #expect(try listed.objects().compactMap { $0["id"] as? String } == ["vneid", "taikhoan", "dichvucong"])
      let plain = try tiepsuc(["checklist", "list", "--data", folder.path])
      #expect(plain.lines.count == 3 && plain.out.contains("Cài và kích hoạt VNeID"))
      let preview = try tiepsuc(["checklist", "preview", "vneid", "--data", folder.path])
      #expect(
        preview.code == 0 && preview.out.contains("Chào hỏi và nói rõ cách giúp") && preview.out.contains("E-V10"))
      let english = try tiepsuc(["checklist", "preview", "vneid", "--english", "--data", folder.path])
      #expect(english.out.contains("Greet and explain how we help"))
      let unknown = try tiepsuc(["checklist", "preview", "nothing", "--data", folder.path])
      #expect(unknown.code != 0 && unknown.out.isEmpty && unknown.error.contains("nothing"))
    }

    @Test func `the journal is listed, shown, verified and exported`() throws {
      let folder = DataFolder()
      let desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      for _ in 1...2 {
        desk.begin()
        desk.finish()
      }
      desk.leave()
      let data = ["--data", folder.path]
      let listed = try tiepsuc(["journal", "list", "--json"] + data).objects()
      #expect(listed.compactMap { $0["row"] as? Int } == [2, 1])
      #expect(listed.allSatisfy { $0["checklist"] as? String == "vneid" && $0["outcome"] as? String == "completed" })
      #expect(try tiepsuc(["journal", "list", "--limit", "1"] + data).lines.count == 1)
      #expect(try tiepsuc(["journal", "list", "--search", "kich hoat"] + data).lines.count == 2)
      #expect(try tiepsuc(["journal", "list", "--search", "khong co dau"] + data).lines.isEmpty)
      let shown = try tiepsuc(["journal", "show", "1", "--json"] + data)
      #expect(try shown.objects().count == 1)
      #expect(try tiepsuc(["journal", "show", "1"] + data).out.contains("sha256 "))
      let none = try tiepsuc(["journal", "show", "77"] + data)
      #expect(none.code != 0 && none.error.contains("Không có mục này"))
      let verified = try #require(try tiepsuc(["journal", "verify", "--json"] + data).objects().first)
      #expect(verified["good"] as? Int == 2 && verified["breaks"] as? Int == 0)
      let exported = try tiepsuc(["journal", "export", "--json"] + data)
      #expect(try exported.objects().count == 2)
      #expect(exported.lines[0] + "\n" == shown.out)
      let csv = try tiepsuc(["journal", "export"] + data).lines
      #expect(
        csv.first
          == "row,incarnation,sequence,kind,day,time,checklist,outcome,outcome_first,corrected_by,correction_reason,volunteer,"
          + "seconds,problems,amended,of_row,hash")
      #expect(
        csv.count == 3 && csv.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 17 })
    }

    @Test func `exports tell an outcome as corrected, and which row corrects it`()
      throws
    {
      let folder = DataFolder()
      let desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.finish()
      desk.press("n", see: "Hoàn thành")
      desk.press(.enter, see: "Kết quả: Hoàn thành")
      desk.press("s", see: "Kết quả đúng là gì?")
      desk.press("2", see: "Vì sao")
      desk.press("n", see: "n")
      desk.mean(.enter, see: "Đã sửa; lúc đầu: Hoàn thành")
      desk.press(.escape, see: "Nhật ký")
      desk.press(.escape, see: "Hôm nay: 1 lượt")
      desk.leave()
      let data = ["--data", folder.path]
      let csv = try tiepsuc(["journal", "export"] + data).lines
      let heads = csv[0].split(separator: ",").map(String.init)
      let rows = csv.dropFirst().map { line in
        Dictionary(
          zip(heads, line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)),
          uniquingKeysWith: { first, _ in first })
      }
      try #require(rows.count == 2)
      #expect(rows[0]["outcome_first"] == "completed" && rows[0]["outcome"] != "completed")
      #expect(rows[0]["correction_reason"] == "n" && rows[0]["amended"] == "1")
      #expect(rows[1]["kind"] == "amendment" && rows[1]["of_row"] == rows[0]["row"])
      let listed = try tiepsuc(["journal", "list", "--json"] + data).objects()
      #expect(listed.last?["outcome"] as? String == rows[0]["outcome"])
      #expect(listed.last?["outcome_first"] as? String == "completed")
      #expect(listed.first?["of_row"] as? Int == 1)
    }

    @Test func `a folder without a journal is no damage`() throws {
      let folder = DataFolder()
      for command in ["list", "verify", "export"] {
        let answer = try tiepsuc(["journal", command, "--data", folder.path])
        #expect(!answer.error.contains("hỏng"), "\(command): \(answer.error)")
        #expect(answer.code == 0 || !answer.error.isEmpty)
      }
    }

    @Test func `the doctor looks at the machine`() throws {
      let folder = DataFolder()
      let desk = DeskRun(
        shell: "\(PtyProgram.built("tiepsuc")) doctor --data \(folder.path); echo ended $?", in: folder)
      desk.see("ended 0")
      desk.see(
        "[x] Cửa sổ: xterm-256color, 80x24, 256", "[x] Bảng mã", "[x] Đồng hồ", "[x] Ổ đĩa",
        "[x] Danh mục bước: vneid.yaml", "[x] Danh mục xã, phường: 3.321 xã, phường, đặc khu")
      #expect(desk.program.terminalIsRestored)
      let blind = try tiepsuc(["doctor", "--data", folder.path])
      #expect(blind.code == 0 && blind.out.contains("[!] Cửa sổ"), "\(blind)")
    }

    @Test func `screens are drawn for developers`() throws {
      let program = PtyProgram.built("tiepsuc-preview")
      let home = try run(program, ["home", "--size", "60x20"])
      #expect(home.code == 0 && home.out.contains("bàn hỗ trợ dịch vụ số"), "\(home)")
      #expect(home.out.split(separator: "\n").allSatisfy { $0.count <= 60 })
      let bare = try run(program, ["exchange", "--english", "--ascii"])
      #expect(bare.code == 0 && bare.out.contains("Exchange"), "\(bare)")
      #expect(!bare.out.contains { "✓►◷▼▲█░▀▄│─".contains($0) }, "\(bare)")
      let none = try run(program, ["no-such-screen"])
      #expect(none.code != 0 && none.error.contains("receipt"))
    }

    @Test func `a recording is played to its end, or the word that is no key is named`() throws {
      let folder = DataFolder()
      let program = PtyProgram.built("tiepsuc-preview")
      try folder.write(Data("n\n60x20\n".utf8), to: "keys")
      let end = try run(program, ["play", folder.file("keys")])
      #expect(end.code == 0 && end.out.contains("Nhật ký") && end.lines.count <= 20, "\(end)")
      let each = try run(program, ["play", folder.file("keys"), "--each"])
      #expect(each.out.ranges(of: "Nhật ký").count == 2, "\(each)")
      try folder.write(Data("n Entre".utf8), to: "keys")
      let unknown = try run(program, ["play", folder.file("keys")])
      #expect(unknown.code != 0 && unknown.out.isEmpty && unknown.error.contains("Entre"))
    }

    @Test func `version and help go to standard output`() throws {
      let version = try tiepsuc(["--version"])
      #expect(version.code == 0 && version.out.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
      let help = try tiepsuc(["--help"])
      #expect(help.code == 0 && help.error.isEmpty)
      for word in ["--data", "TIEPSUC_DATA", "checklist", "journal", "doctor"] { #expect(help.out.contains(word)) }
    }

    @Test(arguments: [
      ["--no-such"], ["journal", "list", "--no-such"], ["journal", "list", "--limit", "0"], ["checklist", "lint"],
      ["journal", "show", "x"], ["no-such-command"],
    ])
    func `what is not understood is said on standard error`(arguments: [String]) throws {
      let answer = try tiepsuc(arguments)
      #expect(answer.code != 0 && answer.out.isEmpty && !answer.error.isEmpty, "\(answer)")
    }

    @Test(
      arguments: [
        (["TERM": nil], "Chưa đặt biến TERM"), (["TERM": "no-such"], "Không biết loại cửa sổ “no-such”"),
        (["TERM": nil, "LANG": "en_US.UTF-8"], "TERM is not set"),
      ] as [([String: String?], String)])
    func `a terminal that cannot be used is named in a sentence`(changes: [String: String?], sentence: String) {
      DeskRun(DataFolder(), [], changes).refuses(sentence)
    }

    @Test(arguments: [["LANG": "C"], ["LANG": nil], ["LC_ALL": "POSIX"]] as [[String: String?]])
    func `a locale without UTF-8 is a sentence or a right screen, never garbage`(changes: [String: String?]) {
      let desk = DeskRun(DataFolder(), [], changes)
      desk.see("Tiếp Sức · bàn hỗ trợ dịch vụ số", "Cài và kích hoạt VNeID")
      desk.leave()
    }

    @Test func `without a terminal there is a sentence`() throws {
      let folder = DataFolder()
      let answer = try tiepsuc(["--data", folder.path])
      #expect(answer.code != 0 && answer.out.isEmpty && answer.error.contains("cần một cửa sổ dòng lệnh"), "\(answer)")
      let piped = DeskRun(
        shell: "set -o pipefail; \(PtyProgram.built("tiepsuc")) --data \(folder.path) | cat; echo ended $?", in: folder)
      piped.see("cần một cửa sổ dòng lệnh")
      piped.see("ended 1")
    }

    @Test func `the data folder comes from the option, the environment or XDG`() throws {
      let folder = DataFolder()
      for (changes, place) in [
        (["TIEPSUC_DATA": folder.file("a")], "a"), (["XDG_DATA_HOME": folder.file("b")], "b/tiepsuc"),
        (["HOME": folder.file("c"), "CFFIXED_USER_HOME": nil], "c/.local/share/tiepsuc"),
      ] as [([String: String?], String)] {
        let desk = PtyProgram(path: PtyProgram.built("tiepsuc"), environment: PtyProgram.environment(changes))
        #expect(desk.waitFor("Hôm nay: 0 lượt"), "\(desk.screenText)")
        desk.press("q")
        #expect(desk.waitForExit() == .code(0))
        #expect(FileManager.default.fileExists(atPath: folder.file(place + "/journal.sqlite")))
      }
    }
  }
}
