import Checklists
import DeskPorts
import DeskSamples
import DeskUI
import Journal
import Phrases
import Protocol
import ReportFiles
import Reports
import TerminalUI
import TestSupport
import TestTraits
import Testing

/// A report on the screen.
@Suite(.bothFaces, .ownThread) struct ReportScreenTests {
  @Test func `the week's report is read with its bars, other periods are a key away, and no period of the future is`()
    throws
  {
    let desk = try Story(shelf: shippedShelf())
    desk.press(.journal)
    desk.press(.command("report"))
    #expect(desk.text.contains("Báo cáo của máy này · Tuần từ"))
    #expect(desk.text.contains("Số lượt hỗ trợ") && desk.text.contains("Báo cáo hỗ trợ dịch vụ số"))
    let today = desk.desk.now.day
    #expect(desk.reports.asked.last.map { $0.from <= today && today <= $0.through && !$0.isOfUnit } == true)
    desk.press(.command("later"))
    #expect(desk.text.contains("Kỳ sau chưa bắt đầu."))
    #expect(desk.reports.asked.count == 1)
    let week = try #require(desk.reports.asked.last)
    desk.press(.command("earlier"))
    #expect(desk.reports.asked.last?.through == week.from.later(days: -1))
    desk.press(.command("kind"))
    #expect(desk.reports.asked.last.map { $0.from.iso.hasSuffix("-01") } == true)
  }

  /// Whatever the report says can be read by scrolling: no column and no sentence is cut off, in any size and language.
  @Test(arguments: [
    Size(columns: 132, rows: 43), Size(columns: 80, rows: 24), Size(columns: 60, rows: 20), Size(columns: 40, rows: 10),
  ])
  func `nothing of a report is cut off`(size: Size) throws {
    let desk = try Story(shelf: shippedShelf(), size: size)
    desk.press(.journal, .command("report"))
    for _ in 1...2 {
      var seen = ""
      for _ in 0..<80 {
        // The period in the title stands in the report, too.
        let body = desk.text.split(separator: "\n").dropFirst().joined(separator: "\n")
        try #require(!body.contains("…"), "\(desk.text)")
        seen += body
        desk.press(.pageDown)
      }
      let flat = seen.replacing(/\s+/, with: " ")
      for outcome in Outcome.allCases {
        let head = Phrase.outcome(outcome)[desk.desk.language]
        #expect(flat.contains(head) || head.split(separator: " ").allSatisfy { flat.contains($0) }, "\(head)")
      }
      #expect(flat.contains(" 12") && flat.contains("███"))
      desk.press(.function(2), .home)
    }
  }

  @Test func `a lead's report is over the unit, and is written in every form`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.play("Tick :exchange :desks")
    desk.press(.command("report"))
    #expect(desk.reports.asked.last?.isOfUnit == true)
    for form in ["xlsx", "csv", "json", "html", "text"] {
      desk.press(.command("write"))
      desk.press(.choose(form))
      #expect(desk.text.contains("/data/reports/unit.\(form)"))
    }
    #expect(desk.reports.written == [.xlsx, .csv, .json, .html, .text])
  }

  @Test func `a lead closes a period with two presses, opens it with a reason, and reads what holds it`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.play("Tick :exchange :desks")
    desk.press(.command("report"))
    #expect(desk.text.contains("Kỳ này: nháp"))
    desk.press(.command("sign"))
    #expect(desk.text.contains("Kỳ này chưa hết ngày"))
    desk.press(.command("earlier"), .command("sign"))
    #expect(desk.text.contains("Bấm c lần nữa để ký") && desk.reports.taken.isEmpty)
    desk.press(.command("sign"))
    #expect(desk.reports.taken.map(\.act) == [.sign])
    let week = try #require(desk.reports.asked.last)
    let period = try #require(ReportPeriod(from: week.from, through: week.through))
    func step(_ act: PeriodAct, _ voice: PeriodVoice, _ reason: String? = nil) -> PeriodStep {
      PeriodStep(unit: "29242", period: period, act: act, voice: voice, reason: reason, time: 1)
    }
    desk.exchange.remembered.periods = [step(.sign, .unit)]
    desk.press(.escape, .command("report"), .command("earlier"))
    desk.wait(seconds: 1)
    desk.play("Esc Esc :exchange :desks")
    desk.press(.command("report"), .command("earlier"))
    #expect(desk.text.contains("Kỳ này: đã gửi"))
    desk.press(.command("sign"))
    #expect(desk.text.contains("Đơn vị đã ký kỳ này"))
    desk.press(.command("reopen"))
    desk.type("nhập thiếu bàn 2")
    desk.press(.enter)
    #expect(desk.reports.taken.last.map { $0.act == .reopen && $0.reason == "nhập thiếu bàn 2" } == true)
    desk.exchange.remembered.periods += [step(.receive, .province), step(.approve, .province), step(.lock, .province)]
    desk.play("Esc Esc Esc :exchange :desks")
    desk.press(.command("report"), .command("earlier"), .command("reopen"))
    #expect(desk.text.contains("Kỳ này: đã khoá") && desk.text.contains("Tỉnh đã khoá kỳ này"))
  }

  @Test(arguments: PeriodLock.allCases.map(Optional.some) + [nil])
  func `what the hub did not take of a period stands on its report with the reason`(lock: PeriodLock?) throws {
    let desk = try Story(shelf: shippedShelf())
    let week = ReportPeriod(.week, holding: desk.desk.now.day.later(days: -7))
    let step = PeriodStep(unit: "29242", period: week, act: .reopen, voice: .unit, reason: "nhập thiếu", time: 1)
    let refused = RefusedStep(step, lock == nil ? .wrongRole : .periodHeld, lock)
    desk.exchange.remembered.refusedSteps = [refused]
    desk.play("Tick :exchange :desks")
    desk.press(.command("report"))
    let words = "Máy chủ không nhận “Mở lại”"
    #expect(!desk.text.contains(words), "another period")
    desk.press(.command("earlier"))
    #expect(desk.text.contains(words))
    let sentence = Phrase.sentence(refused)
    for part in [sentence.vi, sentence.en] { #expect(part.hasSuffix(".") && !part.contains("  ")) }
    let last = try #require(sentence.vi.split(separator: " ").last)
    #expect(desk.text.contains(last), "the whole sentence is on the screen")
  }

  @Test func `a report that cannot be made says why`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.reports.problem = .noCopies
    desk.play("Tick :exchange :desks")
    desk.press(.command("report"))
    #expect(desk.text.contains("Chưa có bản sao nhật ký nào"))
  }
}
