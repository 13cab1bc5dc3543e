package import Checklists
package import Review
package import Statistics

/// Words of the trainers' review: names of things and keys, and how things stand.
extension Phrase {
  // Names of things and keys
  package static let review = LocalText("Xem lại danh mục bước", "Review")
  package static let reviewToDo = LocalText("Việc cần xem", "To do")
  package static let reviewFilter = LocalText("Lọc", "Filter")
  package static let reviewTimes = LocalText("Xem thời gian", "Times")
  package static let reviewStumbles = LocalText("Xem chỗ vướng", "Stumbles")
  package static let reviewSource = LocalText("Đổi nguồn", "Other source")
  package static let reviewBranches = LocalText("Nhánh đã đi", "Branches taken")
  package static let reviewWords = LocalText("Lời tình nguyện viên", "Volunteers' words")
  package static let reviewVersions = LocalText("Các bản", "Versions")
  package static let reviewEdit = LocalText("Sửa", "Edit")
  package static let reviewComments = LocalText("Góp ý", "Comments")
  package static let reviewWriteComment = LocalText("Góp ý mới", "New comment")
  package static let reviewAnswer = LocalText("Trả lời", "Answer")
  package static let reviewResolve = LocalText("Xong / mở lại", "Resolve / reopen")
  package static let reviewPropose = LocalText("Đề xuất câu", "Propose a text")
  package static let reviewTakeProposal = LocalText("Đưa vào bản nháp", "Take into the draft")
  package static let reviewCompare = LocalText("So với bản trước", "Compare")
  package static let reviewAsk = LocalText("Xin duyệt", "Ask for review")
  package static let reviewApprove = LocalText("Duyệt", "Approve")
  package static let reviewSendBack = LocalText("Trả lại", "Send back")
  package static let reviewPublish = LocalText("Phát hành", "Publish")
  package static let reviewUp = LocalText("Lên", "Up")
  package static let reviewDown = LocalText("Xuống", "Down")
  package static let reviewSave = LocalText("Lưu bản nháp", "Save the draft")
  package static let reviewRehearse = LocalText("Đi thử", "Rehearse")
  package static let reviewPaths = LocalText("Mọi nhánh", "All paths")
  package static let reviewAddLine = LocalText("Thêm dòng", "Add a line")
  package static let reviewRemoveLine = LocalText("Bỏ dòng", "Remove the line")
  package static let reviewNewProblem = LocalText("Lỗi mới", "New problem")
  package static let reviewEditProblem = LocalText("Sửa lỗi này", "Edit the problem")
  package static let reviewToggle = LocalText("Đánh dấu", "Tick")
  package static let reviewAccept = LocalText("Nhận", "Accept")
  package static let reviewClearFilter = LocalText("Bỏ lọc", "No filter")
  package static let reviewUnlock = LocalText("Mở khoá", "Unlock")
  package static let reviewOtherLanguage = LocalText("Ngôn ngữ kia", "Other language")

