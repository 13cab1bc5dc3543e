package import Checklists
import Journal
package import Reports

/// Sentences and labels of reports.
extension Phrase {
  // The report's screen
  package static let deskReport = LocalText("Báo cáo của máy này", "Report of this desk")
  package static let unitReport = LocalText("Báo cáo của đơn vị", "Report of the unit")
  package static let report = LocalText("Báo cáo", "Report")
  package static let otherPeriod = LocalText("Tuần, tháng, quý, năm", "Week, month, quarter, year")
  package static let earlierPeriod = LocalText("Kỳ trước", "Earlier")
  package static let laterPeriod = LocalText("Kỳ sau", "Later")
  package static let noLaterPeriod = LocalText("Kỳ sau chưa bắt đầu.", "The next period has not begun yet.")
  package static let writeReport = LocalText("Ghi ra tệp", "Write a file")
  package static let formWorkbook = LocalText("Bảng tính Excel (xlsx)", "Excel workbook (xlsx)")
  package static let formCSV = LocalText("CSV cho Excel", "CSV for Excel")
  package static let formJSON = LocalText("JSON cho máy khác đọc", "JSON for other programs")
  package static let formHTML = LocalText("Trang để in (html)", "A page to print (html)")
  package static let formText = LocalText("Chữ thuần", "Plain text")
  package static let reportIsInner = LocalText(
    "Bản này có đủ số nhỏ, chỉ dùng trong đơn vị. Gửi ra ngoài: tiepsuc report --outside.",
    "This one has all small numbers and is for the unit alone. For outsiders: tiepsuc report --outside.")

  package static let reportTitle = LocalText("Báo cáo hỗ trợ dịch vụ số", "Report of digital help")
  package static let outsideReportTitle = LocalText(
    "Báo cáo hỗ trợ dịch vụ số (bản gửi ra ngoài đơn vị)", "Report of digital help (for readers outside the unit)")

  /// The period as a person says it.
  package static func period(_ period: ReportPeriod) -> LocalText {
    let (year, month, _) = period.from.parts
    let (from, through) = (Numbers.date(period.from), Numbers.date(period.through))
    switch period.kind {
    case .week: return LocalText("Tuần từ \(from) đến \(through)", "Week from \(from) to \(through)")
    case .month: return LocalText("Tháng \(month)/\(year)", "Month \(month)/\(year)")
    case .quarter:
      let quarter = ["I", "II", "III", "IV"][(month - 1) / 3]
      return LocalText("Quý \(quarter)/\(year)", "Quarter \((month - 1) / 3 + 1)/\(year)")
    case .year: return LocalText("Năm \(year)", "Year \(year)")
    case .range where period.from == period.through: return LocalText("Ngày \(from)", "Day \(from)")
    case .range: return LocalText("Từ \(from) đến \(through)", "From \(from) to \(through)")
    }
  }

  /// How it was counted.
  package static func definition(_ definition: ReportDefinition) -> LocalText {
    LocalText(
      "Cách tính: \(definition.id) bản \(definition.version). Đếm lượt hỗ trợ, không đếm người. Kết quả tính theo lần sửa cuối. Lượt thuộc ngày bắt đầu.",
      "Counted by: \(definition.id) version \(definition.version). Sessions are counted, not persons, with outcomes as corrected last, on the day on which they began."
    )
  }

  package static func reportUnit(_ code: String?, _ name: String?) -> LocalText {
    guard let code else { return LocalText("Đơn vị: tất cả trong nhật ký này", "Unit: all in this journal") }
    let text = [code, name].compactMap { $0 }.joined(separator: " · ")
    return code.isEmpty
      ? LocalText("Đơn vị: chưa chọn xã, phường", "Unit: no commune chosen")
      : LocalText("Đơn vị: \(text)", "Unit: \(text)")
  }

  package static func reportMade(_ time: String) -> LocalText { LocalText("Lập lúc \(time)", "Made at \(time)") }

  /// The first sheet of a workbook.
  package static let reportSheet = LocalText("Báo cáo", "Report")

  // MARK: Headings

