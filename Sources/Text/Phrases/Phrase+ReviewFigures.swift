package import Checklists
package import Review
package import Statistics

/// Sentences of the trainers' review that hold figures, changes or refusals.
extension Phrase {
  /// A share as a percentage; "<5" where it is about too few.
  package static func share(_ figure: Figure<Double>) -> LocalText {
    figure.shown.map { LocalText("\(percent($0)) %", "\(percent($0)) %") } ?? fewSessions
  }

  /// A number; "<5" where it is about too few.
  package static func number(_ figure: Figure<Int>) -> LocalText {
    figure.shown.map { LocalText(Numbers.vietnamese($0), Numbers.english($0)) } ?? fewSessions
  }

  /// Seconds as `m:ss`; "<5" where it is about too few.
  package static func time(_ figure: Figure<Int>) -> LocalText {
    figure.shown.map { LocalText(minutes(Int64($0)), minutes(Int64($0))) } ?? fewSessions
  }

  /// `m:ss`.
  package static func minutes(_ seconds: Int64) -> String {
    "\(seconds / 60):" + (seconds % 60 < 10 ? "0" : "") + "\(seconds % 60)"
  }

  /// A share of 0…1 in whole percent.
  package static func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }

  package static func sessions(_ figure: Figure<Int>) -> LocalText {
    let count = number(figure)
    return LocalText("\(count.vi) lượt", "\(count.en) sessions")
  }

  /// How a checklist goes as a whole.
  package static func wholeFigures(_ report: FigureReport, expectedSeconds: Int64) -> LocalText {
    let (sessions, share, time) = (sessions(report.sessions), share(report.completion), time(report.median))
    let expected = minutes(expectedSeconds)
    return LocalText(
      "\(sessions.vi) · xong \(share.vi) · thường \(time.vi), dự kiến \(expected)",
      "\(sessions.en) · completed \(share.en) · median \(time.en), expected \(expected)")
  }

  /// The same in the width of a small screen.
  package static func shortFigures(_ report: FigureReport, expectedSeconds: Int64) -> LocalText {
    let (sessions, share, time) = (sessions(report.sessions), share(report.completion), time(report.median))
    let expected = minutes(expectedSeconds)
    return LocalText(
      "\(sessions.vi) · xong \(share.vi) · thường \(time.vi), dự kiến \(expected)",
      "\(sessions.en) · done \(share.en) · median \(time.en), exp. \(expected)")
  }

  /// How a step goes: how often and how long.
  package static func stepTimes(_ report: StepReport, expectedSeconds: Int64) -> LocalText {
    let (runs, median, slow) = (sessions(report.runs), time(report.median), time(report.slow))
    let expected = minutes(expectedSeconds)
    return LocalText(
      "\(runs.vi) · thường \(median.vi), 90 % dưới \(slow.vi), dự kiến \(expected)",
      "\(runs.en) · median \(median.en), 90 % under \(slow.en), expected \(expected)")
  }

  /// How a step goes: where people leave the straight way.
  package static func stepRates(_ report: StepReport) -> LocalText {
    let (stuck, skip, back, drop) = (
      share(report.stuckRate), share(report.skipRate), share(report.backRate), share(report.dropRate)
    )
    return LocalText(
      "Vướng \(stuck.vi) · bỏ qua \(skip.vi) · quay lại \(back.vi) · dừng ở đây \(drop.vi)",
      "Stuck \(stuck.en) · skipped \(skip.en) · went back \(back.en) · ended here \(drop.en)")
  }

  package static func skipReason(_ reason: LocalText, _ count: Figure<Int>) -> LocalText {
    LocalText("\(reason.vi): \(number(count).vi)", "\(reason.en): \(number(count).en)")
  }

  package static func problemMet(_ name: LocalText, _ report: ProblemReport) -> LocalText {
    let (met, helped) = (number(report.met), share(report.helped))
    return LocalText(
      "\(report.problem) \(name.vi): \(met.vi) lần, cách gỡ giúp được \(helped.vi)",
      "\(report.problem) \(name.en): met \(met.en) times, the fix helped in \(helped.en)")
  }

  package static func unknownMet(_ count: Figure<Int>) -> LocalText {
    LocalText("Lỗi lạ: \(number(count).vi)", "Unknown problems: \(number(count).en)")
  }

  package static func rareBranches(_ sessions: Int) -> LocalText {
    LocalText(
      "Các nhánh dưới 5 lượt, cộng lại: \(Numbers.vietnamese(sessions))",
      "Branches of fewer than 5 sessions, together: \(Numbers.english(sessions))")
  }

  package static func allDesks(_ time: String) -> LocalText {
    LocalText("mọi bàn (tính lúc \(time))", "all desks (made \(time))")
  }

  package static let allDesksShort = LocalText("mọi bàn", "all desks")
  /// In the place of a filter that is too long for its line.
  package static let reviewFiltered = LocalText("đang lọc (l)", "filtered (l)")

  package static func figuresOf(_ source: LocalText) -> LocalText {
    LocalText("Số liệu: \(source.vi)", "Figures: \(source.en)")
  }

  package static func alsoThere(_ source: LocalText) -> LocalText {
    LocalText("o: \(source.vi)", "o: \(source.en)")
  }

  package static func stillCounting(_ left: Int) -> LocalText {
    LocalText(
      "đang đếm, còn \(Numbers.vietnamese(left)) mục", "counting, \(Numbers.english(left)) entries left")
  }

  package static func changes(_ counts: ChangeCounts) -> LocalText {
    let parts: [(Int, String, String)] = [
      (counts.added, "thêm", "added"), (counts.removed, "bỏ", "removed"), (counts.moved, "dời", "moved"),
      (counts.texts, "sửa câu", "reworded"), (counts.branches, "đổi nhánh", "other branch"),
      (counts.details, "sửa chi tiết", "other details"),
    ]
    let shown = parts.filter { $0.0 > 0 }
    guard !shown.isEmpty else { return reviewSameBefore }
    return LocalText(
      "So với bản trước: " + shown.map { "\($0.0) \($0.1)" }.joined(separator: ", "),
      "Since the last version: " + shown.map { "\($0.0) \($0.2)" }.joined(separator: ", "))
  }

  package static func openComments(_ count: Int) -> LocalText {
    LocalText("\(count) góp ý còn mở", "\(count) open comment\(count == 1 ? "" : "s")")
  }

  package static func toDos(_ count: Int) -> LocalText {
    LocalText("\(count) việc cần xem", "\(count) to do")
  }

  package static func mistakes(_ count: Int) -> LocalText {
    LocalText("\(count) chỗ phải sửa", "\(count) mistake\(count == 1 ? "" : "s")")
  }

  package static func atLine(_ line: Int, _ column: Int) -> LocalText {
    LocalText("Dòng \(line), cột \(column)", "Line \(line), column \(column)")
  }

  package static func month(_ number: Int) -> LocalText {
    let month = number % 12 + 1
    return LocalText(
      "tháng \(month)/\(number / 12)", (month < 10 ? "0" : "") + "\(month)/\(number / 12)")
  }

  package static func fromMonth(_ number: Int) -> LocalText {
    LocalText("từ \(month(number).vi)", "from \(month(number).en)")
  }

  package static func throughMonth(_ number: Int) -> LocalText {
    LocalText("đến \(month(number).vi)", "through \(month(number).en)")
  }

  package static func stepNumber(_ number: Int) -> LocalText { LocalText("Bước \(number)", "Step \(number)") }

  package static func writtenBy(_ names: String) -> LocalText { LocalText("viết: \(names)", "by \(names)") }
  package static func approvedBy(_ names: String) -> LocalText { LocalText("duyệt: \(names)", "approved by \(names)") }

  package static func passphraseOf(_ key: String) -> LocalText {
    LocalText("Cụm mật khẩu của khoá “\(key)”", "Passphrase of the key “\(key)”")
  }

  package static func signsAs(_ name: String) -> LocalText {
    LocalText("Đang ký với tên \(name).", "Signing as \(name).")
  }

  package static func draftLies(_ path: String) -> LocalText { LocalText("Tệp: \(path)", "File: \(path)") }

  package static func packWaits(file: String, signed: Int, needed: Int) -> LocalText {
    LocalText(
      "Gói có \(signed)/\(needed) chữ ký, ở \(file). Chép tệp cho người kia, họ bấm p hoặc chạy: tiepsuc pack sign TỆP",
      "The pack has \(signed) of \(needed) signatures, at \(file). Another trainer takes it and presses p, or: tiepsuc pack sign FILE"
    )
  }

  package static func packPublished(file: String, pack: Int) -> LocalText {
    LocalText(
      "Đã phát hành trong gói \(pack): \(file). Máy này dùng ngay; đưa tệp cho máy chủ bằng: tiepsuc pack publish",
      "Published in pack \(pack): \(file). This laptop uses it now; hand the file to the hub with: tiepsuc pack publish"
    )
  }

  package static func complaint(_ complaint: AllPaths.Complaint) -> LocalText {
    switch complaint {
    case .unreachableStep(let id): LocalText("Không nhánh nào tới bước “\(id)”.", "No branch reaches the step “\(id)”.")
    case .unreachableQuestion(let id):
      LocalText("Câu hỏi “\(id)” không bao giờ được hỏi.", "The question “\(id)” is never asked.")
    case .unreachableAnswer(let question, let answer):
      LocalText(
        "Không nhánh nào đi qua trả lời “\(answer)” của “\(question)”.",
        "No branch takes the answer “\(answer)” of “\(question)”.")
    case .empty(let path):
      LocalText(
        "Nhánh không có bước nào: " + answers(path), "A branch without a step: " + answers(path))
    case .endless(let id):
      LocalText(
        "Câu hỏi “\(id)” chờ chính nó: hỏi mãi không xong.",
        "The question “\(id)” waits for itself: it would never end.")
    case .tooMany(let limit):
      LocalText(
        "Hơn \(Numbers.vietnamese(limit)) nhánh: phần còn lại không hiện.",
        "More than \(Numbers.english(limit)) branches: the rest is not shown.")
    }
  }

  private static func answers(_ path: AllPaths.Path) -> String {
    path.answers.map { "\($0.question)=\($0.answer)" }.joined(separator: " ")
  }

  package static func pathCount(_ count: Int) -> LocalText {
    LocalText("\(Numbers.vietnamese(count)) nhánh", "\(Numbers.english(count)) branch\(count == 1 ? "" : "es")")
  }

  package static func pathFacts(steps: Int, seconds: Int64) -> LocalText {
    LocalText("\(steps) bước · \(minutes(seconds))", "\(steps) steps · \(minutes(seconds))")
  }

  package static func moved(from: Int, to: Int) -> LocalText {
    LocalText("dời từ chỗ \(from) tới chỗ \(to)", "moved from place \(from) to \(to)")
  }

  package static func expectedChange(old: Int64, new: Int64) -> LocalText {
    LocalText("dự kiến: \(minutes(old)) → \(minutes(new))", "expected: \(minutes(old)) → \(minutes(new))")
  }

  package static let changeAdded = LocalText("thêm mới", "added")
  package static let changeRemoved = LocalText("bỏ đi", "removed")
  package static let changeBranch = LocalText("đổi nhánh", "other branch")
  package static let changeDetails = LocalText("chi tiết khác", "other details")

  /// Why the rules of the review say no.
  package static func sentence(_ refusal: ReviewRefusal) -> LocalText {
    switch refusal {
    case .samePerson:
      LocalText(
        "Người viết, hoặc người xin duyệt, không tự duyệt được: phải là người khác. Hãy nhờ một người soạn khác.",
        "Whoever wrote it or asked for its review cannot approve it: that takes another person. Ask another trainer.")
    case .noSuchVersion:
      LocalText(
        "Máy này chưa có bản đó. Hãy đọc tệp của người kia: tiepsuc review import TỆP",
        "That version is not here. Read the other trainer's file: tiepsuc review import FILE")
    case .alreadyPublished:
      LocalText(
        "Bản đã duyệt hoặc phát hành thì không đổi nữa. Hãy sửa tiếp trong một bản mới (s).",
        "A version that was approved or published never changes. Edit on in a new one (s).")
    case .notInReview:
      LocalText("Chưa ai xin duyệt bản này.", "Nobody has asked for this version's review.")
    case .notApproved:
      LocalText(
        "Bản này chưa được người khác duyệt.", "No other trainer has approved this version yet.")
    case .noSuchComment: LocalText("Góp ý đó chưa có trên máy này.", "That comment is not on this laptop.")
    case .notNewest:
      LocalText("Đã có bản nháp mới hơn. Hãy chọn bản mới nhất.", "There is a newer draft. Choose the newest.")
    }
  }
}

