public import Checklists
public import Journal

extension Phrase {
  public static let journalTitle = LocalText("Nhật ký", "Journal")
  public static let filterChecklist = LocalText("Danh mục bước", "Checklist")
  public static let filterOutcome = LocalText("Kết quả", "Outcome")
  public static let filterVolunteer = LocalText("Người giúp", "Volunteer")
  public static let filterDays = LocalText("Ngày", "Days")
  public static let filterDay = LocalText("Ngày (5/12), hoặc từ–đến (1/12-15/12)", "Day (5/12) or range (1/12-15/12)")
  public static let otherDays = LocalText("một ngày khác, hoặc từ ngày đến ngày …", "another day, or from … to …")
  public static let allOfThem = LocalText("tất cả", "all")
  public static func days(_ first: Day?, _ last: Day?) -> LocalText {
    guard let first, let last else { return allDays }
    let text = Numbers.date(first) + (first == last ? "" : " – " + Numbers.date(last))
    return LocalText(text, text)
  }
  public static let clearFilters = LocalText("Bỏ lọc", "Clear filters")
  public static let open = LocalText("Mở", "Open")
  public static let newest = LocalText("Mới nhất", "Newest")
  public static let oldest = LocalText("Cũ nhất", "Oldest")
  public static let allDays = LocalText("tất cả các ngày", "all days")
  public static let todayOnly = LocalText("hôm nay", "today")
  public static let lastSevenDays = LocalText("7 ngày qua", "last 7 days")
  public static let lastThirtyDays = LocalText("30 ngày qua", "last 30 days")
  public static let emptyJournal = LocalText("Chưa có mục nào.", "No entries yet.")
  public static let count = LocalText("chỉ đếm lượt", "count only")
  public static let amendment = LocalText("sửa một mục", "correction")
  public static let followUpClosed = LocalText("xong việc hẹn", "follow-up closed")
  public static let erasure = LocalText("đã xoá liên hệ", "contact erased")
  public static let amended = LocalText("đã sửa", "amended")
  public static let amend = LocalText("Sửa kết quả", "Amend")
  public static let erase = LocalText("Xoá liên hệ", "Erase contact")
  public static let closeFollowUp = LocalText("Xong việc hẹn", "Close follow-up")
  public static let showContact = LocalText("Xem liên hệ", "Show contact")
  public static let noContact = LocalText("Mục này không có liên hệ.", "This entry has no contact.")
  public static let onlySessions = LocalText("Chỉ sửa được một lượt.", "Only a session can be amended.")
  public static let whichOutcome = LocalText("Kết quả đúng là gì?", "What is the right outcome?")
  public static let whyAmended = LocalText("Vì sao sửa? (không bắt buộc)", "Why is it corrected? (optional)")
  public static let wasAmended = LocalText(
    "Đã ghi một mục sửa; mục cũ vẫn còn nguyên.", "A correction was added; the old entry stays as it was.")
  public static let wasErased = LocalText(
    "Đã xoá liên hệ. Chuỗi nhật ký vẫn kiểm tra được.", "The contact is erased. The chain still verifies.")
  public static let wasClosed = LocalText(
    "Đã xong việc hẹn; liên hệ đã xoá.", "Follow-up closed; the contact is erased.")
  public static let eraseByCode = LocalText(
    "Chỉ xoá khi bác đưa mã biên nhận: t (Tìm mã) ở màn hình đầu.",
    "Erased only with the citizen's code: t (Find code) on the first screen.")
  public static let confirmErase = LocalText(
    "Bấm x lần nữa để xoá hẳn liên hệ này.", "Press x again to erase this contact for good.")
  public static let codeTitle = LocalText("Mã biên nhận của bác", "The citizen's receipt code")
  public static let codeWords = LocalText("Tám chữ, ví dụ ABCD-EFGH", "Eight letters, like ABCD-EFGH")
  public static let noFollowUps = LocalText("Không có việc hẹn nào.", "No follow-ups.")
  public static let dueUnknown = LocalText("chưa định ngày", "no day yet")
  public static let due = LocalText("Hẹn", "Due")

  /// Said on the first screen when the data folder turned out to be a copy, or to have been put back from earlier.
  public static let beganAfterCopy = LocalText(
    "Dữ liệu trên máy này được chép sang hoặc khôi phục lại. Nhật ký đã bắt đầu một phần mới; không mất gì, cứ làm tiếp.",
    "The data on this laptop was copied or restored. A new part of the journal was begun; nothing is lost, just go on."
  )

