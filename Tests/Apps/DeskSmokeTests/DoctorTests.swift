import Foundation
import PtySupport
import Testing

extension SmokeTests {
  /// `tiepsuc doctor`.
  @Suite struct DoctorTests {
    private let checks = [
      "terminal", "letters", "locale", "clock", "battery", "disk", "memory", "journal", "exchange", "backup",
      "checklists", "units", "kiosk",
    ]

    @Test func `each check is one line, and what is not fine says what to do in both languages`() throws {
      let folder = DataFolder()
      let found = try tiepsuc(["doctor", "--json", "--data", folder.path])
      let lines = try found.objects()
      var order: [String] = []
      for line in lines {
        let check = try #require(line["check"] as? String)
        if order.last != check { order.append(check) }
        let state = try #require(line["state"] as? String)
        #expect(["fine", "note", "broken"].contains(state))
        #expect(state == "fine" || (line["todo"] as? String)?.isEmpty == false, "\(line)")
        #expect((line["todo"] == nil) == (line["todoEn"] == nil), "\(line)")
      }
      #expect(order == checks)
      let plain = try tiepsuc(["doctor", "--data", folder.path])
      #expect(plain.lines.count == lines.count && plain.lines.allSatisfy { $0.hasPrefix("[") })
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/faketime"), "needs Debian's faketime"))
    func `a clock that stands in the year 2000 is told by doctor and on the first screen`() throws {
      let folder = DataFolder()
      let clock = ["-f", "@2000-01-01 08:00:00", PtyProgram.built("tiepsuc")]
      let told = try run("/usr/bin/faketime", clock + ["doctor", "--data", folder.path])
      #expect(told.code != 0 && told.out.contains("[ ] Đồng hồ: 01/01/2000"), "\(told)")
      let desk = DeskRun(
        shell: "exec /usr/bin/faketime -f '\(clock[1])' \(clock[2]) --data \(folder.path)", in: folder)
      desk.see("Đồng hồ máy sai: 01/01/2000", "CMOS")
    }
  }
}
