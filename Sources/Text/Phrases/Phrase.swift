package import Checklists

/// The sentences of the programs, in every language.
///
/// Words for people stand elsewhere in three places only, each where its type lies: in `…+Sentences.swift` of `Files`, for
/// what is wrong in a file that somebody edits; in the declarations of commands, arguments and options of `Apps`, where
/// the parser of command lines wants them; and in the files that ship (`Assets`).
package enum Phrase {
  // Everywhere
  package static let tagline = LocalText("bàn hỗ trợ dịch vụ số", "digital help desk")
  package static let practiceBadge = LocalText("TẬP", "PRACTICE")
  package static let allActions = LocalText("Tất cả", "All")
  package static let switchLanguage = LocalText("English", "Tiếng Việt")
  package static let out = LocalText("Quay ra", "Out")
  package static let suspend = LocalText("Tạm ra dòng lệnh", "Suspend")
  package static let redraw = LocalText("Vẽ lại màn hình", "Redraw the screen")
  package static let quit = LocalText("Thoát", "Quit")
  package static let choose = LocalText("Chọn", "Choose")
  package static let confirm = LocalText("Xong", "Done")
  package static let search = LocalText("Tìm", "Search")
  package static let nothingFound = LocalText("Không có mục nào khớp.", "Nothing matches.")
  package static let tooSmall = LocalText(
    "Cửa sổ nhỏ quá. Xin mở rộng ít nhất 40 cột, 10 dòng. Việc đang làm vẫn còn.",
    "The window is too small. Make it at least 40 columns by 10 rows. What is in progress is kept.")
  package static let moreBelow = LocalText("còn nữa: PgDn", "more: PgDn")
  package static let moreAbove = LocalText("phần trên: PgUp", "above: PgUp")
  package static let chooseFirst = LocalText("Hãy chọn một dòng trước.", "Choose a line first.")
  package static let pasteNeedsField = LocalText(
    "Chỗ này không nhận chữ dán vào. Hãy mở một ô chữ rồi dán.",
    "Nothing can be pasted here. Open a line of text, then paste.")
  /// Said of a key that does nothing on the screen in front.
  package static func noSuchKey(_ key: String) -> LocalText {
    LocalText(
      "Phím \(key) không làm gì ở đây. F1: mọi việc làm được.", "The key \(key) does nothing here. F1: all actions.")
  }
  package static func capsLock(_ key: String) -> LocalText {
    LocalText(
      "Phím \(key) là chữ hoa: Caps Lock đang bật? Hãy tắt rồi bấm lại.",
      "\(key) is a capital: is Caps Lock on? Switch it off and press again.")
  }
  package static let pressAgain = LocalText(
    "Màn này vừa mở. Xin xem rồi bấm lại.", "This has just opened. Look, then press again.")

  /// Where one is in a list; nil where no line is highlighted, or where that is not known.
  package static func place(_ row: Int?, of count: Int?) -> LocalText {
    func text(_ number: (Int) -> String) -> String { "\(row.map(number) ?? "-")/\(count.map(number) ?? "…")" }
    return LocalText(text(Numbers.vietnamese), text(Numbers.english))
  }

  // Home
  package static let start = LocalText("Bắt đầu", "Start")
  package static let journal = LocalText("Nhật ký", "Journal")
  package static let findCode = LocalText("Tìm mã", "Find code")
  package static let whoHelps = LocalText("Người giúp", "Who helps")
  package static let settings = LocalText("Cài đặt", "Settings")
  package static let followUps = LocalText("Việc hẹn lại", "Follow-ups")
  package static let practice = LocalText("Chế độ TẬP", "Practice mode")
  package static let leavePractice = LocalText("Ra khỏi chế độ TẬP", "Leave practice mode")
  /// Why no unit is chosen on a laptop that is enrolled.
  package static func unitOfEnrolment(_ name: String) -> LocalText {
    LocalText(
      "Máy đã đăng ký cho \(name). Muốn đổi thì đăng ký lại (e, rồi d).",
      "This laptop is enrolled for \(name). To change it, enrol anew (e, then d).")
  }
  package static let noUnit = LocalText(
    "Chưa chọn xã, phường (s: Cài đặt). Vẫn giúp được ngay.",
    "No commune chosen yet (s: Settings). You can help right away.")
  package static let noChecklists = LocalText(
    "Không tìm thấy danh mục bước nào. Nhật ký vẫn an toàn. Chạy: tiepsuc doctor",
    "No checklist found. The journal is safe. Run: tiepsuc doctor")
  package static let damagedDraft = LocalText("Lượt dở không đọc được", "A session that cannot be read")
  package static let isKept = LocalText("còn nguyên trên máy", "kept as it is")
  package static func damagedChecklist(_ complaint: LocalText) -> LocalText {
    LocalText(
      "Không đọc được danh mục bước cất cùng lượt này: \(complaint.vi)",
      "The checklist that was kept with this session cannot be read: \(complaint.en)")
  }
  package static func damagedEvent(_ number: Int, of count: Int) -> LocalText {
    LocalText(
      "Không đọc được thao tác thứ \(number) trong \(count) thao tác của lượt này: dữ liệu hỏng, hoặc do bản Tiếp Sức mới hơn ghi.",
      "Event \(number) of the \(count) of this session cannot be read: it is damaged, or a newer Tiếp Sức wrote it.")
  }
  package static let damagedDraftWords = LocalText(
    "Lượt này vẫn còn nguyên trên máy; nhật ký và các lượt khác không sao. Nếu bác còn ở đây, hãy bắt đầu một lượt mới. Hãy báo trưởng nhóm; nếu vừa cài lại bản cũ, hãy cài bản Tiếp Sức mới hơn rồi mở lại.",
    "The session is still on this machine as it was; the journal and other sessions are fine. If the citizen is still here, begin a new session. Tell the team lead; if an older version was installed, install a newer Tiếp Sức and open it again."
  )
  package static let inProgress = LocalText("đang làm", "in progress")
  package static let waitsNow = LocalText(
    "Đã cất. Bấm số của lượt chờ để làm tiếp.", "Put aside. Press its digit to go on.")

  package static func todayCount(_ count: Int, cancelled: Int = 0) -> LocalText {
    let (vi, en) = cancelled > 0 ? (" (huỷ \(cancelled))", " (\(cancelled) cancelled)") : ("", "")
    return LocalText(
      "Hôm nay: \(Numbers.vietnamese(count)) lượt\(vi). Bác cần giúp việc gì?",
      "Today: \(Numbers.english(count)) session\(count == 1 ? "" : "s")\(en). What does the citizen need?")
  }
  package static func dueToday(_ count: Int) -> LocalText {
    LocalText("Việc hẹn đến hạn: \(count) (h: xem)", "Follow-ups due: \(count) (h: see them)")
  }
  package static func version(_ number: Int) -> LocalText { LocalText("bản \(number)", "version \(number)") }
  package static func waits(minutes: Int) -> LocalText { LocalText("chờ \(minutes) phút", "waits \(minutes) min") }
  package static func cameAt(_ time: String) -> LocalText { LocalText("Đến lúc \(time)", "Came at \(time)") }

  // Walk
  package static let beginning = LocalText("Bắt đầu", "Beginning")
  package static let agree = LocalText("Đồng ý", "Agrees")
  package static let refuse = LocalText("Không đồng ý", "Does not agree")
  package static let chooseConsent = LocalText(
    "Bấm 1 nếu bác đồng ý, 2 nếu không.", "Press 1 if the citizen agrees, 2 if not.")
  package static let chooseHelped = LocalText("Bấm 1 nếu đã được, 2 nếu chưa.", "Press 1 if it helped, 2 if not.")
  package static let stepDone = LocalText("Xong bước này", "This step is done")
  package static let greeting = LocalText(
    "“{Cháu} chào {bác} {ạ}. {Cháu} giúp {bác} miễn phí, {bác} tự bấm trên máy của {bác}.”",
    "“Good day. We help for free, and you press on your own phone.”")
  package static let wholeConsent = LocalText("Đọc đủ", "In full")
  package static let shortConsent = LocalText("Đọc gọn", "In short")
  package static let addressLabel = LocalText("Xưng hô: ", "How to call each other: ")
  package static let addressCommand = LocalText("Xưng hô", "How to call each other")
  package static let askAddress = LocalText(
    "Người dân và mình gọi nhau thế nào?", "How do the citizen and you call each other in Vietnamese?")
  package static let onlyCounted = LocalText("vẫn giúp, chỉ đếm lượt", "still helped, only counted")
  package static let readAloud = LocalText("Đọc cho {bác} nghe:", "Read aloud to the citizen:")
  package static let consentMissing = LocalText(
    "{Cháu} xin phép ghi lại lượt này: ngày, xã, các bước và kết quả. Không ghi tên, không ghi số nào. {Bác} không đồng ý thì {cháu} vẫn giúp.",
    "May we note this visit: day, commune, steps and outcome? No name and no numbers. If you refuse, we still help.")
  package static let thisOffice = LocalText("tổ hỗ trợ tại đây", "the help team here")
  package static let done = LocalText("Xong", "Done")
  package static let stuck = LocalText("Vướng", "Stuck")
  package static let skip = LocalText("Bỏ qua", "Skip")
  package static let back = LocalText("Lùi", "Back")
  package static let putAside = LocalText("Cho chờ", "Put aside")
  package static let note = LocalText("Ghi chú", "Note")
  package static let showQR = LocalText("Mã QR", "QR code")
  package static let noLink = LocalText("Bước này không có liên kết.", "This step has no link.")
  package static let undo = LocalText("Hoàn tác", "Undo")
  package static let nothingToUndo = LocalText("Chưa có gì để hoàn tác.", "Nothing to undo yet.")
  package static let cancelSession = LocalText("Huỷ lượt (bấm nhầm)", "Cancel the session (a mistake)")
  package static let askCancel = LocalText("Huỷ lượt này?", "Cancel this session?")
  package static let cancelWords = LocalText(
    "Không lưu gì của lượt này, chỉ đếm thêm một lần bấm nhầm. Nếu đã giúp bác được việc gì, hãy quay lại và kết thúc lượt.",
    "Nothing of the session is kept, only one more opening by mistake is counted. If the citizen was helped with anything, go back and finish the session."
  )
  package static let goOnWithSession = LocalText("Không, làm tiếp", "No, go on")
  package static let sessionCancelled = LocalText(
    "Đã huỷ lượt, chỉ đếm một lần bấm nhầm.", "The session was cancelled, and only counted as a mistake.")
  package static let finish = LocalText("Kết thúc", "Finish")
  package static let scrollDown = LocalText("Xem phần dưới", "Further down")
  package static let scrollUp = LocalText("Xem phần trên", "Further up")
  package static let pickService = LocalText("Chọn dịch vụ", "Pick the service")
  package static let noServiceYet = LocalText("Chưa chọn dịch vụ.", "No service picked yet.")
  package static let thisStep = LocalText("bước", "step")
  package static let allSteps = LocalText("cả lượt", "in all")
  package static let checkLocally = LocalText("cần kiểm tra tại địa phương", "to be confirmed locally")
  package static let whySkip = LocalText("Vì sao bỏ qua bước này?", "Why is this step skipped?")
  package static let whatHappened = LocalText(
    "Vướng gì? Gõ vài chữ, không cần dấu.", "What is the trouble? Type a few letters.")
  package static let notInList = LocalText("Không có trong danh sách: ghi lại", "Not in the list: write it down")
  package static let writeWhatHappened = LocalText("Điều gì đã xảy ra?", "What happened?")
  package static let noteTitle = LocalText("Ghi chú cho bước này", "Note for this step")
  package static let noNumbers = LocalText(
    "Không ghi tên, số thẻ, số điện thoại, mã OTP, số tài khoản.", "No names, card, phone or account numbers, no OTP.")
  package static let whichService = LocalText(
    "Dịch vụ nào? Gõ vài chữ, không cần dấu.", "Which service? Type a few letters.")
  package static let onlineOnly = LocalText("chỉ trực tuyến", "online only")
  package static let hasPaper = LocalText("có", "has it")
  package static let lacksPaper = LocalText("thiếu", "missing")
  package static let asideTitle = LocalText("Gọi người chờ là gì?", "How do you call the one who waits?")
  package static let asideWords = LocalText(
    "Tên gọi tạm, chỉ ở trên máy này, xoá khi xong lượt. Để trống cũng được.",
    "A nickname; it stays on this machine and goes when the session ends. May be empty.")
  package static let noted = LocalText("đã ghi", "noted")
  /// A trouble was noted that is not solved: what can be done now.
  package static func troubleNoted(_ problem: String?) -> LocalText {
    let (vi, en) = problem.map { (" \($0)", " \($0)") } ?? ("", "")
    return LocalText(
      "Đã ghi vướng mắc\(vi). Làm tiếp, cho chờ (c), hoặc kết thúc (f) để hẹn lại hay chuyển nơi khác.",
      "The trouble\(en) is noted. Go on, put aside (c), or finish (f) with an appointment or a referral.")
  }
  package static func openOther(_ title: LocalText) -> LocalText {
    LocalText("Làm “\(title.vi)” trước", "First “\(title.en)”")
  }
  package static let noOther = LocalText(
    "Máy này không có danh mục bước đó.", "This laptop does not have that checklist.")
  package static let notInCatalogue = LocalText(
    "Dịch vụ không có trong danh mục", "The service is not in the catalogue")
  package static let itHelped = LocalText("Đã được", "It helped")
  package static let itDidNot = LocalText("Chưa được", "It did not")
  package static let didItHelp = LocalText("Làm vậy đã được chưa?", "Did that help?")
  package static let qrTooSmall = LocalText("Màn hình nhỏ quá cho mã QR:", "Too small for the QR code:")

  package static func stepOf(_ step: Int, _ all: Int) -> LocalText {
    LocalText("Bước \(step)/\(all)", "Step \(step)/\(all)")
  }

  // Finish
  package static let askOutcome = LocalText("Kết quả của lượt này?", "How did this session end?")
  package static let chooseOutcome = LocalText(
    "Còn bước chưa làm: hãy chọn kết quả bằng số hoặc mũi tên.",
    "Steps are open: choose how it ended by digit or arrow.")
  package static func openSteps(_ count: Int) -> LocalText {
    LocalText("Còn \(count) bước chưa làm.", "\(count) step\(count == 1 ? " is" : "s are") still open.")
  }
  package static func completedWithOpenSteps(_ count: Int) -> LocalText {
    LocalText(
      "Ghi là hoàn thành, còn \(count) bước để mở.",
      "Noted as completed, with \(count) step\(count == 1 ? "" : "s") left open.")
  }
  package static let askAge = LocalText(
    "{Bác} thuộc nhóm tuổi nào {ạ}? (không bắt buộc)", "Which age group are you in? (optional)")
  package static let askSatisfaction = LocalText(
    "Mời {bác} chọn: {bác} hài lòng đến đâu?", "Please choose: how satisfied are you?")
  package static let askPetition = LocalText(
    "{Bác} có phản ánh, kiến nghị gì không {ạ}? Về việc gì?", "Is there anything you want to report? About what?")
  package static let writePetition = LocalText("Ghi gọn phản ánh, kiến nghị", "The petition in a few words")
  package static let leaveOut = LocalText("Bỏ qua", "Leave out")
  package static let keepNow = LocalText("Lưu luôn", "Keep now")
  package static let keep = LocalText("Lưu vào nhật ký", "Keep in the journal")
  package static let readyToKeep = LocalText("Lưu lượt này vào nhật ký.", "Keep this session in the journal.")
  package static let askContactName = LocalText("{Bác} muốn được gọi là gì {ạ}?", "How would you like to be called?")
  package static let askContactPhone = LocalText("Số điện thoại để hẹn lại", "Phone number for the follow-up")
  package static let contactSealed = LocalText(
    "Được mã hoá, cất riêng; xoá khi xong việc, chậm nhất 7 ngày sau ngày hẹn.",
    "Encrypted and kept apart; erased when done, at the latest 7 days after its day.")
  package static let askAppointment = LocalText("Hẹn việc gì?", "What is the appointment for?")
  package static let askDue = LocalText("Hẹn ngày nào? (ngày/tháng)", "Which day? (day/month)")
  package static let notAPhone = LocalText(
    "Số này không giống số điện thoại Việt Nam. Xin kiểm tra lại, hoặc để trống.",
    "This is not the form of a Vietnamese phone number. Check it, or leave it empty.")
  package static let dueTooFar = LocalText(
    "Chỉ hẹn được trong vòng 90 ngày tới. Xin chọn ngày gần hơn, hoặc để trống.",
    "A follow-up can be at most 90 days away. Choose an earlier day, or leave it empty.")
  package static let duePast = LocalText(
    "Ngày này đã qua. Xin xem lại, hoặc để trống.", "This day is over. Check it, or leave it empty.")
  package static let notADay = LocalText("Không có ngày này. Ví dụ: 5/12.", "There is no such day. For example: 5/12.")
  package static let lastReceipt = LocalText("Biên nhận vừa rồi", "The last receipt")
  package static let noLastReceipt = LocalText(
    "Biên nhận chỉ xem lại được trong 15 phút, cho tới lượt sau.",
    "A receipt can be seen again for 15 minutes, up to the next session.")
  package static let receiptTitle = LocalText("Mã biên nhận", "Receipt code")
  package static let receiptWords = LocalText(
    "Đã lưu vào nhật ký. Mời {bác} chép mã này: có mã thì xem lại, sửa hoặc xin xoá được.",
    "Kept in the journal. Please write this code down: with it you can ask to see, correct or erase.")
  package static let nextCitizen = LocalText("Người tiếp theo", "Next citizen")
  package static let counted = LocalText(
    "Đã đếm một lượt. Không lưu gì khác.", "One session counted. Nothing else was kept.")
}
