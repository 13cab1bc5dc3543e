package import Checklists
package import Journal
package import People

// The unit's calendar, group events, and petitions.
extension Phrase {
  package static let calendarLine = LocalText("lịch", "calendar")
  package static let groupEvent = LocalText("buổi đông người", "group event")
  package static let petitionStep = LocalText("phản ánh", "petition")

  package static func planKind(_ kind: PlanKind) -> LocalText {
    switch kind {
    case .shift: LocalText("Trực bàn", "At the desk")
    case .event: LocalText("Buổi đông người", "Group event")
    case .talk: LocalText("Nói chuyện", "Talk")
    case .outing: LocalText("Xuống ấp, thôn", "Out in a hamlet")
    }
  }

  package static func eventKind(_ kind: EventKind) -> LocalText {
    switch kind {
    case .training: LocalText("Tập huấn", "Training")
    case .stand: LocalText("Bàn ở chợ", "Market stand")
    case .school: LocalText("Đến trường học", "School visit")
    case .talk: LocalText("Nói chuyện", "Talk")
    case .other: LocalText("Việc khác", "Something else")
    }
  }

  // Calendar
  package static let calendar = LocalText("Lịch đơn vị", "Unit's calendar")
  package static let noPlan = LocalText("Tháng này chưa có gì trong lịch.", "Nothing is planned this month.")
  package static let addPlan = LocalText("Thêm vào lịch", "Add to the calendar")
  package static let joinPlan = LocalText("Nhận việc / thôi", "Join / leave")
  package static let callOff = LocalText("Huỷ buổi này", "Call off")
  package static let calledOff = LocalText("đã huỷ", "called off")
  package static let doneSign = LocalText("đã làm", "done")
  package static let saveICalendar = LocalText("Xuất iCalendar", "Save as iCalendar")
  package static let chooseKind = LocalText("Việc gì?", "What is it?")
  /// The example names a day that the field takes.
  package static func planForm(_ example: Day) -> LocalText {
    LocalText(
      "Ngày, giờ, số người, rồi tên việc. Ví dụ: \(short(example)) 8:00-11:00 2 Trực bàn ở nhà văn hoá",
      "Day, hours, number of people, then what. For example: \(short(example)) 8:00-11:00 2 Desk at the hall")
  }
  package static func planFormWrong(_ example: Day) -> LocalText {
    LocalText(
      "Chưa đọc được. Xin gõ như: \(short(example)) 8:00-11:00 2 Trực bàn",
      "That cannot be read. Type it as: \(short(example)) 8:00-11:00 2 Desk")
  }
  package static func planPast(_ day: Day) -> LocalText {
    LocalText(
      "Ngày \(Numbers.date(day)) đã qua. Xin xem lại; vẫn muốn ghi hoặc là năm khác thì gõ cả năm.",
      "\(Numbers.date(day)) is over. Check it; to keep it, or for another year, type the year too.")
  }
  private static func short(_ day: Day) -> String { "\(day.parts.day)/\(day.parts.month)" }
  package static func missingPeople(_ count: Int) -> LocalText {
    LocalText("còn thiếu \(count) người", count == 1 ? "1 person missing" : "\(count) people missing")
  }
  package static let enoughPeople = LocalText("đủ người", "enough people")
  package static func planTally(_ tally: PlanTally) -> LocalText {
    LocalText(
      "Kế hoạch \(tally.planned) · đã làm \(tally.done) · huỷ \(tally.calledOff)",
      "Planned \(tally.planned) · done \(tally.done) · called off \(tally.calledOff)")
  }
  package static func fileWritten(_ path: String) -> LocalText { LocalText("Đã viết \(path).", "Written: \(path).") }

  // Events
  package static let events = LocalText("Ghi buổi đông người", "Record a group event")
  package static let eventPlace = LocalText("Ở đâu?", "Where?")
  package static let eventTopic = LocalText("Về việc gì?", "About what?")
  package static let eventMaterials = LocalText(
    "Đã phát, dùng tài liệu gì? (có thể bỏ trống)", "What was handed out or used? (may stay empty)")
  /// The example names a day that the field takes.
  package static func eventTimes(_ example: Day) -> LocalText {
    LocalText(
      "Ngày và giờ, như: \(short(example)) 8:00-10:30", "Day and hours, such as: \(short(example)) 8:00-10:30")
  }
  package static func eventTimesWrong(_ example: Day) -> LocalText {
    LocalText(
      "Chưa đọc được. Xin gõ như: \(short(example)) 8:00-10:30",
      "That cannot be read. Type it as: \(short(example)) 8:00-10:30")
  }
  package static func eventAhead(_ day: Day) -> LocalText {
    LocalText(
      "Ngày \(Numbers.date(day)) chưa tới: buổi sắp có thì ghi ở Lịch đơn vị; nếu là năm trước, xin gõ cả năm.",
      "\(Numbers.date(day)) is still to come: put it into the unit's calendar; if last year is meant, type the year.")
  }
  package static let eventPlaceWanted = LocalText(
    "Xin ghi nơi diễn ra, như: nhà văn hoá thôn 2.", "Say where it was, such as: the hall of hamlet 2.")
  package static let eventTopicWanted = LocalText(
    "Xin ghi nội dung chính, như: cài VNeID.", "Say what it was about, such as: installing VNeID.")
  /// Nil: those whose age nobody knows.
  package static func headsOf(_ band: AgeBand?) -> LocalText {
    let who =
      switch band {
      case .under18: LocalText("dưới 18 tuổi", "under 18")
      case .from18: LocalText("từ 18 đến 35 tuổi", "from 18 to 35")
      case .from36: LocalText("từ 36 đến 59 tuổi", "from 36 to 59")
      case .from60: LocalText("từ 60 tuổi trở lên", "aged 60 and over")
      case nil: LocalText("không rõ tuổi", "of unknown age")
      }
    return LocalText(
      "Bao nhiêu người \(who.vi)? (không có ai thì để trống)",
      "How many people \(who.en)? (empty for none)")
  }
  package static let headsUnknown = LocalText("không rõ tuổi", "age unknown")
  package static let numberWanted = LocalText(
    "Xin gõ một số, như 25; không có ai thì để trống.", "Type a number such as 25; leave it empty for none.")
  package static let eventPeople = LocalText(
    "Ai đã giúp? Chọn từng người, rồi bấm x.", "Who helped? Choose each one, then press x.")
  package static let keepEvent = LocalText("Ghi vào nhật ký", "Keep")
  package static let eventKept = LocalText("Đã ghi buổi này vào nhật ký.", "The event is in the journal.")
  package static func heads(_ count: Int) -> LocalText { LocalText("\(count) người dự", "\(count) people came") }