  package static let volunteersSection = LocalText("1. Tình nguyện viên", "1. Volunteers")
  package static let sessionsSection = LocalText("2. Lượt hỗ trợ", "2. Sessions")
  package static let outcomesSection = LocalText("3. Kết quả theo dịch vụ", "3. Outcomes by service")
  package static let resultsSection = LocalText("4–6. Việc người dân làm được", "4–6. What citizens got")
  package static let servicesSection = LocalText("6. Hồ sơ theo thủ tục", "6. Applications by procedure")
  package static let agesSection = LocalText("7. Nhóm tuổi (chỉ khi người dân cho biết)", "7. Age bands (as told)")
  package static let satisfactionSection = LocalText("8. Mức hài lòng", "8. Satisfaction")
  package static let petitionsSection = LocalText("9. Phản ánh, kiến nghị", "9. Petitions")
  package static let problemsSection = LocalText("10. Lỗi thường gặp", "10. Frequent problems")
  package static let textsSection = LocalText(
    "11. Khó khăn, kiến nghị đã ghi", "11. Difficulties and petitions, as written")
  package static let daysSection = LocalText("Lượt theo ngày", "Sessions by day")
  package static let monthsSection = LocalText("Lượt theo tháng", "Sessions by month")
  package static let doublesSection = LocalText(
    "Có phải một lượt ghi hai lần? (chương trình không tự gộp)", "One session kept twice? (nothing is merged)")
  package static let beganColumn = LocalText("Giờ", "Time")
  package static func besideQuickHelp(_ checklist: LocalText) -> LocalText {
    LocalText("\(checklist.vi) + hỏi nhanh", "\(checklist.en) + quick help")
  }
  package static func withSameReceipt(_ checklist: LocalText) -> LocalText {
    LocalText("\(checklist.vi) · cùng mã biên nhận", "\(checklist.en) · the same receipt code")
  }
  package static let doubledColumn = LocalText("Các mục", "Entries")
  package static let correctedSection = LocalText("Lượt đã sửa", "Corrected sessions")
  package static let missingSection = LocalText(
    "Bàn chưa gửi đủ (thiếu không phải là 0)", "Desks that are missing (missing is not zero)")
  package static let supplementSection = LocalText("Bổ sung", "Supplement")
  package static let leaksSection = LocalText("Kiểm tra lộ", "Leak check")
  package static let incidentsByHand = LocalText(
    "12. Sự cố an toàn dữ liệu: chương trình không ghi; nếu có, hãy viết thêm bằng tay.",
    "12. Data incidents: the program keeps none; if there were any, add them by hand.")

  package static func grouped(by grouping: ReportGrouping) -> LocalText {
    switch grouping {
    case .volunteer: LocalText("Theo tình nguyện viên", "By volunteer")
    case .checklist: LocalText("Theo danh mục bước", "By checklist")
    case .unit: LocalText("Theo xã, phường", "By commune")
    case .day: LocalText("Theo ngày", "By day")
    }
  }

  // MARK: Columns and lines

  package static let sessionsColumn = LocalText("Lượt", "Sessions")
  package static let countColumn = LocalText("Số", "Count")
  package static let lineColumn = LocalText("Chỉ tiêu", "Line")
  package static let shareColumn = LocalText("Tỉ lệ", "Share")
  package static let serviceColumn = LocalText("Dịch vụ", "Service")
  package static let dayColumn = LocalText("Ngày", "Day")
  package static let metColumn = LocalText("Số lần gặp", "Met")
  package static let helpedColumn = LocalText("Cách gỡ giúp được", "Fix helped")
  package static let notHelpedColumn = LocalText("Chưa được", "Did not help")
  package static let firstColumn = LocalText("Ghi ban đầu", "As kept first")
  package static let nowColumn = LocalText("Sau khi sửa", "As corrected")
  package static let reasonColumn = LocalText("Lý do", "Reason")
  package static let byColumn = LocalText("Người sửa", "By")
  package static let deskColumn = LocalText("Bàn", "Desk")
  package static let receiptColumn = LocalText("Lần gửi cuối", "Last receipt")
  package static let wordsColumn = LocalText("Nội dung", "Words")
  package static let beforeColumn = LocalText("Đã báo cáo", "Reported")
  package static let afterColumn = LocalText("Bây giờ", "Now")
  package static let changeColumn = LocalText("Thay đổi", "Change")
  package static let ofSessionsColumn = LocalText("Trong số lượt", "Of sessions")
  package static let totalRow = LocalText("Cộng", "Total")
  package static let otherRow = LocalText("Khác", "Other")