/// What keeps a trainer's review from something: what happened, what is safe, what to do now.
extension Phrase {
  package static let reviewMissing = LocalText(
    "Chương trình này không có phần xem lại. Nhật ký vẫn an toàn.",
    "This program has no review. The journal is safe.")
  package static let reviewPractice = LocalText(
    "Đang ở chế độ TẬP. Hãy ra khỏi chế độ TẬP (p) rồi mở lại.",
    "This is practice mode. Leave it (p) and open the review again.")
  package static let reviewFiguresUnreadable = LocalText(
    "Không đọc được sổ số liệu. Nhật ký vẫn an toàn: xoá tệp figures.sqlite thì số liệu được đếm lại.",
    "The figures cannot be read. The journal is safe: delete figures.sqlite, and they are counted anew.")
  package static let reviewFiguresLater = LocalText(
    "Máy chủ chưa gửi số liệu cho cách lọc này; lần gửi nhận tới sẽ lấy về. Bấm o để xem số liệu của máy này.",
    "The hub has not sent figures for this filter; the next exchange fetches them. Press o for this laptop's figures.")
  package static let reviewBookUnusable = LocalText(
    "Không dùng được sổ duyệt (review.sqlite). Nhật ký và bản nháp vẫn an toàn. Hãy xem quyền ghi, hoặc đọc lại tệp đã xuất: tiepsuc review import TỆP",
    "The review's book (review.sqlite) cannot be used. Journal and drafts are safe. Check that it can be written, or read an exported file: tiepsuc review import FILE"
  )
  package static let reviewBookNewer = LocalText(
    "Sổ duyệt do bản Tiếp Sức mới hơn ghi. Hãy cài bản mới hơn; không có gì bị mất.",
    "A newer Tiếp Sức wrote the review's book. Install a newer one; nothing is lost.")
  package static let reviewDiskFull = LocalText(
    "Đĩa đầy, chưa ghi được. Việc trước đó vẫn còn. Hãy xoá bớt tệp rồi làm lại.",
    "The disk is full, so this was not kept. What was done before is. Free some space and try again.")
  package static let reviewNotVerified = LocalText(
    "Tệp không có chữ ký của người soạn mà máy này tin. Không có gì được nhận. Hãy xin lại tệp.",
    "No trainer whom this laptop believes has signed the file. Nothing was taken. Ask for the file again.")
  package static func reviewExported(_ file: String) -> LocalText {
    LocalText(
      "Đã ghi \(file). Chép cho người soạn kia, họ chạy: tiepsuc review import TỆP",
      "Wrote \(file). Hand it to the other trainer, who runs: tiepsuc review import FILE")
  }