  // How it stands
  package static let fewSessions = LocalText("<5", "<5")
  package static let thisJournal = LocalText("máy này", "this laptop")
  package static let reviewNothing = LocalText(
    "Chưa có danh mục bước nào để xem lại.", "There is no checklist to review.")
  package static let reviewNoToDo = LocalText(
    "Không có việc nào: mọi nguồn đã kiểm trong 180 ngày, mọi câu đã xác minh.",
    "Nothing to do: every source was checked within 180 days, every text is verified.")
  package static let reviewNoBranches = LocalText(
    "Chưa nhánh nào có từ 5 lượt.", "No branch was taken by 5 sessions or more.")
  package static let reviewNoWords = LocalText(
    "Chưa ai ghi lỗi lạ. Lời có vẻ chứa số của bác không bao giờ hiện ở đây.",
    "Nobody wrote of an unknown problem. Words that seem to hold a person's number are never shown here.")
  package static let reviewNoComments = LocalText("Chưa có góp ý nào.", "No comments yet.")
  package static let reviewWholeChecklist = LocalText("Cả danh mục bước", "The whole checklist")
  package static let reviewAlways = LocalText("luôn luôn", "always")
  package static let reviewNone = LocalText("không có", "none")
  package static let reviewAll = LocalText("tất cả", "all")
  package static let reviewAllVersions = LocalText("mọi bản", "all versions")
  package static let reviewAllUnits = LocalText("mọi xã", "all communes")
  package static let reviewAllMonths = LocalText("mọi tháng", "all months")
  package static let reviewEverybody = LocalText("mọi người", "everybody")
  package static let reviewSolved = LocalText("xong", "resolved")
  package static let reviewOpen = LocalText("còn mở", "open")
  package static let reviewProposes = LocalText("Đề xuất", "Proposes")
  package static let reviewNoDifference = LocalText("Hai bản giống nhau.", "The two versions are the same.")
  package static let reviewSameBefore = LocalText(
    "Không đổi gì so với bản trước.", "Nothing changed since the last version.")
  package static let reviewNoBefore = LocalText("Chưa có bản trước để so.", "There is no earlier version to compare.")
  package static let reviewGood = LocalText("Không có lỗi nào.", "No mistakes.")
  package static let reviewDraftSaved = LocalText("đã lưu thành bản nháp", "saved as a draft version")
  package static let reviewDraftUnsaved = LocalText("chưa lưu thành bản nháp", "not a draft version yet")
  package static let reviewWhen = LocalText("Khi nào", "When")
  package static let reviewKnownProblems = LocalText("Lỗi hay gặp", "Known problems")
  package static let reviewFromOutside = LocalText("có sẵn, hoặc từ gói", "shipped, or from a pack")
  package static let reviewChooseKey = LocalText("Ký bằng khoá nào?", "Sign with which key?")
  package static let reviewPassphraseWords = LocalText(
    "Khoá chỉ mở trong khi màn hình này mở. Chữ gõ vào không hiện ra, không ghi lại.",
    "The key stays unlocked only while the review is open. What you type is neither shown nor recorded.")
  package static let reviewUnreadableDraft = LocalText(
    "Chưa đọc được tệp bản nháp. Hãy sửa các chỗ dưới đây; màn hình tự đọc lại khi tệp đổi.",
    "The draft's file cannot be read. Mend these places; the screen reads it again when the file changes.")
  package static let reviewReloaded = LocalText(
    "Tệp bản nháp vừa đổi, đã đọc lại.", "The draft's file changed; it was read again.")
  package static let reviewSaved = LocalText("Đã lưu bản nháp.", "The draft was saved.")
  package static let reviewCommented = LocalText("Đã ghi góp ý.", "The comment was kept.")
  package static let reviewAsked = LocalText(
    "Đã xin duyệt. Người khác duyệt được sau khi nhận tệp: tiepsuc review export TỆP",
    "Review was asked for. Another trainer can approve once they have it: tiepsuc review export FILE")
  package static let reviewApproved = LocalText("Đã duyệt.", "Approved.")
  package static let reviewSentBack = LocalText("Đã trả lại, kèm góp ý.", "Sent back, with a comment.")
  package static let reviewRehearsing = LocalText(
    "Đi thử bản nháp. Xong thì ra màn hình đầu, bấm p để quay lại sửa.",
    "The draft is rehearsed. When done, go to the first screen and press p to come back.")

