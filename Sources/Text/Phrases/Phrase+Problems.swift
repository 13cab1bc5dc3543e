package import Checklists
package import Journal

extension Phrase {
  package static let savedAgain = LocalText("Đã ghi được vào nhật ký trở lại.", "The journal takes entries again.")

  /// What stands on the screen while the disk refuses.
  package static func unsavedBanner(_ problem: JournalProblem) -> LocalText {
    let short = shortReason(problem)
    return LocalText(
      "CHƯA GHI ĐƯỢC (\(short.vi)). Cứ giúp tiếp, đừng tắt máy; máy sẽ ghi lại.",
      "NOT SAVED YET (\(short.en)). Go on helping, leave the machine on; it tries again.")
  }

  /// The same where something else is said, too.
  package static func unsavedBeside(_ problem: JournalProblem) -> LocalText {
    let short = shortReason(problem)
    return LocalText("CHƯA GHI ĐƯỢC (\(short.vi)).", "NOT SAVED YET (\(short.en)).")
  }

  private static func shortReason(_ problem: JournalProblem) -> LocalText {
    switch problem {
    case .full: LocalText("ổ đĩa đầy", "disk full")
    case .disk: LocalText("ổ đĩa lỗi", "disk error")
    case .notWritable: LocalText("không ghi được thư mục", "folder not writable")
    case .damaged: LocalText("nhật ký hỏng", "journal damaged")
    case .inUse, .newerVersion, .keyUnusable, .noSuchEntry, .unknownCode, .malformedCode, .contactGone, .tooLarge,
      .notEncodable:
      LocalText("nhật ký từ chối", "journal refused")
    }
  }

  /// What happened, what is safe, what to do now. A new problem does not compile without its sentence.
  package static func sentence(_ problem: JournalProblem) -> LocalText {
    switch problem {
    case .notWritable(let path):
      LocalText(
        "Không ghi được vào \(path). Chưa có gì bị mất. Hãy chọn thư mục khác bằng --data, hoặc sửa quyền ghi.",
        "Cannot write to \(path). Nothing is lost. Choose another folder with --data, or fix its permissions.")
    case .full(let path, let freeBytes):
      LocalText(
        "Ổ đĩa chứa \(path) đã đầy (còn \(Numbers.vietnamese(Int(freeBytes / 1024))) KB). Những gì đã lưu vẫn an toàn. Hãy xoá bớt tệp khác rồi bấm lại.",
        "The disk of \(path) is full (\(Numbers.english(Int(freeBytes / 1024))) KB free). What was kept is safe. Free some space, then press again."
      )
    case .disk(let path, let code):
      LocalText(
        "Ổ đĩa báo lỗi \(code) ở \(path). Những gì đã lưu vẫn an toàn. Hãy chép thư mục này sang nơi khác và báo trưởng nhóm.",
        "The disk reported error \(code) at \(path). What was kept is safe. Copy this folder elsewhere and tell the team lead."
      )
    case .inUse(let path):
      LocalText(
        "Một bàn hỗ trợ khác đang mở nhật ký ở \(path). Nhật ký vẫn an toàn. Hãy dùng cửa sổ kia, hoặc đóng nó rồi mở lại.",
        "Another desk has the journal at \(path) open. The journal is safe. Use that window, or close it and start again."
      )
    case .newerVersion(let path, let found, let known):
      LocalText(
        "Nhật ký ở \(path) do bản mới hơn ghi (dạng \(found), bản này biết tới \(known)). Không có gì bị thay đổi. Hãy cài bản Tiếp Sức mới hơn.",
        "The journal at \(path) was written by a newer program (form \(found), this one knows \(known)). Nothing was changed. Install a newer Tiếp Sức."
      )
    case .damaged(let path, let what):
      LocalText(
        "Nhật ký ở \(path) bị hỏng (\(what)). Tệp hỏng được giữ nguyên. Chạy: tiepsuc doctor --mend để cứu các mục còn đọc được.",
        "The journal at \(path) is damaged (\(what)). The damaged file is left as it is. Run: tiepsuc doctor --mend to save every readable entry."
      )
    case .keyUnusable(let path):
      LocalText(
        "Không đọc được khoá ở \(path). Các mục vẫn còn. Hãy chép lại tệp khoá từ bản sao lưu, hoặc chạy: tiepsuc doctor --mend",
        "The key at \(path) cannot be used. The entries are still there. Restore the key file from a backup, or run: tiepsuc doctor --mend"
      )
    case .noSuchEntry:
      LocalText(
        "Không có mục này trong nhật ký. Hãy mở lại danh sách.", "The journal has no such entry. Open the list again.")
    case .unknownCode:
      LocalText(
        "Không có lượt nào mang mã này trên máy này. Hãy hỏi bác nhận mã ở đâu.",
        "No session on this machine has this code. Ask where it was given.")
    case .malformedCode:
      LocalText(
        "Mã chưa đúng: gồm tám chữ, dạng ABCD-EFGH. Hãy đọc lại từng chữ.",
        "Not a code yet: eight letters, like ABCD-EFGH. Read it again letter by letter.")
    case .contactGone:
      LocalText(
        "Thông tin liên hệ đã được xoá. Không cần làm gì thêm.",
        "The contact has been erased already. Nothing more to do.")
    case .notEncodable(let what):
      LocalText(
        "Chương trình không viết được thao tác vừa rồi thành dữ liệu (\(what)). Những gì đã lưu vẫn an toàn. Hãy báo trưởng nhóm.",
        "The program could not turn the last step into data (\(what)). What was kept is safe. Tell the team lead.")
    case .tooLarge(let bytes):
      LocalText(
        "Lượt này dài quá (\(Numbers.vietnamese(bytes)) byte). Hãy rút ngắn ghi chú rồi lưu lại.",
        "This session is too long (\(Numbers.english(bytes)) bytes). Shorten the notes and keep it again.")
    }
  }

  /// Said on the first screen after a damaged journal was mended by itself.
  package static func mended(kept: EntryKinds, missing: Int) -> LocalText {
    let kept = entries(kept)
    return LocalText(
      "Nhật ký bị hỏng đã được cứu: giữ \(kept.vi); thiếu \(Numbers.vietnamese(missing)) mục. Tệp cũ vẫn còn trong thư mục dữ liệu.",
      "A damaged journal was mended: \(kept.en) kept; \(missing == 1 ? "1 entry" : "\(Numbers.english(missing)) entries") missing. The old file is still in the data folder."
    )
  }
}
