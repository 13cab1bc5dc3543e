package import Checklists
package import Journal

extension Phrase {
  package static let journalTitle = LocalText("Nhật ký", "Journal")
  package static let filterChecklist = LocalText("Danh mục bước", "Checklist")
  package static let filterOutcome = LocalText("Kết quả", "Outcome")
  package static let filterVolunteer = LocalText("Người giúp", "Volunteer")
  package static let filterDays = LocalText("Ngày", "Days")
  package static let filterDay = LocalText("Ngày (5/12), hoặc từ–đến (1/12-15/12)", "Day (5/12) or range (1/12-15/12)")
  package static let otherDays = LocalText("một ngày khác, hoặc từ ngày đến ngày …", "another day, or from … to …")
  package static let allOfThem = LocalText("tất cả", "all")
  package static func days(_ first: Day?, _ last: Day?) -> LocalText {
    guard let first, let last else { return allDays }
    let text = Numbers.date(first) + (first == last ? "" : " – " + Numbers.date(last))
    return LocalText(text, text)
  }
  package static let clearFilters = LocalText("Bỏ lọc", "Clear filters")
  package static let open = LocalText("Mở", "Open")
  package static let newest = LocalText("Mới nhất", "Newest")
  package static let oldest = LocalText("Cũ nhất", "Oldest")
  package static let allDays = LocalText("tất cả các ngày", "all days")
  package static let todayOnly = LocalText("hôm nay", "today")
  package static let lastSevenDays = LocalText("7 ngày qua", "last 7 days")
  package static let lastThirtyDays = LocalText("30 ngày qua", "last 30 days")
  package static let emptyJournal = LocalText("Chưa có mục nào.", "No entries yet.")
  package static let count = LocalText("chỉ đếm lượt", "count only")
  package static let amendment = LocalText("sửa một mục", "correction")
  package static let followUpClosed = LocalText("xong việc hẹn", "follow-up closed")
  package static let erasure = LocalText("đã xoá liên hệ", "contact erased")
  package static let cancelled = LocalText("bấm nhầm, đã huỷ", "begun by mistake, cancelled")
  package static let amended = LocalText("đã sửa", "amended")
  package static let amend = LocalText("Sửa kết quả", "Amend")
  package static let erase = LocalText("Xoá liên hệ", "Erase contact")
  package static let closeFollowUp = LocalText("Xong việc hẹn", "Close follow-up")
  package static let showContact = LocalText("Xem liên hệ", "Show contact")
  package static let noContact = LocalText("Mục này không có liên hệ.", "This entry has no contact.")
  package static let onlySessions = LocalText("Chỉ sửa được một lượt.", "Only a session can be amended.")
  package static let whichOutcome = LocalText("Kết quả đúng là gì?", "What is the right outcome?")
  package static let whyAmended = LocalText("Vì sao sửa? (không bắt buộc)", "Why is it corrected? (optional)")
  package static let wasAmended = LocalText(
    "Đã ghi một mục sửa; mục cũ vẫn còn nguyên.", "A correction was added; the old entry stays as it was.")
  package static func nothingAmended(_ outcome: LocalText) -> LocalText {
    LocalText(
      "Kết quả vẫn là \(outcome.vi): chưa sửa gì.", "The outcome is still “\(outcome.en)”: nothing was corrected.")
  }
  package static let wasErased = LocalText(
    "Đã xoá liên hệ. Chuỗi nhật ký vẫn kiểm tra được.", "The contact is erased. The chain still verifies.")
  package static let wasClosed = LocalText(
    "Đã xong việc hẹn; liên hệ đã xoá.", "Follow-up closed; the contact is erased.")
  package static let eraseByCode = LocalText(
    "Chỉ xoá khi bác đưa mã biên nhận: t (Tìm mã) ở màn hình đầu.",
    "Erased only with the citizen's code: t (Find code) on the first screen.")
  package static let confirmErase = LocalText(
    "Bấm x lần nữa để xoá hẳn liên hệ này.", "Press x again to erase this contact for good.")
  package static let codeTitle = LocalText("Mã biên nhận của bác", "The citizen's receipt code")
  package static let codeWords = LocalText("Tám chữ, ví dụ ABCD-EFGH", "Eight letters, like ABCD-EFGH")
  package static let noFollowUps = LocalText("Không có việc hẹn nào.", "No follow-ups.")
  package static let dueUnknown = LocalText("chưa định ngày", "no day yet")
  package static let due = LocalText("Hẹn", "Due")

