package import Checklists
import Journal

extension Phrase {
  /// What happened, what is safe, what to do now. A new refusal does not compile without its sentence.
  package static func sentence(_ refusal: PackRefusal) -> LocalText {
    let text = what(refusal)
    // A key changes nothing of what the desk uses.
    if case .key = refusal { return text }
    return LocalText(
      vi: "\(text.vi) Bàn hỗ trợ vẫn dùng bộ danh mục bước đang có.",
      en: "\(text.en) The desk goes on with what it has.")
  }

  private static func what(_ refusal: PackRefusal) -> LocalText {
    switch refusal {
    case .wrongFormat:
      LocalText(
        "Tệp này không phải gói danh mục bước của Tiếp Sức. Hãy xem lại tên tệp.",
        "This file is no pack of Tiếp Sức. Check its name.")
    case .newerFormat(let found, let known):
      LocalText(
        "Tệp này do bản Tiếp Sức mới hơn làm ra (dạng \(found), máy này biết tới \(known)). Hãy cài bản mới hơn.",
        "This file was made by a newer Tiếp Sức (form \(found), this one knows \(known)). Install a newer one.")
    case .tooLarge(let limit):
      LocalText(
        "Tệp lớn quá, nhiều nhất \(limit >> 10) KB. Hãy xin lại tệp từ người soạn.",
        "The file is too large, the most is \(limit >> 10) KB. Ask a trainer for the file again.")
    case .truncated(let missing):
      LocalText(
        "Tệp bị cụt (thiếu ít nhất \(missing) byte). Hãy chép lại tệp.",
        "The file is cut short (at least \(missing) bytes are missing). Copy it again.")
    case .trailing(let extra):
      LocalText(
        "Tệp có \(extra) byte thừa ở cuối. Hãy chép lại tệp.", "The file has \(extra) bytes too many. Copy it again.")
    case .noRoot:
      LocalText(
        "Máy này chưa biết tin chữ ký của ai. Hãy nhận tệp gốc trước: tiepsuc pack trust TỆP",
        "This desk does not know yet whose signatures to believe. Take the root first: tiepsuc pack trust FILE")
    case .otherRoot(let found, let pinned):
      LocalText(
        "Gói này theo tệp gốc \(found), máy này tin tệp gốc \(pinned). Nếu người soạn vừa đổi tệp gốc, hãy nhận tệp gốc mới trước.",
        "This belongs to the root \(found), this desk believes the root \(pinned). If trainers have just changed the root, take the new root first."
      )
    case .tampered:
      LocalText(
        "Chữ ký không đúng: tệp đã bị thay đổi sau khi ký. Đừng dùng tệp này; hãy xin lại từ người soạn.",
        "A signature does not hold: the file was changed after it was signed. Do not use it; ask a trainer for it again."
      )
    case .missingSignatures(let found, let needed):
      LocalText(
        "Gói mới có chữ ký của \(found) người soạn, phải có \(needed). Hãy xin thêm chữ ký.",
        "\(found) trainer\(found == 1 ? "" : "s") signed it, \(needed) must. Ask for the missing signatures.")
    case .doubleSignature(let trainer):
      LocalText(
        "\(trainer) ký hai lần. Mỗi người chỉ được ký một lần; hãy xin chữ ký của người khác.",
        "\(trainer) signed twice. Each person signs once; ask another trainer to sign.")
    case .retiredKey(let trainer):
      LocalText(
        "Có chữ ký bằng khoá đã thôi dùng của \(trainer). Hãy xin gói được ký lại.",
        "It is signed with a retired key of \(trainer). Ask for a pack that was signed again.")
    case .unknownKey(let fingerprint):
      LocalText(
        "Có chữ ký của người lạ (khoá \(fingerprint)). Đừng dùng tệp này; hãy báo người soạn.",
        "A stranger signed it (key \(fingerprint)). Do not use it; tell a trainer.")
    case .sameVersion(let version):
      LocalText(
        "Máy này đã có gói bản \(version). Không phải làm gì thêm.",
        "This desk has a pack of version \(version) already. There is nothing to do.")
    case .otherPredecessor(let version):
      LocalText(
        "Gói bản \(version) không nối tiếp gói đang có ở đó. Hãy dựng lại gói từ bản mới nhất rồi ký lại.",
        "Version \(version) does not follow the pack that is there. Build it again on the newest one and sign it.")
    case .olderVersion(let found, let newest):
      LocalText(
        "Gói này là bản \(found), cũ hơn bản \(newest) mà máy này đã nhận. Hãy xin bản mới hơn.",
        "This is version \(found), older than version \(newest) that this desk has had. Ask for a newer one.")
    case .bomb(let bytes, let limit):
      LocalText(
        "Gói này bung ra tới \(bytes >> 20) MB, nhiều nhất là \(limit >> 20) MB. Hãy báo người soạn.",
        "It would unpack to \(bytes >> 20) MB, the most is \(limit >> 20) MB. Tell the trainers.")
    case .notUnpackable:
      LocalText(
        "Không bung được gói: nó không đúng với cỡ đã ghi. Hãy báo người soạn.",
        "It cannot be unpacked: it is not of the size that it says. Tell the trainers.")
    case .badName(let name):
      LocalText(
        "Trong gói có tên tệp không được phép: “\(name)”. Hãy báo người soạn.",
        "It holds a file name that is not allowed: “\(name)”. Tell the trainers.")
    case .duplicateName(let name):
      LocalText(
        "Trong gói có hai tệp cùng tên “\(name)”. Hãy báo người soạn.",
        "It holds two files of the name “\(name)”. Tell the trainers.")
    case .tooManyFiles(let found, let limit):
      LocalText(
        "Trong gói có \(found) tệp, nhiều nhất là \(limit). Hãy báo người soạn.",
        "It holds \(found) files, the most is \(limit). Tell the trainers.")
    case .fileDamaged(let name):
      LocalText(
        "Tệp “\(name)” trong gói không đúng với bản kê. Hãy báo người soạn.",
        "The file “\(name)” in it differs from the list of contents. Tell the trainers.")
    case .complaints(let first, let count):
      LocalText(
        "Danh mục bước trong gói có \(count) lỗi. Lỗi đầu: \(first.vi). Hãy báo người soạn.",
        "The checklists in it have \(count) mistake\(count == 1 ? "" : "s"). The first: \(first.en). Tell the trainers."
      )
    case .badManifest(let expected):
      LocalText(
        "Bản kê trong gói không đúng dạng (\(expected)). Hãy báo người soạn.",
        "Its list of contents is not of the form (\(expected)). Tell the trainers.")
    case .badRoot(let fault):
      LocalText(
        "Tệp gốc có lỗi: \(words(fault).vi). Hãy dựng lại tệp gốc.",
        "The root has a mistake: \(words(fault).en). Make it again.")
    case .olderRoot(let found, let pinned):
      LocalText(
        "Tệp gốc này là bản \(found); máy này tin bản \(pinned). Không phải làm gì thêm.",
        "This root is version \(found); this desk believes version \(pinned). There is nothing to do.")
    case .rootNotHandedOver(let found, let needed):
      LocalText(
        "Tệp gốc mới có chữ ký của \(found) người trong tệp gốc cũ, phải có \(needed). Hãy xin thêm chữ ký.",
        "\(found) trainer\(found == 1 ? "" : "s") of the old root signed the new one, \(needed) must. Ask for the missing signatures."
      )
    case .key(let problem): words(problem)
    case .busy:
      LocalText(
        "Một chương trình khác đang đổi gói danh mục bước của máy này. Hãy chờ một chút rồi làm lại.",
        "Another program is changing the packs of this desk. Wait a moment, then try again.")
    case .memoryDamaged(let path):
      LocalText(
        "Không đọc được \(path). Nhật ký vẫn an toàn. Hãy nhận lại tệp gốc: tiepsuc pack trust TỆP --replace",
        "Cannot read \(path). The journal is safe. Take the root again: tiepsuc pack trust FILE --replace")
    case .cannotRead(let path):
      LocalText(
        "Không đọc được \(path). Hãy xem lại tên tệp và quyền đọc.",
        "Cannot read \(path). Check its name and permissions.")
    case .cannotWrite(let path):
      LocalText(
        "Không ghi được \(path). Hãy xem lại thư mục và quyền ghi.",
        "Cannot write \(path). Check the folder and its permissions.")
    case .diskFull(let path):
      LocalText(
        "Ổ đĩa chứa \(path) đã đầy. Hãy xoá bớt tệp khác rồi làm lại.",
        "The disk of \(path) is full. Free some space, then try again.")
    }
  }

