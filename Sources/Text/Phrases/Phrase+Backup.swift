package import Checklists
package import Journal

/// Sentences of backups.
extension Phrase {
  package static let newBackupPassphrase = LocalText(
    "Cụm mật khẩu mới cho bản sao lưu (từ 10 chữ, cất giấy ở nơi khác):",
    "New passphrase for backups (10 characters or more; keep it on paper elsewhere):")
  package static let backupPassphrase = LocalText("Cụm mật khẩu của bản sao lưu:", "Passphrase of the backup:")

  package static func backupMade(path: String, files: Int, bytes: Int) -> LocalText {
    LocalText(
      "Đã sao lưu \(Numbers.vietnamese(files)) tệp, \(Numbers.vietnamese(bytes / 1024)) KB: \(path)",
      "Backed up \(Numbers.english(files)) files, \(Numbers.english(bytes / 1024)) KB: \(path)")
  }

  package static let backupOfToday = LocalText(
    "Hôm nay đã có bản sao lưu.", "There is a backup of today already.")

  package static func backupProved(path: String, entries: Int) -> LocalText {
    LocalText(
      "\(path): dùng được, chuỗi nguyên vẹn, \(Numbers.vietnamese(entries)) mục. Nhật ký ở máy này không bị động tới.",
      "\(path): usable, the chain is whole, \(Numbers.english(entries)) entries. The journal here was not touched.")
  }

  package static func backupRestored(entries: Int, before: String?) -> LocalText {
    let done = LocalText(
      "Đã đưa lại \(Numbers.vietnamese(entries)) mục. Máy bắt đầu một đời nhật ký mới ở lần mở tới.",
      "\(Numbers.english(entries)) entries are back. The next opening begins a new incarnation of the journal.")
    guard let before else { return done }
    return together(
      done, LocalText("Thư mục cũ còn nguyên ở \(before).", "The former folder is whole at \(before)."))
  }

  /// Why a backup cannot be made or put back, and what to do.
  package static func sentence(_ problem: BackupProblem) -> LocalText {
    switch problem {
    case .noJournal(let folder): noJournal(at: folder)
    case .noBackup(let path):
      LocalText(
        "Không có bản sao lưu ở \(path). Chưa có gì thay đổi. Hãy xem lại ổ đĩa và đường dẫn.",
        "There is no backup at \(path). Nothing was changed. Check the disk and the path.")
    case .notWhole(let path):
      LocalText(
        "Bản sao lưu \(path) không nguyên vẹn. Nhật ký ở máy này vẫn an toàn. Hãy dùng bản của ngày khác.",
        "The backup \(path) is not whole. The journal here is safe. Use the one of another day.")
    case .newerVersion(let path):
      LocalText(
        "Bản sao lưu \(path) do bản Tiếp Sức mới hơn viết. Chưa có gì thay đổi. Hãy cài bản mới rồi làm lại.",
        "The backup \(path) was written by a newer Tiếp Sức. Nothing was changed. Install that one and try again.")
    case .wrongPassphrase:
      LocalText(
        "Cụm mật khẩu không đúng. Chưa có gì thay đổi. Hãy gõ lại.",
        "The passphrase is wrong. Nothing was changed. Type it again.")
    case .shortPassphrase(let least):
      LocalText(
        "Cụm mật khẩu ngắn quá, phải có ít nhất \(least) chữ. Chưa có gì thay đổi. Hãy gõ cụm dài hơn.",
        "The passphrase is too short, it takes \(least) characters. Nothing was changed. Type a longer one.")
    case .noPassphraseYet:
      LocalText(
        "Chưa đặt cụm mật khẩu cho bản sao lưu. Nhật ký vẫn an toàn. Hãy chạy một lần: tiepsuc backup THƯ-MỤC",
        "No passphrase for backups was chosen yet. The journal is safe. Run once: tiepsuc backup DIR")
    case .journalExists(let folder):
      LocalText(
        "Ở \(folder) đang có nhật ký. Nhật ký đó được giữ nguyên. Muốn thay, hãy thêm --replace.",
        "There is a journal at \(folder). It stays as it is. To replace it, add --replace.")
    case .inUse(let folder):
      LocalText(
        "Bàn hỗ trợ đang mở ở \(folder). Chưa có gì thay đổi. Hãy thoát bàn hỗ trợ rồi làm lại.",
        "A desk is open on \(folder). Nothing was changed. Leave it and try again.")
    case .full(let path):
      LocalText(
        "Hết chỗ khi viết \(path). Nhật ký vẫn an toàn. Hãy dọn bớt, hoặc dùng ổ khác.",
        "No room was left for \(path). The journal is safe. Make room, or use another disk.")
    case .file(let path, let words):
      LocalText(
        "Không đọc hoặc viết được \(path) (\(words)). Nhật ký vẫn an toàn. Hãy xem lại ổ đĩa và quyền.",
        "\(path) cannot be read or written (\(words)). The journal is safe. Check the disk and permissions.")
    }
  }
}