  /// Said on the first screen when the data folder turned out to be a copy, or to have been put back from earlier.
  package static let beganAfterCopy = LocalText(
    "Dữ liệu trên máy này được chép sang hoặc khôi phục lại. Nhật ký đã bắt đầu một phần mới; không mất gì, cứ làm tiếp.",
    "The data on this laptop was copied or restored. A new part of the journal was begun; nothing is lost, just go on."
  )

  // Detail
  package static let began = LocalText("Bắt đầu", "Began")
  package static let ended = LocalText("Kết thúc", "Ended")
  package static let took = LocalText("Thời gian", "Took")
  package static let volunteer = LocalText("Người giúp", "Volunteer")
  package static let unit = LocalText("Xã, phường", "Commune")
  package static let checklist = LocalText("Danh mục bước", "Checklist")
  package static let outcomeLabel = LocalText("Kết quả", "Outcome")
  package static let steps = LocalText("Các bước", "Steps")
  package static let problems = LocalText("Vướng mắc", "Problems")
  package static let ageLabel = LocalText("Nhóm tuổi", "Age group")
  package static let satisfactionLabel = LocalText("Hài lòng", "Satisfaction")
  package static let petitionLabel = LocalText("Phản ánh", "Petition")
  package static let hash = LocalText("Mã băm", "Hash")
  package static let later = LocalText("Các mục về sau", "Later entries")
  package static let contactKept = LocalText("Có liên hệ (đã mã hoá)", "Has a contact (encrypted)")

  /// What an outcome was before it was corrected, why, and by whom.
  package static func corrected(from first: Outcome, reason: String?, by name: String?) -> LocalText {
    let outcome = outcome(first)
    let (reasonVi, reasonEn) = reason.map { ("; lý do: \($0)", "; reason: \($0)") } ?? ("", "")
    let (nameVi, nameEn) = name.map { ("; người sửa: \($0)", "; by: \($0)") } ?? ("", "")
    return LocalText(
      "Đã sửa; lúc đầu: \(outcome.vi)\(reasonVi)\(nameVi)", "Corrected; at first: \(outcome.en)\(reasonEn)\(nameEn)")
  }

  package static func entries(_ count: Int) -> LocalText {
    LocalText("\(Numbers.vietnamese(count)) mục", count == 1 ? "1 entry" : "\(Numbers.english(count)) entries")
  }

  /// Entries of all kinds, where nobody counted which.
  package static func journalEntries(_ count: Int) -> LocalText {
    LocalText(
      "\(Numbers.vietnamese(count)) mục nhật ký",
      count == 1 ? "1 journal entry" : "\(Numbers.english(count)) journal entries")
  }

  /// How many entries, and of which kinds.
  package static func entries(_ kinds: EntryKinds) -> LocalText {
    let count = entries(kinds.total)
    guard kinds.total > 0 else { return count }
    let each = self.kinds(kinds)
    return LocalText("\(count.vi) (\(each.vi))", "\(count.en) (\(each.en))")
  }

  /// The kinds alone, most of what a desk does first.
  package static func kinds(_ kinds: EntryKinds) -> LocalText {
    let parts = EntrySummary.Kind.inOrder.compactMap { kind in kinds.counts[kind].map { entries($0, of: kind) } }
    return LocalText(parts.map(\.vi).joined(separator: ", "), parts.map(\.en).joined(separator: ", "))
  }

  private static func entries(_ count: Int, of kind: EntrySummary.Kind) -> LocalText {
    let (vi, en) = (Numbers.vietnamese(count), Numbers.english(count))
    func text(_ words: String, _ one: String, _ many: String) -> LocalText {
      LocalText("\(vi) \(words)", "\(en) \(count == 1 ? one : many)")
    }
    return switch kind {
    case .session: text("lượt", "session", "sessions")
    case .count: text("lượt chỉ đếm", "session only counted", "sessions only counted")
    case .quickHelp: text("hỏi nhanh", "quick help", "quick helps")
    case .cancelled: text("lần bấm nhầm", "opening by mistake", "openings by mistake")
    case .amendment: text("lần sửa", "correction", "corrections")
    case .followUpClosed: text("việc hẹn xong", "follow-up closed", "follow-ups closed")
    case .erasure: text("lần xoá liên hệ", "contact erased", "contacts erased")
    case .shift: text("lần ghi ca", "shift mark", "shift marks")
    case .plan: text("dòng lịch", "calendar line", "calendar lines")
    case .event: text("buổi đông người", "group event", "group events")
    case .petition: text("lần ghi phản ánh", "petition step", "petition steps")
    case .shiftAnswer: text("câu trả lời về ca", "answer about shifts", "answers about shifts")
    }
  }