  package static func reviewImported(_ count: Int) -> LocalText {
    LocalText("Đã nhận \(count) việc mới.", "Took \(count) new event\(count == 1 ? "" : "s").")
  }

  package static func reviewPackToSign(_ path: String) -> LocalText {
    LocalText(
      "Gói chờ chữ ký của anh chị: \(path). Mở bàn hỗ trợ, bấm r, chọn danh mục bước, b, rồi p.",
      "The pack waits for your signature: \(path). Open the desk, press r, choose the checklist, b, then p.")
  }

  package static let reviewNoKey = LocalText(
    "Máy này chưa có khoá của người soạn, nên chưa ký được. Hãy tạo khoá: tiepsuc key new",
    "This laptop has no trainer's key, so nothing can be signed. Make one: tiepsuc key new")
  package static let reviewLocked = LocalText(
    "Khoá đang đóng. Hãy làm lại và gõ cụm mật khẩu.", "The key is locked. Try again and type the passphrase.")
  package static let reviewNoSuchChecklist = LocalText(
    "Không còn thấy danh mục bước đó trên máy này.", "That checklist is not on this laptop any more.")
  package static let reviewUnchanged = LocalText(
    "Bản nháp chưa có gì mới so với bản đã lưu.", "The draft has nothing new since the saved version.")