  private static func words(_ fault: RootFault) -> LocalText {
    switch fault {
    case .form: LocalText("không đúng dạng", "it is not of the form")
    case .need: LocalText("số chữ ký cần có không hợp với số người", "the number of signatures does not fit the people")
    case .trainer:
      LocalText("mã, tên hoặc khoá của một người không đúng dạng", "an id, a name or a key is not of its form")
    case .doubleKey: LocalText("một khoá có hai lần", "a key stands twice")
    }
  }

  /// What is wrong with a trainer's key, and what to do.
  private static func words(_ problem: TrainerKeyProblem) -> LocalText {
    switch problem {
    case .shortPassphrase(let least):
      LocalText(
        "Cụm mật khẩu ngắn quá, phải có ít nhất \(least) chữ. Chưa có gì thay đổi. Hãy gõ lại cụm dài hơn.",
        "The passphrase is too short, it takes \(least) characters. Nothing was changed. Type a longer one.")
    case .passphrasesDiffer:
      LocalText(
        "Hai lần gõ không giống nhau. Chưa có gì thay đổi. Hãy làm lại.",
        "The two passphrases differ. Nothing was changed. Try again.")
    case .noPassphrase:
      LocalText(
        "Chưa gõ cụm mật khẩu. Chưa có gì thay đổi. Hãy làm lại.",
        "No passphrase was typed. Nothing was changed. Try again.")
    case .wrongPassphrase:
      LocalText(
        "Cụm mật khẩu không đúng. Khoá vẫn an toàn. Hãy gõ lại.",
        "The passphrase is wrong. The key is safe. Type it again.")
    case .exists(let path):
      LocalText(
        "Đã có khoá ở \(path). Khoá đó vẫn an toàn. Hãy chọn tên khác bằng --name.",
        "There is a key at \(path). It is safe. Choose another name with --name.")
    case .notFound(let path):
      LocalText(
        "Không có khoá ở \(path). Chưa có gì thay đổi. Xem các khoá: tiepsuc key list",
        "There is no key at \(path). Nothing was changed. See the keys: tiepsuc key list")
    case .damaged(let path):
      LocalText(
        "Không đọc được khoá ở \(path). Chưa có gì thay đổi. Hãy chép lại từ bản sao lưu, hoặc tạo khoá mới.",
        "The key at \(path) cannot be read. Nothing was changed. Restore it from a backup, or make a new key.")
    case .badName(let name):
      LocalText(
        "Không dùng được tên “\(name)”. Chưa có gì thay đổi. Tên khoá và mã người chỉ gồm chữ a–z, số và dấu -; tên hiển thị dài 1–60 chữ, một dòng.",
        "The name “\(name)” cannot be used. Nothing was changed. Names of keys and ids of people take a–z, digits and -; the shown name is one line of 1 to 60 characters."
      )
    case .cannotWrite(let path):
      LocalText(
        "Không ghi được \(path). Chưa có gì thay đổi. Hãy xem lại thư mục và quyền ghi.",
        "Cannot write \(path). Nothing was changed. Check the folder and its permissions.")
    }
  }

