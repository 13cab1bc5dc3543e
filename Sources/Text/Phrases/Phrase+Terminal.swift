public import Checklists

extension Phrase {
  public static let noTerminal = LocalText(
    "Tiếp Sức cần một cửa sổ dòng lệnh để hiện màn hình. Nhật ký vẫn an toàn. Hãy chạy lại trong cửa sổ dòng lệnh, hoặc thêm --plain.",
    "Tiếp Sức needs a terminal to draw on. The journal is safe. Run it again in a terminal window, or with --plain.")
  public static let notUnicode = LocalText(
    "Máy không có bảng mã UTF-8. Nhật ký vẫn an toàn. Hãy chạy: LANG=C.UTF-8 tiepsuc",
    "This machine has no UTF-8 locale. The journal is safe. Run: LANG=C.UTF-8 tiepsuc")
  public static let tooDumb = LocalText(
    "Cửa sổ này không đặt được con trỏ. Nhật ký vẫn an toàn. Hãy thêm --plain, hoặc dùng cửa sổ dòng lệnh khác.",
    "This terminal cannot place the cursor. The journal is safe. Add --plain, or use another terminal.")

  public static func unknownTerm(_ name: String?) -> LocalText {
    guard let name else {
      return LocalText(
        "Chưa đặt biến TERM nên không biết loại cửa sổ. Nhật ký vẫn an toàn. Hãy chạy: TERM=linux tiepsuc",
        "TERM is not set, so the kind of terminal is unknown. The journal is safe. Run: TERM=linux tiepsuc")
    }
    return LocalText(
      "Không biết loại cửa sổ “\(name)”. Nhật ký vẫn an toàn. Hãy chạy: TERM=linux tiepsuc",
      "The terminal “\(name)” is unknown here. The journal is safe. Run: TERM=linux tiepsuc")
  }
}

extension Phrase {
  public static let doctorTerminal = LocalText("Cửa sổ", "Terminal")
  public static let doctorGlyphs = LocalText("Chữ và ký hiệu", "Letters and signs")
  public static let doctorLocale = LocalText("Bảng mã", "Locale")
  public static let doctorClock = LocalText("Đồng hồ", "Clock")
  public static let doctorDisk = LocalText("Ổ đĩa", "Disk")
  public static let doctorJournal = LocalText("Nhật ký", "Journal")
  public static let doctorChecklists = LocalText("Danh mục bước", "Checklist")
  public static let doctorUnits = LocalText("Danh mục xã, phường", "Table of communes")

  public static func unitCount(_ count: Int) -> LocalText {
    LocalText("\(Numbers.vietnamese(count)) xã, phường, đặc khu", "\(Numbers.english(count)) communes, wards and zones")
  }

  public static let chainBroken = LocalText(
    "Chuỗi nhật ký bị đứt ở chỗ nêu trên. Các mục khác vẫn đọc được. Hãy chép thư mục này ra nơi khác và báo trưởng nhóm.",
    "The chain breaks where it says above. The other entries can be read. Copy this folder elsewhere and tell the team lead."
  )

  public static func verified(good: Int, breaks: Int) -> LocalText {
    breaks == 0
      ? LocalText(
        "Chuỗi nguyên vẹn: \(Numbers.vietnamese(good)) mục.", "The chain is whole: \(Numbers.english(good)) entries.")
      : LocalText(
        "Đúng \(Numbers.vietnamese(good)) mục, đứt \(Numbers.vietnamese(breaks)) chỗ.",
        "\(Numbers.english(good)) entries are right, \(Numbers.english(breaks)) breaks.")
  }
}