  package static let volunteersRow = LocalText(
    "Số tình nguyện viên có lượt (theo bàn và mã)", "Volunteers with sessions, by desk and code")
  package static let shiftsRow = LocalText(
    "Số ca trực (người, ngày, bàn có lượt)", "Shifts (volunteer, day and desk with sessions)")
  package static let hoursRow = LocalText(
    "Số giờ (từ lượt đầu đến hết lượt cuối của ca)", "Hours, from a shift's first session to the end of its last")
  package static let allSessionsRow = LocalText("Số lượt hỗ trợ", "Sessions")
  package static let onlyCountedRow = LocalText(
    "— trong đó chỉ đếm (người dân không đồng ý ghi)", "— of these only counted (no consent to the log)")
  package static let quickHelpRow = LocalText("Hỏi nhanh (tính riêng)", "Quick help (apart)")
  package static let quickHelpedRow = LocalText("— trong đó giải quyết được", "— of these helped")
  package static let cancelledRow = LocalText(
    "Lượt huỷ vì bấm nhầm (không cộng)", "Cancelled, opened by mistake (not added up)")
  package static let correctedRow = LocalText(
    "Lượt đã sửa kết quả sau khi lưu", "Sessions corrected after they were kept")
  package static let unreadableRow = LocalText(
    "Mục không đọc được (không tính)", "Entries that cannot be read (not counted)")
  package static let meanRow = LocalText("Trung bình (1–5)", "Mean (1–5)")
  package static let ratedRow = LocalText("Số phiếu", "Votes")
  package static let unsaidRow = LocalText("Không cho biết", "Not told")
  package static let noPetitionRow = LocalText("Không có phản ánh", "No petition")
  package static let otherProblemsRow = LocalText("Lỗi lạ, tự ghi", "Others, as written")
  package static let noVolunteer = LocalText("(không ghi người giúp)", "(no volunteer noted)")
  package static let noUnitName = LocalText("(chưa chọn xã, phường)", "(no commune chosen)")
  package static let never = LocalText("chưa bao giờ", "never")

  package static func indicator(_ indicator: ReportIndicator) -> LocalText {
    switch indicator {
    case .levelOne: LocalText("VNeID: đăng ký mức 1", "VNeID: level 1 applied for")
    case .activated: LocalText("VNeID: kích hoạt tài khoản", "VNeID: account activated")
    case .recovered: LocalText("VNeID: khôi phục mật khẩu, passcode", "VNeID: password or passcode set anew")
    case .newPhone: LocalText("VNeID: chuyển sang máy mới", "VNeID: moved to a new phone")
    case .account: LocalText("Tài khoản thanh toán mở được", "Payment accounts opened")
    case .wallet: LocalText("Ví điện tử mở và liên kết được", "Wallets opened and linked")
    case .socialSecurity: LocalText("Liên kết tài khoản an sinh xã hội", "Accounts told to social security")
    case .dossier: LocalText("Hồ sơ nộp trực tuyến", "Applications sent online")
    case .fee: LocalText("Hồ sơ đã xong phần phí, lệ phí", "Applications with the fee settled")
    }
  }

  // MARK: Small numbers

