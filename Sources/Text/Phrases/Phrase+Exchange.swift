package import Checklists
package import Protocol

extension Phrase {
  /// Why an exchange could not be done: what happened, what is safe, what to do now. A new failure does not compile
  /// without its sentence.
  ///
  /// - Parameters:
  ///   - subject: The host, file or folder that it is about; nil where none is known.
  ///   - refusal: What the hub refused, where `failure` is `refused`; nil where it named nothing that this program knows.
  package static func sentence(_ failure: SyncFailure, subject: String?, refusal: Refusal.Kind?) -> LocalText {
    if failure == .refused { return sentence(refused: refusal) }
    return joined([happened(failure, subject), safe(failure), advice(failure)])
  }

  /// What happened.
  private static func happened(_ failure: SyncFailure, _ subject: String?) -> LocalText {
    let (vi, en) = named(subject)
    return switch failure {
    case .noNetwork: LocalText("Máy chưa có mạng.", "This laptop has no network.")
    case .nameNotFound:
      LocalText("Mạng không biết địa chỉ máy chủ\(vi).", "The network does not know the hub's name\(en).")
    case .noAnswer: LocalText("Máy chủ\(vi) không trả lời.", "The hub\(en) does not answer.")
    case .wrongHub:
      LocalText("Máy trả lời\(vi) không phải máy chủ đã đăng ký.", "What answers\(en) is not the hub of this desk.")
    case .certificate:
      LocalText("Chứng chỉ của máy chủ\(vi) không hợp lệ.", "The certificate of the hub\(en) is not valid.")
    case .portal:
      LocalText(
        "Một trang khác trả lời thay máy chủ\(vi): mạng này có lẽ cần đăng nhập.",
        "Another page answers in place of the hub\(en): this network may want a login.")
    case .refused: LocalText("Máy chủ từ chối.", "The hub refuses.")
    case .tooOld: LocalText("Chương trình này cũ hơn bản máy chủ nhận.", "This program is older than the hub takes.")
    case .diskFull: LocalText("Ổ đĩa đã đầy\(vi).", "The disk is full\(en).")
    case .disk: LocalText("Ổ đĩa báo lỗi\(vi).", "The disk reported an error\(en).")
    case .notEnrolled: LocalText("Máy này chưa đăng ký với máy chủ nào.", "This desk is not enrolled at a hub yet.")
    case .busy: LocalText("Một lần gửi nhận khác đang chạy.", "Another exchange is running.")
    case .journalInUse:
      LocalText("Nhật ký đang mở ở bàn hỗ trợ.", "The journal is open in the desk.")
    case .journal:
      LocalText("Không đọc được sổ gửi nhận\(vi).", "The journal or its exchange record cannot be read\(en).")
    case .badCode: LocalText("Mã đăng ký sai, đã dùng hoặc quá hạn.", "The code is wrong, used, or too old.")
    case .revoked: LocalText("Máy chủ không nhận máy này nữa.", "The hub does not let this desk in any more.")
    case .forked:
      LocalText("Có hai máy đang ghi dưới cùng một tên.", "Two laptops write under the same name.")
    case .badBundle:
      LocalText(
        "Tệp trên USB\(vi) bị cắt, hỏng hoặc giả.", "The file on the stick\(en) is cut short, damaged or forged.")
    case .stick:
      LocalText("Không thấy USB, hoặc không ghi được\(vi).", "There is no stick, or it cannot be written\(en).")
    case .stopped: LocalText("Đã dừng theo ý anh chị.", "Stopped as asked.")
    case .hubFault: LocalText("Máy chủ đang trục trặc\(vi).", "The hub has a fault of its own\(en).")
    case .answerMismatch:
      LocalText(
        "Máy chủ xác nhận điều không đúng với nhật ký này.",
        "The hub signed something that is not true of this journal.")
    case .answerTooLarge:
      LocalText(
        "Máy chủ\(vi) gửi nhiều hơn mức một máy chủ gửi bao giờ; chương trình đã ngừng nghe.",
        "The hub\(en) sends more than any hub does; the program stopped listening.")
    case .badAddress: LocalText("Địa chỉ máy chủ chưa đúng.", "The hub's address is not a proper one.")
    case .practice: LocalText("Đang ở chế độ TẬP.", "This is practice.")
    case .onlyOpenLine:
      LocalText(
        "Máy chủ\(vi) chỉ trả lời không mã hoá: người cùng đường mạng đọc được nội dung gửi đi.",
        "The hub\(en) answers only without encryption: others on the line can read what is sent.")
    }
  }