  package static func state(_ state: StepState) -> LocalText {
    switch state {
    case .done: LocalText("xong", "done")
    case .skipped: LocalText("bỏ qua", "skipped")
    case .open: LocalText("chưa làm", "not done")
    }
  }

  // People and settings
  package static let addVolunteer = LocalText("Thêm người", "Add a person")
  package static let volunteerName = LocalText("Tên người giúp", "Name of the person who helps")
  package static let noVolunteers = LocalText(
    "Chưa có ai. Bấm t để thêm tên; không bắt buộc.", "Nobody yet. Press t to add a name; it is optional.")
  package static let nobody = LocalText("chưa chọn", "not chosen")
  package static let language = LocalText("Ngôn ngữ", "Language")
  package static let languageName = LocalText("Tiếng Việt", "English")
  package static let theme = LocalText("Màu", "Colours")
  package static let themeDark = LocalText("tối", "dark")
  package static let themeLight = LocalText("sáng", "light")
  package static let themeHighContrast = LocalText("tương phản cao", "high contrast")
  package static let themeMono = LocalText("một màu", "one colour")
  package static let typingLabel = LocalText("Gõ tiếng Việt", "Vietnamese typing")
  package static let typingOff = LocalText("tắt (máy đã có bộ gõ)", "off (the machine has its own)")
  package static let controller = LocalText("Bên kiểm soát dữ liệu", "Data controller")
  package static let controllerWords = LocalText(
    "Tên cơ quan được đọc trong lời xin phép, ví dụ UBND xã. Để trống: tên xã, phường.",
    "The authority that consents name, such as the People's Committee. Empty: the commune.")
  package static let unitsFile = LocalText("Tệp danh sách xã", "File of communes")
  package static let officialUnits = LocalText("danh mục xã, phường chính thức", "the official table, which ships")
  package static let unitsFileWords = LocalText(
    "Đường dẫn tệp CSV: code,name,province_code,province. Để trống: danh mục xã, phường chính thức.",
    "Path of a CSV file: code,name,province_code,province. Empty: the official table.")
  package static let change = LocalText("Đổi", "Change")
  package static let whichUnit = LocalText("Xã, phường nào? Gõ không cần dấu.", "Which commune? Type without accents.")
  /// What is listed before anything was typed.
  package static func firstUnits(_ count: Int, of all: Int) -> LocalText {
    LocalText(
      "\(Numbers.vietnamese(count)) đầu tiên trong \(Numbers.vietnamese(all)) xã: gõ để tìm",
      "First \(Numbers.english(count)) of \(Numbers.english(all)): type to search")
  }
  /// More was found than is listed.
  package static func bestMatches(_ count: Int) -> LocalText {
    LocalText(
      "\(Numbers.vietnamese(count)) dòng giống nhất: gõ thêm để tìm",
      "The best \(Numbers.english(count)) lines: type more")
  }
  package static let run = LocalText("Làm", "Run")
  package static let firstScreen = LocalText("Màn hình đầu", "First screen")
  package static let aSession = LocalText("Lượt", "Session")
  package static let needsSession = LocalText("chỉ khi đang giúp một người", "only while somebody is helped")
  package static let actionsTitle = LocalText("Tất cả việc làm được ở đây", "Everything that can be done here")
  package static let actionsWords = LocalText("Gõ để tìm, không cần dấu", "Type to search")
}

extension EntrySummary.Kind {
  /// Most of what a desk does first.
  fileprivate static let inOrder: [Self] = [
    .session, .count, .quickHelp, .shift, .amendment, .followUpClosed, .erasure, .petition, .event, .plan,
    .shiftAnswer, .cancelled,
  ]
}
