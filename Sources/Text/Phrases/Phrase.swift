public import Checklists

/// The sentences of the programs, in every language.
///
/// Words for people stand elsewhere in three places only, each where its type lies: in `…+Sentences.swift` of `Files`, for
/// what is wrong in a file that somebody edits; in the declarations of commands, arguments and options of `Apps`, where
/// the parser of command lines wants them; and in the files that ship (`Assets`).
public enum Phrase {
  // Everywhere
  public static let tagline = LocalText("bàn hỗ trợ dịch vụ số", "digital help desk")
  public static let practiceBadge = LocalText("TẬP", "PRACTICE")
  public static let allActions = LocalText("Tất cả", "All")
  public static let switchLanguage = LocalText("English", "Tiếng Việt")
  public static let out = LocalText("Quay ra", "Out")
  public static let suspend = LocalText("Tạm ra dòng lệnh", "Suspend")
  public static let redraw = LocalText("Vẽ lại màn hình", "Redraw the screen")
  public static let quit = LocalText("Thoát", "Quit")
  public static let choose = LocalText("Chọn", "Choose")
  public static let confirm = LocalText("Xong", "Done")
  public static let search = LocalText("Tìm", "Search")
  public static let nothingFound = LocalText("Không có mục nào khớp.", "Nothing matches.")
  public static let tooSmall = LocalText(
    "Cửa sổ nhỏ quá. Xin mở rộng ít nhất 40 cột, 10 dòng. Việc đang làm vẫn còn.",
    "The window is too small. Make it at least 40 columns by 10 rows. What is in progress is kept.")
  public static let moreBelow = LocalText("còn nữa: PgDn", "more: PgDn")
  public static let moreAbove = LocalText("phần trên: PgUp", "above: PgUp")
  public static let chooseFirst = LocalText("Hãy chọn một dòng trước.", "Choose a line first.")
  public static let pasteNeedsField = LocalText(
    "Chỗ này không nhận chữ dán vào. Hãy mở một ô chữ rồi dán.",
    "Nothing can be pasted here. Open a line of text, then paste.")
  public static let pressAgain = LocalText(
    "Màn này vừa mở. Xin xem rồi bấm lại.", "This has just opened. Look, then press again.")

  /// Where one is in a list; nil where no line is highlighted, or where that is not known.
  public static func place(_ row: Int?, of count: Int?) -> LocalText {
    func text(_ number: (Int) -> String) -> String { "\(row.map(number) ?? "-")/\(count.map(number) ?? "…")" }
    return LocalText(text(Numbers.vietnamese), text(Numbers.english))
  }

  // Home
  public static let start = LocalText("Bắt đầu", "Start")
  public static let journal = LocalText("Nhật ký", "Journal")
  public static let findCode = LocalText("Tìm mã", "Find code")
  public static let whoHelps = LocalText("Người giúp", "Who helps")
  public static let settings = LocalText("Cài đặt", "Settings")
  public static let followUps = LocalText("Việc hẹn lại", "Follow-ups")
  public static let practice = LocalText("Chế độ TẬP", "Practice mode")
  public static let leavePractice = LocalText("Ra khỏi chế độ TẬP", "Leave practice mode")
  public static let noUnit = LocalText(
    "Chưa chọn xã, phường (s: Cài đặt). Vẫn giúp được ngay.",
    "No commune chosen yet (s: Settings). You can help right away.")
  public static let noChecklists = LocalText(
    "Không tìm thấy danh mục bước nào. Nhật ký vẫn an toàn. Chạy: tiepsuc doctor",
    "No checklist found. The journal is safe. Run: tiepsuc doctor")
  public static let damagedDraft = LocalText("Lượt dở không đọc được", "A session that cannot be read")
  public static let isKept = LocalText("còn nguyên trên máy", "kept as it is")
  public static func damagedChecklist(_ complaint: LocalText) -> LocalText {
    LocalText(
      "Không đọc được danh mục bước cất cùng lượt này: \(complaint.vi)",
      "The checklist that was kept with this session cannot be read: \(complaint.en)")
  }
  public static func damagedEvent(_ number: Int, of count: Int) -> LocalText {
    LocalText(
      "Không đọc được thao tác thứ \(number) trong \(count) thao tác của lượt này: dữ liệu hỏng, hoặc do bản Tiếp Sức mới hơn ghi.",
      "Event \(number) of the \(count) of this session cannot be read: it is damaged, or a newer Tiếp Sức wrote it.")
  }
  public static let damagedDraftWords = LocalText(
    "Lượt này vẫn còn nguyên trên máy; nhật ký và các lượt khác không sao. Nếu bác còn ở đây, hãy bắt đầu một lượt mới. Hãy báo trưởng nhóm; nếu vừa cài lại bản cũ, hãy cài bản Tiếp Sức mới hơn rồi mở lại.",
    "The session is still on this machine as it was; the journal and other sessions are fine. If the citizen is still here, begin a new session. Tell the team lead; if an older version was installed, install a newer Tiếp Sức and open it again."
  )
  public static let inProgress = LocalText("đang làm", "in progress")
  public static let waitsNow = LocalText(
    "Đã cất. Bấm số của lượt chờ để làm tiếp.", "Put aside. Press its digit to go on.")