  /// What is safe.
  private static func safe(_ failure: SyncFailure) -> LocalText {
    switch failure {
    case .noNetwork, .nameNotFound, .noAnswer, .refused, .certificate, .portal, .tooOld, .hubFault, .stopped, .busy:
      LocalText("Các mục vẫn an toàn trong máy này.", "The entries are safe on this laptop.")
    case .wrongHub, .answerMismatch, .answerTooLarge:
      LocalText(
        "Không dùng gì từ câu trả lời đó; các mục vẫn an toàn.",
        "Nothing of that answer was used; the entries are safe.")
    case .diskFull, .disk, .journal, .journalInUse:
      LocalText("Những gì máy chủ đã nhận vẫn được tính.", "What the hub has taken stays taken.")
    case .onlyOpenLine:
      LocalText(
        "Khoá của máy chủ vẫn chứng tỏ đúng là nó.", "The hub's key proves itself all the same.")
    case .notEnrolled, .badCode, .badAddress:
      LocalText("Nhật ký vẫn an toàn, chưa gửi gì.", "The journal is safe, nothing was sent.")
    case .revoked, .forked:
      LocalText("Không mục nào bị mất.", "No entry is lost.")
    case .badBundle, .stick:
      LocalText("Không dùng gì từ tệp đó; nhật ký vẫn an toàn.", "Nothing of it was used; the journal is safe.")
    case .practice: LocalText("Mục TẬP không bao giờ được gửi đi.", "Practice is never sent.")
    }
  }

  /// What to do now.
  private static func advice(_ failure: SyncFailure) -> LocalText {
    switch failure {
    case .noNetwork:
      LocalText("Hãy nối mạng rồi bấm lại, hoặc gửi bằng USB.", "Connect and press again, or use a stick.")
    case .nameNotFound:
      LocalText("Hãy xem lại địa chỉ, hoặc thử mạng khác.", "Check the address, or try another network.")
    case .noAnswer, .hubFault:
      LocalText("Hãy thử lại sau, hoặc gửi bằng USB.", "Try again later, or use a stick.")
    case .wrongHub, .answerMismatch, .answerTooLarge:
      LocalText(
        "Hãy báo trưởng nhóm; đừng đăng ký lại khi chưa hỏi.", "Tell the team lead; do not enrol anew before asking.")
    case .certificate:
      LocalText("Hãy xem ngày giờ máy, rồi báo trưởng nhóm.", "Check this laptop's date, then tell the team lead.")
    case .portal:
      LocalText(
        "Hãy đăng nhập mạng bằng trình duyệt, hoặc đổi mạng.", "Log in to it with a browser, or change networks.")
    case .refused: LocalText("Hãy báo trưởng nhóm.", "Tell the team lead.")
    case .tooOld: LocalText("Hãy cài bản Tiếp Sức mới rồi bấm lại.", "Install a newer Tiếp Sức, then press again.")
    case .diskFull: LocalText("Hãy xoá bớt tệp khác rồi bấm lại.", "Free some space, then press again.")
    case .disk, .journal:
      LocalText("Hãy chạy: tiepsuc doctor, và báo trưởng nhóm.", "Run: tiepsuc doctor, and tell the team lead.")
    case .journalInUse:
      LocalText("Hãy đóng bàn hỗ trợ, hoặc làm việc này ngay trong đó.", "Close the desk, or do it from the desk.")
    case .notEnrolled:
      LocalText("Hãy xin trưởng nhóm một mã rồi đăng ký máy.", "Ask the team lead for a code, then enrol.")
    case .busy: LocalText("Hãy đợi lần kia xong rồi bấm lại.", "Wait until it is done, then press again.")
    case .badCode: LocalText("Hãy xin mã mới; mỗi mã dùng một lần.", "Ask for a new code; each works once.")
    case .revoked:
      LocalText(
        "Hãy báo trưởng nhóm; các mục còn lại gửi được qua USB.", "Tell the team lead, who can take the rest by stick.")
    case .forked:
      LocalText("Hãy xin mã rồi đăng ký lại máy này.", "Ask for a code and enrol this laptop anew.")
    case .badBundle: LocalText("Hãy ghi lại tệp đó lên USB rồi đọc lại.", "Write that file to the stick again.")
    case .stick:
      LocalText("Hãy cắm USB còn chỗ trống rồi bấm lại.", "Plug in a stick with free space, then press again.")
    case .stopped: LocalText("Bấm lại để gửi tiếp từ chỗ dừng.", "Press again to go on from there.")
    case .badAddress:
      LocalText("Hãy gõ dạng https://ten-may-chu.", "Type it like https://name-of-the-hub.")
    case .practice: LocalText("Hãy ra khỏi chế độ TẬP rồi gửi.", "Leave practice, then send.")
    case .onlyOpenLine: LocalText("Bấm Enter để đăng ký như vậy.", "Press Enter to enrol like this.")
    }
  }