  /// The one mark for every figure that is hidden.
  package static let hidden = LocalText("ẩn", "hidden")
  package static let hiddenMeaning = LocalText(
    "“ẩn”: ít hơn 5, hoặc ẩn để bảo vệ người được hỗ trợ. Số của các ô gộp vẫn nằm trong dòng gộp.",
    "“hidden”: fewer than 5, or hidden to protect those who were helped. Their numbers are in the merged line.")
  package static func merged(_ names: [LocalText]) -> LocalText {
    LocalText(
      "Gộp: " + names.map(\.vi).joined(separator: ", "), "Together: " + names.map(\.en).joined(separator: ", "))
  }
  package static func withheldMonths(_ months: [ReportPeriod]) -> LocalText {
    LocalText(
      "Chưa gồm, vì còn quá ít: " + months.map { period($0).vi }.joined(separator: ", "),
      "Not in it, too few: " + months.map { period($0).en }.joined(separator: ", "))
  }
  package static func openMonths(_ months: [ReportPeriod]) -> LocalText {
    LocalText(
      "Chưa hết tháng, chưa tính: " + months.map { period($0).vi }.joined(separator: ", "),
      "Not ended, not in it: " + months.map { period($0).en }.joined(separator: ", "))
  }

  package static func sentence(_ problem: OutsideProblem) -> LocalText {
    switch problem {
    case .notMonths:
      LocalText(
        "Bản gửi ra ngoài chỉ lập theo tháng, quý hoặc năm. Không có gì được ghi ra. Hãy dùng: month, quarter, year.",
        "A report for readers outside is made by month, quarter or year. Nothing was written. Use: month, quarter, year."
      )
    case .otherUnit(let unit):
      LocalText(
        "Kỳ này đã gửi ra ngoài cho \(unit.map { "đơn vị \($0)" } ?? "tất cả các đơn vị"). Gửi thêm phạm vi khác sẽ làm lộ phần còn lại. Hãy dùng lại đúng phạm vi đó.",
        "This period was told outside for \(unit.map { "unit \($0)" } ?? "all units"). Another scope would tell the rest by difference. Use the same scope."
      )
    case .notEnded:
      LocalText(
        "Kỳ này chưa có tháng nào kết thúc, nên chưa có bản gửi ra ngoài. Hãy chọn một ngày của kỳ trước: --on yyyy-mm-dd.",
        "No month of this period has ended, so there is nothing for readers outside yet. Choose a day of an earlier one: --on yyyy-mm-dd."
      )
    }
  }

  /// What a lead should know before a table goes out: `small` are the figures that make it so.
  package static func withheldTable(_ table: LocalText, because small: [LocalText]) -> LocalText {
    LocalText(
      "\(table.vi): chưa công bố, còn quá ít (\(list(small).vi)).",
      "\(table.en): withheld, too few (\(list(small).en)).")
  }
  package static func mergedInTable(
    _ table: LocalText, line: [LocalText]?, _ categories: [LocalText], because small: [LocalText]
  ) -> LocalText {
    let place = line.map { LocalText(", dòng \(list($0).vi)", ", line \(list($0).en)") } ?? LocalText("", "")
    let why =
      small.isEmpty ? LocalText("", "") : LocalText(" vì \(list(small).vi)", " because of \(list(small).en)")
    return LocalText(
      "\(table.vi)\(place.vi): gộp \(list(categories).vi)\(why.vi).",
      "\(table.en)\(place.en): \(list(categories).en) are merged\(why.en).")
  }
  private static func list(_ texts: [LocalText]) -> LocalText {
    LocalText(texts.map(\.vi).joined(separator: "; "), texts.map(\.en).joined(separator: "; "))
  }
  package static let reached = LocalText("Có", "Yes")
  package static let notReached = LocalText("Không", "No")
  package static let noLeaks = LocalText(
    "Không có ô nào dưới 5: không phải gộp.", "No figure under 5: nothing is merged.")

  // MARK: Commands