  // Detail
  public static let began = LocalText("Bắt đầu", "Began")
  public static let ended = LocalText("Kết thúc", "Ended")
  public static let took = LocalText("Thời gian", "Took")
  public static let volunteer = LocalText("Người giúp", "Volunteer")
  public static let unit = LocalText("Xã, phường", "Commune")
  public static let checklist = LocalText("Danh mục bước", "Checklist")
  public static let outcomeLabel = LocalText("Kết quả", "Outcome")
  public static let steps = LocalText("Các bước", "Steps")
  public static let problems = LocalText("Vướng mắc", "Problems")
  public static let ageLabel = LocalText("Nhóm tuổi", "Age group")
  public static let satisfactionLabel = LocalText("Hài lòng", "Satisfaction")
  public static let petitionLabel = LocalText("Phản ánh", "Petition")
  public static let hash = LocalText("Mã băm", "Hash")
  public static let later = LocalText("Các mục về sau", "Later entries")
  public static let contactKept = LocalText("Có liên hệ (đã mã hoá)", "Has a contact (encrypted)")

  /// What an outcome was before it was corrected, why, and by whom.
  public static func corrected(from first: Outcome, reason: String?, by name: String?) -> LocalText {
    let outcome = outcome(first)
    let (reasonVi, reasonEn) = reason.map { ("; lý do: \($0)", "; reason: \($0)") } ?? ("", "")
    let (nameVi, nameEn) = name.map { ("; người sửa: \($0)", "; by: \($0)") } ?? ("", "")
    return LocalText(
      "Đã sửa; lúc đầu: \(outcome.vi)\(reasonVi)\(nameVi)", "Corrected; at first: \(outcome.en)\(reasonEn)\(nameEn)")
  }

  public static func entries(_ count: Int) -> LocalText {
    LocalText("\(Numbers.vietnamese(count)) mục", count == 1 ? "1 entry" : "\(Numbers.english(count)) entries")
  }

  public static func state(_ state: StepState) -> LocalText {
    switch state {
    case .done: LocalText("xong", "done")
    case .skipped: LocalText("bỏ qua", "skipped")
    case .open: LocalText("chưa làm", "not done")
    }
  }

  // People and settings
  public static let addVolunteer = LocalText("Thêm người", "Add a person")
  public static let volunteerName = LocalText("Tên người giúp", "Name of the person who helps")
  public static let noVolunteers = LocalText(
    "Chưa có ai. Bấm t để thêm tên; không bắt buộc.", "Nobody yet. Press t to add a name; it is optional.")
  public static let nobody = LocalText("chưa chọn", "not chosen")
  public static let language = LocalText("Ngôn ngữ", "Language")
  public static let languageName = LocalText("Tiếng Việt", "English")
  public static let theme = LocalText("Màu", "Colours")
  public static let themeDark = LocalText("tối", "dark")
  public static let themeLight = LocalText("sáng", "light")
  public static let themeHighContrast = LocalText("tương phản cao", "high contrast")
  public static let themeMono = LocalText("một màu", "one colour")
  public static let typingLabel = LocalText("Gõ tiếng Việt", "Vietnamese typing")
  public static let typingOff = LocalText("tắt (máy đã có bộ gõ)", "off (the machine has its own)")
  public static let controller = LocalText("Bên kiểm soát dữ liệu", "Data controller")
  public static let controllerWords = LocalText(
    "Tên cơ quan được đọc trong lời xin phép, ví dụ UBND xã. Để trống: tên xã, phường.",
    "The authority that consents name, such as the People's Committee. Empty: the commune.")
  public static let unitsFile = LocalText("Tệp danh sách xã", "File of communes")
  public static let officialUnits = LocalText("danh mục xã, phường chính thức", "the official table, which ships")
  public static let unitsFileWords = LocalText(
    "Đường dẫn tệp CSV: code,name,province_code,province. Để trống: danh mục xã, phường chính thức.",
    "Path of a CSV file: code,name,province_code,province. Empty: the official table.")
  public static let change = LocalText("Đổi", "Change")
  public static let whichUnit = LocalText("Xã, phường nào? Gõ không cần dấu.", "Which commune? Type without accents.")
  public static let run = LocalText("Làm", "Run")
  public static let firstScreen = LocalText("Màn hình đầu", "First screen")
  public static let aSession = LocalText("Lượt", "Session")
  public static let needsSession = LocalText("chỉ khi đang giúp một người", "only while somebody is helped")
  public static let actionsTitle = LocalText("Tất cả việc làm được ở đây", "Everything that can be done here")
  public static let actionsWords = LocalText("Gõ để tìm, không cần dấu", "Type to search")
}