  package static func reviewHasMistakes(_ count: Int) -> LocalText {
    LocalText(
      "Bản nháp còn \(count) chỗ phải sửa, nên chưa lưu thành bản. Tệp vẫn còn nguyên.",
      "The draft has \(count) mistake\(count == 1 ? "" : "s"), so it is no version yet. The file is as you left it.")
  }

  package static func reviewCannotWrite(_ path: String) -> LocalText {
    LocalText(
      "Không ghi được \(path). Việc trước đó vẫn còn. Hãy xem quyền ghi và chỗ trống.",
      "Cannot write \(path). What was done before is kept. Check permissions and free space.")
  }
}

extension Phrase {
  /// What a pack brings, for volunteers; at most 200 letters.
  package static func packChanges(_ title: LocalText, steps: [LocalText]) -> LocalText {
    guard !steps.isEmpty else { return packBrings(title) }
    func line(_ language: Language, _ words: String) -> String {
      let text = title[language] + words + steps.map { $0[language] }.joined(separator: ", ")
      return text.count <= 200 ? text : String(text.prefix(199)) + "…"
    }
    return LocalText(line(.vietnamese, ": đổi ở "), line(.english, ": changed at "))
  }

  package static func packBrings(_ title: LocalText) -> LocalText {
    LocalText(String("\(title.vi): bản mới".prefix(200)), String("\(title.en): new version".prefix(200)))
  }
}
