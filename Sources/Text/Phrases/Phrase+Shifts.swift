package import Checklists
package import Journal
package import People

// Shifts, hours, and certificates.
extension Phrase {
  package static let shift = LocalText("ca trực", "shift")
  package static let shifts = LocalText("Ca trực", "Shifts")
  package static let beginShift = LocalText("Vào ca", "Sign in")
  package static let pauseShift = LocalText("Nghỉ", "Break")
  package static let resumeShift = LocalText("Làm tiếp", "Resume")
  package static let endShift = LocalText("Ra ca", "Sign out")
  package static let notInShift = LocalText("Chưa vào ca.", "Not signed in.")
  package static let alreadyInShift = LocalText("Đang trong ca rồi.", "Already signed in.")
  package static let onBreak = LocalText("Đang nghỉ.", "On a break.")
  package static let notOnBreak = LocalText("Không đang nghỉ.", "Not on a break.")
  package static let myShifts = LocalText("Các ca tháng này", "Shifts this month")
  package static let noShifts = LocalText("Chưa có ca nào trong tháng.", "No shift this month.")
  package static let shiftOpen = LocalText("chưa ra ca", "no end")
  package static let shiftEndSaid = LocalText("giờ ra khai sau", "end said later")
  package static let everyonesHours = LocalText("Giờ mọi người", "Everybody's hours")
  package static let shiftQuestions = LocalText("Cần hỏi", "Questions")
  package static let noShiftQuestions = LocalText("Không có gì cần hỏi.", "Nothing to ask.")
  package static let answerShiftQuestion = LocalText("Trả lời", "Answer")
  package static let answerShiftQuestions = LocalText("Trả lời câu hỏi", "Answer the questions")
  package static let shiftAnswerWords = LocalText(
    "Trả lời rồi thì không hỏi lại. Giờ đã thấy vẫn giữ nguyên.",
    "What is answered is not asked again. The times that were seen stay as they are.")
  package static let shiftAnswered = LocalText("Đã ghi câu trả lời.", "The answer is kept.")

  /// What a lead says to a question about shifts.
  package static func shiftVerdict(_ verdict: ShiftVerdict) -> LocalText {
    switch verdict {
    case .right: LocalText("Đúng như vậy", "It is right")
    case .mistake: LocalText("Bấm nhầm hoặc quên bấm", "A wrong or forgotten key")
    case .settled: LocalText("Đã hỏi lại người đó", "Talked over with them")
    }
  }
  package static let shiftAnswer = LocalText("trả lời về ca", "answer about a shift")
  package static func matter(_ matter: ShiftMatter) -> LocalText {
    switch matter {
    case .twoDesks: LocalText("hai bàn cùng lúc", "two desks at once")
    case .longDay: LocalText("quá 10 giờ một ngày", "more than 10 hours in a day")
    case .shortRest: LocalText("nghỉ dưới 8 giờ", "less than 8 hours of rest")
    case .noEnd: LocalText("chưa ra ca", "no end")
    case .nothingSeen: LocalText("giờ ra khai sau, không có lượt nào", "end said later, no citizen")
    }
  }
  package static let myPage = LocalText("Trang của tôi", "My page")
  package static let helpedNobodyYet = LocalText("Tháng này chưa có lượt nào.", "No session this month yet.")
  package static let nobodyJoined = LocalText("Chưa có ai nhận việc này.", "Nobody has said yes yet.")
  package static let shiftGoesOn = LocalText("chưa ra ca", "not ended yet")
  package static let helpedWith = LocalText("Đã giúp bà con với", "Helped citizens with")
  package static let makeCertificate = LocalText("Giấy xác nhận", "Certificate")
  package static let previousMonth = LocalText("Tháng trước", "Month before")
  package static let nextMonth = LocalText("Tháng sau", "Month after")

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
  package static func hours(_ minutes: Int) -> LocalText {
    let rest = minutes % 60 < 10 ? "0\(minutes % 60)" : "\(minutes % 60)"
    return LocalText("\(minutes / 60) giờ \(rest)", "\(minutes / 60) h \(rest)")
  }

  package static func inShiftSince(_ time: String, citizens: Int) -> LocalText {
    LocalText("Trong ca từ \(time) · \(citizens) lượt", "Signed in since \(time) · \(citizens) sessions")
  }

  package static func seenAndCredited(seen: Int, credited: Int, rule: Int) -> LocalText {
    LocalText(
      "có mặt \(hours(seen).vi) · công nhận \(hours(credited).vi) (quy tắc \(rule))",
      "seen \(hours(seen).en) · credited \(hours(credited).en) (rule \(rule))")
  }

