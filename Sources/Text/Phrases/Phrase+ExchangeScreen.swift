package import Checklists
package import Journal
package import Protocol

extension Phrase {
  // Names of things and keys
  package static let exchange = LocalText("Gửi nhận", "Exchange")
  package static let sendNow = LocalText("Gửi ngay", "Send now")
  package static let byStick = LocalText("Dùng USB", "By stick")
  package static let useStick = LocalText("Đọc và ghi USB này", "Read and write this stick")
  package static let lookAgain = LocalText("Tìm lại", "Look again")
  package static let keptApart = LocalText("Để riêng", "Kept apart")
  package static let theDesks = LocalText("Các bàn", "Desks")
  package static let unitFollowUps = LocalText("Hẹn lại của đơn vị", "The unit's follow-ups")
  package static let openContacts = LocalText("Mở liên hệ đã đến hẹn", "Open the contacts that are due")
  package static let openingsAreNoted = LocalText(
    "Mỗi lần mở đều được ghi lại.", "Each opening is noted.")
  package static let noUnitFollowUps = LocalText(
    "Không bàn nào có việc hẹn đã đến ngày gửi đến khoá của máy này.",
    "No desk sealed a follow-up that is due to this laptop's key.")
  package static let exchangeHistory = LocalText("Các lần trước", "History")
  package static let enrol = LocalText("Đăng ký máy", "Enrol")
  package static let goOn = LocalText("Tiếp", "Go on")
  package static let compareKey = LocalText("So khoá", "Compare key")
  package static let keyIsRight = LocalText("Khớp, dùng khoá này", "It matches, use it")
  package static let stopAtBatch = LocalText("Dừng", "Stop")
  package static let helpOn = LocalText("Giúp bác tiếp", "Help on")

  // Why something cannot be done
  package static let noneApart = LocalText("Máy chủ không để riêng mục nào.", "The hub keeps no entry apart.")
  package static let onlyLeads = LocalText(
    "Chỉ máy của trưởng nhóm mang mục của các bàn khác.", "Only a team lead's laptop carries for other desks.")
  package static let noExchanges = LocalText("Chưa có lần gửi nhận nào.", "There was no exchange yet.")
  package static let noLeadKeys = LocalText("Không có khoá nào chờ so.", "No key waits to be compared.")
  package static let alreadyRuns = LocalText(
    "Đang gửi nhận. Hãy đợi xong, hoặc bấm Esc để dừng.",
    "An exchange is running. Wait for it, or press Esc to stop it.")
  package static let noAddress = LocalText(
    "Máy này gửi bằng USB: nó không có địa chỉ máy chủ. Hãy dùng USB (u).",
    "This desk sends by stick: it has no address of a hub. Use a stick (u).")
  package static let entryElsewhere = LocalText(
    "Mục này không còn trong nhật ký của máy này.", "This journal does not hold that entry any more.")
  package static let notACode = LocalText(
    "Chưa đúng dạng mã: 10 chữ và số, hoặc 32. Hãy đọc lại từng chữ.",
    "Not a code yet: 10 letters and digits, or 32. Read it again letter by letter.")
  package static let noStick = LocalText(
    "Không thấy USB nào ghi được. Hãy cắm USB, đợi máy mở nó (hoặc chạy: udisksctl mount -b /dev/sdb1), rồi bấm lại u.",
    "No stick that can be written to. Plug one in, wait until it is mounted (or run: udisksctl mount -b /dev/sdb1), then press u again."
  )

  // How it stands
  package static let keptEntries = LocalText("Đã lưu", "Kept")
  package static let unsentEntries = LocalText("Chưa gửi", "Not sent")
  package static let sentEntries = LocalText("Đã gửi", "Sent")
  package static let erasedContacts = LocalText("Xoá theo lệnh", "Erased")
  package static let noHubYet = LocalText("Chưa đăng ký với máy chủ nào.", "Not enrolled at a hub yet.")
  package static let onlySticks = LocalText("Gửi bằng USB, không qua mạng.", "By stick only, no network.")
  package static let reading = LocalText("Đang đọc sổ gửi nhận…", "Reading what is remembered…")
  package static let noReceiptYet = LocalText("chưa có biên nhận của máy chủ", "no receipt of the hub yet")
  package static let stopping = LocalText("dừng sau lô này", "stops after this batch")
  package static let starting = LocalText("Bắt đầu", "Starting")
  package static let thenDone = LocalText("rồi xong", "then done")
  package static let goesOnMeanwhile = LocalText(
    "Cứ giúp bác (n), việc gửi vẫn chạy.", "Help on (n); it goes on meanwhile.")
  package static let notesOfHub = LocalText("Tin từ máy chủ", "From the hub")

