package import Checklists
package import Journal

extension Phrase {
  package static func outcome(_ outcome: Outcome) -> LocalText {
    switch outcome {
    case .completed: LocalText("Hoàn thành", "Completed")
    case .appointment: LocalText("Hẹn lại", "Appointment")
    case .referredPolice: LocalText("Chuyển công an", "Referred to the police")
    case .referredBank: LocalText("Chuyển ngân hàng", "Referred to a bank")
    case .referredCounter: LocalText("Chuyển quầy một cửa", "Referred to the counter")
    case .notEligible: LocalText("Không đủ điều kiện", "Not eligible")
    case .declined: LocalText("Người dân từ chối", "Declined")
    }
  }

  package static func reason(_ reason: SkipReason) -> LocalText {
    switch reason {
    case .alreadyDone: LocalText("Đã làm trước đó", "Already done before")
    case .notNeeded: LocalText("Không cần cho lượt này", "Not needed this time")
    case .cannotNow: LocalText("Bây giờ chưa làm được", "Cannot be done now")
    case .citizenDeclined: LocalText("Bác không muốn làm", "The citizen does not want to")
    }
  }

  package static func age(_ band: AgeBand) -> LocalText {
    switch band {
    case .under18: LocalText("Dưới 18", "Under 18")
    case .from18: LocalText("18 đến 35", "18 to 35")
    case .from36: LocalText("36 đến 59", "36 to 59")
    case .from60: LocalText("Từ 60 trở lên", "60 and over")
    }
  }

  package static func satisfaction(_ value: Int) -> LocalText {
    switch value {
    case 1: LocalText("Rất không hài lòng", "Very dissatisfied")
    case 2: LocalText("Không hài lòng", "Dissatisfied")
    case 3: LocalText("Bình thường", "Neither")
    case 4: LocalText("Hài lòng", "Satisfied")
    default: LocalText("Rất hài lòng", "Very satisfied")
    }
  }

  package static func topic(_ topic: PetitionTopic) -> LocalText {
    switch topic {
    case .procedures: LocalText("Thủ tục hành chính", "Procedures")
    case .identity: LocalText("Căn cước, VNeID", "Identity, VNeID")
    case .payment: LocalText("Tài khoản, thanh toán", "Accounts, payments")
    case .network: LocalText("Mạng, điện thoại, máy móc", "Network, phones, machines")
    case .attitude: LocalText("Thái độ phục vụ", "How people were treated")
    case .other: LocalText("Việc khác", "Something else")
    }
  }

  package static func refused(_ digits: PersonalDigits) -> LocalText {
    let what = Phrase.looksLike(digits)
    return LocalText(
      "Không nhận: \(what.vi). Nhật ký không bao giờ giữ số của người dân. Hãy sửa, hoặc bấm F8 để bỏ số này.",
      "Not taken: \(what.en). The journal never keeps a citizen's numbers. Change it, or press F8 to take it out.")
  }

  /// What stands under a field while a run of digits in it is marked.
  package static func marked(_ digits: PersonalDigits) -> LocalText {
    let what = Phrase.looksLike(digits)
    return LocalText("\(what.vi): không được giữ (F8: bỏ)", "\(what.en): never kept (F8: take it out)")
  }
  package static let takeOutNumber = LocalText("Bỏ số này", "Take it out")

  /// The word beside a marked run of digits.
  package static func looksLike(_ digits: PersonalDigits) -> LocalText {
    switch digits {
    case .identityCard: LocalText("giống số căn cước", "looks like an identity card number")
    case .phone: LocalText("giống số điện thoại", "looks like a phone number")
    case .oneTimeCode: LocalText("giống mã OTP hoặc passcode", "looks like a one-time code or passcode")
    case .account: LocalText("giống số tài khoản hoặc số thẻ", "looks like an account or card number")
    }
  }

  package static func tooLong(_ limit: Int) -> LocalText {
    LocalText("Tối đa \(limit) ký tự.", "At most \(limit) characters.")
  }
}