  public static func todayCount(_ count: Int, cancelled: Int = 0) -> LocalText {
    let (vi, en) = cancelled > 0 ? (" (huỷ \(cancelled))", " (\(cancelled) cancelled)") : ("", "")
    return LocalText(
      "Hôm nay: \(Numbers.vietnamese(count)) lượt\(vi). Bác cần giúp việc gì?",
      "Today: \(Numbers.english(count)) session\(count == 1 ? "" : "s")\(en). What does the citizen need?")
  }
  public static func dueToday(_ count: Int) -> LocalText {
    LocalText("Việc hẹn đến hạn: \(count) (h: xem)", "Follow-ups due: \(count) (h: see them)")
  }
  public static func version(_ number: Int) -> LocalText { LocalText("bản \(number)", "version \(number)") }
  public static func waits(minutes: Int) -> LocalText { LocalText("chờ \(minutes) phút", "waits \(minutes) min") }
  public static func cameAt(_ time: String) -> LocalText { LocalText("Đến lúc \(time)", "Came at \(time)") }

  // Walk
  public static let beginning = LocalText("Bắt đầu", "Beginning")
  public static let agree = LocalText("Đồng ý", "Agrees")
  public static let refuse = LocalText("Không đồng ý", "Does not agree")
  public static let chooseConsent = LocalText(
    "Bấm 1 nếu bác đồng ý, 2 nếu không.", "Press 1 if the citizen agrees, 2 if not.")
  public static let chooseHelped = LocalText("Bấm 1 nếu đã được, 2 nếu chưa.", "Press 1 if it helped, 2 if not.")
  public static let stepDone = LocalText("Xong bước này", "This step is done")
  public static let greeting = LocalText(
    "“{Cháu} chào {bác} {ạ}. {Cháu} giúp {bác} miễn phí, {bác} tự bấm trên máy của {bác}.”",
    "“Good day. We help for free, and you press on your own phone.”")
  public static let wholeConsent = LocalText("Đọc đủ", "In full")
  public static let shortConsent = LocalText("Đọc gọn", "In short")
  public static let addressLabel = LocalText("Xưng hô: ", "How to call each other: ")
  public static let addressCommand = LocalText("Xưng hô", "How to call each other")
  public static let askAddress = LocalText(
    "Người dân và mình gọi nhau thế nào?", "How do the citizen and you call each other in Vietnamese?")
  public static let onlyCounted = LocalText("vẫn giúp, chỉ đếm lượt", "still helped, only counted")
  public static let readAloud = LocalText("Đọc cho {bác} nghe:", "Read aloud to the citizen:")
  public static let consentMissing = LocalText(
    "{Cháu} xin phép ghi lại lượt này: ngày, xã, các bước và kết quả. Không ghi tên, không ghi số nào. {Bác} không đồng ý thì {cháu} vẫn giúp.",
    "May we note this visit: day, commune, steps and outcome? No name and no numbers. If you refuse, we still help.")
  public static let thisOffice = LocalText("tổ hỗ trợ tại đây", "the help team here")
  public static let done = LocalText("Xong", "Done")
  public static let stuck = LocalText("Vướng", "Stuck")
  public static let skip = LocalText("Bỏ qua", "Skip")
  public static let back = LocalText("Lùi", "Back")
  public static let putAside = LocalText("Cho chờ", "Put aside")
  public static let note = LocalText("Ghi chú", "Note")
  public static let showQR = LocalText("Mã QR", "QR code")
  public static let noLink = LocalText("Bước này không có liên kết.", "This step has no link.")
  public static let undo = LocalText("Hoàn tác", "Undo")
  public static let nothingToUndo = LocalText("Chưa có gì để hoàn tác.", "Nothing to undo yet.")
  public static let cancelSession = LocalText("Huỷ lượt (bấm nhầm)", "Cancel the session (a mistake)")
  public static let askCancel = LocalText("Huỷ lượt này?", "Cancel this session?")
  public static let cancelWords = LocalText(
    "Không lưu mục nào vào nhật ký. Nếu đã giúp bác được việc gì, hãy quay lại và kết thúc lượt.",
    "Nothing is kept in the journal. If the citizen was helped with anything, go back and finish the session.")
  public static let goOnWithSession = LocalText("Không, làm tiếp", "No, go on")
  public static let sessionCancelled = LocalText(
    "Đã huỷ lượt. Không lưu gì.", "The session was cancelled. Nothing was kept.")
  public static let finish = LocalText("Kết thúc", "Finish")
  public static let scrollDown = LocalText("Xem phần dưới", "Further down")
  public static let scrollUp = LocalText("Xem phần trên", "Further up")
  public static let pickService = LocalText("Chọn dịch vụ", "Pick the service")
  public static let noServiceYet = LocalText("Chưa chọn dịch vụ.", "No service picked yet.")
  public static let thisStep = LocalText("bước", "step")
  public static let allSteps = LocalText("cả lượt", "in all")
  public static let checkLocally = LocalText("cần kiểm tra tại địa phương", "to be confirmed locally")
  public static let whySkip = LocalText("Vì sao bỏ qua bước này?", "Why is this step skipped?")
  public static let whatHappened = LocalText(
    "Vướng gì? Gõ vài chữ, không cần dấu.", "What is the trouble? Type a few letters.")
  public static let notInList = LocalText("Không có trong danh sách: ghi lại", "Not in the list: write it down")
  public static let writeWhatHappened = LocalText("Điều gì đã xảy ra?", "What happened?")
  public static let noteTitle = LocalText("Ghi chú cho bước này", "Note for this step")
  public static let noNumbers = LocalText(
    "Không ghi tên, số thẻ, số điện thoại, mã OTP, số tài khoản.", "No names, card, phone or account numbers, no OTP.")
  public static let whichService = LocalText(
    "Dịch vụ nào? Gõ vài chữ, không cần dấu.", "Which service? Type a few letters.")
  public static let onlineOnly = LocalText("chỉ trực tuyến", "online only")
  public static let hasPaper = LocalText("có", "has it")
  public static let lacksPaper = LocalText("thiếu", "missing")
  public static let asideTitle = LocalText("Gọi người chờ là gì?", "How do you call the one who waits?")
  public static let asideWords = LocalText(
    "Tên gọi tạm, chỉ ở trên máy này, xoá khi xong lượt. Để trống cũng được.",
    "A nickname; it stays on this machine and goes when the session ends. May be empty.")
  public static let noted = LocalText("đã ghi", "noted")
  /// A trouble was noted that is not solved: what can be done now.
  public static func troubleNoted(_ problem: String?) -> LocalText {
    let (vi, en) = problem.map { (" \($0)", " \($0)") } ?? ("", "")
    return LocalText(
      "Đã ghi vướng mắc\(vi). Làm tiếp, cho chờ (c), hoặc kết thúc (f) để hẹn lại hay chuyển nơi khác.",
      "The trouble\(en) is noted. Go on, put aside (c), or finish (f) with an appointment or a referral.")
  }
  public static func openOther(_ title: LocalText) -> LocalText {
    LocalText("Làm “\(title.vi)” trước", "First “\(title.en)”")
  }
  public static let noOther = LocalText(
    "Máy này không có danh mục bước đó.", "This laptop does not have that checklist.")
  public static let notInCatalogue = LocalText(
    "Dịch vụ không có trong danh mục", "The service is not in the catalogue")
  public static let itHelped = LocalText("Đã được", "It helped")
  public static let itDidNot = LocalText("Chưa được", "It did not")
  public static let didItHelp = LocalText("Làm vậy đã được chưa?", "Did that help?")
  public static let qrTooSmall = LocalText("Màn hình nhỏ quá cho mã QR:", "Too small for the QR code:")