  package static func oldest(_ age: LocalText) -> LocalText {
    LocalText("lâu nhất \(age.vi)", "oldest \(age.en)")
  }
  package static func receiptOf(_ hub: String, _ time: String) -> LocalText {
    LocalText("biên nhận \(time), máy chủ \(hub)", "receipt \(time), hub \(hub)")
  }
  package static func asRole(_ role: DeviceRole, unit: String) -> LocalText {
    LocalText("\(Phrase.role(role).vi), xã \(unit)", "\(Phrase.role(role).en), commune \(unit)")
  }
  package static func then(_ next: LocalText) -> LocalText {
    LocalText("tiếp theo: \(next.vi)", "next: \(next.en)")
  }
  package static func ofEntries(_ done: Int, _ all: Int) -> LocalText {
    LocalText(
      "\(Numbers.vietnamese(done))/\(Numbers.vietnamese(all)) mục nhật ký",
      "\(Numbers.english(done))/\(Numbers.english(all)) journal entries")
  }

  /// How long something has been so, in its largest whole unit.
  package static func age(milliseconds: Int64) -> LocalText {
    let minutes = Int(min(max(0, milliseconds) / 60_000, 100_000_000))
    return switch minutes {
    case ..<1: LocalText("dưới 1 phút", "under a minute")
    case ..<60: LocalText("\(minutes) phút", "\(minutes) min")
    case ..<2880: LocalText("\(minutes / 60) giờ", minutes < 120 ? "1 hour" : "\(minutes / 60) hours")
    default: LocalText("\(Numbers.vietnamese(minutes / 1440)) ngày", "\(Numbers.english(minutes / 1440)) days")
    }
  }

  /// Bytes as people read them.
  package static func bytes(_ count: Int) -> LocalText {
    switch max(0, count) {
    case let small where small < 1000: LocalText("\(small) byte", "\(small) bytes")
    case let middle where middle < 1_000_000: tenths(middle / 100, "KB")
    case let large where large < 1_000_000_000: tenths(large / 100_000, "MB")
    case let huge: tenths(huge / 100_000_000, "GB")
    }
  }

  private static func tenths(_ value: Int, _ unit: String) -> LocalText {
    LocalText("\(Numbers.tenths(value, .vietnamese)) \(unit)", "\(Numbers.tenths(value, .english)) \(unit)")
  }

  // What came of it
  /// What an exchange did that went well.
  ///
  /// - Parameter kinds: The entries by their kinds; nil where that is not known.
  /// - Parameter isLead: Whether this laptop carries for other desks.
  package static func exchangeDone(
    _ way: ExchangeRecord.Way, entries: Int, kinds: EntryKinds? = nil, bytes: Int, isLead: Bool
  ) -> LocalText {
    let size = Phrase.bytes(bytes)
    let count = kinds.map(Phrase.kinds) ?? journalEntries(entries)
    return switch way {
    case .network where entries == 0:
      LocalText("Xong: không còn gì phải gửi.", "Done: there was nothing left to send.")
    case .network:
      LocalText("Xong: máy chủ đã nhận \(count.vi), \(size.vi).", "Done: the hub took \(count.en), \(size.en).")
    case .stickWritten where isLead:
      LocalText(
        "Đã ghi USB: biên nhận và tin của máy chủ. Mang USB về các bàn và đọc ở đó.",
        "The stick is written: receipts and news of the hub. Take it back to the desks and read it there.")
    case .stickWritten where entries == 0:
      LocalText("Đã xong với USB; không có mục nào chờ gửi.", "Done with the stick; no entry waits to be sent.")
    case .stickWritten:
      LocalText(
        "Đã ghi \(count.vi) lên USB. Mang USB tới trưởng nhóm; biên nhận về mới tính là đã gửi.",
        "\(count.en) written to the stick. Take it to the team lead; only the receipt that comes back makes them sent.")
    case .stickRead where entries == 0: LocalText("Đã đọc USB.", "The stick was read.")
    case .stickRead: LocalText("Đã đọc USB, \(count.vi).", "The stick was read, \(count.en).")
    case .enrolment: LocalText("Máy này đã đăng ký xong.", "This desk is enrolled.")
    }
  }
  package static let ticketTaken = LocalText(
    "Đã nhận phiếu. Yêu cầu đăng ký đi cùng USB; khi USB quay về và được đọc thì máy này đăng ký xong.",
    "The ticket is taken. The request travels on the stick; when it comes back and is read, this desk is enrolled.")

