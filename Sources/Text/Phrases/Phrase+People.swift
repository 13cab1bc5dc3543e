package import Checklists
package import People

// People, PINs, the lock, and who may do what.
extension Phrase {
  package static func role(_ role: DeskRole) -> LocalText {
    switch role {
    case .volunteer: LocalText("tình nguyện viên", "volunteer")
    case .lead: LocalText("trưởng nhóm", "team lead")
    case .trainer: LocalText("người soạn", "trainer")
    }
  }

  package static func act(_ act: DeskAct) -> LocalText {
    switch act {
    case .help: LocalText("Giúp bà con, ghi nhật ký", "Help citizens, keep the journal")
    case .ownShift: LocalText("Vào ca, nghỉ, ra ca của mình", "One's own shift: in, breaks, out")
    case .ownPage: LocalText("Xem trang của mình, lấy giấy xác nhận giờ", "One's own page and certificate of hours")
    case .practise: LocalText("Chế độ TẬP", "Practice mode")
    case .readJournal: LocalText("Xem và tìm trong nhật ký", "Read and search the journal")
    case .amend: LocalText("Sửa một mục nhật ký", "Amend an entry")
    case .closeFollowUp: LocalText("Xem và đóng việc hẹn lại", "See and close follow-ups")
    case .eraseContact: LocalText("Xoá liên hệ khi bà con yêu cầu", "Erase a contact at the citizen's request")
    case .exchange: LocalText("Gửi nhận với máy chủ, qua mạng hoặc USB", "Exchange with the hub, by network or stick")
    case .recordEvent: LocalText("Ghi buổi đông người", "Record a group event")
    case .seeCalendar: LocalText("Xem lịch của đơn vị", "See the unit's calendar")
    case .addPerson: LocalText("Thêm người", "Add a person")
    case .changePerson: LocalText("Đổi vai trò, cho nghỉ", "Change a role, let a person go")
    case .barPerson:
      LocalText("Cho người ở bàn khác nghỉ, cho giúp lại", "Bar a person at another desk, and let them in again")
    case .resetPIN: LocalText("Đặt lại PIN cho người khác", "Reset another person's PIN")
    case .answerShifts:
      LocalText("Xem giờ của mọi người, việc cần hỏi về ca", "See everybody's hours and questions about shifts")
    case .plan: LocalText("Lập và sửa lịch", "Make and change the calendar")
    case .petitions: LocalText("Xử lý phản ánh, kiến nghị", "Handle petitions")
    case .changeHub: LocalText("Đăng ký với máy chủ, đổi máy chủ", "Enrol with a hub, change the hub")
    case .changeUnit: LocalText("Đổi xã, phường của bàn", "Change the desk's commune")
    case .lockAndPINs: LocalText("Bật, tắt PIN; giờ khoá màn hình", "Turn PINs on and off; when the screen locks")
    case .review: LocalText("Góp ý và soạn danh mục bước", "Review and draft checklists")
    }
  }

  /// Why something is refused, and who may.
  package static func refused(_ act: DeskAct) -> LocalText {
    let roles = RoleTable.roles(for: act)
    return LocalText(
      "Việc này dành cho \(roles.map { role($0).vi }.joined(separator: ", ")). Hãy nhờ người đó, hoặc đổi người: v ở màn đầu.",
      "This is for the \(roles.map { role($0).en }.joined(separator: " or the ")). Ask them, or change the person: v on the first screen."
    )
  }

  package static let roleTable = LocalText("Ai được làm gì", "Who may do what")
  package static let roleTableWords = LocalText(
    "Bảng này có hiệu lực khi đơn vị dùng PIN. Không dùng PIN thì ai cũng làm được mọi việc.",
    "This table holds where the unit uses PINs. Without PINs everybody may do everything.")
  package static let everybody = LocalText("mọi người", "everybody")