  /// What the hub refused, what is safe, what to do now.
  private static func sentence(refused kind: Refusal.Kind?) -> LocalText {
    let safe = LocalText("Các mục vẫn an toàn trong máy này.", "The entries are safe on this laptop.")
    let tellLead = LocalText("Hãy báo trưởng nhóm.", "Tell the team lead.")
    guard let kind else {
      return joined([
        LocalText("Máy chủ từ chối.", "The hub refuses."), safe, tellLead,
      ])
    }
    return joined([
      LocalText("Máy chủ từ chối: \(word(kind).vi).", "The hub refuses: \(word(kind).en)."), safe, advice(kind),
    ])
  }

  /// A refusal in a few words.
  package static func word(_ kind: Refusal.Kind) -> LocalText {
    switch kind {
    case .malformed: LocalText("nó không hiểu điều máy này gửi", "it does not understand what was sent")
    case .badSignature: LocalText("chữ ký không đúng", "the signature is wrong")
    case .unknownDevice: LocalText("nó không biết máy này", "it does not know this desk")
    case .wrongTime: LocalText("giờ của máy này lệch với nó", "this laptop's time is not its own")
    case .replayed: LocalText("yêu cầu này đã đến một lần rồi", "this request came once before")
    case .revoked: LocalText("máy này đã bị thu hồi", "this desk was revoked")
    case .wrongRole: LocalText("máy này không có quyền đó", "this desk may not do that")
    case .wrongUnit: LocalText("việc đó thuộc xã, phường khác", "that belongs to another commune")
    case .badCode: LocalText("mã đăng ký sai, đã dùng hoặc quá hạn", "the code is wrong, used, or too old")
    case .sizeMismatch: LocalText("nó giữ số mục khác máy này nghĩ", "it holds another number of entries")
    case .forked: LocalText("quá nhiều máy cùng ghi dưới tên máy này", "too many laptops write under this desk's name")
    case .tooLarge: LocalText("một lần gửi quá lớn", "one batch is too large")
    case .tooMany: LocalText("quá nhiều yêu cầu cùng lúc", "too many requests at once")
    case .tooSlow: LocalText("đường truyền quá chậm", "the line is too slow")
    case .newerFormat: LocalText("máy chủ cũ hơn chương trình này", "the hub is older than this program")
    case .badToken:
      LocalText("mã của chương trình sai, đã khoá hoặc quá hạn", "the program's token is wrong, taken back or too old")
    case .periodHeld:
      LocalText("kỳ báo cáo đang được tỉnh giữ", "the province holds the period")
    case .unknownCursor:
      LocalText("phần đọc tiếp không còn, phải đọc lại từ đầu", "reading on is not possible, begin anew")
    case .notFound: LocalText("nó không có thứ được hỏi", "it does not have what was asked for")
    case .wrongMethod: LocalText("cách hỏi không đúng", "it was asked in the wrong way")
    case .unavailable: LocalText("nó đang đầy hoặc đang bảo trì", "it is full or being looked after")
    }
  }