  package static let badReportPeriod = LocalText(
    "Kỳ báo cáo viết là: week, month, quarter, year, hoặc TỪ..ĐẾN như 2026-11-01..2026-11-30.",
    "A period is written: week, month, quarter, year, or FROM..TO as 2026-11-01..2026-11-30.")
  package static let badReportDay = LocalText(
    "Ngày viết là yyyy-mm-dd, ví dụ 2026-11-25.", "A day is written yyyy-mm-dd, for example 2026-11-25.")
  package static let workbookNeedsFile = LocalText(
    "Tệp XLSX cần chỗ để ghi: thêm --out TỆP.xlsx.", "A workbook needs a place: add --out FILE.xlsx.")
  package static let outsideStandsAlone = LocalText(
    "Bản gửi ra ngoài chỉ có các bảng định sẵn: không dùng cùng --by hay --against.",
    "A report for readers outside has fixed tables only: not together with --by or --against.")
  package static func reportWritten(_ path: String) -> LocalText {
    LocalText("Đã ghi báo cáo vào \(path)", "The report is written to \(path)")
  }
  package static func cannotWriteReport(_ path: String, _ word: String) -> LocalText {
    LocalText(
      "Không ghi được báo cáo vào \(path) (\(word)). Nhật ký không thay đổi. Hãy xem lại chỗ ghi rồi thử lại.",
      "The report cannot be written to \(path) (\(word)). The journal is unchanged. Check the place and try again.")
  }
  package static func reportsUnusable(_ path: String, _ word: String) -> LocalText {
    LocalText(
      "Không dùng được tệp số liệu \(path) (\(word)). Nhật ký vẫn an toàn. Xoá tệp đó rồi thử lại: nó được lập lại từ nhật ký.",
      "The file of figures \(path) cannot be used (\(word)). The journal is safe. Delete that file and try again: it is made anew from the journal."
    )
  }
  package static func ledgerUnusable(_ path: String) -> LocalText {
    LocalText(
      "Không đọc được sổ các báo cáo đã gửi ra ngoài: \(path). Chưa lập báo cáo nào. Hãy đem tệp này từ bản sao lưu về; không xoá nó, vì nó giữ cho báo cáo sau không làm lộ báo cáo trước.",
      "The record of reports for readers outside cannot be read: \(path). No report was made. Bring the file back from a backup; do not delete it, for it keeps a later report from telling what an earlier one hid."
    )
  }
  package static let ledgerInUse = LocalText(
    "Một lệnh khác đang lập báo cáo gửi ra ngoài. Hãy đợi lệnh đó xong rồi thử lại.",
    "Another command is making a report for readers outside. Wait for it and try again.")
  package static func notAReport(_ path: String) -> LocalText {
    LocalText(
      "\(path) không phải là báo cáo JSON của chương trình này. Hãy chọn tệp đã ghi bằng --format json.",
      "\(path) is no JSON report of this program. Choose a file that was written with --format json.")
  }
  /// `earlier` says what the report is about.
  package static func otherEarlierReport(_ earlier: [LocalText]) -> LocalText {
    let (vi, en) = (earlier.map(\.vi).joined(separator: ", "), earlier.map(\.en).joined(separator: ", "))
    return LocalText(
      "Báo cáo trước là về kỳ, đơn vị hoặc cách tính khác (\(vi)), nên không so được. Hãy chọn đúng như báo cáo đó.",
      "The earlier report is about another period or unit, or counted otherwise (\(en)), so there is nothing to compare. Choose the same."
    )
  }

  // MARK: Supplements

  package static func supplement(late: Int, corrected: Int) -> LocalText {
    LocalText(
      "So với báo cáo đã lập: \(Numbers.vietnamese(late)) lượt đến muộn, \(Numbers.vietnamese(corrected)) lượt được sửa. Báo cáo đã lập giữ nguyên; phần này là bổ sung.",
      "Since the report was made: \(Numbers.english(late)) sessions came late, \(Numbers.english(corrected)) were corrected. The report stays as it was; this is its supplement."
    )
  }
  package static let noSupplement = LocalText(
    "Không có gì thay đổi từ khi lập báo cáo.", "Nothing has changed since the report was made.")
  package static func lateFrom(_ desk: String) -> LocalText {
    LocalText("Lượt đến muộn từ bàn \(desk)", "Sessions that came late from desk \(desk)")
  }
  package static let emptyReport = LocalText(
    "Kỳ này không có lượt nào trong nhật ký: đây chưa phải là một báo cáo.",
    "There is no session of this period in the journal: this is not a report yet.")
}
