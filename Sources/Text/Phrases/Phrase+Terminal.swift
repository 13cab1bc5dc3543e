package import Checklists
package import Journal

extension Phrase {
  package static let noTerminal = LocalText(
    "Tiếp Sức cần một cửa sổ dòng lệnh để hiện màn hình. Nhật ký vẫn an toàn. Hãy chạy lại trong cửa sổ dòng lệnh, hoặc thêm --plain.",
    "Tiếp Sức needs a terminal to draw on. The journal is safe. Run it again in a terminal window, or with --plain.")
  package static let notUnicode = LocalText(
    "Máy không có bảng mã UTF-8. Nhật ký vẫn an toàn. Hãy chạy: LANG=C.UTF-8 tiepsuc",
    "This machine has no UTF-8 locale. The journal is safe. Run: LANG=C.UTF-8 tiepsuc")
  package static let tooDumb = LocalText(
    "Cửa sổ này không đặt được con trỏ. Nhật ký vẫn an toàn. Hãy thêm --plain, hoặc dùng cửa sổ dòng lệnh khác.",
    "This terminal cannot place the cursor. The journal is safe. Add --plain, or use another terminal.")

  package static func unknownTerm(_ name: String?) -> LocalText {
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
  /// Why nobody leaves the desk of a console that shows nothing else.
  package static let kioskStaysOpen = LocalText(
    "Máy này luôn mở bàn hỗ trợ. Muốn tắt máy, hãy nhờ người phụ trách.",
    "The desk always stays open on this machine. To switch it off, ask whoever looks after it.")

  package static func batteryLow(percent: Int) -> LocalText {
    LocalText(
      "Pin còn \(percent)%, hãy cắm sạc. Tắt đột ngột cũng không mất gì đã ghi.",
      "The battery is at \(percent)%, plug it in. Nothing that was written is lost if it goes off.")
  }

  /// The clock stands where one begins whose battery is dead.
  package static func clockIsWrong(_ day: Day) -> LocalText {
    LocalText(
      "Đồng hồ máy sai: \(Numbers.date(day)). Hãy nhờ người phụ trách chỉnh ngày giờ và thay pin CMOS.",
      "The clock is wrong: \(Numbers.date(day)). Ask whoever looks after the machine to set it and to replace the CMOS battery."
    )
  }
}

extension Phrase {
  package static let doctorTerminal = LocalText("Cửa sổ", "Terminal")
  package static let doctorGlyphs = LocalText("Chữ và ký hiệu", "Letters and signs")
  package static let doctorLocale = LocalText("Bảng mã", "Locale")
  package static let doctorClock = LocalText("Đồng hồ", "Clock")
  package static let doctorDisk = LocalText("Ổ đĩa", "Disk")
  package static let doctorJournal = LocalText("Nhật ký", "Journal")
  package static let doctorChecklists = LocalText("Danh mục bước", "Checklist")
  package static let doctorUnits = LocalText("Danh mục xã, phường", "Table of communes")

  package static let doctorBattery = LocalText("Pin", "Battery")
  package static let doctorMemory = LocalText("Bộ nhớ kín", "Memory kept private")
  package static let doctorExchange = LocalText("Gửi nhận", "Exchange")
  package static let doctorBackup = LocalText("Sao lưu", "Backup")
  package static let doctorKiosk = LocalText("Máy chỉ chạy bàn hỗ trợ", "Kiosk")

  package static let noBattery = LocalText("không có", "none")
  package static let noBackupYet = LocalText("chưa có", "none yet")
  package static let noKiosk = LocalText("không", "no")

  package static func kioskFrames(painted: Int, seen: Int, seconds: Int) -> LocalText {
    LocalText(
      "vẽ \(Numbers.vietnamese(painted)) hình, thấy được \(Numbers.vietnamese(seen)), \(Numbers.vietnamese(seconds)) giây trước",
      "\(Numbers.english(painted)) frames, \(Numbers.english(seen)) in view, \(Numbers.english(seconds)) seconds ago")
  }