  private static func advice(_ kind: Refusal.Kind) -> LocalText {
    switch kind {
    case .tooMany, .tooSlow, .unavailable, .replayed, .sizeMismatch, .tooLarge:
      LocalText("Hãy thử lại sau ít phút, hoặc gửi bằng USB.", "Try again in some minutes, or use a stick.")
    case .wrongTime:
      LocalText("Hãy xem lại ngày giờ của máy rồi bấm lại.", "Check this laptop's date, then press again.")
    case .badCode: LocalText("Hãy xin mã mới; mỗi mã dùng một lần.", "Ask for a new code; each works once.")
    case .unknownDevice, .forked: LocalText("Hãy xin mã và đăng ký lại máy này.", "Ask for a code and enrol anew.")
    case .newerFormat:
      LocalText("Hãy báo người trông máy chủ cập nhật.", "Ask whoever looks after the hub to update it.")
    case .malformed, .badSignature, .revoked, .wrongRole, .wrongUnit, .notFound, .wrongMethod,
      .badToken, .periodHeld, .unknownCursor:
      LocalText("Hãy báo trưởng nhóm.", "Tell the team lead.")
    }
  }
}

extension Phrase {
  /// What a lead must read about an exchange.
  ///
  /// - Parameter count: Entries, orders or seconds that it is about; nil where it has none.
  package static func sentence(_ attention: SyncAttention, count: Int?) -> LocalText {
    let (vi, en) = (Numbers.vietnamese(count ?? 0), Numbers.english(count ?? 0))
    return switch attention {
    case .hubRestored:
      LocalText(
        "Máy chủ đã được phục hồi từ bản sao cũ: \(vi) mục nó từng nhận đã được gửi lại. Không mất gì.",
        "The hub was restored from an old backup: \(en) entries it had taken were sent again. Nothing is lost.")
    case .forked:
      LocalText(
        "Hai máy ghi dưới cùng một tên. Cả hai nhánh được giữ; cả hai máy cần đăng ký lại.",
        "Two laptops write under one name. Both branches are kept; both must enrol anew.")
    case .imageRestored:
      LocalText(
        "Máy này đã được phục hồi từ bản sao và bắt đầu chuỗi nhật ký mới. Không mất gì.",
        "This laptop was restored from an image and began a new chain. Nothing is lost.")
    case .quarantined:
      LocalText(
        "Máy chủ để riêng \(vi) mục: giữ nhưng chưa tính. Hãy xem lý do từng mục.",
        "The hub keeps \(en) entries apart: safe, but not counted. Please read the reason of each.")
    case .revoked:
      LocalText(
        "Máy này đã bị thu hồi. Mục chưa gửi vẫn còn; trưởng nhóm lấy được qua USB.",
        "This desk was revoked. Unsent entries stay; the lead can take them by stick.")
    case .leadKeyChanged:
      LocalText(
        "Khoá của trưởng nhóm đã đổi; chưa dùng. Hãy so mã với trưởng nhóm ở màn hình Gửi nhận.",
        "The lead's key has changed; it is not used yet. Compare it with the lead on the Exchange screen.")
    case .notVerified:
      LocalText(
        "Có thứ từ bên ngoài không kiểm tra được, nên không dùng.",
        "Something from outside could not be verified, and was not used.")
    case .erasures:
      LocalText(
        "Có \(vi) lệnh xoá liên hệ, đang làm trong máy này.",
        "\(en) orders to erase a contact are being carried out here.")
    case .clock:
      LocalText(
        "Đồng hồ máy này lệch \(vi) giây. Giờ đã ghi không bị sửa. Hãy chỉnh lại đồng hồ.",
        "This laptop's clock is wrong by \(en) seconds. Times kept are not changed. Please set it right.")
    case .periodRefused:
      LocalText(
        "Máy chủ không nhận \(vi) việc về kỳ báo cáo. Lý do ở báo cáo của kỳ đó.",
        "The hub did not take \(en) acts on periods. The report of the period says why.")
    }
  }

  /// What had to be read about an exchange, in a few words, for its history.
  package static func word(_ attention: SyncAttention) -> LocalText {
    switch attention {
    case .hubRestored: LocalText("máy chủ được phục hồi từ bản sao", "the hub was restored from a backup")
    case .forked: LocalText("hai máy một tên", "two laptops under one name")
    case .imageRestored: LocalText("máy này được phục hồi từ bản sao", "this laptop was restored from an image")
    case .quarantined: LocalText("có mục để riêng", "some entries are kept apart")
    case .revoked: LocalText("máy này bị thu hồi", "this desk was revoked")
    case .leadKeyChanged: LocalText("khoá của trưởng nhóm đã đổi", "the lead's key has changed")
    case .notVerified: LocalText("có thứ không kiểm tra được", "something could not be verified")
    case .erasures: LocalText("có lệnh xoá liên hệ", "orders to erase contacts came")
    case .clock: LocalText("đồng hồ máy này lệch", "this laptop's clock is wrong")
    case .periodRefused: LocalText("có việc về kỳ không được nhận", "an act on a period was not taken")
    }
  }