  // The program beside the desk
  package static let syncMissing = LocalText(
    "Không thấy chương trình tiepsuc-sync cạnh bàn hỗ trợ. Các mục vẫn an toàn. Hãy cài lại Tiếp Sức.",
    "The program tiepsuc-sync is not beside the desk. The entries are safe. Install Tiếp Sức again.")
  package static let syncNotStarted = LocalText(
    "Máy không mở được chương trình gửi nhận. Các mục vẫn an toàn. Hãy đóng bớt chương trình khác rồi bấm lại.",
    "This laptop could not start the exchange. The entries are safe. Close other programs, then press again.")
  package static let syncDied = LocalText(
    "Chương trình gửi nhận tắt giữa chừng. Các mục vẫn an toàn, cái gì có biên nhận thì đã gửi. Hãy bấm lại.",
    "The exchange program ended half-way. The entries are safe, those with a receipt are sent. Press again.")
  package static let syncGarbled = LocalText(
    "Chương trình gửi nhận nói điều không hiểu được, nên bị dừng. Các mục vẫn an toàn. Hãy cài lại Tiếp Sức.",
    "The exchange program said what cannot be read, and was stopped. The entries are safe. Install Tiếp Sức again.")
  package static let syncSilent = LocalText(
    "Chương trình gửi nhận im lặng quá lâu, nên bị dừng. Các mục vẫn an toàn. Hãy bấm lại, hoặc dùng USB.",
    "The exchange program was silent for too long, and was stopped. The entries are safe. Press again, or use a stick.")