  // Why something cannot be done
  package static let reviewNoOtherSource = LocalText(
    "Chỉ có số liệu của máy này. Số liệu của mọi bàn đến khi máy đã đăng ký và gửi nhận.",
    "Only this laptop's figures are here. Those of all desks come once it is enrolled and exchanges.")
  package static let reviewNoProposal = LocalText("Góp ý này không đề xuất câu nào.", "This comment proposes no text.")
  package static let reviewChooseComment = LocalText("Hãy chọn một góp ý trước.", "Choose a comment first.")
  package static let reviewNotALine: LocalText = {
    let lists = StepField.all.compactMap { field in
      switch field.kind {
      case .lines, .links: field.label
      default: nil
      }
    }
    let names = (lists.map { $0.vi.lowercased() }, lists.map { "“\($0.en.lowercased())”" })
    return LocalText(
      "Chỉ thêm, bỏ được dòng \(names.0.joined(separator: ", ")), cách gỡ và câu trả lời.",
      "Only lines of \(names.1.joined(separator: ", ")), fixes and answers are added or removed.")
  }()
  package static let reviewLastLine = LocalText("Phải còn ít nhất một dòng.", "One line has to stay.")
  package static let reviewNotInWork = LocalText(
    "Bản này không phải bản nháp trong sổ duyệt.", "This version is no draft in the review.")
  package static let reviewEmptyWords = LocalText("Hãy viết vài chữ.", "Write some words.")
  // Kinds of filters
  package static let reviewByVersion = LocalText("Bản", "Version")
  package static let reviewByUnit = LocalText("Xã, phường", "Commune")
  package static let reviewFrom = LocalText("Từ tháng", "From month")
  package static let reviewThrough = LocalText("Đến tháng", "Through month")
  package static let reviewByExperience = LocalText("Tình nguyện viên", "Volunteers")

  package static let reviewSkipped = LocalText("Lý do bỏ qua", "Why skipped")
  package static let reviewSameText = LocalText("chữ của ngôn ngữ này không đổi", "unchanged in this language")
  package static let reviewWriteIn = LocalText("Góp ý (không ghi số của bác)", "Comment (no numbers of persons)")
  package static let reviewWhySentBack = LocalText("Vì sao trả lại?", "Why is it sent back?")
  package static let reviewStepsOfPath = LocalText("Các bước", "Steps")

  package static func reviewSafety(_ id: SafetyID) -> LocalText {
    LocalText("Câu an toàn “\(id)”", "Safety line “\(id)”")
  }
  package static func reviewQuestion(_ id: QuestionID) -> LocalText {
    LocalText("Câu hỏi “\(id)”", "Question “\(id)”")
  }
  package static func reviewStepNamed(_ id: StepID) -> LocalText { LocalText("Bước “\(id)”", "Step “\(id)”") }

  package static let reviewOnlySteps = LocalText(
    "Chỉ dời được bước, trong danh sách bước.", "Only steps are moved, within the list of steps.")
  package static let reviewNoDraft = LocalText("Chưa đọc được bản nháp.", "The draft cannot be read yet.")

  package static func reviewState(_ state: ReviewState) -> LocalText {
    switch state {
    case .draft: LocalText("bản nháp", "draft")
    case .inReview: LocalText("đang duyệt", "in review")
    case .approved: LocalText("đã duyệt", "approved")
    case .published: LocalText("đã phát hành", "published")
    case .retired: LocalText("thôi dùng", "retired")
    }
  }

  package static func experience(_ experience: Experience) -> LocalText {
    switch experience {
    case .new: LocalText("người mới (dưới 10 lượt)", "new (under 10 sessions)")
    case .used: LocalText("người quen việc (10 đến 49)", "used to it (10 to 49)")
    case .skilled: LocalText("người thạo (từ 50)", "skilled (50 and more)")
    }
  }

  package static func textPlace(_ place: VersionDiff.TextPlace) -> LocalText {
    switch place {
    case .title: LocalText("Tên", "Title")
    case .summary: LocalText("Tóm tắt", "Summary")
    case .symptom: LocalText("Biểu hiện", "Symptom")
    case .text: LocalText("Câu", "Text")
    case .fix(let index): LocalText("Cách gỡ \(index + 1)", "Fix \(index + 1)")
    case .answer(let id): LocalText("Trả lời “\(id)”", "Answer “\(id)”")
    case .step(let text): stepText(text)
    }
  }

  private static func stepText(_ text: StepText) -> LocalText {
    guard let label = StepField.named(text.key)?.label else { return LocalText(text.key, text.key) }
    let number = text.line.map { " \($0 + 1)" } ?? ""
    return LocalText(label.vi + number, label.en + number)
  }

  package static func why(_ why: ReviewToDo.Why) -> LocalText {
    switch why {
    case .old(let days): LocalText("kiểm \(days) ngày trước", "checked \(days) days ago")
    case .unverified: LocalText("chưa xác minh", "unverified")
    }
  }
}