  /// Why the hub keeps an entry apart, and what to do.
  package static func sentence(_ reason: Quarantine.Reason) -> LocalText {
    switch reason {
    case .unreadable:
      LocalText(
        "Máy chủ chưa đọc được mục này. Mục vẫn được giữ nguyên, chưa tính. Hãy báo trưởng nhóm cập nhật máy chủ.",
        "The hub cannot read this entry yet. It is kept as it is, not counted. Ask the team lead to update the hub.")
    case .misplaced:
      LocalText(
        "Mục không khớp chỗ của nó trong chuỗi. Mục vẫn được giữ, chưa tính. Hãy chạy: tiepsuc journal verify, báo trưởng nhóm.",
        "The entry does not fit its place in the chain. It is kept, not counted. Run: tiepsuc journal verify, tell the lead."
      )
    case .personalNumber:
      LocalText(
        "Trong mục có dãy số giống số của người dân. Mục được giữ riêng, chưa tính. Hãy báo trưởng nhóm; lần sau đừng ghi số.",
        "It holds digits like a number of a person. It is kept apart, not counted. Tell the lead; write no numbers next time."
      )
    case .unknownTarget:
      LocalText(
        "Mục này nói về một mục mà máy chủ không có. Mục vẫn được giữ, chưa tính. Hãy gửi lại; nếu còn thế thì báo trưởng nhóm.",
        "It speaks of an entry that the hub lacks. It is kept, not counted. Send again; if it stays so, tell the team lead."
      )
    }
  }

  /// A reason in a few words, for a list.
  package static func word(_ reason: Quarantine.Reason) -> LocalText {
    switch reason {
    case .unreadable: LocalText("chưa đọc được", "not readable yet")
    case .misplaced: LocalText("không khớp chuỗi", "misplaced")
    case .personalNumber: LocalText("có dãy số", "holds digits")
    case .unknownTarget: LocalText("thiếu mục gốc", "target unknown")
    }
  }

  /// What an exchange is doing.
  package static func stage(_ stage: SyncStage) -> LocalText {
    switch stage {
    case .connecting: LocalText("Tìm máy chủ", "Finding the hub")
    case .enrolling: LocalText("Đăng ký máy này", "Enrolling this desk")
    case .sending: LocalText("Gửi các mục", "Sending entries")
    case .fetching: LocalText("Nhận tin từ máy chủ", "Fetching news")
    case .applying: LocalText("Ghi vào sổ gửi nhận", "Writing down what came")
    case .readingStick: LocalText("Đọc USB", "Reading the stick")
    case .writingStick: LocalText("Ghi USB", "Writing the stick")
    }
  }

  /// How an exchange travelled.
  package static func way(_ way: ExchangeRecord.Way) -> LocalText {
    switch way {
    case .network: LocalText("qua mạng", "network")
    case .stickWritten: LocalText("ghi USB", "stick written")
    case .stickRead: LocalText("đọc USB", "stick read")
    case .enrolment: LocalText("đăng ký", "enrolment")
    }
  }

  /// What a desk may do at a hub.
  package static func role(_ role: DeviceRole) -> LocalText {
    switch role {
    case .desk: LocalText("bàn hỗ trợ", "desk")
    case .lead: LocalText("trưởng nhóm", "team lead")
    case .trainer: LocalText("người hướng dẫn", "trainer")
    }
  }

  private static func joined(_ parts: [LocalText]) -> LocalText {
    LocalText(parts.map(\.vi).joined(separator: " "), parts.map(\.en).joined(separator: " "))
  }

  /// A subject in brackets behind the word that it explains; short enough that the sentence fits a small screen.
  private static func named(_ subject: String?) -> (vi: String, en: String) {
    guard let subject, !subject.isEmpty else { return ("", "") }
    let short = subject.count > 36 ? String(subject.prefix(17)) + "…" + String(subject.suffix(18)) : subject
    return (" (\(short))", " (\(short))")
  }
}