  /// A yellow line about packs; the desk works on.
  package static func warning(_ warning: PackWarning) -> LocalText {
    switch warning {
    case .expired(let version, let since):
      LocalText(
        "Bộ danh mục bước bản \(version) đã quá hạn từ \(day(since)). Vẫn dùng được; hãy nhận bản mới.",
        "Pack \(version) is out of date since \(day(since)). It still works; take a newer one.")
    case .lost(let version):
      LocalText(
        "Tệp của bộ danh mục bước bản \(version) bị mất hoặc hỏng; đang dùng bộ đi kèm. Hãy nhận lại gói.",
        "The file of pack \(version) is lost or damaged; the checklists that ship are used. Take the pack again.")
    case .otherPredecessor(let version):
      LocalText(
        "Bộ danh mục bước bản \(version) không nối tiếp bản đã có ở đây. Vẫn dùng được; hãy báo người soạn.",
        "Pack \(version) does not follow the one that was here. It works; tell a trainer.")
    case .memoryDamaged(let path):
      LocalText(
        "Không đọc được \(path); đang dùng bộ danh mục bước đi kèm. Nhận lại tệp gốc: tiepsuc pack trust TỆP --replace",
        "Cannot read \(path); the checklists that ship are used. Take the root again: tiepsuc pack trust FILE --replace"
      )
    }
  }

