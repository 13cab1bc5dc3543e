package import Checklists

/// Words on paper, and about printers.
extension Phrase {
  // Commands
  package static let printReceipt = LocalText("In biên nhận", "Print the receipt")
  package static let printPapers = LocalText("In giấy tờ cần mang", "Print the papers to bring")
  package static let printLeaflet = LocalText("In tờ hướng dẫn", "Print a leaflet")

  // Settings
  package static let printer = LocalText("Máy in", "Printer")
  package static let noPrinter = LocalText("không in", "none")
  package static let printerWords = LocalText(
    "Máy in cắm vào máy này (đường dẫn, ví dụ /dev/usb/lp0), tên hàng đợi in, hoặc tệp .prn, .txt. Để trống: không in.",
    "A printer at this machine (its path, such as /dev/usb/lp0), the name of a queue, or a file .prn, .txt. Empty: none."
  )
  package static let printerPaper = LocalText("Giấy nào?", "Which paper?")
  package static let paper58 = LocalText("Cuộn 58 mm", "Roll of 58 mm")
  package static let paper80 = LocalText("Cuộn 80 mm", "Roll of 80 mm")
  package static let paperA4 = LocalText("Tờ A4", "A4 sheets")
  package static let paperA4Ascii = LocalText("Tờ A4, in không dấu", "A4 sheets, without marks")
  package static let printerBadPlace = LocalText(
    "Không phải đường dẫn hay tên hàng đợi in. Ví dụ: /dev/usb/lp0",
    "This is no path and no name of a queue. For example: /dev/usb/lp0")
  package static let testPage = LocalText("Trang thử", "Test page")

  /// Printers that are plugged in.
  package static func printersFound(_ paths: [String]) -> LocalText {
    paths.isEmpty
      ? LocalText("Không thấy máy in nào cắm vào máy này.", "No printer is plugged into this machine.")
      : LocalText(
        "Đang cắm vào máy này: \(paths.joined(separator: ", "))",
        "Plugged into this machine: \(paths.joined(separator: ", "))")
  }

  // What is said
  package static let printing = LocalText("Đang in…", "Printing…")
  package static let printed = LocalText("Đã gửi sang máy in.", "The printer has it.")

  // Failures
  package static let printerBusy = LocalText(
    "Máy in còn đang in tờ trước. Không mất gì. Xin chờ một lát rồi in lại.",
    "The printer is still at the last page. Nothing is lost. Wait a moment and print again.")
  package static let printerNoQueues = LocalText(
    "Máy này chưa có hệ thống in (CUPS). Bàn hỗ trợ vẫn dùng được, mã vẫn chép tay được. Hãy cài cups-client, hoặc đặt máy in theo đường dẫn.",
    "This machine has no printing system (CUPS). The desk works, and the code can be copied. Install cups-client, or set the printer by its path."
  )

  package static func printerMissing(_ place: String) -> LocalText {
    LocalText(
      "Không thấy máy in \(place). Không mất gì, mã vẫn chép tay được. Hãy xem dây và nguồn, rồi in lại.",
      "The printer \(place) is not there. Nothing is lost, the code can be copied. Check cable and power, then print again."
    )
  }

  package static func printerIsNone(_ place: String) -> LocalText {
    LocalText(
      "\(place) không phải máy in. Không có gì bị ghi vào đó. Hãy đặt lại máy in.",
      "\(place) is no printer. Nothing was written to it. Set the printer anew.")
  }

  package static func printerRefused(_ place: String, _ code: Int32) -> LocalText {
    LocalText(
      "Máy in \(place) không nhận (\(code)). Không mất gì, mã vẫn chép tay được. Hãy xem quyền dùng máy in: tiepsuc doctor",
      "The printer \(place) takes nothing (\(code)). Nothing is lost, the code can be copied. See who may use it: tiepsuc doctor"
    )
  }

  package static func printerSilent(_ place: String) -> LocalText {
    LocalText(
      "Máy in \(place) không trả lời. Không mất gì, mã vẫn chép tay được. Hãy xem giấy và nguồn, rồi in lại.",
      "The printer \(place) does not answer. Nothing is lost, the code can be copied. Check paper and power, then print again."
    )
  }

  // On paper
  package static let slipWords = LocalText(
    "Giữ tờ này: có mã thì xem lại, sửa hoặc xin xoá được. Tờ này không ghi tên và số nào của {bác}.",
    "Keep this slip: with the code you can ask to see, correct or erase. It holds no name and no number of yours.")
  package static let slipPractice = LocalText("TẬP - KHÔNG TÍNH", "PRACTICE - NOT COUNTED")
  package static let slipPapers = LocalText("Giấy tờ cần mang", "Papers to bring")
  package static let doctorPrinter = LocalText("Máy in", "Printer")
}
