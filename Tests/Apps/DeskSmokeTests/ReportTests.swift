import Checklists
import Foundation
import Journal
import JournalFixtures
import JournalStore
import Platform
import PtySupport
import Testing

extension SmokeTests {
  /// `tiepsuc report` over a journal of made-up sessions.
  @Suite struct ReportTests {
    /// A data folder whose journal holds sessions of some days from 24 November 2025.
    private func filled(_ sessions: Int = 300) throws -> (folder: DataFolder, facts: [SessionFacts]) {
      let folder = DataFolder()
      let journal = try JournalStore.open(
        folder: folder.path, practice: false, now: .sample, entropy: SplitMix64(seed: 5))
      var bodies = Bodies(seed: 11)
      let facts = (0..<sessions).map { _ in bodies.session() }
      try journal.keepMany(facts.map(EntryBody.session))
      try journal.close()
      return (folder, facts)
    }

    private func correct(_ folder: DataFolder, row: Int, to outcome: Outcome) throws {
      let journal = try JournalStore.open(
        folder: folder.path, practice: false, now: .sample, entropy: SplitMix64(seed: 6))
      let incarnation = try #require(try journal.page(EntryFilter(), .newest, limit: 1).first).id
      try journal.keepMany([
        .amendment(
          of: EntryID(device: incarnation.device, incarnation: incarnation.incarnation, sequence: row),
          Amendment(outcome: outcome, note: "ghi nhầm"), by: nil, at: .sample)
      ])
      try journal.close()
    }

    private func object(_ text: String) throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func `a week is told in every form, with the figures of the journal`() throws {
      let (folder, facts) = try filled()
      let day = facts[0].began.day
      let week = facts.filter { (day.daysSince1970..<day.daysSince1970 + 7).contains($0.began.day.daysSince1970) }
      let words = ["report", "week", "--on", "2025-11-26", "--data", folder.path]
      let json = try tiepsuc(words + ["--format", "json"])
      #expect(json.code == 0 && json.error.isEmpty, "\(json.error)")
      let report = try object(json.out)
      #expect(report["from"] as? String == "2025-11-24")
      #expect(report["sessions"] as? Int == week.count)
      let outcomes = try #require(report["outcomes"] as? [String: Int])
      #expect(outcomes["completed"] == week.count { $0.outcome == .completed })

      let text = try tiepsuc(words + ["--by", "volunteer"], ["LANG": "vi_VN.UTF-8"])
      #expect(text.code == 0)
      #expect(text.out.contains("Tuần từ 24/11/2025 đến 30/11/2025"))
      #expect(text.out.contains("Cài và kích hoạt VNeID") && text.out.contains("Theo tình nguyện viên"))
      #expect(text.lines.contains { $0.hasPrefix("Số lượt hỗ trợ") && $0.hasSuffix(" \(week.count)") })
      let english = try tiepsuc(words, ["LC_ALL": "en_US.UTF-8"])
      #expect(english.out.contains("Week from 24/11/2025 to 30/11/2025"))

      let csv = try tiepsuc(words + ["--format", "csv"])
      #expect(csv.out.hasPrefix("\u{FEFF}section,line,measure,value,"))
      #expect(csv.out.contains("sessions,sessions,1,\(week.count),"))
      let html = try tiepsuc(words + ["--format", "html"])
      #expect(html.out.hasPrefix("<!DOCTYPE html>"))
      let book = folder.file("tuần 48.xlsx")
      let written = try tiepsuc(words + ["--format", "xlsx", "--out", book])
      #expect(written.code == 0 && written.out.isEmpty && written.error.contains(book))
      #expect(folder.bytes("tuần 48.xlsx").starts(with: Data("PK".utf8)))
      #expect(!folder.files.contains { $0.contains("/.") }, "nothing is left beside it")
    }

    @Test func `a terminal gets lines of its width, a pipe gets them whole`() throws {
      let (folder, _) = try filled(60)
      let words = ["report", "week", "--on", "2025-11-26", "--data", folder.path]
      let program = PtyProgram(path: PtyProgram.built("tiepsuc"), arguments: words, columns: 60)
      #expect(program.waitForExit() == .code(0))
      let lines = String(decoding: program.received, as: UTF8.self).split(whereSeparator: \.isNewline)
      #expect(lines.count > 40 && lines.allSatisfy { $0.count <= 60 }, "\(lines.filter { $0.count > 60 })")
      let piped = try tiepsuc(words)
      #expect(piped.lines.contains { $0.count > 60 })
    }

