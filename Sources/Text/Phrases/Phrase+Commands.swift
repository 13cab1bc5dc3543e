package import Checklists

// Sentences of the commands beside the desk. What a command, argument or option is for stands in its own declaration,
// where the parser of command lines wants it, in both languages.
extension Phrase {
  package static let noAssets = LocalText(
    "Không tìm thấy các tệp đi kèm chương trình. Nhật ký vẫn an toàn. Hãy cài lại Tiếp Sức.",
    "The files that ship with the program are missing. The journal is safe. Install Tiếp Sức again.")

  package static func noJournal(at folder: String) -> LocalText {
    LocalText(
      "Chưa có nhật ký ở \(folder). Không có gì bị mất. Hãy xem lại --data, hoặc mở bàn hỗ trợ một lần: tiepsuc",
      "There is no journal at \(folder) yet. Nothing is lost. Check --data, or open the desk once: tiepsuc")
  }

  /// A file that ships, or that a trainer added, cannot be opened.
  package static func noFile(_ name: String) -> LocalText {
    LocalText(
      "Không mở được \(name). Nhật ký vẫn an toàn. Hãy chép lại tệp này, hoặc chạy: tiepsuc doctor",
      "Cannot open \(name). The journal is safe. Put the file back, or run: tiepsuc doctor")
  }

  /// A file that somebody named cannot be opened.
  package static func cannotOpen(_ path: String) -> LocalText {
    LocalText(
      "\(path): không mở được; xem lại tên tệp và quyền đọc",
      "\(path): cannot be opened; check its name and permissions")
  }

  package static func written(_ path: String) -> LocalText { LocalText("Đã viết \(path).", "Written: \(path).") }

  package static func alreadyThere(_ path: String) -> LocalText {
    LocalText(
      "\(path) đã có và được giữ nguyên; hãy chọn tên khác",
      "\(path) is there already and stays as it is; choose another name")
  }

  package static func cannotWrite(_ path: String) -> LocalText {
    LocalText(
      "Không viết được \(path); hãy xem thư mục có đó không, còn chỗ không và có quyền ghi không",
      "\(path) cannot be written; see whether its folder is there, has room and may be written to")
  }

  package static let noWorkbook = LocalText(
    "Không tạo được tệp .xlsx; hãy xem thư mục tạm còn chỗ không.",
    "The workbook could not be made; see whether the folder for temporary files has room.")

  /// What an export leaves out.
  package static func notKept(_ losses: [LocalText]) -> LocalText {
    LocalText(
      "Dạng tệp này không giữ được: \(losses.map(\.vi).joined(separator: ", ")).",
      "This kind of file does not keep: \(losses.map(\.en).joined(separator: ", ")).")
  }

  /// An import was written, with mistakes.
  package static func importedWithMistakes(_ path: String) -> LocalText {
    together(
      written(path),
      LocalText(
        "Chưa dùng được: hãy sửa các lỗi ở trên, rồi chạy tiepsuc checklist lint \(path)",
        "Not usable yet: mend what is named above, then run tiepsuc checklist lint \(path)"))
  }

  /// An import was written; `mark` stands where a text is missing.
  package static func imported(_ path: String, remarks: Int, blanks: Int, mark: LocalText) -> LocalText {
    together(
      written(path),
      LocalText(
        "\(remarks) điều cần xem lại, \(blanks) chỗ \(mark.vi).",
        "\(remarks) things to look at, \(blanks) times \(mark.en)."
      ))
  }

  /// A checklist that volunteers are not offered, because `mark` stands where a text is missing.
  package static func unfinished(_ path: String, count: Int, mark: LocalText) -> LocalText {
    let rest = stillToWrite(count, mark: mark)
    return LocalText("\(path): \(rest.vi)", "\(path): \(rest.en)")
  }

  /// A checklist has no mistake and is none yet: `mark` stands where a text is missing.
  package static func stillToWrite(_ count: Int, mark: LocalText) -> LocalText {
    LocalText(
      "còn \(count) chỗ \(mark.vi); hãy viết xong rồi mới dùng",
      "\(count) times \(mark.en); write them before it is used"
    )
  }

  /// Sentences one after another.
  package static func together(_ sentences: LocalText...) -> LocalText {
    LocalText(sentences.map(\.vi).joined(separator: " "), sentences.map(\.en).joined(separator: " "))
  }
}