  // Enrolment
  package static let whichAddress = LocalText(
    "Địa chỉ máy chủ (trưởng nhóm cho)", "The hub's address (from the team lead)")
  package static let addressWords = LocalText(
    "Ví dụ: \(exampleAddress). Không cần gõ https://. Xoá hết: Ctrl-U.",
    "For example: \(exampleAddress). No https:// is needed. Clear it: Ctrl-U.")
  /// What the fields of enrolment show as examples; the fields take them.
  package static let exampleAddress = "tram.mau.example:8443"
  package static let exampleCode = "ACDEF-HJKMN"
  package static let whichDeskName = LocalText(
    "Bàn này gọi là gì? (không bắt buộc)", "What is this desk called? (optional)")
  package static let deskNameWords = LocalText(
    "Ví dụ: Bàn 1. Trưởng nhóm thấy tên này và đổi được. Để trống cũng được.",
    "For example: Desk 1. The lead sees this name and can change it. It may stay empty.")
  package static let notADeskName = LocalText(
    "Tên dài nhất 40 chữ, không có dãy số của người.", "A name has at most 40 letters, and no number of a person.")
  package static let enrolOpenly = LocalText("Đăng ký không mã hoá", "Enrol without encryption")
  package static let nameDesk = LocalText("Đổi tên bàn", "Rename")
  package static let nameGoesNext = LocalText(
    "Đã ghi; máy chủ biết tên này ở lần gửi nhận tới.", "Noted; the hub learns it with the next exchange.")
  package static let peopleOfDesk = LocalText("Người giúp", "People")
  package static let barWords = LocalText(
    "Tên chỉ có ở bàn đó, ở đây là mã như TN01. Cho nghỉ không giấu và không xoá gì: mọi lượt người đó đã ghi vẫn được gửi.",
    "Names are at that desk only; here are codes such as TN01. Barring hides and erases nothing: all that the person noted is still sent."
  )
  package static let barPerson = LocalText("Cho một người nghỉ", "Bar a person")
  package static let barWhom = LocalText(
    "Mã của người thôi giúp ở bàn này:", "The code of whoever is not to help there:")
  package static let nobodyBarred = LocalText("Chưa cho ai ở bàn này nghỉ.", "Nobody was barred from this desk.")
  package static let isBarred = LocalText("thôi giúp", "barred")
  package static let isLetIn = LocalText("giúp lại", "let in again")
  package static let notAPersonsCode = LocalText(
    "Mã có dạng TN01, xem ở bàn đó: v.", "A code is like TN01; that desk shows it: v.")
  package static let standingGoesNext = LocalText(
    "Đã ghi; bàn đó biết sau lần gửi nhận tới, qua mạng hoặc USB.",
    "Noted; that desk learns it with an exchange, by network or stick.")
  package static let noDeskChosen = LocalText("Chưa có bàn nào.", "There is no desk yet.")
  package static let deskExchanges = LocalText("Các lần gửi nhận gần đây", "The last exchanges")
  package static let unitJournal = LocalText("Nhật ký của đơn vị", "The unit's journal")
  package static let journalOfDesk = LocalText("Nhật ký của bàn này", "This desk's journal")
  package static let noUnitJournal = LocalText(
    "Chưa có bản sao nhật ký nào; lần gửi nhận tới sẽ mang về.", "There is no copy yet; the next exchange brings it.")
  package static let readOnlyCopy = LocalText(
    "Đây là bản sao của bàn khác: chỉ đọc.", "This is a copy of another desk's journal: read only.")
  package static let copyHolds = LocalText("bản sao ở máy này", "the copy here")
  package static let lastSeen = LocalText("thấy lần cuối", "last seen")
  package static let thisDesk = LocalText("máy này", "this laptop")
  package static let byItself = LocalText("tự gửi", "by itself")
  package static let byStickOrLead = LocalText("do máy khác mang", "carried by another laptop")
  package static let wasRevoked = LocalText("đã thu hồi", "revoked")
  package static let neverSeen = LocalText("chưa gửi gì", "nothing came yet")

  /// What the hub holds of a desk, in a few words.
  package static func deskHolds(_ held: Int) -> LocalText {
    let entries = journalEntries(held)
    return LocalText("giữ \(entries.vi)", "\(entries.en) held")
  }

  /// How far a desk's clock is from the hub's.
  package static func deskClock(seconds: Int) -> LocalText {
    LocalText("đồng hồ lệch \(Numbers.vietnamese(seconds)) giây", "clock off by \(Numbers.english(seconds)) seconds")
  }
  package static let whichCode = LocalText("Mã đăng ký", "The code")
  package static let codeForDesk = LocalText(
    "10 chữ và số, dạng \(exampleCode); chữ hoa, dấu gạch không quan trọng. Mã dùng một lần, trong 10 phút.",
    "10 letters and digits, like \(exampleCode); case and dashes do not matter. It works once, within 10 minutes.")

  // Keys of leads
  package static let compareWords = LocalText(
    "Máy chủ nói trưởng nhóm có khoá mới. Hãy gọi trưởng nhóm, đọc cho nhau 16 ký tự này. Khớp hết thì bấm x; không khớp thì Esc và báo người trông máy chủ. Khi chưa so, liên hệ mới không gửi tới khoá này.",
    "The hub names a new key of a team lead. Call the lead and read these 16 signs to each other. Press x only if all match; if not, Esc, and tell whoever looks after the hub. Until then no contact is sealed to it."
  )

  // One entry
  package static let entryIsSent = LocalText("Đã gửi, có biên nhận của máy chủ", "Sent, with a receipt of the hub")
  package static let entryIsUnsent = LocalText("Chưa gửi tới máy chủ", "Not sent to the hub yet")