    @Test func `what came and was corrected since an earlier report is its supplement`() throws {
      let (folder, facts) = try filled()
      let words = ["report", "2025-11-01..2026-02-28", "--format", "json", "--data", folder.path]
      let first = folder.file("first.json")
      #expect(try tiepsuc(words + ["--out", first]).code == 0)
      let row = try #require(facts.firstIndex { $0.outcome == .completed }) + 1
      try correct(folder, row: row, to: .appointment)
      let second = try object(try tiepsuc(words + ["--against", first]).out)
      let supplement = try #require(second["supplement"] as? [String: Any])
      #expect((supplement["late"] as? [String: Int])?.isEmpty == true)
      let corrected = try #require((supplement["corrected"] as? [[String: Any]])?.first)
      #expect(corrected["first"] as? String == "completed" && corrected["now"] as? String == "appointment")
      #expect((corrected["corrections"] as? [[String: Any]])?.first?["reason"] as? String == "ghi nhầm")
      let text = try tiepsuc(
        ["report", "2025-11-01..2026-02-28", "--against", first, "--data", folder.path], ["LANG": "vi_VN.UTF-8"])
      #expect(text.out.contains("Bổ sung") && text.out.contains("0 lượt đến muộn, 1 lượt được sửa"))
      // The earlier report has to be one, and of the same days.
      let other = try tiepsuc(["report", "week", "--against", first, "--data", folder.path])
      #expect(other.code != 0 && other.out.isEmpty)
      let none = try tiepsuc(["report", "week", "--against", folder.file("journal.sqlite"), "--data", folder.path])
      #expect(none.code != 0 && none.error.contains("journal.sqlite"))
    }

    @Test func `readers outside get months that stay as they were told`() throws {
      let (folder, _) = try filled(200)
      let words = ["report", "month", "--on", "2025-11-26", "--outside", "--format", "json", "--data", folder.path]
      func tables(_ run: CommandRun) throws -> String {
        let report = try object(run.out)
        #expect(report["schema"] as? String == "tiepsuc-outside-report-1")
        let tables = try #require(report["tables"])
        return String(decoding: try JSONSerialization.data(withJSONObject: tables, options: .sortedKeys), as: UTF8.self)
      }
      let first = try tables(try tiepsuc(words))
      // One correction is about too few: nothing that is told moves.
      try correct(folder, row: 1, to: .declined)
      try correct(folder, row: 2, to: .notEligible)
      #expect(try tables(try tiepsuc(words)) == first)
      // Another scope of the same month would tell the rest by difference.
      let other = try tiepsuc(words + ["--unit", "00004"])
      #expect(other.code != 0 && other.out.isEmpty)
      let week = try tiepsuc(["report", "week", "--on", "2025-11-26", "--outside", "--data", folder.path])
      #expect(week.code != 0 && week.out.isEmpty)
      let open = try tiepsuc(["report", "year", "--outside", "--on", "9998-01-01", "--data", folder.path])
      #expect(open.code != 0 && open.out.isEmpty)
      // Without its record nothing more is told.
      try folder.write(Data("{".utf8), to: "outside.json")
      let lost = try tiepsuc(words)
      #expect(lost.code != 0 && lost.out.isEmpty && lost.error.contains("outside.json"))
    }

    @Test func `the leak check tells a lead what would merge`() throws {
      let (folder, _) = try filled(40)
      let check = try tiepsuc(
        ["report", "month", "--on", "2025-11-26", "--check", "--data", folder.path], ["LANG": "vi_VN.UTF-8"])
      #expect(check.code == 0)
      #expect(check.out.hasPrefix("Kiểm tra lộ"))
      #expect(check.lines.contains { $0.contains(": gộp ") })
    }

    @Test func `what cannot be meant is refused with a sentence`() throws {
      let (folder, _) = try filled(3)
      for words in [
        ["report"], ["report", "fortnight"], ["report", "2025-11-31..2025-12-01"], ["report", "week", "--on", "26/11"],
        ["report", "week", "--format", "xlsx"], ["report", "month", "--outside", "--by", "unit"],
        ["report", "week", "--by", "age"],
      ] {
        let run = try tiepsuc(words + ["--data", folder.path])
        #expect(run.code == 64 && run.out.isEmpty && !run.error.isEmpty, "\(words) \(run)")
      }
      let nowhere = try tiepsuc(["report", "week", "--out", "/nonexistent/x.txt", "--data", folder.path])
      #expect(nowhere.code == 1 && nowhere.error.contains("/nonexistent/x.txt"))
      let empty = try tiepsuc(["report", "week", "--data", folder.path], ["LANG": "vi_VN.UTF-8"])
      #expect(empty.code == 0 && empty.out.contains("đây chưa phải là một báo cáo"))
      let schema = try tiepsuc(["report", "--schema"])
      #expect(schema.code == 0 && schema.out.contains("tiepsuc-report-1"))
    }
  }
}