  // Petitions
  package static let petitions = LocalText("Phản ánh, kiến nghị", "Petitions")
  package static let petitionAwaited = LocalText("chờ bàn ấy nhận", "on its way to that desk")
  package static let petitionGoesNext = LocalText(
    "Đã ghi; bàn đó nhận ở lần gửi nhận tới, qua mạng hoặc USB.",
    "Noted; that desk gets it with its next exchange, by network or stick.")
  package static let noPetitions = LocalText("Chưa có phản ánh nào.", "No petition yet.")
  package static let forwardPetition = LocalText("Đã chuyển, ghi số", "Forwarded, with number")
  package static let answerPetition = LocalText("Ghi trả lời", "Write the answer")
  package static let closePetition = LocalText("Đóng", "Close")
  package static let reopenPetition = LocalText("Mở lại", "Reopen")
  package static let notSolved = LocalText("Người dân: chưa được", "Citizen: not solved")
  package static let saveOpen311 = LocalText("Xuất Open311", "Save as Open311")
  package static let portalNumber = LocalText(
    "Số trên Cổng dịch vụ công, như PAKN.20200812.0012; chưa có thì để trống.",
    "The portal's number, such as PAKN.20200812.0012; leave it empty where there is none.")
  package static let portalNumberWrong = LocalText(
    "Số này không đúng dạng. Xin gõ như PAKN.20200812.0012, hoặc để trống.",
    "That has another form. Type it as PAKN.20200812.0012, or leave it empty.")
  package static let answerWords = LocalText("Cơ quan trả lời thế nào?", "What was the answer?")
  package static let reopenWords = LocalText("Vì sao mở lại?", "Why is it opened again?")
  package static let closeWhy = LocalText(
    "Đóng vì lý do gì? Đóng chưa phải là đã giải quyết.", "Why is it closed? Closed is not solved.")
  package static let petitionKept = LocalText("Đã ghi.", "Kept.")
  package static let petitionIsClosed = LocalText(
    "Phản ánh này đã đóng. Muốn làm tiếp, hãy mở lại: m.", "It is closed. To go on, reopen it: m.")
  package static let petitionIsOpen = LocalText("Phản ánh này đang mở.", "It is open.")

  package static func closing(_ reason: ClosingReason) -> LocalText {
    switch reason {
    case .solved: LocalText("đã giải quyết", "solved")
    case .notCompetent: LocalText("không thuộc thẩm quyền", "not competent")
    case .duplicate: LocalText("trùng", "a duplicate")
    case .noGround: LocalText("không đủ căn cứ", "no ground")
    case .withdrawn: LocalText("người dân rút", "withdrawn by the citizen")
    case .unsolved: LocalText("chưa giải quyết được", "not solved")
    }
  }

  package static func petitionState(_ state: PetitionCase.State) -> LocalText {
    switch state {
    case .new: LocalText("mới", "new")
    case .forwarded: LocalText("đã chuyển", "forwarded")
    case .answered: LocalText("đã trả lời", "answered")
    case .closed(let reason): LocalText("đóng: \(closing(reason).vi)", "closed: \(closing(reason).en)")
    }
  }

  package static func petitionAct(_ act: PetitionAct) -> LocalText {
    switch act {
    case .forwarded: LocalText("đã chuyển", "forwarded")
    case .answered: LocalText("đã trả lời", "answered")
    case .closed: LocalText("đóng", "closed")
    case .reopened: LocalText("mở lại", "reopened")
    }
  }

  package static func petitionDays(_ days: Int) -> LocalText {
    LocalText("\(days) ngày", days == 1 ? "1 day" : "\(days) days")
  }
  package static func overduePetitions(_ count: Int) -> LocalText {
    LocalText(
      "\(count) phản ánh quá hạn (k: Phản ánh)", "\(count) overdue petition\(count == 1 ? "" : "s") (k: Petitions)")
  }
}