  package static let kioskUnseen = LocalText(
    "chạy nhưng không ai thấy: bấm Alt+F1, hoặc chạy systemctl restart tiepsuc-kiosk@tty1",
    "it runs but nobody sees it: press Alt+F1, or run systemctl restart tiepsuc-kiosk@tty1")
  package static let todoKioskStopped = LocalText(
    "bàn không chạy: systemctl status tiepsuc-kiosk@tty1", "the desk does not run: systemctl status tiepsuc-kiosk@tty1")
  package static let todoKioskDoors = LocalText(
    "còn lối ra: chạy sudo tiepsuc-setup rồi khởi động lại", "there is a way out: run sudo tiepsuc-setup and restart")
  package static let todoWindow = LocalText(
    "mở cửa sổ rộng từ 60 cột, 20 dòng", "use a window of at least 60 columns and 20 rows")
  package static let todoFont = LocalText(
    "vẫn dùng được với [x] và #; muốn đủ ký hiệu: sudo apt install console-setup, chọn phông có đủ chữ Việt",
    "usable with [x] and #; for all signs: sudo apt install console-setup and choose a font with all Vietnamese letters"
  )
  package static let todoLetters = LocalText(
    "chạy lại trong cửa sổ dòng lệnh để xem chữ", "run it again in a terminal to see the letters")
  package static let todoLocale = LocalText(
    "chương trình tự dùng C.UTF-8; muốn đặt hẳn: sudo update-locale LANG=C.UTF-8",
    "the program uses C.UTF-8 by itself; to set it: sudo update-locale LANG=C.UTF-8")
  package static let todoWritable = LocalText(
    "không ghi được vào thư mục dữ liệu: xem lại quyền của thư mục",
    "the data folder cannot be written: check its rights")
  package static let todoRoom = LocalText(
    "sắp hết chỗ: xoá bớt tệp không cần", "little room is left: remove what is not needed")
  package static let todoCore = LocalText(
    "bộ nhớ có thể bị ghi ra đĩa khi hỏng: hãy cài lại Tiếp Sức",
    "memory may be written to the disk in a crash: install again")
  package static let todoSwap = LocalText(
    "vùng hoán đổi không mã hoá: chạy kiểu kiosk để khoá bộ nhớ, hoặc tắt bằng sudo swapoff -a",
    "swap is not encrypted: run as a kiosk, which locks memory, or switch it off: sudo swapoff -a")
  package static let todoInstall = LocalText("hãy cài lại gói tiepsuc", "install the package tiepsuc again")
  package static let todoBackup = LocalText("chạy: tiepsuc backup --daily", "run: tiepsuc backup --daily")
  package static let todoChecklist = LocalText(
    "sửa danh mục bước rồi chạy: tiepsuc checklist lint", "mend the checklist, then run: tiepsuc checklist lint")
  package static let todoPack = LocalText("xin gói danh mục bước mới của người soạn", "ask the trainers for a new pack")

  package static func unitCount(_ count: Int) -> LocalText {
    LocalText("\(Numbers.vietnamese(count)) xã, phường, đặc khu", "\(Numbers.english(count)) communes, wards and zones")
  }

  package static let chainBroken = LocalText(
    "Chuỗi nhật ký bị đứt ở chỗ nêu trên. Các mục khác vẫn đọc được. Hãy chép thư mục này ra nơi khác và báo trưởng nhóm.",
    "The chain breaks where it says above. The other entries can be read. Copy this folder elsewhere and tell the team lead."
  )

  package static func verified(good: Int, breaks: Int) -> LocalText {
    breaks == 0
      ? LocalText(
        "Chuỗi nguyên vẹn: \(Numbers.vietnamese(good)) mục.", "The chain is whole: \(Numbers.english(good)) entries.")
      : LocalText(
        "Đúng \(Numbers.vietnamese(good)) mục, đứt \(Numbers.vietnamese(breaks)) chỗ.",
        "\(Numbers.english(good)) entries are right, \(Numbers.english(breaks)) breaks.")
  }
}