  // Persons
  package static let person = LocalText("Người này", "This person")
  package static let roleLabel = LocalText("Vai trò", "Role")
  package static let pinLabel = LocalText("Mã PIN", "PIN")
  package static let pinSet = LocalText("đã đặt", "set")
  package static let pinNotSet = LocalText("chưa đặt", "not set")
  package static let stillHelps = LocalText("Còn giúp ở bàn này", "Still helps at this desk")
  package static let yes = LocalText("có", "yes")
  package static let no = LocalText("không", "no")
  package static let isOff = LocalText("đã nghỉ", "no longer helps")
  package static let personIsOff = LocalText(
    "Người này đã nghỉ. Trưởng nhóm mở lại ở: v, chọn người, c.",
    "This person no longer helps. A lead lets them in again: v, the person, c.")
  package static let personIsBarred = LocalText(
    "Trưởng nhóm đã cho người này nghỉ giúp ở bàn này. Mọi lượt đã ghi vẫn được giữ và gửi. Muốn giúp lại, hãy hỏi trưởng nhóm của xã.",
    "A lead has barred this person from this desk. All that was noted is kept and sent. To help again, ask the commune's lead."
  )
  package static func barredNow(_ name: String) -> LocalText {
    LocalText(
      "Trưởng nhóm đã cho \(name) nghỉ giúp ở bàn này; lượt đang làm được để chờ. Ai giúp tiếp?",
      "A lead has barred \(name) from this desk; the session under way waits. Who goes on?")
  }
  package static let codeBeforeName = LocalText(
    "Người đã có mã ở bàn khác của xã: gõ mã trước tên, như TN05 Nguyễn Thị Mẫu.",
    "Somebody who has a code at another desk of the unit: the code before the name, as TN05 Nguyễn Thị Mẫu.")
  package static func codeIsTaken(_ code: String, by name: String) -> LocalText {
    LocalText(
      "Ở bàn này \(code) là \(name). Hãy xem lại mã.", "At this desk \(code) is \(name). Look at the code again.")
  }
  package static let sharesCodes = LocalText("Mã người giúp dùng chung cả xã", "One code at all desks of the unit")
  package static let whoHelpsFirst = LocalText("Hãy chọn người giúp trước.", "Choose who helps first.")
  package static let pinWords = LocalText(
    "Sáu chữ số, không phải một số lặp lại hay số đếm liền nhau.", "Six digits; not one repeated, nor counting on.")
  package static let weakPIN = LocalText(
    "Số này dễ đoán quá. Hãy chọn sáu chữ số khác.", "That is too easy to guess. Choose six other digits.")
  package static let pinsDiffer = LocalText(
    "Hai lần gõ không giống nhau. Hãy đặt lại từ đầu.", "The two did not match. Begin again.")
  package static let pinWasSet = LocalText("Đã đặt PIN.", "The PIN is set.")
  package static let leadConfirms = LocalText(
    "PIN của trưởng nhóm đang trực, để đặt lại cho người khác:", "The PIN of the lead in charge, to reset another's:")
  package static let noPINYet = LocalText(
    "Người này chưa có PIN. Trưởng nhóm đặt ở: v, chọn người, c; hoặc dùng mã một lần: F5.",
    "This person has no PIN yet. A lead sets it: v, the person, c; or use a one-time code: F5.")
  package static let usePINCode = LocalText("Mã dùng một lần", "One-time code")
  package static let pinCodeWords = LocalText(
    "Gọi cho trưởng nhóm. Trưởng nhóm đọc cho một mã tám chữ số; mỗi mã chỉ dùng được một lần.",
    "Telephone the lead, who reads out a code of eight digits; each works once.")
  package static let noPINCodes = LocalText(
    "Máy này không còn mã dùng một lần nào. Trưởng nhóm phải đến tận nơi.",
    "This laptop has no one-time codes left. The lead has to come.")
  package static let newPINCodes = LocalText("Lập mã dùng một lần", "Make one-time codes")
  package static let pinCodesShown = LocalText(
    "Hãy chép ra giấy, cất ở nơi khác máy này. Các mã cũ không dùng được nữa. Màn này chỉ hiện một lần.",
    "Write them down and keep them away from this laptop. Former codes no longer work. This is shown once.")

  package static func pinOf(_ name: String) -> LocalText { LocalText("PIN của \(name):", "PIN of \(name):") }
  package static func newPINOf(_ name: String) -> LocalText {
    LocalText("PIN mới của \(name):", "New PIN of \(name):")
  }
  package static let pinAgain = LocalText("Gõ lại lần nữa:", "Once more:")

  package static func wrongPIN(left: Int) -> LocalText {
    LocalText(
      "PIN chưa đúng. Còn \(left) lần trước khi phải chờ.",
      "That is not the PIN. \(left) more before a wait.")
  }

  /// How long the next try waits.
  package static func pinWaits(seconds: Int64) -> LocalText {
    let (minutes, rest) = (seconds / 60, seconds % 60)
    let vi = minutes > 0 ? "\(minutes) phút \(rest) giây" : "\(rest) giây"
    let en = minutes > 0 ? "\(minutes) min \(rest) s" : "\(rest) s"
    return LocalText(
      "Sai nhiều lần. Xin chờ \(vi) rồi gõ lại. Trưởng nhóm đặt lại được ngay.",
      "Too many wrong tries. Wait \(en), then try again. A lead can reset it at once.")
  }

  // PINs of the unit, and the lock
  package static let usesPINs = LocalText("Dùng PIN ở bàn này", "PINs at this desk")
  package static let pinsWanted = LocalText(
    "Đơn vị muốn dùng PIN: trưởng nhóm đặt PIN cho mình (v, chọn tên, c).",
    "The unit wants PINs: a lead sets one first (v, the name, c).")
  package static let pinsOnceLead = LocalText("khi trưởng nhóm có PIN", "once a lead has one")
  package static let pinsBegin = LocalText("Từ nay bàn này dùng PIN.", "From now on this desk uses PINs.")
  package static let lockAfter = LocalText("Khoá màn hình khi để yên", "Lock the screen when idle")
  package static let lockNever = LocalText("không", "never")
  package static func lockMinutes(_ minutes: Int) -> LocalText {
    LocalText("sau \(minutes) phút", "after \(minutes) min")
  }
  package static let peopleAndLock = LocalText("Người, PIN và khoá", "People, PINs, lock")
  package static let needsLead = LocalText(
    "Trước hết hãy chọn mình là trưởng nhóm và đặt PIN cho mình: v, chọn tên, c.",
    "First make yourself a lead with a PIN: v, your name, c.")
  package static let lockNow = LocalText("Khoá màn hình", "Lock the screen")
  package static let locked = LocalText("Bàn đang khoá", "The desk is locked")
  package static let callVolunteer = LocalText(
    "Cần giúp, xin gọi tình nguyện viên đang trực ở quầy.",
    "If you need help, please call the volunteer at the desk.")
  package static let unlock = LocalText("Mở khoá", "Unlock")
  package static let someoneElse = LocalText("Người khác", "Someone else")
}