  private static func day(_ milliseconds: Int64) -> String {
    Numbers.date(Day(daysSince1970: Int(max(0, milliseconds) / 86_400_000)))
  }

  // Commands
  package static let newPassphrase = LocalText(
    "Cụm mật khẩu mới (không hiện khi gõ):", "New passphrase (not shown while you type):")
  package static let passphraseAgain = LocalText("Gõ lại lần nữa:", "Type it once more:")
  package static let notVerified = LocalText(
    "CHƯA KIỂM CHỮ KÝ: chỉ để đọc duyệt, đừng tin nội dung này.",
    "SIGNATURES NOT CHECKED: for reading only, do not trust this.")
  package static func passphrase(_ key: String) -> LocalText {
    LocalText("Cụm mật khẩu của khoá “\(key)”:", "Passphrase of the key “\(key)”:")
  }
  package static func keyMade(path: String, fingerprint: String) -> LocalText {
    LocalText(
      "Đã tạo khoá \(fingerprint) ở \(path). Quên cụm mật khẩu thì không mở lại được.",
      "Made the key \(fingerprint) at \(path). Without its passphrase it cannot be opened again.")
  }
  package static func signed(people: Int, needed: Int) -> LocalText {
    LocalText(
      "Đã ký. Có chữ ký của \(people) người, cần \(needed).", "Signed. \(people) of \(needed) trainers have signed.")
  }
  package static func packHolds(version: Int) -> LocalText {
    LocalText(
      "Gói bản \(version): đủ chữ ký, danh mục bước không có lỗi.",
      "Pack \(version): signed by enough trainers, no mistakes.")
  }
  package static func packTaken(version: Int) -> LocalText {
    LocalText(
      "Đã nhận gói bản \(version). Lượt đang làm vẫn giữ bản cũ; lượt mới dùng bản này.",
      "Pack \(version) is in use. Sessions under way keep their version; new ones take this one.")
  }
  package static func rootTaken(version: Int) -> LocalText {
    LocalText("Máy này tin tệp gốc bản \(version).", "This desk believes root \(version).")
  }
  package static func packFacts(version: Int, made: String, expires: String) -> LocalText {
    LocalText(
      "Gói bản \(version), làm ngày \(made), dùng tới \(expires)",
      "Pack \(version), made \(made), good until \(expires)")
  }
  package static func rootPinned(version: Int?, hash: String?) -> LocalText {
    guard let hash else { return LocalText("Chưa tin tệp gốc nào.", "No root is pinned.") }
    guard let version else {
      return LocalText("Chờ tệp gốc \(hash).", "Waits for the root \(hash).")
    }
    return LocalText("Tin tệp gốc bản \(version), \(hash).", "Believes root \(version), \(hash).")
  }
  package static func packInUse(version: Int?, newest: Int) -> LocalText {
    guard let version else {
      return LocalText(
        "Dùng bộ danh mục bước đi kèm (bản mới nhất từng thấy: \(newest)).",
        "Uses the checklists that ship (newest version ever seen: \(newest)).")
    }
    return LocalText("Dùng gói bản \(version).", "Uses pack \(version).")
  }

  package static let newPack = LocalText("bản mới", "new version")
  /// One thing that a new pack changed.
  package static func whatIsNew(_ change: LocalText) -> LocalText {
    LocalText("Bản mới: \(change.vi)", "New: \(change.en)")
  }
}
