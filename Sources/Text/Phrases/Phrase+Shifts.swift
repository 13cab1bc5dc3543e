public import Checklists
public import Journal
package import People

// Shifts, hours, and certificates.
extension Phrase {
  public static let shift = LocalText("ca trực", "shift")
  public static let shifts = LocalText("Ca trực", "Shifts")
  public static let beginShift = LocalText("Vào ca", "Sign in")
  public static let pauseShift = LocalText("Nghỉ", "Break")
  public static let resumeShift = LocalText("Làm tiếp", "Resume")
  public static let endShift = LocalText("Ra ca", "Sign out")
  public static let notInShift = LocalText("Chưa vào ca.", "Not signed in.")
  public static let alreadyInShift = LocalText("Đang trong ca rồi.", "Already signed in.")
  public static let onBreak = LocalText("Đang nghỉ.", "On a break.")
  public static let notOnBreak = LocalText("Không đang nghỉ.", "Not on a break.")
  public static let myShifts = LocalText("Các ca tháng này", "Shifts this month")
  public static let noShifts = LocalText("Chưa có ca nào trong tháng.", "No shift this month.")
  public static let shiftOpen = LocalText("chưa ra ca", "no end")
  public static let shiftEndSaid = LocalText("giờ ra khai sau", "end said later")
  public static let everyonesHours = LocalText("Giờ mọi người", "Everybody's hours")
  public static let shiftQuestions = LocalText("Cần hỏi", "Questions")
  public static let noShiftQuestions = LocalText("Không có gì cần hỏi.", "Nothing to ask.")
  public static let myPage = LocalText("Trang của tôi", "My page")
  public static let helpedWith = LocalText("Đã giúp bà con với", "Helped citizens with")
  public static let makeCertificate = LocalText("Giấy xác nhận", "Certificate")
  public static let previousMonth = LocalText("Tháng trước", "Month before")
  public static let nextMonth = LocalText("Tháng sau", "Month after")

  package static func shiftActKept(_ act: ShiftAct) -> LocalText {
    switch act {
    case .began: LocalText("Đã vào ca.", "Signed in.")
    case .paused: LocalText("Đang nghỉ. Quay lại thì bấm l.", "On a break. Press l when you are back.")
    case .resumed: LocalText("Làm tiếp.", "Back from the break.")
    case .ended: LocalText("Đã ra ca. Cảm ơn bạn.", "Signed out. Thank you.")
    }
  }

  package static func shiftAct(_ act: ShiftAct) -> LocalText {
    switch act {
    case .began: beginShift
    case .paused: pauseShift
    case .resumed: resumeShift
    case .ended: endShift
    }
  }

  /// `3 giờ 05`.
  public static func hours(_ minutes: Int) -> LocalText {
    let rest = minutes % 60 < 10 ? "0\(minutes % 60)" : "\(minutes % 60)"
    return LocalText("\(minutes / 60) giờ \(rest)", "\(minutes / 60) h \(rest)")
  }

  public static func inShiftSince(_ time: String, citizens: Int) -> LocalText {
    LocalText("Trong ca từ \(time) · \(citizens) lượt", "Signed in since \(time) · \(citizens) sessions")
  }

  public static func seenAndCredited(seen: Int, credited: Int, rule: Int) -> LocalText {
    LocalText(
      "có mặt \(hours(seen).vi) · công nhận \(hours(credited).vi) (quy tắc \(rule))",
      "seen \(hours(seen).en) · credited \(hours(credited).en) (rule \(rule))")
  }

  public static let creditRuleWords = LocalText(
    "Giờ công nhận, quy tắc 1: đến sớm hơn lịch thì tính từ giờ trong lịch; quên ra ca thì tính đến lượt cuối cộng 15 phút; nhiều nhất 10 giờ một ngày. Giờ có mặt giữ nguyên.",
    "Credited hours, rule 1: who comes before the planned time is credited from then; a forgotten end counts until the last citizen and 15 minutes; ten hours a day at most. Hours seen stay as they are."
  )

  public static func peopleCount(shifts: Int, citizens: Int) -> LocalText {
    LocalText("\(shifts) ca · \(citizens) lượt", "\(shifts) shifts · \(citizens) sessions")
  }