  // Lists
  package static func entryNumber(_ incarnation: Int, _ sequence: Int) -> LocalText {
    LocalText("Mục \(incarnation).\(sequence)", "Entry \(incarnation).\(sequence)")
  }
  package static func deskCounts(seen: Int, sent: Int) -> LocalText {
    LocalText(
      "đã gửi \(Numbers.vietnamese(sent))/\(journalEntries(seen).vi)",
      "\(Numbers.english(sent)) of \(journalEntries(seen).en) sent")
  }
  package static func apart(_ count: Int) -> LocalText {
    LocalText("để riêng \(Numbers.vietnamese(count))", "\(Numbers.english(count)) apart")
  }
  package static let twoUnderOneName = LocalText("hai máy một tên", "two under one name")
  package static let noDesks = LocalText(
    "Máy này chưa mang mục của bàn nào. Đọc USB của các bàn (u) thì chúng hiện ở đây.",
    "This laptop carries for no desk yet. Read their sticks (u) and they appear here.")
  package static func stickFacts(free: Int64, bundles: Int) -> LocalText {
    let size = bytes(Int(min(free, Int64(Int.max))))
    return LocalText(
      "trống \(size.vi), \(Numbers.vietnamese(bundles)) tệp",
      "\(size.en) free, \(bundles == 1 ? "1 file" : "\(Numbers.english(bundles)) files")")
  }
  package static let wentWell = LocalText("xong", "done")
  package static let wentWrong = LocalText("chưa xong", "not done")

  // On other screens
  package static let automaticLabel = LocalText("Tự gửi nhận khi có mạng", "Exchange by itself")
  package static let automaticOn = LocalText("bật", "on")
  package static let automaticOff = LocalText("tắt", "off")
  package static let automaticLater = LocalText("bật khi đã đăng ký", "on once enrolled")
  package static let homeSending = LocalText("đang gửi nhận", "exchanging")
  package static let homeNeedsYou = LocalText("cần xem (e)", "see e")
  package static let homeAllSent = LocalText("đã gửi hết", "all sent")
  package static func homeUnsent(_ count: Int) -> LocalText {
    let entries = journalEntries(count)
    return LocalText("chưa gửi \(entries.vi)", "\(entries.en) not sent")
  }
  package static func homeUnsent(_ kinds: EntryKinds) -> LocalText {
    let each = self.kinds(kinds)
    return LocalText("chưa gửi: \(each.vi)", "not sent: \(each.en)")
  }
}

// Entries that a lead wants corrected.
extension Phrase {
  package static let toCorrect = LocalText("Cần sửa", "To correct")
  package static let wasCorrected = LocalText("đã sửa", "corrected")
  package static let notCorrected = LocalText("chưa sửa", "not yet")
  package static let markEntry = LocalText("Đề nghị sửa", "Ask for a correction")
  package static let whatToCorrect = LocalText("Cần sửa gì ở mục này?", "What is to be corrected in this entry?")
  package static let nothingToCorrect = LocalText(
    "Trưởng nhóm không đề nghị sửa mục nào.", "The lead wants no entry corrected.")
  package static let nothingAsked = LocalText(
    "Chưa đề nghị bàn nào sửa mục nào.", "No desk was asked for a correction.")
  package static let notAMarkNote = LocalText(
    "Hãy viết vài lời, nhiều nhất 200 chữ, không có dãy số của người.",
    "Write some words, at most 200 letters, and no number of a person.")
  package static let markGoesNext = LocalText(
    "Đã ghi; bàn đó nhận đề nghị ở lần gửi nhận tới.", "Noted; that desk hears of it with the next exchange.")

  /// A wish of the lead that stands.
  package static func markStands(_ note: String) -> LocalText {
    LocalText("Trưởng nhóm đề nghị sửa: \(note)", "The lead asks for a correction: \(note)")
  }
  /// A wish of the lead that the desk has answered.
  package static func markIsDone(_ note: String) -> LocalText {
    LocalText("Đã sửa theo đề nghị: \(note)", "Corrected as asked: \(note)")
  }
  /// How many entries the lead wants corrected.
  package static func leadWants(_ count: Int) -> LocalText {
    LocalText(
      "Trưởng nhóm đề nghị sửa \(Numbers.vietnamese(count)) mục: bấm m.",
      count == 1
        ? "The lead wants 1 entry corrected: press m."
        : "The lead wants \(Numbers.english(count)) entries corrected: press m.")
  }
}
