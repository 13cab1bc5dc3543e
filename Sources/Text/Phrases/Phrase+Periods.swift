package import Checklists
package import Protocol
package import Reports

// How a unit's period is closed, and what holds it.
extension Phrase {
  package static let signPeriod = LocalText("Chốt kỳ", "Close the period")
  package static let reopenPeriod = LocalText("Mở lại kỳ", "Open it again")
  package static let confirmSigning = LocalText(
    "Ký xong số liệu đứng yên, mục đến sau là bổ sung. Bấm c lần nữa để ký.",
    "Signed figures stand; what comes later is a supplement. Press c again.")
  package static let whyReopened = LocalText("Vì sao mở lại kỳ này?", "Why is this period opened again?")
  package static let onlyLeadsSign = LocalText(
    "Chỉ máy của trưởng nhóm chốt kỳ của đơn vị.", "Only a team lead's laptop closes the unit's period.")

  // On the hub's pages
  package static let periodsPage = LocalText("Chốt kỳ", "Closing of periods")
  package static let periodSteps = LocalText("Các bước của kỳ", "Steps of the period")
  package static let expectedReports = LocalText("báo cáo phải có", "reports expected")
  package static let receivedReports = LocalText("báo cáo đã có", "reports here")
  package static let doIt = LocalText("Làm", "Do it")
  package static let signedOnLaptops = LocalText(
    "Trưởng nhóm ký và mở lại kỳ trên máy của mình, vì chữ ký là của máy đó.",
    "Leads sign periods, and open them again, on their laptops: the signature is the laptop's.")
  package static let newestSessions = LocalText("Lượt mới nhất của đơn vị", "The unit's newest sessions")
  package static let auditPeriodStep = LocalText("làm một bước của kỳ", "did a step of a period")
  package static let auditEntryMarked = LocalText("đề nghị sửa một mục", "asked for a correction")

  /// Reports that came within some days.
  package static func reportsOnTime(days: Int) -> LocalText {
    LocalText("đúng hạn (trong \(days) ngày sau kỳ)", "in time (within \(days) days after the period)")
  }

  /// A state in a word.
  package static func word(_ state: PeriodState) -> LocalText {
    switch state {
    case .draft: LocalText("nháp", "draft")
    case .sent: LocalText("đã gửi", "sent")
    case .received: LocalText("đã nhận", "received")
    case .needsCorrection: LocalText("cần sửa", "to correct")
    case .approved: LocalText("đã duyệt", "approved")
    case .locked: LocalText("đã khoá", "locked")
    }
  }

  /// Where a period stands.
  package static func periodStands(_ state: PeriodState) -> LocalText {
    LocalText("Kỳ này: \(word(state).vi)", "This period: \(word(state).en)")
  }

  /// An act in words.
  package static func word(_ act: PeriodAct) -> LocalText {
    switch act {
    case .sign: LocalText("Chốt kỳ", "Close")
    case .reopen: LocalText("Mở lại", "Open again")
    case .receive: LocalText("Nhận", "Receive")
    case .sendBack: LocalText("Trả lại để sửa", "Send back")
    case .approve: LocalText("Duyệt", "Approve")
    case .lock: LocalText("Khoá", "Lock")
    }
  }

  /// What the lead's laptop says when it noted an act.
  package static func periodTaken(_ act: PeriodAct) -> LocalText {
    act == .sign
      ? LocalText(
        "Đã ký; lần gửi nhận tới sẽ báo lên tỉnh.", "Signed; the next exchange tells the province.")
      : LocalText("Đã mở lại; lần gửi nhận tới sẽ báo lên tỉnh.", "Open again; the next exchange tells the province.")
  }

  /// That the hub did not take what a lead did with a period, and why.
  package static func sentence(_ refused: RefusedStep) -> LocalText {
    let act = word(refused.step.act)
    let why =
      refused.lock.map { sentence($0) }
      ?? LocalText("Lý do: \(word(refused.refusal).vi).", "The reason: \(word(refused.refusal).en).")
    return LocalText(
      "Máy chủ không nhận “\(act.vi)”. \(why.vi)", "The hub did not take “\(act.en)”. \(why.en)")
  }

  /// Why something cannot be done with a period now.
  package static func sentence(_ lock: PeriodLock) -> LocalText {
    switch lock {
    case .stillRuns:
      LocalText("Kỳ này chưa hết ngày; hãy chốt khi đã hết kỳ.", "The period has not ended; close it when it has.")
    case .isEmpty:
      LocalText(
        "Kỳ này không có lượt nào: báo cáo trống không tính là đã gửi.",
        "No session is in this period: an empty report does not count as one.")
    case .othersAct:
      LocalText(
        "Việc này không phải của bên đang làm: đơn vị ký và mở lại, tỉnh nhận, trả lại, duyệt và khoá.",
        "That is not for this side to do: the unit signs and opens again, the province receives, sends back, approves and locks."
      )
    case .needsReason:
      LocalText(
        "Hãy ghi lý do, nhiều nhất 200 chữ, không có dãy số của người.",
        "Write the reason, at most 200 letters, and no number of a person.")
    case .isSent:
      LocalText(
        "Đơn vị đã ký kỳ này; muốn sửa thì mở lại và ghi lý do.",
        "The unit has signed this period; to change it, open it again with a reason.")
    case .isOpen: LocalText("Kỳ này đang mở, chưa ai chốt.", "This period is open: nobody has closed it.")
    case .isRead:
      LocalText(
        "Tỉnh đang đọc kỳ này nên số liệu giữ yên; hãy chờ tỉnh duyệt hoặc trả lại.",
        "The province is reading this period, so its figures stand still; wait until it approves or sends it back.")
    case .isApproved:
      LocalText(
        "Tỉnh đã duyệt kỳ này; chỉ tỉnh mở lại được, có ghi lý do.",
        "The province has approved this period; only the province opens it again, with a reason.")
    case .isLocked:
      LocalText(
        "Tỉnh đã khoá kỳ này; mục đến sau chỉ thành bổ sung.",
        "The province has locked this period; what comes later is a supplement only.")
    case .notSent: LocalText("Đơn vị chưa gửi kỳ này.", "The unit has not sent this period.")
    case .notReceived:
      LocalText("Hãy nhận kỳ này trước đã.", "Receive this period first.")
    case .notApproved: LocalText("Hãy duyệt kỳ này trước khi khoá.", "Approve this period before it is locked.")
    }
  }
}