  public static func monthTitle(_ month: Int, _ year: Int) -> LocalText {
    LocalText("tháng \(month)/\(year)", "\(month)/\(year)")
  }

  // A forgotten end
  public static let forgottenShift = LocalText("Ca chưa ra", "A shift without an end")
  public static func forgottenWords(name: String, day: Day, time: String) -> LocalText {
    LocalText(
      "\(name) vào ca lúc \(time) ngày \(Numbers.date(day)) và chưa ra ca. Hôm đó ra lúc mấy giờ?",
      "\(name) signed in at \(time) on \(Numbers.date(day)) and never signed out. When did it end?")
  }
  public static func lastCitizenAt(_ time: String) -> LocalText {
    LocalText("Người dân cuối cùng về lúc \(time).", "The last citizen left at \(time).")
  }
  public static let noCitizenSeen = LocalText(
    "Ca đó không có lượt nào; trưởng nhóm sẽ được hỏi.", "There was no session in it; the lead will be asked.")
  public static let clockTimeWanted = LocalText("Xin gõ giờ như 11:30.", "Type a time such as 11:30.")
  public static func endBeforeBegin(_ time: String) -> LocalText {
    LocalText("Giờ ra phải sau giờ vào (\(time)).", "The end must be after the beginning (\(time)).")
  }

  package static func question(_ question: ShiftQuestion, name: (VolunteerCode) -> String) -> LocalText {
    switch question {
    case .twoDesks(let a, _):
      let who = name(a.volunteer)
      return LocalText(
        "\(who) ngày \(Numbers.date(a.day)): vào ca ở hai bàn cùng lúc. Bàn nào đúng?",
        "\(who) on \(Numbers.date(a.day)): signed in at two desks at once. Which is right?")
    case .longDay(let code, let day, let minutes):
      return LocalText(
        "\(name(code)) ngày \(Numbers.date(day)): \(hours(minutes).vi), quá 10 giờ. Có đúng không?",
        "\(name(code)) on \(Numbers.date(day)): \(hours(minutes).en), more than 10 hours. Is that right?")
    case .shortRest(let shift, let minutes):
      return LocalText(
        "\(name(shift.volunteer)) trước ca ngày \(Numbers.date(shift.day)): chỉ nghỉ \(hours(minutes).vi), dưới 8 giờ.",
        "\(name(shift.volunteer)) before the shift of \(Numbers.date(shift.day)): only \(hours(minutes).en) of rest, less than 8."
      )
    case .noEnd(let shift):
      return LocalText(
        "\(name(shift.volunteer)) ngày \(Numbers.date(shift.day)): chưa ra ca. Hỏi người đó giờ ra.",
        "\(name(shift.volunteer)) on \(Numbers.date(shift.day)): no end. Ask them when it was.")
    case .nothingSeen(let shift):
      return LocalText(
        "\(name(shift.volunteer)) ngày \(Numbers.date(shift.day)): giờ ra khai sau, không có lượt nào. Chưa công nhận giờ nào.",
        "\(name(shift.volunteer)) on \(Numbers.date(shift.day)): the end was said later and no citizen came. Nothing is credited."
      )
    }
  }

  // Certificates
  public static func certificateWritten(_ path: String) -> LocalText {
    LocalText(
      "Đã viết giấy xác nhận: \(path). Kiểm tra bằng: tiepsuc verify-certificate",
      "The certificate is written: \(path). Check it with: tiepsuc verify-certificate")
  }
  public static let notACertificate = LocalText(
    "Tệp này không phải giấy xác nhận của Tiếp Sức.", "This file is no certificate of Tiếp Sức.")
  public static let certificateChanged = LocalText(
    "Giấy này KHÔNG đúng: có chữ hoặc số đã bị sửa sau khi bàn ký.",
    "This certificate is NOT right: something was changed after the desk signed it.")
  public static func certificateHolds(_ desk: String) -> LocalText {
    LocalText(
      "Giấy đúng như bàn đã ký. Bàn: \(desk). Hãy so với mã bàn mà đơn vị cho biết.",
      "The certificate is as the desk signed it. Desk: \(desk). Compare with the id that the unit tells.")
  }
  public static let certificateOfOtherDesk = LocalText(
    "Giấy do một bàn khác ký, không phải bàn đã nêu.", "Another desk signed it than the one that was named.")
}