  public static func stepOf(_ step: Int, _ all: Int) -> LocalText {
    LocalText("Bước \(step)/\(all)", "Step \(step)/\(all)")
  }

  // Finish
  public static let askOutcome = LocalText("Kết quả của lượt này?", "How did this session end?")
  public static let chooseOutcome = LocalText(
    "Còn bước chưa làm: hãy chọn kết quả bằng số hoặc mũi tên.",
    "Steps are open: choose how it ended by digit or arrow.")
  public static func openSteps(_ count: Int) -> LocalText {
    LocalText("Còn \(count) bước chưa làm.", "\(count) step\(count == 1 ? " is" : "s are") still open.")
  }
  public static func completedWithOpenSteps(_ count: Int) -> LocalText {
    LocalText(
      "Ghi là hoàn thành, còn \(count) bước để mở.",
      "Noted as completed, with \(count) step\(count == 1 ? "" : "s") left open.")
  }
  public static let askAge = LocalText(
    "{Bác} thuộc nhóm tuổi nào {ạ}? (không bắt buộc)", "Which age group are you in? (optional)")
  public static let askSatisfaction = LocalText(
    "Mời {bác} chọn: {bác} hài lòng đến đâu?", "Please choose: how satisfied are you?")
  public static let askPetition = LocalText(
    "{Bác} có phản ánh, kiến nghị gì không {ạ}? Về việc gì?", "Is there anything you want to report? About what?")
  public static let writePetition = LocalText("Ghi gọn phản ánh, kiến nghị", "The petition in a few words")
  public static let leaveOut = LocalText("Bỏ qua", "Leave out")
  public static let keepNow = LocalText("Lưu luôn", "Keep now")
  public static let keep = LocalText("Lưu vào nhật ký", "Keep in the journal")
  public static let readyToKeep = LocalText("Lưu lượt này vào nhật ký.", "Keep this session in the journal.")
  public static let askContactName = LocalText("{Bác} muốn được gọi là gì {ạ}?", "How would you like to be called?")
  public static let askContactPhone = LocalText("Số điện thoại để hẹn lại", "Phone number for the follow-up")
  public static let contactSealed = LocalText(
    "Được mã hoá, cất riêng; xoá khi xong việc, chậm nhất 7 ngày sau ngày hẹn.",
    "Encrypted and kept apart; erased when done, at the latest 7 days after its day.")
  public static let askAppointment = LocalText("Hẹn việc gì?", "What is the appointment for?")
  public static let askDue = LocalText("Hẹn ngày nào? (ngày/tháng)", "Which day? (day/month)")
  public static let notAPhone = LocalText(
    "Số này không giống số điện thoại Việt Nam. Xin kiểm tra lại, hoặc để trống.",
    "This is not the form of a Vietnamese phone number. Check it, or leave it empty.")
  public static let dueTooFar = LocalText(
    "Chỉ hẹn được trong vòng 90 ngày tới. Xin chọn ngày gần hơn, hoặc để trống.",
    "A follow-up can be at most 90 days away. Choose an earlier day, or leave it empty.")
  public static let duePast = LocalText(
    "Ngày này đã qua. Xin xem lại, hoặc để trống.", "This day is over. Check it, or leave it empty.")
  public static let notADay = LocalText("Không có ngày này. Ví dụ: 5/12.", "There is no such day. For example: 5/12.")
  public static let lastReceipt = LocalText("Biên nhận vừa rồi", "The last receipt")
  public static let noLastReceipt = LocalText(
    "Biên nhận chỉ xem lại được trong 15 phút, cho tới lượt sau.",
    "A receipt can be seen again for 15 minutes, up to the next session.")
  public static let receiptTitle = LocalText("Mã biên nhận", "Receipt code")
  public static let receiptWords = LocalText(
    "Đã lưu vào nhật ký. Mời {bác} chép mã này: có mã thì xem lại, sửa hoặc xin xoá được.",
    "Kept in the journal. Please write this code down: with it you can ask to see, correct or erase.")
  public static let nextCitizen = LocalText("Người tiếp theo", "Next citizen")
  public static let counted = LocalText(
    "Đã đếm một lượt. Không lưu gì khác.", "One session counted. Nothing else was kept.")
}