  package static let creditRuleWords = LocalText(
    "Giờ công nhận, quy tắc 1: đến sớm hơn lịch thì tính từ giờ trong lịch; quên ra ca thì tính đến lượt cuối cộng 15 phút; nhiều nhất 10 giờ một ngày. Giờ có mặt giữ nguyên.",
    "Credited hours, rule 1: who comes before the planned time is credited from then; a forgotten end counts until the last citizen and 15 minutes; ten hours a day at most. Hours seen stay as they are."
  )

  package static func peopleCount(shifts: Int, citizens: Int) -> LocalText {
    LocalText("\(shifts) ca · \(citizens) lượt", "\(shifts) shifts · \(citizens) sessions")
  }

  package static func monthTitle(_ month: Int, _ year: Int) -> LocalText {
    LocalText("tháng \(month)/\(year)", "\(month)/\(year)")
  }

  // A forgotten end
  package static let forgottenShift = LocalText("Ca chưa ra", "A shift without an end")
  package static func forgottenWords(name: String, day: Day, time: String) -> LocalText {
    LocalText(
      "\(name) vào ca lúc \(time) ngày \(Numbers.date(day)) và chưa ra ca. Hôm đó ra lúc mấy giờ?",
      "\(name) signed in at \(time) on \(Numbers.date(day)) and never signed out. When did it end?")
  }
  package static func lastCitizenAt(_ time: String) -> LocalText {
    LocalText("Người dân cuối cùng về lúc \(time).", "The last citizen left at \(time).")
  }
  package static let noCitizenSeen = LocalText(
    "Ca đó không có lượt nào; trưởng nhóm sẽ được hỏi.", "There was no session in it; the lead will be asked.")
  package static let clockTimeWanted = LocalText("Xin gõ giờ như 11:30.", "Type a time such as 11:30.")
  package static func endBeforeBegin(_ time: String) -> LocalText {
    LocalText("Giờ ra phải sau giờ vào (\(time)).", "The end must be after the beginning (\(time)).")
  }

  package static func question(_ question: ShiftQuestion, name: (Shift) -> String) -> LocalText {
    switch question {
    case .twoDesks(let a, let b):
      // Who it is stands once, and each desk where it is another's.
      let who = Set([name(a), name(b)]).sorted().joined(separator: ", ")
      return LocalText(
        "\(who) ngày \(Numbers.date(a.day)): vào ca ở hai bàn cùng lúc. Bàn nào đúng?",
        "\(who) on \(Numbers.date(a.day)): signed in at two desks at once. Which is right?")
    case .longDay(let first, let minutes):
      let day = Numbers.date(first.day)
      return LocalText(
        "\(name(first)) ngày \(day): \(hours(minutes).vi), quá 10 giờ. Có đúng không?",
        "\(name(first)) on \(day): \(hours(minutes).en), more than 10 hours. Is that right?")
    case .shortRest(let shift, let minutes):
      return LocalText(
        "\(name(shift)) trước ca ngày \(Numbers.date(shift.day)): chỉ nghỉ \(hours(minutes).vi), dưới 8 giờ.",
        "\(name(shift)) before the shift of \(Numbers.date(shift.day)): only \(hours(minutes).en) of rest, less than 8."
      )
    case .noEnd(let shift):
      return LocalText(
        "\(name(shift)) ngày \(Numbers.date(shift.day)): chưa ra ca. Hỏi người đó giờ ra.",
        "\(name(shift)) on \(Numbers.date(shift.day)): no end. Ask them when it was.")
    case .nothingSeen(let shift):
      return LocalText(
        "\(name(shift)) ngày \(Numbers.date(shift.day)): giờ ra khai sau, không có lượt nào. Chưa công nhận giờ nào.",
        "\(name(shift)) on \(Numbers.date(shift.day)): the end was said later and no citizen came. Nothing is credited."
      )
    }
  }

  // Certificates
  package static func certificateWritten(_ path: String) -> LocalText {
    LocalText(
      "Đã viết giấy xác nhận: \(path). Kiểm tra bằng: tiepsuc verify-certificate",
      "The certificate is written: \(path). Check it with: tiepsuc verify-certificate")
  }
  package static let notACertificate = LocalText(
    "Tệp này không phải giấy xác nhận của Tiếp Sức.", "This file is no certificate of Tiếp Sức.")
  package static let certificateChanged = LocalText(
    "Giấy này KHÔNG đúng: có chữ hoặc số đã bị sửa sau khi bàn ký.",
    "This certificate is NOT right: something was changed after the desk signed it.")
  package static func certificateHolds(_ desk: String) -> LocalText {
    LocalText(
      "Giấy đúng như bàn đã ký. Bàn: \(desk). Hãy so với mã bàn mà đơn vị cho biết.",
      "The certificate is as the desk signed it. Desk: \(desk). Compare with the id that the unit tells.")
  }
  package static let certificateOfOtherDesk = LocalText(
    "Giấy do một bàn khác ký, không phải bàn đã nêu.", "Another desk signed it than the one that was named.")
}
